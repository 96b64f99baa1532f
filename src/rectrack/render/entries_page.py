"""A journal as a page: on a terminal a table that is whole, elsewhere one line for each entry."""

from msgspec.structs import replace
from rich.console import Group
from rich.text import Text

from rectrack.plan.model import Plan
from rectrack.render.layout import GAP, Columns
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
    rows = [_row(each, journal.plan, in_line=in_lines) for each in journal.entries]
    if in_lines:
        return draw(Columns(rows), replace(page, width=None))
    table = Columns(rows, whole=1)
    return draw(Group(table, Text(), Text(_tally(journal), style="dim")), page)


def _row(each: JournalEntry, plan: Plan, *, in_line: bool) -> list[Text]:
    """Return the cells of an entry; what it says is on lines of its own, or all in one."""
    entry, style = each.entry, "strike" if each.remark else ""
    evidence = f"evidence: {', '.join(entry.evidence)}" if entry.evidence else ""
    replaces = f", replaces {entry.replaces}" if entry.replaces else ""
    credited = "" if entry.for_ is None else f"for {', '.join(entry.credited)} "
    subject, content = visible(subject_of(entry)), visible(content_of(entry, plan) + replaces)
    people = visible(f"{credited}by {entry.by}")
    particulars = [visible(said) for said in (entry.note, evidence) if said]
    remark = visible(each.remark or each.but or "")
    day = f"{entry.date.isoformat()} {DAYS[entry.date.weekday()]}"
    name = visible(entry.id or f"line {each.line}")
    if in_line:
        said = Text(GAP.join(filter(None, (content, people, *particulars))), style)
        said = Text(GAP).join([said, Text(remark)]) if remark else said
        return [Text(day, style), Text(name, style), Text(subject, style), said]
    what = " ".join(filter(None, (subject, content)))
    lines = [Text.assemble((what, f"{style} bold"), " ", (people, style))]
    lines += [Text(said, style) for said in particulars]
    lines += [Text(remark, "yellow")] if remark else []
    return [Text(day), Text(name), Text("\n").join(lines)]


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
