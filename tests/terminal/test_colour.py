"""Colour: `--color` before NO_COLOR before FORCE_COLOR, CLICOLOR_FORCE, TERM=dumb, a terminal.

Whatever is shown obeys the one rule, help included.
"""

import os
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import TextIO

import pytest
from msgspec import Struct

from rectrack.cli import run
from tests.commands.process import on_terminal, rectrack
from tests.support import plan_text

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal of Unix")

STATUS = ("status", "t")
HELP = ("undo", "--help")
NAMES = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TERM")


class Case(Struct, frozen=True):
    """What is asked for on the command line and in the environment, and where output goes."""

    asked: str | None
    no_color: str | None
    force_color: str | None
    clicolor_force: str | None
    term: str
    terminal: bool

    @property
    def environment(self) -> dict[str, str]:
        given = (self.no_color, self.force_color, self.clicolor_force, self.term)
        return {name: value for name, value in zip(NAMES, given, strict=True) if value is not None}


RULES: tuple[Callable[[Case], bool | None], ...] = (
    lambda case: {"always": True, "never": False}.get(case.asked or "auto"),
    lambda case: {"1": False}.get(case.no_color or ""),
    lambda case: {"1": True, "0": False}.get(case.force_color or ""),
    lambda case: {"1": True, "0": False}.get(case.clicolor_force or ""),
    lambda case: False if case.term == "dumb" else None,
    lambda case: case.terminal,
)
"""Asked one after another; the first that does not leave it open decides."""


def expected(case: Case) -> bool:
    return next(said for rule in RULES if (said := rule(case)) is not None)


CASES = [
    Case(*values)
    for values in product(
        (None, "auto", "always", "never"),
        (None, "", "1"),
        (None, "", "0", "1"),
        (None, "0", "1"),
        ("xterm", "dumb"),
        (True, False),
    )
]


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text(plan_text(), encoding="utf-8")
    monkeypatch.setenv("RECTRACK_FILE", str(path))
    monkeypatch.setenv("RECTRACK_TODAY", "2026-10-31")
    monkeypatch.setenv("RECTRACK_PAGER", "")
    return path


@pytest.fixture
def ends() -> Iterator[dict[bool, tuple[int, TextIO]]]:
    """A real terminal and a real pipe: each as the end to read from and the end to write to."""
    terminal, pipe = os.openpty(), os.pipe()
    with open(terminal[1], "w") as to_terminal, open(pipe[1], "w") as to_pipe:  # noqa: PTH123  open already
        yield {True: (terminal[0], to_terminal), False: (pipe[0], to_pipe)}
    os.close(terminal[0])
    os.close(pipe[0])


def read_to_the_end(source: int, stream: TextIO) -> bytes:
    """Return all that was written to a stream; a terminal hands it on in pieces."""
    end = "that is all"
    stream.write(end)
    stream.flush()
    shown = b""
    while end.encode() not in shown:
        shown += os.read(source, 65536)
    return shown


@pytest.mark.parametrize(
    "cases",
    [CASES[::13], pytest.param(CASES, marks=pytest.mark.heavy)],
    ids=["some that have all values", "all"],
)
@pytest.mark.parametrize("words", [STATUS, HELP], ids=["status", "help"])
def test_the_rule_holds_for_every_combination(
    plan: Path,
    ends: dict[bool, tuple[int, TextIO]],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    cases: list[Case],
) -> None:
    for case in cases:
        for name in NAMES:
            monkeypatch.delenv(name, raising=False)
        for name, value in case.environment.items():
            monkeypatch.setenv(name, value)
        asked = ["--color", case.asked] if case.asked else []
        source, stream = ends[case.terminal]
        monkeypatch.setattr(sys, "stdout", stream)
        for line in ([*asked, *words], [*words, *asked]):
            assert run(line) == 0
            shown = read_to_the_end(source, stream)
            assert (b"\x1b[" in shown) is expected(case), f"{line} {case}"


@pytest.mark.parametrize(
    ("args", "env", "colour"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {"CLICOLOR_FORCE": "1", "TERM": "dumb"}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color=never"], {"FORCE_COLOR": "1"}, False),
        # What only other programs, Typer among them, take for a wish.
        ([], {"GITHUB_ACTIONS": "true", "PY_COLORS": "1", "TTY_COMPATIBLE": "1"}, False),
    ],
)
@pytest.mark.parametrize("words", [STATUS, HELP, ("--help",)], ids=["status", "help", "all help"])
def test_in_a_pipe(
    plan: Path, words: tuple[str, ...], args: list[str], env: dict[str, str], *, colour: bool
) -> None:
    found = rectrack(*words, *args, cwd=plan.parent, RECTRACK_FILE=str(plan), **env)
    assert ("\x1b[" in found.stdout) is colour
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize(
    ("args", "env", "colour"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": ""}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"TERM": "dumb"}, False),
        ([], {"FORCE_COLOR": "0"}, False),
        (["--color", "never"], {}, False),
    ],
)
@pytest.mark.parametrize("words", [STATUS, HELP], ids=["status", "help"])
def test_on_a_terminal(
    plan: Path, words: tuple[str, ...], args: list[str], env: dict[str, str], *, colour: bool
) -> None:
    shown = on_terminal(*words, *args, columns=80, cwd=plan.parent, RECTRACK_FILE=str(plan), **env)
    assert ("\x1b[" in shown) is colour


@pytest.mark.parametrize("args", [["status", "nobody"], ["status", "--as-if"], ["stats"]])
def test_messages_are_never_coloured(plan: Path, args: list[str]) -> None:
    found = rectrack("--color", "always", *args, RECTRACK_FILE=str(plan), FORCE_COLOR="1")
    assert found.returncode != 0
    assert found.stderr.startswith("rectrack: ")
    assert "\x1b" not in found.stderr


def test_any_other_word_is_refused() -> None:
    found = rectrack("status", "--color", "yes")
    assert (found.returncode, found.stderr.splitlines()) == (
        2,
        [
            "rectrack: Invalid value for '--color': 'yes' is not one of auto, always, never",
            "Try 'rectrack status --help'.",
        ],
    )
