"""A pager as git has it: on a terminal, for what is longer than the screen, and never in the way."""

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.commands.process import INTERRUPT, PROGRAM, Conversation, rectrack
from tests.support import line, plan_text

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal of Unix")

ENTRIES = ("entries", "--all", "--color", "never")
MARK = "sed 's/^/|/'"
"""A pager that can be told from none; a line of shell, as git takes it too."""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with more entries than a screen has rows."""
    path = tmp_path / "rectification.yaml"
    path.write_text(plan_text("{title: T, kind: total, goal: 10}", *FORTY), encoding="utf-8")
    return path


FORTY = [line(date="2026-03-04", value=1, note=f"number {n}") for n in range(40)]


def paged(
    plan: Path, *args: str, program: tuple[str, ...] = PROGRAM, **env: str
) -> tuple[int, list[str]]:
    """Run the program on a screen of 24 rows; return its exit code and the lines shown."""
    command = args or ENTRIES
    with Conversation(*command, rows=24, cwd=plan.parent, program=program, env=env) as program_:
        return program_.end(), program_.shown.splitlines()


@pytest.mark.parametrize(
    ("args", "env", "through"),
    [
        ([], {"RECTRACK_PAGER": MARK}, True),
        ([], {"RECTRACK_PAGER": MARK, "PAGER": "cat"}, True),
        ([], {"RECTRACK_PAGER": MARK, "TERM": "dumb"}, True),
        (["--no-pager"], {"RECTRACK_PAGER": MARK}, False),
        ([], {"RECTRACK_PAGER": "", "PAGER": MARK}, False),
        ([], {"RECTRACK_PAGER": "cat", "PAGER": MARK}, False),
        ([], {"RECTRACK_PAGER": "no-such-pager --at-all"}, False),
        ([], {"RECTRACK_PAGER": "{ exit 127; }"}, False),
    ],
)
def test_who_says_which_pager(
    plan: Path, args: list[str], env: dict[str, str], *, through: bool
) -> None:
    """One that cannot be started is no error: all is shown without it."""
    code, lines = paged(plan, *ENTRIES, *args, program=PROGRAM, **env)
    assert code == 0
    assert len(lines) > 40
    assert {each.startswith("|") for each in lines} == {through}


@pytest.mark.parametrize(("less", "told"), [({}, "FRX"), ({"LESS": "S"}, "S")])
def test_the_pager_of_the_system_is_told_to_leave_short_pages_alone(
    plan: Path, less: dict[str, str], told: str
) -> None:
    """PAGER holds where RECTRACK_PAGER is not set."""
    program = ("env", "-u", "RECTRACK_PAGER", "-u", "LESS", *map("=".join, less.items()), *PROGRAM)
    pager = "cat >/dev/null; echo $LESS"
    assert paged(plan, program=program, PAGER=pager) == (0, [told])
    code, lines = paged(plan, program=program, PAGER=MARK, TERM="dumb")
    assert (code, lines[0][0]) == (0, "d")  # such a terminal cannot be paged on


def test_what_fits_on_the_screen_is_not_paged(plan: Path) -> None:
    code, lines = paged(plan, "entries", "--since", "2026-12-31", RECTRACK_PAGER=MARK)
    assert code == 0
    assert not [each for each in lines if each.startswith("|")]


@pytest.mark.parametrize(
    "command", [["check"], ["--help"], ["log", "--help"], ["entries", "--all"]]
)
def test_no_pager_in_a_pipe(plan: Path, command: list[str]) -> None:
    found = rectrack(*command, cwd=plan.parent, RECTRACK_PAGER="false")
    assert found.stdout == rectrack(*command, cwd=plan.parent).stdout


def test_help_is_paged_as_well(plan: Path) -> None:
    code, lines = paged(plan, "log", "--help", "--color", "never", RECTRACK_PAGER=MARK)
    assert (code, lines[0]) == (
        0,
        "|Usage: rectrack log TARGET [VALUE | STEP | CASE EVENT] [NOTE]... [OPTIONS]",
    )


def test_colours_are_kept(plan: Path) -> None:
    _, lines = paged(plan, "--help", RECTRACK_PAGER=MARK)
    assert "\x1b[" in "".join(lines)


@pytest.mark.parametrize("pager", ["head -n 1", "true", "head -n 1; exit 5"])
def test_the_exit_code_is_our_own_however_the_pager_ends(plan: Path, pager: str) -> None:
    """A page that is left before its end is no failure, and an error is not hidden by the pager."""
    more = [line(date="2026-03-04", value=1, by="nobody"), *FORTY * 40]
    plan.write_text(plan_text("{title: T, kind: total, goal: 10}", *more), encoding="utf-8")
    code, lines = paged(plan, RECTRACK_PAGER=pager)
    assert code == 1
    assert lines[-1].endswith("is set aside")


def test_an_interrupt_is_for_the_pager(plan: Path) -> None:
    """As with git, less goes on showing; when it ends, the program ends as it would have."""
    env = {"RECTRACK_PAGER": "trap 'echo still here' INT; cat; read key </dev/tty; echo bye"}
    with Conversation(*ENTRIES, rows=24, cwd=plan.parent, env=env) as program:
        program.hear("number 39")
        program.press(INTERRUPT)
        program.hear("still here")
        program.press("q\n")
        program.hear("bye")
        assert program.end() == 0


def test_the_pager_is_ended_before_the_program_that_is_told_to_end(plan: Path) -> None:
    """It gives the terminal back, and nobody is left to read from it."""
    env = {"RECTRACK_PAGER": "cat; trap 'echo closed; exit' TERM; while true; do sleep 0.1; done"}
    with Conversation(*ENTRIES, rows=24, cwd=plan.parent, env=env) as program:
        program.hear("number 39")
        program.wait_until_it_reads()
        os.kill(program.process.pid, signal.SIGTERM)
        program.hear("closed")
        assert program.end() == 143
