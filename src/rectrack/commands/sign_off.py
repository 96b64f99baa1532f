"""`rectrack sign-off`: close a measure."""

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
    """Close a measure whose every target is met or waived and has evidence.

    Whoever signs off neither leads the measure nor had a part in the work.

    Examples:
    rectrack sign-off supervision "Files seen" --by discipline-officer
    """
    session = cast(Session, ctx.obj)
    measure = the_subject(session, measure, "measure", "sign-off MEASURE")
    typed = Typed(note, by, date, evidence, dry_run)
    return decide_on_measure(session, measure, typed, "signed-off")
