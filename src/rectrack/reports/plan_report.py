"""All of a plan on a day, gathered once for all of its targets: what the page for leaders shows."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from rectrack.log.corrections import reading_order
from rectrack.log.entry import Entry
from rectrack.log.history import History, up_to
from rectrack.plan.model import Period
from rectrack.records import Records
from rectrack.reports.activity import Activity, activity
from rectrack.reports.deadlines import Deadline, deadlines
from rectrack.reports.journal import JournalEntry, effects
from rectrack.reports.measure_standing import MeasureStanding
from rectrack.reports.series import Series, affordable, target_series, targets_series
from rectrack.reports.status import Status, status
from rectrack.targets.items import Item
from rectrack.targets.kinds import kind_of
from rectrack.targets.standing import Standing

MOST_ENTRIES = 200
"""So many entries of a target are shown, the latest."""
POINTS = 48
"""Days on which targets are read for the charts."""
ALL_TOGETHER = 10
"""A log has so many times the entries that one target alone may have, before days are left out."""


class Older(Struct, frozen=True):
    """The entries of a target that are not shown: how many, and their sum where amounts add up.

    Only those that count are in the sum.
    """

    count: int
    sum: Decimal | None


class TargetReport(Struct, frozen=True):
    """One target, with all that bears on it.

    `entries` are the latest on it up to the day, the newest first, with those that were undone,
    replaced or set aside; a correction that undoes an entry is told beside that. `older` are the
    rest. `answers` are its explanations, and the remedies carried out.
    """

    standing: Standing
    part_of: MeasureStanding
    series: Series
    entries: tuple[JournalEntry, ...]
    older: Older | None
    waivers: tuple[Entry, ...]
    answers: tuple[Entry, ...]
    due: tuple[Deadline, ...]
    items: tuple[Item, ...]


class PlanReport(Struct, frozen=True):
    """All of a plan on a day.

    `digest` is the SHA-256 of the plan's bytes. `course` is how many targets were met on each day
    and how many had fallen due.
    """

    status: Status
    digest: str
    course: Series
    activity: Activity
    targets: tuple[TargetReport, ...]


def plan_report(records: Records, day: date) -> PlanReport:
    """Return all of a plan at the end of a day."""
    found = status(records, day)
    history = records.until(day)
    points = affordable(POINTS, found.entries // ALL_TOGETHER)
    return PlanReport(
        status=found,
        digest=hashlib.sha256(records.document.raw).hexdigest(),
        course=targets_series(found.plan, found.targets, history, day, points),
        activity=activity(found.plan, up_to(records.entries, day), day),
        targets=tuple(_targets(records, found, history, points)),
    )


def _targets(
    records: Records, found: Status, history: History, points: int
) -> Iterator[TargetReport]:
    plan, day = found.plan, found.day
    measures = {each.measure.id: each for each in found.measures}
    latest, older = _entries(records, found)
    for standing in found.targets:
        target = standing.target
        decisions = history.target_decisions.get(target.id, [])
        yield TargetReport(
            standing=standing,
            part_of=measures[target.measure],
            series=target_series(plan, standing, history, day, points),
            entries=latest.get(target.id, ()),
            older=older.get(target.id),
            waivers=tuple(each for each in decisions if each.event == "waived"),
            answers=tuple(each for each in decisions if each.event in {"explained", "remedied"}),
            due=tuple(deadlines([standing], [], Period(day, max(day, standing.span.end)))),
            items=tuple(kind_of(target).items(standing.progress)),
        )


def _entries(
    records: Records, found: Status
) -> tuple[dict[str, tuple[JournalEntry, ...]], dict[str, Older]]:
    """Return by target the latest of its entries, and what there is beside them."""
    counting = set(records.entries)
    by_target: dict[str, list[Entry]] = defaultdict(list)
    for entry in records.log.entries:
        if entry.target is not None and entry.date <= found.day:
            by_target[entry.target].append(entry)
    shown: dict[str, list[Entry]] = {}
    older: dict[str, Older] = {}
    for standing in found.targets:
        name = standing.target.id
        entries = sorted(by_target.get(name, ()), key=reading_order, reverse=True)
        shown[name], rest = entries[:MOST_ENTRIES], entries[MOST_ENTRIES:]
        if rest:
            adds_up = kind_of(standing.target).values in {"amounts", "times"}
            values = (each.value or Decimal() for each in rest if each in counting)
            older[name] = Older(len(rest), sum(values, Decimal()) if adds_up else None)
    effect = effects(records)
    latest = {
        name: tuple(effect(entry, counts=entry in counting) for entry in entries)
        for name, entries in shown.items()
    }
    return latest, older
