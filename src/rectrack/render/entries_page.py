"""A journal as a page: on a terminal a table that is whole, elsewhere one line for each entry."""

from msgspec.structs import replace
from rich.console import Group
from rich.text import Text

from rectrack.plan.model import Plan
from rectrack.render.entry_rows import said, short_ids
from rectrack.render.entry_words import content, particulars, whose
from rectrack.render.layout import GAP, Columns
from rectrack.render.page import Page, visible
from rectrack.render.terminal import draw
from rectrack.reports.description import subject_of
from rectrack.reports.journal import Journal, JournalEntry
from rectrack.wording import DAYS, plural

NARROWEST = 45
"""A table narrower than this would be a column of letters, so that lines read better."""


def entries_page(journal: Journal, page: Page) -> str:
    """Return the whole page as text."""
    if not journal.entries:
        return f"{_nothing(journal)}\n"
    if page.width is None or page.width < NARROWEST:
        rows = [_line(each, journal.plan) for each in journal.entries]
        return draw(Columns(rows), replace(page, width=None))
    names = short_ids(journal.log, page)
    rows = [_row(each, journal.plan, names) for each in journal.entries]
    head = [Text(name, "dim") for name in ("day", "id", "entry")]
    table = Columns([head, *rows], whole=1)
    return draw(Group(table, Text(), Text(_tally(journal), style="dim")), page)


def _row(each: JournalEntry, plan: Plan, names: dict[str, str]) -> list[Text]:
    """Return the cells of an entry; what it says is on lines of its own."""
    name = visible(names.get(each.entry.id or "", f"line {each.line}"))
    remark = each.remark or each.but or ""
    lines = said(each.entry, plan, style=_style(each), remark=remark)
    return [Text(_day(each)), Text(name, "dim"), lines]


def _line(each: JournalEntry, plan: Plan) -> list[Text]:
    """Return the cells of an entry that are one line."""
    entry, style = each.entry, _style(each)
    told = Text(
        GAP.join(map(visible, (content(entry, plan), whose(entry), *particulars(entry)))), style
    )
    remark = visible(each.remark or each.but or "")
    words = (_day(each), entry.id or f"line {each.line}", subject_of(entry))
    return [
        *(Text(visible(word), style) for word in words),
        Text(GAP).join([told, Text(remark)]) if remark else told,
    ]


def _style(each: JournalEntry) -> str:
    return "strike" if each.remark else ""


def _day(each: JournalEntry) -> str:
    return f"{each.entry.date.isoformat()} {DAYS[each.entry.date.weekday()]}"


def _nothing(journal: Journal) -> str:
    """Say why no entry is shown."""
    if journal.left_out:
        return f"No entry that counts matches; --all shows {_others(journal.left_out)}."
    return "No entry matches." if journal.counting else "There are no entries yet."


def _tally(journal: Journal) -> str:
    counting = sum(each.counts for each in journal.entries)
    others = len(journal.entries) - counting
    said = f"{counting} of {plural(journal.counting, 'entry', 'entries')}"
    said += f", and {_others(others)}" if others else ""
    return said + (f"; --all also shows {_others(journal.left_out)}" if journal.left_out else "")


def _others(amount: int) -> str:
    return plural(amount, "that does not count", "that do not count")
