"""Where output goes: pipes that close, streams that are missing or full, and being told to end."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.process import PROGRAM, environment, rectrack
from tests.support import line, plan_text

pytestmark = pytest.mark.sampled(one_in=3)

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="shells and signals of Unix")
on_linux = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")

TARGET = "{title: T, kind: total, goal: 10}"


def shell(command: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which `rectrack` is this program."""
    python = f'"{sys.executable}" -m rectrack'
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command.replace("rectrack ", f"{python} ")],
        env=environment(**env),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@on_unix
@pytest.mark.parametrize(
    "command", ["rectrack status", "rectrack status --format json", "rectrack --help"]
)
@pytest.mark.parametrize("reader", ["head -1", "true"])
def test_a_reader_that_goes_away_is_let_go(example: Path, command: str, reader: str) -> None:
    """No message, and the code that it would have been: `set -o pipefail` sees no failure."""
    found = shell(f"{command} | {reader}", RECTRACK_FILE=str(example))
    assert (found.returncode, found.stderr) == (0, "")


@on_unix
def test_messages_to_a_reader_that_went_away_are_let_go_too(example: Path) -> None:
    found = shell("rectrack status nobody 2>&1 | true", RECTRACK_FILE=str(example))
    assert (found.returncode, found.stderr) == (1, "")


@on_unix
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("rectrack status >&-", 0),
        ("rectrack status nobody >&-", 1),
        ("rectrack status --fail-on failed >&- 2>&-", 3),
        ("rectrack status nobody 2>&-", 1),
        ("rectrack --help >&-", 0),
        ("rectrack --version >&-", 0),
        ("rectrack status <&- >&- 2>&-", 0),
    ],
)
def test_a_stream_that_is_closed_from_the_first_is_not_missed(
    example: Path, command: str, code: int
) -> None:
    """Whoever closes it does not want it: as with /dev/null, only the exit code speaks."""
    found = shell(command, RECTRACK_FILE=str(example))
    assert found.returncode == code
    assert found.stdout == ""
    assert found.stderr.count("\n") == ("2>&-" not in command and code == 1)


@on_unix
def test_logging_without_any_stream_still_logs(plan: Path) -> None:
    """No line of the plan goes astray into a file number that was free."""
    before = plan.read_bytes()
    found = shell(
        "rectrack log bulletins <&- >&- 2>&-", RECTRACK_FILE=str(plan), RECTRACK_BY="clerk"
    )
    assert found.returncode == 0
    after = plan.read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == before.count(b"\n") + 1


@on_linux
@pytest.mark.parametrize(
    "command",
    [
        "rectrack status",
        "rectrack status --format json",
        "rectrack log --help",
        "rectrack --version",
    ],
)
def test_a_full_device_is_told_in_one_sentence(example: Path, command: str) -> None:
    found = shell(f"{command} >/dev/full", RECTRACK_FILE=str(example))
    assert found.returncode == 1
    assert found.stderr == ("rectrack: the answer could not be written: No space left on device\n")


@on_linux
def test_a_full_device_for_messages_changes_no_exit_code(example: Path) -> None:
    found = shell("rectrack status nobody 2>/dev/full", RECTRACK_FILE=str(example))
    assert (found.returncode, found.stdout) == (1, "")


@on_linux
@pytest.mark.parametrize("command", ["log bulletins", "log --from week.csv", "undo"])
def test_what_was_logged_stays_logged_though_the_answer_goes_nowhere(
    plan: Path, command: str
) -> None:
    """It is no failure, lest a script log it once more."""
    week = plan.with_name("week.csv")
    week.write_text("target\nbulletins\n", encoding="utf-8")
    rectrack("log", "bulletins", "before", "-f", plan, "--by", "clerk")
    before = plan.read_bytes()
    command = command.replace(week.name, f"'{week}'")
    found = shell(f"rectrack {command} >/dev/full", RECTRACK_FILE=str(plan), RECTRACK_BY="clerk")
    assert found.returncode == 0
    assert found.stderr == (
        "warning: the answer could not be written: No space left on device;"
        " what was logged stays logged\n"
    )
    assert plan.read_bytes().startswith(before)
    assert plan.read_bytes().count(b"\n") == before.count(b"\n") + 1


