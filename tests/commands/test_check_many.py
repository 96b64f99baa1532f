"""`rectrack check` of many plans, and in reviews: every error is named, no goal is moved unseen."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.commands.process import rectrack
from tests.conftest import ROOT
from tests.repository import git
from tests.support import plan_text

GOAL = "{title: T, kind: total, goal: 10}"
LOWER = "{title: T, kind: total, goal: 5}"
BAD = plan_text(GOAL, {"date": "2026-10-30", "value": "x"})


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "good.yaml").write_text(plan_text(GOAL), encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")
    return tmp_path


def test_every_plan_is_looked_at_and_the_worst_decides(plans: Path) -> None:
    found = rectrack("check", "a", "missing.yaml", "bad.yaml", cwd=plans)
    assert found.returncode == 1
    assert re.findall("^(.*): error: ", found.stdout, re.MULTILINE) == ["bad.yaml:21:67"]
    assert found.stderr == "missing.yaml does not exist\n"
    assert rectrack("check", "a", cwd=plans).returncode == 0


def test_json_of_several_files_is_that_of_each(plans: Path) -> None:
    told = json.loads(rectrack("check", ".", "--format", "json", cwd=plans).stdout)
    assert told["schema"] == "rectrack/checks/1"
    assert [each["file"] for each in told["files"]] == ["a/good.yaml", "bad.yaml"]
    one = json.loads(rectrack("check", "-f", "bad.yaml", "--format", "json", cwd=plans).stdout)
    assert told["files"][1] == one


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("bad.yaml", "-f", "bad.yaml"), 2, "use FILE or --file, not both"),
        (("bad.yaml", "--refuse-moves"), 2, "--refuse-moves needs --against"),
        (("empty",), 1, "there is no plan in empty, nor below"),
    ],
)
def test_what_makes_no_sense_is_refused(
    plans: Path, args: tuple[str, ...], code: int, said: str
) -> None:
    (plans / "empty").mkdir()
    found = rectrack("check", *args, cwd=plans)
    assert found.returncode == code
    assert said in found.stderr


class TestReviews:
    @pytest.fixture
    def review(self, tmp_path: Path) -> Path:
        """A repository whose main branch has a plan."""
        git(tmp_path, "init", "-q", "-b", "main")
        (tmp_path / "plan.yaml").write_text(plan_text(GOAL), encoding="utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-qm", "A plan")
        return tmp_path

    def check(self, review: Path, *more: str) -> Any:
        return rectrack("check", ".", "--against", "main", *more, cwd=review)

    def test_a_goal_that_was_moved_is_refused(self, review: Path) -> None:
        (review / "plan.yaml").write_text(plan_text(LOWER), encoding="utf-8")
        found = self.check(review, "--refuse-moves")
        assert found.returncode == 1
        assert "warning: t.goal was 10, and is now 5" in found.stdout
        assert self.check(review).returncode == 0

    def test_what_was_done_passes(self, review: Path) -> None:
        text = plan_text(GOAL, {"date": "2026-10-30", "value": 1})
        (review / "plan.yaml").write_text(text, encoding="utf-8")
        assert self.check(review, "--refuse-moves").returncode == 0

    def test_a_new_plan_passes_and_is_told(self, review: Path) -> None:
        (review / "new.yaml").write_text(plan_text(GOAL), encoding="utf-8")
        found = self.check(review, "--refuse-moves")
        said = "new.yaml is new since main: there is nothing to compare it with\n"
        assert (found.returncode, found.stderr) == (0, said)

    def test_a_branch_that_is_not_there_is_an_error(self, review: Path) -> None:
        found = rectrack("check", ".", "--against", "nowhere", cwd=review)
        assert found.returncode == 1
        assert "nowhere is not a file, and git reported" in found.stderr

    def test_the_workflow_of_the_document_does_this(self) -> None:
        flow = yaml.safe_load((ROOT / "docs" / "ci" / "plans.yml").read_text(encoding="utf-8"))
        runs = [step.get("run", "") for step in flow["jobs"]["check"]["steps"]]
        assert runs[-1] == "rectrack check --against origin/main --refuse-moves ."
        assert any("::add-matcher::.github/rectrack-matcher.json" in each for each in runs)


def test_the_problem_matcher_takes_every_finding_apart(plans: Path) -> None:
    matcher = json.loads((ROOT / "docs" / "ci" / "rectrack-matcher.json").read_text("utf-8"))
    [pattern] = matcher["problemMatcher"][0]["pattern"]
    lines = rectrack("check", "plans", "tests/plans", cwd=ROOT).stdout.splitlines()
    lines += rectrack("check", "bad.yaml", cwd=plans).stdout.splitlines()
    assert len(lines) > 20
    for line in lines:
        found = re.fullmatch(pattern["regexp"], line)
        assert found, line
        assert found[pattern["severity"]] in {"error", "warning"}
        assert found[pattern["line"]].isdigit()


def test_the_hook_runs_what_it_says_on_the_plans_of_a_repository(plans: Path) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, *words = hook["entry"].split()
    assert program == "rectrack"
    assert re.search(hook["files"], "plans/rectification.yaml")
    assert re.search(hook["files"], "east/health-rectification.yml")
    assert not re.search(hook["files"], "plans/notes.yaml")
    assert rectrack(*words, "bad.yaml", "a/good.yaml", cwd=plans).returncode == 1
