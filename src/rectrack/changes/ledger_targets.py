"""What a row of a ledger says of its target → the lines of that target in a plan.

A value is taken where it is exactly one that a plan takes; otherwise its line is left blank, with
the ledger's words beside it.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from rectrack.changes.ledger_headings import KINDS_IN_CHINESE
from rectrack.changes.ledger_people import is_id
from rectrack.changes.ledger_rows import LedgerRow
from rectrack.changes.plan_lines import Line, comment, field
from rectrack.log.entry import encode_text
from rectrack.plan import values
from rectrack.plan.written_days import written_day
from rectrack.targets.kinds import KINDS


def target_lines(row: LedgerRow, target: str, title: str, owner: str) -> Iterator[Line]:
    """Yield the lines of a target: its title if its row gives none, and its owner's id if any."""
    yield Line(f"      {target}:", target)
    yield Line(field(8, "title", row.get("target") or title), target)
    yield _kind(row, target)
    goal, unit = row.get("goal"), row.get("unit")
    if unit or values.has_per_cent(goal):
        yield _optional(row, target, "unit", "unit" if unit else "goal", unit or "%")
    if goal:
        yield _figure(row, target, goal)
    elif _asks_for_goal(row):
        yield Line("        goal:", target)
    yield from _terms(row, target)
    yield from _days(row, target)
    if owner:
        yield Line(f"        owner: {owner}", target)
    yield Line(field(8, "source", _source(row)), target)


def people_in_terms(row: LedgerRow) -> Iterator[str]:
    """Yield the ids of the people whom the terms of a row name."""
    who = terms_of(row).get("who", [])
    yield from (who if isinstance(who, list) else [who])
    yield from terms_of(row).get("shares", {})


def terms_of(row: LedgerRow) -> dict[str, Any]:
    """Return what a row says of further keys of its target, as a JSON object; else nothing."""
    try:
        said = json.loads(row.get("terms") or "{}", parse_float=str, parse_int=str)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _terms(row: LedgerRow, target: str) -> Iterator[Line]:
    taken = {"title", "kind", "goal", "unit", "start", "due", "owner", "source"}
    for key, value in terms_of(row).items():
        if is_id(key.replace("_", "-")) and key not in taken:
            line = f"        {key}: {_flow(value)}"
            yield Line(line, target, row.places["terms"], key, "")


def _flow(value: Any) -> str:
    """Return a JSON value on one line of YAML."""
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        pairs = (f"{encode_text(key)}: {_flow(each)}" for key, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    if value is None or value == "":
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return encode_text(str(value))


def day_of(said: str) -> date:
    """Return the day that a cell names with its year; raises ValueError for anything else."""
    if not re.search("[0-9]{4}", said):
        raise ValueError("names no day of a year")
    return written_day(said, date.max.year)


def _asks_for_goal(row: LedgerRow) -> bool:
    """Whether the goal of a target is the office's to set; that of a limit may be a cut instead."""
    kind = KINDS.get(_kind_named(row))
    if kind is None or "goal" not in kind.fields:
        return False
    return "goal" in kind.figures or "baseline" not in terms_of(row)


def _kind_named(row: LedgerRow) -> str:
    said = row.get("kind")
    return KINDS_IN_CHINESE.get(said, said.casefold())


def _kind(row: LedgerRow, target: str) -> Line:
    said = row.get("kind")
    if not said:
        return Line("        kind:", target)
    name = _kind_named(row)
    line = Line(f"        kind: {name}", target, row.places["kind"], said, "kind:")
    if name not in KINDS:
        return line.left_blank(f"is none of {', '.join(KINDS)}")
    needed = [key for key, each in KINDS[name].fields.items() if each.required]
    lacking = [key for key in needed if key not in terms_of(row)]
    return line.left_blank(f"a target of kind {name} needs `{lacking[0]}`") if lacking else line


def _optional(row: LedgerRow, target: str, key: str, heading: str, text: str) -> Line:
    """Return the line of a key that a target need not have."""
    place, said = row.places[heading], row.get(heading)
    return Line(field(8, key, text), target, place, said, "")


def _figure(row: LedgerRow, target: str, goal: str) -> Line:
    line = Line("        goal: ?", target, row.places["goal"], goal, "goal:")
    kind = _kind_named(row)
    if kind in KINDS and "goal" not in KINDS[kind].fields:
        none = Line("        goal:", target, row.places["goal"], goal, "")
        return none.left_blank(f"a target of kind {kind} has no goal")
    if kind == "each" and row.get("expected"):
        return line.left_blank("a ledger of our own counts people here: set what each must reach")
    try:
        value = values.number(values.without_per_cent(goal))
    except ValueError as error:
        return line.left_blank(str(error))
    return Line(f"        goal: {value:f}", target, line.place, goal, "goal:")


def _days(row: LedgerRow, target: str) -> Iterator[Line]:
    """Yield the first day and the deadline: the first one, since later ones are decisions."""
    first, now = row.get("first due"), row.get("due")
    due = "first due" if first else "due"
    for key, heading in (("start", "start"), ("due", due)):
        said = row.get(heading)
        if not said:
            continue
        line = Line(f"        {key}:", target, row.places[heading], said, "")
        try:
            day = day_of(said)
        except ValueError as error:
            yield line.left_blank(str(error))
        else:
            yield Line(f"        {key}: {day}", target, line.place, said, "")
    if first and now and now != first:
        said = f"{encode_text(now)}: rectrack extend puts a later day on the record"
        yield Line("        " + comment(row.places["due"], said), target)


def _source(row: LedgerRow) -> str:
    """Return where a row comes from: what it says of that, or its place and its other words."""
    if row.get("source"):
        return row.get("source")
    number = (("No.", row.get("number")),) if row.get("number") else ()
    said = "; ".join(f"{heading}: {text}" for heading, text in (*number, *row.words))
    return f"{row.place}: {said}" if said else row.place
