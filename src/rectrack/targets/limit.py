"""`limit`: amounts that must not pass a ceiling, with silence not taken for compliance."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import ClassVar

from rectrack.log.entry import Entry
from rectrack.plan import fields as f
from rectrack.plan.model import Period, Target, later
from rectrack.plan.record_loader import Field, Fields
from rectrack.targets.base import given
from rectrack.targets.items import Item
from rectrack.targets.progress import ZERO, Progress
from rectrack.targets.ratio import ONE, Ratio, part
from rectrack.targets.reading import Due, Reading
from rectrack.targets.reported import Reported
from rectrack.targets.windows import NEVER, Window, names_of, needless
from rectrack.wording import figure, number


class Limit(Reported, frozen=True):
    """Met if, at the end, the amounts within its days have not exceeded the limit.

    The ceiling is `goal`, or `baseline` less `cut` per cent of it. Every window of `attest` asks
    for an entry, "none" (0) included.
    """

    kind: ClassVar = "limit"
    fields: ClassVar[Fields] = {
        "goal": Field(f.figure_of_amount, "The most that the amounts may add up to."),
        "baseline": Field(f.figure_of_amount, "The earlier figure, from which the cut is taken."),
        "cut": Field(f.percent, "How far below the baseline it must stay."),
        "attest": Field(
            f.one_of("month", "quarter", "never"),
            "How often the figure must be reported, even if it is none; by default every month.",
        ),
    }
    counts: ClassVar = "within its days"
    assumed: ClassVar = {"cut": "20%"}
    can_be_waived: ClassVar = False
    shows_corrections: ClassVar = True
    figures_are: ClassVar = ("so far", "allowed by then", "ceiling")
    items_are: ClassVar = "Missing reports"

    goal: Decimal | None = None
    baseline: Decimal | None = None
    cut: Decimal | None = None

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        if self.goal is not None and self.baseline is not None:
            yield "baseline", "the ceiling is either `goal` or `baseline` less the cut: keep one"
        elif self.goal is not None and self.cut is not None:
            yield "cut", "a cut needs a `baseline` to be taken from, not a `goal`"

    def blanks(self) -> tuple[str, ...]:
        if self.goal is not None:
            return ()
        if self.baseline is None and self.cut is None:
            return ("goal",)
        return tuple(name for name in ("baseline", "cut") if getattr(self, name) is None)

    def ceiling(self) -> Decimal:
        """Return the goal, or baseline · (1 − cut / 100)."""
        if self.goal is not None:
            return self.goal
        return Decimal(number(given(self.baseline) * (100 - given(self.cut)) / 100))

    def promise(self, target: Target) -> str:
        said = f"at most {figure(None if self.blanks() else self.ceiling(), target.unit)}"
        if self.goal is None and not self.blanks():
            said += f", {number(given(self.cut))} % less than {figure(self.baseline, '')}"
        return said + self.reported()

    def items(self, progress: Progress) -> list[Item]:
        return [
            Item(names_of([window], self.attest), due=window.last)
            for window in self.silent(progress)
        ]

    def silent(self, progress: Progress) -> list[Window]:
        """Return the windows without a report."""
        return self.missing(progress, (entry.date for entry in progress.within_span))

    def breaches(self, progress: Progress) -> Iterator[date]:
        """Also every amount above the ceiling, and the latest that is too much for the day."""
        yield from super().breaches(progress)
        goal, spent, latest = self.ceiling(), ZERO, None
        for entry in progress.within_span:
            spent += entry.value or ZERO
            latest = entry.date if entry.value else latest
            if spent > goal and entry.value:
                yield entry.date
        if latest is not None and spent > self.allowance(progress):
            yield latest

    def allowance(self, progress: Progress) -> Decimal:
        """Return how much of the ceiling is allowed by the day."""
        goal = self.ceiling()
        by_now = progress.exactly_by_now(goal)
        return min(by_now.to_integral_value(rounding=ROUND_CEILING), goal)

    def read(self, progress: Progress) -> Reading:
        goal = self.ceiling()
        entries = progress.within_span
        spent, passed_on = ZERO, None
        for entry in entries:
            spent += entry.value or ZERO
            if passed_on is None and spent > goal:
                passed_on = entry.date
        allowance = self.allowance(progress)
        silent = self.silent(progress)
        used_up = progress.forecast(spent, goal, len(entries)) if spent < goal else None
        report = self.report(silent)
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
            back_on_track=", ".join(filter(None, (report, self.pause(progress, spent, allowance)))),
            actions=self.reports(silent),
            next_step="" if progress.ended else self.room(progress, goal - spent),
            forecast=used_up if used_up is not None and used_up <= progress.span.end else None,
        )

    def pause(self, progress: Progress, spent: Decimal, allowance: Decimal) -> str:
        """Return until when nothing more may come, where more did than is allowed by the day."""
        if not allowance < spent <= self.ceiling() or progress.ended:
            return ""
        return f"no more until {progress.say(self.allowed_on(spent, progress.span))}"

    def allowed_on(self, spent: Decimal, span: Period) -> date:
        """Return the first day by which as much as was spent, within the ceiling, is allowed."""
        whole = spent.to_integral_value(rounding=ROUND_CEILING)
        return later(span.start, int((whole - 1) * span.days // self.ceiling()))

    def room(self, progress: Progress, left: Decimal) -> str:
        """Return what may still come: "at most 47 more until 31 Dec"."""
        if left <= 0:
            return f"{'no more' if self.ceiling() else 'keep it at 0'} until {progress.end}"
        return f"at most {progress.more(left)} until {progress.end}"

    def without_effect(
        self, progress: Progress, added: Sequence[Entry]
    ) -> Iterator[tuple[Entry, str]]:
        """A report of none says nothing where its window has an entry already."""
        within = [entry for entry in progress.others(added) if entry.date in progress.span]
        found = needless(self.attest, (entry.date for entry in within), added)
        return ((entry, why) for entry, why in found if not entry.value)

    def falls_due(self, progress: Progress, reading: Reading) -> Iterator[Due]:
        entered = (entry.date for entry in progress.within_span)
        return self.reports_due(progress, entered)

    def pace(self, progress: Progress, reading: Reading) -> Ratio:
        return self.within(progress, reading, reading.expected or ZERO)

    def completion(self, progress: Progress, reading: Reading) -> Ratio:
        return self.within(progress, reading, self.ceiling())

    def within(self, progress: Progress, reading: Reading, most: Decimal) -> Ratio:
        """All while within the allowance, then allowance / spent; of it what was reported."""
        spent, ratio = reading.actual or ZERO, Ratio(most, reading.actual or ZERO)
        if spent <= most:
            ratio = Ratio(ONE, ONE, f"{number(spent)} of at most {number(most)}")
        return self.as_reported(ratio, progress, (entry.date for entry in progress.within_span))

    def why(
        self,
        progress: Progress,
        spent: Decimal,
        allowance: Decimal,
        passed_on: date | None,
        silent: list[Window],
    ) -> str:
        goal = self.ceiling()
        at_most = f"at most {number(goal)} allowed" if goal else "none allowed"
        if passed_on is not None:
            said = f"{number(spent)}, {at_most}; exceeded on {progress.say(passed_on)}"
        elif not progress.within_span and self.attest != NEVER:
            said = "nothing reported yet"
        elif not goal:
            said = "none so far" if silent else "none so far, as required"
        else:
            said = f"{number(spent)} of at most {number(goal)}{progress.unit}"
            if not progress.ended and spent > allowance:
                said += f"; only {number(allowance)} allowed by {progress.say(progress.day)}"
        unasked = ["no report required"] if not spent and self.attest == NEVER else []
        return "; ".join([said, *unasked, *self.not_reported(silent)])
