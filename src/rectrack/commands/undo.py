"""`rectrack undo`: take an entry back, by an entry that voids it."""

from typing import Annotated, cast

import typer

from rectrack.changes.undo import UndoRequest, undo
from rectrack.commands.write import write
from rectrack.render.correction_answer import undo_answer
from rectrack.terminal import completion
from rectrack.terminal.options import DryRun, Writer, argument
from rectrack.terminal.session import Session


def run(
    ctx: typer.Context,
    id_: Annotated[
        str | None,
        argument(
            "[ID]",
            "The first letters of the id of an entry or a batch (default: the writer's newest entry"
            " of the last day).",
            completion.entries,
        ),
    ] = None,
    by: Writer = None,
    dry_run: DryRun = False,
) -> int:
    """Undo an entry. Nothing is deleted; undoing the undo restores it.

    What came in with others by `log --from` is undone together with them, unless the id of the
    entry is given. Undoing an amendment brings back the entry that it replaced. A decision on a
    measure or a target, a reward or a penalty can only be undone by the person who made it.

    Examples:
    rectrack undo --by clerk  # the clerk's newest entry that still counts
    rectrack undo 30tb        # the entry whose id starts with this
    """
    session = cast(Session, ctx.obj)
    request = UndoRequest(id_, session.writer(by))
    return write(session, undo, request, undo_answer, dry_run=dry_run)
