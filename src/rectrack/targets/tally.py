"""Which windows were kept: counted by their places in a row, since people share the row."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.calendar import Calendar
from rectrack.plan.model import Period
from rectrack.targets.progress import ZERO, Progress
from rectrack.targets.windows import Every, Window, cadence_windows

HUNDRED = Decimal(100)
Happenings = Counter[int]
"""How often it happened in a window, by the place of the window in its row."""


class Row(Struct, frozen=True):
    """The windows of a cadence one after another, and their days by themselves, to look up in."""

    windows: Sequence[Window]
    firsts: Sequence[date]
    nominals: Sequence[date]
    lasts: Sequence[date]

    def place_of(self, day: date) -> int | None:
        """Return the place of the window that a day lies in."""
        place = bisect_right(self.firsts, day) - 1
        return place if place >= 0 and day <= self.lasts[place] else None

    def happenings(self, progress: Progress) -> dict[tuple[str, ...], Happenings]:
        """Count what happened in each window, by the names that are credited with it."""
        found: defaultdict[tuple[str, ...], Happenings] = defaultdict(Counter)
        day, place = None, None
        for entry in progress.within_span:
            if entry.date != day:  # many come on the same day, and they are in order
                day, place = entry.date, self.place_of(entry.date)
            if place is not None:
                found[progress.credited(entry)][place] += int(entry.value or 0)
        return found


@lru_cache(maxsize=64)
def row(
    every: Every, on: int | None, span: Period, exempt: tuple[date, ...], calendar: Calendar
) -> Row:
    """Return the windows of a cadence over a span, the same for everyone who must keep it."""
    windows = cadence_windows(every, on, span, exempt, calendar)
    return Row(
        windows,
        [window.first for window in windows],
        [window.nominal for window in windows],
        [window.last for window in windows],
    )


class Tally(Struct, frozen=True):
    """The windows of one person, or of all together where no people are named.

    They are the first `windows` of the row; `kept_at` are the places of those kept by now, in
    their order. `passed` of them are past their nominal day, and `over` past their last. A window
    is kept once it `happened` in it so many `times`; the `share` of them must be, in per cent.
    """

    row: Row
    windows: int
    kept_at: tuple[int, ...]
    passed: int
    over: int
    happened: Mapping[int, int]
    times: int
    share: Decimal

    @property
    def kept(self) -> int:
        """How many were kept by now."""
        return len(self.kept_at)

    @property
    def due(self) -> int:
        """How many were kept, or are past their nominal day."""
        return self.kept + self.passed - bisect_left(self.kept_at, self.passed)

    @property
    def lost(self) -> int:
        """How many can no longer be kept."""
        return self.over - bisect_left(self.kept_at, self.over)

    @property
    def allowed(self) -> int:
        """How many may be missed."""
        return self.windows - int(self.asked_in_all)

    @property
    def asked_by_now(self) -> Decimal:
        """How many of those past their nominal day must be kept."""
        return asked(self.share, self.passed)

    @property
    def asked_in_all(self) -> Decimal:
        """How many must be kept."""
        return asked(self.share, self.windows)

    @property
    def is_short(self) -> bool:
        """Whether fewer were kept than must be of those that are due."""
        return self.kept < asked(self.share, self.due)

    @property
    def left(self) -> tuple[int, int]:
        """How many must still be kept, and of how many that still can be."""
        return max(int(self.asked_in_all) - self.kept, 0), self.windows - self.kept - self.lost

    def further(self, kept: int) -> int:
        """Return how many must be kept one after another to be at the share, with so many `kept`.

        Each of them adds to those kept and to those due.
        """
        lacking = self.share * self.due - HUNDRED * kept
        if lacking <= 0 or self.share == HUNDRED:  # of all, none can be made up for
            return 0
        return int((lacking / (HUNDRED - self.share)).to_integral_value(rounding=ROUND_CEILING))

    def lost_windows(self) -> Iterator[Window]:
        """Yield those that can no longer be kept."""
        return (self.row.windows[at] for at in self._not_kept(0, self.over))

    def missing_now(self) -> int:
        """Return how often it must still happen in the window that is due and still open."""
        return sum(
            self.times - self.happened.get(at, 0) for at in self._not_kept(self.over, self.passed)
        )

    def _not_kept(self, begin: int, end: int) -> Iterator[int]:
        kept = set(self.kept_at)
        return (at for at in range(begin, end) if at not in kept)


@lru_cache(maxsize=256)  # of thousands of people, most are asked the same
def asked(share: Decimal, windows: int) -> Decimal:
    """Return how many of so many windows must be kept."""
    return (share * windows / HUNDRED).to_integral_value(rounding=ROUND_CEILING)


def tally(
    row: Row,
    times: int,
    share: Decimal,
    last: date | None,
    happened: Mapping[int, int],
    day: date,
) -> Tally:
    """Return who kept what on a day.

    Windows whose nominal day comes after the `last` day of a person are not theirs.
    """
    windows = len(row.windows) if last is None else bisect_right(row.nominals, last)
    return Tally(
        row,
        windows,
        tuple(sorted(at for at, often in happened.items() if often >= times and at < windows)),
        passed=min(bisect_left(row.nominals, day), windows),
        over=min(bisect_left(row.lasts, day), windows),
        happened=happened,
        times=times,
        share=share,
    )


def still_open(tallies: Mapping[str, Tally]) -> Iterator[tuple[Window, list[str]]]:
    """Yield the windows that can still be kept, each with those who have not kept it."""
    if not tallies:
        return
    row = next(iter(tallies.values())).row  # it is the same for all
    begin = min(each.over for each in tallies.values())
    kept_by: dict[int, set[str]] = {}
    for name, each in tallies.items():
        for at in each.kept_at[bisect_left(each.kept_at, begin) :]:
            kept_by.setdefault(at, set()).add(name)
    ends = {each.windows for each in tallies.values()}
    names = list(tallies)
    for at in range(begin, max(ends)):
        if at in ends or at == begin:
            names = [name for name in names if tallies[name].windows > at]
        kept = kept_by.get(at)
        open_for = [name for name in names if name not in kept] if kept else names
        if open_for:
            yield row.windows[at], open_for


def happening(
    progress: Progress, entry: Entry, window: Window, who: tuple[str, ...]
) -> dict[tuple[str, Window], int]:
    """Return how often something happened in its window by an entry, for each person asked."""
    plan = progress.plan
    credited = {"", *plan.members(entry.credited)}
    return {
        (name, window): int(entry.value or ZERO)
        for name in (plan.members(who) if who else ("",))
        if name in credited and (not name or plan.people[name].is_here(window.nominal))
    }
