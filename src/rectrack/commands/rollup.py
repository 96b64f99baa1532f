"""`rectrack rollup`: many plans at a glance."""

import shlex
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from rectrack import days
from rectrack.errors import PlanError, RectrackError, RequestError, UsageError, suggest
from rectrack.records import read_records
from rectrack.render.json import file_name
from rectrack.render.rollup_fields import FIGURES, rollup_csv, rollup_json, rollup_line
from rectrack.reports.rollup import PlanLine, Rollup, plan_line, rollup
from rectrack.storage import files, folders
from rectrack.terminal import completion
from rectrack.terminal.console import line_of, out, tell
from rectrack.terminal.fail_on import FailOn, states
from rectrack.terminal.options import FOR_SCRIPTS, AsOf, argument, day_option, format_option
from rectrack.terminal.session import Session
from rectrack.wording import listed, plural
from rectrack.workers import answers

Format = Literal["text", "json", "jsonl", "csv"]
LASTING = 30
"""Of so many plans and more, a terminal shows how far the work has come."""


def run(
    ctx: typer.Context,
    places: Annotated[
        list[str],
        argument("PLAN|FOLDER...", "Plans, or folders with plans in them.", completion.file_names),
    ],
    since: Annotated[
        str | None, day_option("--since", text="Also tell what has changed since the end of a day.")
    ] = None,
    as_of: AsOf = None,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort",
            metavar="NAME",
            help=f"Put the plans with the most of it first: {', '.join(FIGURES)}."
            " By default they are in the order of their paths.",
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(
            *("-j", "--processes"),
            min=1,
            max=64,
            metavar="N",
            help="How many processes read plans (default: as many as there are processors).",
            show_default=False,
            rich_help_panel=FOR_SCRIPTS,
        ),
    ] = None,
    fail_on: FailOn = None,
    format_: Annotated[Format, format_option()] = "text",
) -> int:
    """Show many plans at a glance: a line for each, and sums for each folder.

    Under idle are the days since anything was done, under late the share of entries that were
    logged more than a week after their day. Plans stand in the order of their paths: offices are
    not ranked, and have no score. Of a plan that cannot be read a line says why.

    Examples:
    rectrack rollup plans
    rectrack rollup plans --since 2026-09-30 --format csv
    rectrack rollup plans --sort overdue
    """
    session = cast(Session, ctx.obj)
    if session.file is not None:
        raise UsageError("name the plans as PLAN, not with --file")
    failing = states(fail_on)
    _check_sort(sort, format_)
    day, before = _days(session, as_of, since)
    plans = folders.plans(map(Path, places))
    if not plans:
        raise RequestError(f"there is no plan in {listed(places)}, nor below")
    lines: list[PlanLine] = []
    for line in _lines(session, plans, processes, day, before):
        lines.append(line)
        tell(*_wrong(line))
        if format_ == "jsonl":
            out(rollup_line(line))
    if sort is not None:
        lines.sort(key=lambda each: -Decimal(FIGURES[sort](each) or 0))
    if format_ != "jsonl":
        session.show(_written(rollup(lines, day, before), format_, session))
    if any(line.error is not None or line.errors for line in lines):
        return 1
    return 3 if any(line.states.get(each.key) for line in lines for each in failing) else 0


def _check_sort(sort: str | None, format_: Format) -> None:
    if sort is not None and sort not in FIGURES:
        hint = suggest(sort, FIGURES) or f"; there are {', '.join(FIGURES)}"
        raise UsageError(f"--sort {sort}: there is no such figure{hint}")
    if sort is not None and format_ == "jsonl":
        raise UsageError("--sort waits for all plans, and jsonl writes each as it comes")


def _days(session: Session, as_of: str | None, since: str | None) -> tuple[date, date | None]:
    """Return the day that is asked for, and the one that it is compared with."""
    today = session.today()
    day = days.given(as_of, today, "--as-of")
    before = None if since is None else days.given(since, today, "--since")
    if before is not None and before > day:
        raise UsageError(f"--since {before} is after {day}")
    return day, before


def _wrong(line: PlanLine) -> Iterator[str]:
    """Yield what is wrong with a plan, and what tells more of it."""
    if line.error is not None:
        yield line.error
    elif line.errors:
        check = f"rectrack check {shlex.quote(line.path)}"
        yield f"{line.path}: {plural(line.errors, 'error')} in its entries: {check}"


def _written(found: Rollup, format_: Format, session: Session) -> str:
    if format_ == "json":
        return rollup_json(found)
    if format_ == "csv":
        return rollup_csv(found.plans)
    from rectrack.render.rollup_page import rollup_page  # noqa: PLC0415  loads Rich

    return rollup_page(found, session.page())


def _lines(
    session: Session, plans: Sequence[Path], processes: int | None, day: date, since: date | None
) -> Iterator[PlanLine]:
    found = answers(partial(_line, day=day, since=since), plans, processes)
    if len(plans) < LASTING or sys.stderr is None or not sys.stderr.isatty():
        return found
    from rectrack.render.progress_bar import with_progress  # noqa: PLC0415  only for who waits

    color = session.page(sys.stderr).color
    return with_progress(found, len(plans), "reading plans", sys.stderr, color=color)


def _line(plan: Path, day: date, since: date | None) -> PlanLine:
    """Return where a plan stands, or why that cannot be said."""
    name = file_name(plan)
    try:
        return plan_line(read_records(files.read(plan)), name, day, since)
    except PlanError as error:
        return PlanLine(path=name, error=line_of(error.findings[0], plan))
    except RectrackError as error:
        return PlanLine(path=name, error=str(error))
