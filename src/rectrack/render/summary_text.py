"""A summary as a page for people, and as plain text for mail."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.segment import Segment, Segments
from rich.table import Table
from rich.text import Text

from rectrack.render.blocks import Block
from rectrack.render.page import Page, visible
from rectrack.render.summary_blocks import blocks, heading
from rectrack.render.target_rows import STYLES
from rectrack.render.terminal import UNBOUNDED, draw
from rectrack.reports.summary import Summary

GAP = 2
NARROWEST = 22
"""Where the long cells of a row would be narrower than this, they stand below the short ones."""


def summary_page(summary: Summary, name: str, page: Page) -> str:
    """Return the whole page as text."""
    parts: list[RenderableType] = [Text(visible(summary.plan.title), style="bold")]
    parts += [Text(visible(line)) for line in heading(summary, name)]
    for block in blocks(summary):
        rows = [tuple(page.signs(cell) for cell in row) for row in block.rows]
        parts += [Text(), *_drawn(replace(block, rows=rows), page)]
    return draw(Group(*parts), page)


def _drawn(block: Block, page: Page) -> Iterable[RenderableType]:
    """Yield the title of a block and its rows, indented below it."""
    said = ": none" if not block.rows else f": {block.details}" if block.details else ""
    yield Text.assemble((block.title, "bold"), said)
    if not block.rows:
        return
    if page.width is None and not page.color:
        yield _written(block.rows)
        return
    short = len(block.columns) - block.long
    widths = [max(cell_len(row[column]) for row in block.rows) for column in range(short)]
    room = (page.width or UNBOUNDED) - GAP - sum(width + GAP for width in widths)
    fits = room >= -GAP  # behind the last column there need be no gap
    if fits and (not block.long or room >= block.long * (NARROWEST + GAP)):
        yield Padding(_grid(block.rows, short), (0, 0, 0, GAP))
        return
    for row in block.rows:
        if any(row[:short]):
            run_on = _cell((" " * GAP).join(filter(None, row[:short])))
            yield Padding(_grid([row[:short]], short, widths) if fits else run_on, (0, 0, 0, GAP))
        if block.long:
            yield Padding(_cell("; ".join(filter(None, row[short:]))), (0, 0, 0, 3 * GAP))


def _written(rows: Sequence[Sequence[str]]) -> RenderableType:
    """Return what a grid without bounds shows; to draw thousands of rows would take a second."""
    cells = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    gap = " " * GAP
    lines = [Segment(gap + gap.join(map(set_cell_size, row, widths))) for row in cells]
    return Segments(lines, new_lines=True)


def _grid(rows: Iterable[Sequence[str]], short: int, widths: Sequence[int] = ()) -> Table:
    """Return rows as a table without lines, of which the first `short` columns are never folded."""
    grid = Table.grid(padding=(0, GAP, 0, 0))
    for row in rows:
        for column in range(len(grid.columns), len(row)):
            width = widths[column] if widths else None
            grid.add_column(no_wrap=column < short, overflow="fold", width=width)
        grid.add_row(*map(_cell, row))
    return grid


def _cell(text: str) -> Text:
    style = next((style for state, style in STYLES.items() if state == text), "")
    return Text(visible(text), style=style)
