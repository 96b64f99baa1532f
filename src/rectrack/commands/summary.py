"""`rectrack summary`: what a week came to, to be mailed or filed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from rectrack import days
from rectrack.errors import UsageError, check_among
from rectrack.plan.model import Period
from rectrack.render.page import Page
from rectrack.reports.summary import summary
from rectrack.reports.summary_model import Summary
from rectrack.terminal.console import report
from rectrack.terminal.fail_on import FailOn, states
from rectrack.terminal.options import day_option, format_option, person_option
from rectrack.terminal.session import Session
from rectrack.wording import MONTHS, from_to, quarter, week_of

Format = Literal["text", "md", "html", "json"]
CALENDAR: dict[str, tuple[Callable[[str, date], Period], Callable[[date], str]]] = {
    "--week": (days.week, lambda day: f"Week {week_of(day)}"),
    "--month": (days.month, lambda day: f"{MONTHS[day.month - 1]} {day.year}"),
    "--quarter": (days.quarter, quarter),
}
"""What an option of a part of the calendar takes, and what the days from the first are called."""


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
    quarter: Annotated[
        str | None,
        typer.Option("--quarter", "-q", metavar="QUARTER", help="this, last or 2026-Q3."),
    ] = None,
    since: Annotated[str | None, day_option("--since", text="Start of a custom period.")] = None,
    until: Annotated[
        str | None, day_option("--until", text="End of the custom period (default: today).")
    ] = None,
    person: Annotated[
        str | None, person_option("--person", "-p", text="Only what concerns this person.")
    ] = None,
    as_known: Annotated[
        bool,
        typer.Option(
            "--as-known", help="Ignore what was logged after the period, for a reproducible report."
        ),
    ] = False,
    fail_on: FailOn = None,
    format_: Annotated[Format, format_option()] = "text",
) -> int:
    """Sum up a week: what is in trouble, what changed, what comes next.

    Examples:
    rectrack summary                  # last week, as of its Sunday
    rectrack summary --week 2026-W40  # that week
    rectrack summary --person deputy-research --quarter this
    rectrack summary --month last --format html
    rectrack summary --since 2026-09-01 --until 2026-09-30 --as-known
    """
    session = cast(Session, ctx.obj)
    failing = states(fail_on)
    path = session.path()
    records = session.records(path)
    check_among([person] if person else (), records.plan.people)
    today = session.today(records.plan)
    asked = {"--week": week, "--month": month, "--quarter": quarter, "--since": since}
    period, name = _period(
        {name: text for name, text in asked.items() if text is not None}, until, today
    )
    if period.start > today:
        raise UsageError(f"{name} has not begun: today is {today}")
    found = summary(records, period, today, person, known_then=as_known)
    session.show(_written(found, name, format_, session.page(), path))
    if report(records.findings, path):
        return 1
    return 3 if any(standing.state in failing for standing in found.standings) else 0


def _period(asked: dict[str, str], until: str | None, today: date) -> tuple[Period, str]:
    """Return the days that are asked for, and what to call them; by default the last full week."""
    if len(asked) > 1:
        raise UsageError(f"{' and '.join(asked)} name different days: give one of them")
    [(option, text)] = asked.items() or [("--week", "last")]
    if option == "--since":
        period = days.between(text, until, today, last=today)
        return period, from_to(period.start, period.end)
    if until is not None:
        raise UsageError("--until needs --since, the first day")
    understand, named = CALENDAR[option]
    try:
        period = understand(text, today)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None
    return period, named(period.start)


def _written(found: Summary, name: str, format_: Format, page: Page, path: Path) -> str:
    # Only one of the forms is needed, and the page for people loads Rich.
    if format_ == "json":
        from rectrack.render.summary_json import summary_json  # noqa: PLC0415  as above

        return summary_json(found, name, path)
    if format_ == "text":
        from rectrack.render.summary_page import summary_page  # noqa: PLC0415  as above

        return summary_page(found, name, page)
    from rectrack.render import html, markdown  # noqa: PLC0415  as above
    from rectrack.render.summary_tables import heading, tables  # noqa: PLC0415  as above

    draw = html.report if format_ == "html" else markdown.report
    parts = tables(found)
    return page.signs(draw(found.plan.title, heading(found, name, parts), parts))
