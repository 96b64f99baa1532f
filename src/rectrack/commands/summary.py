"""`rectrack summary`: what a week came to, to be mailed or filed."""

from typing import Annotated, Literal, cast

import typer

from rectrack import days
from rectrack.errors import UsageError
from rectrack.plan.model import Period, Plan
from rectrack.records import read_records
from rectrack.reports.summary import summary
from rectrack.storage import files
from rectrack.terminal.console import report
from rectrack.terminal.fail_on import FailOn, states
from rectrack.terminal.options import day_option, format_option
from rectrack.terminal.session import Session
from rectrack.wording import MONTHS, from_to, week_of


def run(
    ctx: typer.Context,
    week: Annotated[
        str | None,
        typer.Option("--week", "-w", metavar="WEEK", help="this, last (the default) or 2026-W47."),
    ] = None,
    month: Annotated[
        str | None,
        typer.Option("--month", "-m", metavar="MONTH", help="this, last or 2026-11."),
    ] = None,
    since: Annotated[str | None, day_option("--since", text="Start of a custom period.")] = None,
    until: Annotated[
        str | None, day_option("--until", text="End of the custom period (default: today).")
    ] = None,
    as_known: Annotated[
        bool,
        typer.Option(
            "--as-known", help="Ignore what was logged after the period, for a reproducible report."
        ),
    ] = False,
    fail_on: FailOn = None,
    format_: Annotated[Literal["text", "md", "json"], format_option()] = "text",
) -> int:
    """Sum up a week: what was logged, what changed, what slipped, what comes next.

    Examples:
    rectrack summary                  # last week, as of its Sunday
    rectrack summary --week 2026-W40  # that week
    rectrack summary --month last --format md
    rectrack summary --since 2026-09-01 --until 2026-09-30 --as-known
    """
    session = cast(Session, ctx.obj)
    failing = states(fail_on)
    path = session.path()
    records = read_records(files.read(path))
    today = session.today(records.plan)
    period, name = _period(session, records.plan, week, month, since, until)
    if period.start > today:
        raise UsageError(f"{name} has not begun: today is {today}")
    found = summary(records, period, today, known_then=as_known)
    if format_ == "json":
        from rectrack.render.summary_json import summary_json  # noqa: PLC0415  one of the three

        session.show(summary_json(found, name, path))
    elif format_ == "md":
        from rectrack.render.summary_tables import summary_markdown  # noqa: PLC0415  the same

        session.show(session.page().signs(summary_markdown(found, name)))
    else:
        from rectrack.render.summary_page import summary_page  # noqa: PLC0415  loads Rich

        session.show(summary_page(found, name, session.page()))
    if report(records.findings, path):
        return 1
    return 3 if any(standing.state in failing for standing in found.standings) else 0


def _period(
    session: Session,
    plan: Plan,
    week: str | None,
    month: str | None,
    since: str | None,
    until: str | None,
) -> tuple[Period, str]:
    """Return the days that are asked for, and what to call them; by default the last full week."""
    today = session.today(plan)
    given = [
        name for name, value in (("--week", week), ("--month", month), ("--since", since)) if value
    ]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} name different days: give one of them")
    if until is not None and since is None:
        raise UsageError("--until needs --since, the first day")
    try:
        if month is not None:
            period = days.month(month, today)
            return period, f"{MONTHS[period.start.month - 1]} {period.start.year}"
        if since is None:
            period = days.week(week or "last", today)
            return period, f"Week {week_of(period.start)}"
    except ValueError as error:
        raise UsageError(f"--{'month' if month is not None else 'week'}: {error}") from None
    period = Period(session.day(since, plan, "--since"), session.day(until, plan, "--until"))
    if period.end < period.start:
        raise UsageError(f"--until, {period.end}, is before --since, {period.start}")
    return period, from_to(period.start, period.end)
