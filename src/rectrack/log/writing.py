"""New entries: their ids and moments, and whether a script has logged one before."""

import string
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from rectrack.errors import RequestError
from rectrack.log.entry import Entry, content

ALPHABET = string.ascii_lowercase + string.digits
LENGTH = 10
TICK = timedelta(microseconds=1)
LAST = datetime(9999, 12, 30, tzinfo=UTC)
"""A moment this late is a slip; the clock is trusted instead."""


class Stamp:
    """Gives new entries their id, one that is free, and their moment, later than all before it.

    The moment always has microseconds, so that moments sort alike as times and as text.
    """

    def __init__(self, entries: Iterable[Entry], now: datetime) -> None:
        self._now = now
        self._taken: set[str | None] = {None}
        self._latest = now - TICK
        for each in entries:
            self._taken.add(each.id)
            if each.logged is not None and each.logged > self._latest:
                self._latest = each.logged
        if self._latest >= LAST:
            self._latest = now - TICK

    def on(self, entry: Entry) -> Entry:
        """Return an entry as it is to be written down, under its own id where it has one."""
        import secrets  # noqa: PLC0415  only what is written down needs an id

        moment = (self._latest + TICK).astimezone(self._now.tzinfo)
        if not moment.microsecond:
            moment += TICK
        name = entry.id
        while entry.id is None and name in self._taken:
            name = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        self._taken.add(name)
        self._latest = moment
        return replace(entry, id=name, logged=moment)


def logged_before(entry: Entry, entries: Sequence[Entry], *, day_given: bool) -> Entry | None:
    """Return the entry of the same id if it says the same; a day that was not given may differ.

    Raises RequestError where the id stands for something else.
    """
    for each in entries:
        if entry.id is None or each.id != entry.id:
            continue
        same_day = entry if day_given else replace(entry, date=each.date)
        if content(each) == content(same_day):
            undone = next((e.id for e in entries if e.voids == entry.id), None)
            if undone is not None:
                message = f"{entry.id} was logged and undone: rectrack undo {undone} restores it"
                raise RequestError(message)
            return each
        raise RequestError(
            f"the id {entry.id} stands for another entry already: nothing was logged"
        )
    return None


def find(entries: Iterable[Entry], beginning: str) -> Entry:
    """Return the entry whose id begins so; raises RequestError unless there is exactly one."""
    if not beginning:
        raise RequestError("the id is empty: leave it out to undo the newest entry")
    found = {each.id: each for each in entries if each.id and each.id.startswith(beginning)}
    if beginning in found:
        return found[beginning]
    if len(found) == 1:
        return next(iter(found.values()))
    if not found:
        raise RequestError(f"no entry's id begins with {beginning!r}")
    raise RequestError(f"{len(found)} entries' ids begin with {beginning!r}: write more of it")
