"""An assessment as a page for people: a table of all, or calculations line by line."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from rectrack.render.assessment_overview import headlines, scores
from rectrack.render.assessment_tables import Row, score_tables
from rectrack.render.page import Page, visible
from rectrack.render.table_text import rows_of
from rectrack.render.terminal import UNBOUNDED, draw
from rectrack.reports.assessment import Assessment

GAP = "  "
HEADS = ("completion", "weight", "points")
"""Above the figures; a pace is shorter."""


def assessment_page(assessment: Assessment, page: Page, *, in_full: bool) -> str:
    """Return a page: the table of all persons, or in full every line of their calculations."""
    content = [
        Text(visible(assessment.plan.title), style="bold"),
        *map(Text, headlines(assessment)),
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
        tables = score_tables(each)
        columns = _Columns([row for table in tables for row in table.rows], page)
        for table in tables:
            yield Text()
            yield Text(table.title, style="bold")
            if table.rate:
                yield from columns.line("dim", "item", "calculation", table.rate, *HEADS[1:])
            for row in table.rows:
                yield from columns.row(row)


class _Columns:
    """The columns of a calculation, of the same widths in all of its tables."""

    def __init__(self, rows: list[Row], page: Page) -> None:
        texts = [HEADS, *(row.figures() for row in rows)]
        self.figures = [max(map(len, column)) for column in zip(*texts, strict=True)]
        self.what = max(len(row.what) for row in rows)
        longest = max((len(row.how) for row in rows if row.points is not None), default=0)
        room = (page.width or UNBOUNDED) - len(GAP) * 4 - sum(self.figures)
        self.left = max(min(self.what + len(GAP) + longest, room), 0)

    def row(self, row: Row) -> Iterator[RenderableType]:
        """Yield a row with what is new of it below."""
        style = "bold" if row.is_result else ""
        if row.points is None:
            said = f"{row.what:<{self.what}}{GAP}{row.how}"
            yield Padding(Text(said, style=style or "dim"), (0, 0, 0, len(GAP)))
        else:
            yield from self.line(style, row.what, row.how, *row.figures())
        for each in row.news:
            yield Padding(Text(visible(each), style="dim"), (0, 0, 0, 3 * len(GAP)))

    def line(self, style: str, what: str, how: str, *figures: str) -> Iterator[RenderableType]:
        """Yield a line; what has no room before the figures has lines of its own above them."""
        left = f"{what:<{self.what}}{GAP}{how}".rstrip()
        for each, rest in ((what, GAP + how), (GAP + how, "")):
            if len(left) > self.left:
                yield Padding(Text(each, style=style), (0, 0, 0, len(GAP)))
                left = rest
        cells = (f"{figure:>{width}}" for figure, width in zip(figures, self.figures, strict=True))
        yield Text(GAP.join(("", f"{left:<{self.left}}", *cells)), style=style)
