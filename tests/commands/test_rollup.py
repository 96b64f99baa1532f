"""`rectrack rollup`: many plans at a glance, in the order of their paths, however they are read."""

import json
import os
import signal
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rectrack.errors import RequestError
from rectrack.render.rollup_fields import FIGURES
from rectrack.targets.state import State
from rectrack.workers import answers
from tests.commands.process import Conversation, rectrack
from tests.conftest import ROOT, Golden
from tests.support import plan_text

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="terminals and signals of Unix")
GOOD = plan_text("{title: T, kind: total, goal: 4}", {"date": "2026-10-30", "value": 4})
LATE = plan_text("{title: T, kind: total, goal: 9, due: 2026-06-30}")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """Two folders of plans, one of which does not read."""
    for name, text in {
        "east/health.yaml": GOOD,
        "east/schools.yaml": LATE,
        "west/roads.yaml": "rectrack: 1\ntitle: [\n",
        "west/water.yaml": GOOD,
        "west/notes.yaml": "jobs: []\n",
    }.items():
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return tmp_path


def rolled_up(county: Path, *args: str, code: int = 1) -> dict[str, Any]:
    found = rectrack("rollup", ".", "--format", "json", *args, cwd=county)
    assert found.returncode == code, found.stderr
    told: dict[str, Any] = json.loads(found.stdout)
    return told


def test_the_page(county: Path, golden: Golden) -> None:
    found = rectrack("rollup", ".", "--since", "2026-09-30", cwd=county)
    golden("rollup.txt", found.stdout)
    assert found.returncode == 1
    assert found.stderr.startswith("west/roads.yaml:")


def test_a_plan_that_cannot_be_read_is_a_line_and_not_the_end(county: Path) -> None:
    told = rolled_up(county)
    paths = [each["plan"] for each in told["plans"]]
    assert paths == ["east/health.yaml", "east/schools.yaml", "west/roads.yaml", "west/water.yaml"]
    [unread] = [each for each in told["plans"] if each["error"]]
    assert unread["error"].startswith("west/roads.yaml:")
    assert (told["total"]["plans"], told["total"]["unread"], told["total"]["targets"]) == (4, 1, 3)


def test_the_figures_are_those_of_each_status() -> None:
    """And the sums are theirs."""
    told = json.loads(rectrack("rollup", "plans", "--format", "json", cwd=ROOT).stdout)
    for each in told["plans"]:
        totals = json.loads(
            rectrack("status", "-f", each["plan"], "--format", "json", cwd=ROOT).stdout
        )
        assert {name: each[name] for name in totals["totals"]} == totals["totals"]
        assert each["entries"] == totals["plan"]["entries"]
    for name in ("targets", "outstanding", "entries", *(state.key for state in State)):
        assert told["total"][name] == sum(each[name] for each in told["plans"])
        assert sum(each[name] for each in told["folders"]) == told["total"][name]


def test_the_change_is_how_many_more_are_met_since_a_day(county: Path) -> None:
    told = rolled_up(county, "--since", "2026-10-29")
    change = {each["plan"]: each.get("change") for each in told["plans"]}
    assert change["east/health.yaml"] == 1
    assert change["east/schools.yaml"] == 0
    assert told["total"]["change"] == 2


def test_nothing_is_ranked_unless_it_is_asked_for(county: Path) -> None:
    told = rolled_up(county, "--sort", "overdue")
    assert told["plans"][0]["plan"] == "east/schools.yaml"
    assert "score" not in json.dumps(told)


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv"])
def test_any_number_of_processes_gives_the_same(county: Path, form: str) -> None:
    one, three = (
        rectrack("rollup", ".", "-j", number, "--format", form, cwd=county) for number in "13"
    )
    assert (one.stdout, one.stderr, one.returncode) == (
        three.stdout,
        three.stderr,
        three.returncode,
    )


def test_lines_of_json_are_the_plans_of_the_whole(county: Path) -> None:
    lines = rectrack("rollup", ".", "--format", "jsonl", cwd=county).stdout.splitlines()
    assert [json.loads(each) for each in lines] == rolled_up(county)["plans"]


def test_a_job_can_stop_on_a_state(county: Path) -> None:
    (county / "west" / "roads.yaml").unlink()
    assert rectrack("rollup", ".", cwd=county).returncode == 0
    assert rectrack("rollup", ".", "--fail-on", "overdue", cwd=county).returncode == 3
    assert rectrack("rollup", "west", "--fail-on", "overdue", cwd=county).returncode == 0


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("none",), 1, "none does not exist"),
        (("empty",), 1, "there is no plan in empty, nor below"),
        ((".", "--sort", "overdeu"), 2, "--sort overdeu: there is no such figure; did you mean"),
        ((".", "--sort", "met", "--format", "jsonl"), 2, "jsonl writes each as it comes"),
        ((".", "--since", "2026-10-30", "--as-of", "2026-10-01"), 2, "--since 2026-10-30 is after"),
        ((".", "--file", "x"), 2, "name the plans as PLAN, not with --file"),
        ((".", "-j", "0"), 2, "-j"),
    ],
)
def test_what_makes_no_sense_is_refused(
    county: Path, args: tuple[str, ...], code: int, said: str
) -> None:
    (county / "empty").mkdir()
    found = rectrack("rollup", *args, cwd=county)
    assert found.returncode == code
    assert said in found.stderr


def test_every_figure_can_be_sorted_by(county: Path) -> None:
    for name in FIGURES:
        assert len(rolled_up(county, "--sort", name)["plans"]) == 4


@on_unix
def test_an_entry_that_is_set_aside_is_told_with_what_shows_it(tmp_path: Path) -> None:
    bad = plan_text("{title: T, kind: total, goal: 4}", {"date": "2026-10-30", "value": "x"})
    (tmp_path / "a b.yaml").write_text(bad, encoding="utf-8")
    found = rectrack("rollup", ".", cwd=tmp_path)
    assert (found.returncode, found.stderr) == (
        1,
        "a b.yaml: 1 error in its entries: rectrack check 'a b.yaml'\n",
    )


def _die(number: int) -> int:
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


@on_unix
def test_a_process_that_is_killed_is_told_in_a_sentence() -> None:
    with pytest.raises(RequestError, match="has ended before its time"):
        list(answers(_die, range(9), 2))


def _twice(number: int, by: int) -> int:
    return number * by


def test_answers_come_in_the_order_of_the_questions() -> None:
    assert list(answers(partial(_twice, by=2), range(40), 3)) == [2 * n for n in range(40)]


@on_unix
def test_a_terminal_shows_how_far_it_has_come_and_then_no_more(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.yaml").write_text(GOOD, encoding="utf-8")
    with Conversation("rollup", ".", "-j", "1", columns=80, cwd=tmp_path) as program:
        assert program.end() == 0
        shown = program.shown
    assert "reading plans" in shown
    assert "40 plans: 40 of 40 targets met" in shown
    assert str(date(2026, 10, 31).year) in shown
