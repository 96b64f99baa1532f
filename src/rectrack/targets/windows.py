"""Weeks, months and quarters: the windows in which something must happen or be reported."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.model import Period, later
from rectrack.wording import MONTHS, listed, quarter

Every = Literal["week", "month", "quarter"]
DAY = timedelta(days=1)
SHORTEST = {"week": 7, "month": 28, "quarter": 90}
"""How many days a window has at least."""


class Window(Struct, frozen=True):
    """A window clipped to a span; it is due once its nominal day has passed."""

    first: date
    last: date
    nominal: date


def calendar_windows(every: Every, span: Period) -> Iterator[tuple[date, date]]:
    """Yield the first and last day of every week, month or quarter that touches a span."""
    first = _beginning(every, span.start)
    while first <= span.end:
        following = _following(every, first)
        yield first, (following - DAY if following else date.max)
        if following is None:
            return
        first = following


def most_windows(every: str, span: Period) -> int:
    """Return a number of windows than which a span has no more."""
    return span.days // SHORTEST[every] + 2 if every in SHORTEST else 0


def cadence_windows(
    every: Every, on: int | None, span: Period, exempt: Iterable[date] = ()
) -> list[Window]:
    """Return the windows whose nominal day lies in the span and is not exempt.

    The nominal day is the weekday `on` of a week (Monday being 0), else the window's last.
    """
    excused = set(exempt)
    found = []
    for first, last in calendar_windows(every, span):
        nominal = last if on is None else later(first, on)
        if nominal in span and nominal not in excused and on in {None, nominal.weekday()}:
            found.append(Window(max(first, span.start), min(last, span.end), nominal))
    return found


def window_around(every: Every, on: int | None, day: date) -> Window:
    """Return the whole window in which a day lies, whatever the span."""
    [(first, last)] = calendar_windows(every, Period(day, day))
    return Window(first, last, last if on is None else later(first, on))


@lru_cache(maxsize=64)
def statement_windows(every: Every, span: Period) -> tuple[Window, ...]:
    """Return all windows that touch the span; each asks for a report by its last day."""
    return tuple(
        Window(max(first, span.start), min(last, span.end), min(last, span.end))
        for first, last in calendar_windows(every, span)
    )


def silent_windows(attest: str, span: Period, stated: Iterable[date]) -> list[Window]:
    """Return the windows, past and to come, in which nothing was reported."""
    if attest == "never":
        return []
    days = sorted(stated)
    return [
        window
        for window in statement_windows(_every(attest), span)
        if bisect_left(days, window.first) == bisect_right(days, window.last)
    ]


def unstated(attest: str, span: Period, day: date, stated: Iterable[date]) -> list[Window]:
    """Return the windows that have passed by the end of `day` without a report in them."""
    return [window for window in silent_windows(attest, span, stated) if window.last < day]


def statement_around(attest: str, day: date) -> Window:
    """Return the whole window of which a report made on a day speaks."""
    return window_around(_every(attest), None, day)


def needless(
    attest: str, stated: Iterable[date], statements: Iterable[Entry]
) -> Iterator[tuple[Entry, str]]:
    """Yield the reports of none, one after another, that nobody asks for any more, and why.

    `stated` are the days on which something was reported before them.
    """
    known = {statement_around(attest, day).first for day in stated}
    for entry in statements:
        window = statement_around(attest, entry.date)
        if attest == "never":
            yield entry, "no report is asked for"
        elif window.first in known:
            yield entry, f"{names_of([window], attest)} is already reported"
        known.add(window.first)


def names_of(windows: Iterable[Window], every: str) -> str:
    """Return "Mar 2026, Apr 2026" for months, "Q1 2026" for quarters."""
    names = (
        quarter(window.first)
        if every == "quarter"
        else f"{MONTHS[window.first.month - 1]} {window.first.year}"
        for window in windows
    )
    return listed(names, most=4)


def _every(attest: str) -> Every:
    return "quarter" if attest == "quarter" else "month"


def _beginning(every: Every, day: date) -> date:
    if every == "week":
        return day - timedelta(days=min(day.weekday(), (day - date.min).days))
    month = day.month if every == "month" else day.month - (day.month - 1) % 3
    return date(day.year, month, 1)


def _following(every: Every, first: date) -> date | None:
    """Return the first day of the next window, or None at the end of all days."""
    if every == "week":
        days = 7 - first.weekday()
        return first + timedelta(days=days) if (date.max - first).days >= days else None
    months = first.month + (1 if every == "month" else 3)
    if months > 12:
        return date(first.year + 1, months - 12, 1) if first.year < date.max.year else None
    return date(first.year, months, 1)
