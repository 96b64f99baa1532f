"""`rectrack undo`: take an entry back, by an entry that voids it."""

from typing import Annotated, cast

import typer

from rectrack.commands.answering import where_its_subject_stands
from rectrack.commands.append import append
from rectrack.commands.session import Session, out, report
from rectrack.errors import RequestError
from rectrack.log.counting import when_logged
from rectrack.log.entry import Entry
from rectrack.log.validity import fault
from rectrack.log.writing import Stamp, find
from rectrack.records import Records, read_records
from rectrack.render.confirmation import what_happened
from rectrack.render.page import visible
from rectrack.targets.kinds import refusal


def run(
    ctx: typer.Context,
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="The beginning of an entry's id; by default the writer's newest that counts.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="PERSON", help="Who takes it back; RECTRACK_BY if left out."),
    ] = None,
) -> int:
    """Take an entry back. Nothing is deleted: undoing the undo restores it."""
    session = cast(Session, ctx.obj)
    writer = session.writer(by)
    path = session.path()
    undone: Entry | None = None

    def compose(records: Records) -> tuple[Entry, ...]:
        nonlocal undone
        if writer not in records.plan.people:
            raise RequestError(f"--by: {writer!r} is not among the people")
        undone = _newest(records, writer) if id_ is None else find(records.log.entries, id_)
        _check_in_force(undone, records)
        entry = Entry(date=session.today(records.plan), by=writer, voids=undone.id)
        return (Stamp(records.log.entries, session.now(records.plan)).on(entry),)

    added = append(path, compose)
    assert added is not None
    assert undone is not None
    records, [void] = read_records(added.raw), added.entries
    out(f"{_answer(undone, records, session)}; to restore it: rectrack undo {void.id}")
    return 1 if report(records.findings, path) else 0


def _newest(records: Records, writer: str) -> Entry:
    """Return the entry that counts and that a person wrote down last."""
    own = [entry for entry in records.entries if entry.by == writer and entry.id is not None]
    if not own:
        raise RequestError(f"{writer} has written down nothing that could be undone")
    return max(own, key=when_logged)


def _check_in_force(entry: Entry, records: Records) -> None:
    """Raise RequestError where an entry has no effect that could be taken back."""
    for each in records.corrections:
        if each.corrects == entry.id:
            done = "undone" if each.voids else "replaced"
            raise RequestError(
                f"{entry.id} is {done} by {each.id} already: undo that to restore it"
            )


def _answer(undone: Entry, records: Records, session: Session) -> str:
    """Say what was taken back, or what is there again where that was itself a void."""
    verb = "undone"
    while undone.voids is not None:
        verb = "restored" if verb == "undone" else "undone"
        undone = find(records.log.entries, undone.voids)
    if fault(undone, records.plan, refusal) is not None:
        return visible(f"{verb}: {undone.id}")
    said = f"{verb}: {what_happened(undone, records.plan)}"
    today = max(session.today(records.plan), undone.date)
    stands = where_its_subject_stands(undone, records, today)
    return f"{said}; {stands}" if stands else said
