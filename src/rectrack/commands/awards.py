"""`rectrack reward` and `rectrack penalty`: points for a person's score, or off it."""

from collections.abc import Callable
from typing import Annotated, Literal, cast

import typer
from msgspec.structs import replace

from rectrack.changes.awards import AwardRequest, award, check_whole
from rectrack.changes.value_and_note import note_of
from rectrack.commands.write import write
from rectrack.render.award_answer import award_answer
from rectrack.terminal import completion, options
from rectrack.terminal.session import Session

Person = Annotated[str | None, options.argument("PERSON", "The id of a person.", completion.people)]
Value = Annotated[str | None, options.argument("VALUE", "Points, from 0 to 100.")]
Note = Annotated[list[str] | None, options.argument("NOTE...", "What it is for.")]
REWARD = """Reward a person: points added to the score of that quarter.

Only somebody above the person in the plan may do that.

Examples:
rectrack reward clerk 1 "Log complete at every check" --by director
"""
PENALTY = """Penalise a person: points taken off the score of that quarter.

Only somebody above the person in the plan may do that.

Examples:
rectrack penalty clerk 1 "June log delivered in August" --by director
"""


def _run(event: Literal["reward", "penalty"], text: str) -> Callable[..., int]:
    def run(
        ctx: typer.Context,
        person: Person = None,
        value: Value = None,
        note: Note = None,
        by: options.By = None,
        date: options.Date = None,
        evidence: options.Evidence = None,
        dry_run: options.DryRun = False,
    ) -> int:
        session = cast(Session, ctx.obj)
        request = AwardRequest(
            event=event,
            person=person or "",
            value=value or "",
            note=note_of(note) or "",
            date=date,
            evidence=tuple(evidence or ()),
        )
        check_whole(request)  # before anybody is asked who writes it down
        request = replace(request, by=session.writer(by))
        return write(session, award, request, award_answer, dry_run=dry_run)

    run.__doc__ = text
    return run


RUN = {"reward": _run("reward", REWARD), "penalty": _run("penalty", PENALTY)}
"""The functions of the commands, by their names."""
