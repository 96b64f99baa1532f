"""The scores of people, each derived from the figures that it is calculated from.

Ratios are rounded where they are shown: paces, completions and shares of a weight to
thousandths, means and the final score to tenths, halves up; what falls just short of the whole, 1
or 100, is never rounded to it. Sums and products are exact, and all that follows is calculated from
what is shown.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.model import Period, Person
from rectrack.reports.judge import Moment
from rectrack.reports.responsibilities import Verdict
from rectrack.targets.progress import ZERO
from rectrack.targets.ratio import Ratio
from rectrack.wording import beside
from rectrack.wording import quarter as say_quarter

HUNDRED = Decimal(100)


class Line(Struct, frozen=True):
    """One responsibility as it stands on a day, with its pace or completion."""

    verdict: Verdict
    ratio: Ratio

    @property
    def weight(self) -> Decimal:
        return self.verdict.responsibility.weight

    @property
    def points(self) -> Decimal:
        return self.weight * self.ratio.value


class Coverage(Struct, frozen=True):
    """What a score stands on: how many targets were judged, and what weight they carry."""

    targets: int
    weight: Decimal


class Mean(Struct, frozen=True, dict=True):
    """The weighted mean of responsibilities, of 100; None with nothing to judge."""

    at: Moment
    lines: tuple[Line, ...]
    left_out: tuple[Verdict, ...]

    @cached_property
    def points(self) -> Decimal:
        return sum((line.points for line in self.lines), ZERO)

    @cached_property
    def weight(self) -> Decimal:
        return sum((line.weight for line in self.lines), ZERO)

    @property
    def coverage(self) -> Coverage:
        return coverage_of((self,))

    @cached_property
    def value(self) -> Decimal | None:
        return _score(HUNDRED * self.points / self.weight) if self.lines else None


class Quarter(Struct, frozen=True):
    """A calendar quarter, as far as it lies in the plan's period, and a person's score in it.

    `end` is its last day for them. `mean` is None, and `unjudged` says why, where it had not begun
    or the person had left. `awards` are the rewards and penalties that count in it.
    """

    span: Period
    end: date
    mean: Mean | None
    unjudged: str
    provisional: bool
    awards: tuple[Entry, ...]

    @property
    def name(self) -> str:
        return say_quarter(self.span.start)

    def is_late(self, award: Entry) -> bool:
        """Whether an award of the quarter was logged only after it had ended."""
        return award.logged is not None and award.logged.date() > self.end

    @property
    def sum(self) -> Decimal | None:
        """The mean with what was awarded, before it is limited to 0 to 100."""
        if self.mean is None or self.mean.value is None:
            return None
        return self.mean.value + sum(map(signed, self.awards), ZERO)

    @property
    def score(self) -> Decimal | None:
        return None if self.sum is None else min(max(self.sum, ZERO), HUNDRED)

    @property
    def clamping(self) -> Decimal:
        """What limiting it to 0 to 100 adds or takes away."""
        return ZERO if self.sum is None or self.score is None else self.score - self.sum


class Part(Struct, frozen=True):
    """One of the two parts of a final score, with the per cent that it counts."""

    name: str
    score: Decimal
    percent: Decimal

    @property
    def points(self) -> Decimal:
        return self.score * self.percent / HUNDRED


class Calculation(Struct, frozen=True):
    """The whole assessment of one person.

    `central` is None, and `no_central` says why, where nothing is asked at the end. `idle` are
    the rewards and penalties that count nowhere, each with the reason.
    """

    person: Person
    quarters: tuple[Quarter, ...]
    central: Mean | None
    no_central: str
    provisional: bool
    idle: tuple[tuple[Entry, str], ...]
    percent: tuple[Decimal, Decimal]

    @property
    def scores(self) -> list[Decimal]:
        """The scores of the quarters that have one."""
        return [quarter.score for quarter in self.quarters if quarter.score is not None]

    @property
    def regular(self) -> Decimal | None:
        """The mean of the quarters that have a score."""
        scores = self.scores
        return _score(sum(scores, ZERO) / len(scores)) if scores else None

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that there are and that count; one alone counts in full."""
        central = self.central.value if self.central is not None else None
        named = zip(("regular", "central"), (self.regular, central), self.percent, strict=True)
        there = [(name, score, cent) for name, score, cent in named if score is not None and cent]
        if len(there) == 1:
            there = [(name, score, HUNDRED) for name, score, _ in there]
        return tuple(Part(*each) for each in there)

    @property
    def final(self) -> Decimal | None:
        parts = self.parts
        return _score(sum((part.points for part in parts), ZERO)) if parts else None

    @property
    def coverage(self) -> Coverage:
        """What the parts of the final score stand on, all in all."""
        means = [quarter.mean for quarter in self.quarters if quarter.mean is not None]
        return coverage_of((*means, *((self.central,) if self.central is not None else ())))

    @property
    def late_awards(self) -> list[tuple[Quarter, Entry]]:
        """The awards that changed the score of a quarter after it had ended."""
        return [(each, a) for each in self.quarters for a in each.awards if each.is_late(a)]

    def awarded(self, event: str) -> Decimal:
        """Return the sum of the rewards, or of the penalties, that count."""
        counted = [entry for quarter in self.quarters for entry in quarter.awards]
        return sum((entry.value or ZERO for entry in counted if entry.event == event), ZERO)


def coverage_of(means: Iterable[Mean]) -> Coverage:
    """Return what some means stand on together; what is judged in several weighs as in the last."""
    weights = {
        (of.target.id, of.own, bool(of.holdings)): of.weight
        for mean in means
        for of in (line.verdict.responsibility for line in mean.lines)
    }
    return Coverage(len({target for target, *_ in weights}), sum(weights.values(), ZERO))


def signed(award: Entry) -> Decimal:
    """Return what an award adds to a score: a penalty takes away."""
    value = award.value or ZERO
    return -value if award.event == "penalty" else value


def _score(value: Decimal) -> Decimal:
    """Return a score out of 100 as it is shown."""
    return beside(value, HUNDRED)
