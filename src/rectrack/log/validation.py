"""Whether an entry says something that the plan understands: one sentence where it does not.

Both readers of the log pass through here, so a rule about the content of an entry stands in this
file or in the file of the kind of target it concerns.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter

from msgspec.structs import astuple, replace

from rectrack.errors import not_among, suggest
from rectrack.log.entry import Entry
from rectrack.log.sorts import (
    MEASURE_EVENTS,
    PERSON_EVENTS,
    TARGET_EVENTS,
    is_progress,
    is_remark,
    is_target_decision,
)
from rectrack.plan import values
from rectrack.plan.model import LONGEST_PERIOD, Plan, Target
from rectrack.wording import quoted

MAY_HAVE = {"extended": ("case",), "explained": ("due",), "opened": ("title", "due", "asked_by")}
"""The particulars that an entry of some events may have beside those that it needs."""
PARTICULARS = (
    *("case", "event", "title", "due", "asked_by", "value", "step", "passed", "to", "asked"),
    *("until", "cause", "remedy"),
)
"""The fields that only some entries have."""

SUBJECTS = ("target", "measure", "person", "voids")
"""What an entry may speak of, one of them."""

_particulars = attrgetter(*PARTICULARS)
_subjects = attrgetter(*SUBJECTS)
_NOT_JUDGED = "not judged yet"
_SAID = slice(Entry.__struct_fields__.index("target"), Entry.__struct_fields__.index("note"))
"""Where in the fields of an entry those stand that many others may share: from what it speaks of to
whose work it is."""

_ELSEWHERE = r"(?is).*://|(?:mailto|file):|[\\/]{2}|[a-z]:(?![\\/])"

Refusal = Callable[[Plan, Target, Entry], str | None]
"""Asks a kind of target whether it takes an entry of progress; a sentence says why not."""


def is_looked_up(reference: str) -> bool:
    """Whether evidence is a path, rather than an address or what lies on another machine or drive.

    To ask for a share of a stranger's tells them who asks.
    """
    return re.match(_ELSEWHERE, reference) is None


def errors_in(entries: Iterable[Entry], plan: Plan, refusal: Refusal) -> dict[Entry, str]:
    """Return the entries that are wrong in themselves, and why.

    Of progress there may be a hundred thousand entries that say the same of a few hundred things.
    What they say is judged once, without what each has to itself, so that no rule can look at it.
    """
    there = list(entries)
    found: dict[Entry, str] = {}
    judged: list[dict[object, str | None]] = [{} for _ in range(len(plan.handovers) + 1)]
    well_named = all(map(values.KEY.fullmatch, [entry.id or "none" for entry in there]))
    for entry in there:
        if entry.voids is not None or not is_progress(entry):
            why = error_in(entry, plan, refusal)
        else:
            said = entry if entry.case is None else _of_any_case(entry)
            past = bisect_right(plan.handovers, entry.date) if plan.handovers else 0
            statement = astuple(said)[_SAID]
            why = judged[past].get(statement, _NOT_JUDGED)
            if why is _NOT_JUDGED:
                since = plan.handovers[past - 1] if past else date.min
                why = error_in(_statement_alone(said, since), plan, refusal)
                judged[past][statement] = why
            if not well_named or entry.batch or entry.evidence or entry.due or entry.replaces:
                why = _own_error(entry) or why
        if why is not None:
            found[entry] = why
    return found


def _of_any_case(entry: Entry) -> Entry:
    """Return what an entry says of a case, whichever that is and whatever it is about."""
    return replace(entry, case="any", title=None if entry.title is None else "any")


def _statement_alone(entry: Entry, day: date) -> Entry:
    """Return what an entry says, of a day on which the same people hold the roles."""
    bare = replace(entry, id=None, date=day, replaces=None, logged=None)
    return replace(bare, note=None, evidence=())


def error_in(entry: Entry, plan: Plan, refusal: Refusal) -> str | None:
    """Return what is wrong with an entry, or None; roles are those of its day."""
    return (
        _own_error(entry)
        or _people_error(entry, plan)
        or _subject_error(entry)
        or _content_error(entry, plan.as_of(entry.date), refusal)
    )


def _own_error(entry: Entry) -> str | None:
    """Return what is wrong with the names of an entry, or with evidence."""
    own, batch = entry.id, entry.batch
    if own is not None and own in (entry.voids, entry.replaces) and own == entry.corrects:
        return "an entry cannot correct itself"
    try:
        if own:
            values.key(own)
        if batch:
            values.key(batch)
    except ValueError as error:
        return str(error)
    if entry.evidence and not all(each.strip() for each in entry.evidence):
        return "evidence is empty: give a path or an address"
    if entry.due is not None and entry.due < entry.date:
        return f"due: {entry.due} is before {entry.date}, the day of the entry itself"
    return None


def _people_error(entry: Entry, plan: Plan) -> str | None:
    if entry.by not in plan.people:
        return f"by: {not_among(entry.by, plan.people, 'people')}"
    credited = entry.credited
    if not credited:
        return "for: names nobody"
    for name in credited:
        if name not in plan.people and name not in plan.groups:
            known = {**plan.people, **plan.groups}
            return f"for: {not_among(name, known, 'people and groups')}"
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
    target = plan.targets.get(entry.target or "")
    if entry.target is not None and target is None:
        return _unknown("there is no target", entry.target, plan.targets)
    if entry.measure is not None and entry.measure not in plan.measures:
        return _unknown("there is no measure", entry.measure, plan.measures)
    if is_remark(entry):
        return _remark_error(entry)
    if target is not None:
        error = _decision_error(entry, target) if is_target_decision(entry) else None
        return error or refusal(plan, target, entry)
    if entry.measure is not None:
        particulars = ("event", "passed") if entry.event == "rechecked" else ("event",)
        error = _event_error(entry, MEASURE_EVENTS) or needs(entry, *particulars)
        ends = entry.event in {"withdrawn", "concluded"}
        return error or (_reason_error(entry, "note") if ends else None)
    if entry.person is not None:
        return _award_error(entry, plan)
    return needs(entry)


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    return f"{what} {quoted(name)}{suggest(name, known)}"


def _remark_error(entry: Entry) -> str | None:
    return needs(entry, "event") or (None if entry.note else "note: a remark has a text")


def _reason_error(entry: Entry, *keys: str) -> str | None:
    """What moves or drops a promise has an approver, `by`, and says why."""
    blank = next((key for key in keys if not (getattr(entry, key) or "").strip()), None)
    return blank and f"{blank}: an entry that says {entry.event} gives its reason"


def _decision_error(entry: Entry, target: Target) -> str | None:
    """A decision on a target has its particulars, and its days make sense beside its own."""
    particulars = TARGET_EVENTS[entry.event or ""]
    reasons = particulars if "cause" in particulars else ("note",)
    if error := needs(entry, "event", *particulars) or _reason_error(entry, *reasons):
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
    return error


def _event_error(entry: Entry, events: tuple[str, ...]) -> str | None:
    if entry.event in events:
        return None
    return f"event: must be one of {', '.join(events)}{suggest(entry.event or '', events)}"


def needs(entry: Entry, *keys: str) -> str | None:
    """Return what is missing of the particulars named, else what has no place beside them."""
    for key in keys:
        if getattr(entry, key) is None:
            return f"{key} is missing"
    given = _particulars(entry)
    if len(given) - given.count(None) == len(keys):
        return None
    named = dict(zip(PARTICULARS, given, strict=True))
    may = (*keys, *MAY_HAVE.get(entry.event or "", ()))
    beside = [key for key in PARTICULARS if named[key] is not None and key not in may]
    return f"{beside[0]} has no place in this entry" if beside else None