INTERRUPTED = """
import os, signal, sys
import rectrack.__main__ as program
module, seconds, *args = sys.argv[1:]
class Interrupt:
    def find_spec(self, name, *rest):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupt())
signal.signal(signal.SIGALRM, signal.default_int_handler)
signal.setitimer(signal.ITIMER_REAL, float(seconds))
sys.argv[1:] = args
program.main()
"""


def interrupted(*args: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program; it is interrupted when it loads a module, or after so many seconds."""
    return subprocess.run(
        [sys.executable, "-c", INTERRUPTED, *args],
        env=environment(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@on_unix
@pytest.mark.parametrize(
    "module", ["rectrack.cli", "rectrack.commands.status", "zoneinfo", "rich.console", "rich.table"]
)
def test_an_interrupt_is_quiet_wherever_it_comes(tmp_path: Path, module: str) -> None:
    """While the program loads, while a plan is read, while the page is drawn."""
    plan = tmp_path / "plan.yaml"
    text = plan_text().replace("people:", "timezone: Asia/Shanghai\npeople:")
    plan.write_text(text, encoding="utf-8")
    found = interrupted(module, "0", "status", "-f", plan)
    assert (found.returncode, found.stdout, found.stderr) == (130, "", "")


@on_unix
def test_an_interrupt_is_quiet_while_much_is_read(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    entries = [line(date="2026-03-04", value=1, note=f"by hand, {n}") for n in range(60_000)]
    plan.write_text(plan_text(TARGET, *entries), encoding="utf-8")
    found = interrupted("", "0.5", "status", "-f", plan)
    assert (found.returncode, found.stdout, found.stderr) == (130, "", "")


@on_unix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_output_that_nobody_takes_can_be_interrupted(
    tmp_path: Path, number: int, code: int
) -> None:
    """The pipe is full and its reader sleeps: the program ends at once all the same."""
    plan = tmp_path / "plan.yaml"
    more = "".join(f"\n      t{n}: {TARGET}" for n in range(500))
    plan.write_text(plan_text(TARGET + more), encoding="utf-8")
    ours, theirs = os.pipe()
    with subprocess.Popen(
        [*PROGRAM, "status", "-f", str(plan), "--format", "json"],
        env=environment(), stdout=theirs, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        os.close(theirs)
        os.read(ours, 1)  # it has begun to write, and there is more than a pipe holds
        process.send_signal(number)
        try:
            _, said = process.communicate(timeout=60)
        finally:
            process.kill()
    os.close(ours)
    assert (process.returncode, said) == (code, b"")


ENDED_IN_THE_MIDDLE_OF_WRITING = """
import os, signal, sys
from rectrack.cli import main
def end(descriptor):
    assert [name for name in os.listdir(sys.argv[1]) if name.endswith(".tmp")]
    os.kill(os.getpid(), signal.{name})
os.fsync = end
main(["log", "bulletins", "--by", "clerk"])
"""


@on_unix
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGINT", 130)])
def test_nothing_is_left_of_a_write_that_was_ended(plan: Path, name: str, code: int) -> None:
    """Neither half a file nor a lock that holds: the old plan, whole, and ready for the next."""
    before = plan.read_bytes()
    found = subprocess.run(
        [sys.executable, "-c", ENDED_IN_THE_MIDDLE_OF_WRITING.format(name=name), plan.parent],
        env=environment(RECTRACK_FILE=str(plan)), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (found.returncode, found.stdout, found.stderr) == (code, "", "")
    assert plan.read_bytes() == before
    assert [path.name for path in plan.parent.iterdir()] == ["rectification.yaml"]
    assert rectrack("log", "-f", plan, "bulletins", "--by", "clerk").returncode == 0
