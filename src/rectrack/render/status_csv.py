"""A status as a table for spreadsheets: a row for each target shown, in the order of the page."""

from rectrack.render.csv import to_csv
from rectrack.render.json import target_json
from rectrack.reports.sections import GroupBy, Section
from rectrack.reports.status import Status
from rectrack.targets.state import State

COLUMNS = (
    "id",
    "title",
    "measure",
    "problems",
    "kind",
    "unit",
    "owner",
    "state",
    State.MET.key,
    "actual",
    "goal",
    "expected",
    "min",
    "max",
    "start",
    "due",
    "first_due",
    "extensions",
    "late_extensions",
    "why",
    "next_step",
    "needed_per_week",
    "forecast",
    "short",
)
"""The keys of a target in JSON that hold one value or a list of ids."""


def status_csv(status: Status, sections: list[Section], by: GroupBy) -> str:
    """Return a row for each target of each section.

    By problem or person a target may stand in several sections: the first column then names the
    section. Its measure stands in a column in any case.
    """
    first = () if by == "measure" else (by,)
    rows = []
    for section in sections:
        head = section.part_of or section.id
        for standing in section.targets:
            target = target_json(standing, status.plan)
            rows.append([*(head for _ in first), *(target[name] for name in COLUMNS)])
    return to_csv([*first, *COLUMNS], rows)
