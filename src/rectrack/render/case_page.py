"""The register of cases as a page for people."""

from rich.console import Group
from rich.text import Text

from rectrack.render.case_tables import cases_table, headline
from rectrack.render.fitted import Fitted
from rectrack.render.page import Page, visible
from rectrack.render.table import Table
from rectrack.render.terminal import draw
from rectrack.reports.cases import RegisterReport


def case_page(register: RegisterReport, page: Page) -> str:
    """Return the whole page, a line for each case."""
    table = cases_table("Cases", register.cases)
    lines = [Text(visible(register.plan.title), "bold"), Text(headline(register))]
    return draw(Group(*lines, *([Text(), *case_lines(table, page)] if table.rows else [])), page)


def case_lines(table: Table, page: Page) -> list[Text]:
    """Return the rows of a table below their head, each on one line."""
    fitted = Fitted(table.columns, table.rows, page)
    return [fitted.head(), *map(fitted.line, table.rows)]
