"""What the rest asks of the disk: read a plan, begin one, and replace one safely."""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rectrack.errors import BusyError, NoOlderCopyError, RectrackError, RequestError
from rectrack.storage import atomic, lock
from rectrack.storage.contents import contents
from rectrack.storage.location import NAMES, is_there

PAUSES = (0, 0.1, 0.4)
"""Seconds before each attempt to replace a file: an editor takes a moment to save it."""
WITHOUT_WAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
NOT_THROUGH_A_LINK = getattr(os, "O_NOFOLLOW", 0)
LARGEST = 1 << 29
"""A file of more bytes than this is not read: a hundred years of entries fit in less."""


def read(path: Path, *, links: bool = True) -> bytes:
    """Return a plan's bytes; raises RequestError where it is no ordinary, readable file.

    Without `links` it must not be a link either.
    """
    try:
        descriptor = os.open(path, WITHOUT_WAITING | (0 if links else NOT_THROUGH_A_LINK))
        with open(descriptor, "rb") as file:  # noqa: PTH123  opened without waiting on a pipe
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise RequestError(f"{path} is {_kind_of(status.st_mode)}, not a plan file")
            if status.st_size > LARGEST:
                raise RequestError(f"{path} is too large for a plan: {status.st_size} bytes")
            raw = contents(file, LARGEST, at_once=status.st_size + 1)
    except OSError as error:
        raise RequestError(_unreadable(path, error)) from None
    if len(raw) > LARGEST:
        raise RequestError(f"{path} is too large for a plan: more than {LARGEST} bytes")
    return raw


def read_input(name: str) -> bytes:
    """Return the bytes of a file or pipe that is to be taken in; `-` is standard input.

    Raises RequestError where they cannot be had, or never end.
    """
    if name == "-" and sys.stdin is None:
        raise RequestError("standard input is closed")
    try:
        file = sys.stdin.buffer if name == "-" else Path(name).open("rb")  # noqa: SIM115  see below
        with file if name != "-" else contextlib.nullcontext():
            raw = contents(file, LARGEST)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RequestError(f"{name} cannot be read: {reason}") from None
    if len(raw) > LARGEST:
        raise RequestError(f"{name} is too large for a list of entries: more than {LARGEST} bytes")
    return raw


