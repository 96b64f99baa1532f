"""An assessment as a page for people: a table of all, or calculations line by line."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from rectrack.render.assessment_tables import (
    Row,
    ScoreTable,
    headline,
    score_tables,
    scores,
)
from rectrack.render.page import Page, visible
from rectrack.render.table_text import rows_of
from rectrack.render.terminal import UNBOUNDED, draw
from rectrack.reports.assessment import Assessment

INDENT = 2
GAP = "  "


def assessment_page(assessment: Assessment, page: Page, *, in_full: bool) -> str:
    """Return a page: the table of all persons, or in full every line of their calculations."""
    content = [
        Text(visible(assessment.plan.title), style="bold"),
        Text(headline(assessment)),
        Text(),
    ]
    if in_full:
        return draw(Group(*content, *_calculations(assessment, page)), page)
    table = scores(assessment)
    below = (Text(), Text(table.details, style="dim"))
    return draw(Group(*content, *rows_of(table, page), *below), page)


def _calculations(assessment: Assessment, page: Page) -> Iterator[RenderableType]:
    for each in assessment.people:
        yield Text(f"{visible(each.person.name)} ({each.person.id})", style="bold")
        yield from _Lines(score_tables(each), page).all()


class _Lines:
    """Draws the parts of one calculation in columns of the same widths."""

    def __init__(self, found: list[ScoreTable], page: Page) -> None:
        self.parts = found
        rows = [row for table in found for row in table.rows]
        with_figures = [row for row in rows if row.points is not None]
        texts = [row.figures() for row in rows]
        texts += [("pace", "weight", "points"), *((table.rate, "", "") for table in found)]
        self.figures = [max(map(len, column)) for column in zip(*texts, strict=True)]
        self.what = max(len(row.what) for row in rows)
        room = (page.width or UNBOUNDED) - INDENT - sum(self.figures) - len(GAP * 3)
        longest = max((self.what + len(GAP + row.how) for row in with_figures), default=0)
        self.left = max(min(longest, room), 0)

    def all(self) -> Iterator[RenderableType]:
        for table in self.parts:
            yield Text()
            yield from self.head(table)
            for row in table.rows:
                yield from self.row(row)
                yield from self.behind(row)

    def head(self, table: ScoreTable) -> Iterator[RenderableType]:
        yield Text(table.title, style="bold")
        if table.rate:
            yield from self.line("dim", "item", "calculation", table.rate, "weight", "points")

    def row(self, row: Row) -> Iterator[RenderableType]:
        style = "bold" if row.is_result else ""
        if row.points is None:
            said = f"{row.what:<{self.what}}{GAP}{row.how}"
            yield Padding(Text(said, style=style or "dim"), (0, 0, 0, INDENT))
            return
        yield from self.line(style, row.what, row.how, *row.figures())

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
        for each in row.news:
            yield Padding(Text(visible(each), style="dim"), (0, 0, 0, 3 * INDENT))
