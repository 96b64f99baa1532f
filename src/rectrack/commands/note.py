"""`rectrack note`: say something of a target or measure that changes no figure."""

from typing import Annotated, cast

import typer

from rectrack.changes.note import NoteRequest, note
from rectrack.changes.value_and_note import note_of
from rectrack.commands.write import write
from rectrack.render.entry_answer import remark_answer
from rectrack.terminal import completion, options
from rectrack.terminal.required import the_remark, the_subject
from rectrack.terminal.session import Session


def run(
    ctx: typer.Context,
    subject: Annotated[
        str | None,
        options.argument("ID", "The id of a target or measure.", completion.targets_and_measures),
    ] = None,
    text: Annotated[list[str] | None, options.argument("TEXT...", "What there is to say.")] = None,
    by: options.Writer = None,
    date: options.DoneOn = None,
    dry_run: options.DryRun = False,
) -> int:
    """Record a remark on a target or measure; it changes no figure.

    It is shown among the entries, by rectrack show and in the summary of its week.

    Examples:
    rectrack note bulletins "The printer is out of order until Friday"
    rectrack note supervision "Asked for a second post" --date yesterday
    """
    session = cast(Session, ctx.obj)
    name = the_subject(session, subject, "target or measure", "note ID TEXT")
    said = note_of(the_remark(session, text, f"note {name}"))
    request = NoteRequest(subject=name, text=said or "", by=session.writer(by), date=date)
    return write(session, note, request, remark_answer, dry_run=dry_run)
