"""Days, weeks, months and the like: the windows in which something must happen or be reported."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.calendar import ALL_WEEKDAYS, Calendar
from rectrack.plan.model import Period, later
from rectrack.wording import MONTHS, listed, quarter, weekday_and_day

Every = Literal["day", "week", "two weeks", "month", "quarter", "half-year", "year"]
DAY = timedelta(days=1)
NEVER = "never"
"""What `attest` says where no report is asked for."""


class Rhythm(Struct, frozen=True):
    """How long a window lasts, in days or in months, and what one is called."""

    noun: str
    shortest: int
    """How many days it has at least, or always where it has no months."""
    months: int = 0


RHYTHMS: dict[str, Rhythm] = {
    "day": Rhythm("day", 1),
    "week": Rhythm("week", 7),
    "two weeks": Rhythm("two-week period", 14),
    "month": Rhythm("month", 28, months=1),
    "quarter": Rhythm("quarter", 90, months=3),
    "half-year": Rhythm("half-year", 181, months=6),
    "year": Rhythm("year", 365, months=12),
}


class Window(Struct, frozen=True):
    """A window clipped to a span; it is due once its nominal day has passed."""

    first: date
    last: date
    nominal: date


def calendar_windows(every: str, span: Period) -> Iterator[tuple[date, date]]:
    """Yield the first and last day of every window that touches a span, in whole windows.

    Two weeks are counted from the Monday on or before its first day.
    """
    first = _beginning(every, span.start, span.start)
    while first <= span.end:
        following = _following(every, first)
        yield first, (following - DAY if following else date.max)
        if following is None:
            return
        first = following


def most_windows(every: str, span: Period) -> int:
    """Return a number of windows than which a span has no more."""
    return span.days // RHYTHMS[every].shortest + 2 if every in RHYTHMS else 0


def cadence_windows(
    every: Every,
    on: int | None,
    span: Period,
    exempt: Iterable[date] = (),
    calendar: Calendar = ALL_WEEKDAYS,
) -> list[Window]:
    """Return the windows whose nominal day lies in the span and is not exempt.

    The nominal day is the weekday `on` of a week (Monday being 0), else the window's last.
    """
    excused = set(exempt)
    found = []
    for first, last in calendar_windows(every, span):
        nominal = last if on is None else later(first, on)
        if nominal not in span or nominal in excused or on not in {None, nominal.weekday()}:
            continue
        if not is_rest(calendar, Window(first, last, nominal), on):
            found.append(Window(max(first, span.start), min(last, span.end), nominal))
    return found


def is_rest(calendar: Calendar, window: Window, on: int | None) -> bool:
    """Whether the calendar exempts a whole window.

    It does where the weekday `on` is a holiday, and where no day of the window is worked. A
    Saturday that a plan names stays due, since its weekends are no holidays.
    """
    if on is not None and calendar.is_holiday(window.nominal):
        return True
    return not calendar.working_days(window.first, window.last)


def window_around(every: str, on: int | None, day: date, start: date) -> Window:
    """Return the whole window in which a day lies; two weeks are counted from those of `start`."""
    first = _beginning(every, day, start)
    following = _following(every, first)
    last = following - DAY if following else date.max
    return Window(first, last, last if on is None else later(first, on))


@lru_cache(maxsize=64)
def statement_windows(every: str, span: Period) -> tuple[Window, ...]:
    """Return all windows that touch the span; each asks for a report by its last day."""
    return tuple(
        Window(max(first, span.start), min(last, span.end), min(last, span.end))
        for first, last in calendar_windows(every, span)
    )


def silent_windows(attest: str, span: Period, stated: Iterable[date]) -> list[Window]:
    """Return the windows, past and to come, in which nothing was reported."""
    if attest == NEVER:
        return []
    days = sorted(stated)
    return [
        window
        for window in statement_windows(attest, span)
        if bisect_left(days, window.first) == bisect_right(days, window.last)
    ]


def unstated(attest: str, span: Period, day: date, stated: Iterable[date]) -> list[Window]:
    """Return the windows that have passed by the end of `day` without a report in them."""
    return [window for window in silent_windows(attest, span, stated) if window.last < day]


def statement_around(attest: str, day: date) -> Window:
    """Return the whole window of which a report made on a day speaks."""
    return window_around("month" if attest == NEVER else attest, None, day, day)


def needless(
    attest: str, stated: Iterable[date], statements: Iterable[Entry]
) -> Iterator[tuple[Entry, str]]:
    """Yield the reports of none, one after another, that nobody asks for any more, and why.

    `stated` are the days on which something was reported before them.
    """
    known = {statement_around(attest, day).first for day in stated}
    for entry in statements:
        window = statement_around(attest, entry.date)
        if attest == NEVER:
            yield entry, "no report is asked for"
        elif window.first in known:
            yield entry, f"{names_of([window], attest)} is already reported"
        known.add(window.first)


def names_of(windows: Iterable[Window], every: str) -> str:
    """Return "Mar 2026, Apr 2026" for months, "Q1 2026" for quarters."""
    return listed((_NAMES[every](window) for window in windows), most=4)


_NAMES: dict[str, Callable[[Window], str]] = {
    "day": lambda window: weekday_and_day(window.nominal),
    "week": lambda window: f"week of {weekday_and_day(window.nominal)}",
    "two weeks": lambda window: f"two-week period to {weekday_and_day(window.nominal)}",
    "month": lambda window: f"{MONTHS[window.first.month - 1]} {window.first.year}",
    "quarter": lambda window: quarter(window.first),
    "half-year": lambda window: f"H{(window.first.month + 5) // 6} {window.first.year}",
    "year": lambda window: str(window.first.year),
}


def _beginning(every: str, day: date, start: date) -> date:
    months = RHYTHMS[every].months
    if months:
        return date(day.year, day.month - (day.month - 1) % months, 1)
    monday = start - timedelta(days=start.weekday())  # the first of all days is one
    back = (day - monday).days % RHYTHMS[every].shortest
    return day - timedelta(days=min(back, (day - date.min).days))


def _following(every: str, first: date) -> date | None:
    """Return the first day of the next window, or None at the end of all days."""
    rhythm = RHYTHMS[every]
    if not rhythm.months:
        days = timedelta(rhythm.shortest)
        return first + days if date.max - first >= days else None
    months = first.month + rhythm.months
    if months > 12:
        return date(first.year + 1, months - 12, 1) if first.year < date.max.year else None
    return date(first.year, months, 1)
