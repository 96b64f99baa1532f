"""An editor saves the plan while the program writes to it: nothing of either side is lost.

An editor takes no lock. What is promised: whatever it has saved, in whatever way, up to the
program's last look at the file is kept, and the entry goes into that. Between that look and the
renaming pass a few microseconds, in which no system that the program runs on can be told to refuse
the one if the other has happened; what is saved just then is lost. The last moment below is that
of the look itself.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rectrack.errors import BusyError
from rectrack.storage import atomic, files, lock
from tests.commands.process import rectrack
from tests.safety.promises import LOG, NAME, is_whole, lines_more, names
from tests.support import line

Hook = Callable[[], None]


def in_place(path: Path, fresh: bytes) -> None:
    """As most editors save, and all that keep a file's number."""
    path.write_bytes(fresh)


def by_renaming(path: Path, fresh: bytes) -> None:
    other = path.with_name("4913")
    other.write_bytes(fresh)
    other.replace(path)


def by_moving_away(path: Path, fresh: bytes) -> None:
    """As vim saves: the old file becomes the backup, and a new one is written."""
    backup = path.with_name(path.name + "~")
    path.replace(backup)
    path.write_bytes(fresh)
    backup.unlink()


def by_copying(path: Path, fresh: bytes) -> None:
    """As programs that keep folders alike: the file comes with the time that it had elsewhere."""
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    other = path.with_name("4913")
    other.write_bytes(fresh)
    os.utime(other, ns=times)
    other.replace(path)


def before_the_lock(monkeypatch: pytest.MonkeyPatch, save: Hook) -> None:
    before(monkeypatch, lock, "held", save)


def before_the_first_look(monkeypatch: pytest.MonkeyPatch, save: Hook) -> None:
    before(monkeypatch, atomic, "signature", save)


def before_the_reading(monkeypatch: pytest.MonkeyPatch, save: Hook) -> None:
    before(monkeypatch, files, "read", save)


def after_the_reading(monkeypatch: pytest.MonkeyPatch, save: Hook) -> None:
    read = files.read

    def reading(path: Path, **how: bool) -> bytes:
        raw = read(path, **how)
        monkeypatch.setattr(files, "read", read)
        save()
        return raw

    monkeypatch.setattr(files, "read", reading)


def before_the_writing(monkeypatch: pytest.MonkeyPatch, save: Hook) -> None:
    before(monkeypatch, atomic, "replace", save)


def before_the_bytes_are_safe(monkeypatch: pytest.MonkeyPatch, save: Hook) -> None:
    before(monkeypatch, os, "fsync", save)


def before_the_last_look(monkeypatch: pytest.MonkeyPatch, save: Hook) -> None:
    before(monkeypatch, atomic, "signature", save, times_before=1)


def in_the_first_pause(monkeypatch: pytest.MonkeyPatch, save: Hook) -> None:
    before(monkeypatch, time, "sleep", save, times_before=1)


