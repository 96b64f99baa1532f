"""Signals: facts that make an inspector look closer, and accuse nobody."""

from collections.abc import Iterable, Sequence, Sized
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.plan.model import Period, Plan
from rectrack.targets.base import Kind
from rectrack.targets.kinds import kind_of
from rectrack.targets.progress import ZERO
from rectrack.targets.standing import Standing

PROMPT = timedelta(days=7)
"""What is logged within so many days of its day is logged promptly."""
TEN_THOUSANDTH = Decimal("0.0001")


class Signals(Struct, frozen=True):
    """How often each happened, among so many entries.

    `tardy` were logged later than promptly; of the `unlogged` nobody can
    say, since they do not name the day. `asked_late` are the extensions that were asked
    for after the day that they moved; `rebounds` are measures reopened after they were closed.
    """

    entries: int
    tardy: int
    unlogged: int
    extensions: int
    asked_late: int
    rebounds: int
    corrections: int


class LastTenth(Struct, frozen=True):
    """How much of a target's total is dated in the last tenth of its days, from `since` on."""

    target: str
    since: date
    amount: Decimal
    total: Decimal


def signals(
    entries: Sequence[Entry],
    corrections: Sized,
    targets: Sequence[Standing],
    rebounds: int,
) -> Signals:
    """Count the signals of entries, and of the targets and measures that they are about.

    All of them are of one day: what was entered, corrected and decided by then. `rebounds` are
    those of the measures.
    """
    return Signals(
        entries=len(entries),
        tardy=sum(_is_tardy(entry) for entry in entries),
        unlogged=sum(entry.logged is None for entry in entries),
        extensions=sum(each.extensions for each in targets),
        asked_late=sum(each.late_extensions for each in targets),
        rebounds=rebounds,
        corrections=len(corrections),
    )


def share_logged_late(entries: Iterable[Entry]) -> Decimal | None:
    """Return the share of entries, of those that say when they were logged, that were late.

    From 0 to 1, in ten-thousandths; None where none of them says so.
    """
    dated = [entry for entry in entries if entry.logged is not None]
    share = Decimal(sum(map(_is_tardy, dated))) / max(len(dated), 1)
    return share.quantize(TEN_THOUSANDTH) if dated else None


def _is_tardy(entry: Entry) -> bool:
    return entry.logged is not None and entry.logged.date() - entry.date > PROMPT


def last_tenth(
    plan: Plan, standings: Iterable[Standing], history: History, day: date
) -> list[LastTenth]:
    """Return what was done in the last tenth of its days, for each target of which anything was.

    Only for targets that add up. The last tenth is one day at least.
    """
    found = []
    for standing in standings:
        target, since = standing.target, _last_tenth_of(standing.span)
        kind = kind_of(target)
        if day < since or kind.values != "amounts":
            continue
        total = late = ZERO
        for entry in history.progress.get(target.id, ()):
            if entry.date in standing.span:
                added = _added(plan, kind, entry)
                total += added
                late += added if entry.date >= since else ZERO
        if late:
            found.append(LastTenth(target.id, since, late, total))
    return found


def _added(plan: Plan, kind: Kind, entry: Entry) -> Decimal:
    """Return what an entry adds to the sum: its value, once for each who has a part in it."""
    value = entry.value or ZERO
    if not kind.shares_credit:
        return value
    asked = plan.among(kind.answerable())
    return value * sum(name in asked for name in plan.members(entry.credited))


def _last_tenth_of(span: Period) -> date:
    return span.end - timedelta(days=max(span.days // 10, 1) - 1)
