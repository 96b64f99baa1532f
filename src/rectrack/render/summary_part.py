"""A part of a summary: a table, and the same in short for where tables have no room."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from rectrack.render.table import Table
from rectrack.targets.state import State
from rectrack.wording import MONTHS


class Line(Struct, frozen=True):
    """What is said beside a day, or none: the first of some ways that has room, or the last.

    A way is of one line or more, of which none need be folded; of none where it may be left out.
    """

    ways: Sequence[tuple[str, ...]]
    day: str = ""


class Short(Struct, frozen=True):
    """A part, or some of it, in short: a sentence behind a title, or lines below it."""

    title: str
    said: str | Sequence[Line]
    details: str = ""
    state: State | None = None


class Part(Struct, frozen=True):
    """A part of a summary as a table and in short; without rows there is nothing to say."""

    table: Table
    short: Sequence[Short]


def part(table: Table, said: str | Sequence[Line]) -> Part:
    """Return a part that is called the same in short, where it may have nothing to say."""
    return Part(table, [Short(table.title, said, table.details)] if said else [])


def line(text: str, day: date | None = None) -> Line:
    """Return a line that is folded where it has no room."""
    return Line([(text,)], "" if day is None else short_day(day))


def short_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
