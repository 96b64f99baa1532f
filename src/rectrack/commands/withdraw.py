"""`rectrack withdraw`: give a measure up."""

import typer

from rectrack.commands.deciding import Typed, decide_on_measure, given
from rectrack.commands.options import By, Date, DryRun, Evidence, Measure, Reason


def run(
    ctx: typer.Context,
    measure: Measure = None,
    reason: Reason = None,
    by: By = None,
    date: Date = None,
    evidence: Evidence = None,
    dry_run: DryRun = False,
) -> int:
    """Give a measure up, with the reason; it never counts as done.

    Examples:
    rectrack withdraw thrift "The county buys for all offices" --by director
    """
    measure = given(measure, "which measure? write rectrack withdraw MEASURE")
    given(reason, f"why? write rectrack withdraw {measure} REASON")
    typed = Typed(reason, by, date, evidence, dry_run)
    return decide_on_measure(ctx, measure, typed, "withdrawn")
