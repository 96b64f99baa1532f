"""`level`: the latest reading lies within bounds."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from rectrack.log.entry import Entry
from rectrack.plan import fields as f
from rectrack.plan.model import Period, Target, later
from rectrack.plan.record_loader import Field, Fields
from rectrack.targets.base import Kind
from rectrack.targets.lapse import since
from rectrack.targets.progress import ZERO, Progress
from rectrack.targets.ratio import Ratio
from rectrack.targets.reading import FIRST_READING, Action, Due, Reading, Sort
from rectrack.wording import number, plural


class Level(Kind, frozen=True):
    """Met while the latest reading is within bounds and at most `stale_after` days old.

    Its age is counted up to the day or, once it has passed, to the target's last day.
    """

    kind: ClassVar = "level"
    fields: ClassVar[Fields] = {
        "min": Field(f.any_figure, "The lowest acceptable reading."),
        "max": Field(f.any_figure, "The highest acceptable reading."),
        "stale_after": Field(f.whole_days, "How many days a reading stays valid; by default 90."),
        "independent": Field(f.flag, "If true, readings by the measure's lead are refused."),
    }
    values: ClassVar = "readings"
    counts: ClassVar = "always"
    figures_are: ClassVar = ("reading", "expected", "bound")

    min: Decimal | None = None
    max: Decimal | None = None
    stale_after: int = 90
    independent: bool = False

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        if self.min is not None and self.max is not None and self.min > self.max:
            yield "min", f"{number(self.min)} is above the max, {number(self.max)}"

    def blanks(self) -> tuple[str, ...]:
        return ("min",) if self.min is None and self.max is None else ()

    def refuses_content(self, target: Target, entry: Entry) -> str | None:
        if self.independent and target.lead in (entry.by, *entry.credited):
            lead = f"{target.lead}, who leads its measure"
            return f"{target.id} needs an independent reading, not one by {lead}"
        return None

    def promise(self, target: Target) -> str:
        said = "?" if self.blanks() else self.bounds()
        said += f" {target.unit}" if target.unit else ""
        days = "day" if self.stale_after == 1 else plural(self.stale_after, "day")
        said += f"; a new reading at least every {days}"
        return f"{said}, not by {target.lead}" if self.independent else said

    def read(self, progress: Progress) -> Reading:
        goal = self.max if self.min is None else self.min
        if not progress.entries:
            return Reading(
                low=self.min,
                high=self.max,
                goal=goal,
                why=f"no reading yet; {self.bounds()} required",
                actions=(Action(value=goal),),
                next_step=FIRST_READING,
                unread=True,
            )
        latest = progress.entries[-1]
        value = latest.value or ZERO
        age = (min(progress.day, progress.span.end) - latest.date).days
        aim = self.nearest(value)
        fresh = age <= self.stale_after
        met = fresh and aim == value
        said = f"{number(value)} on {progress.say(latest.date)}; {self.bounds()} required"
        if not fresh:
            when = f"was {age} days old on {progress.end}"
            said += f"; the reading {when if progress.ended else f'is {age} days old'}, "
            said += f"only readings up to {plural(self.stale_after, 'day')} old count"
        return Reading(
            actual=value,
            goal=goal,
            share=Decimal(int(met)),
            low=self.min,
            high=self.max,
            met=met,
            behind=not met,
            why=said,
            back_on_track="" if met else self.step(value),
            actions=() if met else (Action(value=aim),),
        )

    def is_supervision(self, target: Target, entry: Entry) -> bool:
        return self.independent

    def is_fresh(self, progress: Progress) -> bool:
        latest = progress.entries[-1] if progress.entries else None
        return latest is not None and (progress.day - latest.date).days <= self.stale_after

    def breaches(self, progress: Progress) -> Iterator[date]:
        """Since when readings have been out of bounds, or too old."""

        def is_fine(latest: Entry, day: date) -> bool:
            value = latest.value or ZERO
            age = (min(day, progress.span.end) - latest.date).days
            return age <= self.stale_after and self.nearest(value) == value

        readings = {entry.date: entry for entry in progress.entries}
        yield from since(list(readings.items()), is_fine, progress.day)

    def nearest(self, value: Decimal) -> Decimal:
        """Return the reading within the bounds that is nearest to a value."""
        at_least = value if self.min is None else max(value, self.min)
        return at_least if self.max is None else min(at_least, self.max)

    def step(self, value: Decimal) -> str:
        """Return what is to be done after a reading that will not do, or that is too old."""
        aim = self.nearest(value)
        if aim == value:
            return "take a new reading"
        by = number(abs(aim - value))
        return f"{'raise' if aim > value else 'reduce'} by {by} to {number(aim)}, record it"

    def falls_due(self, progress: Progress, reading: Reading) -> Iterator[Due]:
        yield from super().falls_due(progress, reading)
        if progress.entries:
            stale = later(progress.entries[-1].date, self.stale_after)
            if stale < progress.span.end:
                late = stale < progress.day
                step = f"take a new reading{'' if late else ' before the last one expires'}"
                yield Due(stale, step, sort=Sort.READING)

    def pace(self, progress: Progress, reading: Reading) -> Ratio:
        """All or nothing: a reading is within its bounds and fresh, or it is not."""
        return Ratio(Decimal(int(reading.met)), Decimal(1))

    def completion(self, progress: Progress, reading: Reading) -> Ratio:
        return self.pace(progress, reading)

    def bounds(self) -> str:
        low, high = ("" if each is None else number(each) for each in (self.min, self.max))
        if low and high:
            return f"{low} to {high}"
        return f"at least {low}" if low else f"at most {high}"
