"""A question and the choices there are, each with its number."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from rectrack.render.page import Page, visible
from rectrack.render.target_rows import style_of
from rectrack.render.terminal import draw
from rectrack.targets.questions import Choice

GAP = 2
LEAST_ROOM = 10
"""Words cut to fewer columns than this say nothing, and are left out."""


def question_line(text: str, page: Page) -> str:
    """Return a line of its own that stands out among the answers."""
    return draw(Text(visible(text), style="bold"), page)


def choices_list(choices: Sequence[Choice], page: Page) -> str:
    """Return the choices, each on a line of its own that ends where the page does."""
    if not choices:
        return ""
    rows = [
        (
            Text(str(number), justify="right"),
            Text(visible(choice.value)),
            *(Text(mark, style=style_of(mark)) for mark in choice.marks),
            Text(visible(choice.said), style="dim"),
        )
        for number, choice in enumerate(choices, 1)
    ]
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
