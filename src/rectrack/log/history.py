"""The effective entries up to a day, by what they speak of."""

from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping
from datetime import date

from msgspec import Struct, field

from rectrack.log.deciders import not_entitled
from rectrack.log.entry import Entry
from rectrack.log.sorts import is_remark, is_target_decision
from rectrack.plan.model import Plan

By = dict[str, list[Entry]]


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


def concerning(
    entries: Iterable[Entry], targets: Container[str | None], measures: Container[str | None]
) -> list[Entry]:
    """Return the entries that speak of any of these targets or measures."""
    return [each for each in entries if each.target in targets or each.measure in measures]


def until(
    plan: Plan,
    entries: list[Entry],
    day: date,
    overruled: Mapping[str, Iterable[Overruled]] | None = None,
) -> History:
    """Return the history at the end of a day; what is dated after it does not exist yet.

    Remarks are left out, since they count as nothing.
    `entries` are effective, and in reading order.
    """
    history = History()
    for name, found in (overruled or {}).items():
        history.overruled[name] = [each for each in found if each.entry.date <= day]
    for entry in up_to(entries, day):
        if is_remark(entry):
            continue
        if entry.target is not None:
            subject, decides = entry.target, is_target_decision(entry)
            part = history.target_decisions if decides else history.progress
        elif entry.measure is not None:
            part, subject, decides = history.measure_decisions, entry.measure, True
        else:
            part, subject, decides = history.awards, entry.person or "", True
        if decides and (why := not_entitled(plan, entry)) is not None:
            history.passed_over.setdefault(subject, {})[entry] = why
            if entry.measure is None:
                continue
        part.setdefault(subject, []).append(entry)
    return history
