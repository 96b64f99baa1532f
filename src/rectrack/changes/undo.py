"""An entry that is to be taken back → the change that voids it."""

from datetime import datetime, timedelta

from msgspec import Struct

from rectrack.changes.change import Change, added
from rectrack.errors import RequestError, check_known
from rectrack.log.authors import no_right_to_correct
from rectrack.log.corrections import when_logged
from rectrack.log.entry import Entry
from rectrack.log.stamp import find
from rectrack.records import Records
from rectrack.reports.description import description
from rectrack.wording import weekday_and_day

RECENT = timedelta(days=1)
"""For so long the writer knows which entry is their newest, and need not name it."""


class UndoRequest(Struct, frozen=True):
    """The beginning of the id of an entry to take back, the writer's newest if None."""

    id: str | None
    by: str


def undo(records: Records, request: UndoRequest, now: datetime) -> Change:
    """Return the change that takes an entry back, also where others are set aside by that.

    Raises RequestError where there is no such entry, where it is taken back or replaced already,
    or where it is not the writer's to take back.
    """
    people = records.plan.people
    check_known([request.by], people, "not among the people")
    if request.id is None:
        undone = _newest(records, request.by, now)
    else:
        undone = find(records.named, request.id)
    _check_in_force(undone, records)
    if wrong := no_right_to_correct(undone.id or "", request.by, records.named, people):
        raise RequestError(wrong)
    return added(records, [Entry(date=now.date(), by=request.by, voids=undone.id)], now)


def _newest(records: Records, writer: str, now: datetime) -> Entry:
    """Return the entry that counts and that a person wrote down last, within a day.

    Raises RequestError for an older one: what was meant may never have been logged.
    """
    own = [entry for entry in records.entries if entry.by == writer and entry.id is not None]
    if not own:
        raise RequestError(f"{writer} has written down nothing that could be undone")
    newest = max(own, key=when_logged)
    if newest.logged is not None and now - newest.logged <= RECENT:
        return newest
    when = "which does not tell when it was logged"
    if newest.logged is not None:
        when = f"logged on {weekday_and_day(newest.logged.date())}, longer than a day ago"
    raise RequestError(
        f"{writer}'s newest entry that counts is {description(newest, records.plan)}, {when}:"
        f" to take it back, write rectrack undo {newest.id}"
    )


def _check_in_force(entry: Entry, records: Records) -> None:
    """Raise RequestError where an entry has been taken back or replaced already."""
    correction = records.corrected.get(entry.id or "")
    if correction is None:
        return
    done, what = ("undone", "it") if correction.voids else ("replaced", "what it says")
    raise RequestError(
        f"{entry.id} is {done} by {correction.id} already: rectrack undo {correction.id}"
        f" restores {what}"
    )
