"""What pages about one thing list: targets, what they are made of, entries; and a chart."""

from collections.abc import Iterable, Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from rectrack.log.entry import Entry, made_on
from rectrack.plan.model import Plan
from rectrack.render.chart import WIDEST, chart, figures_of
from rectrack.render.entry_rows import said, short_ids
from rectrack.render.entry_words import by_whom
from rectrack.render.item_text import how_it_stands
from rectrack.render.layout import GAP, grid, more, section, set_in
from rectrack.render.page import Page, visible
from rectrack.render.table import Table, sentences, words
from rectrack.render.table_text import rows_of
from rectrack.render.target_rows import TargetRows
from rectrack.reports.description import content_of, subject_of
from rectrack.reports.details_model import Details, Undone
from rectrack.reports.measure_standing import MeasureDecision, MeasureStanding, state_of
from rectrack.reports.series import Series
from rectrack.targets.items import Item
from rectrack.targets.standing import Standing
from rectrack.wording import day, listed


def part(table: Table, page: Page) -> list[RenderableType]:
    """Return a table below its title, or nothing where it has no rows."""
    return section(table.title, list(rows_of(table, page)) if table.rows else [])


def target_list(
    standings: Sequence[Standing], page: Page, *, person: str | None = None
) -> list[RenderableType]:
    """Return targets as a status shows them."""
    if not standings:
        return []
    rows = TargetRows(standings, page)
    return [rows.head(), *(line for each in standings for line in rows.lines(each, person))]


def measures(title: str, standings: Iterable[MeasureStanding], today: date) -> Table:
    """Return measures with their states."""
    rows = [(each.measure.id, state_of(each, today), each.measure.title) for each in standings]
    return Table(title, (*words("measure"), *sentences("state", "title")), rows)


def decisions(history: Iterable[MeasureDecision], plan: Plan) -> Table:
    """Return the decisions on a measure in their order, with what is against each."""
    rows = []
    for each in history:
        entry, but = each.entry, ""
        if each.wrong:
            but = "no longer holds" if each.stands else "does not count"
            but = f" ({but}: {'; '.join(each.wrong)})"
        rows.append((day(entry.date), content_of(entry, plan), by_whom(entry) + but))
    return Table("Decisions", (*words("day", "decision"), *sentences("by whom and why")), rows)


def taken_back(undone: Iterable[Undone], plan: Plan) -> Table:
    """Return decisions that were taken back, as they were made, and who did it and when."""
    rows = [
        (
            day(each.entry.date),
            f"{subject_of(each.entry)} {content_of(each.entry, plan)}",
            by_whom(each.entry),
            f"undone by {each.void.by} on {day(made_on(each.void))}  {each.void.id or ''}",
        )
        for each in undone
    ]
    columns = (*words("day"), *sentences("decision", "by whom and why", "undone"))
    return Table("Decisions taken back", columns, rows)


def item_list(
    items: Sequence[tuple[str, Item]], today: date, most: int | None, *, owned: bool = True
) -> list[RenderableType]:
    """Return steps, cases and their like, each with how it stands; `owned` tells whose it is."""
    rows = [
        (
            name,
            Text(visible(how_it_stands(item, today)), style=_style(item, today)),
            listed(item.who) if owned else "",
        )
        for name, item in items[:most]
    ]
    return [grid(rows), *more(len(items), most)] if rows else []


def _style(item: Item, today: date) -> str:
    if item.done is not None:
        return "" if item.end else "green"
    return "red" if item.due is not None and item.due < today else ""


def entry_list(
    entries: Sequence[Entry], details: Details, page: Page, most: int | None, *, named: bool = True
) -> list[RenderableType]:
    """Return entries with all that they say; `named` tells what each one speaks of."""
    names = short_ids(details.log, page)
    rows = [
        (
            day(each.date, seen_from=details.day),
            Text(visible(names.get(each.id or "", "")), style="dim"),
            said(each, details.plan, named=named),
        )
        for each in entries[:most]
    ]
    return [grid(rows), *more(len(entries), most)] if rows else []


def progress(series: Series, style: str, page: Page) -> list[RenderableType]:
    """Return the chart of a series, or the sentence that stands for it."""
    if not series.points:
        return set_in([Text("Nothing is recorded yet.", style="dim")])
    if not any(figure for point in series.points for figure in figures_of(point)):
        return set_in([Text("Nothing but zeros so far.", style="dim")])
    width = WIDEST if page.width is None else page.width - len(GAP)
    return set_in(chart(series, style, width))
