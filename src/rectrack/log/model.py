"""The log of a plan file as it was read: entries in their order, and where each one stands."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import Struct

from rectrack.errors import Finding, PlanError
from rectrack.log.entry import Entry

ASIDE = "; this entry is set aside"
MOST_ASIDE = 100_000
"""A log in which more than this is wrong is no log."""
UNREAD_DAY = date.min
"""Stands in an unread entry for a day that could not be read."""


class Unread(Struct, frozen=True):
    """An entry with an id that could not be read whole: what of it could be, and what was wrong.

    `lacking` are the keys whose values could not be read.
    """

    entry: Entry
    lacking: frozenset[str]
    findings: tuple[Finding, ...]


class Log:
    """The entries of a file in their order, with the places to name them by.

    `unread` are the entries among those set aside that have an id, by their ids. `misplaced` tells
    why the section is not a list that ends the file, which stops everything. `by_lines` says
    that each canonical line was read as an entry by itself, and what lies between them as YAML.
    """

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.findings: list[Finding] = []
        self.unread: dict[str, Unread] = {}
        self.misplaced: list[Finding] = []
        self.by_lines = False
        self._starts: list[int] = []
        self._places: list[tuple[int, int]] = []
        self._indexes: dict[int, int] | None = None

    def add_lines(self, entries: list[Entry], first_line: int, column: int) -> None:
        """Add entries that stand one to a line."""
        self._starts.append(len(self.entries))
        self._places.append((first_line, column))
        self.entries += entries

    def note(self, finding: Finding) -> None:
        """Note what is wrong; raises PlanError where hardly anything is right."""
        self.findings.append(finding)
        if len(self.findings) > MOST_ASIDE:
            message = f"more than {MOST_ASIDE} faults up to here: this is no log of entries"
            raise PlanError([Finding("error", "entry", message, *finding.place)])

    def set_aside(self, message: str, line: int, column: int) -> None:
        """Note an entry that cannot be read, and why."""
        self.note(Finding("error", "entry", message + ASIDE, line, column))

    def set_unread_aside(
        self, found: dict[str, Any], lacking: Iterable[str], faults: Iterable[Finding]
    ) -> None:
        """Note an entry of which only some values could be read, and why."""
        start = len(self.findings)
        for fault in faults:
            self.set_aside(fault.message, fault.line, fault.column)
        if found.get("id"):
            entry = Entry(**{"date": UNREAD_DAY, "by": "", **found})
            findings = tuple(self.findings[start:])
            self.unread.setdefault(found["id"], Unread(entry, frozenset(lacking), findings))

    def unread_of(self, entry: Entry) -> Unread | None:
        """Return what is known of this very entry where it could not be read whole."""
        unread = self.unread.get(entry.id or "")
        return unread if unread is not None and unread.entry is entry else None

    def plus(self, entries: Iterable[Entry]) -> "Log":
        """Return this log with more entries, as if they stood on lines below all others."""
        below = self.place(len(self.entries) - 1)[0] + 1 if self.entries else 1
        more = Log()
        more.entries += self.entries
        more.findings += self.findings
        more.unread |= self.unread
        more.misplaced += self.misplaced
        more.by_lines = self.by_lines
        more._starts += self._starts
        more._places += self._places
        more.add_lines(list(entries), below, 1)
        return more

    def place(self, index: int) -> tuple[int, int]:
        """Return the line and column of the entry at this index."""
        run = bisect_right(self._starts, index) - 1
        line, column = self._places[run]
        return line + index - self._starts[run], column

    def place_of(self, entry: Entry) -> tuple[int, int]:
        """Return the line and column of this very entry."""
        if self._indexes is None:
            self._indexes = {id(each): index for index, each in enumerate(self.entries)}
        if id(entry) not in self._indexes:
            return self.unread[entry.id or ""].findings[0].place
        return self.place(self._indexes[id(entry)])
