"""What is to be corrected of an entry → the change that replaces it."""

from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from rectrack import days
from rectrack.changes.change import Change, accepted
from rectrack.changes.log import past_day, target_named
from rectrack.changes.undo import newest_of
from rectrack.changes.value_and_note import value_of
from rectrack.errors import RequestError, check_among
from rectrack.log.authors import no_right_to_amend
from rectrack.log.entry import Entry, content
from rectrack.log.model import Unread
from rectrack.log.sorts import is_progress
from rectrack.log.stamp import find
from rectrack.log.versions import version
from rectrack.plan.model import Plan
from rectrack.records import Records
from rectrack.reports.description import description
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import as_meant, refusal


class AmendRequest(Struct, frozen=True, kw_only=True):
    """What is to be corrected of the entry whose id begins with `id`, or of the writer's newest.

    None leaves a field as it is, "" clears it. `date` is a day as people say it, and `due` one that
    is written out.
    """

    id: str | None
    by: str
    date: str | None = None
    target: str | None = None
    value: str | None = None
    step: str | None = None
    case: str | None = None
    event: str | None = None
    title: str | None = None
    due: str | None = None
    asked_by: str | None = None
    for_: tuple[str, ...] | None = None
    note: str | None = None
    evidence: tuple[str, ...] | None = None
    allow_future: bool = False


KEYS = (
    "date", "for", "target", "value", "step", "case", "event", "title", "due", "asked_by", "note",
    "evidence",
)  # fmt: skip
"""The keys of an entry that may be amended."""


def amend(records: Records, request: AmendRequest, now: datetime) -> Change:
    """Return the change that puts an entry right.

    Raises RequestError where that cannot be amended so, or would stay as it is; UsageError for a
    day that is none.
    """
    check_among([request.by], records.plan.people)
    if request.id is None:
        named = newest_of(records, request.by, now, "to amend it, write rectrack amend")
    else:
        named = records.named[find(records.named, request.id)]
    old = newest_version(named, records)
    new = _amended(old, request, records, now.date())
    if _says_the_same(old, new) and records.version_of(old) is old:
        raise RequestError(
            f"{old.id} already says so: give what is to be corrected, such as --value or --note"
        )
    try:
        change = accepted(records, [new], now)
    except RequestError as error:
        if request.id is not None:
            raise
        raise RequestError(f"{old.id}, {description(old, records.plan)}: {error}") from None
    if change.after.version_of(change.entries[0]) is not change.entries[0]:
        line, _ = records.log.place_of(old)
        raise RequestError(f"{old.id} cannot be amended: correct it in the plan, on line {line}")
    return change


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
    if found in records.set_aside:
        return found
    return version(found, records.named, corrected) or found


def _amended(old: Entry, request: AmendRequest, records: Records, today: date) -> Entry:
    """Return an entry as corrected, not yet stamped. Whose work it was stays as it was.

    Raises RequestError where it is not the writer's to amend, or is not to be understood.
    """
    plan = records.plan
    if unread := records.log.unread_of(old):
        _check_given(unread, request)
    if wrong := no_right_to_amend(old.id or "", request.by, today, records.named, plan.people):
        raise RequestError(wrong)
    new = replace(
        old,
        id=None,
        logged=None,
        replaces=old.id,
        by=request.by,
        for_=_credit(old, request.for_, request.by),
        date=old.date
        if request.date is None
        else past_day(request.date, today, allow_future=request.allow_future),
        note=_corrected(old.note, request.note),
        evidence=_texts(old.evidence, request.evidence),
        target=old.target if request.target is None else request.target,
        step=_corrected(old.step, request.step),
        case=_corrected(old.case, request.case),
        event=_corrected(old.event, request.event),
        title=_corrected(old.title, request.title),
        due=old.due if request.due is None else days.to_come(request.due, today, "--due"),
        asked_by=_corrected(old.asked_by, request.asked_by),
    )
    new = replace(new, value=_value(new, request.value, plan))
    return new if new.target is None else _fitted(new, request, plan)


def _check_given(unread: Unread, request: AmendRequest) -> None:
    """Raise RequestError where what could not be read of an entry is not given anew."""
    entry, lacking = unread.entry, set(unread.lacking)
    if "by" in lacking and entry.for_ is None:
        lacking.add("for")
    for key in sorted(lacking - {"by", "logged"}):
        if key not in KEYS:
            line, _ = unread.findings[0].place
            raise RequestError(f"{key} cannot be amended: correct it in the plan, on line {line}")
        if getattr(request, "for_" if key == "for" else key) is None:
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


def _fitted(entry: Entry, request: AmendRequest, plan: Plan) -> Entry:
    """Return an entry as its target takes it; what another kind of target took falls away."""
    target = target_named(entry.target or "", plan)
    kind = kind_of(target)
    entry = as_meant(kind, entry)
    if request.target is None or not is_progress(entry):
        return entry
    if refusal(plan, target, entry) is None:
        return entry
    of_cases = () if "case" in kind.takes else ("title", "due", "asked_by")
    left = {"value", "step", "case", "event", *of_cases} - set(kind.takes)
    return replace(entry, **{key: None for key in left if getattr(request, key) is None})
