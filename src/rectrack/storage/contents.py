"""What an open file holds, in bounded memory: some have no end, and some do not say how long."""

import errno
from typing import IO

PIECE = 1 << 20


def contents(file: IO[bytes], most: int, *, at_once: int = PIECE) -> bytes:
    """Return the bytes of a file; of one that has more than `most`, one byte more than that.

    `at_once` is how many it is thought to have. Raises OSError where the rest would have to be
    waited for in a file that was opened not to wait.
    """
    pieces: list[bytes] = []
    left = most + 1
    while piece := file.read(min(max(at_once, PIECE), left)):
        pieces.append(piece)
        left -= len(piece)
    if piece is None:
        raise OSError(errno.EAGAIN, "it has no end yet")
    return b"".join(pieces)
