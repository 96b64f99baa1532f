"""`rectrack show`: everything about one target, measure, problem, person or group."""

from typing import Annotated, Literal, cast

import typer

from rectrack.errors import UsageError, check_known
from rectrack.reports.details import details
from rectrack.terminal import completion
from rectrack.terminal.console import report
from rectrack.terminal.options import AsOf, argument, format_option
from rectrack.terminal.session import Session

MOST = 20
"""So many entries, and so many cases, are shown on a terminal unless all are asked for."""


def run(
    ctx: typer.Context,
    id_: Annotated[
        str | None,
        argument(
            "ID", "The id of a target, measure, problem, person or group.", completion.everything
        ),
    ] = None,
    as_of: AsOf = None,
    all_: Annotated[
        bool,
        typer.Option("--all", "-a", help="Show all entries and cases, on a terminal too."),
    ] = False,
    format_: Annotated[Literal["text", "json"], format_option()] = "text",
) -> int:
    """Show everything about one item: promise, current state, history.

    Examples:
    rectrack show bulletins
    rectrack show thrift --as-of 2026-06-30
    rectrack show deputy-affairs --all
    """
    session = cast(Session, ctx.obj)
    if id_ is None:
        raise UsageError(
            "what is to be shown? write rectrack show ID, with the id of a target, a measure,"
            " a problem, a person or a group"
        )
    path = session.path()
    records = session.records(path)
    check_known([id_], records.plan.ids())
    found = details(records, id_, session.day(as_of, records.plan, "--as-of"))
    if format_ == "json":
        from rectrack.render.details_json import show_json  # noqa: PLC0415  only one of the two

        session.show(show_json(found, path))
    else:
        from rectrack.render.details_page import show_page  # noqa: PLC0415  loads Rich

        page = session.page()
        session.show(show_page(found, page, None if all_ or page.height is None else MOST))
    return 1 if report(records.findings, path) else 0
