"""The README is true: its commands run, its plan reads, its picture is the program's own."""

import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from rectrack.cli import COMMANDS
from rectrack.records import read_records
from rectrack.targets import total
from rectrack.targets.kinds import KINDS
from tests.cli.process import environment, rectrack
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands() -> list[str]:
    return [
        line.removeprefix("$ ")
        for block in CONSOLE.findall(README)
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


def test_the_commands_of_the_readme_run_in_their_order(plan: Path) -> None:
    settings = {"RECTRACK_FILE": str(plan), "RECTRACK_BY": "clerk"}
    exported, *rest = commands()
    assert exported == "export RECTRACK_FILE=plans/rectification.yaml RECTRACK_BY=clerk"
    assert len(rest) > 10
    for command in rest:
        program, *args = shlex.split(command)
        assert program == "rectrack"
        found = rectrack(*args, cwd=plan.parent, **settings)
        expected = 3 if "--fail-on" in args else 0
        assert (found.returncode, found.stderr) == (expected, ""), command


def test_the_first_command_of_the_readme_is_what_it_says() -> None:
    """It shows the status of the example plan; the tests run in what it has set up."""
    [line] = [line.strip() for line in README.splitlines() if "-m venv" in line]
    words = shlex.split(line.split(" && ")[-1])
    assert words[0] == ".venv/bin/rectrack"
    found = rectrack(*words[1:], cwd=ROOT)
    assert (found.returncode, found.stderr) == (0, "")
    assert "Needs attention" in found.stdout


def test_the_second_command_of_the_readme_is_what_ci_runs() -> None:
    assert "    python3 check.py\n" in README
    assert "\npython3 check.py\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_plan_of_the_readme_reads_and_shows_every_kind() -> None:
    [text] = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    found = read_records(text.encode())
    assert found.findings == ()
    assert {target.kind for target in found.plan.targets.values()} == KINDS.keys()
    assert len(found.entries) == 2


def test_the_picture_of_the_readme_is_what_the_program_draws() -> None:
    make = runpy.run_path(str(ROOT / "docs" / "make_pictures.py"))
    drawn: str = make["status_picture"]("supervision", "thrift")
    assert drawn == (ROOT / "docs" / "status.svg").read_text(encoding="utf-8")


def test_the_example_of_contributing_is_a_kind() -> None:
    """Its code runs as it stands, with the names that kinds import."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    [code] = re.findall(r"   ```python\n(.*?)   ```", text, re.DOTALL)
    names = dict(vars(total))
    source = "\n".join(line.removeprefix("   ") for line in code.splitlines())
    exec(compile(source, "CONTRIBUTING.md", "exec"), names)  # noqa: S102  our own document
    assert names["Streak"].kind == "streak"
    assert names["Streak"]().blanks() == ("goal",)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_there_for_every_command(command: str) -> None:
    found = rectrack(*command.split(), "-h")
    assert found.returncode == 0
    assert "Usage: rectrack" in found.stdout


def test_the_module_runs_like_the_program() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "rectrack", "--version"],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert re.fullmatch(r"rectrack \d+\.\d+\.\d+\n", found.stdout)


def test_an_unknown_command_is_answered_with_the_nearest() -> None:
    found = rectrack("stat")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == "rectrack: there is no command 'stat'; did you mean status?\n"


def test_a_wrong_option_leads_to_the_help_of_its_command() -> None:
    found = rectrack("log", "bulletins", "--evidnce", "x")
    assert found.returncode == 2
    assert found.stderr.endswith("Try 'rectrack log --help'.\n")
