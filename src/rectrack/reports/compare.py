"""What has moved since an older copy of a plan: promises that changed, entries that are gone.

A plan is a file, and files can be edited. Whoever keeps an older copy can ask what was moved.
Titles count as well, since they say what is to be counted, and so does what is new: a target of
great weight that is easily met moves a score as a lowered goal does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from msgspec import Struct

from rectrack.errors import Finding
from rectrack.log.entry import Entry, content, encode
from rectrack.plan.model import Handovers, Plan, Target
from rectrack.plan.record_loader import python_name
from rectrack.records import Records
from rectrack.wording import DAYS, number

Promises = dict[str, Any]
"""What was promised, by its place: an id, or an id and a key of it as "bulletins.goal"."""


def compare(old: Records, new: Records) -> list[Finding]:
    """Return what moved or vanished between an older copy of a plan and a newer, by place.

    A promise that moved is a warning, since an office may have its reasons, and so is an entry
    that came late, as it may by a merge; an entry that vanished or changed is an error, since a
    log only grows. What is gone is named by its line in the older copy.
    """
    found = [
        *_moved(old.plan, new.plan),
        *_added(old.plan, new.plan),
        *_vanished(old, new),
        *_changed(old, new),
        *_slipped_in(old, new),
    ]
    return sorted(found, key=lambda finding: (finding.place, finding.message))


def _moved(old: Plan, new: Plan) -> Iterator[Finding]:
    before, after = _promises(old), _promises(new)
    gone = old.ids() - new.ids()
    for name in sorted(gone, key=lambda each: old.places[each]):
        line, _ = old.places[name]
        message = (
            f"{name}, on line {line} of the older copy, is missing; promises are never deleted"
        )
        yield Finding("warning", "vanished", message)
    for key, was in before.items():
        name = key.partition(".")[0]
        if name in gone or (now := after.get(key)) == was:
            continue
        message = f"{key} was {_said(key, was)}, and is now {_said(key, now)}"
        place = new.places.get(key) or new.places.get(name) or (0, 0)
        yield Finding("warning", "moved", message, *place)


def _added(old: Plan, new: Plan) -> Iterator[Finding]:
    known = old.ids()
    for name in new.ids() - known:
        target = new.targets.get(name)
        weight = f", a target of weight {number(target.weight)}" if target else ""
        yield Finding("warning", "added", f"{name} is new{weight}", *new.places.get(name, (0, 0)))


def _promises(plan: Plan) -> Promises:
    found: Promises = {
        "title": plan.title,
        "period.start": plan.period.start,
        "period.end": plan.period.end,
        "timezone": plan.timezone,
        "calendar.holidays": plan.calendar.holidays,
        "calendar.workdays": plan.calendar.workdays,
        "assessment.regular": plan.assessment.regular,
        "assessment.central": plan.assessment.central,
        **plan.groups,
    }
    found |= _fields(plan.people, "name", "left")
    found |= _fields(plan.measures, "title", "source", "answers", "with_", "recheck_after")
    for person in plan.people.values():
        found[f"{person.id}.reports_to"] = _role(person.reports_to, person.superiors)
    for measure in plan.measures.values():
        found[f"{measure.id}.lead"] = _role(measure.lead, measure.leads)
    found |= _fields(plan.problems, "title", "description", "severity", "raised_by", "source")
    for target in plan.targets.values():
        found |= {f"{target.id}.{key}": value for key, value in _of_target(target, plan)}
    return found


def _fields(parts: Mapping[str, Struct], *keys: str) -> Promises:
    return {
        f"{name}.{key.rstrip('_')}": getattr(each, key)
        for name, each in parts.items()
        for key in keys
    }


def _role(now: str | None, handovers: Handovers) -> Any:
    """Return who holds a role, with the days where it is handed over."""
    return dict(handovers) or now


def _of_target(target: Target, plan: Plan) -> Iterator[tuple[str, Any]]:
    """Yield what a target promises; days and an owner that it inherits move with their source."""
    for key in ("title", "source", "measure", "kind", "unit", "weight"):
        yield key, getattr(target, key)
    inherited = (target.owner, target.owners) == (target.lead, target.leads)
    yield "owner", None if inherited else _role(target.owner, target.owners)
    yield "start", None if target.span.start == plan.period.start else target.span.start
    yield "due", None if target.span.end == plan.period.end else target.span.end
    for key in target.terms.fields:
        yield key, getattr(target.terms, python_name(key))


def _vanished(old: Records, new: Records) -> Iterator[Finding]:
    """Yield the entries that are no longer there; those without an id are told by what they say."""
    names = {entry.id for entry in _all(new)}
    nameless = Counter(encode(entry) for entry in new.log.entries if entry.id is None)
    for entry in _all(old):
        if entry.id is None:
            said = encode(entry)
            nameless[said] -= 1
            if nameless[said] >= 0:
                continue
            what = "an entry without an id"
        elif entry.id in names:
            continue
        else:
            what = f"the entry {entry.id}"
        line, _ = old.log.place_of(entry)
        message = f"{what}, on line {line} of the older copy, is missing; entries are never removed"
        yield Finding("error", "entry-vanished", message)


def _changed(old: Records, new: Records) -> Iterator[Finding]:
    first = {entry.id: entry for entry in reversed(new.log.entries) if entry.id is not None}
    said = {_said_when(entry) for entry in new.log.entries}
    for entry in old.log.entries:
        if entry.id not in first or _said_when(entry) in said:
            continue
        line, _ = old.log.place_of(entry)
        message = f"the entry {entry.id} differs from line {line} of the older copy"
        yield Finding("error", "entry-changed", message, *new.log.place_of(first[entry.id]))


def _slipped_in(old: Records, new: Records) -> Iterator[Finding]:
    """Yield the entries that are new, and claim to have been logged before the older copy was."""
    moments = [entry.logged for entry in old.log.entries if entry.logged is not None]
    if not moments:
        return
    known, last = {entry.id for entry in _all(old)}, max(moments)
    for entry in new.log.entries:
        if entry.id not in known and entry.logged is not None and entry.logged <= last:
            message = (
                f"the entry {entry.id} is not in the older copy, although it was logged before the"
                " last one there: it was merged, or backdated"
            )
            yield Finding("warning", "entry-slipped-in", message, *new.log.place_of(entry))


def _all(records: Records) -> Iterator[Entry]:
    """Yield the entries of a log, also those that could not be read whole."""
    yield from records.log.entries
    yield from (each.entry for each in records.log.unread.values())


def _said_when(entry: Entry) -> tuple[bytes, datetime | None]:
    """Return what an entry says, its id included, and when it was written down."""
    return content(entry), entry.logged


def _said(key: str, value: Any) -> str:
    if value is None or value in ((), {}, ""):
        return "not given"
    if key.endswith(".on"):
        return DAYS[value]
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{_said('', each)}: {_said('', value[each])}" for each in value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(_said("", each) for each in value)
    return str(value).lower() if isinstance(value, bool) else str(value)
