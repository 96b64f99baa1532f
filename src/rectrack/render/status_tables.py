"""What every form of a status says of it. The words of the plan are in it as they were written."""

from collections.abc import Iterable
from datetime import date

from rectrack.render.table import STATE, Table, sentences, words
from rectrack.render.target_text import expected_by_now, figures, title_and_reason, who_does_what
from rectrack.reports.closing import MeasureStanding
from rectrack.reports.sections import Section
from rectrack.reports.status import Status, Totals
from rectrack.targets.state import ATTENTION, SETTLED, State
from rectrack.wording import day, listed, plural, weekday_and_day


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


def attention(status: Status) -> Table:
    """Return the next step of each target in trouble, and the measures to be looked at again.

    Targets without data are told together, behind the others.
    """
    rows: list[tuple[str, str, str]] = []
    unset: list[str] = []
    unread: list[str] = []
    for each in status.attention:
        name = each.target.id
        if each.state is State.NO_DATA:
            (unread if each.reading.unread else unset).append(name)
        else:
            rows.append((each.state, name, who_does_what(each)))
    for names, what, advice in (
        (unset, "without a figure", "set it in the plan"),
        (unread, "without a reading", "log the first"),
    ):
        if names:
            step = f"{advice}: {listed(names, most=99)}"
            rows.append((State.NO_DATA, f"{len(names)} {what}", step))
    rows += [("recheck", each.measure.id, _recheck(each, status.day)) for each in status.rechecks]
    columns = (STATE, *words("target"), *sentences("next step"))
    return Table("Needs attention", columns, rows, troubles(status))


def targets(section: Section) -> Table:
    """Return the targets of a section, with a person's own part where it is a person's."""
    rows = [
        (
            each.target.id,
            figures(each),
            expected_by_now(each),
            each.state,
            title_and_reason(each, section.id),
        )
        for each in section.targets
    ]
    columns = (*words("target", "figures", "by now"), STATE, *sentences("what and why"))
    return Table(section.title, columns, rows)


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
