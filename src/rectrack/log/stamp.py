"""New entries: their ids and moments, and whether a script has logged one before."""

import os
import string
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from rectrack.errors import RequestError
from rectrack.limits import LONGEST_LINE, too_long
from rectrack.log.entry import Entry, content, encode
from rectrack.wording import listed

ALPHABET = string.ascii_lowercase + string.digits
LENGTH = 10
TICK = timedelta(microseconds=1)
MARGIN = 1024
"""Bytes that may stand before and behind an entry on its line."""
FIRST, LAST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
"""Moments beyond these are slips, and some of them cannot be written down or read."""


class Stamp:
    """Gives new entries their id, one that is free, and their moment, later than all before it.

    The moment always has microseconds, so that moments sort alike as times and as text. Raises
    RequestError for a clock that is wrong beyond doubt.
    """

    def __init__(self, entries: Sequence[Entry], now: datetime) -> None:
        if not FIRST <= now < LAST:
            raise RequestError(f"the clock says {now.date()}, which cannot be: set it right")
        self._now = now
        self._taken = {None, *[each.id for each in entries]}
        self._batches = {each.batch for each in entries}
        moments = [each.logged for each in entries if each.logged is not None]
        self._latest = max([now - TICK, *moments])
        if self._latest >= LAST:
            self._latest = now - TICK

    def name(self) -> str:
        """Return a name that no entry and no batch has: they share one name space."""
        name = _drawn()
        while name in self._taken or name in self._batches:
            name = _drawn()
        self._taken.add(name)
        return name

    def on(self, entry: Entry) -> Entry:
        """Return an entry as it is to be written down, under its own id where it has one.

        Raises RequestError for one that is longer than a line of a plan, or named as a batch is.
        """
        if entry.id is not None and entry.id in self._batches:
            raise RequestError(f"{entry.id} is the name of a batch: give the entry another id")
        moment = (self._latest + TICK).astimezone(self._now.tzinfo)
        if not moment.microsecond:
            moment += TICK
        name = entry.id or self.name()
        self._taken.add(name)
        self._latest = moment
        stamped = replace(entry, id=name, logged=moment)
        if (size := len(encode(stamped))) > LONGEST_LINE - MARGIN:
            raise RequestError(f"this would be {too_long(size)}")
        return stamped


def _drawn() -> str:
    """Return a name at random, from the system's own source: `secrets` is slow to load."""
    number, name = int.from_bytes(os.urandom(16)), ""
    while len(name) < LENGTH:
        number, letter = divmod(number, len(ALPHABET))
        name += ALPHABET[letter]
    return name


def logged_before(
    entry: Entry,
    named: Mapping[str, Entry],
    corrected: Mapping[str, Entry],
    *,
    day_given: bool,
) -> bool:
    """Whether the entry of the same id says the same; a day that was not given may differ.

    `named` are the entries by their ids, and `corrected` the corrections in force by the ids that
    they correct. Raises RequestError where the id stands for something else, or for what was
    undone.
    """
    there = named.get(entry.id or "")
    if there is None:
        return False
    same_day = entry if day_given else replace(entry, date=there.date)
    if content(there) != content(same_day):
        raise RequestError(f"the id {entry.id} is already used by another entry")
    correction = corrected.get(entry.id or "")
    if correction is not None and correction.voids:
        raise RequestError(
            f"{entry.id} was logged and undone: rectrack undo {correction.id} restores it"
        )
    return True


def find(names: Collection[str], beginning: str) -> str:
    """Return the id that begins so; raises RequestError unless there is exactly one."""
    if not beginning:
        raise RequestError("the id is empty: give the beginning of an entry's id")
    if beginning in names:
        return beginning
    found = [name for name in names if name.startswith(beginning)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise RequestError(f"no entry's id begins with {beginning!r}: rectrack entries lists them")
    raise RequestError(f"{len(found)} ids begin with {beginning!r}: give more of {listed(found)}")
