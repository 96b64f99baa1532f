"""Writing a file whole or not at all.

The bytes go to a temporary file in the same folder, are flushed to the disk, and take the file's
name in one step: after a kill at any instant, or on a full disk, there is the old file or the
new one, whole. The temporary file is made anew, never through a link, and from then on known by
its descriptor: nobody who may write to the folder can put another file in its way.
"""

import contextlib
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from rectrack.errors import BusyError

ANEW = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOINHERIT", 0)
)
PAUSES = (0.05, 0.1, 0.2, 0.3, 0.4)
"""Seconds before a refused renaming is tried again: a scanner may hold the file for a moment."""
KEPT = 50
"""So many characters of a name begin that of its temporary file, which may be no longer either."""


class Signature(Struct, frozen=True):
    """What changes whenever a file does. `names` is how many names it has."""

    number: int
    size: int
    written: int
    changed: int
    names: int


def signature(path: Path) -> Signature | None:
    """Return the signature of a file, or None where there is no file."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return Signature(
        status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_nlink
    )


def replace(path: Path, fresh: bytes, before: Signature | None) -> bool:
    """Put new bytes in a file's place; False where it has changed since it bore a signature.

    Raises BusyError where another program holds it open, on a system where that matters, and
    OSError where it cannot be written or would be lost to its owner or group.
    """
    from rectrack.storage import ownership  # noqa: PLC0415  only writers pay for it

    with _beside(path, fresh, 0o600, lambda new: ownership.hand_on(path, new)) as temporary:
        if not _rename(temporary, path, before):
            return False
    _flush_folder(path.parent)
    return True


def create(path: Path, fresh: bytes) -> None:
    """Write a new file, which may be read by whoever may read the user's other new files.

    Raises FileExistsError where anything, even a dead link, bears its name.
    """
    with _beside(path, fresh, 0o666) as temporary:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # a file system that gives a file one name only
            _take_over(temporary, path)
    _flush_folder(path.parent)


def sweep(path: Path) -> None:
    """Remove what killed runs have left beside a file that nobody else is writing."""
    ours = re.compile(rf"{re.escape(_beginning(path))}[0-9a-z_]+\.tmp")
    with contextlib.suppress(OSError):
        with os.scandir(path.parent) as there:
            litter = [
                Path(each.path)
                for each in there
                if ours.fullmatch(each.name) and each.is_file(follow_symlinks=False)
            ]
        for each in litter:
            with contextlib.suppress(OSError):
                each.unlink()


def _beginning(path: Path) -> str:
    """Return how the names of a file's temporary files begin."""
    return f".{path.name[:KEPT]}.rectrack-"


@contextlib.contextmanager
def _beside(
    path: Path, fresh: bytes, mode: int, prepare: Callable[[int], None] = lambda new: None
) -> Iterator[Path]:
    """Lend a new file of these bytes in the folder of another, safe on the disk."""
    temporary = path.with_name(f"{_beginning(path)}{os.urandom(8).hex()}.tmp")
    descriptor = os.open(temporary, ANEW, mode)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123  already open
            prepare(descriptor)
            file.write(fresh)
            file.flush()
            os.fsync(descriptor)
        yield temporary
    finally:
        with contextlib.suppress(OSError):  # it has the file's name by now, or is swept away later
            temporary.unlink()


def _rename(temporary: Path, path: Path, before: Signature | None) -> bool:
    """Give a file the name of another; False where that has changed since it bore a signature."""
    pauses = iter(PAUSES)
    while signature(path) == before:
        try:
            temporary.replace(path)
        except PermissionError as error:
            if (pause := next(pauses, None)) is None:
                raise BusyError(
                    f"{path} cannot be replaced ({error.strerror}): another program may hold it"
                    " open; close that and try again"
                ) from None
            time.sleep(pause)
        else:
            return True
    return False


def _take_over(temporary: Path, path: Path) -> None:
    """Reserve a name, which fails where it is taken, and put the file in its place."""
    os.close(os.open(path, ANEW, 0o600))
    reserved = signature(path)
    try:
        taken = _rename(temporary, path, reserved)
    except (OSError, BusyError):
        if signature(path) == reserved:
            path.unlink()
        raise
    if not taken:
        raise FileExistsError


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
