"""Sentences for a terminal: broken between words, never in the middle of one."""

import re
from collections.abc import Iterable

from rich.cells import cell_len


def folded(words: Iterable[str], width: int) -> str:
    """Return words with blanks between them, on lines of at most `width` columns.

    A word may have spaces in it, which do not break. One that is wider than a line has a line
    of its own, and goes on beyond its end.
    """
    lines: list[str] = []
    for word in words:
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


def rows(text: str, width: int) -> int:
    """Return how many rows of a terminal of `width` columns a drawn text takes."""
    plain = re.sub("\x1b\\[[0-9;]*m", "", text)
    return sum(max(1, -(-cell_len(line) // width)) for line in plain.splitlines())
