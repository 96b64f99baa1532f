"""`each`: every person reaches a quota; nobody's surplus covers another's gap."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import ClassVar

from msgspec.structs import replace

from rectrack.plan import fields as f
from rectrack.plan.model import Plan, Target
from rectrack.plan.record_loader import Field, Fields
from rectrack.targets.base import Kind, given
from rectrack.targets.progress import NOBODY_LEFT, ZERO, PersonReading, Progress, Reading
from rectrack.targets.ratio import Ratio, part
from rectrack.wording import beside, figure, listed, number


class Each(Kind, frozen=True):
    """Met once everyone in `who` has reached the goal.

    Counted in people. Expected of each by now is goal · f, floored when the goal is whole; of all,
    as many people as should have reached the whole quota.
    """

    kind: ClassVar = "each"
    fields: ClassVar[Fields] = {
        "goal": Field(f.above_zero, "What each person must reach."),
        "who": Field(f.people, "The ids of the people and groups who must each reach it."),
    }
    figures: ClassVar = ("goal", "who")
    shares_credit: ClassVar = True
    figures_are: ClassVar = ("people done", "expected", "all")

    goal: Decimal | None = None
    who: tuple[str, ...] = ()

    def answerable(self) -> tuple[str, ...]:
        return self.who

    def promise(self, target: Target) -> str:
        return f"{figure(self.goal, target.unit)} by each of {listed(self.who) or '?'}"

    @property
    def quota(self) -> Decimal:
        """The goal, where it is given."""
        return given(self.goal)

    def read(self, progress: Progress) -> Reading:
        people = self.people(progress)
        if not people:
            return NOBODY_LEFT
        everyone = Decimal(len(people))
        short = [each for each in people if each.actual < each.goal]
        slow = [each for each in people if each.actual < each.expected]
        done = everyone - len(short)
        return Reading(
            actual=done,
            goal=everyone,
            share=part(done, everyone),
            expected=everyone if people[0].expected >= self.quota else ZERO,
            short=Decimal(len(slow)),
            met=not short,
            behind=bool(slow),
            why=self.why(progress, people, short, slow),
            next_step=listed(
                f"{number(each.goal - each.actual)} more from {each.id}" for each in slow or short
            ),
            needed_per_week=progress.per_week(
                sum((each.goal - each.actual for each in short), ZERO)
            ),
            people=people,
        )

    def pace(self, progress: Progress, reading: Reading) -> Ratio:
        """Everyone counts up to what is expected of each by now."""
        return _counted((each.actual, each.expected) for each in reading.people)

    def completion(self, progress: Progress, reading: Reading) -> Ratio:
        """Everyone counts up to the quota."""
        return _counted((each.actual, each.goal) for each in reading.people)

    def part_of(self, plan: Plan, person: str) -> tuple[Kind, Ratio] | None:
        if person not in plan.among(self.who):
            return None
        return replace(self, who=(person,)), Ratio(Decimal(1), Decimal(1))

    def people(self, progress: Progress) -> tuple[PersonReading, ...]:
        """Return everyone of `who`; those who left count if they had reached the quota."""
        done = progress.sums(progress.plan.members(self.who))
        expected = progress.expected_by_now(self.quota)
        here = set(progress.members(self.who))
        return tuple(
            PersonReading(name, actual, self.quota, expected)
            for name, actual in done.items()
            if name in here or actual >= self.quota
        )

    def why(
        self,
        progress: Progress,
        people: tuple[PersonReading, ...],
        short: list[PersonReading],
        slow: list[PersonReading],
    ) -> str:
        quota = number(self.quota)
        if not short:
            return f"everyone has reached {quota}{progress.late(self.reached(progress))}"
        names = listed(each.id for each in (slow or short))
        if progress.ended:
            said = f"{len(short)} of {len(people)} people had not done their {quota}"
            return f"{said} by {progress.say(progress.span.end)}: {names}"
        if slow:
            by_now = beside(people[0].expected, self.quota, *(each.actual for each in people))
            pace = f"{number(by_now)} each expected by {progress.say(progress.day)}"
            return f"{pace}; short: {names}"
        return f"{quota} each by {progress.say(progress.span.end)}; still to come: {names}"

    def reached(self, progress: Progress) -> date:
        """Return the day on which the last person reached the quota."""
        done = dict.fromkeys(progress.plan.members(self.who), ZERO)
        last = progress.span.start
        for entry in progress.since_start:
            for name in progress.plan.members(progress.credited(entry)):
                if name in done and done[name] < self.quota:
                    done[name] += entry.value or ZERO
                    if done[name] >= self.quota:
                        last = max(last, entry.date)
        return last


def _counted(parts: Iterable[tuple[Decimal, Decimal]]) -> Ratio:
    done_of = [(min(done, asked), asked) for done, asked in parts]
    return Ratio(sum((done for done, _ in done_of), ZERO), sum((of for _, of in done_of), ZERO))
