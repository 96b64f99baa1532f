"""A status as a page for people: what needs attention first, then everything with its reason."""

from decimal import Decimal

from msgspec.structs import replace
from rich.console import Group, RenderableType
from rich.text import Text

from rectrack.render.layout import Indented
from rectrack.render.page import Page, visible
from rectrack.render.status_tables import as_of, attention, nothing_shown, ready, tally
from rectrack.render.table_text import rows_of
from rectrack.render.target_rows import STYLES, Widths, bar, row
from rectrack.render.terminal import draw
from rectrack.reports.sections import Section
from rectrack.reports.status import Status
from rectrack.targets.state import State

STEP = 2
"""How far each level stands in from the one above it."""


def status_page(status: Status, sections: list[Section], page: Page) -> str:
    """Return the whole page as text."""
    parts: list[RenderableType] = [_header(status, page)]
    urgent = attention(status)
    if urgent.rows:
        parts += [Text(), Text.assemble((urgent.title, "bold"), f"  {urgent.details}")]
        parts += rows_of(urgent, page)
    if status.ready:
        parts += [Text(), Text.assemble(("Ready to be signed off", "bold"), f"  {ready(status)}")]
    beneath = max((section.level for section in sections), default=0)
    beside = page if page.width is None else replace(page, width=page.width - STEP * beneath)
    widths = Widths((each for section in sections for each in section.targets), beside)
    if not status.targets:
        parts += [Text(), Text(nothing_shown(status), style="dim")]
    for section in sections:
        parts += [Text(), _heading(section)]
        parts += [
            Indented(row(each, widths, beside, person=section.id), STEP * section.level)
            for each in section.targets
        ]
    return draw(Group(*parts), page)


def _header(status: Status, page: Page) -> RenderableType:
    sums = status.totals
    share = Decimal(sums.by_state[State.MET]) / sums.targets if sums.targets else Decimal(0)
    return Group(
        Text(visible(status.plan.title), style="bold"),
        Text(as_of(status)),
        Text.assemble(bar(share, STYLES[State.MET], page, cells=20), f" {tally(sums)}"),
    )


def _heading(section: Section) -> RenderableType:
    title = Text(visible(section.title), style="bold")
    details = Text(visible(" · ".join((section.id, *section.details))), style="dim")
    return Indented(Group(title, Indented(details, 2)), STEP * section.level)
