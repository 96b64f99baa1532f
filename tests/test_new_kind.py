"""A ninth kind of target is made as CONTRIBUTING tells: its example is built, checked and run."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.process import environment
from tests.conftest import ROOT
from tests.support import line, plan_text

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
[STEPS] = re.findall(r"## A new kind.*?\n(1\. .*?)\n## ", TEXT, re.DOTALL)
[CODE] = re.findall(r"   ```python\n(.*?)   ```", STEPS, re.DOTALL)
MODULE = "src/rectrack/targets/streak.py"
SCHEMA = "plans/rectification.schema.json"
TARGET = "{title: Open without a break, kind: streak, goal: 3}"
TEST = f"""\
from tests.support import standing


def test_days_that_follow_one_another_count() -> None:
    days = [{{"date": f"2026-03-0{{n}}", "value": 1}} for n in (1, 3, 4)]
    assert standing("{TARGET}", *days, on="2026-03-04").reading.actual == 2
"""
WRITTEN = {
    MODULE: "\n".join(text.removeprefix("   ") for text in CODE.splitlines()) + "\n",
    "tests/targets/test_streak.py": TEST,
}
LINES = {
    "src/rectrack/targets/kinds.py": [
        ("\nfrom rectrack.targets.total", "\nfrom rectrack.targets.streak import Streak\\g<0>"),
        (r"(for kind in \([^)]+)\)", r"\1, Streak)"),
    ],
    "tests/reports/test_compare.py": [
        ("      s: {title: Rules", f"      o: {TARGET}\n\\g<0>"),
        ('    "steps.steps"', '    "streak.goal": ("kind: streak, goal: 3", "kind: streak, goal: 2"),\n\\g<0>'),
    ],
    "tests/plans/every-kind.yaml": [("      rules: {", f"      open: {TARGET}\n\\g<0>")],
    "README.md": [
        ("      sign-off: .*\n", f"\\g<0>      open: {TARGET}\n"),
        (r"\| `steps` \|.*\n", "\\g<0>| `streak` | `goal` | once something happened on so many days in a row |\n"),
    ],
    "CHANGELOG.md": [("\n- `rectrack log`", "\n- A kind of target more: `streak`.\\g<0>")],
}  # fmt: skip
"""The lines that are put into a file: at what, and how."""
KEYS = "docs/keys.md"
NAMED = {*WRITTEN, *LINES, SCHEMA, KEYS}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which every step has been taken."""
    copy = tmp_path_factory.mktemp("ninth") / "project"
    others = (".git", ".venv*", ".*_cache", ".hypothesis", "__pycache__")
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*others))
    for name, text in WRITTEN.items():
        (copy / name).write_text(text, encoding="utf-8")
    for name, places in LINES.items():
        text = (copy / name).read_text(encoding="utf-8")
        for at, by in places:
            text, times = re.subn(at, by, text, count=1)
            assert times == 1, at
        (copy / name).write_bytes(text.encode())
    (copy / SCHEMA).write_bytes(run(copy, "-m", "rectrack", "schema").stdout.encode())
    assert run(copy, "docs/make_keys.py").returncode == 0
    return copy


def run(copy: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run a module of Python on the copy and nothing else."""
    return subprocess.run(
        [sys.executable, *args],
        cwd=copy,
        env=environment(PYTHONPATH=str(copy / "src"), RECTRACK_BY="clerk"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_steps_are_those_that_contributing_names() -> None:
    """And where the pace of a kind is its own, the table of how a score comes about."""
    named = re.findall(r"`([\w./-]+\.(?:py|md|json|yaml))`", STEPS.replace("\n", " "))
    found = re.findall(r"> (plans/[\w.-]+)`", STEPS)
    assert {*named, *found} == NAMED | {"docs/assessment.md"}


def test_the_kind_is_logged_shown_and_checked(office: Path) -> None:
    """By the program itself, in a process of its own."""

    def rectrack(*args: str) -> tuple[int, str, str]:
        found = run(office, "-m", "rectrack", *args, "-f", "office.yaml")
        return found.returncode, found.stdout, found.stderr

    days = (
        line(date=f"2026-10-{day}", value=1, id=f"d{day}", logged="2026-10-30T09:00:00Z")
        for day in (28, 29)
    )
    (office / "office.yaml").write_text(plan_text(TARGET, *days), encoding="utf-8")
    code, said, wrong = rectrack("log", "t", "--id", "d30", "--date", "yesterday")
    assert (code, wrong) == (0, "")
    assert said.startswith("added: t +1 on Fri 30 Oct 2026\nnow met: 3 of 3 days in a row")
    code, said, wrong = rectrack("status", "--format", "json")
    [target] = json.loads(said)["targets"]
    assert (code, wrong) == (0, "")
    assert (target["kind"], target["state"], target["actual"]) == ("streak", "met", 3)
    code, said, wrong = rectrack("show", "t")
    assert (code, wrong) == (0, "")
    assert "Promise    3 days in a row\n" in said
    code, said, wrong = rectrack("check")
    assert (code, wrong) == (0, "")
    assert "error" not in said
    (office / "office.yaml").write_text(
        plan_text("{title: T, kind: streak, gaol: 3}"), encoding="utf-8"
    )
    code, said, wrong = rectrack("check")
    assert (code, wrong) == (1, "")
    assert "kind streak has no key 'gaol'; did you mean goal?" in said


@pytest.mark.heavy  # mypy reads the whole package anew
@pytest.mark.parametrize(
    "command", [["mypy", "--strict"], ["ruff", "check"], ["ruff", "format", "--check"]]
)
def test_the_example_passes_the_checks(office: Path, command: list[str]) -> None:
    found = run(office, "-m", *command, MODULE)
    assert found.returncode == 0, found.stdout


@pytest.mark.heavy  # it runs a few hundred tests once more
def test_nothing_else_is_to_be_done(office: Path) -> None:
    """The tests that look at every kind there is are content with this one as well."""
    looking = [
        str(path.relative_to(office))
        for path in (office / "tests").rglob("test_*.py")
        if "targets.kinds import KINDS" in path.read_text(encoding="utf-8")
    ]
    assert len(looking) > 5
    looking += ["tests/targets/test_streak.py", "tests/test_architecture.py"]
    found = run(office, "-m", "pytest", "-p", "no:cacheprovider", "-n", "auto", *looking)
    assert found.returncode == 0, found.stdout
