"""What every form of a status says of it. The words of the plan are in it as they were written."""

from datetime import date
from decimal import Decimal

from rectrack.reports.closing import MeasureStanding
from rectrack.reports.status import Status, Totals
from rectrack.targets.judging import Standing, State
from rectrack.wording import day, listed, number, plural, weekday_and_day


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
    said = [
        f"{sums.met} of {plural(sums.targets, 'target')} met",
        f"{sums.outstanding} outstanding",
    ]
    said += [
        f"{n} {word}" for n, word in ((sums.waived, "waived"), (sums.withdrawn, "withdrawn")) if n
    ]
    return ", ".join(said)


def troubles(status: Status) -> str:
    """Return how many targets are in trouble of each sort, worst first, and what to recheck."""
    sums = status.totals
    counts = (
        (sums.broken, "broken"),
        (sums.overdue, "overdue"),
        (sums.behind, "behind"),
        (sums.no_data, "without data"),
        (len(status.rechecks), "to recheck"),
    )
    return ", ".join(f"{n} {word}" for n, word in counts if n)


def next_steps(status: Status) -> list[tuple[State, str, str]]:
    """Return the state, the target and the next step of each in trouble, with who takes it.

    Those without data are told together, at the end.
    """
    steps: list[tuple[State, str, str]] = []
    unset: list[str] = []
    unread: list[str] = []
    for standing in status.attention:
        name, reading = standing.target.id, standing.reading
        if standing.state == "no data":
            (unread if reading.unread else unset).append(name)
        else:
            who = reading.next_by or standing.target.owner
            steps.append((standing.state, name, f"{who}: {reading.next_step}"))
    for names, what, advice in (
        (unset, "without a figure", "set it in the plan"),
        (unread, "without a reading", "log the first"),
    ):
        if names:
            step = f"{advice}: {listed(names, most=99)}"
            steps.append(("no data", f"{len(names)} {what}", step))
    return steps


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
    actual = "–" if reading.actual is None else number(_shown(reading.actual))
    if reading.low is not None and reading.high is not None:
        return f"{actual}/{number(reading.low)}..{number(reading.high)}"
    if reading.low is not None:
        return f"{actual}/≥{number(reading.low)}"
    if reading.high is not None:
        return f"{actual}/≤{number(reading.high)}"
    return f"{actual}/{'–' if reading.goal is None else number(_shown(reading.goal))}"


def expected_by_now(standing: Standing) -> str:
    """Return the figure expected by the day, or nothing where there is none."""
    expected, high = standing.reading.expected, standing.reading.high
    at_most = "≤" if high is not None else ""
    return f"{at_most}{number(_shown(expected))}" if expected else ""


def by_now(standing: Standing) -> str:
    """Return what is expected by the day in words, or nothing: "by now 11"."""
    expected = expected_by_now(standing)
    return f"by now {expected}" if expected else ""


def _shown(value: Decimal) -> Decimal:
    return value if value == value.to_integral_value() else round(value, 1)


def title_and_reason(standing: Standing, person: str | None = None) -> str:
    """Return what a target is and why it is in its state, with a person's own part before it."""
    return f"{standing.target.title}: {_own_part(standing, person)}{standing.reading.why}"


def _own_part(standing: Standing, person: str | None) -> str:
    """Return what a person has done of their own part of a target, if they have one."""
    part = standing.reading.parts.get(person or "")
    return f"own part {number(part.actual)} of {number(part.goal)}; " if part else ""
