"""What CONTRIBUTING says is to be touched for a change is enough for it: each is made in a copy."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import Struct

from tests.commands.process import TODAY, environment
from tests.conftest import ROOT

TABLE = re.findall(
    r"^\| ([^|]+) \| ([^|]+) \|$",
    (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)
TOUCHED = {what: set(re.findall(r"`([\w/]+(?:\.py|/))`", touch)) for what, touch in TABLE}
"""The files, and the folders for new ones, that each row of the table names."""


class Change(Struct, frozen=True):
    """New files, and lines put into others behind the first place that a pattern finds."""

    row: str
    written: dict[str, str]
    lines: dict[str, tuple[str, str]]
    command: str
    shows: str


COMMAND = '''\
"""`rectrack NAME`: made for a test."""

from pathlib import Path
from typing import cast

import typer

from rectrack.records import read_records
from rectrack.storage import files
from rectrack.terminal.console import out
from rectrack.terminal.session import Session
'''
OWNERS = (
    COMMAND
    + '''

def run(ctx: typer.Context) -> int:
    """List each target with its owner."""
    records = read_records(files.read(cast(Session, ctx.obj).path()))
    out("".join(f"{each.id} {each.owner}\\n" for each in records.plan.targets.values()))
    return 0
'''
)
MANY = (
    COMMAND
    + '''from rectrack.render.many_csv import many_csv
from rectrack.reports.many import many


def run(ctx: typer.Context, plans: list[Path]) -> int:
    """Show several plans beside one another."""
    day = cast(Session, ctx.obj).today()
    out(many_csv(many((read_records(files.read(each)) for each in plans), day)))
    return 0
'''
)
REPORT = """\
from rectrack.reports.status import standings, totals


def many(plans, day):
    return [
        (each.plan.title, totals(standings(each.plan, each.until(day), day)).targets)
        for each in plans
    ]
"""
FORM = """\
from rectrack.render.csv import to_csv


def many_csv(found):
    return to_csv(["title", "targets"], found)
"""
INDEX = "terminal/command_index.py"
CHANGES = [
    Change(
        row="a column in the status CSV",
        written={},
        lines={"render/target_fields.py": (r"\nFIELDS\b.*\{", '"w": lambda each, plan: each.target.weight,')},
        command="status -f plans/example.yaml --format csv",
        shows="w,id,",
    ),
    Change(
        row="a command",
        written={"commands/owners.py": OWNERS},
        lines={INDEX: (r'"Plan file": \{', '"owners": "List each target with its owner.",')},
        command="owners -f plans/example.yaml",
        shows="wednesday-study personnel-head\n",
    ),
    Change(
        row="a report on many plans",
        written={"reports/many.py": REPORT, "render/many_csv.py": FORM, "commands/many.py": MANY},
        lines={INDEX: (r'"Plan file": \{', '"many": "Show several plans beside one another.",')},
        command="many plans/example.yaml plans/rectification.yaml",
        shows="title,targets\nCounty",
    ),
]  # fmt: skip


@pytest.mark.heavy
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.row)
def test_a_change_touches_no_more_than_its_row_names(tmp_path: Path, change: Change) -> None:
    """A command is a file and its line in the index, whatever else it needs."""
    copy = tmp_path / "rectrack"
    shutil.copytree(ROOT / "src" / "rectrack", copy)
    for name, text in change.written.items():
        (copy / name).write_text(text, encoding="utf-8")
    for name, (at, line) in change.lines.items():
        before, place, behind = re.split(f"({at})", (copy / name).read_text("utf-8"), maxsplit=1)
        (copy / name).write_text(before + place + line + behind, encoding="utf-8")
    found = subprocess.run(
        [sys.executable, "-m", "rectrack", *change.command.split()],
        cwd=ROOT,
        env=environment(PYTHONPATH=str(tmp_path), RECTRACK_TODAY=TODAY),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith(change.shows)
    named = TOUCHED[change.row] | {INDEX}
    assert change.lines.keys() <= named
    folders = {each if each.endswith("/") else f"{Path(each).parent}/" for each in named}
    assert {f"{Path(each).parent}/" for each in change.written} <= folders
