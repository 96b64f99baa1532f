"""The bytes of a workbook → the rows of its first visible sheet, each cell as a person reads it.

The file is a stranger's: a guard unpacks no more of it than can be held, counts and checks what is
there, and writes it anew, before the library that knows spreadsheets sees any of it.
"""

import warnings
from bisect import bisect_right
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import Any

from msgspec import Struct

from rectrack import memory
from rectrack.limits import LARGEST_PART, MOST_CELLS
from rectrack.storage.archive import AS_XLSX, DAMAGED, Archive, WorkbookError
from rectrack.storage.cell_names import place_of
from rectrack.storage.number_formats import is_percentage, sanitized
from rectrack.storage.sheet_scan import SheetScan, Texts, day_or_moment
from rectrack.storage.small_workbook import packed
from rectrack.storage.workbook_parts import Chosen, Formats, chosen
from rectrack.wording import number

OLDER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", OLDER)
"""How a workbook begins, of whatever age, or another zip file."""
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What a workbook with a password is wrapped in has this, and an older workbook has not."""
LONGEST_TEXT = LARGEST_PART
"""In characters, of all cells: one text may stand in many of them."""
TOO_LONG = "its cells hold too much text: share the rows out among several files"
SIGNIFICANT = 15
"""Digits of a number that a spreadsheet shows; what lies behind is left of how it calculates."""


class Cell(Struct, frozen=True):
    """What a cell says, as text; or what is wrong with it.

    Numbers are plain decimals, with % where they are shown so, days ISO. `merged` says that it is
    part of a merged cell, and says what that says.
    """

    text: str
    wrong: str = ""
    merged: bool = False


class Sheet(Struct, frozen=True):
    """A sheet by rows and columns, counted from 1: only the cells that say something."""

    name: str
    rows: dict[int, dict[int, Cell]]

    def place(self, row: int, column: int) -> str:
        """Return the name of a cell: "Sheet1!B7"."""
        return place_of(self.name, row, column)


def read_workbook(raw: bytes) -> Sheet:
    """Return the first visible sheet of a workbook, with the results that its formulas had.

    Raises WorkbookError where it cannot be read, with the cell to blame, if any.
    """
    archive = _archive(raw)
    parts = chosen(archive)
    assert parts is not None
    return _read(archive, parts)


def lines_of_sheet(raw: bytes, named: str) -> list[str] | None:
    """Return the rows of the sheet of a name as lines of text, just as they stand; None without it.

    A line that is too long for a cell goes on in the one beside it. Raises WorkbookError.
    """
    archive = _archive(raw)
    parts = chosen(archive, named)
    if parts is None:
        return None
    rows = _read(archive, parts, as_it_stands=True).rows
    return [
        "".join(cell.text for _, cell in sorted(rows.get(row, {}).items()))
        for row in range(1, max(rows, default=0) + 1)
    ]


def _archive(raw: bytes) -> Archive:
    if raw.startswith(OLDER):
        if LOCKED in raw:
            raise WorkbookError(f"it is protected by a password: {AS_XLSX} without one")
        raise WorkbookError(f"it is an Excel workbook of the older kind (.xls): {AS_XLSX}")
    return Archive(raw)


def _read(archive: Archive, parts: Chosen, *, as_it_stands: bool = False) -> Sheet:
    formats, texts = Formats(), Texts()
    if parts.styles in archive:
        formats.read(archive.read(parts.styles), "styles")
    if parts.texts in archive:
        texts.read(archive.read(parts.texts), "texts")
    styles, of_style = sanitized(formats.of_style, formats.named)
    scan = SheetScan(parts.name, of_style, texts.texts)
    scan.read(archive.read(parts.sheet), "sheet")
    rewritten = packed(scan.xml, styles, scan.shared_xml, from_1904=parts.from_1904)
    rows = _cells(rewritten, scan, str if as_it_stands else _trimmed)
    for (row, column), wrong in scan.wrong.items():
        rows.setdefault(row, {})[column] = Cell("", wrong)
    rows = {row: rows[row] for row in sorted(rows)}
    _fill_merged(rows, scan.merged)
    return Sheet(parts.name, rows)


def _trimmed(text: str) -> str:
    """Return a text without the blanks around it, nor the carriage returns that are spelt out."""
    return text.replace("_x000D_", "").strip()


def _cells(
    workbook: bytes, scan: SheetScan, text_of: Callable[[str], str]
) -> dict[int, dict[int, Cell]]:
    """Return what openpyxl reads in a workbook that was checked."""
    import openpyxl  # noqa: PLC0415  a fifth of a second, for workbooks alone

    found: dict[int, dict[int, Cell]] = {}
    length = 0
    if not scan.last_row:
        return found
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of what it passes over
            book = openpyxl.load_workbook(BytesIO(workbook), read_only=True, data_only=True)
            rows = book.worksheets[0].iter_rows(
                min_row=1, max_row=scan.last_row, min_col=1, max_col=scan.last_column
            )
            for row, cells in enumerate(rows, 1):
                there = (each for each in enumerate(cells, 1) if each[1].value is not None)
                said = {column: _said(cell, text_of) for column, cell in there}
                said = {column: cell for column, cell in said.items() if cell.text or cell.wrong}
                length += sum(len(cell.text) for cell in said.values())
                if length > LONGEST_TEXT:
                    break
                if said:
                    found[row] = said
    except Exception as error:
        # What it raises for what it does not know has no common name.
        if memory.is_lacking(error):
            raise
        raise WorkbookError(DAMAGED) from None
    if length > LONGEST_TEXT:
        raise WorkbookError(TOO_LONG)
    return found


def _said(cell: Any, text_of: Callable[[str], str]) -> Cell:
    value = cell.value
    if cell.data_type == "e":
        return Cell("", "is shown as a date, but is none")
    if isinstance(value, bool):
        return Cell(str(value).lower())
    if isinstance(value, int | float):
        return Cell(_number(value, cell.number_format))
    if isinstance(value, datetime):
        return Cell(day_or_moment(value))
    if isinstance(value, date | time):
        return Cell(value.isoformat())
    return Cell(text_of(str(value)))


def _number(value: float, shown_as: str) -> str:
    """Return a number as a spreadsheet shows it in full; 0.95 that is shown as 95 % is 95%."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{SIGNIFICANT}g}")
    if not exact.is_finite():
        return str(exact)
    return f"{number(exact * 100)}%" if is_percentage(shown_as) else number(exact)


def _fill_merged(
    rows: dict[int, dict[int, Cell]], merged: dict[int, list[tuple[int, int]]]
) -> None:
    """Let each merged cell say in the rows below its first what it says there.

    Only rows that say something themselves are filled.
    """
    numbers = list(rows)
    filled = length = 0
    for column, spans in merged.items():
        spans.sort()
        if any(second[0] <= first[1] for first, second in pairwise(spans)):
            raise WorkbookError(f"it has merged cells that overlap: {DAMAGED}")
        for first, last in spans:
            cell = rows.get(first, {}).get(column)
            if cell is None:
                continue
            for row in numbers[bisect_right(numbers, first) : bisect_right(numbers, last)]:
                rows[row].setdefault(column, Cell(cell.text, cell.wrong, merged=True))
                filled, length = filled + 1, length + len(cell.text)
            if filled > MOST_CELLS or length > LONGEST_TEXT:
                raise WorkbookError(TOO_LONG)
