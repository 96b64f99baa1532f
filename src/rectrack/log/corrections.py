"""Which version of each fact counts, and in what order: duplicates, corrections, reading order.

An entry that corrects nothing stands for one fact. Its corrections are followed to the version in
force: from each entry on to the last logged of its effective corrections, until none is left. A
correction is effective unless it was itself voided, so undoing an undo restores what was undone;
one that is set aside is effective only where it was itself replaced. The result is the same for
every order of the entries in the file.
"""

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from operator import attrgetter, eq
from typing import Literal

from msgspec import Struct

from rectrack.log.authors import forbidden_corrections
from rectrack.log.entry import Entry, content, encode
from rectrack.plan.model import Person

EARLIEST = datetime.min.replace(tzinfo=UTC)
ByName = dict[str, Entry]


class EntryFinding(Struct, frozen=True):
    """What is wrong with an entry: an error sets it aside, a warning does not."""

    entry: Entry
    severity: Literal["error", "warning"]
    message: str


class Resolution(Struct, frozen=True):
    """The facts of a log, each in the version in force, by (date, logged, id).

    `named` are all entries that have an id, each id once; `corrected`, the effective corrections by
    the ids of what they correct.
    """

    entries: list[Entry]
    named: dict[str, Entry]
    corrected: dict[str, Entry]
    findings: list[EntryFinding]

    def with_facts(self, new: Sequence[Entry]) -> "Resolution":
        """Return this with entries that correct nothing and that no correction names.

        Their ids are new. Only what stands behind the first of them is put in order again.
        """
        at = bisect_left(self.entries, min(map(reading_order, new)), key=reading_order)
        entries = self.entries[:at] + sorted([*self.entries[at:], *new], key=reading_order)
        named = self.named | {each.id: each for each in new if each.id is not None}
        return Resolution(entries, named, self.corrected, self.findings)


def when_logged(entry: Entry) -> tuple[datetime, str]:
    """Order by when an entry was written down; one without a time comes first."""
    return entry.logged or EARLIEST, entry.id or encode(entry).decode()


def reading_order(entry: Entry) -> tuple[object, ...]:
    """Order by (date, logged, id): the latest reading and the last decision are the last in it."""
    return entry.date, entry.logged or EARLIEST, entry.id or encode(entry).decode()


