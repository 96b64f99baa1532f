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
            "The beginning of an entry's or a batch's id;"
            " by default the writer's newest entry of the last day.",
            completion.entries,
        ),
    ] = None,
    by: Writer = None,
    dry_run: DryRun = False,
) -> int:
    """Take an entry back. Nothing is deleted: undoing the undo restores it.

    What came in together with others by `log --from` is taken back together with them, unless the
    id of the entry is given. Undoing an amendment brings back what it amended. A decision on a
    measure or a target, a reward or a penalty is taken back by whoever made it.

    Examples:
    rectrack undo --by clerk  # the newest entry of the clerk's that still counts
    rectrack undo 30tb        # the entry whose id begins so
    """
    session = cast(Session, ctx.obj)
    request = UndoRequest(id_, session.writer(by))
    return write(session, undo, request, undo_answer, dry_run=dry_run)
