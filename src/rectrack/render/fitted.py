"""Tables whose rows take one line each, however wide the page is: what has no room is cut.

Texts share out what room there is, each by how much it needs. Off a terminal there is no end to
it: nothing is cut there, and a cell that is far longer than its like goes beyond its column.
"""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

from rectrack.render.cells import GAP, cut, padded, tail, text_in
from rectrack.render.page import Page, visible
from rectrack.render.state_bar import LONGEST, state_bar, style_of
from rectrack.render.table import Cell, Column, Kind, Named
from rectrack.reports.status import Totals

NEEDED: dict[Kind, int] = {"named": 18, "sentence": 20, "word": 10, "states": 20}
"""How narrow a column of texts may become before another is left out for it."""
NAME = 18
"""Words as long as that, the ids of people, have room before titles and sentences have more."""
SHARE: dict[Kind, int] = {"named": 10, "sentence": 12, "word": 4, "states": 8}
"""What part of the room a column of texts has where all want more."""
WIDEST = 80
"""Where there is no end to the room, a column is no wider than this."""
DIGITS, WITHOUT_END = 5, 20
"""There is room for all digits on either side of where numbers line up, where they are so few; and
for so many where there is no end to the room."""
TITLE = 32
"""So much of a title is wanted before its id has room."""


