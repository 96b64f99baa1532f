"""`rectrack amend`: put an entry right, by one that replaces it."""

from datetime import date as day_of
from typing import Annotated, cast

import typer

from rectrack.changes.amend import AmendRequest, amend
from rectrack.changes.change import Change
from rectrack.commands.write import write
from rectrack.log.stamp import find
from rectrack.render.answer import Answer
from rectrack.render.correction_answer import amend_answer
from rectrack.terminal import completion
from rectrack.terminal.options import (
    AllowFuture,
    AskedBy,
    Case,
    CaseDue,
    DryRun,
    Event,
    Step,
    Title,
    Writer,
    argument,
    day_option,
    option,
)
from rectrack.terminal.session import Session


def run(
    ctx: typer.Context,
    id_: Annotated[
        str | None,
        argument(
            "[ID]",
            "The first letters of the id of an entry, or of the entry it replaced (default: the"
            " writer's newest entry of the last day).",
            completion.entries,
        ),
    ] = None,
    value: Annotated[
        str | None, typer.Option("--value", metavar="VALUE", help="The correct amount, or none.")
    ] = None,
    date: Annotated[
        str | None,
        day_option("--date", "-d", text="When it was done: 2026-03-04, yesterday, wed."),
    ] = None,
    target: Annotated[
        str | None,
        option(
            "--target", metavar="TARGET", text="The target it belongs to.", words=completion.targets
        ),
    ] = None,
    for_: Annotated[
        list[str] | None,
        option(
            "--for",
            metavar="PERSON",
            text="Whose work it is (replaces the whole list).",
            words=completion.people_and_groups,
        ),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="NOTE", help="The note.")] = None,
    evidence: Annotated[
        list[str] | None,
        option(
            *("--evidence", "-e"),
            metavar="REF",
            text="Evidence (replaces the whole list).",
            words=completion.file_names,
        ),
    ] = None,
    step: Step = None,
    case: Case = None,
    event: Event = None,
    title: Title = None,
    due: CaseDue = None,
    asked_by: AskedBy = None,
    by: Writer = None,
    allow_future: AllowFuture = False,
    dry_run: DryRun = False,
) -> int:
    """Correct an entry by adding one that replaces it.

    Whatever you leave out stays as it was, and so does whose work it is.
    An empty text clears a field: --note "".

    Examples:
    rectrack amend --value 36  # the newest entry of the writer's that counts
    rectrack amend 30tb --value 36
    rectrack amend 30tb --date wed --note "Counted again"
    """
    session = cast(Session, ctx.obj)
    request = AmendRequest(
        id=id_,
        by=session.writer(by),
        date=date,
        target=target,
        value=value,
        step=step,
        case=case,
        event=event,
        title=title,
        due=due,
        asked_by=asked_by,
        for_=None if for_ is None else tuple(for_),
        note=note,
        evidence=None if evidence is None else tuple(evidence),
        allow_future=allow_future,
    )

    def answer(change: Change, today: day_of) -> Answer:
        named = change.before.named
        return amend_answer(change, None if id_ is None else named[find(named, id_)], today)

    return write(session, amend, request, answer, dry_run=dry_run)
