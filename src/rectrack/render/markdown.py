"""Markdown that a mail program shows as it is and a git host shows as a page."""

import re
from collections.abc import Iterable

from rectrack.render.page import visible
from rectrack.render.table import Table

_SIGNS = re.compile(r"[\\`*\[\]<>|~&#]|(?<![^\W_])_|_(?![^\W_])")


def escaped(text: str) -> str:
    """Return text that a person wrote so that none of it is read as Markdown or HTML."""
    return _SIGNS.sub(r"\\\g<0>", visible(text))


def rows_of(table: Table) -> str:
    """Return a table without its title."""
    rows = [[escaped(cell) for cell in cells] for cells in table.texts()]
    lines = [table.names, ["---"] * len(table.columns), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def titled(table: Table) -> str:
    """Return a table below its title; one without rows says that there are none."""
    if not table.rows:
        return f"**{escaped(table.title)}:** none\n"
    details = f" ({escaped(table.details)})" if table.details else ""
    return f"## {escaped(table.title)}{details}\n\n{rows_of(table)}"


def report(title: str, lines: Iterable[str], tables: Iterable[Table]) -> str:
    """Return a whole page: its title, some lines below it, and its tables."""
    parts = [f"# {escaped(title)}\n", *(f"{escaped(line)}\n" for line in lines)]
    return "\n".join([*parts, *map(titled, tables)])
