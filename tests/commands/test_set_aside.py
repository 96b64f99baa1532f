"""A command that writes exits with 0 once its line is in the file, whatever else is set aside.

A script that logs again after an exit code of 1 must never log the same thing twice.
"""

from pathlib import Path

import pytest

from rectrack.terminal.command_index import COMMANDS
from tests.commands.commands import command
from tests.commands.process import rectrack
from tests.support import line, plan_text

TOTAL = "{title: T, kind: total, goal: 10}"
TWO = line(date="2026-02-01", value="two")
NO_SUCH_DAY = line(date="2026-02-30", value=1)
CLAIM = line(date="2026-03-02", measure="measure", event="claimed")
GIFTS = "{title: T, kind: limit, goal: 0, attest: never, due: 2026-03-31}"
ONE = line(date="2026-03-02", value=1)
ANSWER = line(date="2026-03-02", event="explained", cause="Snow", remedy="A plough")
SIGNED = line(date="2026-03-03", measure="measure", event="signed-off", by="director")


def done(value: int) -> str:
    return line(id="a", date="2026-03-01", value=value, evidence=["a.pdf"])


WRITING = [
    (["log", "t"], [], "clerk"),
    (["log", "t", "--dry-run"], [], "clerk"),
    (["log", "--from", "week.csv"], [], "clerk"),
    (["note", "t", "The printer is broken"], [], "clerk"),
    (["undo", "a"], [done(1)], "clerk"),
    (["amend", "a", "--value", "2"], [done(1)], "clerk"),
    (["claim", "measure"], [done(10)], "deputy"),
    (["sign-off", "measure"], [done(10), CLAIM], "director"),
    (["reject", "measure", "Not yet"], [done(10), CLAIM], "director"),
    (["recheck", "measure", "--passed"], [done(10), CLAIM, SIGNED], "director"),
    (["withdraw", "measure", "Merged"], [], "director"),
    (["extend", "t", "--to", "2027-01-31", "Snow"], [], "director"),
    (["waive", "t", "--until", "2026-11-30", "Snow"], [], "director"),
    (["explain", "t", "Snow", "--remedy", "A plough"], [], "director"),
    (["conclude", "measure", "The year is over"], [ONE, ANSWER], "director"),
    (["reward", "deputy", "2", "Well done"], [], "director"),
    (["penalty", "deputy", "2", "Late"], [], "director"),
]


def plan_of(folder: Path, *entries: str, target: str = TOTAL) -> Path:
    plan = folder / "rectification.yaml"
    plan.write_text(plan_text(target, *entries), encoding="utf-8")
    return plan


@pytest.mark.parametrize(
    ("args", "entries", "by"), WRITING, ids=[" ".join(args) for args, _, _ in WRITING]
)
def test_what_is_added_is_added_and_one_warning_names_what_is_set_aside(
    tmp_path: Path, args: list[str], entries: list[str], by: str
) -> None:
    """It names the first, and says how to see the others."""
    target = GIFTS if ANSWER in entries else TOTAL
    plan = plan_of(tmp_path, *entries, TWO, NO_SUCH_DAY, target=target)
    (tmp_path / "week.csv").write_text("target\nt\n", encoding="utf-8")
    before = plan.read_bytes()
    found = rectrack(*args, "-f", plan.name, cwd=tmp_path, RECTRACK_BY=by)
    assert found.returncode == 0
    assert plan.read_bytes().startswith(before)
    assert plan.read_bytes().count(b"\n") == before.count(b"\n") + ("--dry-run" not in args)
    assert found.stderr == (
        f"{plan.name}:{21 + len(entries)}:67: warning: value: 'two' is a number in words: write it in digits (2);"
        " this entry is set aside; rectrack check names 1 more error\n"
    )


def test_every_command_that_writes_is_among_them() -> None:
    """They are those that ask who writes it down."""
    writing = {name for name in COMMANDS if any(each.name == "by" for each in command(name).params)}
    assert {args[0] for args, _, _ in WRITING} == writing


def test_what_the_new_line_itself_sets_aside_is_named_first(tmp_path: Path) -> None:
    """The answer of a case is left hanging when its opening is undone."""
    case = {"case": "7", "id": "a", "logged": "2026-10-31T09:00:00Z"}
    plan = plan_of(
        tmp_path,
        TWO,
        line(date="2026-02-01", event="opened", **case),
        line(date="2026-02-02", event="answered", **{**case, "id": "b"}),
        target="{title: T, kind: cases, within: 15}",
    )
    found = rectrack("undo", "a", "-f", plan.name, "--by", "clerk", cwd=tmp_path)
    assert found.returncode == 0
    assert found.stderr == (
        f"{plan.name}:23:5: warning: case 7 was not open on 2 Feb 2026;"
        " this entry is set aside; rectrack check names 1 more error\n"
    )


def test_a_row_that_is_there_already_is_no_failure_either(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, TWO)
    log = ("log", "t", "--id", "k", "-f", plan.name, "--by", "clerk")
    assert [rectrack(*log, cwd=tmp_path).returncode for _ in range(2)] == [0, 0]


@pytest.mark.parametrize("name", ["status", "check", "summary", "entries", "assess"])
def test_a_command_that_only_reads_exits_with_1(tmp_path: Path, name: str) -> None:
    plan = plan_of(tmp_path, TWO)
    found = rectrack(name, "-f", plan.name, cwd=tmp_path)
    assert found.returncode == 1
    assert (
        f"{plan.name}:21:67: error: value: 'two' is a number in words"
        in found.stderr + found.stdout
    )
