"""What falls due as JSON: `rectrack/due/1`."""

from pathlib import Path
from typing import Any

from rectrack.render.json import plan_json, to_json
from rectrack.reports.deadlines import Deadline, DueReport
from rectrack.targets.state import State


def due_json(due: DueReport, file: Path) -> str:
    """Return `rectrack/due/1`: each thing by itself, with the days left or, below zero, late."""

    def shown(each: Deadline) -> dict[str, Any]:
        left = (each.day - due.day).days
        sort = {"sort": each.sort, "part": each.part or None}
        return {**deadline_json(each), "days_left": left, **sort}

    return to_json(
        {
            "schema": "rectrack/due/1",
            "as_of": due.day,
            "until": due.last,
            "plan": plan_json(due.plan, file),
            "person": due.person,
            State.OVERDUE.key: [shown(each) for each in due.overdue],
            "due": [shown(each) for each in due.coming],
        }
    )


def deadline_json(deadline: Deadline) -> dict[str, Any]:
    """Return what must be done by a day."""
    return {
        "day": deadline.day,
        "subject": deadline.subject,
        "what": deadline.what,
        "who": deadline.who,
    }
