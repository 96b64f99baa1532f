"""Killed at any instant, the program leaves the old file or the new one, and nothing in the way.

Each run is killed one system call later than the one before it, through all of the command: only
a system call can change what is on the disk.
"""

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.safety.killing import KILLED, REFUSED, Runs
from tests.safety.promises import LOG, NAME, is_whole, lines_more, names

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ptrace is called as on Linux")

heavy = pytest.mark.heavy
BY_HAND = "  - {date: 2026-03-04, target: bulletins, value: 1, by: clerk, id: a1}\n"
FROM = ("log", "-f", NAME, "--from", "../rows.csv", "--by", "clerk")
UNDO = ("undo", "a", "-f", NAME, "--by", "clerk")
INIT = ("init", NAME)
EXPORT = ("export", "tables", NAME)


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    """Runs in a folder that holds nothing."""
    (tmp_path / "rows.csv").write_text("target,value\nt,1\nt,2\nt,3\n")
    folder = tmp_path / "office"
    folder.mkdir()
    with Runs(folder) as runs:
        if runs.run("--version", kill_at=1) == REFUSED:
            pytest.skip("no process may be traced here")
        yield runs


@pytest.mark.parametrize(
    ("args", "more", "step"),
    [
        (LOG, 1, 9),
        pytest.param(LOG, 1, 1, marks=heavy),
        pytest.param(FROM, 3, 1, marks=heavy),
        pytest.param(UNDO, 1, 1, marks=heavy),
    ],
    ids=["log, here and there", "log", "log --from", "undo"],
)
def test_a_killed_run_has_added_all_of_its_entries_or_none(
    runs: Runs, tmp_path: Path, plan: Path, args: tuple[str, ...], more: int, step: int
) -> None:
    """The next run succeeds without waiting, and sweeps away what was left behind."""
    before = plan.read_bytes()
    path = tmp_path / "office" / NAME
    path.write_bytes(before)
    assert runs.first(*args) == 0
    gained, left_behind = [], set[str]()
    for number in count(1, step):
        path.write_bytes(before)
        if runs.run(*args, kill_at=number) != KILLED:
            break
        left = path.read_bytes()
        gained.append(0 if left == before else lines_more(left, before))
        left_behind |= names(path.parent)
        assert runs.run(*LOG) == 0
        assert lines_more(path.read_bytes(), left) == 1
        assert names(path.parent) == {NAME}
    assert set(gained) == {0, more}
    assert gained == sorted(gained)
    assert len(gained) > 40 // step
    assert left_behind > {NAME}


@heavy
def test_a_killed_init_has_written_the_whole_plan_or_none(runs: Runs, tmp_path: Path) -> None:
    """What is left behind by it is swept away by the first `log`."""
    folder = tmp_path / "office"
    path = folder / NAME
    assert runs.first(*INIT) == 0
    whole = path.read_bytes()
    there = []
    for number in count(1):
        path.unlink()
        if runs.run(*INIT, kill_at=number) != KILLED:
            break
        there.append(path.exists())
        if not path.exists():
            assert runs.run(*INIT) == 0
        assert path.read_bytes() == whole
        assert runs.run("log", "-f", NAME, "reports", "--by", "clerk") == 0
        assert names(folder) == {NAME}
    assert set(there) == {False, True}
    assert there == sorted(there)
    assert is_whole(path.read_bytes())


@pytest.mark.parametrize("step", [13, pytest.param(1, marks=heavy)])
def test_a_killed_export_has_left_each_file_the_old_one_or_the_new_one(
    runs: Runs, tmp_path: Path, plan: Path, step: int
) -> None:
    """The next export completes it, and sweeps away what was left behind."""
    folder = tmp_path / "office"
    (folder / NAME).write_bytes(plan.read_bytes())
    assert runs.first(*EXPORT) == 0
    old = tables(folder)
    (folder / NAME).write_bytes(plan.read_bytes().replace(b'"value": 1', b'"value": 7'))
    assert runs.run(*EXPORT) == 0
    new = tables(folder)
    changed = [name for name in old if old[name] != new[name]]
    replaced = []
    for number in count(1, step):
        for name in changed:
            (folder / "tables" / name).write_bytes(old[name])
        if runs.run(*EXPORT, kill_at=number) != KILLED:
            break
        left = {name: raw for name, raw in tables(folder).items() if not name.endswith(".tmp")}
        assert left.keys() == old.keys()
        assert all(left[name] in {old[name], new[name]} for name in left)
        replaced.append(sum(left[name] == new[name] for name in changed))
        assert runs.run(*EXPORT) == 0
        assert tables(folder) == new
    assert len(changed) == 2
    assert set(replaced) >= {0, 2}
    assert replaced == sorted(replaced)


def tables(folder: Path) -> dict[str, bytes]:
    """Return the files of an export by their places in it."""
    below = folder / "tables"
    found = (each for each in below.rglob("*") if each.is_file())
    return {each.relative_to(below).as_posix(): each.read_bytes() for each in found}
