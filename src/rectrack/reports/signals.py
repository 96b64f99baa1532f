"""Signals: facts that make an inspector look closer, and accuse nobody."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.plan.model import Period
from rectrack.records import Records
from rectrack.reports.closing import MeasureStanding
from rectrack.targets.account import ZERO
from rectrack.targets.judging import Standing
from rectrack.targets.kinds import kind_of

PROMPT = timedelta(days=7)
"""What is logged within so many days of its day is logged promptly."""


class Signals(Struct, frozen=True):
    """How often each happened up to the end of a day, among so many entries.

    `tardy` were logged more than seven days after they happened; `asked_late` are the extensions
    that were asked for after the day that they moved; `rebounds` are closings taken back.
    """

    entries: int
    tardy: int
    extensions: int
    asked_late: int
    rebounds: int
    corrections: int


class Rush(Struct, frozen=True):
    """How much of a target's total is dated in the last tenth of its days, from `since` on."""

    target: str
    since: date
    amount: Decimal
    total: Decimal


def signals(
    records: Records, standings: Iterable[Standing], measures: Iterable[MeasureStanding], day: date
) -> Signals:
    """Return the signals of a plan at the end of a day, which the standings are of too.

    The measures may be those of a later day.
    """
    entries = [entry for entry in records.entries if entry.date <= day]
    targets = list(standings)
    return Signals(
        entries=len(entries),
        tardy=tardy(entries),
        extensions=sum(each.extensions for each in targets),
        asked_late=sum(each.late_extensions for each in targets),
        rebounds=sum(each.rebounds_by(day) for each in measures),
        corrections=sum(made_on(entry) <= day for entry in records.corrections),
    )


def made_on(correction: Entry) -> date:
    """Return the day on which a correction was made, whatever the day that it speaks of."""
    return correction.logged.date() if correction.logged else correction.date


def tardy(entries: Iterable[Entry]) -> int:
    """Count the entries that were logged more than seven days after they happened."""
    return sum(
        entry.logged is not None and entry.logged.date() - entry.date > PROMPT for entry in entries
    )


def rushes(standings: Iterable[Standing], history: History, day: date) -> list[Rush]:
    """Return what came in the last tenth of its days, for each target that has reached it.

    Only for targets that add up, and that something was logged on within their days. The last
    tenth is one day at least.
    """
    found = []
    for standing in standings:
        target, since = standing.target, _last_tenth(standing.span)
        if day < since or not kind_of(target).adds_up:
            continue
        entries = [e for e in history.progress.get(target.id, ()) if e.date in standing.span]
        total = _sum(entries)
        if total:
            late = _sum(entry for entry in entries if entry.date >= since)
            found.append(Rush(target.id, since, late, total))
    return found


def _last_tenth(span: Period) -> date:
    return span.end - timedelta(days=max(span.days // 10, 1) - 1)


def _sum(entries: Iterable[Entry]) -> Decimal:
    return sum((entry.value for entry in entries if entry.value is not None), ZERO)
