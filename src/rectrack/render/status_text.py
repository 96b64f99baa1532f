"""A status as a page for people: what needs attention first, then everything with its reason."""

from decimal import Decimal

from msgspec.structs import replace
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from rectrack.render.columns import Columns, Indented
from rectrack.render.page import Page, visible
from rectrack.render.status_wording import (
    as_of,
    next_steps,
    nothing_shown,
    ready,
    rechecks,
    tally,
    troubles,
)
from rectrack.render.target_rows import NARROWEST, STATE_WIDTH, STYLES, Widths, bar, row, state_word
from rectrack.render.terminal import draw
from rectrack.reports.sections import Section
from rectrack.reports.status import Status
from rectrack.targets.state import State

STEP = 2
"""How far each level stands in from the one above it."""


def status_page(status: Status, sections: list[Section], page: Page) -> str:
    """Return the whole page as text."""
    parts: list[RenderableType] = [_header(status, page)]
    if status.attention or status.rechecks:
        parts += [Text(), _attention(status, page)]
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


def _attention(status: Status, page: Page) -> RenderableType:
    """Return three columns; the third stands below the others where there is no room beside."""
    rows = [(state_word(state), what, visible(step)) for state, what, step in next_steps(status)]
    again = Text("recheck", style="yellow")
    rows += [(again, measure, visible(step)) for measure, step in rechecks(status)]
    title = Text.assemble(("Needs attention", "bold"), f"  {troubles(status)}")
    columns = STATE_WIDTH + max(len(subject) for _, subject, _ in rows) + 2 * 3
    if page.width is not None and columns + NARROWEST > page.width:
        stacked = (
            Group(Text.assemble(state, f"  {subject}"), Padding(step, (0, 0, 0, 2)))
            for state, subject, step in rows
        )
        return Group(title, Padding(Group(*stacked), (0, 0, 0, 2)))
    grid = Columns(
        [(state, Text(subject), Text(step)) for state, subject, step in rows], indent=True, whole=2
    )
    return Group(title, grid)


def _heading(section: Section) -> RenderableType:
    title = Text(visible(section.title), style="bold")
    details = Text(visible(" · ".join((section.id, *section.details))), style="dim")
    return Indented(Group(title, Indented(details, 2)), STEP * section.level)
