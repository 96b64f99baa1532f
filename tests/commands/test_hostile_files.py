"""Files that are no files, have no end, or belong to others: nothing hangs, and nothing is lost."""

import contextlib
import io
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import cast

import pytest

from rectrack.records import read_records
from rectrack.storage import files
from tests.commands.hostile_lines import acts
from tests.commands.process import PROGRAM, environment, last, rectrack
from tests.hostile_plan import plan_of, tame
from tests.support import line, plan_text

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="devices of Linux")
on_unix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are those of Unix")
DEVICES = ("/dev/zero", "/dev/full", "/dev/null", "/dev/random")
ROWS = "target,value\nbulletins,1\n"


@on_linux
@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize(
    "command", ["status", "check", "log bulletins --by clerk", "undo --by clerk"]
)
def test_a_device_is_no_plan(device: str, command: str) -> None:
    found = rectrack(*command.split(), "-f", device)
    assert (found.returncode, found.stderr) == (
        1,
        f"rectrack: {device} is a device, not a plan file\n",
    )


@on_linux
@pytest.mark.parametrize("device", DEVICES)
def test_a_device_is_no_older_copy(plan: Path, device: str) -> None:
    found = rectrack("check", "-f", plan, "--against", device)
    assert (found.returncode, found.stderr) == (
        1,
        f"rectrack: {device} is a device, not a plan file\n",
    )


@pytest.mark.parametrize("command", ["status", "log t --by clerk", "check --against HEAD"])
def test_a_file_that_is_still_being_made_up_is_no_plan(
    tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As /proc/kmsg is, which looks like any other file and has no end for now."""

    class Endless(io.FileIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(size) or cast(bytes, None)

    monkeypatch.setattr(files, "open", Endless, raising=False)
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan_text(), encoding="utf-8")
    found = rectrack(*command.split(), "-f", plan)
    assert (found.returncode, found.stderr) == (
        1, f"rectrack: {plan} cannot be read: it has no end yet\n"
    )  # fmt: skip


@on_linux
@pytest.mark.parametrize("command", ["status", "log t --by clerk"])
def test_a_file_that_gives_more_than_it_says_is_read_to_its_bound(
    plan: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of /proc say that they are empty; some of them never end."""
    monkeypatch.setattr(files, "LARGEST", 100)
    found = rectrack(*command.split(), "-f", "/proc/self/status")
    assert (found.returncode, found.stdout) == (1, "")
    said = "rectrack: /proc/self/status is too large for a plan: more than 100 bytes\n"
    assert found.stderr == said


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="sockets in folders are those of Unix")
@pytest.mark.parametrize(
    "command", ["status", "check --against", "log bulletins --by clerk", "init"]
)
def test_a_socket_is_no_plan(plan: Path, command: str) -> None:
    name = "s"
    with socket.socket(socket.AF_UNIX) as listening, contextlib.chdir(plan.parent):
        listening.bind(name)
        words = command.split()
        line = (*words, name) if words[-1] in {"init", "--against"} else (*words, "-f", name)
        found = rectrack(*line, cwd=plan.parent)
    assert found.returncode == 1
    wanted = (
        "exists, and nothing is overwritten" if command == "init" else "is a socket, not a plan"
    )
    assert found.stderr.startswith(f"rectrack: s {wanted}")


@on_linux
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/random"])
def test_rows_that_never_end_are_given_up(
    plan: Path, device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 1 << 20)
    before = plan.read_bytes()
    found = rectrack("log", "-f", plan, "--by", "clerk", "--from", device)
    assert found.returncode == 1
    assert found.stderr == (
        f"rectrack: {device} is too large for a list of entries: more than 1048576 bytes\n"
    )
    assert plan.read_bytes() == before


@on_unix
def test_a_pipe_is_no_older_copy(plan: Path) -> None:
    pipe = plan.with_name("pipe")
    os.mkfifo(pipe)
    found = rectrack("check", "-f", plan, "--against", pipe)
    assert (found.returncode, found.stderr) == (1, f"rectrack: {pipe} is a pipe, not a plan file\n")


