"""`rectrack recheck`: look again at a measure that was signed off."""

from typing import Annotated, cast

import typer

from rectrack.commands.deciding import Typed, decide_on_measure
from rectrack.terminal.options import By, Date, DryRun, Evidence, Measure, Note
from rectrack.terminal.required import the_outcome, the_subject
from rectrack.terminal.session import Session


def run(
    ctx: typer.Context,
    measure: Measure = None,
    note: Note = None,
    passed: Annotated[bool, typer.Option("--passed", help="It still is as it was.")] = False,
    failed: Annotated[bool, typer.Option("--failed", help="It is not, and is reopened.")] = False,
    by: By = None,
    date: Date = None,
    evidence: Evidence = None,
    dry_run: DryRun = False,
) -> int:
    """Say whether a measure that was signed off still is as it was then.

    One that passes is due again after as many days; one that fails is reopened.

    Examples:
    rectrack recheck work-procedures --passed --by discipline-officer
    rectrack recheck three-services --failed "None since May" --by director
    """
    session = cast(Session, ctx.obj)
    measure = the_subject(session, measure, "measure", "recheck MEASURE --passed or --failed")
    outcome = the_outcome(session, measure, passed=passed, failed=failed)
    typed = Typed(note, by, date, evidence, dry_run)
    return decide_on_measure(session, measure, typed, "rechecked", passed=outcome)
