"""The words of a `log` command line → the entry that they mean."""

import re
from datetime import date
from decimal import Decimal

from msgspec import Struct

from rectrack.errors import RequestError, suggest
from rectrack.log.entry import Entry
from rectrack.log.validity import fault
from rectrack.plan import values
from rectrack.plan.model import Plan, Target
from rectrack.targets.base import Kind
from rectrack.targets.kinds import kind_of, refusal
from rectrack.wording import listed

_LIKE_A_NUMBER = re.compile(r"[+\-\N{MINUS SIGN}]?[0-9.,][^\s]*")
_NONE = frozenset({"none", "nothing"})


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
    target = plan.targets.get(request.target)
    if target is None:
        raise RequestError(_unknown(request.target, plan))
    kind = kind_of(target)
    value, note = _value_and_note(request, target, kind)
    entry = Entry(
        id=request.id,
        date=request.day,
        target=target.id,
        case=request.case,
        event=request.event,
        value=value,
        step=_step(request.step, kind),
        by=request.by,
        for_=_for(request),
        note=note or None,
        evidence=request.evidence,
    )
    wrong = _missing(entry, target, kind) or fault(entry, plan, refusal)
    if wrong is not None:
        raise RequestError(wrong)
    return entry


def _unknown(name: str, plan: Plan) -> str:
    if name in plan.measures:
        targets = plan.measures[name].targets
        return f"{name!r} is a measure; progress is logged on its targets: {listed(targets)}"
    if name in plan.ids():
        return f"{name!r} is no target, and progress is logged on targets"
    return f"there is no target {name!r}{suggest(name, plan.targets)}"


def _for(request: Request) -> str | tuple[str, ...] | None:
    people = tuple(dict.fromkeys(request.for_))
    if not people or people == (request.by,):
        return None
    return people[0] if len(people) == 1 else people


def _step(step: str | None, kind: Kind) -> str | None:
    """Return a step as the plan writes it, however its letters were cased."""
    steps: dict[str, str] = {name.casefold(): name for name in getattr(kind, "steps", ())}
    return steps.get(step.casefold(), step) if step is not None else None


def _value_and_note(request: Request, target: Target, kind: Kind) -> tuple[Decimal | None, str]:
    """Part the free words: a number first is the value where the kind takes one."""
    words = request.words
    counts = "value" in kind.takes
    states_none = target.kind in {"limit", "cases"} and request.case is None
    if words and states_none and words[0].lower() in _NONE:
        return Decimal(0), " ".join(words[1:])
    if counts and words and _LIKE_A_NUMBER.fullmatch(words[0]):
        try:
            return values.number(words[0]), " ".join(words[1:])
        except ValueError as error:
            raise RequestError(f"VALUE: {error}") from None
    return kind.value_by_default if counts else None, " ".join(words)


def _missing(entry: Entry, target: Target, kind: Kind) -> str | None:
    """Say what a command line lacks in its own words, rather than in those of the file."""
    if "value" in kind.takes and entry.value is None:
        none = ", or none" if target.kind == "limit" else ""
        return f"what value? write rectrack log {target.id} VALUE{none}"
    if "step" in kind.takes and entry.step is None:
        steps = " or ".join(f"--step {name!r}" for name in getattr(kind, "steps", ()))
        return f"which step of {target.id}? {steps}"
    if target.kind == "cases" and entry.value is None:
        events = ", ".join(("opened", "handed", *getattr(kind, "stages", ())))
        if entry.case is None:
            return f"which case of {target.id}? give --case REF with --event, or write none"
        if entry.event is None:
            return f"what happened to {entry.case}? give --event, one of: {events}"
    return None
