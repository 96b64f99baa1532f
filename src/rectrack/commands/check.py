"""`rectrack check`: everything that a person should correct in a plan."""

from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from rectrack.errors import PlanError, RequestError
from rectrack.records import Records, read_records
from rectrack.render.page import visible
from rectrack.reports.check import check
from rectrack.reports.compare import compare
from rectrack.storage import files
from rectrack.terminal import completion
from rectrack.terminal.console import line_of
from rectrack.terminal.options import format_option, option
from rectrack.terminal.session import Session


def run(
    ctx: typer.Context,
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
    format_: Annotated[Literal["text", "json"], format_option()] = "text",
) -> int:
    """Find errors and weak points in the plan; prints nothing if all is well.

    Examples:
    rectrack check
    rectrack check --file plans/rectification.yaml --format json
    """
    session = cast(Session, ctx.obj)
    path = session.path()
    raw = files.read(path)
    try:
        records = read_records(raw)
    except PlanError as error:
        findings = list(error.findings)
    else:
        findings = check(records, lambda reference: files.exists(path, reference))
        if against is not None:
            findings += compare(_older(path, against), records)
    if format_ == "json":
        from rectrack.render.json import findings_json  # noqa: PLC0415

        session.show(findings_json(findings, path))
    else:
        session.show("\n".join(visible(line_of(finding, path)) for finding in findings))
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def _older(path: Path, reference: str) -> Records:
    """Return what an older copy says; raises RequestError where it cannot be read as a plan."""
    try:
        return read_records(files.read_older(path, reference))
    except PlanError as error:
        first = line_of(error.findings[0], reference)
        raise RequestError(f"cannot compare: {first}") from None
