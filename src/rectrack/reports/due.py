"""What falls due in the next days, and what is overdue."""

from datetime import date

from msgspec import Struct

from rectrack.plan.model import Plan, later
from rectrack.records import Records
from rectrack.reports.closing import closings
from rectrack.reports.deadlines import Deadline, falling_due
from rectrack.reports.status import standings


class Due(Struct, frozen=True):
    """What is to be done from the end of `day` up to `last`, by `person` or by anybody.

    What is `overdue` was due before `day`. Both are by day, then in the order of the plan.
    """

    plan: Plan
    day: date
    last: date
    person: str | None
    overdue: list[Deadline]
    coming: list[Deadline]


def due(records: Records, day: date, days: int, person: str | None = None) -> Due:
    """Return what falls due on a day and in so many days after it, and what is overdue by then."""
    plan, history = records.plan.as_of(day), records.until(day)
    targets = standings(plan, history, day)
    measures = closings(records, targets, history, day)
    found = [
        each
        for each in falling_due(targets, measures, day)
        if person is None or each.is_asked_of(person, plan)
    ]
    last = later(day, days)
    return Due(
        plan,
        day,
        last,
        person,
        overdue=[each for each in found if each.day < day],
        coming=[each for each in found if day <= each.day <= last],
    )
