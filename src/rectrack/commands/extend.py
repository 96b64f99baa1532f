"""`rectrack extend`: move the last day of a target."""

from datetime import date as day_of
from typing import Annotated, cast

import typer

from rectrack.commands.deciding import Typed, decide_on_target
from rectrack.plan.model import Plan
from rectrack.terminal.options import By, Date, DryRun, Evidence, Reason, Target
from rectrack.terminal.required import the_last_day, the_reason, the_subject
from rectrack.terminal.session import Session


def run(
    ctx: typer.Context,
    target: Target = None,
    reason: Reason = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="The new last day: 2026-09-30.")
    ] = None,
    asked: Annotated[
        str | None,
        typer.Option(
            "--asked", metavar="DAY", help="When it was asked for; the day of the decision if not."
        ),
    ] = None,
    by: By = None,
    date: Date = None,
    evidence: Evidence = None,
    dry_run: DryRun = False,
) -> int:
    """Move the last day of a target, with the reason; the first one stays beside it.

    Examples:
    rectrack extend existing-rules --to 2026-11-30 "Two more" --by director
    """
    session = cast(Session, ctx.obj)
    target = the_subject(session, target, "target", "extend TARGET --to DAY REASON")
    new_day = the_last_day(session, to, "--to", target)
    reason = the_reason(session, reason, f"extend {target} --to {new_day}")

    def days(plan: Plan, day: day_of) -> dict[str, day_of]:
        when_asked = day if asked is None else session.day(asked, plan, "--asked")
        return {"to": new_day, "asked": when_asked}

    typed = Typed(reason, by, date, evidence, dry_run)
    return decide_on_target(session, target, typed, "extended", days)
