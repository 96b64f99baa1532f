"""An assessment as a page for people: a table of all, or reckonings line by line."""

from collections.abc import Iterator, Sequence

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from rectrack.render.assessment_rows import (
    Row,
    Section,
    Told,
    headline,
    heads,
    how_it_is_reckoned,
    scores,
    sections,
    shown,
)
from rectrack.render.page import Page, visible
from rectrack.render.terminal import UNBOUNDED, draw
from rectrack.reports.assessment import Assessment
from rectrack.wording import number

INDENT = 2
GAP = "  "


def assessment_page(assessment: Assessment, page: Page, *, in_full: bool) -> str:
    """Return a page: the table of all persons, or in full every line of their reckonings."""
    title = Text(visible(assessment.plan.title), style="bold")
    body = _reckonings(assessment, page) if in_full else _table(assessment, page)
    return draw(Group(title, Text(headline(assessment)), Text(), *body), page)


def _reckonings(assessment: Assessment, page: Page) -> Iterator[RenderableType]:
    for each in assessment.people:
        yield Text(f"{visible(each.person.name)} ({each.person.id})", style="bold")
        yield from _Lines(sections(each), page).all()


def _table(assessment: Assessment, page: Page) -> Iterator[RenderableType]:
    """Yield a line for each person, or their figures one by one where a line has no room."""
    head = heads(assessment)
    rows = [[each.person, *map(shown, each.figures)] for each in scores(assessment)]
    lines = _aligned([head, *rows])
    if page.width is None or max(map(len, lines)) <= page.width:
        yield Text(lines[0], style="dim")
        yield from map(Text, lines[1:])
    else:
        for person, *figures in rows:
            named = [f"{name} {figure}" for name, figure in zip(head[1:], figures, strict=True)]
            yield Text(person)
            yield Padding(Columns(named, padding=(0, 2)), (0, 0, 0, INDENT))
    yield Text()
    yield Text(how_it_is_reckoned(assessment), style="dim")


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines: the first column to the left, the figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        f"{name:<{widths[0]}} "
        + "".join(f" {cell:>{width}}" for cell, width in zip(cells, widths[1:], strict=True))
        for name, *cells in rows
    ]


class _Lines:
    """Draws the sections of one reckoning in columns of the same widths.

    A reason that stays the same from one section to the next is not repeated, and an entry is
    named where it first comes in.
    """

    def __init__(self, found: list[Section], page: Page) -> None:
        self.sections = found
        self.told = Told()
        rows = [row for section in found for row in section.rows]
        with_figures = [row for row in rows if row.points is not None]
        self.figures = (
            max(len("pace"), *(len(section.rate) for section in found)),
            max(len("weight"), *(len(_weight(row)) for row in rows)),
            max(len("points"), *(len(_points(row)) for row in rows)),
        )
        self.what = max(len(row.what) for row in rows)
        room = (page.width or UNBOUNDED) - INDENT - sum(self.figures) - len(GAP * 3)
        longest = max((self.what + len(GAP + row.how) for row in with_figures), default=0)
        self.left = max(min(longest, room), 0)

    def all(self) -> Iterator[RenderableType]:
        for section in self.sections:
            yield Text()
            yield from self.head(section)
            for row in section.rows:
                yield from self.row(row)
                yield from self.behind(row)

    def head(self, section: Section) -> Iterator[RenderableType]:
        yield Text(section.title, style="bold")
        if section.rate:
            yield from self.line("dim", "target", "", section.rate, "weight", "points")

    def row(self, row: Row) -> Iterator[RenderableType]:
        style = "bold" if row.is_result else ""
        if row.points is None:
            said = f"{row.what:<{self.what}}{GAP}{row.how}"
            yield Padding(Text(said, style=style or "dim"), (0, 0, 0, INDENT))
            return
        rate = "" if row.rate is None else shown(row.rate, 3)
        yield from self.line(style, row.what, row.how, rate, _weight(row), _points(row))

    def line(self, style: str, what: str, how: str, *figures: str) -> Iterator[RenderableType]:
        """Yield a line; what has no room before the figures has lines of its own above them."""
        left = f"{what:<{self.what}}{GAP}{how}".rstrip()
        for each, rest in ((what, GAP + how), (GAP + how, "")):
            if len(left) > self.left:
                yield Padding(Text(each, style=style), (0, 0, 0, INDENT))
                left = rest
        cells = (f"{figure:>{width}}" for figure, width in zip(figures, self.figures, strict=True))
        yield Text(f"{'':{INDENT}}{left:<{self.left}}{GAP}{GAP.join(cells)}", style=style)

    def behind(self, row: Row) -> Iterator[RenderableType]:
        for each in filter(None, self.told.new(row)):
            yield Padding(Text(visible(each), style="dim"), (0, 0, 0, 3 * INDENT))


def _weight(row: Row) -> str:
    return "" if row.weight is None else number(row.weight)


def _points(row: Row) -> str:
    """Return points with three decimals at least in the lines of a mean, with one below them."""
    return "" if row.points is None else shown(row.points, 1 if row.weight is None else 3)
