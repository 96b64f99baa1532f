"""`rectrack reward`: points for a person's score, with the reason."""

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
    """Reward a person: points for the score of the quarter in which it is dated.

    Examples:
    rectrack reward clerk 1 "The log was complete at every look" --by director
    """
    asked = awarding.Award("reward", person, value, note, by, date, evidence)
    return awarding.award(cast(Session, ctx.obj), asked, dry_run=dry_run)
