"""`change`: a reading on its way from a baseline to a goal, up or down."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from rectrack.plan import fields as f
from rectrack.plan.model import Period, Target
from rectrack.plan.reader import Field, Fields
from rectrack.targets.account import ZERO, Account, Reading
from rectrack.targets.base import Kind
from rectrack.targets.quotient import Quotient, part
from rectrack.wording import beside, figure, number


class Change(Kind, frozen=True):
    """Met once the latest reading has reached the goal.

    Expected by now: baseline + (goal − baseline) · f.
    """

    kind: ClassVar = "change"
    fields: ClassVar[Fields] = {
        "baseline": Field(f.number, "The reading from which it sets out."),
        "goal": Field(f.above_zero, "The reading that it must reach."),
    }
    takes_readings: ClassVar = True
    counts_before: ClassVar = True
    figures_are: ClassVar = ("reading", "expected", "goal")

    baseline: Decimal | None = None
    goal: Decimal | None = None

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        if self.goal is not None and self.goal == self.baseline:
            yield "goal", f"{number(self.goal)} is the baseline already: nothing would change"

    def blanks(self) -> tuple[str, ...]:
        given = {"baseline": self.baseline, "goal": self.goal}
        return tuple(name for name, value in given.items() if value is None)

    def promise(self, target: Target) -> str:
        return f"from {figure(self.baseline, '')} to {figure(self.goal, target.unit)}"

    def read(self, account: Account) -> Reading:
        assert self.goal is not None
        assert self.baseline is not None
        way = self.goal - self.baseline
        up = 1 if way > 0 else -1
        expected = self.baseline + account.by_now(way)
        if not account.entries:
            return Reading(
                goal=self.goal,
                expected=expected,
                why=f"no reading yet; from {number(self.baseline)} to {number(self.goal)}",
                next_step="take the first reading",
                unread=True,
            )
        latest = account.entries[-1].value
        assert latest is not None
        missing = (self.goal - latest) * up
        weekly = account.per_week(missing)
        met = self.is_reached(latest)
        done = (latest - self.baseline) * up
        return Reading(
            actual=latest,
            goal=self.goal,
            expected=expected,
            share=part(done, abs(way)),
            met=met,
            behind=(expected - latest) * up > 0,
            why=self.why(account, latest, expected, weekly, met=met),
            next_step=f"{number(missing)}{account.unit} to go",
            needed_per_week=None if weekly is None else weekly * up,
            forecast=None if met else account.forecast(done, abs(way), len(account.entries)),
        )

    def pace(self, account: Account, reading: Reading) -> Quotient:
        return self.way_to(reading.expected, reading)

    def completion(self, account: Account, reading: Reading) -> Quotient:
        return self.way_to(self.goal, reading)

    def way_to(self, there: Decimal | None, reading: Reading) -> Quotient:
        """Return how much of the way from the baseline is gone; none where nothing was read."""
        assert self.goal is not None
        assert self.baseline is not None
        assert there is not None
        if reading.actual is None:
            return Quotient(ZERO, Decimal(1), "no reading")
        up = 1 if self.goal > self.baseline else -1
        whole = (there - self.baseline) * up
        here, start = number(reading.actual), number(self.baseline)
        terms = f"({here} − {start}) / ({number(there)} − {start})" if whole else ""
        return Quotient((reading.actual - self.baseline) * up, whole, terms)

    def why(
        self,
        account: Account,
        latest: Decimal,
        expected: Decimal,
        weekly: Decimal | None,
        *,
        met: bool,
    ) -> str:
        assert self.goal is not None
        end = account.span.end
        said = f"{number(latest)} on {account.say(account.entries[-1].date)}"
        if met:
            late = account.late(self.reached(account))
            return f"{said}, the goal of {number(self.goal)} is reached{late}"
        if account.ended:
            return f"{said}, {number(self.goal)} was due by {account.say(end)}"
        shown = number(beside(expected, latest, self.goal))
        said += f", {shown} expected by {account.say(account.day)}"
        if weekly is None:
            return f"{said}; {account.say(end)} is the last day"
        return f"{said}; {number(weekly)} a week needed until {account.say(end)}"

    def is_reached(self, value: Decimal) -> bool:
        assert self.goal is not None
        assert self.baseline is not None
        return value >= self.goal if self.goal > self.baseline else value <= self.goal

    def reached(self, account: Account) -> date:
        """Return the day since which every reading has been at the goal or past it."""
        since = account.entries[-1].date
        for entry in reversed(account.entries):
            if entry.value is None or not self.is_reached(entry.value):
                break
            since = entry.date
        return since
