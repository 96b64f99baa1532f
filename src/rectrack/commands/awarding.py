"""What `reward` and `penalty` share: an entry on a person, and what it does to their score."""

from bisect import insort
from decimal import Decimal
from typing import Annotated, Literal

import typer
from msgspec import Struct

from rectrack.commands.answering import answer, warn_of_set_aside
from rectrack.commands.write import append, preview
from rectrack.errors import RequestError, UsageError
from rectrack.log.corrections import reading_order
from rectrack.log.entry import Entry
from rectrack.log.stamp import Stamp
from rectrack.log.validation import fault
from rectrack.plan import values
from rectrack.records import Records
from rectrack.render.answer import what_happened
from rectrack.render.table import decimals
from rectrack.reports.assessment import assess
from rectrack.reports.scores import Calculation
from rectrack.targets.kinds import refusal
from rectrack.terminal import completion
from rectrack.terminal.console import tell
from rectrack.terminal.session import Session

Person = Annotated[
    str | None,
    typer.Argument(
        metavar="PERSON",
        help="The id of a person.",
        show_default=False,
        autocompletion=completion.people,
    ),
]
Value = Annotated[
    str | None,
    typer.Argument(metavar="VALUE", help="How many points of the quarter.", show_default=False),
]
Note = Annotated[
    list[str] | None, typer.Argument(metavar="NOTE...", help="What for.", show_default=False)
]


class Award(Struct, frozen=True):
    """A reward or penalty as it was asked for on the command line."""

    event: Literal["reward", "penalty"]
    person: str | None
    value: str | None
    note: list[str] | None
    by: str | None
    date: str | None
    evidence: list[str] | None


def award(session: Session, asked: Award, *, dry_run: bool) -> int:
    """Write a reward or penalty down, and say what it does to the score of its quarter.

    Raises UsageError where something is missing, RequestError where it cannot be.
    """
    person, value, note = _given(asked)
    writer = session.writer(asked.by)

    def compose(records: Records) -> tuple[Entry, ...]:
        plan = records.plan
        entry = Entry(
            date=session.day(asked.date, plan, "--date"),
            person=person,
            event=asked.event,
            value=value,
            by=writer,
            note=note,
            evidence=tuple(asked.evidence or ()),
        )
        if wrong := fault(entry, plan, refusal):
            raise RequestError(wrong)
        if entry.date > session.today(plan):
            raise RequestError(f"{entry.date} is still to come: wait until what it is for is done")
        return (Stamp(records.log.entries, session.now(plan)).on(entry),)

    path = session.path()
    found = preview(path, compose) if dry_run else append(path, compose)
    assert found is not None
    records, [entry] = found.before, found.entries
    effect, entry_finding = _effect(records, entry, session)
    answer(f"{what_happened(entry, records.plan)}{effect}", entry, dry_run=dry_run)
    if entry_finding:
        tell(f"warning: it counts nowhere: {entry_finding}")
    warn_of_set_aside(records, records, path)
    return 0


def _given(asked: Award) -> tuple[str, Decimal, str]:
    """Return whom, how much and why; raises UsageError for the first that is missing."""
    note = " ".join(asked.note or ()).strip()
    questions = ((asked.person, "whom"), (asked.value, "by how much"), (note, "why"))
    for given, question in questions:
        if not given:
            usage = f"write rectrack {asked.event} PERSON VALUE NOTE"
            raise UsageError(f"{asked.event}: {question}? {usage}, the note being the reason")
    try:
        return asked.person or "", values.number(asked.value or ""), note
    except ValueError as error:
        raise RequestError(f"VALUE: {error}") from None


def _effect(records: Records, entry: Entry, session: Session) -> tuple[str, str]:
    """Return what an entry does to a score, and why it does nothing where that is so."""
    before = _calculated(records, entry, session)
    insort(records.entries, entry, key=reading_order)
    after = _calculated(records, entry, session)
    for was, now in zip(before.quarters, after.quarters, strict=True):
        if entry in now.awards:
            mark = ", provisional" if now.provisional else ""
            return f"; {now.name} {decimals(was.score)} before, {decimals(now.score)} now{mark}", ""
    return "", next(why for each, why in after.idle if each == entry)


def _calculated(records: Records, entry: Entry, session: Session) -> Calculation:
    today = session.today(records.plan)
    return assess(records, today, [entry.person or ""]).people[0]
