"""`rectrack assess`: everyone's score, and how it comes about."""

from typing import Annotated, Literal, cast

import typer

from rectrack.errors import check_known
from rectrack.records import read_records
from rectrack.reports.assessment import Assessment, assess
from rectrack.storage import files
from rectrack.terminal import completion
from rectrack.terminal.console import out, report
from rectrack.terminal.options import AsOf
from rectrack.terminal.session import Session

Format = Literal["text", "json", "csv", "md"]


def run(
    ctx: typer.Context,
    person: Annotated[
        str | None,
        typer.Argument(
            metavar="[PERSON]",
            help="Whose reckoning to show line by line; by default a table of all persons.",
            show_default=False,
            autocompletion=completion.people,
        ),
    ] = None,
    as_of: AsOf = None,
    format_: Annotated[
        Format, typer.Option("--format", help="For people, programs, spreadsheets or files.")
    ] = "text",
) -> int:
    """Assess everyone: the score of each quarter, the central part, the final score.

    With PERSON, show every line that their score comes from.

    Examples:
    rectrack assess
    rectrack assess deputy-research --as-of 2026-09-30
    rectrack assess --format csv
    """
    session = cast(Session, ctx.obj)
    path = session.path()
    records = read_records(files.read(path))
    chosen = None if person is None else [person]
    check_known(chosen or (), records.plan.people, "not among the people")
    day = session.day(as_of, records.plan, "--as-of")
    found = assess(records, day, chosen)
    out(_drawn(found, format_, session, in_full=person is not None))
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
