"""A status as a table for spreadsheets: a row for each target shown, in the order of the page."""

from collections.abc import Callable

from rectrack.plan.model import Plan
from rectrack.render.csv import to_csv
from rectrack.render.table import Cell
from rectrack.reports.sections import GroupBy, Section
from rectrack.reports.status import Status
from rectrack.targets.standing import Standing
from rectrack.targets.state import State

COLUMNS: dict[str, Callable[[Standing, Plan], Cell]] = {
    "id": lambda each, plan: each.target.id,
    "title": lambda each, plan: each.target.title,
    "measure": lambda each, plan: each.target.measure,
    "problems": lambda each, plan: plan.measures[each.target.measure].answers,
    "kind": lambda each, plan: each.target.kind or None,
    "unit": lambda each, plan: each.target.unit,
    "owner": lambda each, plan: each.target.owner,
    "state": lambda each, plan: each.state.key,
    State.MET.key: lambda each, plan: each.state is State.MET,
    "actual": lambda each, plan: each.reading.actual,
    "goal": lambda each, plan: each.reading.goal,
    "expected": lambda each, plan: each.reading.expected,
    "min": lambda each, plan: each.reading.low,
    "max": lambda each, plan: each.reading.high,
    "start": lambda each, plan: each.span.start,
    "due": lambda each, plan: each.span.end,
    "first_due": lambda each, plan: each.first_due,
    "extensions": lambda each, plan: each.extensions,
    "late_extensions": lambda each, plan: each.late_extensions,
    "why": lambda each, plan: each.reading.why,
    "next_step": lambda each, plan: each.reading.next_step,
    "needed_per_week": lambda each, plan: each.reading.needed_per_week,
    "forecast": lambda each, plan: each.reading.forecast,
    "short": lambda each, plan: each.reading.short,
    "back_on_track": lambda each, plan: each.reading.back_on_track,
    "explained": lambda each, plan: each.explained,
    "cause": lambda each, plan: each.explanation.entry.cause if each.explanation else None,
    "remedy": lambda each, plan: each.explanation.remedy if each.explanation else None,
    "remedy_due": lambda each, plan: each.explanation.entry.due if each.explanation else None,
    "remedy_done": lambda each, plan: _done_on(each),
    "next_by": lambda each, plan: each.reading.next_by,
}
"""The columns, each with what stands in it for a target of a plan."""


def _done_on(each: Standing) -> Cell:
    done = each.explanation.done if each.explanation else None
    return done.date if done else None


def status_csv(status: Status, sections: list[Section], by: GroupBy) -> str:
    """Return a row for each target of each section.

    By problem or person a target may stand in several sections: the first column then names the
    section. Its measure stands in a column in any case.
    """
    first = [] if by == "measure" else [by]
    rows = [
        [
            *(section.part_of or section.id for _ in first),
            *(cell(each, status.plan) for cell in COLUMNS.values()),
        ]
        for section in sections
        for each in section.targets
    ]
    return to_csv([*first, *COLUMNS], rows)
