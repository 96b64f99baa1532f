"""Which extensions move the last day of a target, and which do not."""

from bisect import bisect_right
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

    `decisions` are in reading order. An extension to a day that is not later than the one before
    it extends nothing.
    """
    found: list[Extension] = []
    not_later: list[Entry] = []
    for entry in decisions:
        of_target = entry.event == "extended" and entry.case is None
        if not of_target or entry.to is None or entry.asked is None:
            continue
        before = found[-1].to if found else target.span.end
        if entry.to <= before:
            not_later.append(entry)
            continue
        granted = bisect_right(found, entry.asked, key=lambda each: each.entry.date)
        due_then = found[granted - 1].to if granted else target.span.end
        late = entry.asked > due_then
        written = entry.logged.date() if entry.logged else entry.date
        backdated = not late and written > due_then
        found.append(Extension(entry, before, entry.to, late=late, backdated=backdated))
    return found, not_later
