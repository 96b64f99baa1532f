"""`--help`: whole, aligned, quick, and true: what it says can be typed."""

import inspect
import re
import shlex
import subprocess
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from rich.cells import cell_len

from rectrack.terminal.command_index import COMMANDS, IN_ONE_FILE, PANELS
from tests.commands.commands import ALL, EVERY_EXAMPLE, command, examples
from tests.commands.process import environment, on_terminal, rectrack
from tests.conftest import ROOT, Golden
from tests.workbooks import workbook

pytestmark = pytest.mark.sampled(one_in=3)

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal of Unix")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_overview_says_of_each_command_what_its_own_help_says_first(name: str) -> None:
    """It stands in a table, so that `rectrack --help` need not load the commands."""
    [line] = [panel[name] for panel in PANELS.values() if name in panel]
    assert line == inspect.cleandoc(command(name).help).splitlines()[0]


def test_every_command_is_in_the_overview() -> None:
    folder = ROOT / "src" / "rectrack" / "commands"
    modules = {path.stem for path in folder.glob("[a-z]*.py")}
    found: set[str] = set()
    for stem in modules - {"write"}:
        module = import_module(f"rectrack.commands.{stem}")
        found |= module.RUN.keys() if stem in IN_ONE_FILE.values() else {stem}
        assert stem in IN_ONE_FILE.values() or callable(module.run)
    assert set(COMMANDS) == found


def test_the_overview_loads_no_command() -> None:
    script = (
        "import sys; from rectrack.cli import run; run(['--help']);"
        "print(*(name for name in sys.modules if name.startswith('rectrack.')))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = found.stdout.split("\n")[-2].split()
    assert "rectrack.terminal.session" in loaded
    assert not [name for name in loaded if name.startswith("rectrack.commands.")]


@on_unix
@pytest.mark.parametrize("name", ALL)
def test_help_fits_a_terminal_and_is_whole(name: str) -> None:
    """At 80 columns examples stand on one line each, and a narrow terminal loses no word."""
    args = [name, "-h"] if name else ["-h"]
    piped = rectrack(*args, "--color", "never").stdout
    for columns in (80, 40):
        shown = on_terminal(*args, "--color", "never", columns=columns)
        assert max(map(cell_len, shown.splitlines())) <= columns
        assert shown.split() == piped.split()
        if columns == 80:
            assert shown.splitlines()[-len(examples(name)) :] == [f"  {e}" for e in examples(name)]
    assert piped.startswith(f"Usage: rectrack {name}")
    assert piped.count("\n\nExamples:\n") == 1


@pytest.mark.parametrize("name", ALL)
def test_help_has_two_names(name: str) -> None:
    args = [name] if name else []
    assert rectrack(*args, "-h").stdout == rectrack(*args, "--help").stdout != ""


@on_unix
def test_the_help_of_log(golden: Golden) -> None:
    golden("help-log.txt", on_terminal("log", "-h", "--color", "never", columns=80))


@on_unix
def test_the_help_of_all(golden: Golden) -> None:
    golden("help.txt", on_terminal("--help", "--color", "never", columns=80))


def test_no_command_at_all_is_answered_with_help() -> None:
    found = rectrack()
    assert (found.returncode, found.stderr) == (2, "")
    assert found.stdout == rectrack("--help").stdout


REFUSED = {
    "sign-off": "rectrack: supervision cannot be signed off: ",
    "conclude": "rectrack: clean-hands cannot be concluded: its last day is 31 Dec 2026",
}


@pytest.mark.parametrize(("name", "line"), EVERY_EXAMPLE)
def test_every_example_can_be_typed(name: str, line: str, office: Path) -> None:
    """In a folder with the example plan, by the clerk: each is carried out without an error.

    But no measure of that plan can be signed off or concluded on that day, and the answer tells
    why. What ends a remedy follows an explanation, and a ledger is there to be taken in.
    """
    first, *args = shlex.split(line, comments=True)
    assert first == "rectrack"
    assert name in args[:1] or not name
    if "--done" in args:
        explained = ("explain", args[1], "No meters", "--remedy", "Fit meters")
        assert rectrack(*explained, cwd=office, RECTRACK_BY="clerk").returncode == 0
    if "--from" in args:
        (office / "ledger.xlsx").write_bytes(workbook(["Problem", "Measure"], ["P", "M"]))
    found = rectrack(*args, cwd=office, RECTRACK_BY="clerk")
    if refusal := REFUSED.get(name):
        assert found.stderr.startswith(refusal)
        return
    # A sign-off in the example breaks a rule, which is an error of `check`.
    failing = 3 if "--fail-on" in args else int(name == "check")
    assert found.returncode == failing, found.stderr
    assert all(said.startswith("warning: ") for said in found.stderr.splitlines())


@pytest.mark.parametrize("name", ALL)
def test_no_option_hides_another(name: str) -> None:
    """A name that two options share would mean only one of them."""
    shown = [each for each in command(name).params if each.param_type_name == "option"]
    names = Counter(opt for option in shown for opt in (*option.opts, *option.secondary_opts))
    assert {opt: count for opt, count in names.items() if count > 1} == {}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_before_a_command_is_help_behind_it(name: str) -> None:
    found = rectrack("help", name, "--width", "80")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == rectrack(name, "--help", "--width", "80").stdout


def test_help_alone_is_the_help_of_all() -> None:
    """It names the variables of the environment, and who hears of a fault."""
    found = rectrack("help")
    assert (found.returncode, found.stdout) == (0, rectrack("--help").stdout)
    assert set(re.findall(r"RECTRACK_\w+", found.stdout)) == {
        f"RECTRACK_{name}" for name in ("FILE", "BY", "PAGER", "CONFIG", "TODAY", "DEBUG")
    }
    assert "\nPlease report faults to the maintainers" in found.stdout


def test_help_on_what_there_is_not() -> None:
    found = rectrack("help", "stauts")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == "rectrack: there is no command 'stauts'; did you mean status?\n"


def test_a_command_of_two_words_may_be_written_apart_to_be_found() -> None:
    found = rectrack("help", "sign", "off")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == "rectrack: there is no command 'sign off'; did you mean sign-off?\n"


@pytest.mark.parametrize(
    "name", ["sign-off", "recheck", "withdraw", "conclude", "extend", "waive", "claim", "reject"]
)
def test_the_help_of_a_decision_says_who_may_make_it(name: str) -> None:
    said = " ".join(rectrack("help", name).stdout.split())
    assert re.search(
        "no part in the work|[Aa]nybody|must not lead|neither its lead|Neither|owns", said
    )


def test_the_help_of_a_sign_off_says_what_it_needs() -> None:
    said = " ".join(rectrack("help", "sign-off").stdout.split())
    assert "Each target needs an entry with evidence (rectrack log --evidence)." in said
    assert "The sign-off needs none, nor a claim before it." in said
    assert "rectrack status lists the measures that are ready." in said


def test_help_says_that_the_config_file_may_name_the_writer() -> None:
    assert "$RECTRACK_BY, or by in the config file" in " ".join(
        rectrack("help", "log").stdout.split()
    )


def test_help_waits_for_nothing_that_only_plans_need() -> None:
    """Neither YAML nor what reads a plan is loaded to list the commands."""
    loaded = rectrack("--help", PYTHONPROFILEIMPORTTIME="1").stderr
    assert "rectrack.terminal.session" in loaded
    assert "rectrack.records" not in loaded
    assert "yaml.reader" not in loaded
