"""What is to be logged, as it is said → the change that writes it down."""

from datetime import date, datetime

from msgspec import Struct

from rectrack import days
from rectrack.changes.change import Change, accepted, added
from rectrack.changes.steps_and_cases import (
    Particulars,
    by_position,
    meant_instead,
    no_such_case,
    no_such_stage,
)
from rectrack.changes.value_and_note import value_and_note
from rectrack.errors import RequestError, UsageError, suggest
from rectrack.log.entry import Entry
from rectrack.log.stamp import logged_before
from rectrack.log.validation import error_in
from rectrack.plan.model import Plan, Target
from rectrack.records import Records
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import as_meant, lacking, refusal, takes_nothing
from rectrack.wording import listed, quoted, weekday_and_day


class LogRequest(Struct, frozen=True, kw_only=True):
    """What is to be logged, in the words of its writer; None or nothing where they say nothing.

    `words` are the value, the step, or the case with what happened to it, if any, and the note,
    if that is not given by itself; `date` is a day as people say it, today if None. `title`, `due`
    and `asked_by` are of a case that is opened; `due` is a day that is written out.
    """

    target: str | None = None
    words: tuple[str, ...] = ()
    by: str | None = None
    for_: tuple[str, ...] = ()
    date: str | None = None
    evidence: tuple[str, ...] = ()
    note: str | None = None
    step: str | None = None
    case: str | None = None
    event: str | None = None
    title: str | None = None
    due: str | None = None
    asked_by: str | None = None
    id: str | None = None
    allow_future: bool = False


def log(records: Records, request: LogRequest, now: datetime) -> Change:
    """Return the change that writes one thing down; none where its id says that it is there.

    Raises RequestError where the plan does not understand it, UsageError where it names no target
    or a day that is none.
    """
    check_names_target(request)
    day = past_day(request.date, now.date(), allow_future=request.allow_future)
    target = target_named(request.target or "", records.plan)
    entry = so_far(request, target, day)
    if wrong := no_such_stage(request.words, target, entry, records):
        raise RequestError(wrong)
    if wrong := lacking(kind_of(target), target, entry):
        raise RequestError(wrong + meant_instead(request.words, target, entry))
    if wrong := error_in(entry, records.plan, refusal) or no_such_case(entry, target, records):
        raise RequestError(wrong)
    day_given = request.date is not None
    if logged_before(entry, records.named, records.corrected, day_given=day_given):
        return added(records, (), now)
    return accepted(records, (entry,), now)


def check_names_target(request: LogRequest) -> None:
    """Raise UsageError where a request names no target."""
    if request.target is None:
        raise UsageError("what was done? give the id of a target: rectrack log TARGET")


def so_far(request: LogRequest, target: Target, day: date) -> Entry:
    """Return what a request says of a target, which may not be enough for an entry.

    Raises RequestError where it contradicts itself.
    """
    if nothing := takes_nothing(target):
        raise RequestError(nothing)
    kind = kind_of(target)
    given = Particulars(request.step, request.case, request.event, request.words)
    said = by_position(given, kind)
    value, note = value_and_note(said.words, target, (said.step, said.case, said.event))
    if note and request.note is not None:
        raise RequestError(f"the note is given twice: leave out --note, or {quoted(note)}")
    return as_meant(
        kind,
        Entry(
            id=request.id,
            date=day,
            target=target.id,
            case=said.case,
            event=said.event,
            title=request.title or None,
            due=days.to_come(request.due, day, "--due"),
            asked_by=request.asked_by or None,
            value=value,
            step=said.step,
            by=request.by or "",
            for_=_for(request),
            note=note or request.note or None,
            evidence=request.evidence,
        ),
    )


def past_day(text: str | None, today: date, *, allow_future: bool) -> date:
    """Return the day of an entry, today if it is left out.

    Raises RequestError for one that is still to come, unless that is allowed.
    """
    day = days.given(text, today, "--date")
    check_past(day, today, allow_future=allow_future)
    return day


def check_past(day: date, today: date, *, allow_future: bool) -> None:
    """Raise RequestError for a day that is still to come, unless that is allowed."""
    if day > today and not allow_future:
        said = weekday_and_day(day)
        raise RequestError(f"{said} is still to come: --allow-future logs it all the same")


def target_named(name: str, plan: Plan) -> Target:
    """Return the target of this id; raises RequestError where there is none."""
    if name in plan.targets:
        return plan.targets[name]
    if name in plan.measures:
        targets = listed(plan.measures[name].targets)
        raise RequestError(f"{name!r} is a measure; progress is logged on its targets: {targets}")
    if name in plan.ids():
        raise RequestError(f"{name!r} is not a target; progress is logged against targets")
    raise RequestError(f"there is no target {name!r}{suggest(name, plan.targets)}")


def _for(request: LogRequest) -> str | tuple[str, ...] | None:
    people = tuple(dict.fromkeys(request.for_))
    if not people or people == (request.by,):
        return None
    return people[0] if len(people) == 1 else people
