"""A reward or a penalty → the change that it makes."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from rectrack import days
from rectrack.changes.change import Change, accepted
from rectrack.errors import RequestError, UsageError
from rectrack.log.entry import Entry
from rectrack.log.validation import error_in
from rectrack.plan import values
from rectrack.records import Records
from rectrack.targets.particulars import refusal
from rectrack.wording import weekday_and_day


class AwardRequest(Struct, frozen=True, kw_only=True):
    """A reward or penalty as it is asked for; `date` is a day as people say it, today if None."""

    event: Literal["reward", "penalty"]
    person: str = ""
    value: str = ""
    note: str = ""
    by: str = ""
    date: str | None = None
    evidence: tuple[str, ...] = ()


def check_whole(request: AwardRequest) -> None:
    """Raise UsageError for the first of whom, how much and why that is missing."""
    for given, question in (
        (request.person, "whom"),
        (request.value, "by how much"),
        (request.note, "why"),
    ):
        if not given:
            usage = f"write rectrack {request.event} PERSON VALUE NOTE"
            raise UsageError(f"{request.event}: {question}? {usage}, the note being the reason")


def award(records: Records, request: AwardRequest, now: datetime) -> Change:
    """Return the change that writes a reward or penalty down.

    Raises RequestError where it cannot be, UsageError where something is missing.
    """
    check_whole(request)
    try:
        value = values.number(request.value)
    except ValueError as error:
        raise RequestError(f"VALUE: {error}") from None
    entry = Entry(
        date=days.given(request.date, now.date(), "--date"),
        person=request.person,
        event=request.event,
        value=value,
        by=request.by,
        note=request.note,
        evidence=request.evidence,
    )
    if wrong := error_in(entry, records.plan, refusal):
        raise RequestError(wrong)
    if entry.date > now.date():
        said = weekday_and_day(entry.date)
        raise RequestError(f"{said} is still to come: wait until what it is for is done")
    return accepted(records, [entry], now)
