"""An assessment as a page for people: a table of all, or one person's reckoning line by line."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from rectrack.render.page import Page, visible
from rectrack.render.reckoning import (
    Row,
    Section,
    Told,
    heads,
    how_it_is_reckoned,
    scores,
    sections,
    shown,
)
from rectrack.render.terminal import UNBOUNDED, draw
from rectrack.reports.assessment import Assessment
from rectrack.wording import day, number, weekday_and_day

INDENT = 2
GAP = "  "


def assessment_page(assessment: Assessment, page: Page) -> str:
    """Return the table of all persons as a page."""
    note = Text(how_it_is_reckoned(assessment), style="dim")
    return draw(Group(_header(assessment), Text(), *_table(assessment, page), Text(), note), page)


def reckoning_page(assessment: Assessment, page: Page) -> str:
    """Return the whole reckoning of the people in an assessment as a page."""
    parts: list[RenderableType] = [_header(assessment)]
    for each in assessment.people:
        found = sections(each)
        person = Text(f"{visible(each.person.name)} ({each.person.id})", style="bold")
        parts += [Text(), person, *_Lines(found, page).all()]
    return draw(Group(*parts), page)


def _header(assessment: Assessment) -> RenderableType:
    said = f"Assessment as of {weekday_and_day(assessment.day)}"
    if assessment.provisional:
        said += f", provisional until {day(assessment.plan.period.end)}"
    return Group(Text(visible(assessment.plan.title), style="bold"), Text(said))


def _table(assessment: Assessment, page: Page) -> Iterator[RenderableType]:
    """Yield a line for each person; the quarters stand below it where they have no room in it."""
    head = heads(assessment)
    rows = [[each.person, *map(_figure, each.figures)] for each in scores(assessment)]
    lines = _aligned([head, *rows])
    quarters = slice(1, len(assessment.quarters) + 1)
    narrow = page.width is not None and max(map(len, lines)) > page.width
    if narrow:
        lines = _aligned([row[:1] + row[quarters.stop :] for row in (head, *rows)])
    yield Text(lines[0], style="dim")
    for line, row in zip(lines[1:], rows, strict=True):
        yield Text(line)
        if narrow:
            each = zip(head[quarters], row[quarters], strict=True)
            below = Text("  ".join(f"{name} {score}" for name, score in each), style="dim")
            yield Padding(below, (0, 0, 0, INDENT))


def _figure(value: Decimal | None) -> str:
    return shown(value) if value != 0 else "0"


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

    def __init__(self, found: Iterable[Section], page: Page) -> None:
        self.sections = list(found)
        rows = [row for section in self.sections for row in section.rows]
        self.weight = max([len("weight"), *(len(_weight(row)) for row in rows)])
        self.points = max([len("points"), *(len(_points(row)) for row in rows)])
        self.rate = max([len("pace"), *(len(section.rate) for section in self.sections)])
        figures = INDENT + self.rate + self.weight + self.points + 3 * len(GAP)
        with_figures = [row for row in rows if row.points is not None]
        self.what = max([len(row.what) for row in rows], default=0)
        self.left = max([self.what + len(GAP + row.how) for row in with_figures], default=0)
        self.left = min(self.left, (page.width or UNBOUNDED) - figures)
        self.told = Told()

    def all(self) -> Iterator[RenderableType]:
        for section in self.sections:
            yield Text()
            yield self.head(section)
            for row in section.rows:
                yield self.row(row)
                yield from self.behind(row)

    def head(self, section: Section) -> RenderableType:
        title = Text(section.title, style="bold")
        if not section.rate:
            return title
        named = self.line("target", "", section.rate, "weight", "points")
        return Group(title, Text(named, style="dim"))

    def row(self, row: Row) -> RenderableType:
        if row.points is None:
            said = f"{row.what:<{self.what}}{GAP}{row.how}"
            return Padding(Text(said, style="bold" if row.is_result else "dim"), (0, 0, 0, INDENT))
        rate = "" if row.rate is None else shown(row.rate, 3)
        said = self.line(row.what, row.how, rate, _weight(row), _points(row))
        return Text(said, style="bold" if row.is_result else "")

    def line(self, what: str, how: str, rate: str, weight: str, points: str) -> str:
        """Return a line; what is too long for its column has a line of its own above the rest."""
        above, left = "", f"{what:<{self.what}}{GAP}{how}".rstrip()
        if len(left) > self.left:
            above, left = f"{'':{INDENT}}{what}\n", GAP + how
        figures = (f"{rate:>{self.rate}}", f"{weight:>{self.weight}}", f"{points:>{self.points}}")
        return GAP.join((f"{above}{'':{INDENT}}{left:<{self.left}}", *figures))

    def behind(self, row: Row) -> Iterator[RenderableType]:
        for each in filter(None, self.told.new(row)):
            yield Padding(Text(visible(each), style="dim"), (0, 0, 0, 3 * INDENT))


def _weight(row: Row) -> str:
    return "" if row.weight is None else number(row.weight)


def _points(row: Row) -> str:
    """Return points with three decimals at least in the lines of a mean, with one below them."""
    return "" if row.points is None else shown(row.points, 1 if row.weight is None else 3)
