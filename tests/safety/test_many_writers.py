"""Many writers at once: each adds its line, and whoever reads meanwhile sees a whole plan."""

import subprocess
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import get_ident

import pytest

from rectrack.errors import BusyError
from rectrack.records import read_records
from tests.commands.process import PROGRAM, environment
from tests.safety.promises import NAME, lines_more, names

heavy = pytest.mark.heavy


def log(path: str, folder: Path, times: int) -> list[str]:
    """Log so many times, each in a process of its own; return what all of these said.

    One that finds the plan in use is run again, as it asks for.
    """
    answers = []
    while times > 0:
        found = subprocess.run(
            [*PROGRAM, "log", "-f", path, "t", "--note", f"{get_ident()} {times}", "--by", "clerk"],
            cwd=folder,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if found.returncode != BusyError.exit_code:
            assert (found.returncode, found.stderr) == (0, "")
            answers.append(found.stdout)
            times -= 1
    return answers


def watch(plan: Path, writers: list[Future[list[str]]]) -> None:
    """Read a plan again and again while it is written: it is whole, and only ever grows."""
    seen = plan.read_bytes()
    while not all(writer.done() for writer in writers):
        now = plan.read_bytes()
        assert lines_more(now, seen) >= 0
        seen = now
        time.sleep(0.05)  # the writers need the processors as well


def check_arrived(plan: Path, before: bytes, writers: list[Future[list[str]]]) -> None:
    """Check that the plan holds the entry of every answer, and no more."""
    answers = [answer for writer in writers for answer in writer.result()]
    assert lines_more(plan.read_bytes(), before) == len(answers)
    added = read_records(plan.read_bytes()).log.entries[1:]
    told = [answer.strip().rpartition("rectrack undo ")[2] for answer in answers]
    assert sorted(told) == sorted(entry.id or "" for entry in added)
    moments = [str(entry.logged) for entry in added]
    assert moments == sorted(set(moments))


@pytest.mark.parametrize(("number", "times"), [(4, 2), pytest.param(8, 25, marks=heavy)])
def test_each_of_many_writers_adds_its_lines(plan: Path, number: int, times: int) -> None:
    before = plan.read_bytes()
    with ThreadPoolExecutor(number) as pool:
        writers = [pool.submit(log, NAME, plan.parent, times) for _ in range(number)]
        watch(plan, writers)
    check_arrived(plan, before, writers)
    assert names(plan.parent) == {NAME}


@pytest.mark.parametrize(("number", "times"), [(4, 1), pytest.param(8, 5, marks=heavy)])
def test_writers_that_name_the_plan_differently_write_to_the_one(
    tmp_path: Path, plan: Path, number: int, times: int
) -> None:
    """By links to it and to its folder, from elsewhere, and in full; and the links stay links."""
    office, desk = tmp_path / "office", tmp_path / "desk"
    office.mkdir()
    desk.mkdir()
    real = plan.replace(office / NAME)
    before = real.read_bytes()
    try:
        (tmp_path / "link").symlink_to(office, target_is_directory=True)
        (desk / "mine.yaml").symlink_to(Path("..", "link", NAME))
    except OSError:
        pytest.skip("no links may be made here")
    paths = [str(real), "mine.yaml", f"../link/{NAME}", f"../link/../desk/../office/./{NAME}"]
    with ThreadPoolExecutor(number) as pool:
        writers = [
            pool.submit(log, paths[each % len(paths)], desk, times) for each in range(number)
        ]
        watch(real, writers)
    check_arrived(real, before, writers)
    assert (desk / "mine.yaml").is_symlink()
    assert names(office) == {NAME}
    assert names(desk) == {"mine.yaml"}
