"""The assessment of people: each quarter's score, the central part, and the final score.

Quotients are rounded where they are shown: paces, completions and shares of a weight to
thousandths, means and the final score to tenths, halves up. Sums and products are exact, and all
that follows is reckoned from what is shown.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.log.history import until
from rectrack.plan.model import Period, Person, Plan
from rectrack.records import Records
from rectrack.reports.duties import Ask, Duty, Judge, Verdict, duties
from rectrack.targets.base import ZERO
from rectrack.targets.quotient import Quotient, rounded
from rectrack.targets.windows import statement_windows
from rectrack.wording import day as say_day
from rectrack.wording import quarter as say_quarter

HUNDRED = Decimal(100)
TENTH = Decimal("0.1")


class Line(Struct, frozen=True):
    """One duty as it stands on a day, with its pace or completion."""

    verdict: Verdict
    quotient: Quotient

    @property
    def weight(self) -> Decimal:
        return self.verdict.duty.weight

    @property
    def points(self) -> Decimal:
        return self.weight * self.quotient.value


class Mean(Struct, frozen=True):
    """The weighted mean of duties on a day, out of 100; None where there is nothing to judge."""

    day: date
    lines: tuple[Line, ...]
    left_out: tuple[Verdict, ...]

    @property
    def points(self) -> Decimal:
        return sum((line.points for line in self.lines), ZERO)

    @property
    def weight(self) -> Decimal:
        return sum((line.weight for line in self.lines), ZERO)

    @property
    def value(self) -> Decimal | None:
        return rounded(HUNDRED * self.points / self.weight, TENTH) if self.lines else None


class Quarter(Struct, frozen=True):
    """A calendar quarter, as far as it lies in the plan's period, and a person's score in it.

    `mean` is None, and `unjudged` says why, where it had not begun or the person had left.
    `awards` are the rewards and penalties that count in it.
    """

    span: Period
    mean: Mean | None
    unjudged: str
    provisional: bool
    awards: tuple[Entry, ...]

    @property
    def name(self) -> str:
        return say_quarter(self.span.start)

    @property
    def sum(self) -> Decimal | None:
        """The mean with what was awarded, before it is held within 0 and 100."""
        if self.mean is None or self.mean.value is None:
            return None
        return self.mean.value + sum(map(signed, self.awards), ZERO)

    @property
    def score(self) -> Decimal | None:
        return None if self.sum is None else min(max(self.sum, ZERO), HUNDRED)

    @property
    def clamping(self) -> Decimal:
        """What holding it within 0 and 100 adds or takes away."""
        return ZERO if self.sum is None or self.score is None else self.score - self.sum


class Part(Struct, frozen=True):
    """One of the two parts of a final score, with the per cent that it counts."""

    name: str
    score: Decimal
    percent: Decimal

    @property
    def points(self) -> Decimal:
        return self.score * self.percent / HUNDRED


class Reckoning(Struct, frozen=True):
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
        return rounded(sum(scores, ZERO) / len(scores), TENTH) if scores else None

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
        return rounded(sum((part.points for part in parts), ZERO), TENTH) if parts else None

    def awarded(self, event: str) -> Decimal:
        """Return the sum of the rewards, or of the penalties, that count."""
        counted = [entry for quarter in self.quarters for entry in quarter.awards]
        return sum((entry.value or ZERO for entry in counted if entry.event == event), ZERO)


class Assessment(Struct, frozen=True):
    """The assessment of some people of a plan at the end of a day."""

    plan: Plan
    day: date
    people: tuple[Reckoning, ...]

    @property
    def provisional(self) -> bool:
        """Whether the period has not ended yet."""
        return self.day < self.plan.period.end

    @property
    def quarters(self) -> list[str]:
        """The names of the quarters of the period."""
        windows = statement_windows("quarter", self.plan.period)
        return [say_quarter(window.first) for window in windows]


def signed(award: Entry) -> Decimal:
    """Return what an award adds to a score: a penalty takes away."""
    value = award.value or ZERO
    return -value if award.event == "penalty" else value


def assess(records: Records, day: date, people: Iterable[str] | None = None) -> Assessment:
    """Return the assessment of some people, by default of all, at the end of a day."""
    plan = records.plan
    judge = Judge(plan, until(records.entries, day))
    chosen = plan.people if people is None else people
    return Assessment(plan, day, tuple(_reckon(judge, plan.people[name], day) for name in chosen))


def _reckon(judge: Judge, person: Person, day: date) -> Reckoning:
    period, weights = judge.plan.period, judge.plan.assessment
    theirs = duties(judge.plan, person.id)
    awards = judge.history.awards.get(person.id, [])
    quarters = tuple(
        _quarter(judge, person, theirs, awards, Period(window.first, window.last), day)
        for window in statement_windows("quarter", period)
    )
    last = min(day, period.end)
    away = _away(person, last, period.start, day)
    counted = {id(entry) for quarter in quarters for entry in quarter.awards}
    idle = [entry for entry in awards if id(entry) not in counted]
    return Reckoning(
        person=person,
        quarters=quarters,
        central=None if away else _mean(judge, theirs, last, Verdict.completion),
        no_central=away,
        provisional=not away and day < period.end,
        idle=tuple((entry, _why_idle(entry, person, period)) for entry in idle),
        percent=(weights.regular, weights.central),
    )


def _quarter(
    judge: Judge,
    person: Person,
    theirs: list[Duty],
    awards: list[Entry],
    span: Period,
    day: date,
) -> Quarter:
    """Return a quarter, which ends for a person who leaves on the day of leaving."""
    end = min(span.end, person.left or span.end)
    away = _away(person, span.start, span.start, day)
    mean = None if away else _mean(judge, theirs, min(end, day), Verdict.pace)
    counts = mean is not None and mean.value is not None
    return Quarter(
        span=span,
        mean=mean,
        unjudged=away,
        provisional=not away and day < end,
        awards=tuple(e for e in awards if counts and span.start <= e.date <= end),
    )


def _away(person: Person, needed_on: date, begins: date, day: date) -> str:
    """Say why a person is not judged by `day` on what asks for them on a day, if so."""
    if day < begins:
        return f"begins on {say_day(begins)}"
    if person.left is not None and person.left < needed_on:
        return f"left on {say_day(person.left)}"
    return ""


def _mean(judge: Judge, theirs: list[Duty], day: date, ask: Ask) -> Mean:
    verdicts = [judge.verdict(duty, day) for duty in theirs]
    judged = [verdict for verdict in verdicts if verdict.left_out is None]
    return Mean(
        day=day,
        lines=tuple(Line(each, ask(each)) for each in judged),
        left_out=tuple(verdict for verdict in verdicts if verdict.left_out is not None),
    )


def _why_idle(award: Entry, person: Person, period: Period) -> str:
    if award.date not in period:
        return f"dated outside the plan's period, {period.start} to {period.end}"
    if person.left is not None and award.date > person.left:
        return f"dated after the day of leaving, {person.left}"
    return f"there is nothing to judge in {say_quarter(award.date)}"
