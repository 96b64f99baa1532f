"""Targets as lines of a list: state, title, figures, and why where there is room or trouble."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from rectrack.render.cells import GAP, cut
from rectrack.render.fitted import Fitted
from rectrack.render.page import Page, visible
from rectrack.render.table import STATE, Cell, Column, Named
from rectrack.render.target_text import expected_by_now, goal, now, reason_and_step
from rectrack.targets.standing import Standing
from rectrack.targets.state import ATTENTION

COLUMNS = (
    STATE,
    Column("target", "named"),
    Column("now", "number", rank=1),
    Column("expected", "number", rank=3),
    Column("goal", "number", rank=2),
)
STEADY, TITLE, WIDE = 34, 45, 140
"""A title with its id has so much room before all figures have, so much at most beside them, and
half of what a page is wider than WIDE."""
LETTERS, LEAST = 8, 20
"""A title cut to less, and a reason cut to less, say nothing."""


class TargetRows:
    """The lines of a list of targets, all in the same columns.

    A wider page never gives more lines: what a title leaves of the room only ever grows with it.
    """

    def __init__(self, standings: Sequence[Standing], page: Page) -> None:
        widest = None if page.width is None else TITLE + max(0, page.width - WIDE) // 2
        self.page = page
        rows = list(map(cells, standings))
        self.fitted = Fitted(COLUMNS, rows, page, widest=widest, title=LETTERS, steady=STEADY)
        beside = self.fitted.width + len(GAP)
        self.room = page.width and (page.width - beside if self.fitted.whole else 0)

    def head(self) -> Text:
        """Return the names of the columns."""
        line = self.fitted.head()
        why = self.room is None or self.room >= LEAST
        return self._beside(line, "why", "bold") if why else line

    def lines(self, standing: Standing, person: str | None = None) -> Iterator[RenderableType]:
        """Yield a target; `person` is whose list it stands in, and whose own part is told.

        An id that has no room behind the title, and the reason that has none beside it where a
        target is in trouble or somebody overreached, stand below: they are never cut.
        """
        row = cells(standing)
        line, below = self.fitted.line(row), []
        if not self.fitted.shows_id(row):
            below.append(Text(standing.target.id, "dim"))
        said = self.page.signs(visible(reason_and_step(standing, person)))
        if self.room is None or cell_len(said) <= self.room:
            self._beside(line, said)
        elif standing.state in ATTENTION or standing.progress.is_disputed:
            below.append(Text(said))
        elif self.room >= LEAST:
            self._beside(line, cut(said, self.room, self.page))
        yield line
        yield from (Padding(each, (0, 0, 0, 2 * len(GAP))) for each in below)

    def _beside(self, line: Text, said: str, style: str = "") -> Text:
        blanks = " " * (self.fitted.width + len(GAP) - line.cell_len)
        return line.append(blanks).append(said, style)


def cells(standing: Standing) -> tuple[Cell, ...]:
    """Return what stands in each of COLUMNS for a target."""
    target = standing.target
    return (
        standing.state,
        Named(target.title, target.id),
        now(standing),
        expected_by_now(standing),
        goal(standing),
    )
