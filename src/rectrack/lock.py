"""One writer at a time: the lock beside a plan, which itself is replaced and cannot bear one."""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from rectrack import atomic
from rectrack.errors import BusyError

SECONDS = 5
"""How long a writer waits for another."""


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock of a plan, and clear away what killed writers have left beside it.

    Raises BusyError, which tells who holds it, where it is not to be had in time, and OSError
    where there can be no lock.
    """
    import socket  # noqa: PLC0415  only writers pay for it

    from filelock import FileLock, Timeout  # noqa: PLC0415  the same

    lock_path = path.with_name(f".{path.name}.lock")
    mode = stat.S_IMODE(path.stat().st_mode) | 0o600
    lock = FileLock(lock_path, timeout=SECONDS, mode=mode)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(f"{path} is in use{_holder(lock_path)}: try again") from None
    try:
        with contextlib.suppress(OSError):
            lock_path.write_text(f"process {os.getpid()} on {socket.gethostname()}")
        atomic.sweep(path)
        yield
    finally:
        with contextlib.suppress(OSError):  # the end of the process releases it
            lock.release()


def _holder(lock_path: Path) -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if holder := lock_path.read_text().strip():
            return f" by {holder}"
    return ""
