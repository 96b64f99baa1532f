"""`rectrack undo`: take an entry back, by an entry that voids it."""

from typing import Annotated, cast

import typer

from rectrack.changes.undo import UndoRequest, undo
from rectrack.commands.write import write
from rectrack.render.correction_answer import undo_answer
from rectrack.terminal import completion
from rectrack.terminal.options import Writer, argument
from rectrack.terminal.session import Session


def run(
    ctx: typer.Context,
    id_: Annotated[
        str | None,
        argument(
            "[ID]",
            "The beginning of an entry's id; by default the writer's newest of the last day.",
            completion.entries,
        ),
    ] = None,
    by: Writer = None,
) -> int:
    """Take an entry back. Nothing is deleted: undoing the undo restores it.

    Undoing an amendment brings back what it amended. A decision on a measure or a target, a reward
    or a penalty is taken back by whoever made it.

    Examples:
    rectrack undo --by clerk  # the newest entry of the clerk's that still counts
    rectrack undo 30tb        # the entry whose id begins so
    """
    session = cast(Session, ctx.obj)
    return write(session, undo, UndoRequest(id_, session.writer(by)), undo_answer)
