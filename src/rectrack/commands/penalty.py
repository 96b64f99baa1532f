"""`rectrack penalty`: points off a person's score, with the reason."""

from typing import cast

import typer

from rectrack.commands import awarding
from rectrack.terminal import options
from rectrack.terminal.session import Session


def run(
    ctx: typer.Context,
    person: awarding.Person = None,
    value: awarding.Value = None,
    note: awarding.Note = None,
    by: options.By = None,
    date: options.Date = None,
    evidence: options.Evidence = None,
    dry_run: options.DryRun = False,
) -> int:
    """Penalise a person: points off the score of the quarter in which it is dated.

    Examples:
    rectrack penalty clerk 1 "The log of June came in August" --by director
    """
    asked = awarding.Award("penalty", person, value, note, by, date, evidence)
    return awarding.award(cast(Session, ctx.obj), asked, dry_run=dry_run)
