"""Telling a lack of memory from a fault; it loads nothing, since there may be no room for it."""

import contextlib
import errno
import os

SPARE = 1 << 25
"""Bytes that the program can do nothing useful without."""
SENTENCE = (
    b"rectrack: out of memory: close other programs and try again;"
    b" `rectrack entries` shows what is logged\n"
)


def is_lacking(error: BaseException) -> bool:
    """Whether an error comes of a lack of memory, by whatever name: loading fails in many ways."""
    if isinstance(error, MemoryError) or getattr(error, "errno", None) == errno.ENOMEM:
        return True
    try:
        bytearray(SPARE)
    except MemoryError:
        return True
    return False


def tell() -> None:
    """Say so on standard error, where somebody is there to be told."""
    with contextlib.suppress(OSError):
        os.write(2, SENTENCE)
