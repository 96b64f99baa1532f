"""How much was recorded in each week, by measure: where work goes on, and where it has stopped."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.model import Measure, Period, Plan

MOST_WEEKS = 53
WEEK = timedelta(days=7)


class Activity(Struct, frozen=True):
    """How many entries that count bear a day of each week, for each measure.

    An entry is its measure's, or that of its target. `weeks` are the latest up to the day, of at
    most a year, each from its Monday to its Sunday; `before` is how many entries are dated before
    the first of them.
    """

    weeks: tuple[Period, ...]
    rows: tuple[tuple[Measure, tuple[int, ...]], ...]
    before: int

    @property
    def most(self) -> int:
        """The highest count of any measure and week."""
        return max((count for _, counts in self.rows for count in counts), default=0)


def activity(plan: Plan, entries: Iterable[Entry], day: date) -> Activity:
    """Return the activity up to a day; `entries` are effective and dated up to it."""
    weeks = _weeks(plan.period, day)
    counts: dict[str, Counter[int]] = {name: Counter() for name in plan.measures}
    before = 0
    for entry in entries:
        measure = plan.targets[entry.target].measure if entry.target else entry.measure
        if measure is None:
            continue
        week = (entry.date - weeks[0].start).days // WEEK.days
        if week < 0:
            before += 1
        else:
            counts[measure][week] += 1
    rows = tuple(
        (measure, tuple(counts[name][week] for week in range(len(weeks))))
        for name, measure in plan.measures.items()
    )
    return Activity(weeks, rows, before)


def _weeks(period: Period, day: date) -> tuple[Period, ...]:
    """Return the weeks from the period's first day to the day, the latest where they are many."""
    last = day - timedelta(days=day.weekday())
    first = min(period.start - timedelta(days=period.start.weekday()), last)
    number = min((last - first).days // WEEK.days + 1, MOST_WEEKS)
    mondays = [last - WEEK * back for back in range(number - 1, -1, -1)]
    return tuple(Period(monday, monday + timedelta(days=6)) for monday in mondays)
