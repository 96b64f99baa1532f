"""Rows of a file read as the fields of entries, as far as each says them."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from rectrack import days
from rectrack.errors import Finding
from rectrack.log.row_text import row_error
from rectrack.log.rows import Rows
from rectrack.log.yaml_loader import ENTRY, PLAIN
from rectrack.plan import fields as f
from rectrack.plan.record_loader import Fields, Found, Reader
from rectrack.storage.yaml_tree import named


class LoadedRow(Struct, frozen=True):
    """What the row that begins on a line says, and what of it cannot be understood, if anything.

    `columns` are those in which a workbook has its cells, by key.
    """

    line: int
    found: Found
    faults: tuple[Finding, ...]
    columns: dict[str, int]

    @property
    def misread(self) -> str:
        """All that cannot be understood, in one sentence."""
        return "; ".join(fault.message for fault in self.faults)


def load_rows(rows: Rows, today: date) -> list[LoadedRow]:
    """Return what each row says; days are said as people say them today, or as spreadsheets do."""
    fields = _fields(today)
    loaded = []
    for row in rows.records:
        reader = Reader()
        found = reader.record(row, fields, "a row")
        columns = {key.text: key.column for key, _ in named(row)}
        loaded.append(LoadedRow(row.line, found, tuple(_by_cell(reader.findings)), columns))
    return loaded


def _by_cell(findings: list[Finding]) -> Iterator[Finding]:
    """Yield one finding of each cell, or of a whole row where its cells have no places."""
    for place, several in groupby(findings, key=lambda finding: finding.place):
        yield row_error(place[0], "; ".join(each.message for each in several), place[1])


def _fields(today: date) -> Fields:
    """Return the fields of an entry, but that none must be given, and a value may be "none"."""
    day = f.scalar(partial(days.understand, today=today))
    plain = {"date": day, "to": day, "asked": day, "until": day, "by": PLAIN, "value": PLAIN}
    lenient = {key: replace(ENTRY[key], read=read, required=False) for key, read in plain.items()}
    return {**ENTRY, **lenient}
