"""The matters of a case register, followed entry by entry from their opening to their end."""

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from rectrack.log.counting import NEVER
from rectrack.log.entry import Entry
from rectrack.plan.model import later


class Matter(Struct):
    """One case from an opening to its end; opened again, it is another matter."""

    ref: str
    opened: date
    owner: str
    stage: str = ""
    closed: date | None = None

    def is_late(self, within: int, day: date) -> bool:
        """Whether it took, or on `day` has taken, more than `within` days."""
        return (self.closed or day) > later(self.opened, within)


def events_of(stages: tuple[str, ...]) -> tuple[str, ...]:
    """Return what may happen to a case, in the order in which it does."""
    return ("opened", "handed", *stages)


def followed(
    entries: Iterable[Entry], stages: tuple[str, ...]
) -> tuple[list[Matter], list[tuple[Entry, str]]]:
    """Return the matters by their opening, and the entries that speak of none of them.

    The last of the stages closes a matter. Entries by hand that stand on one day without a time
    are taken as cases run: opened first.
    """
    places = {event: place for place, event in enumerate(events_of(stages))}

    def order(entry: Entry) -> tuple[date, datetime, int]:
        if entry.logged is not None:
            return entry.date, entry.logged, 0
        return entry.date, NEVER, places[entry.event] if entry.event else 0

    matters: list[Matter] = []
    strays: list[tuple[Entry, str]] = []
    open_now: dict[str, Matter] = {}
    for entry in sorted(entries, key=order):
        if entry.case is None:
            continue
        matter = open_now.get(entry.case)
        if entry.event == "opened":
            if matter is not None:
                strays.append((entry, f"case {entry.case} is open already"))
                continue
            matter = Matter(entry.case, entry.date, entry.credited[0])
            matters.append(matter)
            open_now[entry.case] = matter
        elif matter is None:
            strays.append((entry, f"case {entry.case} is not open on {entry.date}"))
        elif entry.event == "handed":
            matter.owner = entry.credited[0]
        else:
            matter.stage = entry.event or ""
            if matter.stage == stages[-1]:
                matter.closed = entry.date
                del open_now[entry.case]
    return matters, strays
