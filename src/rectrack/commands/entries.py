"""`rectrack entries`: what was written down, as a journal."""

from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from rectrack import days
from rectrack.errors import check_among, check_known
from rectrack.render.page import Page
from rectrack.reports.journal import Journal, Selection, begins_an_id, journal
from rectrack.terminal.console import report
from rectrack.terminal.options import day_option, format_option, ids_argument, person_option
from rectrack.terminal.session import Session

Format = Literal["text", "json", "jsonl", "csv"]


def run(
    ctx: typer.Context,
    ids: Annotated[
        list[str] | None,
        ids_argument(
            "Only entries on these targets, measures or problems, by or for these people or"
            " groups, or entries whose id starts with this."
        ),
    ] = None,
    since: Annotated[
        str | None, day_option("--since", text="Only what was done on this day or later.")
    ] = None,
    until: Annotated[
        str | None, day_option("--until", text="Only what was done on this day or earlier.")
    ] = None,
    person: Annotated[
        str | None,
        person_option("--person", "-p", text="Only entries by, for or about this person."),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option(
            "--all", "-a", help="Include undone, replaced and faulty entries, and the undos."
        ),
    ] = False,
    format_: Annotated[Format, format_option()] = "text",
) -> int:
    """List the entries that count, oldest first.

    With --all and --format jsonl you get the whole log, as `rectrack log --from` reads it.

    Examples:
    rectrack entries bulletins
    rectrack entries --person deputy-research --since 2026-10-01
    rectrack entries 30tb                   # the entry whose id starts with this
    rectrack entries --all --format jsonl   # the whole log
    """
    session = cast(Session, ctx.obj)
    path = session.path()
    records = session.records(path)
    plan, log = records.plan, records.log
    strange = [each for each in ids or () if not begins_an_id(log.entries, each)]
    check_known(strange, plan.ids(), "not in the plan, and no entry's id starts with it")
    check_among([person] if person else (), plan.people)
    period = days.between(since, until, session.today(plan))
    selection = Selection(tuple(ids or ()), person, period.start, period.end)
    found = journal(records, selection, everything=everything)
    session.show(_written(found, format_, session.page(), path))
    return 1 if report(records.findings, path) else 0


def _written(found: Journal, format_: Format, page: Page, path: Path) -> str:
    # Only one of the forms is needed, and the page for people loads Rich.
    if format_ == "text":
        from rectrack.render.entries_page import entries_page  # noqa: PLC0415  as above

        return entries_page(found, page)
    from rectrack.render import entries_data  # noqa: PLC0415  as above

    if format_ == "json":
        return entries_data.entries_json(found, path)
    return (
        entries_data.entries_lines(found) if format_ == "jsonl" else entries_data.entries_csv(found)
    )
