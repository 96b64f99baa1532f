"""What falls due as parts of a page: what is overdue, and what comes in the next days."""

from msgspec.structs import replace

from rectrack.render.summary_ahead import due as due_part
from rectrack.render.summary_part import Part
from rectrack.reports.deadlines import DueReport
from rectrack.targets.state import State
from rectrack.wording import weekday_and_day


def heading(due: DueReport) -> list[str]:
    """Return the lines below the title: the day, whose it is, and whether there is anything."""
    lines = [f"As of {weekday_and_day(due.day)}"]
    if due.person is not None:
        lines.append(f"Only what concerns {due.person}: {due.plan.people[due.person].name}")
    if not (due.overdue or due.coming):
        lines.append(
            f"Nothing is {State.OVERDUE}, and nothing is due by {weekday_and_day(due.last)}."
        )
    return lines


def parts(due: DueReport) -> list[Part]:
    """Return what is overdue, then what comes; like things are one line."""
    late = [replace(each, since=each.day) for each in due.overdue]
    found = (
        due_part(State.OVERDUE.capitalize(), late, due.day),
        due_part(f"Due by {weekday_and_day(due.last)}", due.coming, due.day),
    )
    return [each for each in found if each.table.rows]
