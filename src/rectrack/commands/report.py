"""`rectrack report`: the page that a leader opens, and the ledger that an office files."""

from pathlib import Path
from typing import Annotated, cast

import typer

from rectrack.errors import UsageError
from rectrack.records import read_records
from rectrack.render.page import visible
from rectrack.render.terms import Language
from rectrack.reports.plan_report import plan_report
from rectrack.storage import files
from rectrack.storage.published import publish
from rectrack.terminal import completion
from rectrack.terminal.console import out, report, tell
from rectrack.terminal.options import AsOf, argument
from rectrack.terminal.session import Session
from rectrack.wording import plural, weekday_and_day

PAGE, LEDGER = ".html", ".xlsx"


def run(
    ctx: typer.Context,
    place: Annotated[
        str,
        argument(
            "FILE",
            "Where to write it: FILE.html is the page, FILE.xlsx the ledger.",
            completion.file_names,
        ),
    ],
    as_of: AsOf = None,
    lang: Annotated[
        Language, typer.Option("--lang", help="The language of headings, states and fixed terms.")
    ] = "en",
) -> int:
    """Write the whole plan as a page for a browser, or a ledger for a spreadsheet.

    Both are one file each, which can be mailed or filed: nothing is sent anywhere, and the page
    loads nothing. An older page or ledger of that name is replaced; any other file is left alone.

    Examples:
    rectrack report plan.html
    rectrack report ledger.xlsx --lang zh
    rectrack report october.html --as-of 2026-10-31
    """
    session = cast(Session, ctx.obj)
    form = Path(place).suffix.lower()
    if form not in {PAGE, LEDGER}:
        raise UsageError(
            f"{place} is neither a page nor a ledger: write FILE{PAGE} or FILE{LEDGER}"
        )
    path = session.path()
    records = read_records(files.read(path))
    day = session.day(as_of, records.plan, "--as-of")
    found = plan_report(records, day)
    if form == PAGE:
        from rectrack.render.report_page import report_page  # noqa: PLC0415  only one is needed

        written = report_page(found, path, lang).encode()
    else:
        from rectrack.render.ledger import ledger  # noqa: PLC0415  the same

        written = ledger(records, day, lang)
    warnings = publish(Path(place), written)
    status = found.status
    targets = plural(status.totals.targets, "target")
    out(
        f"wrote {visible(place)}: as of {weekday_and_day(day)}, {targets},"
        f" {plural(status.entries, 'entry', 'entries')}"
    )
    tell(*(f"warning: {each}" for each in warnings))
    return 1 if report(records.findings, path) else 0
