"""`rectrack amend`: put an entry right, by one that replaces it."""

from typing import Annotated, cast

import typer

from rectrack.changes.amend import Amendment, Corrections, amendment
from rectrack.changes.log import check_past
from rectrack.commands.answering import (
    answer,
    in_one_line,
    standings_of,
    warn_of_measure_changes,
    warn_of_set_aside,
)
from rectrack.commands.write import append, preview
from rectrack.errors import UsageError
from rectrack.log.entry import Entry
from rectrack.records import Records
from rectrack.render.answer import what_happened
from rectrack.render.entry_text import changes
from rectrack.reports.decision_notes import of_progress
from rectrack.terminal import completion
from rectrack.terminal.console import tell
from rectrack.terminal.options import Case, DoneOn, DryRun, Event, Step, Writer
from rectrack.terminal.session import Session, known


def run(
    ctx: typer.Context,
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="The beginning of an entry's id, or of an amended one's.",
            autocompletion=completion.entries,
        ),
    ] = None,
    value: Annotated[
        str | None, typer.Option("--value", metavar="VALUE", help="How much it was, or `none`.")
    ] = None,
    date: DoneOn = None,
    target: Annotated[
        str | None,
        typer.Option(
            "--target",
            metavar="TARGET",
            help="What it was done for.",
            autocompletion=completion.targets,
        ),
    ] = None,
    for_: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            metavar="PERSON",
            help="Whose work it is, all of them anew.",
            autocompletion=completion.people_and_groups,
        ),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="NOTE", help="The note.")] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence", "-e", metavar="REF", help="What proves it, all of the references anew."
        ),
    ] = None,
    step: Step = None,
    case: Case = None,
    event: Event = None,
    by: Writer = None,
    allow_future: Annotated[
        bool, typer.Option("--allow-future", help="Accept a day that is still to come.")
    ] = False,
    dry_run: DryRun = False,
) -> int:
    """Put an entry right, by a new one that replaces it.

    What is not given stays as it was, and so does whose work it was.
    An empty text clears a field: --note "".

    Examples:
    rectrack amend 30tb --value 36
    rectrack amend 30tb --date wed --note "Counted again"
    """
    session = cast(Session, ctx.obj)
    if id_ is None:
        raise UsageError("which entry? write rectrack amend ID, with the beginning of its id")
    writer = session.writer(by)
    made: Amendment | None = None

    def compose(records: Records) -> tuple[Entry, ...]:
        nonlocal made
        known([writer], records.plan.people, "not among the people")
        day = None if date is None else session.day(date, records.plan, "--date")
        if day is not None:
            check_past(day, session.today(records.plan), allow_future=allow_future)
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
        made = amendment(records, id_, corrections, writer, session.now(records.plan))
        return (made.new,)

    path = session.path()
    added = preview(path, compose) if dry_run else append(path, compose)
    assert added is not None
    assert made is not None
    done = "mended" if made.mends else "amended"
    answer(_said(made, session), made.new, dry_run=dry_run, done=done, would=f"would be {done}")
    for _, why in of_progress(made.after, [made.new], session.today(made.after.plan)):
        tell(f"warning: {why}")
    warn_of_measure_changes(added.before, made.after, (made.old, made.new), session)
    warn_of_set_aside(added.before, made.after, path)
    return 0


def _said(made: Amendment, session: Session) -> str:
    """Say what an entry was, what it is now, and where that stands."""
    old, new, plan = made.old, made.new, made.after.plan
    name = old.id if made.named is old else f"{old.id}, the newest version of {made.named.id}"
    said = what_happened(new if made.mends else old, plan)
    stands = in_one_line(standings_of(made.after, (old, new), session))
    return f"{said} ({name}): {changes(old, new)}{stands}"
