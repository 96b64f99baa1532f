"""What stands in the cells of a table, cut or padded to a width."""

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from rectrack.render.page import Page
from rectrack.render.table import Cell, Named, text_of

GAP = "  "


def cut(text: str, width: int, page: Page) -> str:
    """Return a text that is no wider than this, with a sign for what was cut off."""
    if cell_len(text) <= width:
        return text
    mark = page.signs("…")[:width]
    return set_cell_size(text, width - len(mark)).rstrip() + mark


def text_in(cell: Cell) -> str:
    """Return what stands in a cell as text, before it is cut."""
    if isinstance(cell, Named):
        return GAP.join(filter(None, (cell.title, cell.remark, cell.id)))
    return text_of(cell)


def tail(number: str) -> str:
    """Return what is behind the place at which numbers line up: "/15" of "10/15", ".5" of "2.5"."""
    for sign in "/.":
        whole, found, rest = number.partition(sign)
        if whole and found and not rest.startswith("."):  # which would be "1..2"
            return found + rest
    return ""


def padded(text: Text, width: int, *, right: bool = False) -> Text:
    """Return a text with blanks on one of its sides, as many as make it so wide."""
    blanks = " " * max(width - text.cell_len, 0)
    return Text(blanks).append_text(text) if right else text.append(blanks)
