"""`rectrack check`: everything that a person should correct in a plan, or in many."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from rectrack.errors import (
    Finding,
    NoOlderCopyError,
    PlanError,
    RectrackError,
    RequestError,
    UsageError,
)
from rectrack.records import Records, read_records
from rectrack.render.page import visible
from rectrack.reports.check import check
from rectrack.reports.compare import compare
from rectrack.storage import files, folders
from rectrack.terminal import completion
from rectrack.terminal.console import line_of, tell
from rectrack.terminal.options import argument, format_option, option
from rectrack.terminal.session import Session
from rectrack.wording import listed

Found = list[tuple[Path, list[Finding]]]
"""The findings of each file that could be looked at."""
PROMISES = {"moved", "vanished", "added"}
"""The rules of what is no longer promised as it was: entries come and go by the rules of a log."""


def run(
    ctx: typer.Context,
    places: Annotated[
        list[str] | None,
        argument(
            "[FILE]...",
            "Plans, or folders with plans in them (default: your plan).",
            completion.file_names,
        ),
    ] = None,
    against: Annotated[
        str | None,
        option(
            "--against",
            metavar="FILE|REF",
            text="Also report what changed or disappeared since an older copy: a file, or a git"
            " branch, tag or commit.",
            words=completion.file_names,
        ),
    ] = None,
    refuse_moves: Annotated[
        bool,
        typer.Option(
            "--refuse-moves",
            help="With --against, exit with 1 also where a promise moved, is gone or is new.",
        ),
    ] = False,
    format_: Annotated[Literal["text", "json"], format_option()] = "text",
) -> int:
    """Find errors and weak points in the plan; prints nothing if all is well.

    Of several files every one is looked at, and the exit code is that of the worst.

    Examples:
    rectrack check
    rectrack check plans
    rectrack check --file plans/rectification.yaml --format json
    """
    session = cast(Session, ctx.obj)
    if places and session.file is not None:
        raise UsageError("use FILE or --file, not both")
    if refuse_moves and against is None:
        raise UsageError("--refuse-moves needs --against, the older copy")
    if not places:
        plan = session.path()
        found, moves = _findings(plan, against)
        _show(session, [(plan, found)], format_, several=False)
        return _code(found, moves if refuse_moves else ())
    plans = folders.plans(map(Path, places))
    if not plans:
        raise RequestError(f"there is no plan in {listed(places)}, nor below")
    every: Found = []
    code = 0
    for plan in plans:
        try:
            found, moves = _findings(plan, against, new_is_fine=True)
        except RectrackError as error:
            tell(str(error))
            code = max(code, error.exit_code)
            continue
        every.append((plan, found))
        code = max(code, _code(found, moves if refuse_moves else ()))
    _show(session, every, format_, several=True)
    return code


def _code(findings: Sequence[Finding], moves: Sequence[Finding]) -> int:
    return 1 if moves or any(finding.severity == "error" for finding in findings) else 0


def _show(session: Session, found: Found, format_: str, *, several: bool) -> None:
    if format_ == "text":
        lines = (line_of(each, plan) for plan, findings in found for each in findings)
        session.show("\n".join(map(visible, lines)))
        return
    from rectrack.render.json import all_findings_json, findings_json  # noqa: PLC0415  rarely

    [(plan, findings), *_] = found or [(Path(), [])]
    session.show(all_findings_json(found) if several else findings_json(findings, plan))


def _findings(
    plan: Path, against: str | None, *, new_is_fine: bool = False
) -> tuple[list[Finding], list[Finding]]:
    """Return what is found in a plan, and which of that are moves since an older copy.

    Raises RequestError where the plan, or its older copy, cannot be read; a plan that is new since
    a commit has nothing to be compared with, which is told where that `is_fine`.
    """
    raw = files.read(plan)
    try:
        records = read_records(raw)
    except PlanError as error:
        return list(error.findings), []
    found = check(records, lambda reference: files.exists(plan, reference))
    if against is None:
        return found, []
    try:
        moves = compare(_older(plan, against), records)
    except NoOlderCopyError:
        if not new_is_fine:
            raise
        tell(f"{plan} is new since {against}: there is nothing to compare it with")
        moves = []
    return [*found, *moves], [each for each in moves if each.rule in PROMISES]


def _older(path: Path, reference: str) -> Records:
    """Return what an older copy says; raises RequestError where it cannot be read as a plan."""
    try:
        return read_records(files.read_older(path, reference))
    except PlanError as error:
        first = line_of(error.findings[0], reference)
        raise RequestError(f"cannot compare: {first}") from None
