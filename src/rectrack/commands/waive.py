"""`rectrack waive`: accept that a target is not met for a time."""

from typing import Annotated

import typer

from rectrack.commands.deciding import Typed, decide_on_target, future_day, given
from rectrack.commands.options import By, Date, DryRun, Evidence, Reason, Target


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
    target = given(target, "which target? write rectrack waive TARGET --until DAY REASON")
    last = future_day(
        given(until, f"until when? --until names the last day, for {target}"), "--until"
    )
    given(reason, f"why? write rectrack waive {target} --until {last} REASON")
    typed = Typed(reason, by, date, evidence, dry_run)
    return decide_on_target(ctx, target, typed, "waived", lambda plan, day: {"until": last})
