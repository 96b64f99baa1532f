"""A state is named in one place: renamed there, it is renamed in every table, page and file."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rectrack.log.sorts import MEASURE_EVENTS, TARGET_EVENTS
from rectrack.render.state_bar import STYLES
from rectrack.reports.status import totals
from rectrack.targets.state import ATTENTION, OUTSTANDING, SETTLED, TROUBLE, State
from tests.commands.process import environment
from tests.conftest import ROOT
from tests.test_architecture import SOURCE, module_of, modules, nodes

pytestmark = pytest.mark.sampled(one_in=3)

NO_STATES = {*MEASURE_EVENTS, *TARGET_EVENTS, "failed"}
"""Words of the log that a state is called by too: decisions, and what became of a recheck."""
SPELLINGS = {name for each in State for name in (each.value, each.key, each.option)} - NO_STATES
IN_PROSE = re.compile(r"\b(overdue|no data|without data|on track)\b")
"""What no sentence says unless it speaks of the state."""


RUN_ALL = """\
import json, os, sys
from tests.commands.process import rectrack
plan = os.environ["RECTRACK_FILE"]
found = [rectrack(*line.split(), RECTRACK_FILE=plan) for line in sys.argv[1:]]
assert not any(each.stderr for each in found), found
print(json.dumps([each.stdout for each in found]))
"""
"""Runs lines one after another in one process, with the program that is found first."""


def literals(path: Path) -> list[str]:
    """Return the texts of a module but for its docstrings, which are prose and tested as such."""
    prose = {
        id(node.value)
        for node in nodes(path)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose
    ]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_other_module_spells_a_state(path: Path) -> None:
    if module_of(path) == "targets.state":
        return
    found = [text for text in literals(path) if text in SPELLINGS or IN_PROSE.search(text)]
    assert found == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_state_is_compared_with_a_text(path: Path) -> None:
    for node in nodes(path):
        if isinstance(node, ast.Compare) and ast.unparse(node.left).endswith((".state", ".was")):
            assert not any(isinstance(each, ast.Constant) for each in ast.walk(node)), path


def test_every_state_is_in_every_table() -> None:
    assert {*SETTLED, *OUTSTANDING} == {*State} == STYLES.keys() == totals([]).by_state.keys()
    assert len(SETTLED) + len(OUTSTANDING) == len(State)
    assert OUTSTANDING[: len(ATTENTION)] == ATTENTION
    assert ATTENTION[: len(TROUBLE)] == TROUBLE


def test_a_state_renamed_in_its_module_is_renamed_in_all_that_is_shown(tmp_path: Path) -> None:
    """Each form of a copy in which every state has another name is the form of today with it."""
    shutil.copytree(SOURCE, tmp_path / "rectrack")
    path = tmp_path / "rectrack" / "targets" / "state.py"
    text = path.read_text(encoding="utf-8")
    for state in State:
        assert f'{state.name} = "{state}"' in text
        text = text.replace(f'{state.name} = "{state}"', f'{state.name} = "so {state}"')
    path.write_text(text, encoding="utf-8")

    lines = (
        *("status --format json", "summary --format json", "status --format csv"),
        *("status", "status --format md", "summary", "status --help"),
    )
    found = subprocess.run(
        [sys.executable, "-c", RUN_ALL, *lines],
        cwd=ROOT,
        env=environment(
            PYTHONPATH=os.pathsep.join((str(tmp_path), str(ROOT))),
            RECTRACK_FILE=str(ROOT / "tests" / "plans" / "chinese.yaml"),
        ),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    status_json, summary_json, table, *pages, help_page = json.loads(found.stdout)
    renamed = {f"so_{state.key}" for state in State}
    status = json.loads(status_json)
    assert {each["state"] for each in status["targets"]} == renamed
    assert status["totals"].keys() == {"targets", "outstanding", *renamed}
    assert json.loads(summary_json)["totals"].keys() == status["totals"].keys()
    assert all(name in table for name in renamed)
    for page in pages:
        assert all(f"so {state}" in page for state in TROUBLE)
        assert not re.search(r"(?<!so )\b(overdue|failed|on track)\b", page)
    assert "so-failed" in help_page
