"""Rows in columns, and lines that are set in: folded on a terminal, and written out elsewhere.

Rich measures and pads every cell, to a width that has no bounds where nothing is folded. Of
thousands of rows that takes seconds and hundreds of megabytes, so there they are put together here.
"""

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from rectrack.render.terminal import UNBOUNDED

GAP = "  "


class Columns:
    """Rows of texts. All columns but the last are as wide as their widest cell, or `width`.

    The first `whole` columns are never folded.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[Text]],
        *,
        indent: bool = False,
        width: int | None = None,
        whole: int = 0,
    ) -> None:
        self.rows = rows
        self.indent = indent
        self.width = width
        self.whole = whole

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width < UNBOUNDED // 2:
            yield self._table()
            return
        for line in self._lines():
            yield from line.render(console, end="\n")

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 0, 0, len(GAP)), pad_edge=self.indent)
        for column in range(len(self.rows[0]) if self.rows else 0):
            whole = column < self.whole
            width = self.width if column == 0 else None
            table.add_column(no_wrap=whole, overflow="ellipsis" if whole else "fold", width=width)
        for cells in self.rows:
            table.add_row(*cells)
        return table

    def _lines(self) -> Iterator[Text]:
        split = [[_split(cell) for cell in cells] for cells in self.rows]
        columns = list(zip(*split, strict=True))[:-1]
        widths = [max(line.cell_len for lines in column for line in lines) for column in columns]
        if self.width is not None:
            widths[0] = self.width
        for cells in split:
            for at in range(max(map(len, cells))):
                line = Text(GAP if self.indent else "")
                for lines, width in zip(cells, widths, strict=False):
                    cell = lines[at] if at < len(lines) else Text()
                    line.append_text(cell).append(" " * (width - cell.cell_len) + GAP)
                yield line.append_text(cells[-1][at]) if at < len(cells[-1]) else line


class Indented:
    """Something set in by so many blanks."""

    def __init__(self, content: RenderableType, indent: int) -> None:
        self.content = content
        self.indent = indent

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
