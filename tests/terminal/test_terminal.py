"""Terminals of any width: nothing crashes, nothing is lost, and nothing is wider than it must be."""

import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from rectrack.render.entries_page import NARROWEST
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
def test_of_a_list_of_targets_only_titles_are_cut_and_reasons_of_what_is_well(
    plan: str, columns: int
) -> None:
    """Every id and state, and of trouble every reason and next step is there, however broken."""
    page = shown(plan, "--all", columns=columns)
    assert max(map(cell_len, page.splitlines())) <= max(columns, 20)
    together = run_together(page)
    found = json.loads(rectrack("status", "-f", plan, "--format", "json").stdout)
    for target in found["targets"]:
        state = target["state"].replace("_", " ")
        assert run_together(target["id"]) in together
        assert run_together(state) in together
        if state in {"behind", "overdue", "failed", "no data"}:
            for said in (target["why"], target["next_step"]):
                assert run_together(said) in together, (target["id"], said)


@pytest.mark.parametrize("columns", [1, 7, 20, 40, 59, 80, 109, 110])
@pytest.mark.parametrize("plan", PLANS)
def test_at_a_glance_nothing_is_wider_than_the_terminal(plan: str, columns: int) -> None:
    """The counts are whole, however narrow it is, and each row has its state."""
    page = shown(plan, columns=columns)
    assert max(map(cell_len, page.splitlines())) <= max(columns, 20)
    assert "outstanding:3failed·4overdue" in run_together(page) or plan != PLANS[0]
    assert sum(each.startswith("failed") for each in page.splitlines()) >= 2


@pytest.mark.sampled(one_in=5)
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
    """However their cells are folded, all letters of what a pipe shows are there.

    On a terminal that takes a table, ids are short; a wide one has the same.
    """
    line = (*args, "-f", plan, "--color", "never")
    page = on_terminal(*line, columns=columns)
    assert "…" not in page
    has_table = columns >= NARROWEST
    whole = on_terminal(*line, columns=2000) if has_table else rectrack(*args, "-f", plan).stdout
    assert Counter(run_together(whole)) - Counter(run_together(page)) == Counter()


@pytest.mark.parametrize("columns", [1, 33, 59])
@pytest.mark.parametrize("name", ["bulletins", "thrift", "director", "team", "weak-supervision"])
def test_a_page_about_one_thing_has_its_facts_at_any_width(name: str, columns: int) -> None:
    """A chart for which there is no room gives way; the words do not."""
    page = on_terminal("show", name, "-f", PLANS[0], "--color", "never", columns=columns)
    assert "internal error" not in page
    assert max(map(cell_len, page.splitlines())) <= max(columns, 20)
    assert run_together(f"as of {weekday_and_day(date(2026, 10, 31))}") in run_together(page)


def test_a_narrow_terminal_has_the_id_and_the_reason_below_the_title() -> None:
    page = shown(PLANS[0], "unattended-visits", columns=30)
    assert (
        "\nbehind  Group petitions left…\n    unattended-visits\n    none so far; Aug 2026 not\n"
        in page
    )


@pytest.mark.sampled(one_in=3)
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
    assert shown(PLANS[0], "--all", columns=columns, **env) == shown(
        PLANS[0], "--all", columns=width
    )


@pytest.mark.parametrize("columns", ["0", "-40", "wide", "9" * 5000, None])
def test_a_pipe_has_no_width_of_its_own(columns: str | None) -> None:
    env = {} if columns is None else {"COLUMNS": columns}
    lines = rectrack("show", "bulletins", "-f", PLANS[0], cwd=ROOT, **env).stdout.splitlines()
    assert max(map(len, lines)) > 80
    assert rectrack("log", "-h", TERMINAL_WIDTH="30").stdout == rectrack("log", "-h").stdout


@pytest.mark.parametrize(
    ("args", "env", "width"),
    [
        (["--width", "60"], {}, 60),
        (["--width", "60"], {"COLUMNS": "90"}, 60),
        ([], {"COLUMNS": "60"}, 60),
        ([], {"COLUMNS": "5"}, 20),
        ([], {"COLUMNS": "0060"}, 60),
    ],
)
def test_in_a_pipe_text_is_as_wide_as_is_asked_for(
    args: list[str], env: dict[str, str], width: int
) -> None:
    """And looks as it does on a terminal so wide, while programs get what they always got."""
    piped = rectrack("show", "bulletins", *args, "-f", PLANS[0], "--all", cwd=ROOT, **env)
    line = ("show", "bulletins", "-f", PLANS[0], "--all", "--color", "never")
    assert piped.stdout == on_terminal(*line, columns=width)
    json_of = rectrack(
        "show", "bulletins", *args, "-f", PLANS[0], "--format", "json", cwd=ROOT, **env
    )
    plain = rectrack("show", "bulletins", "-f", PLANS[0], "--format", "json")
    assert json_of.stdout == plain.stdout


def test_nothing_is_left_out_in_a_pipe_that_has_a_width() -> None:
    piped = rectrack("show", "staff-survey", "--width", "40", "-f", PLANS[0]).stdout
    assert (
        piped == rectrack("show", "staff-survey", "--width", "40", "--all", "-f", PLANS[0]).stdout
    )


def test_a_width_goes_before_the_terminal() -> None:
    line = ("status", "-f", PLANS[0], "--color", "never")
    narrow = on_terminal(*line, "--width", "50", columns=80)
    assert narrow == on_terminal(*line, columns=50)
    assert narrow == on_terminal("--width", "50", *line, columns=80, COLUMNS="70")


@pytest.mark.parametrize("width", ["19", "1001", "0", "-80", "wide", "", "8e1", "9" * 5000])
def test_a_width_that_nothing_could_be_drawn_in_is_refused(width: str) -> None:
    found = rectrack("status", "-f", PLANS[0], f"--width={width}")
    assert (found.returncode, found.stdout) == (2, "")
    assert f"{width!r} is not a number of columns from 20 to 1000" in found.stderr


def test_an_id_of_the_longest_kind_leaves_room_for_everything(tmp_path: Path) -> None:
    name = "an-id-may-have-up-to-sixty-four-letters-and-this-one-has-them-al"
    assert len(name) == 64
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan_text().replace("t: {", f"{name}: {{"), encoding="utf-8")
    for columns in (40, 66, 80, 90, 120):
        page = shown(str(plan), "--all", columns=columns)
        assert max(map(cell_len, page.splitlines())) <= columns
        assert run_together(page).count(name) == 1
        assert "→8morenow,10by31Dec" in run_together(page)


def test_an_answer_is_broken_between_words_and_its_command_never(tmp_path: Path) -> None:
    """What is to be typed next can be copied from a terminal in one piece."""
    plan = tmp_path / "plan.yaml"
    plan.write_bytes((ROOT / "plans/example.yaml").read_bytes())
    line = ("log", "bulletins", "--by", "clerk", "-f", str(plan))
    shown = on_terminal(*line, columns=40, cwd=ROOT, RECTRACK_TODAY="2026-10-31")
    assert shown.splitlines()[0] == "added: bulletins +1 on Sat 31 Oct 2026"
    assert all(cell_len(each) <= 40 for each in shown.splitlines())
    assert re.fullmatch(r"to undo: rectrack undo \w+", shown.splitlines()[-1])
