"""`rectrack waive`: accept that a target is not met for a time."""

from typing import Annotated, cast

import typer

from rectrack.commands.deciding import Typed, decide_on_target
from rectrack.terminal.options import By, Date, DryRun, Evidence, Reason, Target
from rectrack.terminal.required import the_last_day, the_reason, the_subject
from rectrack.terminal.session import Session


def run(
    ctx: typer.Context,
    target: Target = None,
    reason: Reason = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="Its last day: 2026-11-30.")
    ] = None,
    by: By = None,
    date: Date = None,
    evidence: Evidence = None,
    dry_run: DryRun = False,
) -> int:
    """Accept until a day, with the reason, that a target is not met.

    From then on it is judged again. A limit cannot be waived.

    Examples:
    rectrack waive staff-drive --until 2026-12-15 "All posts frozen" --by director
    """
    session = cast(Session, ctx.obj)
    target = the_subject(session, target, "target", "waive TARGET --until DAY REASON")
    last_day = the_last_day(session, until, "--until", target)
    reason = the_reason(session, reason, f"waive {target} --until {last_day}")
    typed = Typed(reason, by, date, evidence, dry_run)
    return decide_on_target(session, target, typed, "waived", lambda plan, day: {"until": last_day})
