"""The entries of a log as a journal: those that are asked for, and what became of each."""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import chain
from typing import Protocol

from msgspec import Struct

from rectrack.log.corrections import reading_order
from rectrack.log.entry import Entry
from rectrack.log.versions import ends
from rectrack.plan.model import Plan
from rectrack.records import Records
from rectrack.reports.closing import followed
from rectrack.reports.decision_notes import DecisionNotes, decision_notes

Takes = Callable[[Entry], bool]


class Selection(Struct, frozen=True):
    """What a journal is narrowed to: any of the ids, and the person, and the days.

    An id is that of anything in the plan, or else the beginning of the id of entries, or of the
    batch that they came in. Both days belong to it.
    """

    ids: tuple[str, ...] = ()
    person: str | None = None
    since: date = date.min
    until: date = date.max


class JournalEntry(Struct, frozen=True):
    """An entry and what became of it; `line` is where it stands in the file.

    `counts` says whether it is effective, and `corrected_by` the id of the correction in
    force. `remark` tells why it has no effect; a void in force does not count, and has no remark.
    `but` is what is to be known of a decision that counts: that it was asked for late, or
    was passed over.
    """

    entry: Entry
    line: int
    counts: bool
    corrected_by: str | None = None
    remark: str | None = None
    but: str | None = None


class Journal(Struct, frozen=True):
    """The entries that are shown, by (date, logged, id), of all in the `log`.

    `counting` are how many count in the whole log; `left_out`, how many more were asked for that
    do not count and are not shown.
    """

    plan: Plan
    log: list[Entry]
    entries: list[JournalEntry]
    counting: int
    left_out: int


def journal(records: Records, selection: Selection, *, everything: bool = False) -> Journal:
    """Return the entries asked for: those that count, or with `everything` the others too."""
    takes = _filter(records, selection)
    counting = set(records.entries)
    shown = [entry for entry in records.entries if takes(entry)]
    others = [each for each in records.log.entries if each not in counting and takes(each)]
    if everything:
        shown, others = sorted(shown + others, key=reading_order), []
    effect = effects(records)
    entries = [effect(entry, counts=entry in counting) for entry in shown]
    return Journal(records.plan, records.log.entries, entries, len(counting), len(others))


def begins_an_id(entries: Iterable[Entry], beginning: str) -> bool:
    """Whether the id of any of the entries, or of the batch it came in, begins so."""
    names = (name for each in entries for name in (each.id, each.batch) if name)
    return bool(beginning) and any(name.startswith(beginning) for name in names)


def _filter(records: Records, selection: Selection) -> Takes:
    """Return whether an entry is asked for; a void is where the entry is that it undoes."""
    plan = records.plan
    asked = [_meant_by(plan, set(selection.ids))] if selection.ids else []
    asked += [of_people(plan, (selection.person,))] if selection.person else []
    by_id = {entry.id: entry for entry in records.log.entries if entry.id is not None}
    undone = ends({name: e.voids for name, e in by_id.items() if e.voids in by_id})

    def takes(entry: Entry) -> bool:
        if not selection.since <= entry.date <= selection.until:
            return False
        name = entry.voids or ""
        about = entry, by_id.get(undone.get(name, name), entry)
        return all(any(map(is_meant, about)) for is_meant in asked)

    return takes


def of_people(plan: Plan, names: tuple[str, ...]) -> Takes:
    """Return whether any of these people wrote an entry, is credited with it, or is its subject.

    They are credited as members of a group too.
    """
    people = set(plan.members(names))
    groups = {name for name, members in plan.groups.items() if people.intersection(members)}
    credited = people | groups

    def is_theirs(entry: Entry) -> bool:
        is_work = not credited.isdisjoint(entry.credited)
        return is_work or entry.by in people or entry.person in people

    return is_theirs


def _meant_by(plan: Plan, ids: set[str]) -> Takes:
    """Return whether an entry is meant by any of these ids."""
    measures = {each.id for each in plan.measures.values() if ids & {each.id, *each.answers}}
    targets = {e.id for e in plan.targets.values() if e.id in ids or e.measure in measures}
    is_theirs = of_people(plan, tuple(ids & {*plan.people, *plan.groups}))
    beginnings = tuple(ids - plan.ids())
    return lambda entry: (
        entry.target in targets
        or entry.measure in measures
        or is_theirs(entry)
        or (entry.id or "").startswith(beginnings)
        or (entry.batch or "").startswith(beginnings)
    )


class Effect(Protocol):
    """Tells what became of an entry, knowing whether it counts."""

    def __call__(self, entry: Entry, *, counts: bool) -> JournalEntry: ...


def effects(records: Records) -> Effect:
    """Return what tells of any entry of a log what became of it."""
    return _Effects(records).of


class _Effects:
    """What became of the entries of a log."""

    def __init__(self, records: Records) -> None:
        self._log, self._named = records.log, records.named
        self._aside, self._corrected = records.set_aside, records.corrected
        self._notes = _decision_notes(records)

    def of(self, entry: Entry, *, counts: bool) -> JournalEntry:
        """Return an entry with what became of it."""
        line, _ = self._log.place_of(entry)
        if counts:
            return JournalEntry(entry, line, counts=True, but=self._notes.get(entry))
        corrected_by = None
        if entry in self._aside:
            remark: str | None = self._aside[entry]
        elif (first := self._named.get(entry.id or "", entry)) is not entry:
            remark = f"the same entry is on line {self._log.place_of(first)[0]}"
        elif (correction := self._corrected.get(entry.id or "")) is not None:
            corrected_by, remark = correction.id, self._by(correction)
        else:
            remark = self._without_effect(entry)
        return JournalEntry(entry, line, False, corrected_by, remark)

    def _by(self, correction: Entry) -> str:
        name = correction.id or f"the entry on line {self._log.place_of(correction)[0]}"
        return f"{'undone' if correction.voids else 'replaced'} by {name}"

    def _without_effect(self, correction: Entry) -> str | None:
        """Return why a correction has no effect; None where it has."""
        each = correction
        while (name := each.corrects) is not None:
            in_force = self._corrected.get(name)
            if in_force is not None and in_force is not each:
                return f"{name} is {self._by(in_force)}"
            if in_force is not None and each.voids:
                return None
            if in_force is None or self._named[name] in self._aside:
                return f"{name}, which it corrects, is set aside"
            each = self._named[name]
        return None


def _decision_notes(records: Records) -> DecisionNotes:
    """Return what is to be known of words and decisions, at the end of the log."""
    if not records.entries:
        return {}
    day = records.entries[-1].date
    history = records.until(day)
    measures = [records.plan.measures[name] for name in history.measure_decisions]
    decisions = chain.from_iterable(followed(records, each, history) for each in measures)
    return decision_notes(records.plan, decisions, history)
