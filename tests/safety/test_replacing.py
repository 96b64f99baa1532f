"""What happens to the names of a plan when it is replaced: a second one, and one that is refused."""

import errno
import os
import sys
import time
from pathlib import Path

import pytest

from rectrack.errors import BusyError
from tests.commands.process import rectrack
from tests.safety.promises import LOG, NAME, lines_more, names


def refused(monkeypatch: pytest.MonkeyPatch, times: int, winerror: int) -> list[float]:
    """Have so many renamings be refused, as Windows does; return the pauses made meanwhile."""
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    rename, calls = os.replace, 0

    def renaming(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls <= times:
            error = PermissionError(errno.EACCES, "Access is denied")
            error.winerror = winerror  # type: ignore[attr-defined]
            raise error
        rename(source, target)

    monkeypatch.setattr(os, "replace", renaming)
    return pauses


@pytest.mark.parametrize("winerror", [5, 32])
@pytest.mark.parametrize("times", [1, 3])
def test_while_a_scanner_holds_the_plan_the_renaming_is_tried_again(
    plan: Path, monkeypatch: pytest.MonkeyPatch, winerror: int, times: int
) -> None:
    before = plan.read_bytes()
    refused(monkeypatch, times, winerror)
    found = rectrack(*LOG, cwd=plan.parent)
    assert (found.returncode, found.stderr) == (0, "")
    assert lines_more(plan.read_bytes(), before) == 1
    assert names(plan.parent) == {NAME}


def test_after_about_a_second_it_is_given_up_and_the_line_told(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plan.read_bytes()
    pauses = refused(monkeypatch, 1000, 32)
    found = rectrack(*LOG, cwd=plan.parent)
    assert found.returncode == BusyError.exit_code
    first, _, pasted = found.stderr.splitlines()
    assert first == (
        f"rectrack: {plan} cannot be replaced (Access is denied):"
        " another program may hold it open; close that and try again; nothing was logged"
    )
    assert '"target":"t"' in pasted
    assert 0.9 <= sum(pauses) <= 1.5
    assert plan.read_bytes() == before
    assert names(plan.parent) == {NAME}


def test_what_was_saved_while_the_renaming_was_refused_is_kept(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes a second, in which an editor may save: the entry goes into what that has saved."""
    saved = plan.read_bytes().replace(b"A plan for tests", b"A plan put right")
    refused(monkeypatch, 1, 32)
    monkeypatch.setattr(time, "sleep", lambda pause: pause and plan.write_bytes(saved))
    assert rectrack(*LOG, cwd=plan.parent).returncode == 0
    assert lines_more(plan.read_bytes(), saved) == 1


def give_names(plan: Path, number: int) -> list[Path]:
    others = [plan.with_name(f"other-{each}.yaml") for each in range(number)]
    try:
        for other in others:
            other.hardlink_to(plan)
    except OSError:
        pytest.skip("files have one name here")
    return others


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "its other name (a hard link) still has the old text: make that a symbolic link"),
        (
            2,
            "its 2 other names (hard links) still have the old text: make those symbolic links",
        ),
    ],
)
@pytest.mark.parametrize("command", [("log", "t"), ("undo", "a")], ids=["log", "undo"])
def test_a_plan_that_is_parted_from_another_name_is_warned_of_once(
    plan: Path, number: int, said: str, command: tuple[str, ...]
) -> None:
    before = plan.read_bytes()
    others = give_names(plan, number)
    found = rectrack(*command, "-f", NAME, "--by", "clerk", cwd=plan.parent)
    assert (found.returncode, found.stderr) == (
        0,
        f"warning: {NAME} has been rewritten, and {said} to it\n",
    )
    assert lines_more(plan.read_bytes(), before) == 1
    assert [other.read_bytes() for other in others] == [before] * number
    assert rectrack(*LOG, "--note", "Another", cwd=plan.parent).stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="links are those of Unix")
def test_a_symbolic_link_is_no_second_name(plan: Path) -> None:
    link = plan.with_name("mine.yaml")
    link.symlink_to(NAME)
    found = rectrack("log", "-f", "mine.yaml", "t", "--by", "clerk", cwd=plan.parent)
    assert (found.returncode, found.stderr) == (0, "")
    assert link.is_symlink()


def test_what_a_killed_init_has_left_is_no_second_name(plan: Path) -> None:
    """It may have been ended between giving the plan its name and taking away the temporary one."""
    try:
        plan.with_name(f".{NAME}.rectrack-0123456789abcdef.tmp").hardlink_to(plan)
    except OSError:
        pytest.skip("files have one name here")
    assert rectrack(*LOG, cwd=plan.parent).stderr == ""
    assert names(plan.parent) == {NAME}
