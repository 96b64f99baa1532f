"""What pages about one thing are made of: its facts, a chart, and lists under headings."""

from collections.abc import Iterable, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from rectrack.plan.model import Person
from rectrack.render.chart import WIDEST, chart, figures_of
from rectrack.render.columns import Columns
from rectrack.render.page import Page, visible
from rectrack.reports.series import Series
from rectrack.wording import weekday_and_day

INDENT = 2


def heading(title: str, day: date, *details: str) -> RenderableType:
    """Return the head of a page: what it is about, and the day that it is looked at."""
    beside = " · ".join((*details, f"as of {weekday_and_day(day)}"))
    return Group(Text(visible(title), style="bold"), Text(beside, style="dim"))


def section(
    title: str, content: Sequence[RenderableType], *, number: int | None = None
) -> list[RenderableType]:
    """Return content under a heading, with how many there are; nothing where there is none."""
    beside = "" if number is None else f"  {number}"
    return [Text(), Text.assemble((title, "bold"), (beside, "dim")), *content] if content else []


def facts(rows: Iterable[tuple[str, str]]) -> RenderableType:
    """Return names and what they stand for; a name that stands for nothing is left out."""
    found: list[tuple[Text, str]] = []
    last = ""
    for name, said in rows:
        if said:
            found.append((Text("" if name == last else name, style="dim"), said))
            last = name
    return grid(found, set_in=False)


def grid(rows: Sequence[Sequence[str | Text]], *, set_in: bool = True) -> RenderableType:
    """Return rows in columns, which are folded where the page is narrow."""
    cells = [
        [Text(visible(cell)) if isinstance(cell, str) else cell for cell in row] for row in rows
    ]
    return Columns(cells, indent=set_in)


def set_in(lines: Iterable[Text], indent: int = INDENT) -> list[RenderableType]:
    """Return lines that are folded at their indentation."""
    return [Padding(line, (0, 0, 0, indent), expand=False) for line in lines]


def more(number: int, most: int | None) -> list[RenderableType]:
    """Return the line that says how many of a list are not shown, if so."""
    rest = 0 if most is None else number - most
    return set_in([Text(f"{rest} more: --all shows them", style="dim")]) if rest > 0 else []


def role(person: Person) -> str:
    return f"{person.id}, {person.name}"


def course(series: Series, style: str, page: Page) -> list[RenderableType]:
    """Return the chart of a series, or the sentence that stands for it."""
    if not series.points:
        return set_in([Text("Nothing is recorded yet.", style="dim")])
    if not any(figure for point in series.points for figure in figures_of(point)):
        return set_in([Text("Every figure is 0 so far.", style="dim")])
    width = WIDEST if page.width is None else page.width - INDENT
    return set_in(chart(series, style, unicode=page.unicode, width=width))
