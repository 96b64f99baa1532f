"""`rectrack assess`: everyone's score, and how it comes about."""

from typing import Annotated, Literal, cast

import typer

from rectrack.errors import check_among
from rectrack.reports.assessment import Assessment, assess
from rectrack.terminal import completion
from rectrack.terminal.console import report, tell
from rectrack.terminal.options import AsOf, argument, format_option
from rectrack.terminal.session import Session

Format = Literal["text", "json", "csv", "md"]


def run(
    ctx: typer.Context,
    person: Annotated[
        str | None,
        argument(
            "[PERSON]", "Whose score to show line by line (default: everyone).", completion.people
        ),
    ] = None,
    as_of: AsOf = None,
    as_known: Annotated[
        bool,
        typer.Option(
            "--as-known", help="Ignore what was logged after the day, for a reproducible result."
        ),
    ] = False,
    format_: Annotated[Format, format_option()] = "text",
) -> int:
    """Show everyone's scores: each quarter, the central part, the final score.

    With PERSON, show every item behind that person's score. Persons are in the order of the plan.

    Examples:
    rectrack assess
    rectrack assess deputy-research --as-of 2026-09-30
    rectrack assess --as-of 2026-04-15 --as-known  # as it was announced that day
    rectrack assess --format csv
    """
    session = cast(Session, ctx.obj)
    path = session.path()
    records = session.records(path)
    chosen = None if person is None else [person]
    check_among(chosen or (), records.plan.people)
    day = session.day(as_of, records.plan, "--as-of")
    found = assess(records, day, chosen, known_then=as_known)
    session.show(_drawn(found, format_, session, in_full=person is not None))
    if found.basis is not None and format_ == "csv":  # in whose rows there is no place for it
        tell(found.basis.said(day))
    return 1 if report(records.findings, path) else 0


def _drawn(found: Assessment, format_: Format, session: Session, *, in_full: bool) -> str:
    """Return an assessment in one format; only what draws that one is loaded."""
    if format_ == "json":
        from rectrack.render.assessment_json import assessment_json  # noqa: PLC0415  as said above

        return assessment_json(found, session.path())
    if format_ == "text":
        from rectrack.render.assessment_page import assessment_page  # noqa: PLC0415  as said above

        return assessment_page(found, session.page(), in_full=in_full)
    from rectrack.render import assessment_export as tables  # noqa: PLC0415  as said above

    draw = tables.assessment_csv if format_ == "csv" else tables.assessment_markdown
    return draw(found, in_full=in_full)
