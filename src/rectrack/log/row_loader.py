"""Rows of a file read as the fields of entries, as far as each says them."""

from datetime import date
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from rectrack import days
from rectrack.log.rows import Rows
from rectrack.log.yaml_loader import ENTRY, PLAIN
from rectrack.plan import fields as f
from rectrack.plan.record_loader import Fields, Found, Reader


class LoadedRow(Struct, frozen=True):
    """What the row that begins on a line says, and what of it cannot be understood, if anything."""

    line: int
    found: Found
    misread: str


def load_rows(rows: Rows, today: date) -> list[LoadedRow]:
    """Return what each row says; days are said as people say them today, or as spreadsheets do."""
    fields = _fields(today)
    loaded = []
    for row in rows.records:
        reader = Reader()
        found = reader.record(row, fields, "a row")
        misread = "; ".join(finding.message for finding in reader.findings)
        loaded.append(LoadedRow(row.line, found, misread))
    return loaded


def _fields(today: date) -> Fields:
    """Return the fields of an entry, but that none must be given, and a value may be "none"."""
    day = f.scalar(partial(days.understand, today=today))
    plain = {"date": day, "to": day, "asked": day, "until": day, "by": PLAIN, "value": PLAIN}
    lenient = {key: replace(ENTRY[key], read=read, required=False) for key, read in plain.items()}
    return {**ENTRY, **lenient}
