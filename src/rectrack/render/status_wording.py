"""What every form of a status says of it. The words of the plan are in it as they were written."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from rectrack.reports.closing import MeasureStanding
from rectrack.reports.status import Status, Totals
from rectrack.targets.progress import Reading
from rectrack.targets.standing import Standing
from rectrack.targets.state import ATTENTION, SETTLED, State
from rectrack.wording import beside, day, listed, number, plural, weekday_and_day


def as_of(status: Status) -> str:
    """Return which day it is, how much of the period is gone, and how many entries there are."""
    period = status.plan.period
    gone, days = period.elapsed(status.day), period.days
    return (
        f"As of {weekday_and_day(status.day)}, day {gone} of {days}"
        f" ({100 * gone // days} % of the period gone),"
        f" {plural(status.entries, 'entry', 'entries')}"
    )


def tally(sums: Totals) -> str:
    """Return how many targets are met and how many are not."""
    met, *settled = SETTLED
    said = [
        f"{sums.by_state[met]} of {plural(sums.targets, 'target')} {met}",
        f"{sums.outstanding} outstanding",
    ]
    return ", ".join(said + _counted(sums, settled))


def _counted(sums: Totals, states: Iterable[State]) -> list[str]:
    return [f"{sums.by_state[each]} {each.counted}" for each in states if sums.by_state[each]]


def troubles(status: Status) -> str:
    """Return how many targets are in trouble of each sort, worst first, and what to recheck."""
    again = [f"{len(status.rechecks)} to recheck"] if status.rechecks else []
    return ", ".join(_counted(status.totals, ATTENTION) + again)


def next_steps(status: Status) -> list[tuple[State, str, str]]:
    """Return the state, the target and the next step of each in trouble, with who takes it.

    Those without data are told together, at the end.
    """
    steps: list[tuple[State, str, str]] = []
    unset: list[str] = []
    unread: list[str] = []
    for standing in status.attention:
        name, reading = standing.target.id, standing.reading
        if standing.state is State.NO_DATA:
            (unread if reading.unread else unset).append(name)
        else:
            steps.append((standing.state, name, who_does_what(standing)))
    for names, what, advice in (
        (unset, "without a figure", "set it in the plan"),
        (unread, "without a reading", "log the first"),
    ):
        if names:
            step = f"{advice}: {listed(names, most=99)}"
            steps.append((State.NO_DATA, f"{len(names)} {what}", step))
    return steps


def who_does_what(standing: Standing) -> str:
    """Return the next step with who takes it, or nothing where there is none to take."""
    step, who = standing.reading.next_step, standing.reading.next_by
    return f"{who or standing.target.owner}: {step}" if step else ""


def rechecks(status: Status) -> list[tuple[str, str]]:
    """Return the measures to be looked at again, each with why, and the command to answer it."""
    return [(each.measure.id, _recheck(each, status.day)) for each in status.rechecks]


def _recheck(each: MeasureStanding, today: date) -> str:
    command = f"rectrack recheck {each.measure.id}"
    if each.lapsed:
        return f"no longer met ({'; '.join(each.lacks)}); mend it, or {command} --failed"
    assert each.recheck_due is not None
    due = day(each.recheck_due, seen_from=today)
    was = f"was due on {due}" if each.recheck_due < today else "is due today"
    return f"{was}: {command} --passed or --failed"


def ready(status: Status) -> str:
    """Return the measures of which nothing is missing for a sign-off."""
    return listed((each.measure.id for each in status.ready), most=99)


def nothing_shown(status: Status) -> str:
    """Say why no target is shown."""
    return "Nothing is outstanding." if status.meant else "No target matches."


def figures(standing: Standing) -> str:
    """Return the actual figure against the goal, or against the bounds."""
    reading = standing.reading
    shown = _actual(reading)
    actual = "–" if shown is None else number(shown)
    if reading.low is not None and reading.high is not None:
        return f"{actual}/{number(reading.low)}..{number(reading.high)}"
    if reading.low is not None:
        return f"{actual}/≥{number(reading.low)}"
    if reading.high is not None:
        return f"{actual}/≤{number(reading.high)}"
    return f"{actual}/{'–' if reading.goal is None else number(reading.goal)}"


def _actual(reading: Reading) -> Decimal | None:
    """Return the actual figure as it is shown beside all that it is judged by."""
    if reading.actual is None:
        return None
    return beside(reading.actual, reading.goal, reading.low, reading.high, reading.expected)


def expected_by_now(standing: Standing) -> str:
    """Return the figure expected by the day, or nothing where there is none."""
    reading = standing.reading
    if not reading.expected:
        return ""
    at_most = "≤" if reading.high is not None else ""
    return f"{at_most}{number(beside(reading.expected, _actual(reading), reading.goal))}"


def by_now(standing: Standing) -> str:
    """Return what is expected by the day in words, or nothing: "by now 11"."""
    expected = expected_by_now(standing)
    return f"by now {expected}" if expected else ""


def title_and_reason(standing: Standing, person: str | None = None) -> str:
    """Return what a target is and why it is in its state, with a person's own part before it."""
    return f"{standing.target.title}: {_own_part(standing, person)}{standing.reading.why}"


def _own_part(standing: Standing, person: str | None) -> str:
    """Return what a person has done of their own part of a target, if they have one."""
    for part in standing.reading.people:
        if part.id == person:
            return f"own part {number(part.actual)} of {number(part.goal)}; "
    return ""
