"""The log of a plan file as it was read: entries in their order, and where each one stands."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from rectrack.errors import Finding, PlanError
from rectrack.log.entry import Entry
from rectrack.plan.model import Plan
from rectrack.plan.number_faults import not_a_number
from rectrack.plan.values import PER_CENT

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


class Log(Struct, eq=False):
    """The entries of a file in their order, with the places to name them by.

    `unread` are the entries among those set aside that have an id, by their ids. `misplaced` tells
    why the section is not a list that ends the file, which stops everything. `by_lines` says
    that each canonical line was read as an entry by itself, and what lies between them as YAML.
    `per_cent` are the values that have a per cent sign, as they are written.
    `runs` are the entries that stand one to a line: index of the first, its line and its column.
    `by_hand` are the stretches of lines that were read as YAML in such a log: the first line of
    each and the one below it, counted from that of the body.
    """

    entries: list[Entry] = []
    findings: list[Finding] = []
    unread: dict[str, Unread] = {}
    misplaced: list[Finding] = []
    by_lines: bool = False
    runs: list[tuple[int, int, int]] = []
    by_hand: list[tuple[int, int]] = []
    per_cent: dict[Entry, str] = {}
    indexes: dict[Entry, int] = {}

    def add_lines(self, entries: list[Entry], first_line: int, column: int) -> None:
        """Add entries that stand one to a line."""
        self.runs.append((len(self.entries), first_line, column))
        self.entries += entries

    def note(self, finding: Finding) -> None:
        """Note what is wrong; raises PlanError where hardly anything is right."""
        self.findings.append(finding)
        if len(self.findings) > MOST_ASIDE:
            message = f"more than {MOST_ASIDE} faults up to here: this is not a log of entries"
            raise PlanError.at(finding.place, "entry", message)

    def set_aside(self, message: str, line: int, column: int) -> None:
        """Note an entry that cannot be read, and why."""
        self.note(Finding("error", "entry", message + ASIDE, line, column))

    def set_unread_aside(
        self, found: dict[str, Any], lacking: Iterable[str], findings: Iterable[Finding]
    ) -> None:
        """Note an entry of which only some values could be read, and why."""
        start = len(self.findings)
        for each in findings:
            self.set_aside(each.message, each.line, each.column)
        if found.get("id"):
            entry = Entry(**{"date": UNREAD_DAY, "by": "", **found})
            unread = Unread(entry, frozenset(lacking), tuple(self.findings[start:]))
            self.unread.setdefault(found["id"], unread)

    def unread_of(self, entry: Entry) -> Unread | None:
        """Return what is known of this very entry where it could not be read whole."""
        unread = self.unread.get(entry.id or "")
        return unread if unread is not None and unread.entry is entry else None

    def plus(self, entries: Iterable[Entry]) -> "Log":
        """Return this log with more entries, as if they stood on lines below all others."""
        below = self.place(len(self.entries) - 1)[0] + 1 if self.entries else 1
        runs = [*self.runs, (len(self.entries), below, 1)]
        return replace(self, entries=[*self.entries, *entries], runs=runs, indexes={})

    def not_in_per_cent(self, plan: Plan) -> dict[Entry, str]:
        """Return what is wrong with values in per cent where that is not the unit."""
        units = {target.id: target.unit for target in plan.targets.values()}
        return {
            entry: f"value: {not_a_number(text)}"
            for entry, text in self.per_cent.items()
            if units.get(entry.target or "") not in PER_CENT
        }

    def place(self, index: int) -> tuple[int, int]:
        """Return the line and column of the entry at this index."""
        run = bisect_right(self.runs, index, key=itemgetter(0)) - 1
        start, line, column = self.runs[run]
        return line + index - start, column

    def place_of(self, entry: Entry) -> tuple[int, int]:
        """Return the line and column of this very entry."""
        if (unread := self.unread_of(entry)) is not None:
            return unread.findings[0].place
        if not self.indexes:  # worked out once it is asked for, when all is loaded
            self.indexes |= {each: index for index, each in enumerate(self.entries)}
        return self.place(self.indexes[entry])
