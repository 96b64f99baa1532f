"""What is in force, a setting a line, as a page for people."""

from collections.abc import Sequence

from msgspec import Struct
from rich.console import Group

from rectrack.render.page import Page
from rectrack.render.table import Table, sentences, words
from rectrack.render.table_text import titled
from rectrack.render.terminal import draw


class Row(Struct, frozen=True):
    """A setting, its value, and who says so."""

    name: str
    value: str
    source: str


def settings_page(rows: Sequence[Row], page: Page) -> str:
    """Return the settings, each with its source."""
    columns = (*words("setting"), *sentences("value", "source"))
    table = Table("Settings in force", columns, [(r.name, r.value, r.source) for r in rows])
    return draw(Group(*titled(table, page)), page)
