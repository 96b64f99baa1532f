"""`rectrack status`: what is met, what is not, why, and what to do next."""

from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from rectrack.errors import check_known
from rectrack.records import read_records
from rectrack.render.page import Page
from rectrack.reports.sections import GroupBy, sections
from rectrack.reports.status import Status, Wanted, status
from rectrack.storage import files
from rectrack.terminal.console import report
from rectrack.terminal.fail_on import FailOn, states
from rectrack.terminal.options import AsOf, format_option, ids_argument, person_option
from rectrack.terminal.session import Session

Format = Literal["text", "json", "csv", "md"]


def run(
    ctx: typer.Context,
    ids: Annotated[
        list[str] | None,
        ids_argument("Only these targets, measures, problems, people or groups."),
    ] = None,
    outstanding: Annotated[
        bool,
        typer.Option("--outstanding", "-o", help="Leave out what is met, waived or withdrawn."),
    ] = False,
    group_by: Annotated[
        GroupBy,
        typer.Option("--group-by", "-g", help="How to group the table."),
    ] = "measure",
    person: Annotated[
        str | None,
        person_option("--person", "-p", text="Only what this person is responsible for."),
    ] = None,
    as_of: AsOf = None,
    fail_on: FailOn = None,
    format_: Annotated[Format, format_option()] = "text",
) -> int:
    """Show which targets are met and which are outstanding, why, and what to do next.

    Examples:
    rectrack status
    rectrack status --outstanding
    rectrack status thrift bulletins  # a measure and a target
    rectrack status --group-by person
    rectrack status --person deputy-affairs --as-of 2026-06-30
    rectrack status --format json --fail-on failed,overdue
    """
    session = cast(Session, ctx.obj)
    failing = states(fail_on)
    path = session.path()
    records = read_records(files.read(path))
    plan = records.plan
    check_known(ids or (), plan.ids())
    check_known([person] if person else (), plan.people, "not among the people")
    day = session.day(as_of, plan, "--as-of")
    wanted = Wanted(tuple(ids or ()), person, outstanding)
    found = status(records, day, wanted)
    session.show(_written(found, format_, group_by, session.page(), path))
    if report(records.findings, path):
        return 1
    return 3 if any(standing.state in failing for standing in found.targets) else 0


def _written(found: Status, format_: Format, group_by: GroupBy, page: Page, path: Path) -> str:
    # Only one of the forms is needed, and the page for people loads Rich.
    if format_ == "json":
        from rectrack.render.json import status_json  # noqa: PLC0415  as above

        return status_json(found, path)
    grouped = sections(found, group_by)
    if format_ == "csv":
        from rectrack.render.status_csv import status_csv  # noqa: PLC0415  as above

        return status_csv(found, grouped, group_by)
    if format_ == "md":
        from rectrack.render.status_markdown import status_markdown  # noqa: PLC0415  as above

        return page.signs(status_markdown(found, grouped))
    from rectrack.render.status_page import status_page  # noqa: PLC0415  as above

    return status_page(found, grouped, page)
