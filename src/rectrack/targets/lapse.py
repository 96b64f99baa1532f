"""Since when a figure has been behind what is asked of it."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from rectrack.log.entry import Entry
from rectrack.targets.progress import ZERO

T = TypeVar("T")
DAY = timedelta(days=1)


def since(
    figures: Sequence[tuple[date, T]], is_fine: Callable[[T, date], bool], day: date
) -> tuple[date, ...]:
    """Return the first day of the stretch up to `day` in which nothing was fine, if it is not.

    Each of the figures, in the order of their days, holds until the next. Time alone makes none
    of them fine.
    """
    begun: tuple[date, ...] = ()
    last = day
    for first, figure in reversed(figures):
        if is_fine(figure, last):
            break
        if is_fine(figure, first):
            days = range((last - first).days + 1)
            at = bisect_left(days, True, key=lambda n: not is_fine(figure, first + n * DAY))
            return (first + at * DAY,)
        begun, last = (first,), first - DAY
    return begun


def running_sums(start: date, entries: Iterable[Entry]) -> list[tuple[date, Decimal]]:
    """Return what amounts add up to at the end of each of their days, from nothing at the start."""
    found, done = {start: ZERO}, ZERO
    for entry in entries:
        done += entry.value or ZERO
        found[entry.date] = done
    return list(found.items())
