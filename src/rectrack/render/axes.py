"""The axes of a chart: round figures beside its rows, names of days or months below its columns."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import islice, pairwise

from msgspec import Struct

from rectrack.wording import MONTHS

DAY = timedelta(days=1)
EIGHTHS = 8
LAYOUTS = ((4, 2), (2, 4), (5, 2), (3, 3), (1, 8))
"""How many figures there may be above the lowest, and how many rows each of them takes."""
ROUND = (1, 2, 3, 4, 5, 6, 8)
"""What a step from one figure to the next may begin with."""


class Scale(Struct, frozen=True):
    """Where values stand among rows, which count from 0 at the bottom."""

    bottom: Decimal
    step: Decimal
    figures: int
    rows_of_each: int

    @property
    def rows(self) -> int:
        return self.figures * self.rows_of_each

    def figure_at(self, row: int) -> Decimal | None:
        """Return the figure that the upper edge of a row stands for; -1 is below the first."""
        steps, rest = divmod(row + 1, self.rows_of_each)
        return None if rest else self.bottom + self.step * steps

    def filled(self, value: Decimal) -> int:
        """Return how many eighths of rows lie below a value, rounded down."""
        eighths = (value - self.bottom) * self.rows_of_each * EIGHTHS / self.step
        return min(max(int(eighths), 0), self.rows * EIGHTHS)

    def row_of(self, value: Decimal) -> int:
        """Return the row in which a value lies; -1 at the very bottom and below it."""
        rows = (value - self.bottom) * self.rows_of_each / self.step
        row = int(rows.to_integral_value(rounding=ROUND_CEILING)) - 1
        return min(max(row, -1), self.rows - 1)


def scale_of(values: Sequence[Decimal], *, from_zero: bool) -> Scale:
    """Return the scale with the least room to spare that holds all values.

    It begins at zero where that is asked for, and where it takes no more than half of the room.
    """
    low, high = min(values), max(values)
    alike = low == high
    if low > 0 and (from_zero or alike or low * 2 <= high):
        low = Decimal(0)
    if high < 0 and (alike or high * 2 >= low):
        high = Decimal(0)
    if low == high:
        high = Decimal(1)
    whole = all(value == value.to_integral_value() for value in values)
    scales = (_scale(low, high, *layout, whole=whole) for layout in LAYOUTS)
    return min(filter(None, scales), key=lambda scale: scale.step * scale.figures)


def _scale(low: Decimal, high: Decimal, figures: int, rows: int, *, whole: bool) -> Scale | None:
    """Return the scale of so many figures, by the least round step that spans the values.

    Below the lowest there is a row to spare, unless it is zero, so that it is seen as well. None
    where it would be far too wide: no single step goes from below zero to above it.
    """
    for step in islice(_round_steps((high - low) / figures), 2 * len(ROUND)):
        lowest = low - step / rows if low else low
        bottom = (lowest / step).to_integral_value(rounding=ROUND_FLOOR) * step
        if bottom + step * figures >= high and (step >= 1 or not whole):
            return Scale(bottom, step, figures, rows)
    return None


def _round_steps(least: Decimal) -> Iterator[Decimal]:
    power = Decimal(10) ** least.adjusted()
    while True:
        yield from (power * first for first in ROUND if power * first >= least)
        power *= 10


class Names(Struct, frozen=True):
    """One way of naming days: a name stands where the key of a day is another than before."""

    key: Callable[[date], int]
    name: Callable[[date], str]
    of_days: bool = False


def _years(number: int) -> Names:
    return Names(lambda day: day.year // number, lambda day: str(day.year // number * number))


def _month(day: date) -> str:
    return str(day.year) if day.month == 1 else MONTHS[day.month - 1]


WAYS = (
    Names(lambda day: day.toordinal(), lambda day: str(day.day), of_days=True),
    Names(lambda day: (day.toordinal() - 1) // 7, lambda day: str(day.day), of_days=True),
    Names(lambda day: day.year * 12 + day.month, lambda day: MONTHS[day.month - 1]),
    Names(lambda day: day.year * 4 + (day.month - 1) // 3, _month),
    *map(_years, (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)
"""From the finest to the coarsest."""


def names_below(days: Sequence[date], first: date) -> str:
    """Return a line as long as there are days, with as fine names below them as have room.

    Each day is that of one column; columns may stand for several days, or share one. `first` is
    the first day of the first column.
    """
    daily = all((after - before).days <= 1 for before, after in pairwise(days))
    for way in WAYS:
        line = None if way.of_days and not daily else _line(days, first, way)
        if line is not None:
            return line
    return ""


def _line(days: Sequence[date], first: date, way: Names) -> str | None:
    """Return the names in their places, or None where they have no room."""
    line = ""
    key = way.key(max(first, date.min + DAY) - DAY)
    for place, day in enumerate(days):
        name = way.name(day)
        if way.key(day) != key and place + len(name) <= len(days):
            if line and len(line) >= place:
                return None
            line = f"{line:<{place}}{name}"
        key = way.key(day)
    return line