def _kind_of(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a pipe" if stat.S_ISFIFO(mode) else "a device"


def _unreadable(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{path} does not exist"
    with contextlib.suppress(OSError):
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            return f"{path} is {_kind_of(mode)}, not a plan file"
    if isinstance(error, PermissionError):
        return f"you may not read {path}: ask its owner for permission"
    return f"{path} cannot be read: {error.strerror}"


def read_older(path: Path, reference: str) -> bytes:
    """Return the bytes of an older copy of a plan: a file, or what git knows under a name.

    The name is a branch, a tag or a commit, as in `git show`. Raises RequestError where there is
    no such copy, NoOlderCopyError where git knows the name, but not the plan under it.
    """
    if is_there(Path(reference)):
        return read(Path(reference))
    from rectrack.storage import git  # noqa: PLC0415  only a comparison pays for it

    try:
        return git.copy_of(path.resolve(), reference)
    except git.NewFileError as error:
        raise NoOlderCopyError(f"{reference} is not a file, and {error}") from None
    except LookupError as error:
        raise RequestError(f"{reference} is not a file, and {error}") from None


def check_free(path: Path) -> None:
    """Raise RequestError where no new file can go: its name is taken, or its folder missing."""
    if os.path.lexists(path):
        raise RequestError(_taken(path))
    if not os.path.isdir(path.parent):  # noqa: PTH112  never raises
        raise RequestError(f"there is no folder {path.parent}: create it, or name a file elsewhere")


def create(path: Path, fresh: bytes) -> None:
    """Write a new file, whole or not at all. Nothing is ever overwritten.

    Raises RequestError where something bears its name, or where it cannot be written.
    """
    check_free(path)
    try:
        _begin(path, fresh)
    except FileExistsError:
        raise RequestError(_taken(path)) from None
    except OSError as error:
        raise RequestError(f"{path} cannot be written: {error.strerror}") from None


def _begin(path: Path, fresh: bytes) -> None:
    with lock.held(path):
        atomic.sweep(path)
        atomic.create(path, fresh)


def _taken(path: Path) -> str:
    if os.path.isdir(path):  # noqa: PTH112  never raises
        return f"{path} is a folder: name a file, such as {path / NAMES[0]}"
    if not is_there(path):
        return f"{path} is a broken link: remove it, or name another file"
    return f"{path} exists, and nothing is overwritten: name another file, or move this one away"


def update(path: Path, change: Callable[[bytes], bytes | None]) -> tuple[str, ...]:
    """Replace a file by what `change` makes of its bytes; None leaves it as it is.

    One writer at a time: `change` sees the bytes as they are under the lock, and is asked again
    where the file was changed underneath by something that takes no lock, such as an editor.
    What that saves up to the last look at the file is kept; only what it saves in the few
    microseconds between that look and the renaming is lost, which no lock of ours can prevent.
    Returns warnings of what else has come of it.
    Raises BusyError where it is locked or will not stay still, OSError where it cannot be written.
    """
    real = _writable(path)
    with lock.held(real):
        atomic.sweep(real)
        for pause in PAUSES:
            time.sleep(pause)
            before = atomic.signature(real)
            if before is None:  # some editors move it away before they write it anew
                continue
            raw = read(real, links=False)  # one put there since would give away another file
            try:
                fresh = change(raw)
            except RectrackError:
                if atomic.signature(real) == before:
                    raise
                continue  # it was half saved
            if fresh is None:
                return ()
            if atomic.replace(real, fresh, before):
                return _parted(path, before.names - 1)
    read(path)  # tells if it is gone for good
    raise BusyError(f"{path} keeps changing underneath: close the editor and try again")


def _writable(path: Path) -> Path:
    """Return where a file lies that may be replaced; links to it stay, and lead to the new one."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):  # missing, or links that lead in a circle
        read(path)
        raise RequestError(f"{path} is a broken link: it points to nothing") from None
    status = real.stat()
    if not stat.S_ISREG(status.st_mode):
        raise RequestError(f"{path} is {_kind_of(status.st_mode)}, not a plan file")
    if not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, "you may read it, but not change it")
    if not os.access(real.parent, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, f"you may not write to its folder, {real.parent}")
    return real


def _parted(path: Path, others: int) -> tuple[str, ...]:
    """Return the warning that a file is no longer the same under its other names, if any."""
    if others < 1:
        return ()
    if others == 1:
        rest = "its other name (a hard link) still has the old text: make that a symbolic link"
    else:
        rest = (
            f"its {others} other names (hard links) still have the old text:"
            " make those symbolic links"
        )
    return (f"{path} has been rewritten, and {rest} to it",)


def edit(path: Path, change: Callable[[bytes], bytes | None]) -> tuple[str, ...]:
    """Replace a file that is no plan by what `change` makes of its bytes, or of none if it is new.

    Folders on the way to it are made. Returns warnings, as `update` does. Raises BusyError where
    it is in use, RequestError where it cannot be written.
    """
    try:
        if not is_there(path):
            if path.is_symlink():
                raise RequestError(_taken(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):  # somebody else has begun it meanwhile
                _begin(path, change(b"") or b"")
                return ()
        return update(path, change)
    except OSError as error:
        raise RequestError(f"{path} cannot be written: {error.strerror}") from None


def add_line(path: Path, line: str) -> tuple[str, ...]:
    """Add a line at the end of a file that is no plan, or begin the file with it; as `edit`."""
    fresh = line.encode(errors="surrogateescape")

    def change(raw: bytes) -> bytes:
        newline = b"\r\n" if b"\r\n" in raw else b"\n"
        gap = newline if raw and not raw.endswith(b"\n") else b""
        return raw + gap + fresh + newline

    return edit(path, change)


def exists(plan: Path, reference: str) -> bool:
    """Whether a path that a plan names exists, seen from the plan's folder."""
    try:
        return is_there(plan.resolve().parent / reference)
    except (OSError, ValueError):  # a path that no file system takes
        return False
