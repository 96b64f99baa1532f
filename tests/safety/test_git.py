"""Copies of a plan that several people write to are merged by git without losing an entry."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from rectrack.records import read_records
from tests.commands.process import answer, rectrack
from tests.repository import git, needs_git
from tests.safety.promises import NAME

pytestmark = needs_git

PEOPLE = ("clerk", "head", "deputy")
MERGES = {"merge": ("merge", "--quiet", "--no-edit"), "rebase": ("rebase", "--quiet")}
ENDS = {
    "as logged": lambda raw: raw,
    "CRLF": lambda raw: raw.replace(b"\n", b"\r\n"),
    "no end of the last line": lambda raw: raw.rstrip(b"\n"),
    "no entry": lambda raw: raw[: raw.index(b"  - ")],
    "no entry in brackets": lambda raw: raw[: raw.index(b"\n  - ")] + b" []\n",
}


def begin(folder: Path, plan: Path, *, union: bool = True) -> None:
    """Make a repository of a plan, with the line for git that `init` writes, and commit it."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    assert rectrack("init", NAME, "--gitattributes", cwd=folder).returncode == 0
    (folder / NAME).write_bytes(plan.read_bytes())
    if not union:
        (folder / ".gitattributes").unlink()
    commit(folder)


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Work")


def clone(folder: Path, name: str) -> Path:
    copy = folder.with_name(name)
    # As on Windows, where git would convert the ends of lines if nothing told it not to.
    git(folder.parent, "clone", "--quiet", "--config", "core.autocrlf=true", folder, copy)
    return copy


def work(folder: Path, by: str, chance: random.Random) -> None:
    """Log, undo and amend, whatever chance wants, also what others undo and amend."""
    plan = folder / NAME
    for _ in range(chance.randint(2, 6)):
        there = [entry for entry in read_records(plan.read_bytes()).entries if entry.id]
        what = chance.choice(("log", "log", "undo", "amend")) if there else "log"
        if what == "log":
            answer(plan, "log", "t", str(chance.randint(1, 9)), by=by)
        elif what == "undo":
            answer(plan, "undo", chance.choice(there).id or "", by=by)
        else:
            chosen = chance.choice(there).id or ""
            answer(plan, "amend", chosen, "--value", str(chance.randint(10, 99)), by=by)
        if chance.random() < 0.5:
            commit(folder)
    if git(folder, "status", "--porcelain"):
        commit(folder)


def readings(plan: Path) -> dict[str, Any]:
    """Return where everything stands, whatever the plan is called."""
    found: dict[str, Any] = json.loads(answer(plan, "status", "--format", "json"))
    del found["plan"]["file"]
    return found


def complaints(plan: Path) -> list[str]:
    """Return what `check` warns of, such as rival amendments, without the places; no error."""
    said = answer(plan, "check").splitlines()
    return sorted(line.partition(": warning: ")[2] for line in said)


@pytest.mark.parametrize(
    ("how", "ends"),
    [
        pytest.param(how, ends, marks=() if ends == "as logged" else pytest.mark.heavy)
        for how in MERGES
        for ends in ENDS
    ],
)
def test_copies_merge_into_what_one_file_would_say(
    tmp_path: Path, plan: Path, how: str, ends: str
) -> None:
    """In any order: every copy that has taken in the others reads the same, and checks clean."""
    chance = random.Random(f"{how} {ends}")  # noqa: S311  no secret
    raw = ENDS[ends](plan.read_bytes())
    plan.write_bytes(raw)
    begin(tmp_path / "shared", plan)
    copies = [clone(tmp_path / "shared", name) for name in PEOPLE]
    for copy, by in zip(copies, PEOPLE, strict=True):
        work(copy, by, chance)
    written = [(copy / NAME).read_bytes() for copy in copies]
    lines = dict.fromkeys(line for each in written for line in each.splitlines())
    newline = b"\r\n" if b"\r\n" in raw else b"\n"
    plan.write_bytes(b"".join(line + newline for line in lines if not line.endswith(b"[]")))
    for place in ("here", "there"):
        merged = clone(tmp_path / "shared", place)
        for copy in chance.sample(copies, len(copies)):
            git(merged, "fetch", "--quiet", copy, "main")
            git(merged, *MERGES[how], "FETCH_HEAD")
        found = (merged / NAME).read_bytes()
        assert sorted(found.splitlines()) == sorted(plan.read_bytes().splitlines())
        assert found.count(b"\r") == (found.count(b"\n") if newline == b"\r\n" else 0)
        assert readings(merged / NAME) == readings(plan)
        assert complaints(merged / NAME) == complaints(plan)


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_without_the_driver_the_marks_of_a_conflict_are_named_and_no_entry_is_lost(
    tmp_path: Path, plan: Path, style: str
) -> None:
    begin(tmp_path / "shared", plan, union=False)
    other = clone(tmp_path / "shared", "other")
    for copy, value in ((tmp_path / "shared", "2"), (other, "3")):
        answer(copy / NAME, "log", "t", value)
        commit(copy)
    git(other, "fetch", "--quiet")
    git(other, "-c", f"merge.conflictStyle={style}", "merge", "origin/main", check=False)
    lines = (other / NAME).read_text().splitlines()
    marks = [
        f"{NAME}:{number}:1: error: a git conflict marker, {text[:7]}"
        for number, text in enumerate(lines, 1)
        if text[:7] in {"<" * 7, "|" * 7, "=" * 7, ">" * 7}
    ]
    assert len(marks) == (4 if style == "diff3" else 3)
    found = rectrack("check", "-f", NAME, cwd=other)
    assert found.returncode == 1
    told = [line.partition(": keep")[0] for line in found.stdout.splitlines()]
    assert [line for line in told if ": error: " in line] == marks
    values = [entry.value for entry in read_records((other / NAME).read_bytes()).entries]
    assert sorted(map(str, values)) == ["1", "2", "3"]


def test_two_edits_of_the_head_that_git_merged_into_one_are_pointed_out(
    tmp_path: Path, plan: Path
) -> None:
    """A union merge is right for entries only."""
    begin(tmp_path / "shared", plan)
    other = clone(tmp_path / "shared", "other")
    for copy, title in ((tmp_path / "shared", "One"), (other, "Another")):
        path = copy / NAME
        path.write_text(path.read_text().replace("A plan for tests", title))
        commit(copy)
    git(other, "pull", "--quiet", "--no-rebase", "--no-edit")
    found = rectrack("check", "-f", NAME, cwd=other)
    assert found.returncode == 1
    assert "'title' appears twice" in found.stdout + found.stderr
