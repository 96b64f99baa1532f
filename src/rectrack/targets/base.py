"""The questions that every kind of target answers, and the account it answers them from."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import ClassVar

from msgspec import Struct

from rectrack import wording
from rectrack.log.entry import Entry
from rectrack.log.validity import needs
from rectrack.plan.model import Period, Plan, Target, Terms, later
from rectrack.targets.items import Item
from rectrack.targets.quotient import Quotient

ZERO = Decimal(0)
MILLIONTH = Decimal("0.000001")
TEN_YEARS = 3653


class PersonReading(Struct, frozen=True):
    """How far one person has come with their part, in the target's unit or in windows."""

    id: str
    actual: Decimal
    goal: Decimal


class Reading(Struct, frozen=True, kw_only=True):
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


class Due(Struct, frozen=True):
    """Something to be done by the end of a day, by `who` where that is not the target's owner."""

    day: date
    what: str
    who: str | None = None


class Account(Struct, frozen=True):
    """What is known of one target at the end of one day.

    `span` is from its first to its last day, extensions included; `entries` are its entries of
    progress dated up to `day`, in reading order.
    """

    plan: Plan
    target: Target
    span: Period
    entries: tuple[Entry, ...]
    day: date

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


def credits_nobody(plan: Plan, entry: Entry, who: tuple[str, ...]) -> str | None:
    """Say that an entry is for nobody of `who`, if so."""
    if not who or set(plan.members(entry.credited)) & set(plan.members(who)):
        return None
    names = wording.listed(entry.credited)
    return f"{names} has no part in {entry.target}: name with --for whose work it is"


class Kind(Terms, frozen=True):
    """A kind of target: the fields that it adds to a plan, and the answers to the questions.

    To add a kind is to write one file with one subclass and to name it in `targets.kinds`.
    """

    takes: ClassVar[tuple[str, ...]] = ("value",)
    """The particulars that an entry of progress has."""
    value_by_default: ClassVar[Decimal | None] = None
    """What `log` takes where a value is left out; None where it must be given."""
    shares_credit: ClassVar[bool] = False
    """Whether an entry may be for several people or a group, each getting the credit."""
    takes_readings: ClassVar[bool] = False
    """Whether values are readings, which may be below zero, rather than amounts."""
    states_none: ClassVar[bool] = False
    """Whether "none" is a statement that is asked for, written down as 0."""
    can_be_waived: ClassVar[bool] = True
    counts_before: ClassVar[bool] = False
    """Whether an entry dated before the first day counts: what was read or done stays so."""
    counts_after: ClassVar[bool] = True
    """Whether an entry dated after the last day counts."""
    figures_are: ClassVar[tuple[str, str, str]] = ("done", "expected", "goal")
    """What its actual figure, the expected one, and its goal or bounds are called."""
    items_are: ClassVar[str] = ""
    """What its items are called, if it has any."""

    @abstractmethod
    def promise(self, target: Target) -> str:
        """Return in words what is promised."""

    @abstractmethod
    def read(self, account: Account) -> Reading:
        """Return how far the target has come. Its figures are all given."""

    def falls_due(self, account: Account, reading: Reading) -> Iterator[Due]:
        """Yield what has a day of its own by which it must be done, past days included.

        `reading` is that of the account; the target can still be met, or is met already.
        """
        if not reading.met:
            yield Due(account.span.end, reading.next_step, reading.next_by)

    def pace(self, account: Account, reading: Reading) -> Quotient:
        """Return how much is done of what is expected by now."""
        return Quotient(reading.actual or ZERO, reading.expected or ZERO)

    def completion(self, account: Account, reading: Reading) -> Quotient:
        """Return how much is done of what is to be reached at the end."""
        return Quotient(reading.actual or ZERO, reading.goal or ZERO)

    def part_of(self, plan: Plan, person: str) -> "tuple[Kind, Quotient] | None":
        """Return what is asked of one person alone, and how much of the weight that carries."""
        return None

    def sources(self, account: Account) -> list[Entry]:
        """Return the entries that the figures come from; of readings that is the latest."""
        if self.takes_readings:
            return list(account.entries[-1:])
        return [
            entry
            for entry in account.entries
            if self.counts_before or entry.date >= account.span.start
            if self.counts_after or entry.date <= account.span.end
            if self.moves_nothing(account.plan, entry) is None
        ]

    def items(self, account: Account) -> list[Item]:
        """Return what the target is made of, in the order in which a person reads it."""
        return []

    def refuses(self, plan: Plan, target: Target, entry: Entry) -> str | None:
        """Return why an entry of progress is not one that this kind takes, or None."""
        wrong = needs(entry, *self.takes)
        if wrong is not None:
            here = f"a target of kind {self.kind} takes {' and '.join(self.takes)}"
            return f"{target.id}: {wrong}; {here}"
        if not self.shares_credit and (len(entry.credited) > 1 or entry.credited[0] in plan.groups):
            return f"for: {target.id} takes the work of one person at a time"
        if not self.takes_readings and entry.value is not None and entry.value < 0:
            return f"value: {entry.value} is negative, and an amount never is"
        return self.refuses_content(target, entry)

    def refuses_content(self, target: Target, entry: Entry) -> str | None:
        """Return what is wrong with the particulars of an entry that has those it needs."""
        return None

    def moves_nothing(self, plan: Plan, entry: Entry) -> str | None:
        """Return why an entry, right as it is, changes no figure, and what to do; or None."""
        return None

    def asks_for(self, target: Target, entry: Entry) -> str | None:
        """Return what a command line lacks, in its own words rather than those of the file."""
        if "value" in self.takes and entry.value is None:
            none = ", or none" if self.states_none else ""
            return f"what value? write rectrack log {target.id} VALUE{none}"
        return None

    def as_meant(self, entry: Entry) -> Entry:
        """Return an entry with small slips of the pen put right."""
        return entry

    def out_of_time(self, day: date, span: Period) -> str | None:
        """Return what becomes of an entry outside the target's days, or None for one within."""
        if day < span.start:
            what = "" if self.counts_before else ", and does not count"
            return f"before the first day, {span.start}{what}"
        if day > span.end:
            what = ", and counts as late" if self.counts_after else ", and does not count"
            return f"after the last day, {span.end}{what}"
        return None

    def strays(self, entries: list[Entry]) -> list[tuple[Entry, str]]:
        """Return the entries, of all days, that make no sense among the others, and why."""
        return []
