"""What pages about one thing list: targets, what they are made of, entries; and a chart."""

from collections.abc import Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from rectrack.log.entry import Entry
from rectrack.plan.model import Person, Plan
from rectrack.render.chart import WIDEST, chart, figures_of
from rectrack.render.layout import GAP, grid, more, set_in
from rectrack.render.page import Page, visible
from rectrack.render.target_rows import Widths, row
from rectrack.reports.description import content_of, subject_of
from rectrack.reports.details_model import Undone
from rectrack.reports.series import Series
from rectrack.reports.signals import made_on
from rectrack.targets.items import Item
from rectrack.targets.standing import Standing
from rectrack.wording import day, from_today, late_by, listed


def target_list(
    standings: Sequence[Standing], page: Page, *, person: str | None = None
) -> list[RenderableType]:
    """Return targets as a status shows them."""
    widths = Widths(standings, page)
    return [row(standing, widths, page, person=person) for standing in standings]


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


def how_it_stands(item: Item, today: date) -> str:
    """Return "opened 9 Sep 2026, 52 days ago; at 'split'; due 8 Nov 2026, in 8 days"."""
    said = [f"opened {day(item.began)}"] if item.began else []
    if item.done is not None:
        late = (item.done - (item.due or item.done)).days
        said.append(f"done {day(item.done)}{late_by(late)}")
    else:
        said = [f"{each}, {from_today(item.began, today)}" for each in said if item.began]
        said += [f"at {item.stage!r}"] if item.stage else []
        said += [f"due {day(item.due)}, {from_today(item.due, today)}"] if item.due else []
    return "; ".join(said)


def _style(item: Item, today: date) -> str:
    if item.done is not None:
        return "green"
    return "red" if item.due is not None and item.due < today else ""


def entry_list(
    entries: Sequence[Entry], plan: Plan, most: int | None, *, named: bool = True
) -> list[RenderableType]:
    """Return entries with all that they say; `named` tells what each one speaks of."""
    rows = [(f"{day(each.date):<11}", _said(each, plan, named=named)) for each in entries[:most]]
    return [grid(rows), *more(len(entries), most)] if rows else []


def taken_back(undone: Sequence[Undone], plan: Plan) -> list[RenderableType]:
    """Return words that were taken back, as they were said, and who did it and when."""
    rows = [
        (
            day(each.entry.date),
            f"{subject_of(each.entry)} {content_of(each.entry, plan)}",
            _by_whom(each.entry),
            f"undone by {each.void.by} on {day(made_on(each.void))}  {each.void.id or ''}",
        )
        for each in undone
    ]
    return [grid(rows)] if rows else []


def _by_whom(entry: Entry) -> str:
    return f"by {entry.by}: {entry.note}" if entry.note else f"by {entry.by}"


def _said(entry: Entry, plan: Plan, *, named: bool) -> Text:
    """Return what an entry says, with its note and each evidence on a line of its own."""
    subject = f"{subject_of(entry)} " if named else ""
    below = [visible(each) for each in (entry.note or "", *entry.evidence) if each]
    return Text.assemble(
        visible(f"{subject}{content_of(entry, plan)}"),
        (f"  {visible(whose(entry))}  {visible(entry.id or '')}", "dim"),
        *(f"\n{each}" for each in below),
    )


def whose(entry: Entry) -> str:
    """Return whose work it is, and who wrote it down where that is another."""
    if entry.credited == (entry.by,):
        return f"by {entry.by}"
    return f"for {listed(entry.credited, most=99)}, by {entry.by}"


def role(person: Person) -> str:
    return f"{person.id}, {person.name}"


def course(series: Series, style: str, page: Page) -> list[RenderableType]:
    """Return the chart of a series, or the sentence that stands for it."""
    if not series.points:
        return set_in([Text("Nothing is recorded yet.", style="dim")])
    if not any(figure for point in series.points for figure in figures_of(point)):
        return set_in([Text("Every figure is 0 so far.", style="dim")])
    width = WIDEST if page.width is None else page.width - len(GAP)
    return set_in(chart(series, style, width))
