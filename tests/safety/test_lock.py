"""A plan in use: who waits, how long, what is told, what ends the waiting, and what is left of it."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import SimpleNamespace

import pytest

from rectrack.errors import BusyError
from rectrack.storage import lock
from tests.commands.process import PROGRAM, environment, rectrack
from tests.repository import git, needs_git
from tests.safety.promises import LOG, NAME, lines_more, names

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="links and signals are those of Unix")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux tells who holds a lock")
TRAPS = (f".{NAME}.lock", f"{NAME}.lock", ".rectrack.storage.lock")
HOLDING = """
import sys, time
from pathlib import Path
from rectrack.storage import lock
with lock.held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(plan: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Another process that holds the plan."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, plan], env=environment(), stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"held"
        yield process
        process.kill()


def test_a_plan_in_use_is_told_with_the_line_to_paste(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "SECONDS", 0)
    before = plan.read_bytes()
    with lock.held(plan):
        found = rectrack("log", "-f", plan, "t", "--by", "clerk")
    assert found.returncode == 4
    first, second, line = found.stderr.splitlines()
    assert first.startswith(f"rectrack: {plan} is in use")
    assert first.endswith(": try again in a moment; nothing was logged")
    assert second == "to add it by hand, put this line at the end of the plan:"
    assert json.loads(line.removeprefix("  - "))["target"] == "t"
    assert plan.read_bytes() == before


@on_linux
def test_the_process_that_uses_it_is_named(
    plan: Path, holder: "subprocess.Popen[bytes]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "SECONDS", 0)
    found = rectrack("log", "-f", plan, "t", "--by", "clerk")
    name = Path(f"/proc/{holder.pid}/comm").read_text().strip()
    assert found.stderr.startswith(
        f"rectrack: {plan} is in use by process {holder.pid} ({name}): try again in a moment;"
    )


@on_unix
def test_a_killed_process_keeps_nobody_waiting(
    plan: Path, holder: "subprocess.Popen[bytes]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "SECONDS", 0)
    before = plan.read_bytes()
    assert rectrack("log", "-f", plan, "t", "--by", "clerk").returncode == 4
    holder.kill()
    holder.wait()
    assert rectrack("log", "-f", plan, "t", "--by", "clerk").returncode == 0
    assert lines_more(plan.read_bytes(), before) == 1
    assert names(plan.parent) == {NAME}


def test_who_waits_goes_on_as_soon_as_the_plan_is_free(plan: Path) -> None:
    before = plan.read_bytes()
    with lock.held(plan):
        process = subprocess.Popen([*PROGRAM, *LOG], cwd=plan.parent, env=environment())
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1)
        assert plan.read_bytes() == before
    assert process.wait(timeout=60) == 0
    assert lines_more(plan.read_bytes(), before) == 1


@on_unix
def test_an_interrupt_is_quiet_and_changes_nothing(plan: Path) -> None:
    """Ctrl-C while waiting for the lock: no traceback, exit code 130, the plan as it was."""
    before = plan.read_bytes()
    with (
        lock.held(plan),
        subprocess.Popen(
            [*PROGRAM, *LOG], cwd=plan.parent, env=environment(), stderr=subprocess.PIPE
        ) as process,
    ):
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, b"")
    assert plan.read_bytes() == before


@on_unix
def test_all_names_of_a_plan_share_its_lock(
    tmp_path: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By links to it or to its folder it is in use as it is by its own name."""
    monkeypatch.setattr(lock, "SECONDS", 0)
    office = tmp_path / "office"
    office.mkdir()
    real = plan.replace(office / NAME)
    (tmp_path / "link").symlink_to(office, target_is_directory=True)
    (tmp_path / "mine.yaml").symlink_to(Path("link", NAME))
    with lock.held(real):
        for name in (real, "mine.yaml", f"link/{NAME}", f"office/../link/./{NAME}"):
            found = rectrack("log", "-f", name, "t", "--by", "clerk", cwd=tmp_path)
            assert found.returncode == BusyError.exit_code


@on_unix
@pytest.mark.parametrize("name", TRAPS)
@pytest.mark.parametrize("leads_to", [NAME, "elsewhere", "nowhere"])
@pytest.mark.parametrize("link", [os.link, os.symlink], ids=["hard", "symbolic"])
def test_a_link_that_somebody_has_planted_is_never_written_through(
    plan: Path, name: str, leads_to: str, link: Callable[[Path, Path], None]
) -> None:
    """To the plan, to another file or to none: all of it stays, and the entry is added."""
    before = plan.read_bytes()
    other, trap = plan.with_name("elsewhere"), plan.with_name(name)
    other.write_bytes(b"mine")
    if link is os.link and leads_to == "nowhere":
        leads_to = name  # which is no link at all, but somebody's file
        trap.write_bytes(b"mine as well")
    else:
        link(plan.with_name(leads_to), trap)
    there = names(plan.parent)
    was = trap.lstat().st_ino
    assert rectrack(*LOG, cwd=plan.parent).returncode == 0
    assert lines_more(plan.read_bytes(), before) == 1
    assert other.read_bytes() == b"mine"
    assert (names(plan.parent), trap.lstat().st_ino) == (there, was)


@on_unix
@pytest.mark.parametrize("command", [LOG, ("init", "new.yaml")], ids=["log", "init"])
def test_where_the_temporary_file_would_go_a_planted_link_is_not_followed(
    tmp_path: Path, plan: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can know the name beforehand; even if somebody did, nothing is written there."""
    monkeypatch.setattr(os, "urandom", lambda number: b"\1" * number)
    before = plan.read_bytes()
    other = tmp_path / "elsewhere"
    other.write_bytes(b"mine")
    for name in (NAME, "new.yaml"):
        plan.with_name(f".{name}.rectrack-{'01' * 8}.tmp").symlink_to(other)
    found = rectrack(*command, cwd=plan.parent)
    assert (found.returncode, other.read_bytes()) == (1, b"mine")
    assert plan.read_bytes() == before
    assert not plan.with_name("new.yaml").exists()


@on_unix
def test_a_link_put_in_place_of_the_plan_meanwhile_shows_nobody_what_it_leads_to(
    tmp_path: Path, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who may write to the folder, but not read another plan, would get a copy of that."""
    secret = tmp_path / "elsewhere" / NAME
    secret.parent.mkdir()
    secret.write_bytes(plan.read_bytes())
    hold = lock.held

    def held(path: Path) -> AbstractContextManager[None]:
        path.unlink()
        path.symlink_to(secret)
        return hold(path)

    monkeypatch.setattr(lock, "held", held)
    found = rectrack(*LOG, cwd=plan.parent)
    assert found.returncode == 1
    assert "internal error" not in found.stderr
    assert plan.is_symlink()
    assert names(plan.parent) == {NAME, "elsewhere"}


@needs_git
def test_git_finds_nothing_new_beside_the_plan(plan: Path) -> None:
    git(plan.parent, "init", "--quiet")
    git(plan.parent, "add", ".")
    git(plan.parent, "commit", "--quiet", "--message", "Begin")
    assert rectrack(*LOG, cwd=plan.parent).returncode == 0
    assert git(plan.parent, "status", "--porcelain") == f" M {NAME}\n"


@on_unix
@pytest.mark.parametrize("error", ["EBADF", "ENOLCK", "ENOTSUP", "ENOSYS", "EINVAL"])
def test_where_the_file_system_knows_no_locks_nothing_is_written(
    plan: Path, error: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two writers at once could lose a line there; a person who edits by hand sees to that."""
    import fcntl  # noqa: PLC0415  not to be had on Windows

    def refuse(*args: object) -> None:
        raise OSError(getattr(errno, error), os.strerror(getattr(errno, error)))

    monkeypatch.setattr(fcntl, "flock", refuse)
    before = plan.read_bytes()
    found = rectrack(*LOG, cwd=plan.parent)
    assert found.returncode == 1
    assert found.stderr.splitlines()[0] == (
        f"rectrack: {NAME} cannot be written: its folder cannot be locked against other writers"
        f" ({os.strerror(getattr(errno, error))}): keep the plan on another disk;"
        " nothing was logged"
    )
    assert plan.read_bytes() == before
    assert names(plan.parent) == {NAME}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows itself is asked there")
def test_windows_is_asked_for_a_file_that_nobody_else_may_open_and_that_goes_when_it_is_closed(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As that system would answer: the second writer is refused until the first is done."""
    asked: list[tuple[Path, int, tuple[int, ...]]] = []
    opened: list[str] = []

    def create_file(name: str, access: int, share: int, *rest: int) -> int:
        asked.append((Path(name), share, rest))
        if opened:
            error = PermissionError(errno.EACCES, "The process cannot access the file")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error
        opened.append(name)
        return os.open(os.devnull, os.O_RDONLY)

    windows = SimpleNamespace(CreateFile=create_file, GENERIC_READ=1 << 31, NULL=0)
    monkeypatch.setitem(sys.modules, "_winapi", windows)
    monkeypatch.setitem(
        sys.modules, "msvcrt", SimpleNamespace(open_osfhandle=lambda handle, flags: handle)
    )
    monkeypatch.setattr(os, "O_NOINHERIT", 0x80, raising=False)
    monkeypatch.setattr(lock, "SECONDS", 0)
    with monkeypatch.context() as patched:
        patched.setattr(sys, "platform", "win32")
        with lock.held(plan), pytest.raises(BusyError), lock.held(plan):
            pytest.fail("both hold it")
        opened.clear()
        with lock.held(plan):
            pass
    folder_lock, alone, (security, open_always, flags, template) = asked[0]
    assert (folder_lock.parent, alone, security, template) == (plan.parent, 0, 0, 0)
    assert open_always == 4
    assert flags == 0x04000000 | 0x00200000 | 0x2  # deleted on close, follows no link, hidden


@pytest.mark.parametrize("name", [NAME, "a[1]*?.yaml", "计划.yaml", "划" * 80 + ".yaml"])
def test_the_holder_clears_away_what_killed_runs_have_left_and_nothing_else(
    plan: Path, name: str
) -> None:
    """Neither what other plans' writers have left, nor what only looks like it, is touched."""
    if sys.platform == "win32" and "*" in name:
        pytest.skip("Windows takes no such name")
    plan = plan.replace(plan.with_name(name))
    before = plan.read_bytes()
    litter = plan.with_name(f".{name[:50]}.rectrack-abc123.tmp")
    others = [plan.with_name(f".a1{each}.yaml.rectrack-abc123.tmp") for each in ("", "more")] + [
        plan.with_name(f".{name[:50]}.rectrack-{each}") for each in ("A B.tmp", ".tmp", "abc1.tmp~")
    ]
    for each in (litter, *others):
        each.write_bytes(b"half a pl")
    folder = plan.with_name(f".{name[:50]}.rectrack-abc4.tmp")
    folder.mkdir()
    assert rectrack("log", "-f", name, "t", "--by", "clerk", cwd=plan.parent).returncode == 0
    assert lines_more(plan.read_bytes(), before) == 1
    assert names(plan.parent) == {name, folder.name, *(each.name for each in others)}
