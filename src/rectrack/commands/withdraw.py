"""`rectrack withdraw`: give a measure up."""

from typing import cast

import typer

from rectrack.commands.deciding import Typed, decide_on_measure
from rectrack.terminal.options import By, Date, DryRun, Evidence, Measure, Reason
from rectrack.terminal.required import the_reason, the_subject
from rectrack.terminal.session import Session


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
    session = cast(Session, ctx.obj)
    measure = the_subject(session, measure, "measure", "withdraw MEASURE")
    reason = the_reason(session, reason, f"withdraw {measure}")
    typed = Typed(reason, by, date, evidence, dry_run)
    return decide_on_measure(session, measure, typed, "withdrawn")
