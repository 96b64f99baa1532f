"""How many windows of a cadence are kept, by one person or by all together."""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.targets.account import ZERO, Account
from rectrack.targets.windows import Window


class Tally(Struct, frozen=True):
    """The windows of one person, or of all together where no people are named.

    `kept` counts those kept by now, `passed` those past their nominal day, `due` either, `lost`
    those that can no longer be kept. `open` are those that still can, `waiting` those of them that
    are past their nominal day.
    """

    windows: int
    kept: int
    due: int
    passed: int
    lost: tuple[Window, ...]
    open: tuple[Window, ...]
    waiting: tuple[Window, ...]


def tallies(
    account: Account, windows: list[Window], who: tuple[str, ...], times: int
) -> dict[str, Tally]:
    """Return a tally by person of `who`, or one under "" where no people are named."""
    happenings: dict[str, dict[date, int]] = {}
    for entry in account.within_span:
        for name in account.plan.members(entry.credited) if who else ("",):
            days = happenings.setdefault(name, {})
            days[entry.date] = days.get(entry.date, 0) + int(entry.value or ZERO)
    found = {}
    for name in account.plan.members(who) if who else ("",):
        theirs = [
            window for window in windows if not name or account.is_expected_of(name, window.nominal)
        ]
        if theirs:
            found[name] = _tally(theirs, happenings.get(name, {}), times, account.day)
    return found


def happening(
    account: Account, entry: Entry, window: Window, who: tuple[str, ...]
) -> dict[tuple[str, Window], int]:
    """Return how often something happened in its window by an entry, for each person asked."""
    credited = {"", *account.plan.members(entry.credited)}
    return {
        (name, window): int(entry.value or ZERO)
        for name in (account.plan.members(who) if who else ("",))
        if name in credited and (not name or account.is_expected_of(name, window.nominal))
    }


def _tally(windows: list[Window], happenings: Mapping[date, int], times: int, today: date) -> Tally:
    """Return the tally at the end of a day of windows that each ask for so many happenings."""

    def is_kept(window: Window) -> bool:
        found = sum(n for day, n in happenings.items() if window.first <= day <= window.last)
        return found >= times

    open_or_lost = [window for window in windows if not is_kept(window)]
    missed = [window for window in open_or_lost if window.nominal < today]
    still_open = tuple(window for window in open_or_lost if window.last >= today)
    kept = len(windows) - len(open_or_lost)
    return Tally(
        windows=len(windows),
        kept=kept,
        due=kept + len(missed),
        passed=sum(window.nominal < today for window in windows),
        lost=tuple(window for window in missed if window.last < today),
        open=still_open,
        waiting=tuple(window for window in still_open if window.nominal < today),
    )
