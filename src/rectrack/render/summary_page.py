"""A summary as a page for people, and as plain text for mail."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from rectrack.render.folding import folded
from rectrack.render.layout import GAP, Columns
from rectrack.render.page import Page, visible
from rectrack.render.state_bar import STYLES, style_of
from rectrack.render.summary_part import Line, Part, Short
from rectrack.render.summary_tables import blocks, heading
from rectrack.render.table import Table
from rectrack.render.terminal import draw
from rectrack.reports.summary_model import Summary


def summary_page(summary: Summary, name: str, page: Page) -> str:
    """Return the whole page as text: as tables, or in short where lines are of a width."""
    found = blocks(summary)
    lines = heading(summary, name, found)
    if page.width is not None:
        # So that the week of a large office fits one screen.
        found = [[part for block in found for part in block]]
    return parts_page(summary.plan.title, lines, found, page)


def parts_page(
    title: str, lines: Iterable[str], blocks: Iterable[Sequence[Part]], page: Page
) -> str:
    """Return a title, lines below it and parts, an empty line before each or each block of them."""
    parts: list[RenderableType] = [Text(visible(title), style="bold")]
    parts += [Text(visible(line)) for line in lines]
    for block in blocks:
        if page.width is None:
            parts += [row for part in block for row in (Text(), *_in_full(part.table, page))]
        elif shorts := [short for part in block for short in part.short]:
            parts.append(Text())
            for each in shorts:
                parts += _in_short(each, page, page.width)
    return "".join(draw(part, page) for part in parts)


def _in_full(table: Table, page: Page) -> Iterator[RenderableType]:
    """Yield a table below its title and the names of its columns."""
    details = f": {table.details}" if table.details else ""
    yield Text.assemble((table.title, "bold"), details)
    kinds = [column.kind for column in table.columns]
    rows = [
        [
            Text(visible(page.signs(cell)), style_of(cell) if kind == "state" else "")
            for cell, kind in zip(cells, kinds, strict=True)
        ]
        for cells in table.texts()
    ]
    yield Columns(
        [[Text(name, "dim") for name in table.names], *rows], indent=True, whole=len(kinds)
    )


def _in_short(short: Short, page: Page, width: int) -> Iterator[RenderableType]:
    """Yield the lines of a part below its title, or behind it where that is all there is."""
    said, style = short.said, STYLES[short.state] if short.state else "bold"
    head = f"{short.title}: {short.details}" if short.details else short.title
    if not isinstance(said, str) and len(said) == 1 and not (short.state and short.details):
        said = _beside(head, said[0], page, width) or said
    first = _folded(f"{head}: {said}" if isinstance(said, str) else head, page, width)
    first.stylize(style, 0, len(short.title))
    yield first
    if isinstance(said, str):
        return
    if any(line.day for line in said):
        room = width - len(GAP) - max(cell_len(line.day) for line in said)
        rows = [
            [Text(line.day), *(Text(page.signs(visible(each))) for each in _that_fits(line, room))]
            for line in said
        ]
        yield Columns(rows, indent=True, whole=1)
        return
    for line in said:
        for depth, text in enumerate(_that_fits(line, width), 1):
            inner = _folded(text, page, width - depth * len(GAP))
            yield Padding(inner, (0, 0, 0, depth * len(GAP)))


def _beside(head: str, line: Line, page: Page, width: int) -> str:
    """Return a line that goes on behind a heading, or nothing where it must go below it."""
    ways = [f"{line.day} {way[0]}".strip() for way in line.ways if len(way) == 1]
    fits = (each for each in ways if cell_len(page.signs(visible(f"{head}: {each}"))) <= width)
    return next(fits, ways[0] if len(line.ways) == 1 else "")


def _that_fits(line: Line, width: int) -> tuple[str, ...]:
    """Return the first way of saying a line, set in deeper line by line, that has room."""
    for way in line.ways:
        if all(cell_len(visible(t)) + n * len(GAP) <= width for n, t in enumerate(way, 1)):
            return way
    return line.ways[-1]


def _folded(text: str, page: Page, width: int) -> Text:
    """Return text on lines of a width, all but the first of them set in."""
    said = page.signs(visible(text))
    if cell_len(said) > width:
        said = folded(said.split(" "), width - len(GAP)).replace("\n", "\n" + GAP)
    return Text(said)
