"""The starter plan with a title and a day filled in."""

from datetime import date
from string import Template

from rectrack.log.entry import encode_text
from rectrack.targets.state import State

TEMPLATE = "render/starter.yaml"
"""The file of the package that holds it."""


def starter(template: str, title: str, day: date) -> str:
    """Return a plan for the year of a day, in which nothing is asked for before that day."""
    return Template(template).substitute(
        title=encode_text(title), year=f"{day.year:04}", day=day, no_data=State.NO_DATA
    )
