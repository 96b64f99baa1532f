"""`rectrack due`: what falls due in the next days, by whom."""

import os
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from rectrack.errors import check_among
from rectrack.render.page import Page
from rectrack.reports.deadlines import DueReport, due
from rectrack.terminal.console import report
from rectrack.terminal.options import AsOf, format_option, person_option
from rectrack.terminal.session import Session

Format = Literal["text", "md", "json", "ics"]
FURTHEST = 36525
"""So many days ahead at most: a plan is no longer than a hundred years."""


def run(
    ctx: typer.Context,
    days: Annotated[
        int,
        typer.Option(
            "--days", min=0, max=FURTHEST, metavar="N", help="How many days to look ahead."
        ),
    ] = 14,
    person: Annotated[
        str | None, person_option("--person", "-p", text="Only what concerns this person.")
    ] = None,
    as_of: AsOf = None,
    format_: Annotated[Format, format_option()] = "text",
) -> int:
    """List what falls due in the next days, by whom; what is late comes first.

    That is every goal, case, step, session and report with a day of its own, and also remedies,
    rechecks, waivers that end, and failures that nobody has explained. The form ics is a calendar
    to subscribe to or import; it needs pip install 'rectrack[calendar]'.

    Examples:
    rectrack due
    rectrack due --days 7 --person documents-head
    rectrack due --days 90 --as-of 2026-10-31 --format json
    """
    session = cast(Session, ctx.obj)
    path = session.path()
    records = session.records(path)
    check_among([person] if person else (), records.plan.people)
    found = due(records, session.day(as_of, records.plan, "--as-of"), days, person)
    session.show(_written(found, format_, session.page(), path))
    return 1 if report(records.findings, path) else 0


def _written(found: DueReport, format_: Format, page: Page, path: Path) -> str:
    # Only one of the forms is needed, and the page for people loads Rich.
    if format_ == "json":
        from rectrack.render.due_json import due_json  # noqa: PLC0415  as above

        return due_json(found, path)
    if format_ == "ics":
        from rectrack.render.icalendar import due_calendar  # noqa: PLC0415  as above

        # Lines end as RFC 5545 asks; Windows makes that of a line break by itself.
        calendar = due_calendar(found)
        return calendar if os.linesep == "\n" else calendar.replace("\r\n", "\n")
    from rectrack.render.due_tables import heading, parts  # noqa: PLC0415  as above

    if format_ == "md":
        from rectrack.render import markdown  # noqa: PLC0415  as above

        tables = [each.table for each in parts(found)]
        return page.signs(markdown.report(found.plan.title, heading(found), tables))
    from rectrack.render.summary_page import parts_page  # noqa: PLC0415  as above

    blocks = [[each] for each in parts(found)]
    return parts_page(found.plan.title, heading(found), blocks, page)