class Fitted:
    """Columns that fit a page, made for certain rows; `width` is that of a line.

    `whole` says that no column had to be left out. A `named` column is never wider than `widest`,
    and has room for ids where so much of the `title` before them is left. If `steady`, it is that
    wide before other columns have room, so that it is never narrower on a wider page.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        page: Page,
        *,
        widest: int | None = None,
        title: int = TITLE,
        steady: int | None = None,
    ) -> None:
        self.page = page
        self.title = title
        self.steady = steady
        self.columns = columns
        drawn = [self._texts(row) for row in rows]
        self._tails = {
            at: self._typical([cell_len(tail(texts[at])) for texts in drawn])
            for at, column in enumerate(columns)
            if column.kind == "number"
        }
        wanted = [self._wanted(at, [texts[at] for texts in drawn]) for at in range(len(columns))]
        if widest is not None:
            wanted = self._with_names_within(wanted, widest)
        self.shown = self._with_room(wanted)
        ends = [columns[at].kind for at in self.shown[-2:]]
        narrow = page.width is not None and ends == ["sentence", "word"]
        self.flush = self.shown[-1] if narrow else None
        self.whole = len(self.shown) == len(columns)
        if steady is not None and not self.whole:
            wanted = self._with_names_within(wanted, steady)
        self.wanted = wanted
        self.widths = self._shared_out(wanted)
        self.width = sum(self.widths.values()) + len(GAP) * (len(self.shown) - 1)

    def head(self) -> Text:
        """Return the names of the columns."""
        said = [
            padded(
                Text(self._cut(self.columns[at].name, self.widths[at])),
                self.widths[at],
                right=self.columns[at].kind == "number" or at == self.flush,
            )
            for at in self.shown
        ]
        return self._line(said, "bold")

    def line(self, row: Sequence[Cell]) -> Text:
        """Return a row; a figure that is longer than its column takes the room from the name."""
        texts, cells = self._texts(row), []
        for at, room in self._widths(texts).items():
            if at in self._tails:
                cells.append(padded(Text(self._aligned(at, texts[at])), room, right=True))
                continue
            cell, width = row[at], room
            if isinstance(cell, Named):
                width -= self._beyond(texts, self.shown)
                drawn = self._name(cell, max(width, 1), has_id=self.shows_id(row))
            else:
                drawn = self._drawn(at, cell, texts[at], width)
            cells.append(padded(drawn, width, right=at == self.flush))
        return self._line(cells)

    def shows_id(self, row: Sequence[Cell]) -> bool:
        """Whether there is room for the id behind the title of a row, all figures beside it."""
        if self.page.width is None:
            return True
        [(at, cell)] = [(at, cell) for at, cell in enumerate(row) if isinstance(cell, Named)]
        room = self.widths[at] - self._beyond(self._texts(row), range(len(row)))
        title, *others = map(cell_len, self._texts((cell.title, cell.id, cell.remark)))
        return room - sum(each + len(GAP) for each in others if each) >= min(title, self.title)

    def _widths(self, texts: Sequence[str]) -> dict[int, int]:
        """Return the widths in a row: a long sentence takes what the name behind it leaves."""
        if self.flush is None:
            return self.widths
        *_, sentence, last = self.shown
        left = self.widths[last] - cell_len(texts[last])
        more = max(min(left, cell_len(texts[sentence]) - self.widths[sentence]), 0)
        wider, rest = self.widths[sentence] + more, self.widths[last] - more
        return {**self.widths, sentence: wider, last: rest}

    def _beyond(self, texts: Sequence[str], among: Iterable[int]) -> int:
        """Return by how much the figures of a row are longer than their columns."""
        figures = {at: self._aligned(at, texts[at]) for at in self._tails if at in among}
        return sum(max(cell_len(each) - self.wanted[at], 0) for at, each in figures.items())

    def _line(self, cells: Sequence[Text], style: str = "") -> Text:
        line = Text(GAP, style, no_wrap=True, overflow="ellipsis").join(cells)
        line.rstrip()
        if self.page.width is not None:
            line.truncate(self.page.width)  # where there is no room for the columns either
        return line

    def _texts(self, row: Sequence[Cell]) -> list[str]:
        return [self.page.signs(visible(text_in(cell))) for cell in row]

    def _wanted(self, at: int, texts: Sequence[str]) -> int:
        """Return how wide a column would be: a number as most are, another text as all are."""
        kind, name = self.columns[at].kind, cell_len(self.columns[at].name)
        if kind == "number":
            before = [cell_len(each) - len(tail(each)) for each in texts]
            return max(self._typical(before) + self._tails[at], name)
        width = max(map(cell_len, texts), default=0)
        if self._is_bar(at):
            width += LONGEST + len(GAP)
        return max(width, name) if self.page.width is not None else max(min(width, WIDEST), name)

    def _with_names_within(self, wanted: Sequence[int], most: int) -> list[int]:
        return [
            min(each, most) if column.kind == "named" else each
            for each, column in zip(wanted, self.columns, strict=True)
        ]

    def _typical(self, lengths: Sequence[int]) -> int:
        """Return a length that four of five do not pass, or the longest where that is short."""
        longest = max(lengths, default=0)
        if longest <= (WITHOUT_END if self.page.width is None else DIGITS):
            return longest
        return sorted(lengths)[(len(lengths) - 1) * 4 // 5]

    def _with_room(self, wanted: Sequence[int]) -> list[int]:
        """Return the columns that there is room for."""
        shown = list(range(len(self.columns)))
        if self.page.width is None:
            return shown
        for at in sorted(shown, key=lambda at: -self.columns[at].rank):
            needed = sum(self._least(each, wanted[each]) + len(GAP) for each in shown) - len(GAP)
            if needed <= self.page.width or not self.columns[at].rank:
                break
            shown.remove(at)
        return shown

    def _least(self, at: int, wanted: int) -> int:
        kind = self.columns[at].kind
        if self._is_bar(at):
            return LONGEST
        if kind == "named" and self.steady is not None:
            return min(wanted, self.steady)
        return min(wanted, NEEDED.get(kind, wanted))

    def _shared_out(self, wanted: Sequence[int]) -> dict[int, int]:
        """Return the widths, where texts grow from the least that they need."""
        if self.page.width is None:
            return {at: wanted[at] for at in self.shown}
        widths = {at: self._least(at, wanted[at]) for at in self.shown}
        room = self.page.width - sum(widths.values()) - len(GAP) * (len(self.shown) - 1)
        texts = [at for at in self.shown if self.columns[at].kind in NEEDED]
        while room < 0 and any(widths[at] > 1 for at in texts):
            widths[max(texts, key=lambda at: widths[at])] -= 1
            room += 1
        for at in (at for at in texts if self.columns[at].kind == "word"):
            more = max(min(room, min(wanted[at], NAME) - widths[at]), 0)
            widths[at], room = widths[at] + more, room - more
        growing = [at for at in self.shown if widths[at] < wanted[at] and not self._is_bar(at)]
        while room > 0 and growing:
            at = min(growing, key=lambda at: widths[at] / SHARE[self.columns[at].kind])
            widths[at] += 1
            room -= 1
            if widths[at] == wanted[at]:
                growing.remove(at)
        for at in filter(self._is_bar, self.shown):  # whose words have room, all of them or none
            more = wanted[at] - widths[at]
            if more <= room:
                widths[at], room = wanted[at], room - more
        return widths

    def _is_bar(self, at: int) -> bool:
        return self.page.color and self.columns[at].kind == "states"

    def _aligned(self, at: int, text: str) -> str:
        """Return a number with as many blanks behind it as bring its point below the others'."""
        return text + " " * (self._tails[at] - len(tail(text)))

    def _drawn(self, at: int, cell: Cell, text: str, width: int) -> Text:
        kind = self.columns[at].kind
        if isinstance(cell, Totals) and self.page.color:
            bar = state_bar(cell, self.page)
            return bar if width == LONGEST else padded(bar, LONGEST + len(GAP)).append(text)
        if isinstance(cell, tuple) and self.page.width is not None:
            text = self._first_of(cell, width)
        return Text(self._cut(text, width), style_of(text) if kind == "state" else "")

    def _first_of(self, cell: tuple[str, ...], width: int) -> str:
        """Return as many of some sentences as have room whole, the first in any case.

        What is added to it in brackets is left out before it is cut.
        """
        fitting = (self._texts([cell[:number]])[0] for number in range(len(cell), 1, -1))
        first = self._texts([cell[:1]])[0]
        briefly = first.rpartition(" (")[0] if first.endswith(")") else ""
        whole = (text for text in (*fitting, first, briefly) if text and cell_len(text) <= width)
        return next(whole, first)

    def _name(self, cell: Named, width: int, *, has_id: bool) -> Text:
        title, *others = self._texts((cell.title, cell.remark, cell.id if has_id else ""))
        room = width - sum(cell_len(each) + len(GAP) for each in others if each)
        styles = ("", style_of(cell.remark), "dim")
        parts = zip((self._cut(title, max(room, 1)), *others), styles, strict=True)
        return Text(GAP).join(Text(text, style) for text, style in parts if text)

    def _cut(self, text: str, width: int) -> str:
        return text if self.page.width is None else cut(text, width, self.page)
