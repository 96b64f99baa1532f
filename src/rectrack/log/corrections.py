"""Which entries count, and in what order: duplicates, corrections, and the reading order.

Each entry that corrects nothing stands for one fact. Its corrections are followed to the version
that counts: the last logged of those that stand, and so on from there. A correction stands
unless it was itself voided, so undoing an undo restores what was undone; one that the plan does
not understand, or that nobody may make, stands only where it was itself replaced. The result is
the same for every order of the entries in the file.
"""

from collections.abc import Container, Iterable
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct

from rectrack.log.authors import overreaching
from rectrack.log.entry import Entry, content, encode

EARLIEST = datetime.min.replace(tzinfo=UTC)


class EntryFinding(Struct, frozen=True):
    """An entry that does not count, or of which a person should know, and why."""

    entry: Entry
    severity: Literal["error", "warning"]
    message: str


class Counted(Struct, frozen=True):
    """The entries that count, by (date, logged, id), and what was wrong with others.

    `named` are all that have an id, each id once; `effective`, the corrections that take effect.
    """

    entries: list[Entry]
    entry_findings: list[EntryFinding]
    named: dict[str, Entry]
    effective: tuple[Entry, ...] = ()


def when_logged(entry: Entry) -> tuple[datetime, str]:
    """Order by when an entry was written down; one without a time comes first."""
    return entry.logged or EARLIEST, entry.id or encode(entry).decode()


def reading_order(entry: Entry) -> tuple[object, ...]:
    """Order by (date, logged, id): the latest reading and the last word are the last in it."""
    return entry.date, entry.logged or EARLIEST, entry.id or encode(entry).decode()


def count(
    entries: Iterable[Entry],
    wrong: AbstractSet[int] = frozenset(),
    people: Container[str] | None = None,
) -> Counted:
    """Return the entries that count.

    `wrong` holds the `id()` of those that the plan does not understand, which is said elsewhere.
    `people` are those of the plan; everybody is one of them where they are not given.
    """
    entry_findings: list[EntryFinding] = []
    named, anonymous = once_each(entries, entry_findings)
    counting = [*named.values(), *anonymous]
    corrections, misled = _corrections(counting, named)
    winners: dict[str | None, Entry] = {}
    if corrections:
        beyond = overreaching(counting, named, people, wrong)
        misled += [
            EntryFinding(each, "error", beyond[id(each)]) for each in counting if id(each) in beyond
        ]
        winners, tangled = _winners(corrections, wrong | beyond.keys(), entry_findings)
        misled += tangled
    entry_findings += [
        each for each in misled if each.entry.id not in winners and id(each.entry) not in wrong
    ]
    counting = [_version(each, winners) for each in counting if each.corrects is None]
    counting = [entry for entry in counting if entry.voids is None]
    counting.sort(key=reading_order)
    return Counted(counting, entry_findings, named, tuple(winners.values()))


def _corrections(
    entries: list[Entry], named: dict[str, Entry]
) -> tuple[dict[str, list[Entry]], list[EntryFinding]]:
    """File the corrections under the id of the entry that each one names, if it can be."""
    found: dict[str, list[Entry]] = {}
    misled: list[EntryFinding] = []
    for entry in entries:
        if (name := entry.corrects) is None:
            continue
        if name not in named:
            misled.append(EntryFinding(entry, "error", f"there is no entry {name} to correct"))
        elif entry.replaces is not None and named[name].voids is not None:
            message = f"{name} voids another entry: void it rather than replace it"
            misled.append(EntryFinding(entry, "error", message))
        else:
            found.setdefault(name, []).append(entry)
    return found, misled


def once_each(
    entries: Iterable[Entry], entry_findings: list[EntryFinding]
) -> tuple[dict[str, Entry], list[Entry]]:
    """Part entries with an id, each id once, from those without."""
    named: dict[str, Entry] = {}
    anonymous: list[Entry] = []
    again: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.id is None:
            anonymous.append(entry)
        elif named.setdefault(entry.id, entry) is not entry:
            again.setdefault(entry.id, []).append(entry)
    for name, others in again.items():
        first, *rest = sorted(
            [named[name], *others],
            key=lambda entry: (entry.logged or EARLIEST, content(entry), encode(entry)),
        )
        named[name] = first
        entry_findings += [
            EntryFinding(
                entry,
                "error",
                f"the id {name} stands for another entry already",
            )
            for entry in rest
            if content(entry) != content(first)
        ]
    return named, anonymous


def _version(entry: Entry, winners: dict[str | None, Entry]) -> Entry:
    """Follow the corrections of an entry to its version that counts, or to a void."""
    while entry.voids is None and entry.id in winners:
        entry = winners[entry.id]
    return entry


def _winners(
    corrections: dict[str, list[Entry]], wrong: Container[int], entry_findings: list[EntryFinding]
) -> tuple[dict[str | None, Entry], list[EntryFinding]]:
    """Return for each corrected id the correction that takes effect, and those in a circle.

    Works from the corrections that nothing corrects back towards what they correct, so that no
    chain is too long; what is never reached lies on a circle.
    """
    filed = [entry for group in corrections.values() for entry in group]
    by_id = {entry.id: entry for entry in filed}
    waiting = {name: len(group) for name, group in corrections.items()}
    winners: dict[str | None, Entry] = {}
    standing: dict[str, list[Entry]] = {}
    ready = [entry for entry in filed if entry.id not in corrections]
    while ready:
        entry = ready.pop()
        name = entry.corrects or ""
        fate = winners.get(entry.id)
        if fate.voids is None if fate is not None else id(entry) not in wrong:
            standing.setdefault(name, []).append(entry)
        waiting[name] -= 1
        if waiting[name] == 0:
            if name in standing:
                winners[name] = _last_logged(name, standing[name], entry_findings)
            if name in by_id:
                ready.append(by_id[name])
    tangled = [
        EntryFinding(entry, "error", "its corrections run in a circle")
        for entry in filed
        if waiting.get(entry.id or "", 0) > 0
    ]
    return winners, tangled


def _last_logged(name: str, rivals: list[Entry], entry_findings: list[EntryFinding]) -> Entry:
    """Return the correction that takes effect; rivals that say different things are doubtful."""
    *losers, winner = sorted(rivals, key=when_logged)
    for loser in losers:
        if loser.replaces is not None or winner.replaces is not None:
            message = (
                f"corrects {name}, as {winner.id or 'a later one'} does: the last logged counts"
            )
            entry_findings.append(EntryFinding(loser, "warning", message))
    return winner
