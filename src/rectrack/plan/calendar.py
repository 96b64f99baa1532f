"""The working days of an office: weekends and holidays are days of rest, make-up days are not."""

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

from msgspec import Struct

DAY = timedelta(days=1)
WORKING_WEEK = 5
"""Monday to Friday, in days; Saturday is the weekday of this number."""


class Calendar(Struct, frozen=True):
    """Which days are worked, beside Monday to Friday; both lists in the order of their days.

    A day in both is worked.
    """

    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()

    def is_working(self, day: date) -> bool:
        """Whether a day is worked: a make-up day, or a day of Monday to Friday but no holiday."""
        if _among(self.workdays, day):
            return True
        return day.weekday() < WORKING_WEEK and not _among(self.holidays, day)

    def is_holiday(self, day: date) -> bool:
        """Whether a day is among the holidays and not worked all the same."""
        return _among(self.holidays, day) and not _among(self.workdays, day)

    def working_days(self, first: date, last: date) -> int:
        """Return how many days from the first to the last, both included, are worked."""
        if last < first:
            return 0
        found = _weekdays(first, last)
        found -= sum(day.weekday() < WORKING_WEEK for day in _between(self.holidays, first, last))
        made_up = _between(self.workdays, first, last)
        return found + sum(
            day.weekday() >= WORKING_WEEK or _among(self.holidays, day) for day in made_up
        )

    def after(self, day: date, working_days: int) -> date:
        """Return the so-manieth working day after a day, or the last of all days, 31 Dec 9999."""
        at, left = day, working_days
        while left > 0:
            # So many days hold no more working days than that, so that it is never passed.
            at += timedelta(days=min(left, (date.max - at).days))
            if at == date.max:
                return at
            left = working_days - self.working_days(day + DAY, at)
        return at


ALL_WEEKDAYS = Calendar()
"""The calendar of a plan that names no holidays."""


def _weekdays(first: date, last: date) -> int:
    """Count Mondays to Fridays, both ends included."""
    weeks, rest = divmod((last - first).days + 1, 7)
    days = (first.weekday() + each for each in range(rest))
    return weeks * WORKING_WEEK + sum(day % 7 < WORKING_WEEK for day in days)


def _between(days: tuple[date, ...], first: date, last: date) -> tuple[date, ...]:
    return days[bisect_left(days, first) : bisect_right(days, last)]


def _among(days: tuple[date, ...], day: date) -> bool:
    at = bisect_left(days, day)
    return at < len(days) and days[at] == day
