"""`rectrack reject`: turn a claim or a sign-off down."""

from typing import cast

import typer

from rectrack.commands.deciding import Typed, decide_on_measure
from rectrack.terminal.options import By, Date, DryRun, Evidence, Measure, Note
from rectrack.terminal.required import the_subject
from rectrack.terminal.session import Session


def run(
    ctx: typer.Context,
    measure: Measure = None,
    note: Note = None,
    by: By = None,
    date: Date = None,
    evidence: Evidence = None,
    dry_run: DryRun = False,
) -> int:
    """Turn down the claim that a measure is carried out, or its sign-off.

    Examples:
    rectrack reject three-services "Two sheets are missing" --by director
    """
    session = cast(Session, ctx.obj)
    measure = the_subject(session, measure, "measure", "reject MEASURE")
    typed = Typed(note, by, date, evidence, dry_run)
    return decide_on_measure(session, measure, typed, "rejected")
