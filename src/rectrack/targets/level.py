"""`level`: the latest reading lies within bounds."""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from rectrack.log.entry import Entry
from rectrack.plan import fields as f
from rectrack.plan.model import Period, Target, later
from rectrack.plan.record_loader import Field, Fields
from rectrack.targets.base import Kind
from rectrack.targets.progress import ZERO, Due, Progress, Reading
from rectrack.targets.ratio import Ratio
from rectrack.wording import number, plural


class Level(Kind, frozen=True):
    """Met while the latest reading is within bounds and at most `stale_after` days old.

    Its age is counted up to the day or, once it has passed, to the target's last day.
    """

    kind: ClassVar = "level"
    fields: ClassVar[Fields] = {
        "min": Field(f.number, "The lowest acceptable reading."),
        "max": Field(f.number, "The highest acceptable reading."),
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
            return f"{target.id} wants an independent reading, not one by {target.lead}, its lead"
        return None

    def promise(self, target: Target) -> str:
        said = f"{'?' if self.blanks() else self.bounds()}"
        said += f", in {target.unit}" if target.unit else ""
        said += f"; read anew every {plural(self.stale_after, 'day')} at the latest"
        return f"{said}, and not by {target.lead}" if self.independent else said

    def read(self, progress: Progress) -> Reading:
        if not progress.entries:
            return Reading(
                low=self.min,
                high=self.max,
                goal=self.max if self.min is None else self.min,
                why=f"no reading yet; wanted is {self.bounds()}",
                next_step="take the first reading",
                unread=True,
            )
        latest = progress.entries[-1]
        value = latest.value or ZERO
        age = (min(progress.day, progress.span.end) - latest.date).days
        within = (self.min is None or value >= self.min) and (self.max is None or value <= self.max)
        fresh = age <= self.stale_after
        said = f"{number(value)} on {progress.say(latest.date)}, wanted is {self.bounds()}"
        if not fresh:
            when = f"was {age} days old on {progress.say(progress.span.end)}"
            said += f"; the reading {when if progress.ended else f'is {age} days old'}"
            said += f", {self.stale_after} at most count"
        until = min(later(latest.date, self.stale_after), progress.span.end)
        return Reading(
            actual=value,
            goal=self.max if self.min is None else self.min,
            share=Decimal(int(within and fresh)),
            low=self.min,
            high=self.max,
            met=within and fresh,
            behind=not (within and fresh),
            why=said,
            next_step="take a new reading"
            if within or progress.ended
            else f"bring it to {self.bounds()} and take a new reading by {progress.say(until)}",
        )

    def falls_due(self, progress: Progress, reading: Reading) -> Iterator[Due]:
        end = progress.span.end
        if not progress.entries:
            yield Due(end, reading.next_step)
            return
        stale = later(progress.entries[-1].date, self.stale_after)
        if not reading.met:
            yield Due(end, f"bring it to {self.bounds()}")
        if stale < end:
            yield Due(stale, "take a new reading, the last one grows too old")

    def pace(self, progress: Progress, reading: Reading) -> Ratio:
        """All or nothing: a reading is within its bounds and fresh, or it is not."""
        return Ratio(Decimal(int(reading.met)), Decimal(1))

    def completion(self, progress: Progress, reading: Reading) -> Ratio:
        return self.pace(progress, reading)

    def bounds(self) -> str:
        low, high = ("" if each is None else number(each) for each in (self.min, self.max))
        if low and high:
            return f"{low} to {high}"
        return f"{low} or more" if low else f"{high} or less"
