"""`rectrack claim`: say that a measure is carried out."""

import typer

from rectrack.commands.deciding import Typed, decide_on_measure, given
from rectrack.commands.options import By, Date, DryRun, Evidence, Measure, Note


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
    measure = given(measure, "which measure? write rectrack claim MEASURE")
    typed = Typed(note, by, date, evidence, dry_run)
    return decide_on_measure(ctx, measure, typed, "claimed")
