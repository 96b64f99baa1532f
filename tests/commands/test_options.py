"""The command line itself: options on either side of the command, negative words, slips."""

import json
from pathlib import Path
from typing import Any

import pytest

from rectrack.terminal.command_index import COMMANDS
from tests.commands.commands import ALL, command
from tests.commands.process import rectrack
from tests.support import plan_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three plans: the one that is found, and two to be named."""
    for name in ("rectification", "one", "two"):
        text = plan_text("{title: T, kind: level, min: -20}")
        (tmp_path / f"{name}.yaml").write_text(text.replace("A plan", f"Plan {name}"))
    return tmp_path


@pytest.mark.parametrize(
    ("args", "env", "used"),
    [
        (["status"], "", "rectification"),
        (["status"], "one.yaml", "one"),
        (["-f", "one.yaml", "status"], "", "one"),
        (["status", "-f", "one.yaml"], "", "one"),
        (["--file", "one.yaml", "status"], "two.yaml", "one"),
        (["status", "--file=one.yaml"], "two.yaml", "one"),
        (["status", "-fone.yaml"], "two.yaml", "one"),
        (["status", "t", "-f", "one.yaml", "--outstanding"], "", "one"),
        (["-f", "one.yaml", "status", "--file=one.yaml"], "two.yaml", "one"),
        (["status", "-f", "one.yaml", "-f", "one.yaml"], "", "one"),
    ],
)
def test_the_plan_is_named_on_either_side(
    folder: Path, args: list[str], env: str, used: str
) -> None:
    found = rectrack(*args, cwd=folder, RECTRACK_FILE=env)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith(f"Plan {used} for tests\n")


@pytest.mark.parametrize(
    "args", [["--file", "", "status"], ["status", "--file", ""], ["status", "--file="], ["-f", "", "log", "t"]]
)  # fmt: skip
def test_an_empty_name_is_an_error_and_never_the_nearest_plan(
    folder: Path, args: list[str]
) -> None:
    """A script whose variable is unset must not log to whichever plan it stands beside."""
    found = rectrack(*args, cwd=folder, RECTRACK_BY="clerk")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == ("rectrack: the name of the plan is empty: give one, or leave it out\n")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["-f", "gone.yaml", "status", "-f", "one.yaml"], "--file is given as 'gone.yaml' and as 'one.yaml'"),
        (["-f", "one.yaml", "--file", "gone.yaml", "status"], "--file is given as 'one.yaml' and as 'gone.yaml'"),
        (["status", "-fone.yaml", "--file=two.yaml"], "--file is given as 'one.yaml' and as 'two.yaml'"),
        (["status", "-f", "one.yaml", "-f", ""], "--file is given as 'one.yaml' and as ''"),
        (["--color", "never", "status", "--color", "auto"], "--color is given as 'never' and as 'auto'"),
        (["log", "t", "4", "-d", "wed", "--date", "thu"], "--date is given as 'wed' and as 'thu'"),
        (["log", "t", "4", "--by", "clerk", "--by", "head"], "--by is given as 'clerk' and as 'head'"),
        (["amend", "x", "--value", "-4", "--value", "-5"], "--value is given as '-4' and as '-5'"),
        (["status", "--format", "json", "--format", "csv"], "--format is given as 'json' and as 'csv'"),
        (["--show-completion", "bash", "--show-completion", "fish"], "--show-completion is given as 'bash' and as 'fish'"),
    ],
)  # fmt: skip
def test_an_option_that_takes_one_value_is_not_given_two(
    folder: Path, args: list[str], said: str
) -> None:
    """Which of them was meant nobody can tell: neither the first nor the last is taken."""
    before = (folder / "rectification.yaml").read_bytes()
    found = rectrack(*args, cwd=folder, RECTRACK_BY="clerk")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.startswith(f"rectrack: {said}: leave one out\n")
    assert (folder / "rectification.yaml").read_bytes() == before


def options_of_one_value() -> list[tuple[str, str]]:
    """Return each command with each of its options that take one value."""
    return [
        (name, max(param.opts, key=len))
        for name in COMMANDS
        for param in command(name).params
        if param.param_type_name == "option" and not param.is_flag and not param.multiple
    ]


@pytest.mark.parametrize(("name", "option"), options_of_one_value())
def test_no_option_of_any_command_is_given_two_values(folder: Path, name: str, option: str) -> None:
    found = rectrack(name, option, "this", option, "that", cwd=folder)
    assert (found.returncode, found.stdout) == (2, "")
    assert f"{option} is given as 'this' and as 'that'" in found.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["log", "t", "4", "--date", "2026-10-30", "-d", "2026-10-30"],
        ["log", "t", "4", "-e", "a.pdf", "-e", "b.pdf"],
        ["log", "t", "4", "--for", "clerk", "-n", "-n"],
        ["--color", "never", "log", "t", "4", "--color", "never"],
    ],
)
def test_the_same_twice_and_what_is_repeatable_are_fine(folder: Path, args: list[str]) -> None:
    for name in ("a.pdf", "b.pdf"):
        (folder / name).touch()
    found = rectrack(*args, cwd=folder, RECTRACK_BY="clerk")
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        (["-5"], {"value": -5}),
        (["-5.5"], {"value": -5.5}),
        (["-5", "after", "repairs"], {"value": -5, "note": "after repairs"}),
        (["-5", "-3 degrees outside"], None),
        (["-5", "--", "-3 degrees outside"], {"value": -5, "note": "-3 degrees outside"}),
        (["--", "-5"], {"value": -5}),
        (["--", "-5", "--by the way"], {"value": -5, "note": "--by the way"}),
        (["4", "-5"], {"value": 4, "note": "-5"}),
        (["4", "from", "-5", "up"], {"value": 4, "note": "from -5 up"}),
        (["-5", "-e", "-7"], {"value": -5, "evidence": ["-7"]}),
        (["\N{MINUS SIGN}5"], {"value": -5}),
    ],
)
def test_what_is_negative_is_no_option(
    folder: Path, words: list[str], fields: dict[str, Any] | None
) -> None:
    """And only what is a number: anything else with a hyphen before it must be an option."""
    found = rectrack("log", "--by", "clerk", "t", *words, cwd=folder)
    if fields is None:
        assert (found.returncode, found.stdout) == (2, "")
        return
    assert found.returncode == 0, found.stderr
    line = (folder / "rectification.yaml").read_text(encoding="utf-8").splitlines()[-1]
    entry = json.loads(line.removeprefix("  - "))
    assert {key: entry.get(key) for key in ("value", "note", "evidence")} == {
        "value": None, "note": None, "evidence": None, **fields
    }  # fmt: skip


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["log", "t", "--evidnce", "x"], ["No such option: --evidnce", "--evidence", "'rectrack log --help'"]),
        (["log", "t", "-5,5"], ["VALUE: '-5,5' has a decimal comma: write -5.5"]),
        (["log", "t", "--date", "-5"], ["--date: '-5' is not a date"]),
        (["log", "t", "-5x"], ["VALUE: '-5x' is not a plain number"]),
        (["log", "t", "-1e5"], ["VALUE: '-1e5' is written with an exponent: write it out in full"]),
        (["log", "t", "-x5"], ["No such option: -x", "'rectrack log --help'"]),
        (["log", "t", "--by"], ["Option '--by' requires an argument", "'rectrack log --help'"]),
        (["status", "--format"], ["Option '--format' requires an argument", "'rectrack status --help'"]),
        (["status", "--format", "xml"], ["'xml' is not one of 'text', 'json'", "'rectrack status --help'"]),
        (["status", "--colour", "never"], ["No such option: --colour", "--color"]),
        (["due", "t"], ["unexpected extra argument", "'rectrack due --help'"]),
        (["--fil", "x", "status"], ["No such option: --fil", "--file", "'rectrack --help'"]),
        (["stauts"], ["there is no command 'stauts'; did you mean status?"]),
        (["Log", "t"], ["there is no command 'Log'; did you mean log?"]),
        (["remove"], ["there is no command 'remove'", *COMMANDS]),
        ([""], ["there is no command ''", *COMMANDS]),
    ],
)  # fmt: skip
def test_a_slip_is_answered_with_the_nearest_word_and_the_right_help(
    folder: Path, args: list[str], said: list[str]
) -> None:
    before = (folder / "rectification.yaml").read_bytes()
    found = rectrack(*args, cwd=folder, RECTRACK_BY="clerk")
    assert found.stdout == ""
    assert found.returncode == (1 if "VALUE" in said[0] else 2)
    assert [each for each in said if each not in found.stderr] == []
    assert (folder / "rectification.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ALL)
def test_help_is_given_whatever_else_is_there(folder: Path, name: str) -> None:
    """No plan is looked for, no day is read, and nothing is missing."""
    args = [name] if name else []
    found = rectrack("-f", "gone.yaml", *args, "--help", cwd=folder, RECTRACK_TODAY="someday")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("Usage: rectrack")


def test_the_version_is_one_line() -> None:
    found = rectrack("--version")
    assert (found.returncode, found.stderr) == (0, "")
    program, version = found.stdout.split()
    assert program == "rectrack"
    assert version.count(".") == 2
