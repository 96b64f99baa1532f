"""A change of a plan: the entries that are added, and what the plan says before and after."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from rectrack.changes.refusals import refusals
from rectrack.errors import RequestError
from rectrack.log.entry import Entry
from rectrack.log.stamp import Stamp
from rectrack.records import Records, with_added


class Change(Struct, frozen=True):
    """Stamped entries to be added, none where there is nothing to add.

    `before` is what the plan says without them, `after` what it will say with them.
    """

    entries: tuple[Entry, ...]
    before: Records
    after: Records


def added(
    before: Records, drafts: Sequence[Entry], now: datetime, *, as_batch: bool = False
) -> Change:
    """Stamp drafts in their order and add them, as one batch or not, whatever speaks against that.

    Raises RequestError for a clock that cannot be right.
    """
    if not drafts:
        return Change((), before, before)
    stamp = Stamp(before.log.entries, now)
    batch = stamp.name() if as_batch else None
    entries = tuple(stamp.on(replace(each, batch=batch)) for each in drafts)
    return Change(entries, before, with_added(before, entries))


def accepted(before: Records, drafts: Sequence[Entry], now: datetime) -> Change:
    """Stamp drafts and add them; raises RequestError with the first thing that speaks against."""
    change = added(before, drafts, now)
    for _, why in refusals(before, change.after, change.entries):
        raise RequestError(why)
    return change
