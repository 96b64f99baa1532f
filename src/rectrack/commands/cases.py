"""`rectrack cases`: the register of cases across targets."""

from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from rectrack.errors import RequestError, UsageError, check_among, check_known
from rectrack.render.page import Page
from rectrack.reports.cases import OPEN_STATES, Chosen, RegisterReport, case_register
from rectrack.targets.case import CaseState
from rectrack.targets.kinds import has_cases
from rectrack.terminal import completion
from rectrack.terminal.console import report
from rectrack.terminal.options import AsOf, argument, format_option, person_option
from rectrack.terminal.session import Session

Format = Literal["text", "json", "csv", "md"]


def run(
    ctx: typer.Context,
    targets: Annotated[
        list[str] | None,
        argument("[TARGET]...", "Only the cases of these targets.", completion.targets),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", "-o", help="Only those that are open.")] = False,
    overdue: Annotated[
        bool, typer.Option(f"--{CaseState.OVERDUE}", help="Only those past their last day.")
    ] = False,
    person: Annotated[
        str | None,
        person_option("--person", "-p", text="Only those that this person has or had in hand."),
    ] = None,
    as_of: AsOf = None,
    format_: Annotated[Format, format_option()] = "text",
) -> int:
    """List the cases: what each is about, how far it has come, who has it, until when.

    Open cases come first, by their deadlines; then those that ended, the latest first.

    Examples:
    rectrack cases
    rectrack cases leader-instructions --overdue
    rectrack cases --open --person documents-head
    rectrack cases --format csv
    """
    session = cast(Session, ctx.obj)
    path = session.path()
    records = session.records(path)
    plan = records.plan
    check_known(targets or (), plan.targets, "not a target")
    check_among([person] if person else (), plan.people)
    for name in targets or ():
        if not has_cases(plan.targets[name]):
            raise RequestError(f"{name} has no cases: it is of kind {plan.targets[name].kind}")
    if open_ and overdue:
        raise UsageError(
            f"use --open or --{CaseState.OVERDUE}, not both: the one includes the other"
        )
    states = OPEN_STATES if open_ else frozenset(CaseState)
    if overdue:
        states = frozenset({CaseState.OVERDUE})
    chosen = Chosen(tuple(dict.fromkeys(targets or ())), states, person)
    found = case_register(records, session.day(as_of, plan, "--as-of"), chosen)
    session.show(_written(found, format_, session.page(), path))
    return 1 if report(records.findings, path) else 0


def _written(found: RegisterReport, format_: Format, page: Page, path: Path) -> str:
    # Only one of the forms is needed, and the page for people loads Rich.
    if format_ == "text":
        from rectrack.render.case_page import case_page  # noqa: PLC0415  as above

        return case_page(found, page)
    from rectrack.render import case_export as export  # noqa: PLC0415  as above

    if format_ == "json":
        return export.cases_json(found, path)
    return export.cases_csv(found) if format_ == "csv" else page.signs(export.cases_markdown(found))
