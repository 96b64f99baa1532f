"""`each`: every person reaches a quota; nobody's surplus covers another's gap."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from msgspec.structs import replace

from rectrack.log.entry import Entry
from rectrack.plan import fields as f
from rectrack.plan.model import Plan, Target
from rectrack.plan.reader import Field, Fields
from rectrack.targets.account import ZERO, Account, PersonReading, Reading
from rectrack.targets.base import Kind, credits_nobody
from rectrack.targets.quotient import Quotient, part
from rectrack.wording import figure, listed, number


class Each(Kind, frozen=True):
    """Met once everyone of `who` has reached the quota `goal`.

    Counted in people. Expected of each by now: ⌊goal · f⌋.
    """

    kind: ClassVar = "each"
    fields: ClassVar[Fields] = {
        "goal": Field(f.above_zero, "What each person must reach."),
        "who": Field(f.people, "The ids of the people and groups who must each reach it."),
    }
    value_by_default: ClassVar = Decimal(1)
    shares_credit: ClassVar = True
    figures_are: ClassVar = ("people done", "expected", "all")
    adds_up: ClassVar = True

    goal: Decimal | None = None
    who: tuple[str, ...] = ()

    def blanks(self) -> tuple[str, ...]:
        return tuple(name for name, given in (("goal", self.goal), ("who", self.who)) if not given)

    def answerable(self) -> tuple[str, ...]:
        return self.who

    def promise(self, target: Target) -> str:
        return f"{figure(self.goal, target.unit)} by each of {listed(self.who) or '?'}"

    def read(self, account: Account) -> Reading:
        assert self.goal is not None
        people = self.people(account)
        if not people:
            return Reading(
                why="nobody of those named is left",
                next_step="name in `who` whom it now falls to",
                unread=True,
            )
        expected_of_each = account.floored_by_now(self.goal)
        everyone = Decimal(len(people))
        done = [each for each in people if each.actual >= each.goal]
        short = [each for each in people if each.actual < each.goal]
        slow = [each for each in people if each.actual < expected_of_each]
        missing = sum((each.goal - each.actual for each in short), ZERO)
        return Reading(
            actual=Decimal(len(done)),
            goal=everyone,
            share=part(Decimal(len(done)), everyone),
            expected=everyone if expected_of_each >= self.goal else ZERO,
            met=not short,
            behind=bool(slow),
            why=self.why(account, people, short, slow, expected_of_each),
            next_step=listed(
                f"{number(each.goal - each.actual)} more from {each.id}" for each in slow or short
            ),
            needed_per_week=account.per_week(missing),
            people=people,
        )

    def pace(self, account: Account, reading: Reading) -> Quotient:
        """Everyone counts up to what is expected of each by now."""
        assert self.goal is not None
        return self.counted(reading, account.floored_by_now(self.goal))

    def completion(self, account: Account, reading: Reading) -> Quotient:
        """Everyone counts up to the quota."""
        assert self.goal is not None
        return self.counted(reading, self.goal)

    def counted(self, reading: Reading, asked_of_each: Decimal) -> Quotient:
        done = sum((min(each.actual, asked_of_each) for each in reading.people), ZERO)
        return Quotient(done, asked_of_each * len(reading.people))

    def part_of(self, plan: Plan, person: str) -> tuple[Kind, Quotient] | None:
        if person not in plan.among(self.who):
            return None
        return replace(self, who=(person,)), Quotient(Decimal(1), Decimal(1))

    def people(self, account: Account) -> tuple[PersonReading, ...]:
        """Return everyone of `who`; those who left count if they had reached the quota."""
        assert self.goal is not None
        done = dict.fromkeys(account.plan.members(self.who), ZERO)
        credited: dict[tuple[str, ...], Decimal] = {}
        for entry in account.since_start:
            names = account.credited(entry)
            credited[names] = credited.get(names, ZERO) + (entry.value or ZERO)
        for names, amount in credited.items():
            for name in account.plan.members(names):
                if name in done:
                    done[name] += amount
        here = set(account.members(self.who))
        return tuple(
            PersonReading(name, actual, self.goal)
            for name, actual in done.items()
            if name in here or actual >= self.goal
        )

    def adds(self, plan: Plan, entry: Entry) -> Decimal:
        asked = plan.among(self.who)
        credited = sum(name in asked for name in plan.members(entry.credited))
        return (entry.value or ZERO) * credited

    def moves_nothing(self, plan: Plan, entry: Entry) -> str | None:
        return credits_nobody(plan, entry, self.who)

    def why(
        self,
        account: Account,
        people: tuple[PersonReading, ...],
        short: list[PersonReading],
        slow: list[PersonReading],
        expected_of_each: Decimal,
    ) -> str:
        assert self.goal is not None
        if not short:
            late = account.late(self.reached(account))
            return f"everyone has reached {number(self.goal)}{late}"
        names = listed(each.id for each in (slow or short))
        if account.ended:
            return (
                f"{len(short)} of {len(people)} people had not done their {number(self.goal)}"
                f" by {account.say(account.span.end)}: {names}"
            )
        if slow:
            pace = f"{number(expected_of_each)} each expected by {account.say(account.day)}"
            return f"{pace}; short: {names}"
        return (
            f"{number(self.goal)} each by {account.say(account.span.end)}; still to come: {names}"
        )

    def reached(self, account: Account) -> date:
        """Return the day on which the last person reached the quota."""
        assert self.goal is not None
        done = dict.fromkeys(account.plan.members(self.who), ZERO)
        last = account.span.start
        for entry in account.since_start:
            for name in account.plan.members(account.credited(entry)):
                if name in done and done[name] < self.goal:
                    done[name] += entry.value or ZERO
                    if done[name] >= self.goal:
                        last = max(last, entry.date)
        return last
