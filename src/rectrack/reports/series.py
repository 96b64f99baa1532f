"""How targets came along: the readings of a status, on days spread evenly over their span."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct, field

from rectrack.log.history import History
from rectrack.plan.model import Period, Plan
from rectrack.reports.status import standing_of
from rectrack.targets.kinds import kind_of
from rectrack.targets.standing import Standing, stand
from rectrack.targets.state import State

POINTS = 64
"""Days on which one target is read: as many as a chart has columns."""
POINTS_TOGETHER = 32
"""Days on which each of many targets is read."""
FEWEST = 8
LIGHT = 1000
"""So many entries, targets and people are read on every day; of more, fewer days are read."""
EXCUSED = {State.WAIVED, State.WITHDRAWN}


class Point(Struct, frozen=True):
    """The figures of one day, as in a Reading; `actual` is None after the day looked from."""

    day: date
    actual: Decimal | None
    expected: Decimal | None
    goal: Decimal | None
    low: Decimal | None = field(default=None, name="min")
    high: Decimal | None = field(default=None, name="max")


class Series(Struct, frozen=True):
    """Points in the order of their days; none where nothing is recorded yet.

    `span` is what they are spread over; `due`, the last day promised; `seen_from`, the day looked
    from. `names` are what the actual figure, the expected one and the goal or bounds are called.
    `counts` says that figures are amounts, which begin at zero, rather than readings.
    """

    points: tuple[Point, ...]
    span: Period
    due: date
    seen_from: date
    names: tuple[str, str, str]
    counts: bool = True


def target_series(
    plan: Plan, standing: Standing, history: History, day: date, points: int = POINTS
) -> Series:
    """Return how one target came along up to a day, and what is expected of it from then on.

    `history` reaches up to `day`. There are at most so many `points`, of a large log fewer. What
    was expected on a day is what was promised then, so that an extension shows as a bend.
    """
    target, kind = standing.target, kind_of(standing.target)
    entries = history.progress.get(target.id, [])
    last = day if standing.outstanding or not entries else entries[-1].date
    span = Period(min(standing.span.start, day), max(standing.span.end, last))
    most = affordable(points, len(entries) + len(plan.members(kind.answerable())))
    days = spread(span, day, most) if entries and not target.blanks else []
    return Series(
        points=tuple(_point(plan, standing, history, each, day) for each in days),
        span=span,
        due=standing.span.end,
        seen_from=day,
        names=kind.figures_are,
        counts=not kind.takes_readings,
    )


def _point(plan: Plan, now: Standing, history: History, day: date, seen_from: date) -> Point:
    target, reading = now.target, now.reading
    if day != seen_from:
        then = history.cut((target.id,), day)
        reading = stand(plan, target, then, day, withdrawn=False).reading
    known = day <= seen_from and not reading.unread
    return Point(
        day=day,
        actual=reading.actual if known else None,
        expected=reading.expected,
        goal=reading.goal,
        low=reading.low,
        high=reading.high,
    )


def targets_series(
    plan: Plan,
    standings: Iterable[Standing],
    history: History,
    day: date,
    points: int = POINTS_TOGETHER,
) -> Series:
    """Return how many of some targets were met on each day, and how many had fallen due.

    There are at most so many `points`, of many targets fewer.
    """
    shown = list(standings)
    ends = [each.span.end for each in shown] + [day for each in shown if each.outstanding]
    due = max((each.span.end for each in shown), default=day)
    span = Period(min([each.span.start for each in shown] + [day]), max([*ends, due]))
    recorded = any(each.target.id in history.progress for each in shown)
    days = spread(span, day, affordable(points, len(shown))) if recorded else []
    return Series(
        points=tuple(_count(plan, shown, history, each, day) for each in days),
        span=span,
        due=due,
        seen_from=day,
        names=(State.MET, "due by then", "all"),
    )


def _count(
    plan: Plan, standings: list[Standing], history: History, day: date, seen_from: date
) -> Point:
    """Count the targets met, and those due of which nobody was excused."""
    ids, found = [each.target.id for each in standings], standings
    if day != seen_from:
        then = history.cut(ids, day, {each.target.measure for each in standings})
        found = [standing_of(plan, name, then, day) for name in ids]
    met = sum(each.state is State.MET for each in found)
    due = sum(each.span.end <= day and each.state not in EXCUSED for each in found)
    return Point(
        day=day,
        actual=Decimal(met) if day <= seen_from else None,
        expected=Decimal(due),
        goal=Decimal(len(ids)),
    )


def affordable(most: int, read: int) -> int:
    """Return on how many days at `most` so much is read: each of them reads all of it anew."""
    return max(FEWEST, min(most, most * LIGHT // max(read, 1)))


def spread(span: Period, seen_from: date, most: int) -> list[date]:
    """Return at most so many days, each the last of an equal share of a span.

    In the share in which it lies, `seen_from` stands instead of the last day.
    """
    number = min(most, span.days)
    found = []
    for index in range(number):
        first = span.start + timedelta(days=index * span.days // number)
        last = span.start + timedelta(days=(index + 1) * span.days // number - 1)
        found.append(seen_from if first <= seen_from <= last else last)
    return found
