"""A status as a page for people: what needs attention first, then everything with its reason."""

from datetime import date
from decimal import Decimal

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rectrack.render.page import Page, visible
from rectrack.render.terminal import draw
from rectrack.reports.closing import MeasureStanding
from rectrack.reports.grouping import Section
from rectrack.reports.status import Status, Totals
from rectrack.targets.judging import Standing, State
from rectrack.wording import day, listed, number, plural, weekday_and_day

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
    if status.attention or status.rechecks:
        parts += [Text(), _attention(status)]
    if status.ready:
        names = listed((each.measure.id for each in status.ready), most=99)
        parts += [Text(), Text.assemble(("Ready to be signed off", "bold"), f"  {names}")]
    widths = _Widths(sections, page)
    if not status.targets:
        nothing = "Nothing is outstanding." if status.meant else "No target matches."
        parts += [Text(), Text(nothing, style="dim")]
    for section in sections:
        parts += [Text(), _heading(section)]
        parts += [_row(standing, section, widths, page) for standing in section.targets]
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
        Text.assemble(_bar(share, "green", page, cells=20), f" {_met(sums)}"),
    )


def _met(sums: Totals) -> str:
    said = [
        f"{sums.met} of {plural(sums.targets, 'target')} met",
        f"{sums.outstanding} outstanding",
    ]
    said += [
        f"{n} {word}" for n, word in ((sums.waived, "waived"), (sums.withdrawn, "withdrawn")) if n
    ]
    return ", ".join(said)


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
        grid.add_row(_state(standing.state), name, step)
    for names, what, advice in (
        (unset, "without a figure", "set it in the plan: "),
        (unread, "without a reading", "log the first: "),
    ):
        if names:
            grid.add_row(
                _state("no data"), f"{len(names)} {what}", Text(advice + listed(names, most=99))
            )
    for each in status.rechecks:
        grid.add_row(Text("recheck", style="yellow"), each.measure.id, _recheck(each, status.day))
    sums = status.totals
    counts = ((sums.broken, "broken"), (sums.overdue, "overdue"), (sums.behind, "behind"))
    more = ((sums.no_data, "without data"), (len(status.rechecks), "to recheck"))
    said = [f"{n} {word}" for n, word in (*counts, *more) if n]
    title = Text.assemble(("Needs attention", "bold"), f"  {', '.join(said)}")
    return Group(title, Padding(grid, (0, 0, 0, 2)))


def _recheck(each: MeasureStanding, today: date) -> str:
    """Return why a measure is to be looked at again, and the command that answers it."""
    command = f"rectrack recheck {each.measure.id}"
    if each.lapsed:
        return f"no longer met ({'; '.join(each.lacks)}); mend it, or {command} --failed"
    assert each.recheck_due is not None
    due = day(each.recheck_due, seen_from=today)
    was = f"was due on {due}" if each.recheck_due < today else "is due today"
    return f"{was}: {command} --passed or --failed"


class _Widths:
    """How wide the columns are, the same for all sections."""

    def __init__(self, sections: list[Section], page: Page) -> None:
        shown = [standing for section in sections for standing in section.targets]
        self.name = max((len(each.target.id) for each in shown), default=0)
        self.figures = max((len(_figures(each)) for each in shown), default=0)
        self.expected = max((len(_by_now(each)) for each in shown), default=0)
        if page.width is not None:
            fixed = BAR + self.figures + STATE_WIDTH + 2 * 5
            if fixed + self.expected + NARROWEST > page.width:
                self.expected = 0  # the reason below says it too
            self.name = min(self.name, max(page.width - fixed - self.expected, NARROWEST))
        columns = (self.name, BAR, self.figures, self.expected, STATE_WIDTH)
        self.line = sum(columns) + 2 * len(columns)


def _heading(section: Section) -> RenderableType:
    title = Text(visible(section.title), style="bold")
    details = Text(" · ".join(section.details), style="dim")
    return Padding(Group(title, Padding(details, (0, 0, 0, 2))), (0, 0, 0, 2 * section.level))


def _row(standing: Standing, section: Section, widths: _Widths, page: Page) -> RenderableType:
    """Return one target: its figures on a line, and its reason beside or below them."""
    reading, style = standing.reading, STYLES[standing.state]
    name = standing.target.id
    # An id too long for its column has a line of its own, so that the state is never cut off.
    name = name if len(name) <= widths.name else f"{name}\n{'':{widths.name + 2}}"
    line = Text.assemble(
        f"  {name:<{widths.name}}  ",
        _bar(reading.share, style, page),
        f"  {_figures(standing):>{widths.figures}}",
        (f"  {_by_now(standing)[: widths.expected]:<{widths.expected}}  ", "dim"),
        (standing.state, style),
        overflow="fold",
    )
    reason = Text.assemble(
        visible(standing.target.title),
        ": ",
        visible(_own_part(standing, section.person) + reading.why),
    )
    if page.width is not None and page.width < WIDE:
        return Group(line, Padding(reason, (0, 0, 0, 4)))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=widths.line)
    grid.add_column()
    grid.add_row(line, reason)
    return grid


def _own_part(standing: Standing, person: str | None) -> str:
    """Return what a person has done of their own part of a target, in that person's section."""
    for part in standing.reading.people:
        if part.id == person:
            return f"own part {number(part.actual)} of {number(part.goal)}; "
    return ""


def _state(state: State) -> Text:
    return Text(state, style=STYLES[state])


def _figures(standing: Standing) -> str:
    """Return the actual figure against the goal."""
    reading = standing.reading
    actual = "–" if reading.actual is None else number(_shown(reading.actual))
    if reading.low is not None and reading.high is not None:
        return f"{actual}/{number(reading.low)}..{number(reading.high)}"
    if reading.low is not None:
        return f"{actual}/≥{number(reading.low)}"
    if reading.high is not None:
        return f"{actual}/≤{number(reading.high)}"
    return f"{actual}/{'–' if reading.goal is None else number(_shown(reading.goal))}"


def _by_now(standing: Standing) -> str:
    expected, high = standing.reading.expected, standing.reading.high
    at_most = "≤" if high is not None else ""
    return f"by now {at_most}{number(_shown(expected))}" if expected else ""


def _shown(value: Decimal) -> Decimal:
    return value if value == value.to_integral_value() else round(value, 1)


def _bar(share: Decimal | None, style: str, page: Page, *, cells: int = BAR) -> Text:
    full, rest = ("█", "░") if page.unicode else ("#", "-")
    if share is None:
        return Text(" " * cells)
    filled = int(share * cells)
    if share > 0:
        filled = max(filled, 1)
    return Text.assemble((full * filled, style), (rest * (cells - filled), "dim"))
