"""A status as a page for people: what needs attention first, then everything with its reason."""

from decimal import Decimal

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rectrack.render.page import Page, visible
from rectrack.render.status_words import tally
from rectrack.render.target_rows import Widths, bar, row, state_word
from rectrack.render.terminal import draw
from rectrack.reports.grouping import Section
from rectrack.reports.status import Status
from rectrack.wording import listed, plural, weekday_and_day


def status_page(status: Status, sections: list[Section], page: Page) -> str:
    """Return the whole page as text."""
    parts: list[RenderableType] = [_header(status, page)]
    if status.attention:
        parts += [Text(), _attention(status)]
    widths = Widths((each for section in sections for each in section.targets), page)
    if not status.targets:
        nothing = "Nothing is outstanding." if status.meant else "No target matches."
        parts += [Text(), Text(nothing, style="dim")]
    for section in sections:
        parts += [Text(), _heading(section)]
        parts += [
            row(standing, widths, page, person=section.person) for standing in section.targets
        ]
    return draw(Group(*parts), page)


def _header(status: Status, page: Page) -> RenderableType:
    plan, sums = status.plan, status.totals
    gone, days = plan.period.elapsed(status.day), plan.period.days
    share = Decimal(sums.met) / sums.targets if sums.targets else Decimal(0)
    return Group(
        Text(visible(plan.title), style="bold"),
        Text(
            f"As of {weekday_and_day(status.day)}, day {gone} of {days}"
            f" ({100 * gone // days} % of the period gone),"
            f" {plural(status.entries, 'entry', 'entries')}"
        ),
        Text.assemble(bar(share, "green", page, cells=20), f" {tally(sums)}"),
    )


def _attention(status: Status) -> RenderableType:
    """Return the targets in trouble, each with its next step; those without data in two lines."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    unset: list[str] = []
    unread: list[str] = []
    for standing in status.attention:
        name = standing.target.id
        if standing.state == "no data":
            (unread if standing.reading.unread else unset).append(name)
            continue
        who = standing.reading.next_by or standing.target.owner
        step = visible(f"{who}: {standing.reading.next_step}")
        grid.add_row(state_word(standing.state), name, step)
    for names, what, advice in (
        (unset, "without a figure", "set it in the plan: "),
        (unread, "without a reading", "log the first: "),
    ):
        if names:
            grid.add_row(
                state_word("no data"), f"{len(names)} {what}", Text(advice + listed(names, most=99))
            )
    sums = status.totals
    counts = ((sums.broken, "broken"), (sums.overdue, "overdue"), (sums.behind, "behind"))
    said = [f"{n} {word}" for n, word in (*counts, (sums.no_data, "without data")) if n]
    title = Text.assemble(("Needs attention", "bold"), f"  {', '.join(said)}")
    return Group(title, Padding(grid, (0, 0, 0, 2)))


def _heading(section: Section) -> RenderableType:
    title = Text(visible(section.title), style="bold")
    details = Text(" · ".join(section.details), style="dim")
    return Padding(Group(title, Padding(details, (0, 0, 0, 2))), (0, 0, 0, 2 * section.level))
