"""`total`: amounts that add up to a goal."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import ClassVar

from msgspec import field

from rectrack.plan import fields as f
from rectrack.plan.model import Period
from rectrack.plan.reader import Field, Fields
from rectrack.targets.base import ZERO, Account, Due, Kind, PersonReading, Reading, part
from rectrack.wording import number


class Total(Kind, frozen=True):
    """Met once the amounts from the first day on reach the goal, on time or late.

    Expected by now is goal · f, floored when the goal is whole; or, with checkpoints, the
    largest amount whose day has come.
    """

    kind: ClassVar = "total"
    fields: ClassVar[Fields] = {
        "goal": Field(f.above_zero),
        "checkpoints": Field(f.keyed(f.day, f.amount)),
        "shares": Field(f.shares),
    }
    value_by_default: ClassVar = Decimal(1)

    goal: Decimal | None = None
    checkpoints: Mapping[date, Decimal] = field(default_factory=dict)
    shares: Mapping[str, Decimal] = field(default_factory=dict)

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        shared = sum(self.shares.values())
        if self.shares and self.goal is not None and shared != self.goal:
            yield (
                "shares",
                f"they add up to {number(Decimal(shared))}, not to the goal {number(self.goal)}",
            )
        for day in self.checkpoints:
            if self.goal is not None and self.checkpoints[day] > self.goal:
                yield (
                    "checkpoints",
                    f"{number(self.checkpoints[day])} on {day} is more than the goal",
                )
            if day not in span:
                yield (
                    "checkpoints",
                    f"{day} is outside the target's days, {span.start} to {span.end}",
                )

    def blanks(self) -> tuple[str, ...]:
        return ("goal",) if self.goal is None else ()

    def answerable(self) -> tuple[str, ...]:
        return tuple(self.shares)

    def read(self, account: Account) -> Reading:
        assert self.goal is not None
        entries = account.since_start
        done, reached = ZERO, None
        for entry in entries:
            done += entry.value or ZERO
            if reached is None and done >= self.goal:
                reached = entry.date
        expected = self.expected(account)
        missing = self.goal - done
        weekly = account.per_week(missing)
        return Reading(
            actual=done,
            goal=self.goal,
            expected=expected,
            share=part(done, self.goal),
            met=reached is not None,
            behind=done < expected,
            why=self.why(account, done, expected, reached, weekly),
            next_step=f"{number(missing)} more to do",
            needed_per_week=weekly,
            forecast=account.forecast(done, self.goal, len(entries)) if missing > 0 else None,
            people=self.people(account),
        )

    def falls_due(self, account: Account, reading: Reading) -> Iterator[Due]:
        for day, amount in self.checkpoints.items():
            missing = amount - (reading.actual or ZERO)
            if missing > 0 and day < account.span.end:
                yield Due(day, f"{number(missing)} more by then, {number(amount)} in all")
        yield from super().falls_due(account, reading)

    def expected(self, account: Account) -> Decimal:
        assert self.goal is not None
        if self.checkpoints:
            due = [amount for day, amount in self.checkpoints.items() if day <= account.day]
            return max(due, default=ZERO)
        if self.goal == self.goal.to_integral_value(rounding=ROUND_FLOOR):
            return account.floored_by_now(self.goal)
        return account.by_now(self.goal)

    def people(self, account: Account) -> tuple[PersonReading, ...]:
        if not self.shares:
            return ()
        done = dict.fromkeys(self.shares, ZERO)
        for entry in account.since_start:
            for name in entry.credited:
                if name in done:
                    done[name] += entry.value or ZERO
        return tuple(PersonReading(name, done[name], share) for name, share in self.shares.items())

    def why(
        self,
        account: Account,
        done: Decimal,
        expected: Decimal,
        reached: date | None,
        weekly: Decimal | None,
    ) -> str:
        assert self.goal is not None
        end = account.span.end
        if reached is not None:
            return f"reached on {account.say(reached)}{account.late(reached)}"
        if account.ended:
            return (
                f"{number(done)} of {number(self.goal)} by {account.say(end)}:"
                f" {number(self.goal - done)} short"
            )
        pace = f"{number(done)} of {number(expected)} expected by {account.say(account.day)}"
        if weekly is None:
            return f"{pace}; {account.say(end)} is the last day"
        return f"{pace}; {number(weekly)} a week needed until {account.say(end)}"
