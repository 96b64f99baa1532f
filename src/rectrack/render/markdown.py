"""Markdown that a mail program shows as it is and a git host shows as a page."""

import re
from collections.abc import Iterable, Sequence

from rectrack.render.page import visible

_SIGNS = re.compile(r"[\\`*\[\]<>|~&#]|(?<![^\W_])_|_(?![^\W_])")


def escaped(text: str) -> str:
    """Return text that a person wrote so that none of it is read as Markdown or HTML."""
    return _SIGNS.sub(r"\\\g<0>", visible(text))


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; headers and cells are Markdown already."""
    lines = [headers, ["---"] * len(headers), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
