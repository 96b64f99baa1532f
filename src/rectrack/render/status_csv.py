"""A status as a table for spreadsheets: a row for each target shown, in the order of the page."""

from rectrack.render.csv import to_csv
from rectrack.render.target_fields import FIELDS
from rectrack.reports.sections import GroupBy, Section
from rectrack.reports.status import Status


def status_csv(status: Status, sections: list[Section], by: GroupBy) -> str:
    """Return a row for each target of each section.

    By problem or person a target may stand in several sections: the first column then names the
    section. Its measure stands in a column in any case.
    """
    first = [] if by == "measure" else [by]
    rows = [
        [
            *(section.part_of or section.id for _ in first),
            *(cell(each, status.plan) for cell in FIELDS.values()),
        ]
        for section in sections
        for each in section.targets
    ]
    return to_csv([*first, *FIELDS], rows)
