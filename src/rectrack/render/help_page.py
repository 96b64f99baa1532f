"""What a command is for and how it is called, as a page for people."""

from msgspec import Struct
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rectrack.render.page import Page
from rectrack.render.terminal import draw

INDENT = 2
WIDEST_TERM = 22
"""A longer term has a line of its own, above what it means."""
NARROWEST_MEANING = 24


class Panel(Struct, frozen=True):
    """What may be written under one heading, each with what it means."""

    title: str
    rows: tuple[tuple[str, str], ...]


class Help(Struct, frozen=True):
    """The help of one command; each of the examples is a command line."""

    usage: str
    purpose: tuple[str, ...]
    panels: tuple[Panel, ...]
    notes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


def help_page(content: Help, page: Page) -> str:
    """Return the whole page as text."""
    terms = [cell_len(term) for panel in content.panels for term, _ in panel.rows]
    column = max((width for width in terms if width <= WIDEST_TERM), default=0)
    if page.width is not None and page.width < INDENT + column + 2 + NARROWEST_MEANING:
        column = INDENT  # too narrow for two columns: what a term means stands below it
    parts: list[RenderableType] = [Text.assemble(("Usage: ", "bold"), content.usage)]
    for paragraph in content.purpose:
        parts += [Text(), Text(paragraph)]
    for panel in content.panels:
        parts += [Text(), Text(f"{panel.title}:", style="bold")]
        parts += [_row(term, meaning, column) for term, meaning in panel.rows]
    for note in content.notes:
        parts += [Text(), Text(note)]
    if content.examples:
        parts += [Text(), Text("Examples:", style="bold")]
        parts += [_indented(Text(example)) for example in content.examples]
    return draw(Group(*parts), page)


def _row(term: str, meaning: str, column: int) -> RenderableType:
    name = Text(term, style="cyan")
    if cell_len(term) > column:
        below = Padding(Text(meaning), (0, 0, 0, INDENT + column + 2))
        return Group(_indented(name), below)
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=column)
    grid.add_column(overflow="fold")
    grid.add_row(name, Text(meaning))
    return _indented(grid)


def _indented(content: RenderableType) -> RenderableType:
    return Padding(content, (0, 0, 0, INDENT))
