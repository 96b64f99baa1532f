"""What is known of a target at the end of a day, and what is read from it."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property

from msgspec import Struct

from rectrack import wording
from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.plan.model import Period, Plan, Target, later
from rectrack.targets.extensions import Extension, extended

ZERO = Decimal(0)
MILLIONTH = Decimal("0.000001")
TEN_YEARS = 3653


class PersonReading(Struct, frozen=True):
    """How far one person has come with their part, in the target's unit or in windows.

    `expected` is what was expected of them by the day.
    """

    id: str
    actual: Decimal
    goal: Decimal
    expected: Decimal


class Reading(Struct, frozen=True, kw_only=True, dict=True):
    """How far a target has come on a day. All numbers of one reading are in one unit.

    `unread` says that nothing is recorded yet of what can only be read; `in_hand`, that what is
    still open after the last day is within its own time. `low` and `high` bound a level.
    `back_on_track` is the shortest step that brings it back on track, of one in trouble;
    `next_step`, what is left to the end. `next_by` takes the next step where that is not the target's owner; `holders` have something of
    it in hand that is still open, such as a case. `short` counts the people
    below what is expected of each by the day, where everyone must reach the same.
    `share` is how much of the way to the goal is gone, from 0 to 1; of a limit, how much is used.
    """

    actual: Decimal | None = None
    goal: Decimal | None = None
    expected: Decimal | None = None
    short: Decimal | None = None
    share: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    why: str
    back_on_track: str = ""
    next_step: str = ""
    next_by: str | None = None
    holders: tuple[str, ...] = ()
    met: bool = False
    failed: bool = False
    behind: bool = False
    unread: bool = False
    in_hand: bool = False
    needed_per_week: Decimal | None = None
    forecast: date | None = None
    people: tuple[PersonReading, ...] = ()

    @property
    def step(self) -> str:
        """What to do: first what brings it back on track, then what is left to the end."""
        return ", ".join(filter(None, (self.back_on_track, self.next_step)))

    @cached_property
    def parts(self) -> dict[str, PersonReading]:
        """The people's own parts by their ids."""
        return {each.id: each for each in self.people}


NOBODY_LEFT = Reading(
    why="nobody of those named is left",
    next_step="name in `who` whom it now falls to",
    unread=True,
)


class Due(Struct, frozen=True):
    """Something to be done by the end of a day, by `who` where that is not the target's owner.

    `reports` names the month or quarter, "Oct 2026", where it is to report what happened in it.
    """

    day: date
    what: str
    who: str | None = None
    reports: str = ""


class Progress(Struct, frozen=True):
    """What is known of one target at the end of one day.

    `span` is from its first to its last day, extensions included; `entries` are its entries of
    progress dated up to `day`, in reading order. `extensions` are those that moved its last day.
    Where `own` names somebody, it is of their part alone, and all entries are credited to them.
    """

    plan: Plan
    target: Target
    span: Period
    entries: tuple[Entry, ...]
    day: date
    extensions: tuple[Extension, ...] = ()
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
        """Return the people and groups whose work an entry is, as far as is looked at."""
        return entry.credited if self.own is None else (self.own,)

    def sums(self, people: Iterable[str]) -> dict[str, Decimal]:
        """Return by person what the entries since the first day that credit them add up to."""
        credited: dict[tuple[str, ...], Decimal] = {}
        for entry in self.since_start:
            names = self.credited(entry)
            credited[names] = credited.get(names, ZERO) + (entry.value or ZERO)
        done = dict.fromkeys(people, ZERO)
        for names, amount in credited.items():
            for name in self.plan.members(names):
                if name in done:
                    done[name] += amount
        return done

    def others(self, added: Iterable[Entry]) -> list[Entry]:
        """Return the entries that were there before these very ones."""
        fresh = set(added)
        return [entry for entry in self.entries if entry not in fresh]

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

    def expected_by_now(self, goal: Decimal) -> Decimal:
        """Return goal · f; of a whole goal only what is whole of it, from the exact fraction."""
        if goal != goal.to_integral_value():
            return self.by_now(goal)
        return self.exactly_by_now(goal).to_integral_value(rounding=ROUND_FLOOR)

    def per_week(self, remaining: Decimal) -> Decimal | None:
        """Return what is needed per week to the last day, rounded up to tenths."""
        if self.days_left == 0 or remaining <= 0:
            return None
        return wording.tenths(remaining * 7 / self.days_left)

    def say_rate(self, weekly: Decimal | None) -> str:
        """Return "; 0.5 a week needed until 31 Dec", the words for what is needed per week."""
        end = self.say(self.span.end)
        if weekly is None:
            return f"; {end} is the last day"
        return f"; {wording.number(weekly)} a week needed until {end}"

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

    @property
    def moved(self) -> str:
        """Return "extended once from 30 Jun to 31 Aug, asked late", or nothing if it was not.

        A last day that was moved is shown with the one that was promised at first.
        """
        many = len(self.extensions)
        if not many:
            return ""
        first, last = self.say(self.target.span.end), self.say(self.span.end)
        said = f"extended {wording.times(many)} from {first} to {last}"
        late = sum(each.late for each in self.extensions)
        if late:
            said += ", asked late" if late == many == 1 else f", {late} asked late"
        return said

    def late(self, day: date) -> str:
        """Return ", 3 days late" for a day after the last, and nothing for one in time."""
        return wording.late_by((day - self.span.end).days)

    def say(self, day: date) -> str:
        """Return a day as a person reads it, seen from the day of the progress."""
        return wording.day(day, seen_from=self.day)

    @property
    def unit(self) -> str:
        """The unit with a blank before it, or nothing where there is none."""
        return f" {self.target.unit}" if self.target.unit else ""


def progress_of(plan: Plan, target: Target, history: History, day: date) -> Progress:
    """Return what is known of a target at the end of a day; `history` reaches up to it."""
    extensions, _ = extended(target, history.decisions.get(target.id, []))
    last = extensions[-1].to if extensions else target.span.end
    span = Period(target.span.start, last)
    entries = tuple(history.progress.get(target.id, ()))
    return Progress(plan, target, span, entries, day, tuple(extensions))
