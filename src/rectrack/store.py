"""The only access to the disk: find a plan, read it, and replace it safely.

A plan is never written in place. The new bytes go to a temporary file in the same folder, are
flushed to the disk, and take the old file's name in one step: after a kill at any instant, or on
a full disk, the file is the old one or the new one, whole.
"""

import contextlib
import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from rectrack.errors import BusyError, RequestError, UsageError

NAMES = ("rectification.yaml", "plans/rectification.yaml")
LOCK_SECONDS = 5
ATTEMPTS = 3
LARGEST = 1 << 30
"""A plan of more bytes than this is not read: a hundred years of entries fit in less."""


def find_plan(named: str | None, environ: Mapping[str, str], folder: Path) -> Path:
    """Return the plan to work on.

    `named` goes before RECTRACK_FILE, and that before `rectification.yaml` or
    `plans/rectification.yaml` in `folder` or the nearest folder above it, no further than the
    root of its git work tree or the home folder. A file that was named is taken as it is.
    """
    given = named if named is not None else environ.get("RECTRACK_FILE") or None
    if given == "":
        raise UsageError("--file names nothing: name a plan, or leave the option out")
    if given is not None:
        return Path(given)
    home = _home()
    for place in (folder, *folder.parents):
        for name in NAMES:
            if _is_there(place / name):
                return Path(name) if place == folder else place / name
        if _is_there(place / ".git") or place == home:
            break
    raise UsageError(
        f"no plan found: no {' or '.join(NAMES)} here or in a folder above;"
        " name one with --file or RECTRACK_FILE"
    )


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:  # an account without one, as in some containers
        return None


def _is_there(path: Path) -> bool:
    """Whether a path exists; one that may not be looked at counts as absent."""
    try:
        return path.exists()
    except OSError:
        return False


def read(path: Path) -> bytes:
    """Return a plan's bytes; raises RequestError where it is no ordinary, readable file."""
    try:
        descriptor = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with open(descriptor, "rb") as file:  # noqa: PTH123  opened without waiting on a pipe
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise RequestError(f"{path} is {_kind_of(status.st_mode)}, not a plan file")
            if status.st_size > LARGEST:
                raise RequestError(f"{path} is larger than any plan: {status.st_size} bytes")
            return file.read()
    except OSError as error:
        raise RequestError(_unreadable(path, error)) from None


def _kind_of(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a device"


def _unreadable(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{path} does not exist"
    if isinstance(error, IsADirectoryError) or os.path.isdir(path):  # noqa: PTH112  never raises
        return f"{path} is a folder, not a plan file"
    if isinstance(error, PermissionError):
        return f"{path} may not be read by you: ask its owner for the permission"
    return f"{path} cannot be read: {error.strerror}"


def read_older(path: Path, reference: str) -> bytes:
    """Return the bytes of an older copy of a plan: a file, or what git knows under a name.

    The name is a branch, a tag or a commit, as in `git show`. Raises RequestError where there is
    no such copy.
    """
    if _is_there(Path(reference)):
        return read(Path(reference))
    import subprocess  # noqa: PLC0415  only a comparison pays for it

    real = path.resolve()
    name = reference if ":" in reference else f"{reference}:./{real.name}"
    command = ["git", "cat-file", "blob", "--end-of-options", name]
    try:
        found = subprocess.run(command, cwd=real.parent, capture_output=True, check=False)  # noqa: S603  no shell reads the name
    except OSError:
        raise RequestError(f"{reference} is no file, and git is not to be had") from None
    if found.returncode != 0:
        said = found.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise RequestError(f"{reference} is no file, and git says: {said}")
    return found.stdout


def update(path: Path, change: Callable[[bytes], bytes | None]) -> None:
    """Replace a plan by what `change` makes of its bytes; None leaves it as it is.

    One writer at a time: `change` sees the bytes as they are under the lock, and is asked again
    where the file was changed underneath by something that takes no lock, such as an editor.
    Raises BusyError where the lock is not to be had or the file will not stay still, and OSError
    where it cannot be written.
    """
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):  # missing, or links that lead in a circle
        read(path)
        raise RequestError(f"{path} leads nowhere") from None
    status = real.stat()
    if not stat.S_ISREG(status.st_mode):
        raise RequestError(f"{path} is {_kind_of(status.st_mode)}, not a plan file")
    if not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, "you may read it, but not change it")
    with _locked(real, stat.S_IMODE(status.st_mode)):
        _sweep(real)
        for _ in range(ATTEMPTS):
            before = _signature(real)
            raw = read(real)
            fresh = change(raw)
            if fresh is None:
                return
            if _replace(real, fresh, before):
                return
    raise BusyError(f"{path} keeps changing underneath: close the editor and try again")


def _signature(path: Path) -> tuple[int, ...] | None:
    """Return what changes whenever a file does."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


@contextlib.contextmanager
def _locked(path: Path, mode: int) -> Iterator[None]:
    """Hold the lock beside a plan; the plan itself cannot be locked, since it is replaced."""
    import socket  # noqa: PLC0415  only writers pay for it

    from filelock import FileLock, Timeout  # noqa: PLC0415  the same

    lock_path = path.with_name(f".{path.name}.lock")
    lock = FileLock(lock_path, timeout=LOCK_SECONDS, mode=mode | 0o600)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(f"{path} is in use{_holder(lock_path)}: try again") from None
    try:
        with contextlib.suppress(OSError):
            lock_path.write_text(f"process {os.getpid()} on {socket.gethostname()}")
        yield
    finally:
        lock.release()


def _holder(lock_path: Path) -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if holder := lock_path.read_text().strip():
            return f" by {holder}"
    return ""


def _sweep(path: Path) -> None:
    """Remove what a killed run has left; nobody else writes here while the lock is held."""
    for litter in path.parent.glob(f"{_litter(path)}*.tmp"):
        with contextlib.suppress(OSError):
            litter.unlink()


def _litter(path: Path) -> str:
    """Return how the names of this plan's temporary files begin."""
    return f".{path.name}.rectrack-"


def _replace(path: Path, fresh: bytes, before: tuple[int, ...] | None) -> bool:
    """Put new bytes in a plan's place in one step; False where it changed since `before`."""
    import tempfile  # noqa: PLC0415  only writers pay for it

    descriptor, name = tempfile.mkstemp(prefix=_litter(path), suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123  already open
            _copy_status(path, temporary)
            file.write(fresh)
            file.flush()
            os.fsync(descriptor)
        if _signature(path) != before:
            return False
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _flush_folder(path.parent)
    return True


def _copy_status(path: Path, temporary: Path) -> None:
    """Give a new file the owner, mode and attributes of the old, as far as this user may."""
    status = path.stat()
    if sys.platform != "win32":
        for owner in (status.st_uid, -1):
            with contextlib.suppress(PermissionError):
                os.chown(temporary, owner, status.st_gid)
                break
    with contextlib.suppress(OSError):
        shutil.copystat(path, temporary)


def _flush_folder(folder: Path) -> None:
    """Make a rename last; Windows has no such thing, and some file systems refuse it."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def exists(plan: Path, reference: str) -> bool:
    """Whether a path that a plan names exists, seen from the plan's folder."""
    try:
        return _is_there(plan.resolve().parent / reference)
    except (OSError, ValueError):  # a path that no file system takes
        return False
