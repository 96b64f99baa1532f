"""A journal for programs: a JSON document, JSON lines, or a table for spreadsheets."""

from pathlib import Path
from typing import Any

from msgspec.structs import astuple, fields

from rectrack.log.entry import Entry, encode_lines
from rectrack.render.csv import to_csv
from rectrack.render.json import file_name, harmless, to_json
from rectrack.reports.journal import Journal, JournalEntry

KEYS = tuple(field.encode_name for field in fields(Entry))
"""The fields of an entry, as they are called in a plan and in their order."""


def entries_json(journal: Journal, file: Path) -> str:
    """Return `rectrack/entries/1`."""
    return to_json(
        {
            "schema": "rectrack/entries/1",
            "plan": {"file": file_name(file), "title": journal.plan.title},
            "entries": [_entry_json(each) for each in journal.entries],
        }
    )


def _entry_json(each: JournalEntry) -> dict[str, Any]:
    return {
        **dict(zip(KEYS, astuple(each.entry), strict=True)),
        "for": () if each.entry.for_ is None else each.entry.credited,
        "line": each.line,
        "counts": each.counts,
        "corrected_by": each.corrected_by,
        "remark": each.remark,
        "but": each.but,
    }


def entries_lines(journal: Journal) -> str:
    """Return the entries as they stand in a plan, a JSON object on each line and nothing else."""
    lines = encode_lines(each.entry for each in journal.entries).decode()
    return "".join(f"{harmless(line)}\n" for line in lines.splitlines())


def entries_csv(journal: Journal) -> str:
    """Return a row for each entry, its columns called and ordered as the fields of an entry."""
    return to_csv(KEYS, (astuple(each.entry) for each in journal.entries))
