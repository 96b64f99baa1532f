"""A plan in use: who waits, how long, what is told, and what ends the waiting."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from rectrack import lock
from tests.cli.process import PROGRAM, environment, rectrack
from tests.safety.promises import LOCK, LOG, NAME, lines_more, names


def test_a_plan_in_use_is_told_with_its_holder_and_the_line_to_paste(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "SECONDS", 0)
    before = plan.read_bytes()
    with FileLock(plan.with_name(LOCK)):
        plan.with_name(LOCK).write_text("process 17 on a-machine")
        found = rectrack("log", "-f", plan, "t", "--by", "clerk")
    assert found.returncode == 4
    first, second, line = found.stderr.splitlines()
    assert first == (
        f"rectrack: {plan} is in use by process 17 on a-machine: try again; nothing was logged"
    )
    assert second == "to add it by hand, put this line at the end of the plan:"
    assert json.loads(line.removeprefix("  - "))["target"] == "t"
    assert plan.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of Unix")
def test_an_interrupt_is_quiet_and_changes_nothing(plan: Path) -> None:
    """Ctrl-C while waiting for the lock: no traceback, exit code 130, the plan as it was."""
    before = plan.read_bytes()
    with (
        FileLock(plan.with_name(LOCK)),
        subprocess.Popen(
            [*PROGRAM, *LOG], cwd=plan.parent, env=environment(), stderr=subprocess.PIPE
        ) as process,
    ):
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, b"")
    assert plan.read_bytes() == before


@pytest.mark.parametrize("name", [NAME, "a[1]*?.yaml", "计划.yaml"])
def test_the_holder_clears_away_what_killed_runs_have_left_and_nothing_else(
    plan: Path, name: str
) -> None:
    """What another plan's writer beside it is about to rename stays, whatever the plans' names."""
    if sys.platform == "win32" and "*" in name:
        pytest.skip("Windows takes no such name")
    plan = plan.replace(plan.with_name(name))
    before = plan.read_bytes()
    litter = plan.with_name(f".{name}.rectrack-abc123.tmp")
    others = [plan.with_name(f".a1{each}.yaml.rectrack-abc123.tmp") for each in ("", "more")]
    for each in (litter, *others):
        each.write_bytes(b"half a pl")
    assert rectrack("log", "-f", name, "t", "--by", "clerk", cwd=plan.parent).returncode == 0
    assert lines_more(plan.read_bytes(), before) == 1
    assert names(plan.parent) == {name, f".{name}.lock", *(each.name for each in others)}
