"""What a person is asked about an entry before it is written down."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from rectrack.plan.model import Plan
from rectrack.wording import listed, number


class Choice(Struct, frozen=True):
    """A word that may be written down, and what is said beside it where it is offered.

    `marks` are the short words that stand between the two, such as a state and its figures.
    """

    value: str
    said: str = ""
    marks: tuple[str, ...] = ()


class Question(Struct, frozen=True, kw_only=True):
    """One thing to ask. Without choices any text may be the answer.

    `offered` is how many of the choices are listed before anything is typed; None for all.
    `is_open` says that there may be other answers than the choices, `takes_several` that there
    may be several at once. `default` is the answer of those who give none.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    offered: int | None = None
    is_open: bool = False
    takes_several: bool = False
    default: str | None = None


def an_amount(unit: str, default: Decimal | None, *, or_none: bool) -> Question:
    """Ask for an amount of a unit, which may be "", or for the statement that there was none."""
    return _a_number(f"How many {unit}?" if unit else "How many?", default, or_none=or_none)


def a_reading(unit: str, default: Decimal | None, *, or_none: bool) -> Question:
    """Ask for what was read, in a unit, which may be ""."""
    text = f"What is the reading, in {unit}?" if unit else "What is the reading?"
    return _a_number(text, default, or_none=or_none)


def _a_number(text: str, default: Decimal | None, *, or_none: bool) -> Question:
    return Question(
        text=text + (" A number, or none." if or_none else ""),
        default=None if default is None else number(default),
    )


def people(plan: Plan, names: Iterable[str]) -> tuple[Choice, ...]:
    """Return people and groups to choose from, with what they are called."""
    return tuple(
        Choice(name, listed(plan.groups[name]) if name in plan.groups else plan.people[name].name)
        for name in dict.fromkeys(names)
    )
