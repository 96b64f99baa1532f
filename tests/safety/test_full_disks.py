"""Disks that are really full, folders that really may not be written or are gone."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.process import PROGRAM, environment, rectrack
from tests.safety.promises import LOG, NAME, is_whole, names

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="limits and modes are those of Unix")
HINT = "to add it by hand, put this line at the end of the plan:\n"


def check_refused(said: str, reason: str, before: bytes) -> None:
    """Check that the reason is told, and the line that a person may add in its stead."""
    first, _, line = said.partition(HINT)
    assert re.fullmatch(
        rf"rectrack: {NAME} cannot be written: {reason}; nothing was logged\n", first
    )
    assert is_whole(before + line.encode())


def run(
    folder: Path,
    *wrapper: str,
    preexec_fn: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*wrapper, *PROGRAM, *LOG],
        cwd=folder,
        env=environment(),
        preexec_fn=preexec_fn,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@on_unix
def test_a_file_that_may_not_grow_stays_whole(plan: Path) -> None:
    """The system takes the plan's first bytes, and refuses the last."""
    import resource  # noqa: PLC0415  not to be had on Windows

    before = plan.read_bytes()
    limit = len(before)
    found = run(
        plan.parent,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert (found.returncode, found.stdout) == (1, "")
    check_refused(found.stderr, "File too large", before)
    assert plan.read_bytes() == before
    assert names(plan.parent) == {NAME}


@pytest.fixture
def in_small_disk(tmp_path: Path) -> Callable[[str], list[str]]:
    """Return how to run a command on a disk of its own, which no other process sees."""
    alone = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-ec"]
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f'mount -t tmpfs -o size=64k tmpfs "{disk}"; cd "{disk}"'
    try:
        subprocess.run([*alone, mount], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk may be mounted here")
    return lambda script: [*alone, f"{mount}; {script}"]


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (f"cp ../{NAME} .; head -c 1M /dev/zero >fill || true", "No space left on device"),
        (f"cp ../{NAME} .; mount -o remount,ro .", "you may read it, but not change it"),
    ],
    ids=["full", "read-only"],
)
def test_a_disk_that_takes_nothing_keeps_the_plan(
    plan: Path, in_small_disk: Callable[[str], list[str]], prepare: str, reason: str
) -> None:
    program = " ".join(f"'{word}'" for word in (*PROGRAM, *LOG))
    script = (
        f"({prepare}) 2>&1 >&2 2>/dev/null; {program} || code=$?; cat {NAME}; exit ${{code:-0}}"
    )
    found = subprocess.run(
        in_small_disk(script), env=environment(), capture_output=True, text=True, check=False
    )
    before = plan.read_bytes()
    assert found.returncode == 1
    assert found.stdout == before.decode()
    check_refused(found.stderr, reason, before)


@on_unix
def test_a_folder_that_may_not_be_written_keeps_the_plan(plan: Path) -> None:
    before = plan.read_bytes()
    plan.parent.chmod(0o500)
    try:
        if os.access(plan.parent, os.W_OK):
            pytest.skip("this account may write everywhere")
        found = rectrack(*LOG, cwd=plan.parent)
        assert found.returncode == 1
        check_refused(found.stderr, f"you may not write to its folder, {plan.parent}", before)
        assert plan.read_bytes() == before
        assert names(plan.parent) == {NAME}
    finally:
        plan.parent.chmod(0o700)


@on_unix
def test_a_plan_that_may_only_be_read_is_told_to_be_so(plan: Path) -> None:
    before = plan.read_bytes()
    plan.chmod(0o400)
    if os.access(plan, os.W_OK):
        pytest.skip("this account may write everything")
    found = rectrack(*LOG, cwd=plan.parent)
    assert found.returncode == 1
    check_refused(found.stderr, "you may read it, but not change it", before)
    assert plan.read_bytes() == before
    assert names(plan.parent) == {NAME}


@on_unix
def test_a_folder_that_is_gone_is_told(tmp_path: Path, plan: Path) -> None:
    """Somebody removes the folder in which another one works."""
    gone = tmp_path / "gone"
    gone.mkdir()
    found = run(gone, "sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh")
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr == f"rectrack: {NAME} does not exist\n"
    shutil.rmtree(plan.parent)
    assert rectrack("log", "-f", plan, "t", "--by", "clerk", cwd=Path("/")).stderr == (
        f"rectrack: {plan} does not exist\n"
    )
