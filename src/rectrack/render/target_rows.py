"""A target as a line of a list: its figures, its state in its colour, and its reason."""

from collections.abc import Iterable
from decimal import Decimal

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from rectrack.render.layout import Columns
from rectrack.render.page import Page, visible
from rectrack.render.target_text import by_now, figures, title_and_reason
from rectrack.targets.standing import Standing
from rectrack.targets.state import State

STYLES: dict[State, str] = {
    State.WITHDRAWN: "dim",
    State.NO_DATA: "magenta",
    State.MET: "green",
    State.WAIVED: "dim",
    State.FAILED: "bold red",
    State.OVERDUE: "red",
    State.BEHIND: "yellow",
    State.ON_TRACK: "cyan",
}
BAR = 10
WIDE = 110
"""From this many columns on, the reason stands beside its target rather than below it."""
NARROWEST = 20
STATE_WIDTH = max(map(len, State))


class Widths:
    """How wide the columns are, the same for all targets of a page; 0 where there is no room."""

    def __init__(self, standings: Iterable[Standing], page: Page) -> None:
        shown = list(standings)
        self.name = max((len(each.target.id) for each in shown), default=0)
        self.bar = BAR
        self.figures = max((len(page.signs(figures(each))) for each in shown), default=0)
        self.expected = max((len(page.signs(by_now(each))) for each in shown), default=0)
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


def row(
    standing: Standing, widths: Widths, page: Page, *, person: str | None = None
) -> RenderableType:
    """Return one target: its figures on a line, and its reason beside or below them.

    `person` is whose list it stands in, and whose own part is told.
    """
    reading, style = standing.reading, STYLES[standing.state]
    name = standing.target.id
    # An id too long for its column has a line of its own, so that the state is never cut off.
    name = name if len(name) <= widths.name else f"{name}\n{'':{widths.name + 2}}"
    line = Text.assemble(
        f"  {name:<{widths.name}}  ",
        bar(reading.share, style, page, cells=widths.bar),
        f"  {page.signs(figures(standing)):>{widths.figures}}",
        (f"  {page.signs(by_now(standing))[: widths.expected]:<{widths.expected}}  ", "dim"),
        (standing.state, style),
        overflow="fold",
    )
    reason = Text(visible(title_and_reason(standing, person)))
    if page.width is not None and page.width < WIDE:
        return Group(line, Padding(reason, (0, 0, 0, 4)))
    return Columns([(line, reason)], width=widths.line)


def style_of(word: str) -> str:
    """Return the colour of a state, and of what is to be rechecked."""
    other = "yellow" if word == "recheck" else ""
    return next((style for state, style in STYLES.items() if state == word), other)


def bar(share: Decimal | None, style: str, page: Page, *, cells: int = BAR) -> Text:
    """Return how much of the way is gone; nothing at all where that cannot be said."""
    full, rest = page.signs("█"), page.signs("░")
    if share is None:
        return Text(" " * cells)
    filled = int(share * cells)
    if share > 0:
        filled = max(filled, min(cells, 1))
    return Text.assemble((full * filled, style), (rest * (cells - filled), "dim"))
