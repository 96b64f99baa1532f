"""The ledger of a plan as a workbook: real days and numbers, and words that are never formulas."""

import math
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from rectrack.records import Records
from rectrack.render.html import COLORS
from rectrack.render.ledger_headings import Heading
from rectrack.render.ledger_tables import Cell, LedgerTable, ledger_tables
from rectrack.render.page import visible
from rectrack.render.terms import Language, in_language
from rectrack.reports.cases import Chosen, case_register
from rectrack.reports.status import status
from rectrack.storage.document import BOM
from rectrack.targets.state import State, StateName

LONGEST_TEXT = 32_767
"""A cell holds so many letters; of a longer text the beginning stands there."""
MOST_ROWS = 1_048_575
"""A sheet holds so many rows below its headings."""
FIRST_DAY = date(1900, 3, 1)
"""Days before this one mean another day in one spreadsheet than in the next: they are text."""
A3, LANDSCAPE_MARGIN = 8, 0.4
LINE, TALLEST = 13.5, 240
"""In points: the height of a line, and of the tallest row."""
WHOLE_PLAN = "Plan"
"""The sheet that holds the plan's own lines, so that a ledger can become the plan again."""
GENERATOR = "rectrack"


def ledger(records: Records, day: date, language: Language) -> bytes:
    """Return the ledger of a plan at the end of a day, the same bytes for the same plan and day."""
    found, t = status(records, day), in_language(language)
    cases = case_register(records, day, Chosen()).cases
    file = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with Workbook(file, options) as book:
        created = datetime.combine(day, time())
        book.set_properties(
            {"author": GENERATOR, "title": _text(found.plan.title), "created": created}
        )
        drawing = _Drawing(book, f"{_text(found.plan.title)[:120]} · {day}", language)
        for table in ledger_tables(records, found, cases, t):
            drawing.draw(table)
        drawing.whole_plan(records.document.raw)
    return file.getvalue()


class _Drawing:
    """Writes tables as the sheets of a workbook."""

    def __init__(self, book: Any, foot: str, language: Language) -> None:
        self.book, self.foot, self.language = book, foot, language
        self.t = in_language(language)
        base = {"valign": "top", "border": 1, "border_color": "#BFBFBF", "font_size": 10}
        self.formats = {
            "text": book.add_format(base),
            "long": book.add_format({**base, "text_wrap": True}),
            "number": book.add_format({**base, "num_format": "General"}),
            "share": book.add_format({**base, "num_format": "0%"}),
            "day": book.add_format({**base, "num_format": "yyyy-mm-dd", "align": "center"}),
        }
        self.states = {
            state: book.add_format({**base, "bold": True, "font_color": colour})
            for state, colour in COLORS.items()
        }
        self.heading = book.add_format(
            {**base, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"}
            | {"bg_color": "#E8EDF2"}
        )

    def draw(self, table: LedgerTable) -> None:
        """Write a table as a sheet that is ready to be filed and printed."""
        sheet = self.book.add_worksheet(self.t(table.name))
        rows = table.rows[:MOST_ROWS]
        for at, column in enumerate(table.columns):
            sheet.set_column(
                at, at, column.width, self.formats.get(column.sort, self.formats["text"])
            )
            said = column.said(chinese=self.language == "zh")
            sheet.write_string(0, at, said, self.heading)
        sheet.set_row(0, 3 * LINE)
        for number, row in enumerate(rows, 1):
            sheet.set_row(number, _height(table.columns, row))
            for at, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
                self.cell(sheet, number, at, column, cell)
        sheet.freeze_panes(1, 3 if len(table.columns) > 12 else 1)
        sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)
        self.print_as_filed(sheet)

    def cell(self, sheet: Any, row: int, at: int, column: Heading, cell: Cell) -> None:
        """Write one cell as what it is; what no spreadsheet can hold as such is text."""
        shape = self.formats.get(column.sort, self.formats["text"])
        if isinstance(cell, StateName):
            state = self.states[cell] if isinstance(cell, State) else shape
            sheet.write_string(row, at, self.t(cell), state)
        elif isinstance(cell, Decimal | int):
            sheet.write_number(row, at, float(cell), shape)
        elif isinstance(cell, date) and cell >= FIRST_DAY:
            sheet.write_datetime(row, at, datetime.combine(cell, time()), shape)
        elif cell is not None and cell != "":
            sheet.write_string(row, at, _text(str(cell)), shape)

    def print_as_filed(self, sheet: Any) -> None:
        sheet.set_landscape()
        sheet.set_paper(A3)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_margins(*[LANDSCAPE_MARGIN] * 2, top=0.6, bottom=0.6)
        foot = self.foot.replace("&", "&&")
        sheet.set_footer(f"&L{foot[:200]}&R&P / &N")

    def whole_plan(self, raw: bytes) -> None:
        """Write the lines of the plan itself; a long one goes on in the cells beside it."""
        sheet = self.book.add_worksheet(WHOLE_PLAN)
        sheet.hide()  # it is there for `init --from`, and is no part of what is printed
        sheet.set_column(0, 0, 120)
        text = raw.removeprefix(BOM).decode(errors="replace")
        lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
        for row, line in enumerate(lines[:MOST_ROWS]):
            for at in range(0, len(line), LONGEST_TEXT):
                sheet.write_string(row, at // LONGEST_TEXT, line[at : at + LONGEST_TEXT])


def _text(text: str) -> str:
    """Return a text as a cell can hold it: line breaks stay, what acts or hides is spelt out."""
    shown = "\n".join(visible(line) for line in text.split("\n"))
    return shown if len(shown) <= LONGEST_TEXT else f"{shown[: LONGEST_TEXT - 1]}…"


def _height(columns: tuple[Heading, ...], row: tuple[Cell, ...]) -> float:
    """Return how high a row must be for its longest text, in points."""
    lines = [
        _lines(cell, column.width)
        for column, cell in zip(columns, row, strict=True)
        if column.sort == "long" and isinstance(cell, str)
    ]
    return min(LINE * max(lines, default=1), TALLEST)


def _lines(text: str, width: int) -> int:
    """Return in how many lines a text is wrapped; ideographs are two letters wide."""
    wide = (
        sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line)
        for line in text[:4000].split("\n")
    )
    return sum(max(math.ceil(each / width), 1) for each in wide)
