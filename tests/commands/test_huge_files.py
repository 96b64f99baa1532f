"""A huge file is read or refused: in bounded memory, and with an end of what is told about it."""

import os
import subprocess
import sys
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import NamedTuple

import pytest

from tests.commands.process import environment
from tests.support import plan_text

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(sys.platform == "win32", reason="measured as Unix does"),
]
MEGABYTE = 1 << 20
SIZE = 200 * MEGABYTE
HEAD = plan_text("{title: T, kind: total, goal: 10}").encode()
ENTRY = (
    b'  - {"id":"a%08d","date":"2026-01-05","target":"t","value":1,"by":"clerk",'
    b'"note":"some words","logged":"2026-03-05T09:14:03.512604+08:00"}\n'
)


class Answer(NamedTuple):
    code: int
    messages: list[str]
    peak: int
    """The most memory that was taken, in bytes."""


def measured(plan: Path) -> Answer:
    """Look at the status of a plan.

    What is measured is at least what this process takes, from which the other one springs.
    """
    line = [sys.executable, "-m", "rectrack", "status", "-f", str(plan)]
    with subprocess.Popen(line, env=environment(), stdout=DEVNULL, stderr=PIPE) as running:
        assert running.stderr is not None
        messages = running.stderr.read().decode().splitlines()
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    return Answer(running.returncode, messages, in_bytes(used.ru_maxrss))


def in_bytes(memory: int) -> int:
    """Return in bytes what the system tells of a process's memory."""
    return memory * (1 if sys.platform == "darwin" else 1024)


def fill(plan: Path, beginning: bytes, again: bytes) -> None:
    """Write a file of so many bytes, one piece again and again behind a beginning."""
    piece = again * (MEGABYTE // len(again))
    with plan.open("wb") as file:
        file.write(beginning)
        while file.tell() < SIZE:
            file.write(piece)


TOO_MANY = "error: more than 100000 faults up to here: this is not a log of entries"
TOO_LONG = "error: too much text above `progress`: "
LINE_TOO_LONG = "bytes: an entry has 1048576 at most; this entry is set aside"


@pytest.mark.parametrize(
    ("beginning", "again", "sentence"),
    [
        (b"", b"# a comment\n", TOO_LONG),
        (b"", b"=======\n", TOO_LONG),
        (b"rectrack: 1\ntitle: '", b"long " * 20, TOO_LONG),
        (HEAD, b"junk\n", TOO_MANY),
        (HEAD, b"  - a\n", TOO_MANY),
        (HEAD + b"  - note: '", b"never closed ", LINE_TOO_LONG),
        (HEAD + b"  - ", b"[", LINE_TOO_LONG),
        (HEAD + b"  # ", b"a remark ", LINE_TOO_LONG),
    ],
    ids=lambda text: repr(text[-12:]),
)
def test_two_hundred_megabytes_of_nonsense_are_refused(
    tmp_path: Path, beginning: bytes, again: bytes, sentence: str
) -> None:
    plan = tmp_path / "plan.yaml"
    fill(plan, beginning, again)
    answer = measured(plan)
    assert answer.code == 1
    assert sentence in answer.messages[0]
    assert len(answer.messages) == 1
    assert answer.peak < 8 * SIZE


@pytest.mark.parametrize("beginning", [b"", HEAD], ids=["head", "log"])
def test_two_hundred_megabytes_of_nothing_are_refused(tmp_path: Path, beginning: bytes) -> None:
    """A file with a hole in it, as a disk that was full may leave it."""
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(beginning)
    with plan.open("r+b") as file:
        file.truncate(SIZE)
    answer = measured(plan)
    assert answer.code == 1
    assert len(answer.messages) == 1
    assert answer.peak < 5 * SIZE


def test_three_hundred_thousand_entries_are_reckoned(tmp_path: Path) -> None:
    """They take ten times the bytes of the file, and no more."""
    plan = tmp_path / "plan.yaml"
    with plan.open("wb") as file:
        file.write(HEAD)
        for number in range(300_000):
            file.write(ENTRY % number)
    answer = measured(plan)
    assert (answer.code, answer.messages) == (0, [])
    assert answer.peak < 12 * plan.stat().st_size


def test_what_is_larger_than_any_plan_is_not_even_read(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    with plan.open("wb") as file:
        file.truncate(1 << 34)
    answer = measured(plan)
    assert answer.code == 1
    assert answer.messages[0].endswith("is too large for a plan: 17179869184 bytes")
    import resource  # noqa: PLC0415  not to be had on Windows

    least = in_bytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    assert answer.peak <= max(SIZE, least)
