"""`total`: amounts that add up to a goal."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from itertools import accumulate
from typing import ClassVar

from msgspec import field
from msgspec.structs import replace

from rectrack.plan import fields as f
from rectrack.plan.model import Period, Plan, Target
from rectrack.plan.record_loader import Field, Fields
from rectrack.targets.base import Kind, given
from rectrack.targets.items import Item
from rectrack.targets.lapse import running_sums, since
from rectrack.targets.progress import MILLIONTH, ZERO, Progress
from rectrack.targets.ratio import Ratio, part
from rectrack.targets.reading import Action, Due, PersonReading, Reading, Sort
from rectrack.wording import beside, figure, number, plural


class Total(Kind, frozen=True):
    """Met once the amounts since the first day add up to the goal, on time or late.

    Expected by now is goal · f, floored when the goal is whole; or, with checkpoints, the
    largest amount whose day has come.
    """

    kind: ClassVar = "total"
    fields: ClassVar[Fields] = {
        "goal": Field(f.figure_above_zero, "What the amounts must add up to."),
        "checkpoints": Field(
            f.keyed(f.day, f.figure_of_amount),
            "What is expected by which day, instead of an even pace.",
        ),
        "shares": Field(f.shares, "How the goal is divided among people; must add up to the goal."),
    }
    says_figures: ClassVar = False
    figures: ClassVar = ("goal",)
    items_are: ClassVar = "Checkpoints"

    goal: Decimal | None = None
    checkpoints: Mapping[date, Decimal] = field(default_factory=dict)
    shares: Mapping[str, Decimal] = field(default_factory=dict)

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        shared = sum(self.shares.values())
        if self.shares and self.goal is not None and shared != self.goal:
            together = number(Decimal(shared))
            yield "shares", f"they add up to {together}, not to the goal {number(self.goal)}"
        for day, amount in self.checkpoints.items():
            if self.goal is not None and amount > self.goal:
                yield "checkpoints", f"{number(amount)} on {day} is more than the goal"
            if day not in span:
                yield "checkpoints", f"{day} is outside the target's days, {span}"

    def parts(self, span: Period) -> int:
        return len(self.checkpoints)

    def answerable(self) -> tuple[str, ...]:
        return tuple(self.shares)

    def promise(self, target: Target) -> str:
        shared = f", shared by {plural(len(self.shares), 'person', 'people')}"
        return f"{figure(self.goal, target.unit)} in all{shared if self.shares else ''}"

    def items(self, progress: Progress) -> list[Item]:
        amounts = sorted(self.checkpoints.items())
        reached = self.reached_on((amount for _, amount in amounts), progress)
        return [
            Item(figure(amount, progress.target.unit), due=day, done=done)
            for (day, amount), done in zip(amounts, reached, strict=True)
        ]

    def breaches(self, progress: Progress) -> Iterator[date]:
        """The days of checkpoints that were not reached: the amount is expected on the day."""
        if not self.checkpoints:
            yield from since(
                running_sums(progress.span.start, progress.since_start),
                lambda done, day: done >= self.expected(replace(progress, day=day)),
                progress.day,
            )
        for item in self.items(progress):
            if item.done is None and item.due is not None and item.due <= progress.day:
                yield item.due

    def reached_on(self, amounts: Iterable[Decimal], progress: Progress) -> Iterator[date | None]:
        """Yield for each amount the day on which it was reached; what adds up never shrinks."""
        entries = progress.since_start
        sums = list(accumulate(entry.value or ZERO for entry in entries))
        for amount in amounts:
            at = bisect_left(sums, amount)
            yield entries[at].date if at < len(entries) else None

    def read(self, progress: Progress) -> Reading:
        goal, entries = given(self.goal), progress.since_start
        done = sum((entry.value or ZERO for entry in entries), ZERO)
        [reached] = self.reached_on([goal], progress)
        expected = self.expected(progress)
        missing = goal - done
        ahead = self.ahead(progress, done)
        now, back_on_track, next_step = progress.steps(
            expected - done,
            missing,
            (goal, done),
            progress.more,
            (ahead[0][0], ahead[0][1] - done) if ahead else None,
        )
        return Reading(
            actual=done,
            goal=goal,
            expected=expected,
            share=part(done, goal),
            met=reached is not None,
            behind=done < expected,
            why=self.why(progress, done, expected, reached),
            back_on_track=back_on_track,
            actions=(Action(value=now),) if back_on_track else (),
            next_step=next_step,
            left=progress.more(missing),
            needed_per_week=progress.per_week(missing),
            forecast=progress.forecast(done, goal, len(entries)) if missing > 0 else None,
            people=self.people(progress),
        )

    def falls_due(self, progress: Progress, reading: Reading) -> Iterator[Due]:
        done, ahead = reading.actual or ZERO, self.ahead(progress, reading.actual or ZERO)
        for day, amount in self.checkpoints.items():
            if amount > done and day < progress.span.end:
                step = f"{progress.more(amount - done)}, to reach {number(amount)}"
                is_next = (day, amount) in ahead[:1]
                yield Due(day, step, is_next=is_next, sort=Sort.CHECKPOINT, part=number(amount))
        if progress.extensions or not any(amount == self.goal for _, amount in ahead):
            for due in super().falls_due(progress, reading):
                yield replace(due, is_next=not ahead)

    def ahead(self, progress: Progress, done: Decimal) -> list[tuple[date, Decimal]]:
        """Return the checkpoints after the day and before the last one that ask for more."""
        so_far = max(done, self.expected(progress))
        return sorted(
            (day, amount)
            for day, amount in self.checkpoints.items()
            if progress.day < day < progress.span.end and amount > so_far
        )

    def expected(self, progress: Progress) -> Decimal:
        if self.checkpoints:
            due = [amount for day, amount in self.checkpoints.items() if day <= progress.day]
            return max(due, default=ZERO)
        return progress.expected_by_now(given(self.goal))

    def people(self, progress: Progress) -> tuple[PersonReading, ...]:
        done, due = progress.sums(self.shares), self.expected(progress)
        return tuple(
            PersonReading(
                name,
                done[name],
                share,
                self.portion(due, share) if self.checkpoints else progress.expected_by_now(share),
            )
            for name, share in self.shares.items()
        )

    def part_of(self, plan: Plan, person: str) -> tuple[Kind, Ratio] | None:
        """A share is calculated like a total of its own; it takes its part of each checkpoint."""
        share = self.shares.get(person)
        if share is None:
            return None
        checkpoints = {day: self.portion(each, share) for day, each in self.checkpoints.items()}
        own = replace(self, goal=share, checkpoints=checkpoints, shares={})
        return own, Ratio(share, self.whole)

    @property
    def whole(self) -> Decimal:
        """What is shared: the goal, or all the shares while that is blank."""
        return self.goal or sum(self.shares.values(), ZERO)

    def portion(self, amount: Decimal, share: Decimal) -> Decimal:
        """Return what of an amount falls to a share: rounded down, whole if that is whole."""
        unit = Decimal(1) if share == share.to_integral_value() else MILLIONTH
        return (amount * share / self.whole).quantize(unit, rounding=ROUND_FLOOR)

    def why(
        self, progress: Progress, done: Decimal, expected: Decimal, reached: date | None
    ) -> str:
        goal = given(self.goal)
        if reached is not None:
            return f"reached on {progress.say(reached)}{progress.late(reached)}"
        if progress.ended:
            by_then = f"{number(done)} of {number(goal)} by {progress.end}"
            return f"{by_then}: {number(goal - done)} short"
        by_now = number(beside(expected, done, goal))
        if done < expected:
            pace = f"{number(done)} of {by_now} expected by {progress.say(progress.day)}"
        elif expected:
            pace = f"{number(done)} so far, {by_now} expected by {progress.say(progress.day)}"
        else:
            pace = f"{number(done)} so far, none expected yet"
        missing = goal - done
        return pace + progress.say_rate(progress.per_week(missing), progress.more(missing))
