"""The XML of a sheet → its cells that have something in them, counted and checked one by one.

What is kept is written anew, so that the library that reads it meets nothing else: no cell far
away, no formula, no text that is not there, and nothing that no one has counted.
"""

import re
from datetime import datetime, time
from xml.sax.saxutils import escape, quoteattr

from rectrack.limits import LONGEST_SHEET, MOST_CELLS, MOST_MERGED, WIDEST_SHEET
from rectrack.storage.archive import DAMAGED, WorkbookError
from rectrack.storage.cell_names import cell_name, parted
from rectrack.storage.xml_scan import MAIN, Scan

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
LONGEST_NUMBER = 64
NO_RESULT = (
    "a formula whose result is not in the file: open it in a spreadsheet program and save it anew,"
    " or write the value"
)


def day_or_moment(value: datetime) -> str:
    """Return a day as it is written everywhere here, with its time where it has one."""
    if value.time() == time():
        return value.date().isoformat()
    return value.replace(tzinfo=None).isoformat(" ", "minutes")


class Texts(Scan):
    """The texts that cells share, without how they are pronounced."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._said: list[str] = []
        self._heard = self._spoken = False

    def begin(self, name: str, given: dict[str, str]) -> None:
        if name == "rPh":
            self._spoken = True
        self._heard = name == "t" and not self._spoken

    def characters(self, text: str) -> None:
        if self._heard:
            self._said.append(text)

    def end(self, name: str) -> None:
        self._heard = False
        if name == "rPh":
            self._spoken = False
        elif name == "si":
            self.texts.append("".join(self._said))
            self._said = []


class SheetScan(Scan):
    """The cells of a sheet: `rows` as XML, `wrong` by row and column, `merged` by column.

    `name` is that of the sheet, `of_style` the styles of the file, `texts` those that cells share.
    """

    def __init__(self, name: str, of_style: dict[int, int], texts: list[str]) -> None:
        super().__init__()
        self.wrong: dict[tuple[int, int], str] = {}
        self.merged: dict[int, list[tuple[int, int]]] = {}
        self.last_row = self.last_column = 0
        self._name, self._of_style, self._texts = name, of_style, texts
        self._shared: dict[str, int] = {}
        self._xml: list[str] = []
        self._row = self._column = self._cells = self._merges = 0
        self._given: dict[str, str] = {}
        self._said: list[str] | None = None
        self._value: str | None = None
        self._formula = self._spoken = False
        self._opened = False

    @property
    def xml(self) -> bytes:
        """The sheet with nothing but its checked cells."""
        rows = "".join(self._xml)
        return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()

    @property
    def shared_xml(self) -> bytes:
        """The texts that its cells refer to."""
        texts = "".join(
            f'<si><t xml:space="preserve">{escape(self._texts[int(each)])}</t></si>'
            for each in self._shared
        )
        return f'<sst xmlns="{MAIN}">{texts}</sst>'.encode()

    def begin(self, name: str, given: dict[str, str]) -> None:
        match name:
            case "row":
                self._begin_row(given)
            case "c":
                self._begin_cell(given)
            case "f":
                self._formula = True
            case "v":
                self._said = []
            case "t" if not self._spoken:
                self._said = []
            case "rPh":
                self._spoken = True
            case "mergeCell":
                self._merge(given.get("ref", ""))

    def characters(self, text: str) -> None:
        if self._said is not None:
            self._said.append(text)

    def end(self, name: str) -> None:
        match name:
            case "v" | "t":
                if self._said is not None:
                    self._value = (self._value or "") + "".join(self._said)
                self._said = None
            case "rPh":
                self._spoken = False
            case "c":
                self._end_cell()
            case "row" if self._opened:
                self._xml.append("</row>")
                self._opened = False

    def _begin_row(self, given: dict[str, str]) -> None:
        row = int(given["r"]) if "r" in given else self._row + 1
        if row <= self._row:
            raise WorkbookError(f"row {row} stands below row {self._row}: {DAMAGED}", self._name)
        self._row, self._column = row, 0

    def _begin_cell(self, given: dict[str, str]) -> None:
        row, column = (
            parted(given["r"]) or (0, 0) if "r" in given else (self._row, self._column + 1)
        )
        if row != self._row or column <= self._column:
            raise self._refused(f"the cell behind it stands out of its order: {DAMAGED}")
        self._column = column
        self._given, self._value, self._formula = given, None, False

    def _end_cell(self) -> None:
        sort = self._given.get("t", "n")
        value = self._value or ""
        if not value:
            if self._formula and sort != "str":
                self._count()
                self.wrong[self._row, self._column] = NO_RESULT
            return
        self._count()
        if sort == "e":
            said = value if len(value) < 10 else "an error"
            self.wrong[self._row, self._column] = f"the formula here gives {said}: mend it"
            return
        if wrong := self._damage(sort, value):
            raise self._refused(f"{wrong}: {DAMAGED}")
        if not self._opened:
            self._xml.append(f'<row r="{self._row}">')
            self._opened = True
        if sort == "d":
            value = day_or_moment(datetime.fromisoformat(value))
        elif sort == "s":
            value = str(self._shared.setdefault(value, len(self._shared)))
        sort = "str" if sort in {"d", "inlineStr"} else sort
        style = self._of_style.get(int(self._given.get("s", "0")), 0)
        self._xml.append(
            f'<c r="{cell_name(self._row, self._column)}" s="{style}" t={quoteattr(sort)}>'
            f"<v>{escape(value)}</v></c>"
        )

    def _damage(self, sort: str, value: str) -> str:
        """Return what keeps a value from being of its sort, or nothing."""
        match sort:
            case "str" | "inlineStr":
                return ""
            case "s":
                there = value.isascii() and value.isdigit() and len(value) < 10
                return (
                    ""
                    if there and int(value) < len(self._texts)
                    else "the text of a cell is missing"
                )
            case "b":
                return "" if value in {"0", "1"} else "a cell is neither true nor false"
            case "n":
                sound = len(value) <= LONGEST_NUMBER and NUMBER.fullmatch(value)
                return "" if sound else "a cell holds no number"
            case "d":
                try:
                    datetime.fromisoformat(value)
                except ValueError:
                    return "a cell holds no date"
                return ""
        return "a cell is of no known sort"

    def _count(self) -> None:
        row, column = self._row, self._column
        self._cells += 1
        if row > LONGEST_SHEET or column > WIDEST_SHEET:
            raise self._refused(
                f"a cell this far away is not read, only {LONGEST_SHEET} rows of {WIDEST_SHEET}"
                " columns: empty it, or move it nearer"
            )
        if self._cells > MOST_CELLS:
            raise self._refused(
                f"more than {MOST_CELLS} cells up to here: share the rows out among several files"
            )
        self.last_row, self.last_column = row, max(self.last_column, column)

    def _refused(self, message: str) -> WorkbookError:
        """Return the error of the cell that is being read."""
        return WorkbookError(message, self._name, self._row, max(self._column, 1))

    def _merge(self, name: str) -> None:
        """Keep a merged cell that goes over several rows."""
        self._merges += 1
        if self._merges > MOST_MERGED:
            raise WorkbookError(
                f"more than {MOST_MERGED} merged cells: copy the rows into a new sheet", self._name
            )
        first, _, last = name.partition(":")
        begin, end = parted(first), parted(last or first)
        if begin is None or end is None:
            raise WorkbookError(f"a merged cell has no place: {DAMAGED}", self._name)
        if end[0] > begin[0]:
            self.merged.setdefault(begin[1], []).append((begin[0], end[0]))
