"""The words of a `log` command line → the entry that they mean."""

import re
import unicodedata
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

_LIKE_A_NUMBER = re.compile(
    r"\s*[+\-\N{MINUS SIGN}$\u00a3\u00a5\u20ac]?[.,]?[0-9]|nan$|inf$", re.IGNORECASE
)
NONE = "none"


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
    wrong = kind_of(target).asks_for(target, entry) or fault(entry, plan, refusal)
    if wrong is not None:
        raise RequestError(wrong)
    return entry


def so_far(request: Request, target: Target) -> Entry:
    """Return what a request says of a target, which may not be enough for an entry.

    Raises RequestError where it contradicts itself.
    """
    kind = kind_of(target)
    value, note = _value_and_note(request, target, kind)
    return kind.as_meant(
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
        )
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


def _value_and_note(request: Request, target: Target, kind: Kind) -> tuple[Decimal | None, str]:
    """Part the free words: a number first is the value where the kind takes one."""
    words = request.words
    if words and words[0].lower() == NONE and request.case is None:
        return _value_of_none(target), " ".join(words[1:])
    number, note = _leading_number(words)
    if "value" in kind.takes:
        return kind.value_by_default if number is None else number, note
    if number is not None:
        raise RequestError(
            f"{target.id} takes no VALUE, only {' and '.join(kind.takes)} and a note"
        )
    return None, note


def value_of(text: str, target: Target | None, name: str) -> Decimal:
    """Return the value that a text says, or 0 for a statement of none to a target that asks for it.

    `name` is what a RequestError calls it.
    """
    if target is not None and text.lower() == NONE:
        return _value_of_none(target)
    try:
        return values.number(text)
    except ValueError as error:
        raise RequestError(f"{name}: {error}") from None


def _value_of_none(target: Target) -> Decimal:
    if kind_of(target).states_none:
        return Decimal(0)
    raise RequestError(f"{target.id} asks for no statement of none: log what was done, if any")


def _leading_number(words: tuple[str, ...]) -> tuple[Decimal | None, str]:
    """Return the number that the words begin with, and the rest as a note.

    What looks like a number and is none is refused: as a note it would count as 1.
    """
    if not words or not _LIKE_A_NUMBER.match(unicodedata.normalize("NFKC", words[0])):
        return None, " ".join(words)
    if len(words) > 1 and re.fullmatch(r"[0-9]{3}(?:[.,][0-9]+)?", words[1]):
        raise RequestError(
            f"VALUE: {words[0]} {words[1]} is two numbers: write one, without blanks"
        )
    try:
        return values.number(words[0]), " ".join(words[1:])
    except ValueError as error:
        raise RequestError(f"VALUE: {error}") from None
