"""The assessment of people on a day: each quarter, the central part, rewards and penalties."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.model import Period, Person, Plan
from rectrack.records import Records, as_known
from rectrack.reports.basis import Basis, basis_of
from rectrack.reports.judge import Ask, Judge, moment
from rectrack.reports.responsibilities import Verdict
from rectrack.reports.scores import Calculation, Line, Mean, Quarter
from rectrack.targets.windows import statement_windows
from rectrack.wording import day as say_day
from rectrack.wording import quarter as say_quarter


class Assessment(Struct, frozen=True):
    """The assessment of some people of a plan at the end of a day, in the order of the plan.

    `basis` is what it is based on, where it leaves out what was logged later.
    """

    plan: Plan
    day: date
    people: tuple[Calculation, ...]
    basis: Basis | None = None

    @property
    def provisional(self) -> bool:
        """Whether the period is not over yet."""
        return self.day <= self.plan.period.end

    @property
    def quarters(self) -> list[str]:
        """The names of the quarters of the period."""
        windows = statement_windows("quarter", self.plan.period)
        return [say_quarter(window.first) for window in windows]


def assess(
    records: Records, day: date, people: Iterable[str] | None = None, *, known_then: bool = False
) -> Assessment:
    """Return the assessment of some people, by default of all, at the end of a day.

    With `known_then`, from what the file said at the end of that day, and so for ever the same.
    """
    known = as_known(records, day) if known_then else records
    plan = known.plan.as_of(day)
    names = tuple(plan.people if people is None else people)
    judge = Judge(plan, known.until(day), names)
    return Assessment(
        plan,
        day,
        tuple(_calculate(judge, plan.people[name], day) for name in names),
        basis_of(known, day) if known_then else None,
    )


def _calculate(judge: Judge, person: Person, day: date) -> Calculation:
    period, weights = judge.plan.period, judge.plan.assessment
    awards = judge.history.awards.get(person.id, [])
    quarters = tuple(
        _quarter(judge, person, awards, Period(window.first, window.last), day)
        for window in statement_windows("quarter", period)
    )
    away = _away(person, min(day, period.end), period.start, day)
    counted = {entry for quarter in quarters for entry in quarter.awards}
    idle = {each: _why_idle(each, person, period) for each in awards if each not in counted}
    idle |= judge.history.passed_over.get(person.id, {})
    return Calculation(
        person=person,
        quarters=quarters,
        central=None if away else _mean(judge, person, period.end, day, Verdict.completion),
        no_central=away,
        provisional=not away and day <= period.end,
        idle=tuple(idle.items()),
        percent=(weights.regular, weights.central),
    )


def _quarter(judge: Judge, person: Person, awards: list[Entry], span: Period, day: date) -> Quarter:
    """Return a quarter, which ends for a person who leaves on the day of leaving."""
    end = min(span.end, person.left or span.end)
    away = _away(person, span.start, span.start, day)
    mean = None if away else _mean(judge, person, end, day, Verdict.pace)
    counts = mean is not None and mean.value is not None
    return Quarter(
        span=span,
        end=end,
        mean=mean,
        unjudged=away,
        provisional=not away and day <= end,
        awards=tuple(e for e in awards if counts and span.start <= e.date <= end),
    )


def _away(person: Person, needed_on: date, begins: date, day: date) -> str:
    """Say why by `day` nothing can be asked of a person that needs them on a day, if so."""
    if day < begins:
        return f"begins on {say_day(begins)}"
    if person.left is not None and person.left < needed_on:
        return f"left on {say_day(person.left)}"
    return ""


def _mean(judge: Judge, person: Person, end: date, day: date, ask: Ask) -> Mean:
    at = moment(end, day)
    verdicts = judge.verdicts(person.id, at)
    judged = [verdict for verdict in verdicts if verdict.left_out is None]
    return Mean(
        at=at,
        lines=tuple(Line(each, ask(each)) for each in judged),
        left_out=tuple(verdict for verdict in verdicts if verdict.left_out is not None),
    )


def _why_idle(award: Entry, person: Person, period: Period) -> str:
    if award.date not in period:
        return f"dated outside the plan's period, {period.start} to {period.end}"
    if person.left is not None and award.date > person.left:
        return f"dated after the day of leaving, {person.left}"
    return f"there is nothing to assess in {say_quarter(award.date)}"
