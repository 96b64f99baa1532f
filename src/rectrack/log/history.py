"""The effective entries up to a day, by what they speak of."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable
from collections.abc import Set as AbstractSet
from datetime import date

from msgspec import Struct, field

from rectrack.log.deciders import not_entitled
from rectrack.log.entry import Entry
from rectrack.log.sorts import is_progress, is_remark
from rectrack.plan.model import Plan

By = dict[str, list[Entry]]
NONE: frozenset[Entry] = frozenset()


class Overruled(Struct, frozen=True):
    """An entry, and the correction in force by which somebody else amended or took it back."""

    entry: Entry
    correction: Entry


class History(Struct, frozen=True):
    """All lists are in reading order.

    `progress` and `target_decisions` (extensions, waivers, explanations) are by target,
    `measure_decisions` by measure, `awards` by person.

    `passed_over` are the decisions whose writers may not make them, with the reason, by whatever
    they speak of: those on a target or person are in none of the lists, those on a measure are.
    `overruled` are by target the entries that somebody else has amended or taken back.
    """

    progress: By = field(default_factory=dict)
    target_decisions: By = field(default_factory=dict)
    measure_decisions: By = field(default_factory=dict)
    awards: By = field(default_factory=dict)
    passed_over: dict[str, dict[Entry, str]] = field(default_factory=dict)
    overruled: dict[str, list[Overruled]] = field(default_factory=dict)

    def until(self, day: date) -> "History":
        """Return what there was at the end of a day; what is dated after it does not exist yet."""
        return History(
            progress=_each_up_to(self.progress, day),
            target_decisions=_each_up_to(self.target_decisions, day),
            measure_decisions=_each_up_to(self.measure_decisions, day),
            awards=_each_up_to(self.awards, day),
            passed_over=_reasons(self.passed_over, lambda entry: entry.date <= day),
            overruled={
                name: [each for each in found if each.entry.date <= day]
                for name, found in self.overruled.items()
            },
        )

    def without(self, entries: Collection[Entry]) -> "History":
        """Return this without some entries."""
        if not entries:
            return self
        return History(
            progress=_each_without(self.progress, entries),
            target_decisions=_each_without(self.target_decisions, entries),
            measure_decisions=_each_without(self.measure_decisions, entries),
            awards=_each_without(self.awards, entries),
            passed_over=_reasons(self.passed_over, lambda entry: entry not in entries),
            overruled=self.overruled,
        )

    def with_other(self, other: "History") -> "History":
        """Return this with what another says of whatever it speaks of, instead of the same here."""
        return History(
            progress=self.progress | other.progress,
            target_decisions=self.target_decisions | other.target_decisions,
            measure_decisions=self.measure_decisions | other.measure_decisions,
            awards=self.awards | other.awards,
            passed_over=self.passed_over | other.passed_over,
            overruled=self.overruled | other.overruled,
        )

    def cut(self, targets: Iterable[str], day: date, measures: Iterable[str] = ()) -> "History":
        """Return what there was on these targets and measures at the end of an earlier day."""
        names, named = tuple(targets), tuple(measures)
        refused, overruled = self.passed_over, self.overruled
        return History(
            progress={name: up_to(self.progress.get(name, []), day) for name in names},
            target_decisions={
                name: up_to(self.target_decisions.get(name, []), day) for name in names
            },
            measure_decisions={
                name: up_to(self.measure_decisions.get(name, []), day) for name in named
            },
            passed_over={
                name: {entry: why for entry, why in refused[name].items() if entry.date <= day}
                for name in (*names, *named)
                if name in refused
            },
            overruled={
                name: [each for each in overruled[name] if each.entry.date <= day]
                for name in names
                if name in overruled
            },
        )


def up_to(entries: list[Entry], day: date) -> list[Entry]:
    """Return the entries, which are in reading order, that are dated up to a day."""
    return entries[: bisect_right(entries, day, key=lambda each: each.date)]


def _each_up_to(lists: By, day: date) -> By:
    """Return of each list what is dated up to a day; where that is nothing, there is no list."""
    cut = ((name, up_to(entries, day)) for name, entries in lists.items())
    return {name: entries for name, entries in cut if entries}


def _each_without(lists: By, aside: Container[Entry]) -> By:
    kept = ((name, [e for e in entries if e not in aside]) for name, entries in lists.items())
    return {name: entries for name, entries in kept if entries}


def _reasons(
    passed_over: dict[str, dict[Entry, str]], is_meant: Callable[[Entry], bool]
) -> dict[str, dict[Entry, str]]:
    kept = (
        (name, {entry: why for entry, why in reasons.items() if is_meant(entry)})
        for name, reasons in passed_over.items()
    )
    return {name: reasons for name, reasons in kept if reasons}


def history_of(plan: Plan, entries: Iterable[Entry], aside: AbstractSet[Entry] = NONE) -> History:
    """Return the history of all days, of entries that are in reading order, but those set aside.

    Remarks are left out, since they count as nothing.
    """
    if aside:
        entries = [entry for entry in entries if entry not in aside]
    history = History()
    progress: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if is_progress(entry):
            progress[entry.target or ""].append(entry)
        elif not is_remark(entry):
            _add_decision(history, plan, entry)
    history.progress.update(progress)
    return history


def _add_decision(history: History, plan: Plan, entry: Entry) -> None:
    why = not_entitled(plan, entry)
    if entry.target is not None:
        part, subject = history.target_decisions, entry.target
    elif entry.measure is not None:
        part, subject = history.measure_decisions, entry.measure
    else:
        part, subject = history.awards, entry.person or ""
    if why is not None:
        history.passed_over.setdefault(subject, {})[entry] = why
    if why is None or entry.measure is not None:
        part.setdefault(subject, []).append(entry)
