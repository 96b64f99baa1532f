"""One writer at a time: a lock on the folder of a file, which leaves nothing behind.

A file that is replaced cannot bear its lock itself, and one beside it could be planted by somebody,
outlive its writer, or be taken into git. So the folder is locked by its own descriptor, without any
name, until the process ends, however it ends. Windows locks no folder: there a file is opened that
nobody else may open meanwhile, and which the system deletes as soon as it is closed.

A network drive may keep such a lock to the one machine.
"""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from rectrack.errors import BusyError

SECONDS = 5
"""How long a writer waits for another."""
PAUSE = 0.02
"""Seconds between two attempts."""

NAME_ON_WINDOWS = ".rectrack.storage.lock"
OPEN_OR_CREATE = 4
GONE_WHEN_CLOSED = 0x04000000
NOT_THROUGH_A_LINK = 0x00200000
HIDDEN = 0x2
OPENED_BY_ANOTHER = 32


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock of the folder of a file, whose links are resolved.

    Raises BusyError, which tells who holds it, where it is not to be had in time, and OSError
    where the folder cannot be locked.
    """
    for _ in range(int(SECONDS / PAUSE) + 1):
        if (descriptor := _locked(path.parent)) is not None:
            break
        time.sleep(PAUSE)
    else:
        raise BusyError(f"{path} is in use{_holder(path.parent)}: try again in a moment")
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # the end of the process releases it
            os.close(descriptor)


def _locked(folder: Path) -> int | None:
    """Return a descriptor that holds the lock of a folder; None where another one does."""
    if sys.platform == "win32":
        import _winapi  # noqa: PLC0415  not to be had elsewhere
        import msvcrt  # noqa: PLC0415  the same

        flags = GONE_WHEN_CLOSED | NOT_THROUGH_A_LINK | HIDDEN
        name = str(folder / NAME_ON_WINDOWS)
        try:
            handle = _winapi.CreateFile(
                name, _winapi.GENERIC_READ, 0, _winapi.NULL, OPEN_OR_CREATE, flags, _winapi.NULL
            )
        except OSError as error:
            if error.winerror == OPENED_BY_ANOTHER:
                return None
            raise
        return msvcrt.open_osfhandle(handle, os.O_NOINHERIT)

    import fcntl  # noqa: PLC0415  not to be had on Windows

    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError as error:
        raise PermissionError(error.errno, f"you may not read its folder, {folder}") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        if isinstance(error, BlockingIOError):
            return None
        reason = f"its folder cannot be locked against other writers ({error.strerror})"
        raise OSError(error.errno, f"{reason}: keep the plan on another disk") from None
    return descriptor


def _holder(folder: Path) -> str:
    """Return which process holds the lock of a folder, where the system tells it, as Linux does."""
    if sys.platform == "win32":
        return ""
    with contextlib.suppress(OSError):
        status = folder.stat()
        device = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}"
        for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
            # 1: FLOCK ADVISORY WRITE 1234 fe:00:5678 0 EOF; those who wait have -> before FLOCK
            _, kind, _, _, process, place, *_ = line.split()
            if (kind, place) == ("FLOCK", f"{device}:{status.st_ino}"):
                return f" by process {process}{_command(process)}"
    return ""


def _command(process: str) -> str:
    with contextlib.suppress(OSError):
        return f" ({Path(f'/proc/{process}/comm').read_text(errors='replace').strip()})"
    return ""
