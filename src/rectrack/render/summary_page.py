"""A summary as a page for people, and as plain text for mail."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Span, Text

from rectrack.render.folding import folded
from rectrack.render.layout import GAP, Columns
from rectrack.render.page import Page, visible
from rectrack.render.summary_tables import Line, Short, blocks, heading
from rectrack.render.table import Table
from rectrack.render.table_text import titled
from rectrack.render.target_rows import style_of
from rectrack.render.terminal import draw
from rectrack.reports.summary_model import Summary


def summary_page(summary: Summary, name: str, page: Page) -> str:
    """Return the whole page as text: as tables if all have room, else in short."""
    parts: list[RenderableType] = [Text(visible(summary.plan.title), style="bold")]
    parts += [Text(visible(line)) for line in heading(summary, name)]
    found = blocks(summary)
    tables = [part.table for block in found for part in block]
    if page.width is None or max(map(_width, tables), default=0) <= page.width:
        for table in tables:
            parts += [Text(), *titled(table, page)]
        return draw(Group(*parts), page)
    for block in found:
        parts += [
            Text(),
            *(
                line
                for part in block
                for short in part.short
                for line in _in_short(short, page, page.width)
            ),
        ]
    return draw(Group(*parts), page)


def _width(table: Table) -> int:
    columns = zip(*table.texts(), strict=True)
    return sum(len(GAP) + max(cell_len(visible(cell)) for cell in column) for column in columns)


def _in_short(short: Short, page: Page, width: int) -> Iterator[RenderableType]:
    """Yield the lines of a part below its title, or behind it where that is all there is."""
    title, lines = Text(short.title, f"bold {style_of(short.title.split()[-1])}"), short.said
    head = f": {short.details}" if short.details else ""
    if not isinstance(lines, str) and len(lines) == 1 and not lines[0].otherwise:
        lines = f"{lines[0].day} {lines[0].text}".strip()
    if isinstance(lines, str):
        yield _folded(title, f"{head}: {lines}", page, width)
        return
    yield _folded(title, head, page, width)
    days = max(cell_len(line.day) for line in lines)
    if days:
        rows = [[Text(line.day), Text(page.signs(visible(line.text)))] for line in lines]
        yield Columns(rows, indent=True, whole=1)
        return
    for line in lines:
        yield from _row(line, page, width - len(GAP))


def _row(line: Line, page: Page, room: int) -> Iterator[RenderableType]:
    fits = not line.otherwise or cell_len(visible(page.signs(line.text))) <= room
    first, *rest = (line.text,) if fits else line.otherwise
    yield Padding(_folded(Text(), first, page, room), (0, 0, 0, len(GAP)))
    for text in rest:
        yield Padding(_folded(Text(), text, page, room - len(GAP)), (0, 0, 0, 2 * len(GAP)))


def _folded(head: Text, text: str, page: Page, width: int) -> Text:
    """Return text behind a head, its lines set in but for the first."""
    words = page.signs(visible(f"{head.plain}{text}")).split(" ")
    said = folded(words, width - len(GAP)).replace("\n", "\n" + GAP)
    return Text(said, spans=[Span(0, len(head), head.style)] if head else [])
