"""Whatever the disk refuses, the program's answer is true, and the plan the old or the new one."""

import errno
import os
import re
import shutil
import stat
import sys
from itertools import count
from pathlib import Path

import pytest

from rectrack.storage import atomic, files, git, lock
from tests.commands.process import rectrack
from tests.safety.failing import READING, Disk
from tests.safety.promises import LOG, NAME, is_whole, lines_more, names

HINT = "to add it by hand, put this line at the end of the plan:\n"
UNREAD = r"rectrack: (\S+ (cannot be read: .+|does not exist|is a broken link: .+)|you may not read .+)\n"


@pytest.fixture(autouse=True)
def _nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that could not be released is not waited for, as its process goes on here."""
    monkeypatch.setattr(lock, "SECONDS", 0)
    monkeypatch.setattr(files, "PAUSES", (0, 0, 0))
    monkeypatch.setattr(atomic, "PAUSES", (0, 0))


def check_answer(folder: Path, before: bytes, code: int, said: str) -> None:
    """Check that a run has told the truth, and has given the line where it added none."""
    plan = folder / NAME
    assert "internal error" not in said
    assert plan.stat().st_mode & 0o777 == 0o640
    if code == 0:
        assert lines_more(plan.read_bytes(), before) == 1
        return
    assert code in {1, 4}
    assert plan.read_bytes() == before
    first, hint, line = said.partition(HINT)
    if not hint:
        assert re.fullmatch(UNREAD, first)
        return
    assert re.fullmatch(r"rectrack: .+; nothing was logged\n", first)
    assert is_whole(before + line.encode())


def fail_each(tmp_path: Path, plan: Path, error: int, **how: object) -> list[str]:
    """Log on disks of which each fails a call later than the one before; return those calls."""
    before, calls = plan.read_bytes(), []
    for number in count(1):
        folder = tmp_path / str(number)
        folder.mkdir()
        shutil.copy(plan, folder / NAME)
        (folder / NAME).chmod(0o640)
        with Disk(number, error, **how) as disk:  # type: ignore[arg-type]
            found = rectrack(*LOG, cwd=folder)
        check_answer(folder, before, found.returncode, found.stderr)
        if not disk.failed:
            assert found.returncode == 0
            break
        calls.append(disk.failed[0])
        assert names(folder) <= {NAME} or "unlink" in disk.failed
    return calls


@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EACCES", "ENOENT"])
def test_where_one_call_fails_nothing_is_lost_and_nothing_left_behind(
    tmp_path: Path, plan: Path, error: str
) -> None:
    calls = fail_each(tmp_path, plan, getattr(errno, error))
    assert set(calls) >= {"create", "read", "write", "fsync", "stat", "replace", "close"}


@pytest.mark.parametrize("error", ["ENOSPC", "EROFS"])
def test_a_disk_that_takes_nothing_more_costs_no_entry(
    tmp_path: Path, plan: Path, error: str
) -> None:
    """Full or made read-only for good at any moment: the line to paste is there all the same."""
    calls = fail_each(tmp_path, plan, getattr(errno, error), for_good=True, spared=READING)
    assert set(calls) >= {"create", "write", "fsync", "replace"}


@pytest.mark.parametrize("error", ["EIO", "ENOENT"])
def test_a_disk_that_is_gone_for_good_is_told(tmp_path: Path, plan: Path, error: str) -> None:
    calls = fail_each(tmp_path, plan, getattr(errno, error), for_good=True)
    assert set(calls) >= {"create", "read", "write", "fsync", "replace"}


@pytest.mark.parametrize("error", ["ENOSPC", "EPERM"])
def test_where_one_call_of_init_fails_there_is_the_whole_plan_or_none(
    tmp_path: Path, error: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a file system gives no file two names, as EPERM says of `link`, there is another way."""
    monkeypatch.setattr(git, "work_tree_of", lambda path: None)
    calls = []
    for number in count(1):
        folder = tmp_path / str(number)
        folder.mkdir()
        with Disk(number, getattr(errno, error)) as disk:
            found = rectrack("init", NAME, cwd=folder)
        assert "internal error" not in found.stderr
        if found.returncode == 0:
            assert is_whole((folder / NAME).read_bytes())
        else:
            assert re.fullmatch(r"rectrack: .+\n", found.stderr)
            assert not (folder / NAME).exists()
        if not disk.failed:
            break
        calls.append(disk.failed[0])
        assert names(folder) <= {NAME} or "unlink" in disk.failed
    assert set(calls) >= {"create", "write", "fsync", "link"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows flushes no folder")
@pytest.mark.parametrize("command", [LOG, ("init", "new.yaml")], ids=["log", "init"])
def test_all_bytes_are_on_the_disk_before_they_bear_the_name_and_then_the_name_is(
    plan: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a power cut too there is the old file or the new one, and no empty one."""
    done: list[tuple[str, int, int]] = []

    def watched(name: str) -> None:
        call = getattr(os, name)

        def watching(what: int | str, *args: str) -> None:
            status = os.stat(what)  # noqa: PTH116  of a path or of an open file
            size = status.st_size if stat.S_ISREG(status.st_mode) else 0
            done.append((name, status.st_ino, size))
            call(what, *args)

        monkeypatch.setattr(os, name, watching)

    for name in ("fsync", "replace", "link"):
        watched(name)
    assert rectrack(*command, cwd=plan.parent).returncode == 0
    new = (plan if command == LOG else plan.with_name("new.yaml")).stat()
    assert done == [
        ("fsync", new.st_ino, new.st_size),
        ("replace" if command == LOG else "link", new.st_ino, new.st_size),
        ("fsync", plan.parent.stat().st_ino, 0),
    ]
