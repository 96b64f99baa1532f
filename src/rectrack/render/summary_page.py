"""A summary as a page for people, and as plain text for mail."""

from rich.console import Group, RenderableType
from rich.text import Text

from rectrack.render.page import Page, visible
from rectrack.render.summary_tables import heading, tables
from rectrack.render.table_text import titled
from rectrack.render.terminal import draw
from rectrack.reports.summary import Summary


def summary_page(summary: Summary, name: str, page: Page) -> str:
    """Return the whole page as text."""
    parts: list[RenderableType] = [Text(visible(summary.plan.title), style="bold")]
    parts += [Text(visible(line)) for line in heading(summary, name)]
    for table in tables(summary):
        parts += [Text(), *titled(table, page)]
    return draw(Group(*parts), page)
