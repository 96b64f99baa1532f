"""`rectrack status`: what is met, what is not, why, and what to do next."""

from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from rectrack.errors import UsageError, check_among, check_known
from rectrack.render.page import Page
from rectrack.reports.sections import GroupBy, sections
from rectrack.reports.status import Status, Wanted, status
from rectrack.targets.state import OUTSTANDING, State
from rectrack.terminal.console import report
from rectrack.terminal.fail_on import FailOn, InStates, states
from rectrack.terminal.options import AsOf, format_option, ids_argument, person_option
from rectrack.terminal.session import Session

Format = Literal["text", "json", "csv", "md"]


def run(
    ctx: typer.Context,
    ids: Annotated[
        list[str] | None,
        ids_argument("Only these targets, measures, problems, people or groups."),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", "-a", help="List every target, with the reasons.")
    ] = False,
    outstanding: Annotated[
        bool,
        typer.Option(
            "--outstanding",
            "-o",
            help=f"Only targets that are {', '.join(OUTSTANDING[:-1])} or {OUTSTANDING[-1]}.",
        ),
    ] = False,
    in_states: InStates = None,
    group_by: Annotated[
        GroupBy | None,
        typer.Option("--group-by", "-g", help="Group the targets; by measure if left out."),
    ] = None,
    person: Annotated[
        str | None,
        person_option("--person", "-p", text="Only what this person is responsible for."),
    ] = None,
    as_of: AsOf = None,
    fail_on: FailOn = None,
    format_: Annotated[Format, format_option()] = "text",
) -> int:
    """Show which targets are met and which are outstanding, why, and what to do next.

    Alone it shows the plan at a glance: how many targets are in each state, what needs attention,
    and the measures. Any id or filter lists the targets themselves, with the reasons.

    Examples:
    rectrack status
    rectrack status --all
    rectrack status --outstanding
    rectrack status --state failed,overdue
    rectrack status thrift bulletins  # a measure and a target
    rectrack status --group-by person
    rectrack status --person deputy-affairs --as-of 2026-06-30
    rectrack status --format json --fail-on failed,overdue
    """
    session = cast(Session, ctx.obj)
    failing = states(fail_on)
    chosen = states(in_states, "--state")
    if outstanding and chosen and not any(each.outstanding for each in chosen):
        named = " or ".join(each for each in State if each in chosen)
        raise UsageError(f"no target that is {named} is outstanding: leave out --outstanding")
    path = session.path()
    records = session.records(path)
    plan = records.plan
    check_known(ids or (), plan.ids())
    check_among([person] if person else (), plan.people)
    day = session.day(as_of, plan, "--as-of")
    wanted = Wanted(tuple(ids or ()), person, outstanding, chosen)
    found = status(records, day, wanted)
    at_a_glance = wanted.is_all and not all_ and group_by is None
    by = group_by or "measure"
    session.show(_written(found, format_, by, session.page(), path, at_a_glance=at_a_glance))
    if report(records.findings, path):
        return 1
    return 3 if any(standing.state in failing for standing in found.targets) else 0


def _written(
    found: Status, format_: Format, by: GroupBy, page: Page, path: Path, *, at_a_glance: bool
) -> str:
    # Only one of the forms is needed, and the page for people loads Rich.
    if format_ == "json":
        from rectrack.render.json import status_json  # noqa: PLC0415  as above

        return status_json(found, path)
    if format_ == "csv":
        from rectrack.render.status_csv import status_csv  # noqa: PLC0415  as above

        return status_csv(found, sections(found, by), by)
    grouped = None if at_a_glance else sections(found, by)
    if format_ == "md":
        from rectrack.render.status_markdown import status_markdown  # noqa: PLC0415  as above

        return page.signs(status_markdown(found, grouped))
    from rectrack.render.status_page import status_page  # noqa: PLC0415  as above

    return status_page(found, grouped, page)
