"""What pages are made of: a head, sections, facts, and rows in columns.

They are folded on a terminal, and written out elsewhere.

Rich measures and pads every cell, to a width that has no bounds where nothing is folded. Of
thousands of rows that takes seconds and hundreds of megabytes, so there they are put together here.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from rectrack.render.page import visible
from rectrack.render.terminal import UNBOUNDED, indented
from rectrack.wording import weekday_and_day

GAP = "  "


class Columns:
    """Rows of texts. All columns but the last are as wide as their widest cell.

    The first `whole` columns are never folded.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Text]],
        *,
        indent: bool = False,
        whole: int = 0,
    ) -> None:
        self.rows = rows
        self.indent = indent
        self.whole = whole

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width < UNBOUNDED // 2:
            yield self._table()
            return
        for line in self._lines():
            yield from line.render(console, end="\n")

    def written(self) -> str:
        """Return the lines as plain text; thousands of them take Rich many times as long."""
        rows = []
        for cells in self.rows:
            split = [cell.plain.split("\n") for cell in cells]
            rows += list(zip_longest(*split, fillvalue=""))
        columns = list(zip(*rows, strict=True))
        measured = [list(map(cell_len, column)) for column in columns[:-1]]
        padded = [
            [cell + " " * (widest - width) for cell, width in zip(column, widths, strict=True)]
            for column, widths, widest in zip(columns, measured, map(max, measured), strict=False)
        ]
        indent = GAP if self.indent else ""
        lines = map(GAP.join, zip(*padded, *columns[-1:], strict=True))
        return "".join(f"{indent}{line}".rstrip() + "\n" for line in lines)

    def _table(self) -> Table:
        gap = len(GAP)
        # A gap counts with its column where Rich shares out what room there is.
        padding = (0, 0, 0, gap) if self.indent else (0, gap, 0, 0)
        table = Table.grid(padding=padding, pad_edge=self.indent)
        for column in range(len(self.rows[0]) if self.rows else 0):
            whole = column < self.whole
            table.add_column(no_wrap=whole, overflow="ellipsis" if whole else "fold")
        for cells in self.rows:
            table.add_row(*cells)
        return table

    def _lines(self) -> Iterator[Text]:
        split = [[_split(cell) for cell in cells] for cells in self.rows]
        columns = list(zip(*split, strict=True))[:-1]
        widths = [max(line.cell_len for lines in column for line in lines) for column in columns]
        for cells in split:
            for at in range(max(map(len, cells))):
                line = Text(GAP if self.indent else "")
                for lines, width in zip(cells, widths, strict=False):
                    cell = lines[at] if at < len(lines) else Text()
                    line.append_text(cell).append(" " * (width - cell.cell_len) + GAP)
                yield line.append_text(cells[-1][at]) if at < len(cells[-1]) else line


class Indented:
    """Something set in by so many spaces."""

    def __init__(self, content: RenderableType, indent: int) -> None:
        self.content = content
        self.indent = indent

    def written(self) -> str | None:
        """Return the lines as plain text; None where only Rich can draw them."""
        return indented(self.content, self.indent)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width < UNBOUNDED // 2:
            yield Padding(self.content, (0, 0, 0, self.indent))
            return
        for line in Segment.split_lines(console.render(self.content, options)):
            yield Segment(" " * self.indent)
            yield from line
            yield Segment.line()


def _split(cell: Text) -> Sequence[Text]:
    return [cell] if "\n" not in cell.plain else list(cell.split("\n", allow_blank=True))


def heading(title: str, day: date, *details: str) -> RenderableType:
    """Return the head of a page: what it is about, and the day that it is looked at."""
    beside = " · ".join((*details, f"as of {weekday_and_day(day)}"))
    return Group(Text(visible(title), style="bold"), Text(beside, style="dim"))


def section(
    title: str, content: Sequence[RenderableType], *, number: int | None = None
) -> list[RenderableType]:
    """Return content under a heading, with how many there are; nothing where there is none."""
    beside = "" if number is None else f"  {number}"
    return [Text(), Text.assemble((title, "bold"), (beside, "dim")), *content] if content else []


def facts(rows: Iterable[tuple[str, str]]) -> RenderableType:
    """Return names and what they stand for; a name that stands for nothing is left out."""
    found: list[tuple[Text, str]] = []
    last = ""
    for name, said in rows:
        if said:
            found.append((Text("" if name == last else name, style="dim"), said))
            last = name
    return grid(found, set_in=False)


def grid(rows: Sequence[Sequence[str | Text]], *, set_in: bool = True) -> RenderableType:
    """Return rows in columns, which are folded where the page is narrow."""
    cells = [
        [Text(visible(cell)) if isinstance(cell, str) else cell for cell in row] for row in rows
    ]
    return Columns(cells, indent=set_in)


def set_in(lines: Iterable[Text]) -> list[RenderableType]:
    """Return lines that are folded at their indentation."""
    return [Padding(line, (0, 0, 0, len(GAP)), expand=False) for line in lines]


def more(number: int, most: int | None) -> list[RenderableType]:
    """Return the line that says how many of a list are not shown, if so."""
    rest = 0 if most is None else number - most
    return set_in([Text(f"{rest} more: --all shows them", style="dim")]) if rest > 0 else []
