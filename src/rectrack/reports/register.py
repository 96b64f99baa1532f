"""The entries of a log as a register: those that are asked for, and what became of each."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property

from msgspec import Struct

from rectrack.log.counting import once_each, reading_order
from rectrack.log.entry import Entry
from rectrack.log.history import until
from rectrack.log.versions import Undone
from rectrack.plan.model import Plan
from rectrack.records import Records
from rectrack.reports.caveats import Caveats, caveats
from rectrack.reports.closing import closing


class Sought(Struct, frozen=True):
    """What a register is narrowed to: any of the ids, and the person, and the days.

    An id is that of anything in the plan, or else the beginning of an entry's: of every entry
    whose id begins so. Both days belong to it.
    """

    ids: tuple[str, ...] = ()
    person: str | None = None
    since: date = date.min
    until: date = date.max


class Registered(Struct, frozen=True):
    """An entry and what became of it; `line` is where it stands in the file.

    `counts` says whether it is reckoned with, and `corrected_by` the id of the correction in
    force. `remark` tells why it has no effect; a void in force does not count, and has no remark.
    `but` is what is to be known of a word or decision that counts: that it was asked for late, or
    was passed over.
    """

    entry: Entry
    line: int
    counts: bool
    corrected_by: str | None = None
    remark: str | None = None
    but: str | None = None


class Register(Struct, frozen=True):
    """The entries that are shown, by (date, logged, id).

    `counting` are how many count in the whole log; `left_out`, how many more were asked for that
    do not count and are not shown.
    """

    plan: Plan
    entries: list[Registered]
    counting: int
    left_out: int


def register(records: Records, sought: Sought, *, everything: bool = False) -> Register:
    """Return the entries asked for: those that count, or with `everything` the others too."""
    takes = _filter(records, sought)
    counting = {id(entry) for entry in records.entries}
    shown = [entry for entry in records.entries if takes(entry)]
    others = [each for each in records.log.entries if id(each) not in counting and takes(each)]
    if everything:
        shown, others = sorted(shown + others, key=reading_order), []
    fates = _Fates(records)
    entries = [fates.of(entry, counts=id(entry) in counting) for entry in shown]
    return Register(records.plan, entries, len(counting), len(others))


def begins_an_id(entries: Iterable[Entry], beginning: str) -> bool:
    """Whether the id of any of the entries begins so."""
    return bool(beginning) and any((each.id or "").startswith(beginning) for each in entries)


def _filter(records: Records, sought: Sought) -> Callable[[Entry], bool]:
    """Return whether an entry is asked for; a void is where the entry is that it undoes."""
    meant = _Meant(records.plan, sought.ids)
    person = _People(records.plan, (sought.person,) if sought.person else ())
    if not sought.ids and sought.person is None:
        return lambda entry: sought.since <= entry.date <= sought.until
    undone = Undone({each.id: each for each in records.log.entries if each.id is not None})

    def takes(entry: Entry) -> bool:
        if not sought.since <= entry.date <= sought.until:
            return False
        about = (entry,) if entry.voids is None else (entry, undone.by(entry))
        return (not sought.ids or any(map(meant.cover, about))) and (
            sought.person is None or any(map(person.cover, about))
        )

    return takes


class _People:
    """Some people, and the groups that they are in."""

    def __init__(self, plan: Plan, names: tuple[str, ...]) -> None:
        self._names = set(plan.members(names))
        self._groups = {
            group for group, members in plan.groups.items() if self._names.intersection(members)
        }
        self._credited = self._names | self._groups

    def cover(self, entry: Entry) -> bool:
        """Whether any of them wrote an entry, is credited with it, or is whom it is about."""
        return (
            entry.by in self._names
            or entry.person in self._names
            or not self._credited.isdisjoint(entry.credited)
        )


class _Meant:
    """What ids mean among entries."""

    def __init__(self, plan: Plan, ids: tuple[str, ...]) -> None:
        names = set(ids)
        self._measures = {
            each.id for each in plan.measures.values() if names & {each.id, *each.answers}
        }
        self._targets = {
            each.id
            for each in plan.targets.values()
            if {each.id} & names or each.measure in self._measures
        }
        self._people = _People(
            plan, tuple(name for name in ids if name in plan.people or name in plan.groups)
        )
        self._beginnings = tuple(names - plan.ids())

    def cover(self, entry: Entry) -> bool:
        """Whether an entry is meant by any of them."""
        return (
            entry.target in self._targets
            or entry.measure in self._measures
            or self._people.cover(entry)
            or (entry.id or "").startswith(self._beginnings)
        )


class _Fates:
    """What became of the entries of a log."""

    def __init__(self, records: Records) -> None:
        self._log = records.log
        self._aside = {
            finding.place: finding.message
            for finding in records.findings
            if finding.severity == "error"
        }
        self._corrections = {each.corrects: each for each in records.corrections}
        self._caveats = _caveats(records)

    @cached_property
    def _named(self) -> dict[str, Entry]:
        """The entries by their ids, of copies the one that counts; without what is set aside."""
        log = self._log
        return once_each((e for e in log.entries if log.place_of(e) not in self._aside), [])[0]

    @cached_property
    def _copied(self) -> dict[str, Entry]:
        """What copies are of, by their ids: an entry that counts, or one that is set aside."""
        return once_each(self._log.entries, [])[0]

    def of(self, entry: Entry, *, counts: bool) -> Registered:
        """Return an entry with what became of it."""
        line, _ = place = self._log.place_of(entry)
        if counts:
            return Registered(entry, line, counts=True, but=self._caveats.get(id(entry)))
        if place in self._aside:
            return Registered(entry, line, counts=False, remark=self._aside[place])
        first = self._copied.get(entry.id or "", entry)
        if first is not entry:
            again = f"the same entry stands on line {self._log.place_of(first)[0]}"
            return Registered(entry, line, counts=False, remark=again)
        correction = self._corrections.get(entry.id) if entry.id else None
        if correction is not None:
            remark = self._by(correction)
            return Registered(entry, line, counts=False, corrected_by=correction.id, remark=remark)
        return Registered(entry, line, counts=False, remark=self._surpassed(entry))

    def _by(self, correction: Entry) -> str:
        name = correction.id or f"the entry on line {self._log.place_of(correction)[0]}"
        return f"{'undone' if correction.voids else 'replaced'} by {name}"

    def _surpassed(self, correction: Entry) -> str | None:
        """Return why a correction has no effect; None where it has."""
        each = correction
        while (name := each.corrects) is not None:
            in_force = self._corrections.get(name)
            if in_force is not None and in_force is not each:
                return f"{name} is {self._by(in_force)}"
            if in_force is not None and each.voids:
                return None
            if in_force is None or name not in self._named:
                return f"{name}, which it corrects, is set aside"
            each = self._named[name]
        return None


def _caveats(records: Records) -> Caveats:
    """Return what is to be known of words and decisions, at the end of the log."""
    if not records.entries:
        return {}
    day = records.entries[-1].date
    history = until(records.entries, day)
    words = [records.plan.measures[name] for name in history.words]
    measures = [closing(records, measure, history, day) for measure in words]
    return caveats(records.plan, measures, history)
