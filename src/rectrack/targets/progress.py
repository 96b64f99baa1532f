"""What is known of a target at the end of a day."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from operator import attrgetter

from msgspec import Struct

from rectrack import wording
from rectrack.log.entry import Entry
from rectrack.log.history import History, Overruled
from rectrack.plan.model import Period, Plan, Target, later
from rectrack.targets.extensions import Extension, extended

ZERO = Decimal(0)
MILLIONTH = Decimal("0.000001")
WEEK = 7
TEN_YEARS = 3653
Say = Callable[[Decimal], str]
_date = attrgetter("date")


class Progress(Struct, frozen=True):
    """What is known of one target at the end of one day.

    `span` is from its first to its last day, extensions included; `entries` are its entries of
    progress dated up to `day`, in reading order. `extensions` are those that moved its last day,
    `on_cases` the entries that move that of a case. `refused` are the decisions on it whose writers
    may not make them, each with the reason, and `overruled` what somebody else amended or took
    back, where that is always shown.
    Where `own` names somebody, it is of their part alone, and all entries are credited to them.
    `last` is the last day of which entries count, where that is before `day`.
    """

    plan: Plan
    target: Target
    span: Period
    entries: tuple[Entry, ...]
    day: date
    extensions: tuple[Extension, ...] = ()
    own: str | None = None
    last: date | None = None
    refused: tuple[tuple[Entry, str], ...] = ()
    overruled: tuple[Overruled, ...] = ()
    on_cases: tuple[Entry, ...] = ()

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
        return list(self.entries[bisect_left(self.entries, self.span.start, key=_date) :])

    @property
    def within_span(self) -> list[Entry]:
        """The entries from the first day to the last."""
        start = bisect_left(self.entries, self.span.start, key=_date)
        return list(self.entries[start : bisect_right(self.entries, self.span.end, key=_date)])

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
            if self.plan.people[name].is_here(min(self.last or self.day, self.span.end))
        )

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
        """Return what is needed per week to the last day, rounded up to tenths.

        None in the last week: a rate for less than a week would be more than what is left.
        """
        if self.days_left < WEEK or remaining <= 0:
            return None
        return wording.tenths(remaining * WEEK / self.days_left)

    def say_rate(self, weekly: Decimal | None, left: str) -> str:
        """Return "; 0.5 a week needed until 31 Dec", or what is `left` in the last week."""
        needed = left if weekly is None else f"{wording.number(weekly)} a week"
        return f"; {needed} needed until {self.end}"

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
    def is_disputed(self) -> bool:
        """Whether a decision on it does not count, or somebody else changed what was entered."""
        return bool(self.refused or self.overruled)

    @property
    def moved(self) -> str:
        """Return "extended once from 30 Jun to 31 Aug", or nothing where it was not.

        It also says whether that was requested too late. A last day that was moved is shown with
        the one that was promised at first.
        """
        many = len(self.extensions)
        if not many:
            return ""
        first, last = self.say(self.target.span.end), self.say(self.span.end)
        said = f"extended {wording.times(many)} from {first} to {last}"
        late = sum(each.late for each in self.extensions)
        if late:
            which = "" if late == many == 1 else f"{late} of them "
            said += f", {which}requested after the deadline"
        return said

    def late(self, day: date) -> str:
        """Return ", 3 days late" for a day after the last, and nothing for one in time."""
        return wording.late_by((day - self.span.end).days)

    def say(self, day: date) -> str:
        """Return a day as a person reads it, seen from the day of the progress."""
        return wording.day(day, seen_from=self.day)

    @property
    def end(self) -> str:
        """The last day, as a person reads it."""
        return self.say(self.span.end)

    @property
    def unit(self) -> str:
        """The unit with a space before it, or nothing where there is none."""
        return f" {self.target.unit}" if self.target.unit else ""

    def amount(self, value: Decimal) -> str:
        """Return "5", or "12.5 bulletins": a fraction is said with the unit that it is of."""
        whole = value == value.to_integral_value()
        return wording.number(value) + ("" if whole else self.unit)

    def more(self, value: Decimal) -> str:
        """Return "5 more"."""
        return f"{self.amount(value)} more"

    def steps(
        self,
        lacking: Decimal,
        left: Decimal,
        figures: Iterable[Decimal],
        say: Say,
        coming: tuple[date, Decimal] | None = None,
    ) -> tuple[Decimal, str, str]:
        """Return what leads back on track, in words, "1 more now", and the rest, "5 by 31 Dec".

        `lacking` is what is missing now and `left` what is missing of the goal, worked out from
        `figures`; `say` makes a step of either. What is `coming` before the last day is a day and
        what is missing of the amount that is due by it.
        """
        now = left if self.ended else min(wording.enough(lacking, *figures), left)
        if left <= 0:
            return now, "", ""
        if self.ended:
            return now, say(left), ""
        day, rest_by_then = coming or (self.span.end, left)
        by = f"by {self.say(day)}"
        if now <= 0:
            return now, "", f"{say(rest_by_then)} {by}"
        rest = "" if now == rest_by_then else f"{self.amount(rest_by_then)} {by}"
        return now, f"{say(now)} now", rest


def progress_of(plan: Plan, target: Target, history: History, day: date) -> Progress:
    """Return what is known of a target at the end of a day; `history` reaches up to it."""
    decisions = history.target_decisions.get(target.id, [])
    extensions, _ = extended(target, decisions)
    last = extensions[-1].to if extensions else target.span.end
    span = Period(target.span.start, last)
    entries = tuple(history.progress.get(target.id, ()))
    return Progress(
        plan,
        target,
        span,
        entries,
        day,
        tuple(extensions),
        refused=tuple(history.passed_over.get(target.id, {}).items()),
        overruled=tuple(history.overruled.get(target.id, ())),
        on_cases=tuple(entry for entry in decisions if entry.case is not None),
    )