def before(
    monkeypatch: pytest.MonkeyPatch, home: object, name: str, save: Hook, times_before: int = 0
) -> None:
    """Save once, just before a function is called for the first time, or a later one."""
    call = getattr(home, name)
    calls = 0

    def calling(*args: Any, **options: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 1 + times_before:
            save()
        return call(*args, **options)

    monkeypatch.setattr(home, name, calling)


MOMENTS = [
    before_the_lock,
    before_the_reading,
    after_the_reading,
    before_the_writing,
    before_the_bytes_are_safe,
    before_the_last_look,
]
EDITS = {
    "an entry": lambda raw: raw + f"  - {line(date='2026-03-05', value=7)}\n".encode(),
    "the head": lambda raw: raw.replace(b"A plan for tests", b"A plan put right"),
    "a number": lambda raw: raw.replace(b"goal: 1000", b"goal: 2000"),
    "all entries": lambda raw: raw[: raw.index(b"progress:\n") + 10],
}


@pytest.mark.sampled(one_in=5)
@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("save", [in_place, by_renaming, by_moving_away, by_copying])
@pytest.mark.parametrize("moment", MOMENTS)
def test_what_is_saved_meanwhile_stays_and_the_entry_is_added_to_it(
    plan: Path,
    monkeypatch: pytest.MonkeyPatch,
    moment: Callable[[pytest.MonkeyPatch, Hook], None],
    save: Callable[[Path, bytes], None],
    edit: str,
) -> None:
    saved = EDITS[edit](plan.read_bytes())
    moment(monkeypatch, lambda: save(plan, saved))
    found = rectrack(*LOG, cwd=plan.parent)
    assert (found.returncode, found.stderr) == (0, "")
    assert lines_more(plan.read_bytes(), saved) == 1
    assert names(plan.parent) == {NAME}


@pytest.mark.parametrize("part", [0, 0.1, 0.5, 0.9])
@pytest.mark.parametrize("moment", [before_the_lock, before_the_reading])
def test_a_plan_that_is_just_being_saved_is_waited_for(
    plan: Path,
    monkeypatch: pytest.MonkeyPatch,
    moment: Callable[[pytest.MonkeyPatch, Hook], None],
    part: float,
) -> None:
    """An editor has emptied the file, and has written none or some of it when it is read."""
    saved = EDITS["the head"](plan.read_bytes())
    moment(monkeypatch, lambda: in_place(plan, saved[: int(len(saved) * part)]))
    in_the_first_pause(monkeypatch, lambda: in_place(plan, saved))
    before(monkeypatch, atomic, "signature", lambda: in_place(plan, saved), times_before=1)
    found = rectrack(*LOG, cwd=plan.parent)
    assert (found.returncode, found.stderr) == (0, "")
    assert lines_more(plan.read_bytes(), saved) == 1


@pytest.mark.parametrize("moment", [before_the_first_look, before_the_last_look])
def test_a_plan_that_is_moved_away_for_a_moment_is_waited_for(
    plan: Path,
    monkeypatch: pytest.MonkeyPatch,
    moment: Callable[[pytest.MonkeyPatch, Hook], None],
) -> None:
    saved = plan.read_bytes()
    moment(monkeypatch, plan.unlink)
    in_the_first_pause(monkeypatch, lambda: in_place(plan, saved))
    found = rectrack(*LOG, cwd=plan.parent)
    assert (found.returncode, found.stderr) == (0, "")
    assert lines_more(plan.read_bytes(), saved) == 1


def test_a_plan_that_is_moved_away_for_good_is_told_with_the_line(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = plan.read_bytes()
    before_the_last_look(monkeypatch, plan.unlink)
    found = rectrack(*LOG, cwd=plan.parent)
    first, _, pasted = found.stderr.splitlines()
    assert found.returncode == 1
    assert first == f"rectrack: {NAME}: {NAME} does not exist; nothing was logged"
    assert is_whole(saved + f"{pasted}\n".encode())
    assert names(plan.parent) == set()


@pytest.mark.parametrize("part", [0, 0.5])
def test_a_plan_that_stays_half_saved_is_left_to_its_editor(plan: Path, part: float) -> None:
    raw = plan.read_bytes()
    half = raw[: int(len(raw) * part)]
    plan.write_bytes(half)
    found = rectrack(*LOG, cwd=plan.parent)
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.startswith(f"{NAME}:")
    assert plan.read_bytes() == half


def test_a_plan_that_never_stays_still_is_given_up(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that was saved is there, and the person is told to try again, and the line."""
    monkeypatch.setattr(files, "PAUSES", (0, 0, 0))
    raw = plan.read_bytes()
    flush = os.fsync

    def saving(descriptor: int) -> None:
        plan.write_bytes(plan.read_bytes() + b"#\n")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", saving)
    found = rectrack(*LOG, cwd=plan.parent)
    first, _, pasted = found.stderr.splitlines()
    assert found.returncode == BusyError.exit_code
    assert first == (
        f"rectrack: {NAME} keeps changing underneath: close the editor and try again;"
        " nothing was logged"
    )
    assert plan.read_bytes() == raw + b"#\n" * 3
    assert is_whole(raw + f"{pasted}\n".encode())


def test_what_an_undo_was_about_to_take_back_may_be_taken_back_meanwhile(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong with that is told, and no line to paste that would be wrong now."""
    voided = plan.read_bytes() + b'  - {id: v, date: 2026-03-05, by: clerk, voids: "a"}\n'
    before_the_last_look(monkeypatch, lambda: in_place(plan, voided))
    found = rectrack("undo", "a", "-f", NAME, "--by", "clerk", cwd=plan.parent)
    assert found.returncode == 1
    assert found.stderr == ("rectrack: a is already undone by v: rectrack undo v restores it\n")
    assert plan.read_bytes() == voided
