"""What is named as a plan: its mode stays, and what is no file, or not there, is told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.process import rectrack


def log(plan: Path) -> "subprocess.CompletedProcess[str]":
    return rectrack("log", "-f", plan, "t", "--by", "clerk")


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
