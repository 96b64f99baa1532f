"""A table on a page: in columns, and where they have no room, row below row."""

from collections.abc import Iterator
from itertools import compress

from rich import columns
from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from rectrack.render.layout import GAP, Columns, Indented
from rectrack.render.page import Page, visible
from rectrack.render.state_bar import style_of
from rectrack.render.table import Table
from rectrack.render.terminal import UNBOUNDED

INDENT = len(GAP)
NARROWEST = 22
"""Where the sentences of a row would be narrower than this, they stand below the words."""


def titled(table: Table, page: Page) -> Iterator[RenderableType]:
    """Yield a table below its title; one without rows says that there are none."""
    details = f": {table.details}" if table.details else ""
    yield Text.assemble((table.title, "bold"), details if table.rows else ": none")
    if table.rows:
        yield from rows_of(table, page)


def rows_of(table: Table, page: Page) -> Iterator[RenderableType]:
    """Yield rows, set in: words in columns and sentences folded beside them; or scores."""
    if any(column.kind == "score" for column in table.columns):
        yield from _scores(table, page)
        return
    rows = [
        [
            _cell(page.signs(text), column.kind)
            for column, text in zip(table.columns, row, strict=True)
        ]
        for row in table.texts()
    ]
    words = sum(column.kind != "sentence" for column in table.columns)
    sentences = len(table.columns) - words
    widths = [max((row[at].cell_len for row in rows), default=0) for at in range(words)]
    room = (page.width or UNBOUNDED) - INDENT - sum(width + INDENT for width in widths)
    fits = room >= -INDENT  # behind the last column there need be no gap
    if fits and (not sentences or room >= sentences * (NARROWEST + INDENT)):
        yield Indented(Columns(rows, whole=words), INDENT)
        return
    for row in rows:
        if any(row[:words]):
            if fits:
                for cell, width in zip(row, widths, strict=False):
                    cell.pad_right(width - cell.cell_len)
            yield _set_in(Text(GAP).join(filter(None, row[:words])), 1)
        if sentences:
            yield _set_in(Text("; ").join(filter(None, row[words:])), 3)


def _scores(table: Table, page: Page) -> Iterator[RenderableType]:
    """Yield names and their scores below a head, or where that has no room, score by score.

    Before that, columns that have a rank are left out, with a line that says so.
    """
    head, rows = table.names, table.texts()
    kept = [not column.rank for column in table.columns]
    for shown in ([True] * len(head), kept):
        lines = _aligned([list(compress(row, shown)) for row in (head, *rows)])
        if page.width is None or len(lines[0]) <= page.width:
            yield Text(lines[0], style="dim")
            yield from map(Text, lines[1:])
            if left_out := [name for name, there in zip(head, shown, strict=True) if not there]:
                yield Text(f"not shown for lack of room: {', '.join(left_out)}", style="dim")
            return
    for name, *figures in rows:
        named = [f"{of} {figure}" for of, figure in zip(head[1:], figures, strict=True)]
        yield Text(name)
        yield _set_in(columns.Columns(named, padding=(0, 2)), 1)


def _aligned(rows: list[list[str]]) -> list[str]:
    """Return names with figures behind them, each column as wide as its widest cell."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return [
        f"{name:<{widths[0]}} "
        + "".join(f" {cell:>{width}}" for cell, width in zip(cells, widths[1:], strict=True))
        for name, *cells in rows
    ]


def _set_in(content: RenderableType, times: int) -> Padding:
    return Padding(content, (0, 0, 0, times * INDENT))


def _cell(text: str, kind: str) -> Text:
    return Text(visible(text), style=style_of(text) if kind == "state" else "")
