"""A status as a page for people: at a glance, or target by target."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec.structs import replace
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from rectrack.plan.model import Period
from rectrack.render.case_page import case_lines
from rectrack.render.case_tables import CASES_IN_HAND, cases_table
from rectrack.render.cells import GAP
from rectrack.render.fitted import TITLE, Fitted
from rectrack.render.folding import folded
from rectrack.render.layout import Indented
from rectrack.render.page import Page, visible
from rectrack.render.state_bar import STYLES, bar, state_bar
from rectrack.render.status_tables import (
    as_of,
    attention,
    decisions,
    measures,
    nothing_shown,
    outstanding,
    selection,
    settled,
    time_gone,
)
from rectrack.render.table import Cell, Table, counted
from rectrack.render.target_rows import LETTERS, TargetRows
from rectrack.render.terminal import UNBOUNDED, draw
from rectrack.reports.sections import Section
from rectrack.reports.status import Status
from rectrack.targets.state import OUTSTANDING

STEP = 2
"""How far each level stands in from the one above it."""
BAR, NARROWEST = 20, 5
"""How many cells a bar of all targets has, and how few still say something."""
LABEL = len("Targets  ")
FEWEST = 5
"""So many rows of what needs attention are shown however low the terminal is."""
WIDE = 120
"""From this width on each row has its id beside its title; below, titles alone have the room."""
PROMPT = 2
"""The lines of a terminal that the command and the next prompt take."""


def status_page(status: Status, sections: list[Section] | None, page: Page) -> str:
    """Return the whole page as text: the targets of the sections, or all at a glance."""
    parts = _at_a_glance(status, page) if sections is None else _in_sections(status, sections, page)
    return draw(Group(*_header(status, page), *parts), page)


def _at_a_glance(status: Status, page: Page) -> list[RenderableType]:
    urgent, below = attention(status), _table(measures(status), page)
    if not urgent.rows:
        return [Text(), Text("Nothing needs attention.", "green"), *_apart(below)]
    most = len(urgent.rows)
    if page.height is not None:
        others = sum(_height(line, page) for line in _header(status, page)) + len(below)
        most = max(FEWEST, page.height - PROMPT - others - 4)  # two blanks, the head, what is left
    if most + 1 >= len(urgent.rows):  # one alone has room in place of the line that speaks of it
        return [Text(), *_table(urgent, page), *_apart(below)]
    shown = _table(replace(urgent, rows=urgent.rows[:most]), page)
    return [Text(), *shown, _more(urgent.rows[most:], page), *_apart(below)]


def _apart(lines: list[Text]) -> list[Text]:
    return [Text(), *lines] if lines else []


def _more(rows: Sequence[Sequence[Cell]], page: Page) -> Text:
    """Return how many rows are left out, in what states if there is room, and what shows them."""
    counts = Counter(str(state) for state, *_ in rows)
    states = f" ({', '.join(f'{number} {state}' for state, number in counts.items())})"
    lines = [f"{len(rows)} more{of}: rectrack status --outstanding" for of in (states, "")]
    fits = page.width is None or cell_len(lines[0]) <= page.width
    return Text(lines[0 if fits else 1], "dim")


def _table(table: Table, page: Page) -> list[Text]:
    """Return a table, a line for each row; its title stands above what is named in it."""
    if not table.rows:
        return []
    columns = [
        replace(each, name=table.title) if each.kind == "named" else each for each in table.columns
    ]
    beside = page.width is not None and page.width >= WIDE
    fitted = Fitted(columns, table.rows, page, title=LETTERS if beside else TITLE)
    return [fitted.head(), *map(fitted.line, table.rows)]


def _in_sections(status: Status, sections: list[Section], page: Page) -> Iterator[RenderableType]:
    if not status.targets:
        yield from (Text(), Text(nothing_shown(status)))
    elif said := selection(status):
        yield from (Text(), Text(said))
    if not status.wanted.states:
        yield from _apart(_table(decisions(status), page))
    beneath = max((section.level for section in sections), default=0)
    beside = page if page.width is None else replace(page, width=page.width - STEP * beneath)
    rows = TargetRows([each for section in sections for each in section.targets], beside)
    if status.targets:
        yield from (Text(), rows.head())
    for section in sections:
        yield Text()
        yield Indented(_heading(section), STEP * section.level)
        for each in section.targets:
            for line in rows.lines(each, section.id):
                yield Indented(line, STEP * section.level)
    if status.cases:
        cases = case_lines(cases_table(CASES_IN_HAND, status.cases), page)
        yield from (Text(), Text(CASES_IN_HAND, "bold"), *cases)


def _heading(section: Section) -> Text:
    details = visible(" · ".join((section.id, *section.details)))
    return Text.assemble((visible(section.title), "bold"), GAP, (details, "dim"))


def _header(status: Status, page: Page) -> Iterator[Text]:
    """Yield what the plan is, the day, and what is met against the time gone."""
    sums, period = status.totals, status.plan.period
    met, time = ", ".join(settled(sums, str(sums.targets))), time_gone(period, status.day)
    yield _folded(visible(status.plan.title).split(" "), page, "bold")
    yield _folded(as_of(status).split(" "), page)
    cells = BAR
    if page.width is not None:
        cells = min(BAR, page.width - max(map(cell_len, (met, time))) - LABEL - len(GAP))
    for label, said, drawn in (
        ("Targets", met, state_bar(sums, page, cells=cells)),
        ("Time", time, bar(_share(period, status.day), "", page, cells=cells)),
    ):
        if cells < NARROWEST:
            yield _folded([f"{label:<{LABEL - 1}}", *said.split(" ")], page)
        else:
            yield Text(f"{label:<{LABEL}}").append_text(drawn).append(f"{GAP}{said}")
    line = _folded(outstanding(sums), page)
    for state in OUTSTANDING:
        for words in counted(sums, [state]):
            line.highlight_words([words], STYLES[state])
    if line:
        yield line


def _share(period: Period, today: date) -> Decimal:
    return Decimal(period.elapsed(today)) / period.days


def _folded(words: Iterable[str], page: Page, style: str = "") -> Text:
    """Return words on as many lines as they need."""
    return Text(folded(words, page.width or UNBOUNDED), style)


def _height(line: Text, page: Page) -> int:
    """Return on how many lines of a terminal this comes out."""
    width = page.width or UNBOUNDED
    return sum(max(-(-cell_len(part) // width), 1) for part in line.plain.split("\n"))
