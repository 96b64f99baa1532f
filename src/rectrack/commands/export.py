"""`rectrack export`: what many plans say on a day, as tables that databases read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, cast

import typer

from rectrack import days
from rectrack.errors import Finding, PlanError, RectrackError, RequestError, UsageError
from rectrack.records import read_records
from rectrack.render.export_rows import export_line, export_rows, unread_row
from rectrack.render.export_schema import duckdb_views, export_schema
from rectrack.render.export_tables import DAY, TABLES
from rectrack.render.page import visible
from rectrack.storage import export_folder, files, folders
from rectrack.terminal import completion
from rectrack.terminal.console import line_of, say, tell
from rectrack.terminal.options import AsOf, argument
from rectrack.terminal.session import Session
from rectrack.wording import listed, plural, weekday_and_day


def run(
    ctx: typer.Context,
    folder: Annotated[str, argument("FOLDER", "The folder to write to.", completion.file_names)],
    places: Annotated[
        list[str] | None,
        argument(
            "[PLAN|FOLDER]...",
            "The plans, or folders with plans in them (default: your plan).",
            completion.file_names,
        ),
    ] = None,
    as_of: AsOf = None,
) -> int:
    """Write plans as tables that a database reads.

    There are tables of plans, measures, targets, entries and cases. FOLDER is new, or one that an
    export has written. Each day has its own files in it; those of the same day are replaced.
    `rectrack schema export` describes every column.

    Examples:
    rectrack export tables plans
    rectrack export tables --as-of 2026-09-30
    """
    session = cast(Session, ctx.obj)
    if places and session.file is not None:
        raise UsageError("use PLAN or --file, not both")
    if "" in (folder, *(places or ())):
        raise UsageError(
            "a name is empty: name the FOLDER to write to, then plans or their folders"
        )
    plans = folders.plans(map(Path, places)) if places else [session.path()]
    if not plans:
        raise RequestError(f"there is no plan in {listed(places or ())}, nor below")
    written: Counter[str] = Counter()
    unread: list[Path] = []
    faulty: list[Path] = []

    def rows() -> Iterator[tuple[str, bytes]]:
        for plan in plans:
            try:
                records = read_records(files.read(plan))
            except RectrackError as error:
                unread.append(plan)
                said = _said(error, plan)
                tell(said)
                yield "plans", export_line(unread_row(plan, said))
                continue
            if errors := [each for each in records.findings if each.severity == "error"]:
                faulty.append(plan)
                tell(_first(errors, plan))
            for table, row in export_rows(records, plan, day):
                written[table] += 1
                yield table, export_line(row)
        if len(unread) == len(plans):  # what an earlier export has written of the day stays
            raise RequestError("none of the plans could be read, and nothing is written")

    day = days.given(as_of, session.today(), "--as-of")
    beside = {export_folder.MARKER: export_schema(), "duckdb.sql": duckdb_views()}
    export_folder.write(Path(folder), f"{DAY}={day}", TABLES, beside, rows())
    counts = ", ".join(_count(table, written[table]) for table in TABLES)
    lacking = f"; {plural(len(unread), 'plan')} could not be read" if unread else ""
    said = f"wrote {counts} to {folder}, as of {weekday_and_day(day)}{lacking}"
    say(visible(said), whole=(), write=session.show)
    return 1 if unread or faulty else 0


def _count(table: str, number: int) -> str:
    return plural(number, "entry" if table == "entries" else table.removesuffix("s"), table)


def _said(error: RectrackError, plan: Path) -> str:
    """Return why a plan could not be read, in one line."""
    return _first(error.findings, plan) if isinstance(error, PlanError) else str(error)


def _first(errors: Sequence[Finding], plan: Path) -> str:
    """Return the first of the errors of a plan, and how many more there are."""
    more = f" (and {len(errors) - 1} more; see rectrack check)" if len(errors) > 1 else ""
    return f"{line_of(errors[0], plan)}{more}"
