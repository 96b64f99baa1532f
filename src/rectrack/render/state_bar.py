"""The colours of the states, and bars in them."""

from decimal import Decimal

from rich.text import Text

from rectrack.render.page import Page
from rectrack.reports.status import Totals
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
REMARKS = {
    **dict.fromkeys(("recheck", "reopened", "rejected"), "yellow"),
    "ready": "green",
    "refused": "red",
}
"""The colours of what is said of a measure; all else is not pressing."""
COLOURS = {**{str(state): style for state, style in STYLES.items()}, **REMARKS}
ORDER = (
    *(State.MET, State.ON_TRACK, State.BEHIND, State.OVERDUE, State.FAILED, State.NO_DATA),
    *(State.WAIVED, State.WITHDRAWN),
)
"""From what is done to what is no longer asked for."""
LONGEST = 10
"""Up to so many targets have a cell of their own in a bar."""


def style_of(word: str) -> str:
    """Return the colour of a state, or of what is said of a measure."""
    return COLOURS.get(word, "")


def bar(share: Decimal | None, style: str, page: Page, *, cells: int = LONGEST) -> Text:
    """Return how much of the way is gone; nothing at all where that cannot be said."""
    full, rest = page.signs("█"), page.signs("░")
    if share is None:
        return Text(" " * cells)
    filled = int(share * cells)
    if share > 0:
        filled = max(filled, min(cells, 1))
    return Text.assemble((full * filled, style), (rest * (cells - filled), "dim"))


def state_bar(sums: Totals, page: Page, *, cells: int | None = None) -> Text:
    """Return a bar of so many cells, or of one for each target where they are few.

    What is met is solid and all else is not, so that it can be told without colours.
    """
    width = min(sums.targets, LONGEST) if cells is None else cells
    bar = Text()
    for state, number in _shares(sums, width).items():
        sign = page.signs("█" if state is State.MET else "▒" if page.color else "░")
        bar.append(sign * number, STYLES[state])
    return bar if sums.targets or not width else bar.append(" " * width)


def _shares(sums: Totals, width: int) -> dict[State, int]:
    """Return how many cells each state has: one at least, and of the rest as its part is."""
    present = [state for state in ORDER if sums.by_state[state]]
    exact = {state: Decimal(sums.by_state[state] * width) / sums.targets for state in present}
    shares = {state: max(int(exact[state]), 1) for state in present}
    while (left := width - sum(shares.values())) and present:
        sign = 1 if left > 0 else -1
        fitting = [state for state in present if sign > 0 or shares[state] > 1] or present
        shares[max(fitting, key=lambda state: sign * (exact[state] - shares[state]))] += sign
    return shares
