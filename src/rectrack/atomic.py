"""Writing a file whole or not at all.

The bytes go to a temporary file in the same folder, are flushed to the disk, and take the file's
name in one step: after a kill at any instant, or on a full disk, there is the old file or the
new one, whole.
"""

import contextlib
import glob
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

Signature = tuple[int, ...]


def signature(path: Path) -> Signature | None:
    """Return what changes whenever a file does, or None where there is no file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def replace(path: Path, fresh: bytes, before: Signature | None) -> bool:
    """Put new bytes in a file's place; False where it has changed since it bore a signature."""
    with _beside(path, fresh, lambda temporary: _copy_status(path, temporary)) as temporary:
        if signature(path) != before:
            return False
        temporary.replace(path)
    _flush_folder(path.parent)
    return True


def create(path: Path, fresh: bytes) -> None:
    """Write a new file; raises FileExistsError where anything, even a dead link, bears its name."""
    with _beside(path, fresh, _open_to_all) as temporary:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # a file system that gives a file one name only
            _take_over(temporary, path)
    _flush_folder(path.parent)


def sweep(path: Path) -> None:
    """Remove what killed runs have left beside a file that nobody else is writing."""
    for litter in path.parent.glob(f"{glob.escape(_litter(path))}*.tmp"):
        with contextlib.suppress(OSError):
            litter.unlink()


def _litter(path: Path) -> str:
    """Return how the names of a file's temporary files begin."""
    return f".{path.name}.rectrack-"


@contextlib.contextmanager
def _beside(path: Path, fresh: bytes, prepare: Callable[[Path], None]) -> Iterator[Path]:
    """Lend a file of these bytes in the folder of another, safe on the disk."""
    import tempfile  # noqa: PLC0415  only writers pay for it

    descriptor, name = tempfile.mkstemp(prefix=_litter(path), suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123  already open
            prepare(temporary)
            file.write(fresh)
            file.flush()
            os.fsync(descriptor)
        yield temporary
    finally:
        with contextlib.suppress(OSError):  # it has the file's name by now, or is swept away later
            temporary.unlink()


def _take_over(temporary: Path, path: Path) -> None:
    """Reserve a name, which fails where it is taken, and put the file in its place."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    try:
        temporary.replace(path)
    except OSError:
        path.unlink()
        raise


def _open_to_all(temporary: Path) -> None:
    """Give a new file the mode that the user's other new files have."""
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)


def _copy_status(path: Path, temporary: Path) -> None:
    """Give a new file the mode of the old, and its owner and attributes as far as this user may.

    Raises OSError rather than shut out others who may read the old one.
    """
    status = path.stat()
    if sys.platform != "win32":
        for owner in (status.st_uid, -1):
            with contextlib.suppress(OSError):
                os.chown(temporary, owner, status.st_gid)
                break
    with contextlib.suppress(OSError):
        shutil.copystat(path, temporary)
    mode = stat.S_IMODE(status.st_mode)
    if stat.S_IMODE(temporary.stat().st_mode) != mode:
        temporary.chmod(mode)


def _flush_folder(folder: Path) -> None:
    """Make a new name last; Windows has no such thing, and some file systems refuse it."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
