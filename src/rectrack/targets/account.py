"""What is known of a target at the end of a day, and what is read from it."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property

from msgspec import Struct

from rectrack import wording
from rectrack.log.entry import Entry
from rectrack.plan.model import Period, Plan, Target, later

ZERO = Decimal(0)
MILLIONTH = Decimal("0.000001")
TEN_YEARS = 3653


class PersonReading(Struct, frozen=True):
    """How far one person has come with their part, in the target's unit or in windows."""

    id: str
    actual: Decimal
    goal: Decimal


class Reading(Struct, frozen=True, kw_only=True, dict=True):
    """How far a target has come on a day. All numbers of one reading are in one unit.

    `unread` says that nothing is recorded yet of what can only be read; `in_hand`, that what is
    still open after the last day is within its own time. `low` and `high` bound a level.
    `next_by` takes the next step where that is not the target's owner.
    `share` is how much of the way to the goal is gone, from 0 to 1; of a limit, how much is used.
    """

    actual: Decimal | None = None
    goal: Decimal | None = None
    expected: Decimal | None = None
    share: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    why: str
    next_step: str = ""
    next_by: str | None = None
    met: bool = False
    broken: bool = False
    behind: bool = False
    unread: bool = False
    in_hand: bool = False
    needed_per_week: Decimal | None = None
    forecast: date | None = None
    people: tuple[PersonReading, ...] = ()

    @cached_property
    def parts(self) -> dict[str, PersonReading]:
        """The people's own parts by their ids."""
        return {each.id: each for each in self.people}


class Due(Struct, frozen=True):
    """Something to be done by the end of a day, by `who` where that is not the target's owner."""

    day: date
    what: str
    who: str | None = None


class Account(Struct, frozen=True):
    """What is known of one target at the end of one day.

    `span` is from its first to its last day, extensions included; `entries` are its entries of
    progress dated up to `day`, in reading order. Where `own` names somebody, it is of their part
    alone, and all of the entries are credited to them.
    """

    plan: Plan
    target: Target
    span: Period
    entries: tuple[Entry, ...]
    day: date
    own: str | None = None

    @property
    def ended(self) -> bool:
        """Whether the last day has passed."""
        return self.day > self.span.end

    @property
    def days_left(self) -> int:
        """How many days of the span are still to come after the day."""
        return self.span.days - self.span.elapsed(self.day)

    @property
    def since_start(self) -> list[Entry]:
        """The entries from the first day on, those after the last included."""
        return [entry for entry in self.entries if entry.date >= self.span.start]

    @property
    def within_span(self) -> list[Entry]:
        """The entries from the first day to the last."""
        return [entry for entry in self.entries if entry.date in self.span]

    def credited(self, entry: Entry) -> tuple[str, ...]:
        """Return the people and groups whose work an entry is, as far as the account goes."""
        return entry.credited if self.own is None else (self.own,)

    def members(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the people behind names of people and groups of whom something is expected."""
        return tuple(
            name
            for name in self.plan.members(tuple(names))
            if self.is_expected_of(name, min(self.day, self.span.end))
        )

    def is_expected_of(self, person: str, day: date) -> bool:
        """Whether a person has not left by a day; the day of leaving is the last."""
        left = self.plan.people[person].left
        return left is None or day <= left

    def by_now(self, goal: Decimal) -> Decimal:
        """Return goal · f to a millionth, f being the share of the span's days that are gone."""
        return Decimal(wording.number(self.exactly_by_now(goal).quantize(MILLIONTH)))

    def exactly_by_now(self, goal: Decimal) -> Decimal:
        """Return goal · f as it is, for rounding up or down."""
        return goal * self.span.elapsed(self.day) / self.span.days

    def floored_by_now(self, goal: Decimal) -> Decimal:
        """⌊goal · f⌋, from the exact fraction."""
        return self.exactly_by_now(goal).to_integral_value(rounding=ROUND_FLOOR)

    def per_week(self, remaining: Decimal) -> Decimal | None:
        """Return what is needed per week to the last day, rounded up to tenths."""
        if self.days_left == 0 or remaining <= 0:
            return None
        return wording.tenths(remaining * 7 / self.days_left)

    def forecast(self, done: Decimal, goal: Decimal, entries: int) -> date | None:
        """Return the day on which `goal` is reached at the mean rate since the first day.

        None where that would not be honest: less than three entries or a tenth of the span
        gone, no advance so far, or more than ten years ahead.
        """
        gone = self.span.elapsed(self.day)
        if entries < 3 or gone * 10 < self.span.days or done <= 0 or self.ended:
            return None
        days = ((goal - done) * gone / done).to_integral_value(rounding=ROUND_CEILING)
        return later(self.day, int(days)) if days <= TEN_YEARS else None

    def late(self, day: date) -> str:
        """Return ", 3 days late" for a day after the last, and nothing for one in time."""
        return wording.late_by((day - self.span.end).days)

    def say(self, day: date) -> str:
        """Return a day as a person reads it, seen from the day of the account."""
        return wording.day(day, seen_from=self.day)

    @property
    def unit(self) -> str:
        """The unit with a blank before it, or nothing where there is none."""
        return f" {self.target.unit}" if self.target.unit else ""
