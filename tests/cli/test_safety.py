"""Logging is safe: many writers, editors, links, locks and folders that may not be written."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from rectrack import store
from rectrack.errors import BusyError
from rectrack.records import read_records
from tests.cli.process import PROGRAM, environment, rectrack


def log(plan: Path) -> "subprocess.CompletedProcess[str]":
    return rectrack("log", "-f", plan, "bulletins", "--by", "clerk")


def test_of_many_writers_each_adds_its_line(plan: Path) -> None:
    """Two of them go by a link: it is the same plan, and stays a link."""
    link = plan.with_name("link.yaml")
    link.symlink_to(plan)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(log, [plan, link, plan, link] * 3))
    assert [each.returncode for each in found] == [0] * 12
    assert link.is_symlink()
    entries = read_records(plan.read_bytes()).entries
    assert len(entries) == 12
    moments = [entry.logged for entry in read_records(plan.read_bytes()).log.entries]
    assert moments == sorted(set(moments), key=str)


def test_a_plan_in_use_is_told_with_its_holder_and_the_line_to_paste(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = plan.with_name(".rectification.yaml.lock")
    before = plan.read_bytes()
    with FileLock(lock):
        lock.write_text("process 17 on a-machine")
        found = log(plan)
    assert found.returncode == 4
    first, second, line = found.stderr.splitlines()
    assert first == (
        f"rectrack: {plan} is in use by process 17 on a-machine: try again; nothing was logged"
    )
    assert second == "to add it by hand, put this line at the end of the plan:"
    assert json.loads(line.removeprefix("  - "))["target"] == "bulletins"
    assert plan.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
def test_an_interrupt_is_quiet_and_changes_nothing(plan: Path) -> None:
    """Ctrl-C while waiting for the lock: no traceback, exit code 130, the plan as it was."""
    before = plan.read_bytes()
    with (
        FileLock(plan.with_name(".rectification.yaml.lock")),
        subprocess.Popen(
            [*PROGRAM, "log", "-f", str(plan), "bulletins", "--by", "clerk"],
            env=environment(),
            stderr=subprocess.PIPE,
        ) as process,
    ):
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, b"")
    assert plan.read_bytes() == before


def test_a_change_underneath_is_seen_and_kept(plan: Path) -> None:
    """An editor takes no lock: what it saved meanwhile is read again, and both stay."""
    seen = []

    def change(raw: bytes) -> bytes:
        seen.append(raw)
        if len(seen) == 1:
            plan.write_bytes(raw + b"# saved by an editor\n")
        return raw + b"# ours\n"

    store.update(plan, change)
    assert len(seen) == 2
    assert plan.read_bytes().endswith(b"# saved by an editor\n# ours\n")


def test_a_plan_that_never_stays_still_is_given_up(plan: Path) -> None:
    def change(raw: bytes) -> bytes:
        plan.write_bytes(raw + b"#")
        return raw + b"# ours\n"

    with pytest.raises(BusyError, match="keeps changing underneath"):
        store.update(plan, change)
    assert plan.read_bytes().endswith(b"###")


@pytest.mark.parametrize("step", ["fsync", "replace", "mkstemp"])
def test_a_failing_disk_leaves_the_old_plan_whole(
    plan: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = plan.read_bytes()

    def fail(*args: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    owner = {"fsync": os, "mkstemp": tempfile, "replace": Path}[step]
    monkeypatch.setattr(owner, step, fail)
    with pytest.raises(OSError, match="No space left"):
        store.update(plan, lambda raw: raw + b"# more\n")
    assert plan.read_bytes() == before
    assert sorted(path.name for path in plan.parent.iterdir()) == [
        ".rectification.yaml.lock",
        "rectification.yaml",
    ]


def test_what_a_killed_run_has_left_is_swept_away(plan: Path) -> None:
    litter = plan.with_name(".rectification.yaml.rectrack-abc123.tmp")
    litter.write_bytes(b"half a pl")
    assert log(plan).returncode == 0
    assert not litter.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of Unix")
def test_the_mode_of_the_plan_is_kept(plan: Path) -> None:
    plan.chmod(0o640)
    assert log(plan).returncode == 0
    assert plan.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are those of Unix")
def test_a_pipe_in_place_of_a_plan_hangs_nobody(tmp_path: Path) -> None:
    pipe = tmp_path / "plan.yaml"
    os.mkfifo(pipe)
    found = rectrack("status", "-f", pipe)
    assert (found.returncode, found.stderr) == (1, f"rectrack: {pipe} is a pipe, not a plan file\n")
    assert log(pipe).returncode == 1


def test_a_named_plan_that_is_missing_is_an_error(tmp_path: Path, plan: Path) -> None:
    """It is never silently replaced by one that happens to be near."""
    found = rectrack("status", "-f", "gone.yaml", cwd=plan.parent)
    assert (found.returncode, found.stderr) == (1, "rectrack: gone.yaml does not exist\n")
    assert log(tmp_path / "gone.yaml").returncode == 1
    assert not (tmp_path / "gone.yaml").exists()
