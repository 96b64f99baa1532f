"""`rectrack claim`: say that a measure is carried out."""

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
    """Say that a measure is carried out and may be signed off.

    Examples:
    rectrack claim supervision "All bulletins are out"
    """
    session = cast(Session, ctx.obj)
    measure = the_subject(session, measure, "measure", "claim MEASURE")
    typed = Typed(note, by, date, evidence, dry_run)
    return decide_on_measure(session, measure, typed, "claimed")
