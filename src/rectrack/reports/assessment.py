"""The assessment of people on a day: each quarter, the central part, rewards and penalties."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.model import Period, Person, Plan
from rectrack.records import Records
from rectrack.reports.responsibilities import Ask, Judge, Responsibility, Verdict, responsibilities
from rectrack.reports.scores import Calculation, Line, Mean, Quarter
from rectrack.targets.windows import statement_windows
from rectrack.wording import day as say_day
from rectrack.wording import quarter as say_quarter


class Assessment(Struct, frozen=True):
    """The assessment of some people of a plan at the end of a day."""

    plan: Plan
    day: date
    people: tuple[Calculation, ...]

    @property
    def provisional(self) -> bool:
        """Whether the period has not ended yet."""
        return self.day < self.plan.period.end

    @property
    def quarters(self) -> list[str]:
        """The names of the quarters of the period."""
        windows = statement_windows("quarter", self.plan.period)
        return [say_quarter(window.first) for window in windows]


def assess(records: Records, day: date, people: Iterable[str] | None = None) -> Assessment:
    """Return the assessment of some people, by default of all, at the end of a day."""
    plan = records.plan.as_of(day)
    judge = Judge(plan, records.until(day))
    theirs = responsibilities(plan, plan.people if people is None else people)
    return Assessment(
        plan,
        day,
        tuple(_calculate(judge, plan.people[name], own, day) for name, own in theirs.items()),
    )


def _calculate(
    judge: Judge, person: Person, theirs: list[Responsibility], day: date
) -> Calculation:
    period, weights = judge.plan.period, judge.plan.assessment
    awards = judge.history.awards.get(person.id, [])
    quarters = tuple(
        _quarter(judge, person, theirs, awards, Period(window.first, window.last), day)
        for window in statement_windows("quarter", period)
    )
    last = min(day, period.end)
    away = _away(person, last, period.start, day)
    counted = {entry for quarter in quarters for entry in quarter.awards}
    idle = {each: _why_idle(each, person, period) for each in awards if each not in counted}
    idle |= judge.history.passed_over.get(person.id, {})
    return Calculation(
        person=person,
        quarters=quarters,
        central=None if away else _mean(judge, theirs, last, Verdict.completion),
        no_central=away,
        provisional=not away and day < period.end,
        idle=tuple(idle.items()),
        percent=(weights.regular, weights.central),
    )


def _quarter(
    judge: Judge,
    person: Person,
    theirs: list[Responsibility],
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
    """Say why by `day` nothing can be asked of a person that needs them on a day, if so."""
    if day < begins:
        return f"begins on {say_day(begins)}"
    if person.left is not None and person.left < needed_on:
        return f"left on {say_day(person.left)}"
    return ""


def _mean(judge: Judge, theirs: list[Responsibility], day: date, ask: Ask) -> Mean:
    verdicts = [judge.verdict(responsibility, day) for responsibility in theirs]
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
    return f"there is nothing to assess in {say_quarter(award.date)}"
