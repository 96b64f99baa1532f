"""A status as a page for people: what needs attention first, then everything with its reason."""

from decimal import Decimal

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rectrack.render.page import Page, visible
from rectrack.render.status_words import (
    as_of,
    expected_by_now,
    figures,
    next_steps,
    nothing_shown,
    tally,
    title_and_reason,
    troubles,
)
from rectrack.render.terminal import draw
from rectrack.reports.grouping import Section
from rectrack.reports.status import Status
from rectrack.targets.judging import Standing, State

STYLES: dict[State, str] = {
    "withdrawn": "dim",
    "no data": "magenta",
    "met": "green",
    "waived": "dim",
    "broken": "bold red",
    "overdue": "red",
    "behind": "yellow",
    "on track": "cyan",
}
BAR = 10
WIDE = 110
"""From this many columns on, the reason stands beside its target rather than below it."""
NARROWEST = 20
STATE_WIDTH = max(map(len, STYLES))


def status_page(status: Status, sections: list[Section], page: Page) -> str:
    """Return the whole page as text."""
    parts: list[RenderableType] = [_header(status, page)]
    if status.attention:
        parts += [Text(), _attention(status, page)]
    widths = _Widths(sections, page)
    if not status.targets:
        parts += [Text(), Text(nothing_shown(status), style="dim")]
    for section in sections:
        parts += [Text(), _heading(section, page)]
        parts += [_row(standing, section, widths, page) for standing in section.targets]
    return draw(Group(*parts), page)


def _header(status: Status, page: Page) -> RenderableType:
    sums = status.totals
    share = Decimal(sums.met) / sums.targets if sums.targets else Decimal(0)
    return Group(
        Text(visible(status.plan.title), style="bold"),
        Text(as_of(status)),
        Text.assemble(_bar(share, "green", page, cells=20), f" {tally(sums)}"),
    )


def _attention(status: Status, page: Page) -> RenderableType:
    """Return three columns; the third stands below the others where there is no room beside."""
    rows = [
        (Text(state, style=STYLES[state]), subject, visible(step))
        for state, subject, step in next_steps(status)
    ]
    title = Text.assemble(("Needs attention", "bold"), f"  {troubles(status.totals)}")
    columns = STATE_WIDTH + max(len(subject) for _, subject, _ in rows) + 2 * 3
    if page.width is not None and columns + NARROWEST > page.width:
        stacked = (
            Group(Text.assemble(state, f"  {subject}"), Padding(step, (0, 0, 0, 2)))
            for state, subject, step in rows
        )
        return Group(title, Padding(Group(*stacked), (0, 0, 0, 2)))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return Group(title, Padding(grid, (0, 0, 0, 2)))


class _Widths:
    """How wide the columns are, the same for all sections; 0 where there is no room for one."""

    def __init__(self, sections: list[Section], page: Page) -> None:
        shown = [standing for section in sections for standing in section.targets]
        self.name = max((len(each.target.id) for each in shown), default=0)
        self.bar = BAR
        self.figures = max((len(_figures(each, page)) for each in shown), default=0)
        self.expected = max((len(_by_now(each, page)) for each in shown), default=0)
        if page.width is not None:
            room = page.width - self.bar - self.figures - STATE_WIDTH - 2 * 5
            if self.expected + NARROWEST > room:
                self.expected = 0  # the reason below says it too
            room -= self.expected
            self.name = min(self.name, room) if room >= NARROWEST else 0
            if room < 0:
                self.bar = self.figures = 0
        columns = (self.name, self.bar, self.figures, self.expected, STATE_WIDTH)
        self.line = sum(columns) + 2 * len(columns)


def _heading(section: Section, page: Page) -> RenderableType:
    title = Text(visible(section.title), style="bold")
    details = Text(page.signs(" · ").join((section.id, *section.details)), style="dim")
    return Padding(Group(title, Padding(details, (0, 0, 0, 2))), (0, 0, 0, 2 * section.level))


def _row(standing: Standing, section: Section, widths: _Widths, page: Page) -> RenderableType:
    """Return one target: its figures on a line, and its reason beside or below them."""
    reading, style = standing.reading, STYLES[standing.state]
    name = standing.target.id
    # An id too long for its column has a line of its own, so that the state is never cut off.
    name = name if len(name) <= widths.name else f"{name}\n{'':{widths.name + 2}}"
    line = Text.assemble(
        f"  {name:<{widths.name}}  ",
        _bar(reading.share, style, page, cells=widths.bar),
        f"  {_figures(standing, page):>{widths.figures}}",
        (f"  {_by_now(standing, page)[: widths.expected]:<{widths.expected}}  ", "dim"),
        (standing.state, style),
        overflow="fold",
    )
    reason = Text(visible(title_and_reason(standing, section)))
    if page.width is not None and page.width < WIDE:
        return Group(line, Padding(reason, (0, 0, 0, 4)))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=widths.line)
    grid.add_column(overflow="fold")
    grid.add_row(line, reason)
    return grid


def _figures(standing: Standing, page: Page) -> str:
    return page.signs(figures(standing))


def _by_now(standing: Standing, page: Page) -> str:
    expected = expected_by_now(standing)
    return page.signs(f"by now {expected}") if expected else ""


def _bar(share: Decimal | None, style: str, page: Page, *, cells: int) -> Text:
    full, rest = page.signs("█"), page.signs("░")
    if share is None:
        return Text(" " * cells)
    filled = int(share * cells)
    if share > 0:
        filled = max(filled, min(cells, 1))
    return Text.assemble((full * filled, style), (rest * (cells - filled), "dim"))
