"""A new entry: its id, its moment, and whether a script has logged it before."""

import secrets
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


def stamped(entry: Entry, entries: Iterable[Entry], now: datetime) -> Entry:
    """Return an entry with an id that is free and a moment later than all in the file.

    The moment always has microseconds, so that moments sort alike as times and as text.
    """
    taken: set[str | None] = {None}
    latest = now - TICK
    for each in entries:
        taken.add(each.id)
        if each.logged is not None and each.logged > latest:
            latest = each.logged
    moment = now if latest >= LAST else (latest + TICK).astimezone(now.tzinfo)
    name = entry.id
    while entry.id is None and name in taken:
        name = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return replace(entry, id=name, logged=moment if moment.microsecond else moment + TICK)


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
