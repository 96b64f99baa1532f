"""What an entry says in words, as every form of output has it."""

from rectrack.log.entry import Entry
from rectrack.plan.model import Plan
from rectrack.reports.description import content_of
from rectrack.wording import listed


def content(entry: Entry, plan: Plan) -> str:
    """Return what an entry says of its subject, and which one it replaces."""
    return content_of(entry, plan) + (f", replaces {entry.replaces}" if entry.replaces else "")


def particulars(entry: Entry) -> list[str]:
    """Return the lines of the note of an entry, and its evidence."""
    note = (entry.note or "").strip("\n")
    return [*(note.split("\n") if note else ()), *(f"evidence: {each}" for each in entry.evidence)]


def by_whom(entry: Entry) -> str:
    """Return who wrote an entry and its note, all on one line."""
    return ": ".join(filter(None, (f"by {entry.by}", " ".join((entry.note or "").split("\n")))))


def whose(entry: Entry) -> str:
    """Return whose work it is, and who wrote it down where that is another."""
    if entry.credited == (entry.by,):
        return f"by {entry.by}"
    return f"for {listed(entry.credited, most=99)}, by {entry.by}"
