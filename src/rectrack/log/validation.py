"""Whether an entry says something that the plan understands: one sentence where it does not.

Both readers of the log pass through here, so a rule about the content of an entry stands in this
file or in the file of the kind of target it concerns.
"""

from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter

from msgspec.structs import replace

from rectrack.errors import suggest
from rectrack.log.entry import Entry
from rectrack.plan import values
from rectrack.plan.model import LONGEST_PERIOD, Plan, Target
from rectrack.wording import quoted

MEASURE_EVENTS = ("claimed", "signed-off", "rejected", "rechecked", "withdrawn")
TARGET_EVENTS = ("extended", "waived")
PERSON_EVENTS = ("reward", "penalty")

PARTICULARS = ("case", "event", "value", "step", "passed", "to", "asked", "until")
"""The fields that only some entries have."""

SUBJECTS = ("target", "measure", "person", "voids")
"""What an entry may speak of, one of them."""

_particulars = attrgetter(*PARTICULARS)
_subjects = attrgetter(*SUBJECTS)
_statement = attrgetter(*SUBJECTS, *(key for key in PARTICULARS if key != "case"), "by", "for_")

Refusal = Callable[[Plan, Target, Entry], str | None]
"""Asks a kind of target whether it takes an entry of progress; a sentence says why not."""


def is_progress(entry: Entry) -> bool:
    """Whether an entry tells of work on a target, rather than being somebody's word."""
    return entry.target is not None and entry.event not in TARGET_EVENTS


def is_decision(entry: Entry) -> bool:
    """Whether an entry decides of a measure, a target or a person."""
    if entry.target is not None:
        return entry.event in TARGET_EVENTS
    return entry.measure is not None or entry.person is not None


def errors_in(entries: Iterable[Entry], plan: Plan, refusal: Refusal) -> dict[Entry, str]:
    """Return the entries that are wrong in themselves, and why.

    Of progress there may be a hundred thousand entries that say the same of a few hundred things.
    What they say is judged once, without what each has to itself, so that no rule can look at it.
    """
    found: dict[Entry, str] = {}
    judged: dict[object, str | None] = {}
    for entry in entries:
        if entry.target is None or entry.event in TARGET_EVENTS:
            why = error_in(entry, plan, refusal)
        else:
            statement = _statement(entry), entry.case is None
            if statement not in judged:
                judged[statement] = error_in(_statement_alone(entry), plan, refusal)
            why = _own_error(entry) or judged[statement]
        if why is not None:
            found[entry] = why
    return found


def _statement_alone(entry: Entry) -> Entry:
    """Return what an entry says, without what each has to itself."""
    case = None if entry.case is None else "any"
    bare = replace(entry, id=None, date=date.min, case=case, replaces=None, logged=None)
    return replace(bare, note=None, evidence=())


def error_in(entry: Entry, plan: Plan, refusal: Refusal) -> str | None:
    """Return what is wrong with an entry, or None."""
    return (
        _own_error(entry)
        or _people_error(entry, plan)
        or _subject_error(entry)
        or _content_error(entry, plan, refusal)
    )


def _own_error(entry: Entry) -> str | None:
    """Return what is wrong with an id, or with evidence."""
    if entry.id is not None:
        if entry.id == entry.corrects:
            return "an entry cannot correct itself"
        try:
            values.key(entry.id)
        except ValueError as error:
            return str(error)
    if entry.evidence and not all(each.strip() for each in entry.evidence):
        return "evidence: a reference is empty: name a path or an address"
    return None


def _people_error(entry: Entry, plan: Plan) -> str | None:
    if entry.by not in plan.people:
        return f"by: {quoted(entry.by)} is not among the people{suggest(entry.by, plan.people)}"
    credited = entry.credited
    if not credited:
        return "for: names nobody"
    for name in credited:
        if name not in plan.people and name not in plan.groups:
            hint = suggest(name, {*plan.people, *plan.groups})
            return f"for: {quoted(name)} is not among the people and groups{hint}"
    return None


def _subject_error(entry: Entry) -> str | None:
    given = _subjects(entry)
    if given.count(None) != len(SUBJECTS) - 1:
        named = [key for key, value in zip(SUBJECTS, given, strict=True) if value is not None]
        if not named:
            return "an entry names a target, a measure, a person, or the entry that it voids"
        return f"an entry speaks of one thing, and this one names {' and '.join(named)}"
    if entry.replaces is not None and entry.voids is not None:
        return "an entry either voids another or replaces it"
    return None


def _content_error(entry: Entry, plan: Plan, refusal: Refusal) -> str | None:
    if entry.target is not None:
        target = plan.targets.get(entry.target)
        if target is None:
            return _unknown("there is no target", entry.target, plan.targets)
        error = _decision_error(entry, target) if entry.event in TARGET_EVENTS else None
        return error or refusal(plan, target, entry)
    if entry.measure is not None:
        if entry.measure not in plan.measures:
            return _unknown("there is no measure", entry.measure, plan.measures)
        particulars = ("event", "passed") if entry.event == "rechecked" else ("event",)
        error = _event_error(entry, MEASURE_EVENTS) or needs(entry, *particulars)
        if error is None and entry.event == "withdrawn":
            return _reason_error(entry)
        return error
    if entry.person is not None:
        return _award_error(entry, plan)
    return needs(entry)


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    return f"{what} {quoted(name)}{suggest(name, known)}"


def _reason_error(entry: Entry) -> str | None:
    """What moves or drops a promise has an approver, `by`, and a reason, `note`."""
    return None if entry.note else f"note: an entry that says {entry.event} gives its reason"


def _decision_error(entry: Entry, target: Target) -> str | None:
    """An extension or a waiver has its days, which make sense beside its own."""
    days = ("to", "asked") if entry.event == "extended" else ("until",)
    if error := needs(entry, "event", *days) or _reason_error(entry):
        return error
    if entry.asked is not None and entry.asked > entry.date:
        return f"asked: {entry.asked} is after {entry.date}, the day of the extension itself"
    if entry.until is not None and entry.until < entry.date:
        return f"until: {entry.until} is before {entry.date}, the day of the waiver itself"
    if entry.to is not None and (entry.to - target.span.start).days > LONGEST_PERIOD:
        return f"to: {entry.to} is more than a hundred years away, which looks like a mistake"
    return None


def _award_error(entry: Entry, plan: Plan) -> str | None:
    assert entry.person is not None
    if entry.person not in plan.people:
        return _unknown("there is no person", entry.person, plan.people)
    error = _event_error(entry, PERSON_EVENTS) or needs(entry, "event", "value")
    if error is None and entry.value is not None and entry.value <= 0:
        return f"value: {entry.value} must be above zero"
    if error is None and entry.event == "reward" and entry.by == entry.person:
        return "nobody rewards themselves"
    return error


def _event_error(entry: Entry, events: tuple[str, ...]) -> str | None:
    if entry.event in events:
        return None
    return f"event: must be one of {', '.join(events)}{suggest(entry.event or '', events)}"


def needs(entry: Entry, *keys: str) -> str | None:
    """Return what is missing of the particulars named, else what stands there beside them."""
    for key in keys:
        if getattr(entry, key) is None:
            return f"{key} is missing"
    given = _particulars(entry)
    if len(given) - given.count(None) == len(keys):
        return None
    named = dict(zip(PARTICULARS, given, strict=True))
    beside = next(key for key in PARTICULARS if named[key] is not None and key not in keys)
    return f"{beside} has no place in this entry"
