"""What is said of a target for programs: the fields of JSON and the columns of spreadsheets."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from rectrack.plan.model import Plan
from rectrack.targets.standing import Standing
from rectrack.targets.state import State

Value = str | date | Decimal | int | tuple[str, ...] | None

FIELDS: dict[str, Callable[[Standing, Plan], Value]] = {
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
"""The fields by their names, each with what it is for a target of a plan."""


def _done_on(each: Standing) -> Value:
    done = each.explanation.done if each.explanation else None
    return done.date if done else None
