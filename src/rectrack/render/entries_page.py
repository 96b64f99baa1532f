"""A journal as a page: on a terminal a table that is whole, elsewhere one line for each entry."""

from collections.abc import Iterable

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.color import ColorSystem
from rich.console import Group
from rich.style import Style
from rich.table import Table
from rich.text import Text

from rectrack.plan.model import Plan
from rectrack.render.entry_text import content_of, subject_of
from rectrack.render.page import Page, visible
from rectrack.render.terminal import draw
from rectrack.reports.journal import Journal, JournalEntry
from rectrack.wording import DAYS, plural

PLAIN = Style()
BOLD = Style(bold=True)
STRUCK = Style(strike=True)
NARROWEST = 45
"""A table narrower than this would be a column of letters, so that lines read better."""


def entries_page(journal: Journal, page: Page) -> str:
    """Return the whole page as text."""
    rows = [_row(each, journal.plan) for each in journal.entries]
    if not rows:
        return f"{_nothing(journal)}\n"
    if page.width is None or page.width < NARROWEST:
        return _lines(rows, page)
    return draw(Group(_table(rows), Text(), Text(_tally(journal), style="dim")), page)


class _Row(Struct, frozen=True):
    """What is shown of an entry, in words that are safe to show."""

    day: str
    name: str
    subject: str
    content: str
    people: str
    particulars: tuple[str, ...]
    remark: str
    style: Style


def _row(each: JournalEntry, plan: Plan) -> _Row:
    entry = each.entry
    evidence = f"evidence: {', '.join(entry.evidence)}" if entry.evidence else ""
    replaces = visible(f", replaces {entry.replaces}") if entry.replaces else ""
    credited = "" if entry.for_ is None else f"for {', '.join(entry.credited)} "
    return _Row(
        day=f"{entry.date.isoformat()} {DAYS[entry.date.weekday()]}",
        name=visible(entry.id or f"line {each.line}"),
        subject=visible(subject_of(entry)),
        content=content_of(entry, plan) + replaces,
        people=visible(f"{credited}by {entry.by}"),
        particulars=tuple(visible(said) for said in (entry.note, evidence) if said),
        remark=visible(each.remark or each.but or ""),
        style=STRUCK if each.remark else PLAIN,
    )


def _table(rows: list[_Row]) -> Table:
    """Return rows that are as high as they must be, so that nothing is cut off."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for row in rows:
        what = _joined((row.subject, row.content), " ")
        said = [Text.assemble((what, row.style + BOLD), " ", (row.people, row.style))]
        said += [Text(each, row.style) for each in row.particulars]
        said += [Text(row.remark, "yellow")] if row.remark else []
        table.add_row(row.day, row.name, Text("\n").join(said))
    return table


def _lines(rows: list[_Row], page: Page) -> str:
    """Return a line for each entry, whatever its length; what it begins with lines up."""
    name = max(cell_len(row.name) for row in rows)
    subject = max(cell_len(row.subject) for row in rows)
    colors = ColorSystem.STANDARD if page.color else None
    lines = []
    for row in rows:
        begin = (row.day, set_cell_size(row.name, name), set_cell_size(row.subject, subject))
        said = _joined((*begin, row.content, row.people, *row.particulars))
        lines.append(_joined((row.style.render(said, color_system=colors), row.remark)) + "\n")
    return "".join(lines)


def _joined(parts: Iterable[str], blank: str = "  ") -> str:
    return blank.join(part for part in parts if part)


def _nothing(journal: Journal) -> str:
    """Say why no entry is shown."""
    if journal.left_out:
        return (
            f"No entry that counts matches; --all shows"
            f" {plural(journal.left_out, 'entry', 'entries')} that {_do(journal.left_out)} not."
        )
    return "No entry matches." if journal.counting else "There are no entries yet."


def _tally(journal: Journal) -> str:
    counting = sum(each.counts for each in journal.entries)
    others = len(journal.entries) - counting
    said = f"{counting} of {plural(journal.counting, 'entry', 'entries')}"
    if others:
        said += f", and {others} that {_do(others)} not count"
    if journal.left_out:
        said += f"; --all shows {journal.left_out} more, which {_do(journal.left_out)} not count"
    return said


def _do(amount: int) -> str:
    return "does" if amount == 1 else "do"
