"""The entries of a target as rows of the page for leaders, each with an address of its own."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from msgspec import Struct

from rectrack.plan.model import Plan
from rectrack.render.entry_words import content, whose
from rectrack.render.page import visible
from rectrack.reports.journal import JournalEntry
from rectrack.wording import day

LINKED = {"http", "https"}
"""What may be opened from a page: any other address stays text."""


class EntryRow(Struct, frozen=True):
    """What stands in the row of an entry.

    `evidence` are texts, each with the address that it links to, or nothing. `undone` says that it
    does not count, and `remark` why; `by_anchor` is the row of the entry that stands in its place.
    """

    anchor: str
    day: str
    what: str
    whose: str
    note: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]
    undone: bool
    remark: str
    by_anchor: str
    id: str


def entry_rows(entries: Iterable[JournalEntry], plan: Plan) -> list[EntryRow]:
    """Return rows of entries, in their order."""
    shown = list(entries)
    anchors = {each.entry.id: _anchor(each) for each in shown if each.entry.id is not None}
    return [_row(each, plan, anchors) for each in shown]


def _anchor(each: JournalEntry) -> str:
    """Return the address of an entry on the page: ids may be missing, lines never are."""
    return f"e{each.line}"


def _row(each: JournalEntry, plan: Plan, anchors: dict[str, str]) -> EntryRow:
    entry = each.entry
    return EntryRow(
        anchor=_anchor(each),
        day=day(entry.date),
        what=content(entry, plan),
        whose=whose(entry),
        note=tuple((entry.note or "").strip("\n").split("\n")) if entry.note else (),
        evidence=tuple((text, link(text)) for text in entry.evidence),
        undone=not each.counts,
        remark=each.remark or each.but or "",
        by_anchor=anchors.get(each.corrected_by or "", ""),
        id=entry.id or "",
    )


def link(text: str) -> str:
    """Return the address that a piece of evidence links to, or nothing where it is none."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in LINKED and parts.netloc and visible(text) == text else ""
