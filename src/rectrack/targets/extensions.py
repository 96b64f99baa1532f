"""Which extensions move the last day of a target, and which do not."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.model import Target


class Extension(Struct, frozen=True):
    """An extension that takes effect: the last day before it, and the one that it sets.

    It is `late` if it was asked for after the last day that the target had on that day, and
    `backdated` if only its writing down came after that day.
    """

    entry: Entry
    before: date
    to: date
    late: bool
    backdated: bool


def extended(target: Target, decisions: list[Entry]) -> tuple[list[Extension], list[Entry]]:
    """Return the extensions that move a target's last day, and the entries that do not.

    `decisions` are in reading order.
    """
    of_target = (each for each in decisions if each.event == "extended" and each.case is None)
    return moved(target.span.end, of_target)


def moved(first: date, entries: Iterable[Entry]) -> tuple[list[Extension], list[Entry]]:
    """Return the extensions that move a last day, which is the first at first, and the others.

    An extension to a day that is not later than the one before it extends nothing.
    """
    found: list[Extension] = []
    not_later: list[Entry] = []
    for entry in entries:
        if entry.to is None or entry.asked is None:
            continue
        before = found[-1].to if found else first
        if entry.to <= before:
            not_later.append(entry)
            continue
        granted = bisect_right(found, entry.asked, key=lambda each: each.entry.date)
        due_then = found[granted - 1].to if granted else first
        late = entry.asked > due_then
        written = entry.logged.date() if entry.logged else entry.date
        backdated = not late and written > due_then
        found.append(Extension(entry, before, entry.to, late=late, backdated=backdated))
    return found, not_later
