"""A journal as a page: on a terminal a table that is whole, elsewhere one line for each entry."""

from msgspec import Struct
from msgspec.structs import replace
from rich.console import Group
from rich.text import Text

from rectrack.plan.model import Plan
from rectrack.render.layout import GAP, Columns, in_columns
from rectrack.render.page import Page, visible
from rectrack.render.terminal import draw
from rectrack.reports.description import content_of, subject_of
from rectrack.reports.journal import Journal, JournalEntry
from rectrack.wording import DAYS, plural

NARROWEST = 45
"""A table narrower than this would be a column of letters, so that lines read better."""


def entries_page(journal: Journal, page: Page) -> str:
    """Return the whole page as text."""
    if not journal.entries:
        return f"{_nothing(journal)}\n"
    in_lines = page.width is None or page.width < NARROWEST
    if in_lines:
        parts = [_parts(each, journal.plan) for each in journal.entries]
        if not page.color:
            return page.signs(in_columns([each.in_line for each in parts]))
        return draw(Columns([_styled(each) for each in parts]), replace(page, width=None))
    table = Columns([_row(_parts(each, journal.plan)) for each in journal.entries], whole=1)
    return draw(Group(table, Text(), Text(_tally(journal), style="dim")), page)


class _Parts(Struct, frozen=True):
    """What is shown of an entry, as it may be shown; one of which something is wrong is struck."""

    day: str
    name: str
    subject: str
    content: str
    people: str
    particulars: list[str]
    remark: str
    struck: bool

    @property
    def said(self) -> str:
        """All that the entry says, in one line."""
        return GAP.join(filter(None, (self.content, self.people, *self.particulars)))

    @property
    def in_line(self) -> list[str]:
        """The cells of an entry that stands in one line."""
        last = f"{self.said}{GAP}{self.remark}" if self.remark else self.said
        return [self.day, self.name, self.subject, last]

    @property
    def style(self) -> str:
        return "strike" if self.struck else ""


def _styled(entry: _Parts) -> list[Text]:
    """Return the cells of an entry that stands in one line, in colour."""
    *cells, last = entry.in_line
    texts = [Text(cell, entry.style) for cell in cells]
    said = Text(last)
    said.stylize(entry.style, 0, len(entry.said))
    return [*texts, said]


def _row(entry: _Parts) -> list[Text]:
    """Return the cells of an entry that says each thing on a line of its own."""
    what = " ".join(filter(None, (entry.subject, entry.content)))
    lines = [Text.assemble((what, f"{entry.style} bold"), " ", (entry.people, entry.style))]
    lines += [Text(said, entry.style) for said in entry.particulars]
    lines += [Text(entry.remark, "yellow")] if entry.remark else []
    return [Text(entry.day), Text(entry.name), Text("\n").join(lines)]


def _parts(each: JournalEntry, plan: Plan) -> _Parts:
    entry = each.entry
    replaces = f", replaces {entry.replaces}" if entry.replaces else ""
    credited = "" if entry.for_ is None else f"for {', '.join(entry.credited)} "
    evidence = f"evidence: {', '.join(entry.evidence)}" if entry.evidence else ""
    return _Parts(
        day=f"{entry.date.isoformat()} {DAYS[entry.date.weekday()]}",
        name=visible(entry.id or f"line {each.line}"),
        subject=visible(subject_of(entry)),
        content=visible(content_of(entry, plan) + replaces),
        people=visible(f"{credited}by {entry.by}"),
        particulars=[visible(said) for said in (entry.note, evidence) if said],
        remark=visible(each.remark or each.but or ""),
        struck=bool(each.remark),
    )


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
