"""What a plan says on a day as rows of the tables of an export, each a line of JSON."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import astuple

from rectrack.errors import Finding
from rectrack.records import Records
from rectrack.render.entries_data import KEYS
from rectrack.render.export_tables import COLUMNS, SCHEMA
from rectrack.render.json import (
    case_json,
    file_name,
    harmless,
    measure_json,
    problem_json,
    target_json,
    totals_json,
)
from rectrack.reports.cases import Chosen, case_register
from rectrack.reports.effect import EntryEffect, effects
from rectrack.reports.status import Status, status

Row = dict[str, Any]

_encoder = msgspec.json.Encoder(decimal_format="number")


def export_line(row: Row) -> bytes:
    """Return a row as a line of JSON, with its line break."""
    return harmless(_encoder.encode(row).decode()).encode() + b"\n"


def export_rows(records: Records, file: Path, day: date) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a plan at the end of a day, each with the name of its table.

    Every row has all columns of its table, in their order.
    """
    found, name = status(records, day), {"plan": file_name(file)}
    yield "plans", _plan_row(records, found, name)
    ready = {each.measure.id for each in found.ready}
    for measure in found.measures:
        row = {**name, **measure_json(measure), "ready": measure.measure.id in ready}
        yield "measures", row
    yield from (("targets", {**name, **row}) for row in _target_rows(found))
    yield from (("entries", {**name, **_entry_row(each)}) for each in effects(records, day))
    for case in case_register(records, day, Chosen()).cases:
        yield "cases", {**name, **case_json(case)}


def unread_row(file: Path, error: str) -> Row:
    """Return the row of a plan that could not be read, and why."""
    lists: Row = {name: [] if column.many else None for name, column in COLUMNS["plans"].items()}
    return {**lists, "schema": SCHEMA, "plan": file_name(file), "error": error}


def _plan_row(records: Records, found: Status, name: Row) -> Row:
    plan = found.plan
    days = [entry.date for entry in records.entries if entry.date <= found.day]
    problems = map(problem_json, found.problems)
    return {
        "schema": SCHEMA,
        **name,
        "title": plan.title,
        "start": plan.period.start,
        "end": plan.period.end,
        "timezone": plan.timezone,
        "entries": found.entries,
        "last_entry": max(days, default=None),
        "errors": sum(map(_is_error, records.findings)),
        "error": None,
        **totals_json(found.totals),
        "problems": [
            {key: each[key] for key in COLUMNS["plans"]["problems"].parts} for each in problems
        ],
        "people": [{"id": each.id, "name": each.name} for each in plan.people.values()],
    }


def _is_error(finding: Finding) -> bool:
    return finding.severity == "error"


def _target_rows(found: Status) -> Iterator[Row]:
    plan = found.plan
    for each in found.targets:
        target = each.target
        owner = plan.people.get(target.owner)
        yield {
            **target_json(each, plan),
            "weight": target.weight,
            "measure_title": plan.measures[target.measure].title,
            "owner_name": owner.name if owner is not None else target.owner,
        }


def _entry_row(each: EntryEffect) -> Row:
    """Return a row of what an entry says and comes to, without what of it could not be read."""
    found, entry = each.found, each.found.entry
    said = dict(zip(KEYS, astuple(entry), strict=True))
    if each.unread:
        said |= {"date": entry.date if entry.date > date.min else None, "by": entry.by or None}
    return {
        **said,
        "for": () if entry.for_ is None else entry.credited,
        "line": found.line,
        "counts": each.counts,
        "corrected_by": found.corrected_by,
        "remark": found.remark,
        "but": found.but,
        "effect": each.effect,
        "logged_on": entry.logged.date() if entry.logged else None,
    }
