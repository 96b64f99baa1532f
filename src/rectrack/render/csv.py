"""Tables for spreadsheets: comma-separated values that no spreadsheet runs."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO

from rectrack.render.page import visible
from rectrack.render.table import Cell, Named, text_of
from rectrack.reports.status import Totals
from rectrack.wording import number

_FORMULA = re.compile(
    r"'*\s*[=+\-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
    r"\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}]"
)


def to_csv(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table with a header line.

    Texts that a spreadsheet would run begin with `'`; lists are joined with "; ".
    """
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(headers)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return file.getvalue()


def unguarded(cell: str) -> str:
    """Return the text that was written as this cell, without the `'` that guards it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Named | Totals):
        cell = text_of(cell)
    if isinstance(cell, tuple):
        cell = "; ".join(cell)
    if isinstance(cell, str):
        text = visible(cell)
        return f"'{text}" if _FORMULA.match(text) else text
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else number(Decimal(cell))
