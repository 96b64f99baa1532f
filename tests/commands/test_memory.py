"""Where memory does not suffice the answer is one sentence, and no file is the worse for it."""

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from rectrack import memory
from tests.commands.process import PROGRAM, environment

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="a bound on memory as Linux keeps it")
BOUND = 400 << 20
BOUNDED = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({BOUND}, {BOUND}))"


def run_bounded(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run Python with so much memory and no more."""
    return subprocess.run(
        [sys.executable, *words],
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@on_linux
@pytest.mark.parametrize(
    "command", ["status", "check", "log t --by clerk", "summary --format json"]
)
def test_a_plan_for_which_memory_does_not_suffice_is_told_in_a_sentence(
    tmp_path: Path, command: str
) -> None:
    """A file that may be read, and does not fit."""
    plan = tmp_path / "plan.yaml"
    with plan.open("wb") as file:
        file.truncate(BOUND + 1)
    start = f"{BOUNDED}; import runpy, sys; sys.argv[1:] = {[*command.split(), '-f', str(plan)]}"
    found = run_bounded("-c", f"{start}; runpy.run_module({PROGRAM[-1]!r}, run_name='__main__')")
    assert (found.returncode, found.stdout, found.stderr) == (1, "", memory.SENTENCE.decode())
    assert plan.stat().st_size == BOUND + 1


@on_linux
def test_whatever_fails_fails_for_lack_of_memory_where_there_is_none(tmp_path: Path) -> None:
    """A library that finds no room calls that what it likes."""
    lines = (
        "import resource; from rectrack import memory; error = ImportError('no room')",
        "print(memory.is_lacking(error))",
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20))",
        "print(memory.is_lacking(error))",
    )
    assert run_bounded("-c", "\n".join(lines)).stdout == "False\nTrue\n"


@pytest.mark.parametrize(
    ("error", "lacking"),
    [
        (MemoryError(), True),
        (OSError(errno.ENOMEM, "no room"), True),
        (OSError(errno.ENOSPC, "full"), False),
        (KeyError("x"), False),
    ],
)
def test_a_lack_of_memory_is_told_from_a_fault(error: Exception, lacking: bool) -> None:
    assert memory.is_lacking(error) == lacking
