"""The words of a `log` command line → the entry that they mean."""

from datetime import date

from msgspec import Struct

from rectrack.changes.value_and_note import value_and_note
from rectrack.errors import RequestError, suggest
from rectrack.log.entry import Entry
from rectrack.log.validation import fault
from rectrack.plan.model import Plan, Target
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import as_meant, lacking, refusal
from rectrack.wording import listed


class Request(Struct, frozen=True):
    """What was asked to be logged; `words` are the value, if any, and the note."""

    target: str
    words: tuple[str, ...]
    by: str
    day: date
    for_: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    step: str | None = None
    case: str | None = None
    event: str | None = None
    id: str | None = None


def draft(request: Request, plan: Plan) -> Entry:
    """Return the entry that a request means, not yet stamped.

    Raises RequestError where it means none that the plan understands.
    """
    target = target_named(request.target, plan)
    entry = so_far(request, target)
    wrong = lacking(kind_of(target), target, entry) or fault(entry, plan, refusal)
    if wrong is not None:
        raise RequestError(wrong)
    return entry


def so_far(request: Request, target: Target) -> Entry:
    """Return what a request says of a target, which may not be enough for an entry.

    Raises RequestError where it contradicts itself.
    """
    kind = kind_of(target)
    given = (request.step, request.case, request.event)
    value, note = value_and_note(request.words, target, given)
    return as_meant(
        kind,
        Entry(
            id=request.id,
            date=request.day,
            target=target.id,
            case=request.case,
            event=request.event,
            value=value,
            step=request.step,
            by=request.by,
            for_=_for(request),
            note=note or None,
            evidence=request.evidence,
        ),
    )


def check_past(day: date, today: date, *, allow_future: bool) -> None:
    """Raise RequestError for a day that is still to come, unless that is allowed."""
    if day > today and not allow_future:
        raise RequestError(f"{day} is still to come: --allow-future logs it all the same")


def target_named(name: str, plan: Plan) -> Target:
    """Return the target of this id; raises RequestError where there is none."""
    if name in plan.targets:
        return plan.targets[name]
    if name in plan.measures:
        targets = listed(plan.measures[name].targets)
        raise RequestError(f"{name!r} is a measure; progress is logged on its targets: {targets}")
    if name in plan.ids():
        raise RequestError(f"{name!r} is no target, and progress is logged on targets")
    raise RequestError(f"there is no target {name!r}{suggest(name, plan.targets)}")


def _for(request: Request) -> str | tuple[str, ...] | None:
    people = tuple(dict.fromkeys(request.for_))
    if not people or people == (request.by,):
        return None
    return people[0] if len(people) == 1 else people
