"""`rectrack explain`: answer for what failed or is late, and say when it is put right."""

from typing import Annotated, cast

import typer

from rectrack.changes.decisions import DecisionRequest, decide
from rectrack.changes.value_and_note import note_of
from rectrack.commands.write import write
from rectrack.errors import UsageError
from rectrack.render.entry_answer import entry_answer
from rectrack.terminal import options
from rectrack.terminal.required import day_written, the_cause, the_remedy, the_subject
from rectrack.terminal.session import Session


def run(
    ctx: typer.Context,
    target: options.Target = None,
    cause: Annotated[
        list[str] | None, options.argument("CAUSE...", "Why it failed, or is late.")
    ] = None,
    remedy: Annotated[
        str | None,
        options.option("--remedy", metavar="TEXT", text="What will be done about it."),
    ] = None,
    due: Annotated[
        str | None,
        options.option("--due", metavar="DAY", text="By when it will be done: 2026-12-15."),
    ] = None,
    done: Annotated[
        str | None,
        options.option("--done", metavar="NOTE", text="Report the remedy as carried out."),
    ] = None,
    by: options.By = None,
    date: options.Date = None,
    evidence: options.Evidence = None,
    dry_run: options.DryRun = False,
) -> int:
    """Explain what has failed or is late, and what will be done about it.

    The state stays, and is shown as explained, with the remedy. What goes wrong later needs an
    explanation of its own, which takes the place of this one.

    Examples:
    rectrack explain waste "No meters" --remedy "Fit meters" --due 2026-12-15
    rectrack explain waste --done "Meters are in"
    """
    session = cast(Session, ctx.obj)
    subject = the_subject(session, target, "target", "explain TARGET CAUSE --remedy TEXT")
    if done is not None:
        if cause or remedy is not None or due is not None:
            raise UsageError("--done ends a remedy: leave out the cause, --remedy and --due")
        event, note, why, what = "remedied", note_of([done]), None, None
    else:
        event, note = "explained", None
        why = note_of(the_cause(session, cause, f"explain {subject}"))
        what = note_of(the_remedy(session, remedy, f"explain {subject}"))
    request = DecisionRequest(
        event=event,
        subject=subject,
        note=note,
        cause=why,
        remedy=what,
        due=None if due is None else day_written(session, due, "--due"),
        by=session.writer(by),
        date=date,
        evidence=tuple(evidence or ()),
    )
    return write(session, decide, request, entry_answer, dry_run=dry_run)
