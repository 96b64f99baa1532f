"""`change`: a reading on its way from a baseline to a goal, up or down."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from msgspec.structs import replace

from rectrack.plan import fields as f
from rectrack.plan.model import Period, Target
from rectrack.plan.record_loader import Field, Fields
from rectrack.targets.base import Kind, given
from rectrack.targets.lapse import since
from rectrack.targets.progress import ZERO, Progress, Say
from rectrack.targets.ratio import Ratio, part
from rectrack.targets.reading import FIRST_READING, Action, Reading
from rectrack.wording import beside, figure, number


class Change(Kind, frozen=True):
    """Met once the latest reading has reached the goal.

    Expected by now: baseline + (goal − baseline) · f.
    """

    kind: ClassVar = "change"
    fields: ClassVar[Fields] = {
        "baseline": Field(f.any_figure, "The reading at the start."),
        "goal": Field(f.figure_above_zero, "The reading that must be reached."),
    }
    figures: ClassVar = ("baseline", "goal")
    values: ClassVar = "readings"
    counts: ClassVar = "always"
    figures_are: ClassVar = ("reading", "expected", "goal")

    baseline: Decimal | None = None
    goal: Decimal | None = None

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        if self.goal is not None and self.goal == self.baseline:
            yield "goal", f"{number(self.goal)} is also the baseline: nothing would change"

    def promise(self, target: Target) -> str:
        return f"from {figure(self.baseline, '')} to {figure(self.goal, target.unit)}"

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The baseline and the goal, where both are given."""
        return given(self.baseline), given(self.goal)

    def read(self, progress: Progress) -> Reading:
        start, goal = self.ends
        way = goal - start
        up = 1 if way > 0 else -1
        expected = start + progress.by_now(way)
        if not progress.entries:
            return Reading(
                goal=goal,
                expected=expected,
                why=f"no reading yet; from {number(start)} to {number(goal)}",
                actions=(Action(value=goal),),
                next_step=FIRST_READING,
                unread=True,
            )
        latest = progress.entries[-1].value or ZERO
        missing = (goal - latest) * up
        weekly = progress.per_week(missing)
        met = self.is_reached(latest)
        done = (latest - start) * up
        now, back_on_track, next_step = progress.steps(
            (expected - latest) * up, missing, (start, goal, latest), self.step(progress)
        )
        return Reading(
            actual=latest,
            goal=goal,
            expected=expected,
            share=part(done, abs(way)),
            met=met,
            behind=(expected - latest) * up > 0,
            why=self.why(progress, latest, expected, weekly),
            back_on_track=back_on_track,
            actions=(Action(value=latest + now * up),) if back_on_track else (),
            next_step=next_step,
            left=self.step(progress)(missing),
            needed_per_week=None if weekly is None else weekly * up,
            forecast=None if met else progress.forecast(done, abs(way), len(progress.entries)),
        )

    def breaches(self, progress: Progress) -> Iterator[date]:
        """Since when readings have been behind the pace."""
        start, goal = self.ends
        up = 1 if goal > start else -1

        def is_fine(value: Decimal, day: date) -> bool:
            there = start + replace(progress, day=day).by_now(goal - start)
            return (there - value) * up <= 0

        readings = {entry.date: entry.value or ZERO for entry in progress.entries}
        yield from since(list(readings.items()), is_fine, progress.day)

    def step(self, progress: Progress) -> Say:
        """Return what says by how much the reading is to move: "raise by 8 marks"."""
        start, goal = self.ends
        verb = "raise" if goal > start else "reduce"
        return lambda by: f"{verb} by {number(by)}{progress.unit if by != 1 else ''}"

    def pace(self, progress: Progress, reading: Reading) -> Ratio:
        return self.way_to(reading.expected or ZERO, reading)

    def completion(self, progress: Progress, reading: Reading) -> Ratio:
        _, goal = self.ends
        return self.way_to(goal, reading)

    def way_to(self, there: Decimal, reading: Reading) -> Ratio:
        """Return how much of the way from the baseline is gone; none where nothing was read."""
        start, goal = self.ends
        if reading.actual is None:
            return Ratio(ZERO, Decimal(1), "no reading")
        up = 1 if goal > start else -1
        whole = (there - start) * up
        here, since = number(reading.actual), number(start)
        terms = f"({here} − {since}) / ({number(there)} − {since})" if whole else ""
        return Ratio((reading.actual - start) * up, whole, terms)

    def why(
        self, progress: Progress, latest: Decimal, expected: Decimal, weekly: Decimal | None
    ) -> str:
        _, goal = self.ends
        said = f"{number(latest)} on {progress.say(progress.entries[-1].date)}"
        if self.is_reached(latest):
            return f"{said}, goal of {number(goal)} reached{progress.late(self.reached(progress))}"
        if progress.ended:
            return f"{said}; {number(goal)} was due by {progress.end}"
        shown = number(beside(expected, latest, goal))
        said += f", {shown} expected by {progress.say(progress.day)}"
        left = f"{progress.amount(abs(goal - latest))} {'more' if goal > latest else 'less'}"
        return said + progress.say_rate(weekly, left)

    def is_reached(self, value: Decimal) -> bool:
        start, goal = self.ends
        return value >= goal if goal > start else value <= goal

    def reached(self, progress: Progress) -> date:
        """Return the day since which every reading has been at the goal or past it."""
        since = progress.entries[-1].date
        for entry in reversed(progress.entries):
            if entry.value is None or not self.is_reached(entry.value):
                break
            since = entry.date
        return since