@on_unix
def test_rows_may_come_through_a_pipe_with_a_name(plan: Path) -> None:
    """As a shell makes one of <(a command)."""
    pipe = plan.with_name("pipe")
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(ROWS,))
    writer.start()
    assert rectrack("log", "-f", plan, "--by", "clerk", "--from", pipe).returncode == 0
    writer.join()
    assert last(plan)["target"] == "bulletins"


@on_linux
def test_a_plan_through_standard_input_is_refused(plan: Path) -> None:
    """What comes through a pipe could be shown, but not added to; a plan is a file."""
    found = subprocess.run(
        [*PROGRAM, "status", "-f", "/dev/stdin"],
        env=environment(),
        input=plan.read_bytes(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert found.returncode == 1
    assert found.stderr == b"rectrack: /dev/stdin is a pipe, not a plan file\n"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files to others"
)
def test_a_plan_of_somebody_else_stays_theirs(plan: Path) -> None:
    os.chown(plan, 12345, 23456)
    plan.chmod(0o640)
    assert rectrack("log", "-f", plan, "bulletins", "--by", "clerk").returncode == 0
    status = plan.stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o777) == (12345, 23456, 0o640)


def test_a_plan_that_may_only_be_read_is_left_alone(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line that would have been added is told, for whoever may write."""
    before = plan.read_bytes()
    plan.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may do everything
    found = rectrack("log", "-f", plan, "bulletins", "--by", "clerk")
    assert found.returncode == 1
    assert found.stderr.startswith(
        f"rectrack: {plan} cannot be written: you may read it, but not change it; nothing was logged\n"
    )
    assert '  - {"id":' in found.stderr
    assert plan.read_bytes() == before
    assert list(plan.parent.iterdir()) == [plan]
    assert rectrack("status", "-f", plan).returncode == 0


IDS = ("../../x", "/etc/passwd", "..", "C:", "a/b", "a\\b", "x\0y", "~", "-f", "$(x)", "*", "A B")


@pytest.mark.parametrize("name", IDS)
def test_an_id_that_could_be_anything_else_is_none(tmp_path: Path, name: str) -> None:
    """Neither a path nor an option nor a pattern can be the id of anything in a plan."""
    plan = tmp_path / "plan.yaml"
    written = '"' + name.replace("\\", "\\\\").replace("\0", "\\0") + '"'
    plan.write_text(plan_text().replace("      t:", f"      {written}:"), encoding="utf-8")
    found = rectrack("status", "-f", plan)
    assert found.returncode == 1
    assert "cannot be an id: use letters, digits and hyphens" in found.stderr
    assert list(tmp_path.iterdir()) == [plan]


@pytest.mark.parametrize("name", IDS)
def test_an_entry_with_such_an_id_is_set_aside(tmp_path: Path, name: str) -> None:
    plan = tmp_path / "plan.yaml"
    entry = line(id=f"{name}/", date="2026-03-04", value=1)
    plan.write_text(plan_text("{title: T, kind: total, goal: 10}", entry), encoding="utf-8")
    assert read_records(plan.read_bytes()).entries == []
    assert "cannot be an entry's id" in rectrack("status", "-f", plan).stderr


HALF = "\udcff"
"""A byte that is no UTF-8, as Python hands it over."""
SENT = [
    tuple(HALF if word == "TEXT" else word for word in words)
    for words in acts()
    if "TEXT" in words and words[0] != "init" and "bad-" not in words[1]
]


@pytest.mark.parametrize("words", SENT, ids=ascii)
def test_what_a_terminal_in_another_encoding_sends_is_refused(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    """As where the terminal is set to GBK: no entry holds what nobody can read."""
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(plan_of(tame))
    before = plan.read_bytes()
    found = rectrack(words[0], "-f", plan, *words[1:], RECTRACK_BY="clerk")
    assert found.stdout == ""
    assert "internal error" not in found.stderr
    assert plan.read_bytes() == before


def test_such_a_terminal_is_told(plan: Path) -> None:
    found = rectrack("log", "-f", plan, "bulletins", "\udcb5\udcc0\udcc2\udcb7", "--by", "clerk")
    assert (found.returncode, found.stderr) == (
        2, "rectrack: the input is not valid UTF-8: set the terminal to UTF-8\n"
    )  # fmt: skip
