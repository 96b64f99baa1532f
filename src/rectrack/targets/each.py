"""`each`: every person reaches a quota; nobody's surplus covers another's gap."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from msgspec.structs import replace

from rectrack.log.entry import Entry
from rectrack.plan import fields as f
from rectrack.plan.model import Plan, Target
from rectrack.plan.record_loader import Field, Fields
from rectrack.targets.base import Kind, given
from rectrack.targets.lapse import running_sums, since
from rectrack.targets.progress import ZERO, Progress
from rectrack.targets.ratio import Ratio, part
from rectrack.targets.reading import NOBODY_LEFT, Action, PersonReading, Reading
from rectrack.targets.state import State
from rectrack.wording import beside, enough, figure, from_each, listed, number, plural


class Each(Kind, frozen=True):
    """Met once everyone in `who` has reached the goal.

    Counted in people. Expected of each by now is goal · f, floored when the goal is whole; of all,
    as many people as should have reached the whole quota.
    """

    kind: ClassVar = "each"
    fields: ClassVar[Fields] = {
        "goal": Field(f.figure_above_zero, "What each person must reach."),
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
        gaps = _gaps((each, each.goal) for each in people)
        lacking = _gaps((each, each.expected) for each in people)
        done = everyone - len(gaps)
        back = gaps if progress.ended else lacking
        next_step = f"everyone at {progress.amount(self.quota)} by {progress.end}"
        return Reading(
            actual=done,
            goal=everyone,
            share=part(done, everyone),
            expected=everyone if people[0].expected >= self.quota else ZERO,
            short=Decimal(len(lacking)),
            met=not gaps,
            behind=bool(lacking),
            why=self.why(progress, people, gaps, lacking),
            back_on_track=from_each(back, progress.amount),
            actions=tuple(Action(value=amount, who=name) for name, amount in back.items()),
            next_step=next_step if gaps and back != gaps else "",
            left=from_each(gaps, progress.amount),
            needed_per_week=progress.per_week(sum(gaps.values(), ZERO)),
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

    def breaches(self, progress: Progress) -> Iterator[date]:
        """Since when each of those who are behind has been."""
        behind = {each.id for each in self.people(progress) if each.actual < each.expected}
        added: dict[str, list[Entry]] = {name: [] for name in behind}
        for entry in progress.since_start:
            for name in behind.intersection(progress.plan.members(progress.credited(entry))):
                added[name].append(entry)
        for entries in added.values():
            yield from since(
                running_sums(progress.span.start, entries),
                lambda done, day: done >= replace(progress, day=day).expected_by_now(self.quota),
                progress.day,
            )

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
        gaps: dict[str, Decimal],
        lacking: dict[str, Decimal],
    ) -> str:
        everyone = plural(len(people), "person", "people")
        if not gaps:
            return f"everyone done{progress.late(self.reached(progress))}"
        if progress.ended:
            said = f"{len(gaps)} of {everyone} had not reached {number(self.quota)}"
            return f"{said} by {progress.end}: {listed(gaps)}"
        aim, missing = number(self.quota), "not yet"
        if lacking:
            by_now = beside(people[0].expected, self.quota, *(each.actual for each in people))
            aim = f"the {number(by_now)} expected by {progress.say(progress.day)}"
            missing = State.BEHIND
        names = lacking or gaps
        done = len(people) - len(names)
        have = "has" if done == 1 else "have"
        said = f"{done} of {everyone} {have} reached {aim}; {missing}: {listed(names)}"
        whole = len(people) - len(gaps)
        return said if whole == done else f"{whole} of {len(people)} done; {said}"

    def reached(self, progress: Progress) -> date:
        """Return the day on which the last person reached the quota."""
        quota, last = self.quota, progress.span.start
        done = dict.fromkeys(progress.plan.members(self.who), ZERO)
        for entry in progress.since_start:
            for name in progress.plan.members(progress.credited(entry)):
                if name in done and done[name] < quota:
                    done[name] += entry.value or ZERO
                    if done[name] >= quota:
                        last = max(last, entry.date)
        return last


def _gaps(aims: Iterable[tuple[PersonReading, Decimal]]) -> dict[str, Decimal]:
    """Return by person what they lack of what each should have, rounded up for showing."""
    return {
        each.id: enough(aim - each.actual, each.goal, each.actual)
        for each, aim in aims
        if each.actual < aim
    }


def _counted(parts: Iterable[tuple[Decimal, Decimal]]) -> Ratio:
    done_of = [(min(done, asked), asked) for done, asked in parts]
    return Ratio(sum((done for done, _ in done_of), ZERO), sum((of for _, of in done_of), ZERO))
