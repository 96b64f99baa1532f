"""A question and the choices there are, each with its number."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from rectrack.render.page import Page, visible
from rectrack.render.state_bar import STYLES
from rectrack.render.terminal import draw
from rectrack.targets.state import State

GAP = 2
LEAST_ROOM = 10
"""Words cut to fewer columns than this say nothing, and are left out."""


def question_line(text: str, page: Page) -> str:
    """Return a line of its own that stands out among the answers."""
    return draw(Text(visible(text), style="bold"), page)


def choices_list(choices: Iterable[tuple[str, str, Sequence[str]]], page: Page) -> str:
    """Return the choices, each on a line of its own that ends where the page does.

    Each is a word, what is said beside it, and the short words between the two.
    """
    rows = [
        (
            Text(str(number), justify="right"),
            Text(visible(value)),
            *(Text(mark, style=STYLES[mark] if isinstance(mark, State) else "") for mark in marks),
            Text(visible(said), style="dim"),
        )
        for number, (value, said, marks) in enumerate(choices, 1)
    ]
    if not rows:
        return ""
    widths = [max(cell_len(cell.plain) for cell in column) for column in zip(*rows, strict=True)]
    if page.width is not None:
        room = page.width - 1 - sum(width + GAP for width in widths[:-1])
        widths[-1] = min(widths[-1], room)
        if room < LEAST_ROOM:
            widths[-1:] = []
            widths[1] = min(widths[1], max(room + GAP + widths[1] - 1, LEAST_ROOM))
    table = Table.grid(padding=(0, GAP, 0, 0))
    for _ in widths:
        table.add_column(no_wrap=True)
    for row in rows:
        for cell, width in zip(row, widths, strict=False):
            cell.truncate(width, overflow="ellipsis")
        table.add_row(*row[: len(widths)])
    return draw(table, page)