def in_reading_order(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries by (date, logged, id).

    A log is nearly in the order in which it was logged, so that to sort by that alone and then,
    keeping it, by day, is far quicker; it is right where no two were logged at one moment.
    """
    if all(entry.logged for entry in entries):
        found = sorted(entries, key=attrgetter("logged"))
        moments = [entry.logged for entry in found]
        if not any(map(eq, moments, moments[1:])):
            return sorted(found, key=attrgetter("date"))
    return sorted(entries, key=reading_order)


def resolve(
    entries: Sequence[Entry], set_aside: AbstractSet[Entry], people: Mapping[str, Person]
) -> Resolution:
    """Return the version in force of each fact that entries tell of.

    `set_aside` are those that the plan does not understand, which is said elsewhere: as versions
    they stay, for the caller to leave out. `people` are those of the plan.
    """
    named, findings = once_each(entries)
    once = [*named.values(), *[entry for entry in entries if entry.id is None]]
    correcting = [entry for entry in once if entry.voids or entry.replaces is not None]
    corrections, errors = _by_corrected(correcting, named)
    in_force: ByName = {}
    if corrections:
        forbidden = forbidden_corrections(correcting, named, people, set_aside)
        errors += [EntryFinding(entry, "error", why) for entry, why in forbidden.items()]
        in_force, warnings, circles = _in_force(corrections, set_aside | forbidden.keys())
        findings += warnings
        errors += circles
    findings += [
        each for each in errors if each.entry.id not in in_force and each.entry not in set_aside
    ]
    facts = [entry for entry in once if not entry.voids and entry.replaces is None]
    versions = [_version(each, in_force) if each.id in in_force else each for each in facts]
    effective = in_reading_order([each for each in versions if each.voids is None])
    return Resolution(effective, named, in_force, findings)


def once_each(entries: Sequence[Entry]) -> tuple[dict[str, Entry], list[EntryFinding]]:
    """Return the entries that have an id, each id once, and the others that say something else.

    Copies of one entry are no mistake: they are what a merge of two files leaves.
    """
    with_id = [entry for entry in entries if entry.id is not None]
    named = {entry.id or "": entry for entry in with_id}
    again: dict[str, list[Entry]] = {}
    if len(named) < len(with_id):
        named = {}
        for entry in with_id:
            if named.setdefault(entry.id or "", entry) is not entry:
                again.setdefault(entry.id or "", []).append(entry)
    findings: list[EntryFinding] = []
    for name, others in again.items():
        first, *rest = sorted(
            [named[name], *others],
            key=lambda entry: (entry.logged or EARLIEST, content(entry), encode(entry)),
        )
        named[name] = first
        message = f"the id {name} is already used by another entry"
        findings += [
            EntryFinding(entry, "error", message)
            for entry in rest
            if content(entry) != content(first)
        ]
    return named, findings


def _by_corrected(
    correcting: list[Entry], named: dict[str, Entry]
) -> tuple[dict[str, list[Entry]], list[EntryFinding]]:
    """Return the corrections by the id that each names, and those that name what cannot be."""
    found: dict[str, list[Entry]] = {}
    errors: list[EntryFinding] = []
    for entry in correcting:
        name = entry.corrects or ""
        if name not in named:
            errors.append(EntryFinding(entry, "error", f"there is no entry {name} to correct"))
        elif entry.replaces is not None and named[name].voids is not None:
            message = f"{name} voids another entry: void it rather than replace it"
            errors.append(EntryFinding(entry, "error", message))
        else:
            found.setdefault(name, []).append(entry)
    return found, errors


def _version(entry: Entry, in_force: ByName) -> Entry:
    """Follow the corrections of an entry to its version in force, or to a void."""
    while entry.voids is None and (correction := in_force.get(entry.id or "")) is not None:
        entry = correction
    return entry


def _in_force(
    corrections: dict[str, list[Entry]], set_aside: Container[Entry]
) -> tuple[ByName, list[EntryFinding], list[EntryFinding]]:
    """Return for each corrected id the correction in force; warnings of rivals; and circles."""
    # Whether a correction is effective depends on what corrects it. So those that nothing corrects
    # are decided first, and an entry once all of its corrections are: each is looked at once, and
    # no chain is too long, as it would be for a recursion. What waits forever is on a circle.
    everything = [entry for rivals in corrections.values() for entry in rivals]
    by_id = {entry.id: entry for entry in everything}
    waiting = {name: len(rivals) for name, rivals in corrections.items()}
    effective: dict[str, list[Entry]] = {}
    in_force: ByName = {}
    warnings: list[EntryFinding] = []
    ready = [entry for entry in everything if entry.id not in corrections]
    while ready:
        entry = ready.pop()
        name = entry.corrects or ""
        own = in_force.get(entry.id or "")
        # A replacement stands where the replaced one stood, and so fixes it if that is set aside.
        if own.voids is None if own is not None else entry not in set_aside:
            effective.setdefault(name, []).append(entry)
        waiting[name] -= 1
        if waiting[name] == 0:
            if name in effective:
                *rivals, last = sorted(effective[name], key=when_logged)
                in_force[name] = last
                warnings += _warnings(name, rivals, last)
            if name in by_id:
                ready.append(by_id[name])
    circles = [
        EntryFinding(entry, "error", "its corrections refer to each other in a circle")
        for entry in everything
        if waiting.get(entry.id or "", 0) > 0
    ]
    return in_force, warnings, circles


def _warnings(name: str, rivals: list[Entry], last: Entry) -> list[EntryFinding]:
    """Warn of rivals to the correction in force that say something else; voids say the same."""
    message = f"corrects {name}, as {last.id or 'a later one'} does: the last logged counts"
    return [
        EntryFinding(each, "warning", message)
        for each in rivals
        if each.replaces is not None or last.replaces is not None
    ]
