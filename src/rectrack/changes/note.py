"""A remark on a target or measure → the change that writes it down."""

from datetime import datetime

from msgspec import Struct

from rectrack.changes.change import Change, accepted
from rectrack.changes.log import past_day
from rectrack.errors import RequestError, suggest
from rectrack.log.entry import Entry
from rectrack.log.sorts import REMARK
from rectrack.log.validation import error_in
from rectrack.records import Records
from rectrack.targets.particulars import refusal


class NoteRequest(Struct, frozen=True, kw_only=True):
    """What is to be said of a target or measure, its `subject`; `date` as people say days."""

    subject: str
    text: str
    by: str
    date: str | None = None


def note(records: Records, request: NoteRequest, now: datetime) -> Change:
    """Return the change that writes a remark down.

    Raises RequestError where there is no such target or measure, UsageError for a day that is none.
    """
    plan, subject = records.plan, request.subject
    on_target = subject in plan.targets
    if not on_target and subject not in plan.measures:
        if subject in plan.ids():
            raise RequestError(f"{subject!r} is neither a target nor a measure: note it on one")
        hint = suggest(subject, [*plan.targets, *plan.measures])
        raise RequestError(f"there is no target or measure {subject!r}{hint}")
    entry = Entry(
        date=past_day(request.date, now.date(), allow_future=False),
        target=subject if on_target else None,
        measure=None if on_target else subject,
        event=REMARK,
        by=request.by,
        note=request.text,
    )
    if wrong := error_in(entry, plan, refusal):
        raise RequestError(wrong)
    return accepted(records, [entry], now)
