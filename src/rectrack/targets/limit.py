"""`limit`: amounts that must not pass a ceiling, with silence not taken for compliance."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import ClassVar

from rectrack.log.entry import Entry
from rectrack.plan import fields as f
from rectrack.plan.model import Period, Target
from rectrack.plan.record_loader import Field, Fields
from rectrack.targets.base import Kind, given
from rectrack.targets.items import Item
from rectrack.targets.progress import ZERO, Due, Progress, Reading
from rectrack.targets.ratio import Ratio, part
from rectrack.targets.state import State
from rectrack.targets.windows import (
    Window,
    asks_for_statements,
    most_windows,
    names_of,
    needless,
    silent_windows,
    unstated,
)
from rectrack.wording import figure, number

DEFAULT_CUT = Decimal(20)


class Limit(Kind, frozen=True):
    """Met when, at the end, the amounts within the span have not passed the ceiling.

    The ceiling is `goal`, or `baseline` less `cut` per cent of it. Every window of `attest` asks
    for an entry, "none" (0) included.
    """

    kind: ClassVar = "limit"
    fields: ClassVar[Fields] = {
        "goal": Field(f.amount, "The most that the amounts may add up to."),
        "baseline": Field(f.amount, "What it was before, of which the cut is taken."),
        "cut": Field(f.percent, "How far below the baseline it must stay; by default 20 %."),
        "attest": Field(
            f.one_of("month", "quarter", "never"),
            "How often somebody must state the figure, none included; by default every month.",
        ),
    }
    counts: ClassVar = "within its days"
    states_none: ClassVar = True
    can_be_waived: ClassVar = False
    figures_are: ClassVar = ("so far", "allowed by then", "ceiling")
    items_are: ClassVar = "Not stated"

    goal: Decimal | None = None
    baseline: Decimal | None = None
    cut: Decimal | None = None
    attest: str = "month"

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        if self.goal is not None and self.baseline is not None:
            yield "baseline", "the ceiling is either `goal` or `baseline` less the cut: keep one"
        elif self.goal is not None and self.cut is not None:
            yield "cut", "a cut needs a `baseline` to be taken from, not a `goal`"

    def blanks(self) -> tuple[str, ...]:
        if self.goal is None and self.baseline is None:
            return ("goal",) if self.cut is None else ("baseline",)
        return ()

    def parts(self, span: Period) -> int:
        return most_windows(self.attest, span)

    def ceiling(self) -> Decimal:
        """Return the goal, or baseline · (1 − cut / 100)."""
        if self.goal is not None:
            return self.goal
        return Decimal(number(given(self.baseline) * (100 - self.cut_in_force) / 100))

    @property
    def cut_in_force(self) -> Decimal:
        return DEFAULT_CUT if self.cut is None else self.cut

    def promise(self, target: Target) -> str:
        said = f"at most {figure(None if self.blanks() else self.ceiling(), target.unit)}"
        if self.goal is None and not self.blanks():
            said += f", {number(self.cut_in_force)} % less than {figure(self.baseline, '')}"
        return said + asks_for_statements(self.attest)

    def items(self, progress: Progress) -> list[Item]:
        return [
            Item(names_of([window], self.attest), due=window.last)
            for window in self.silent(progress)
        ]

    def silent(self, progress: Progress) -> list[Window]:
        """Return the windows without a statement."""
        stated = (entry.date for entry in progress.within_span)
        return unstated(self.attest, progress.span, progress.day, stated)

    def read(self, progress: Progress) -> Reading:
        goal = self.ceiling()
        entries = progress.within_span
        spent, passed_on = ZERO, None
        for entry in entries:
            spent += entry.value or ZERO
            if passed_on is None and spent > goal:
                passed_on = entry.date
        allowance = min(
            progress.exactly_by_now(goal).to_integral_value(rounding=ROUND_CEILING), goal
        )
        silent = self.silent(progress)
        used_up = progress.forecast(spent, goal, len(entries)) if spent < goal else None
        return Reading(
            actual=spent,
            goal=goal,
            expected=allowance,
            high=goal,
            share=part(spent, goal) if spent else ZERO,
            met=progress.ended and passed_on is None and not silent,
            failed=passed_on is not None,
            behind=spent > allowance or bool(silent),
            why=self.why(progress, spent, allowance, passed_on, silent),
            next_step=self.next_step(progress, silent),
            forecast=used_up if used_up is not None and used_up <= progress.span.end else None,
        )

    def idle(self, progress: Progress, added: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
        """A statement of none says nothing where its window has an entry already."""
        within = [entry for entry in progress.others(added) if entry.date in progress.span]
        idle = needless(self.attest, (entry.date for entry in within), added)
        return ((entry, why) for entry, why in idle if not entry.value)

    def falls_due(self, progress: Progress, reading: Reading) -> Iterator[Due]:
        entered = (entry.date for entry in progress.within_span)
        for window in silent_windows(self.attest, progress.span, entered):
            name = names_of([window], self.attest)
            yield Due(window.last, f"state the figure for {name}", reports=name)

    def pace(self, progress: Progress, reading: Reading) -> Ratio:
        return self.within(progress, reading, reading.expected or ZERO)

    def completion(self, progress: Progress, reading: Reading) -> Ratio:
        return self.within(progress, reading, self.ceiling())

    def within(self, progress: Progress, reading: Reading, most: Decimal) -> Ratio:
        """All while within the allowance, then allowance / spent; nothing where all is silence.

        A statement that is missing among others costs nothing here: the state of the target
        shows it.
        """
        spent = reading.actual or ZERO
        if reading.behind and not progress.within_span:
            return Ratio(ZERO, Decimal(1), "nothing stated")
        if spent <= most:
            return Ratio(Decimal(1), Decimal(1), f"{number(spent)} of at most {number(most)}")
        return Ratio(most, spent)

    def why(
        self,
        progress: Progress,
        spent: Decimal,
        allowance: Decimal,
        passed_on: date | None,
        silent: list[Window],
    ) -> str:
        goal = number(self.ceiling())
        said = f"{number(spent)} of at most {goal}{progress.unit}"
        if passed_on is not None:
            said = f"{number(spent)}, where at most {goal} may be"
            said += f": passed on {progress.say(passed_on)}"
        elif not progress.ended and spent > allowance:
            by_now = f"{number(allowance)} by {progress.say(progress.day)}"
            said += f"; at most {by_now} would be {State.ON_TRACK}"
        if silent:
            said += f"; no statement for {names_of(silent, self.attest)}"
        return said

    def next_step(self, progress: Progress, silent: list[Window]) -> str:
        if silent:
            return f"state the figure for {names_of(silent, self.attest)}, 0 included"
        return f"hold back until {progress.say(progress.span.end)}"
