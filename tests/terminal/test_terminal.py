"""Terminals of any width: nothing crashes, nothing is lost, and nothing is wider than it must be."""

import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from rectrack.wording import weekday_and_day
from tests.commands.process import on_terminal, rectrack
from tests.conftest import ROOT
from tests.support import plan_text

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal of Unix")

PLANS = ("plans/example.yaml", "tests/plans/chinese.yaml")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def shown(plan: str, *args: str, columns: int, **env: str) -> str:
    line = ("status", "-f", plan, *args, "--color", "never")
    return on_terminal(*line, columns=columns, cwd=ROOT, **env)


def run_together(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("columns", [1, 7, 20, 40, 59, 80, 109, 110])
@pytest.mark.parametrize("plan", PLANS)
def test_nothing_is_lost_at_any_width(plan: str, columns: int) -> None:
    """Every id, figure, state, title, reason and next step is there, however it is broken."""
    page = shown(plan, columns=columns)
    assert "…" not in page
    assert max(map(cell_len, page.splitlines())) <= max(columns, 20)
    together = run_together(page)
    found = json.loads(rectrack("status", "-f", plan, "--format", "json").stdout)
    for target in found["targets"]:
        state = target["state"].replace("_", " ")
        for said in (target["id"], state, target["title"], target["why"]):
            assert run_together(said) in together, (target["id"], said)
        if state in {"behind", "overdue", "failed"}:
            assert run_together(target["next_step"]) in together


@pytest.mark.parametrize("columns", [20, 40, 80])
@pytest.mark.parametrize(
    ("plan", "args"),
    [
        (PLANS[0], ["entries", "--all"]),
        (PLANS[1], ["entries", "--all"]),
        (PLANS[0], ["assess", "director"]),
        (PLANS[1], ["assess", "zhuren"]),
    ],
)
def test_nothing_is_lost_of_other_pages_either(plan: str, args: list[str], columns: int) -> None:
    """However their cells are folded, all letters of what a pipe shows are there."""
    page = on_terminal(*args, "-f", plan, "--color", "never", columns=columns)
    assert "…" not in page
    piped = rectrack(*args, "-f", plan).stdout
    assert Counter(run_together(piped)) - Counter(run_together(page)) == Counter()


@pytest.mark.parametrize("columns", [1, 33, 59])
@pytest.mark.parametrize("name", ["bulletins", "thrift", "director", "team", "weak-supervision"])
def test_a_page_about_one_thing_has_its_facts_at_any_width(name: str, columns: int) -> None:
    """A chart for which there is no room gives way; the words do not."""
    page = on_terminal("show", name, "-f", PLANS[0], "--color", "never", columns=columns)
    assert "…" not in page
    assert "fault of the program" not in page
    assert max(map(cell_len, page.splitlines())) <= max(columns, 20)
    assert run_together(f"as of {weekday_and_day(date(2026, 10, 31))}") in run_together(page)


def test_a_narrow_terminal_has_the_id_on_a_line_and_the_figures_below_it() -> None:
    page = shown(PLANS[0], "bulletins", columns=50)
    assert "\n  bulletins\n    ██████░░░░  10/15    behind\n    Supervision" in page
    page = shown(PLANS[0], "bulletins", columns=30)
    assert "\n  bulletins\n      10/15    behind\n    Supervision bulletins\n" in page


@pytest.mark.parametrize(
    ("env", "columns", "width"),
    [
        ({"COLUMNS": "60"}, 120, 60),
        ({"COLUMNS": "0"}, 70, 70),
        ({"COLUMNS": "-5"}, 70, 70),
        ({"COLUMNS": "wide"}, 70, 70),
        ({}, 0, 80),
        ({"COLUMNS": "100"}, 0, 100),
        ({"COLUMNS": "99999999999"}, 70, 1000),  # as many would take all memory
        ({"COLUMNS": "9" * 5000}, 70, 70),
        ({"LINES": "99999999999"}, 70, 70),
        ({"LINES": "-1"}, 70, 70),
    ],
)
def test_columns_goes_before_the_terminal_and_80_is_for_one_that_does_not_say(
    env: dict[str, str], columns: int, width: int
) -> None:
    assert shown(PLANS[0], columns=columns, **env) == shown(PLANS[0], columns=width)


@pytest.mark.parametrize("columns", ["0", "20", "40", "wide"])
def test_a_pipe_has_no_width(columns: str) -> None:
    plain = rectrack("status", "-f", PLANS[0])
    assert rectrack("status", "-f", PLANS[0], COLUMNS=columns).stdout == plain.stdout
    assert max(map(len, plain.stdout.splitlines())) > 110
    helped = rectrack("log", "--help")
    assert rectrack("log", "--help", COLUMNS=columns, TERMINAL_WIDTH="30").stdout == helped.stdout


def test_an_id_of_the_longest_kind_leaves_room_for_everything(tmp_path: Path) -> None:
    name = "an-id-may-have-up-to-sixty-four-letters-and-this-one-has-them-al"
    assert len(name) == 64
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan_text().replace("t: {", f"{name}: {{"), encoding="utf-8")
    for columns in (40, 66, 80, 90, 120):
        page = shown(str(plan), columns=columns)
        assert max(map(cell_len, page.splitlines())) <= columns
        assert run_together(page).count(name) == 2
        assert "deputy:10moretodo" in run_together(page)


def test_an_answer_is_broken_between_words_and_its_command_never(tmp_path: Path) -> None:
    """What is to be typed next can be copied from a terminal in one piece."""
    plan = tmp_path / "plan.yaml"
    plan.write_bytes((ROOT / "plans/example.yaml").read_bytes())
    line = ("log", "bulletins", "--by", "clerk", "-f", str(plan))
    shown = on_terminal(*line, columns=40, cwd=ROOT, RECTRACK_TODAY="2026-10-31")
    assert shown.splitlines()[0] == "added: bulletins +1 on Sat 31 Oct 2026;"
    assert all(cell_len(each) <= 40 for each in shown.splitlines())
    assert re.fullmatch(r"rectrack undo \w+", shown.splitlines()[-1])
