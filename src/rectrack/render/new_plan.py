"""The starter plan with a title and a day filled in."""

from datetime import date
from string import Template

from rectrack.log.entry import encode_text
from rectrack.targets.state import State

TEMPLATE = "render/starter.yaml"
"""The file of the package that holds it."""


def starter(template: str, title: str, day: date, calendar: str = "") -> str:
    """Return a plan for the year of a day, in which nothing is asked for before that day.

    `calendar` are the lines of its calendar, if it is to have one.
    """
    return Template(template).substitute(
        title=encode_text(title),
        year=f"{day.year:04}",
        day=day,
        no_data=State.NO_DATA,
        calendar=calendar and f"{calendar}\n",
    )
