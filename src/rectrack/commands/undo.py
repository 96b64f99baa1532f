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
            "The first letters of its id (default: the writer's newest entry of the last day).",
            completion.entries,
        ),
    ] = None,
    by: Writer = None,
) -> int:
    """Undo an entry. Nothing is deleted; undoing the undo restores it.

    Undoing an amendment brings back the entry that it replaced. A decision on a measure or a
    target, a reward or a penalty can only be undone by the person who made it.

    Examples:
    rectrack undo --by clerk  # the clerk's newest entry that still counts
    rectrack undo 30tb        # the entry whose id starts with this
    """
    session = cast(Session, ctx.obj)
    return write(session, undo, UndoRequest(id_, session.writer(by)), undo_answer)
