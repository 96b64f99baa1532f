"""An entry or a batch that is to be taken back → the change that voids it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from rectrack.changes.change import Change, added
from rectrack.errors import RequestError, check_among
from rectrack.log.authors import no_right_to_take_back
from rectrack.log.corrections import when_logged
from rectrack.log.entry import Entry
from rectrack.log.stamp import find
from rectrack.records import Records
from rectrack.reports.description import description
from rectrack.wording import quoted, weekday_and_day

RECENT = timedelta(days=1)
"""For so long the writer knows which entry is their newest, and need not name it."""


class UndoRequest(Struct, frozen=True):
    """The beginning of the id of an entry or batch to take back, the writer's newest if None."""

    id: str | None
    by: str


def undo(records: Records, request: UndoRequest, now: datetime) -> Change:
    """Return the change that takes an entry or a whole batch back.

    Others may be set aside by that. Raises RequestError where there is no such entry, where it is
    taken back or replaced already, or where it is not the writer's to take back.
    """
    people = records.plan.people
    check_among([request.by], people)
    if request.id is None:
        newest = newest_of(records, request.by, now, "to take it back, write rectrack undo")
        name, batch = newest.id or "", newest.batch
    else:
        batches = {each.batch for each in records.named.values() if each.batch is not None}
        name = find({**records.named, **dict.fromkeys(batches)}, request.id)
        batch = None if name in records.named else name
    if batch is None:
        _check_in_force(records.named[name], records)
        undone = [name]
    else:
        undone = list(_in_force(batch, records))
        if not undone:
            raise RequestError(f"no entry of the batch {batch} counts any more")
    for each in undone:
        if wrong := no_right_to_take_back(each, request.by, now.date(), records.named, people):
            raise RequestError(wrong)
    voids = [Entry(date=now.date(), by=request.by, voids=each) for each in undone]
    return added(records, voids, now, as_batch=batch is not None)


def newest_of(records: Records, writer: str, now: datetime, hint: str) -> Entry:
    """Return the entry that counts and that a person wrote down last, within a day.

    Raises RequestError for an older one, with the hint and its id: what was meant may never have
    been logged.
    """
    own = [entry for entry in records.entries if entry.by == writer and entry.id is not None]
    if not own:
        raise RequestError(f"{writer} has no entry that counts")
    newest = max(own, key=when_logged)
    if newest.logged is not None and now - newest.logged <= RECENT:
        return newest
    when = "with no time of logging"
    if newest.logged is not None:
        when = f"logged on {weekday_and_day(newest.logged.date())}, more than a day ago"
    note = f", {quoted(newest.note)}" if newest.note else ""
    raise RequestError(
        f"{writer}'s newest entry that counts is {description(newest, records.plan)}{note}, {when}:"
        f" {hint} {newest.id}"
    )


def _check_in_force(entry: Entry, records: Records) -> None:
    """Raise RequestError where an entry has been taken back or replaced already."""
    correction = records.corrected.get(entry.id or "")
    if correction is None:
        return
    done, what = ("undone", "it") if correction.voids else ("replaced", "what it says")
    raise RequestError(
        f"{entry.id} is already {done} by {correction.id}: rectrack undo {correction.id}"
        f" restores {what}"
    )


def _in_force(batch: str, records: Records) -> Iterator[str]:
    """Yield the ids of the entries of a batch that have an effect, or would once others have none.

    What corrects an entry of the same batch is taken back together with it.
    """
    corrected, aside = records.corrected, records.set_aside
    for name, entry in records.named.items():
        if entry.batch != batch or entry in aside:
            continue
        by = corrected.get(name)
        in_place = corrected.get(entry.corrects or "", entry)
        if (by is None or by.batch == batch) and in_place.batch == batch:
            yield name
