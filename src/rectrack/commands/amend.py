"""`rectrack amend`: put an entry right, by one that replaces it."""

from typing import Annotated, cast

import typer
from msgspec.structs import replace

from rectrack.commands.answering import in_one_line, standings_of
from rectrack.commands.append import append, preview
from rectrack.commands.correcting import Corrections, amended, to_amend
from rectrack.commands.session import Session, known, out, report
from rectrack.errors import RequestError, UsageError
from rectrack.log.entry import Entry, content, encode
from rectrack.log.writing import Stamp, find
from rectrack.records import Records, with_added
from rectrack.render.confirmation import what_changed, what_happened
from rectrack.render.page import visible
from rectrack.reports.objections import objections


def run(
    ctx: typer.Context,
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help="The beginning of an entry's id, or of an amended one's."
        ),
    ] = None,
    value: Annotated[
        str | None, typer.Option("--value", metavar="VALUE", help="How much it was, or `none`.")
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", "-d", metavar="DAY", help="When it was done: 2026-03-04, yesterday, wed."
        ),
    ] = None,
    target: Annotated[
        str | None, typer.Option("--target", metavar="TARGET", help="What it was done for.")
    ] = None,
    for_: Annotated[
        list[str] | None,
        typer.Option("--for", metavar="PERSON", help="Whose work it is, all of them anew."),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="NOTE", help="The note.")] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence", "-e", metavar="REF", help="What proves it, all of the references anew."
        ),
    ] = None,
    step: Annotated[
        str | None, typer.Option("--step", metavar="STEP", help="Which step is done.")
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", metavar="REF", help="Which case it is about.")
    ] = None,
    event: Annotated[
        str | None,
        typer.Option("--event", metavar="EVENT", help="opened, handed, or a stage of the case."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="PERSON", help="Who amends it; RECTRACK_BY if left out."),
    ] = None,
    allow_future: Annotated[
        bool, typer.Option("--allow-future", help="Accept a day that is still to come.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Show what would be added, and add nothing.")
    ] = False,
) -> int:
    """Put an entry right: a new one replaces it, from the day of what it says.

    What is not given stays as it was, and so does whose work it was. An empty text clears a
    field: --note "". Examples: rectrack amend k3f9 --value 2, rectrack amend k3f9 --date wed
    --note "Roads, not bridges".
    """
    session = cast(Session, ctx.obj)
    if id_ is None:
        raise UsageError("which entry? write rectrack amend ID, with the beginning of its id")
    writer = session.writer(by)
    old: Entry | None = None

    def compose(records: Records) -> tuple[Entry, ...]:
        nonlocal old
        known([writer], records.plan.people, "not among the people")
        old = to_amend(records, id_)
        day = None if date is None else session.day(date, records.plan, "--date")
        if day is not None and day > session.today(records.plan) and not allow_future:
            raise RequestError(f"{day} is still to come: --allow-future accepts it all the same")
        corrections = Corrections(
            day=day,
            target=target,
            value=value,
            step=step,
            case=case,
            event=event,
            for_=None if for_ is None else tuple(for_),
            note=note,
            evidence=None if evidence is None else tuple(evidence),
        )
        new = amended(old, corrections, writer, records)
        new = Stamp(records.log.entries, session.now(records.plan)).on(new)
        _check(old, new, records)
        return (new,)

    path = session.path()
    added = preview(path, compose) if dry_run else append(path, compose)
    assert added is not None
    assert old is not None
    after, [new] = with_added(added.before, added.entries), added.entries
    counted = added.before.version_of(old) is old
    said = f"{what_happened(old if counted else new, after.plan)} ({_name(old, added.before, id_)})"
    stands = in_one_line(standings_of(after, (old, new), session))
    verb, tail = ("amended" if counted else "mended", f"; to undo: rectrack undo {new.id}")
    if dry_run:
        verb, tail = f"would be {verb}", f"\n{visible(encode(new).decode())}"
    out(f"{verb}: {said}: {what_changed(old, new)}{stands}{tail}")
    return 1 if report(after.findings, path) else 0


def _check(old: Entry, new: Entry, records: Records) -> None:
    """Raise RequestError where an amendment would change nothing, or would not count."""
    as_before = replace(
        new, id=old.id, by=old.by, for_=old.for_, replaces=old.replaces, logged=old.logged
    )
    same = content(as_before) == content(old) and new.credited == old.credited
    if same and records.version_of(old) is old:
        raise RequestError(
            f"{old.id} says so already: give what is to be corrected, such as --value or --note"
        )
    after = with_added(records, [new])
    for _, wrong in objections(records, after, [new]):
        raise RequestError(wrong)
    if after.version_of(new) is not new:
        line, _ = records.log.place_of(old)
        raise RequestError(f"{old.id} cannot be amended: mend it in the plan, on line {line}")


def _name(old: Entry, records: Records, beginning: str) -> str:
    named = find(records.named, beginning)
    return f"{old.id}" if named is old else f"{old.id}, the newest version of {named.id}"
