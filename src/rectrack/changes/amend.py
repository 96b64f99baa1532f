"""The options of an `amend` command line → the whole corrected entry."""

from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from rectrack.changes.log import target_named
from rectrack.changes.refusals import refusals
from rectrack.changes.value_and_note import value_of
from rectrack.errors import RequestError
from rectrack.log.authors import objection
from rectrack.log.entry import Entry, content
from rectrack.log.model import Unread
from rectrack.log.stamp import Stamp, find
from rectrack.log.validation import is_progress
from rectrack.log.versions import version
from rectrack.plan.model import Plan
from rectrack.records import Records, with_added
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import as_meant, refusal


class Corrections(Struct, frozen=True):
    """What is to be corrected of an entry: None leaves a field as it is, "" clears it."""

    day: date | None = None
    target: str | None = None
    value: str | None = None
    step: str | None = None
    case: str | None = None
    event: str | None = None
    for_: tuple[str, ...] | None = None
    note: str | None = None
    evidence: tuple[str, ...] | None = None


OPTIONS = {"date": "day", "for": "for_"} | {
    key: key for key in ("target", "value", "step", "case", "event", "note", "evidence")
}
"""The keys of an entry that may be amended, and what holds their corrections."""


class Amendment(Struct, frozen=True):
    """An entry and the one that replaces it; `after` is what the plan will say with it.

    `named` is the entry that was asked for, `old` its newest version. `mends` says that this did
    not count.
    """

    named: Entry
    old: Entry
    new: Entry
    after: Records
    mends: bool


def amendment(
    records: Records, beginning: str, corrections: Corrections, writer: str, now: datetime
) -> Amendment:
    """Return the amendment of the entry whose id begins so.

    Raises RequestError where that cannot be amended so, or would stay as it is.
    """
    named = find(records.named, beginning)
    old = newest_version(named, records)
    new = Stamp(records.log.entries, now).on(amended(old, corrections, writer, records))
    mends = records.version_of(old) is not old
    if _says_the_same(old, new) and not mends:
        raise RequestError(
            f"{old.id} says so already: give what is to be corrected, such as --value or --note"
        )
    after = with_added(records, [new])
    for _, wrong in refusals(records, after, [new]):
        raise RequestError(wrong)
    if after.version_of(new) is not new:
        line, _ = records.log.place_of(old)
        raise RequestError(f"{old.id} cannot be amended: mend it in the plan, on line {line}")
    return Amendment(named, old, new, after, mends)


def _says_the_same(old: Entry, new: Entry) -> bool:
    """Whether two versions differ at most in who wrote them down."""
    as_old = replace(new, id=old.id, by=old.by, for_=old.for_, replaces=old.replaces)
    return content(as_old) == content(old) and new.credited == old.credited


def newest_version(entry: Entry, records: Records) -> Entry:
    """Return the newest version of an entry, which is itself if it is set aside.

    Raises RequestError for what was voided, and for what voids another.
    """
    if entry.voids is not None:
        raise RequestError(
            f"{entry.id} takes back {entry.voids} and says nothing else:"
            f" rectrack undo {entry.id} restores that"
        )
    found, corrected = entry, records.corrected
    while (correction := corrected.get(found.id or "")) is not None:
        if correction.voids:
            raise RequestError(
                f"{found.id} is undone by {correction.id}: rectrack undo {correction.id}"
                " restores it, and then it can be amended"
            )
        found = correction
    if records.sets_aside(found):
        return found
    return version(found, records.named, corrected) or found


def amended(old: Entry, corrections: Corrections, writer: str, records: Records) -> Entry:
    """Return an entry as corrected, not yet stamped. Whose work it was stays as it was.

    Raises RequestError where it is not the writer's to amend, or is not to be understood.
    """
    plan = records.plan
    if unread := records.log.unread_of(old):
        _check_given(unread, corrections)
    if wrong := objection(old.id or "", writer, records.named, plan.people):
        raise RequestError(wrong)
    new = replace(
        old,
        id=None,
        logged=None,
        replaces=old.id,
        by=writer,
        for_=_credit(old, corrections.for_, writer),
        date=corrections.day or old.date,
        note=_corrected(old.note, corrections.note),
        evidence=_texts(old.evidence, corrections.evidence),
        target=old.target if corrections.target is None else corrections.target,
        step=_corrected(old.step, corrections.step),
        case=_corrected(old.case, corrections.case),
        event=_corrected(old.event, corrections.event),
    )
    new = replace(new, value=_value(new, corrections.value, plan))
    return new if new.target is None else _fitted(new, corrections, plan)


def _check_given(unread: Unread, corrections: Corrections) -> None:
    """Raise RequestError where what could not be read of an entry is not given anew."""
    entry, lacking = unread.entry, set(unread.lacking)
    if "by" in lacking and entry.for_ is None:
        lacking.add("for")
    for key in sorted(lacking - {"by", "logged"}):
        if key not in OPTIONS:
            line, _ = unread.findings[0].place
            raise RequestError(f"{key} cannot be amended: mend it in the plan, on line {line}")
        if getattr(corrections, OPTIONS[key]) is None:
            raise RequestError(f"{key} of {entry.id} cannot be read: give --{key}")


def _corrected(old: str | None, text: str | None) -> str | None:
    return old if text is None else text or None


def _texts(old: tuple[str, ...], texts: tuple[str, ...] | None) -> tuple[str, ...]:
    return old if texts is None else tuple(each for each in texts if each)


def _credit(old: Entry, given: tuple[str, ...] | None, writer: str) -> str | tuple[str, ...] | None:
    """Return whose work it was: as given or else as before, the first writer's by default."""
    before = old.credited if given is None else (old.by,)
    people = tuple(dict.fromkeys(filter(None, given or ()))) or before
    if people == (writer,):
        return None
    return people[0] if len(people) == 1 else people


def _value(entry: Entry, text: str | None, plan: Plan) -> Decimal | None:
    if not text:
        return entry.value if text is None else None
    target = None if entry.target is None else target_named(entry.target, plan)
    return value_of(text, target, "--value")


def _fitted(entry: Entry, corrections: Corrections, plan: Plan) -> Entry:
    """Return an entry as its target takes it; what another kind of target took falls away."""
    target = target_named(entry.target or "", plan)
    kind = kind_of(target)
    entry = as_meant(kind, entry)
    if corrections.target is None or not is_progress(entry):
        return entry
    if refusal(plan, target, entry) is None:
        return entry
    left = {"value", "step", "case", "event"} - set(kind.takes)
    return replace(entry, **{key: None for key in left if getattr(corrections, key) is None})
