"""`rectrack log --from`: a week's worth at once, all of it or nothing."""

import json
import os
import re
import subprocess
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.changes.change import Change
from rectrack.changes.imports import ImportRequest, RowsError, import_rows
from rectrack.commands.write import append
from rectrack.log.rows import read_rows
from rectrack.log.yaml_loader import ENTRY
from rectrack.records import Records, read_records
from rectrack.render.csv import unguarded
from rectrack.storage import lock
from tests.commands.process import PROGRAM, answer, environment, last, rectrack
from tests.support import by_value, examples, line, plan_text
from tests.test_order import page

WEEK = """\
date,target,value,for,note,case,event
2026/10/26,bulletins,2,deputy-supervision,Roads,,
yesterday,red-envelopes,none,,,,
,survey-articles,,director; deputy-letters,'=1+1,,
wed,leader-instructions,,,,2026-031,opened
thu,leader-instructions,,,,2026-031,answered
"""
BAD_ROWS = """\
target,value,date,by,step,id
bulletns,1
bulletins,two
supervision,1
bulletins,-5
bulletins,none
bulletins,1,2026-11-01
bulletins,1,,clrk
petition-staff
sign-off-system,,,,draftd
survey-articles,1
bulletins,"1,420"
bulletins,1,3/4/2026
bulletins,1,,,,a b
"""
CASES = """\
target,case,event,date
leader-instructions,7,answered,2026-10-02
leader-instructions,8,opened,2026-10-02
leader-instructions,8,opened,2026-10-03
"""
CORRECTIONS = """\
{"target": "research-reports", "voids": "x"}
{"voids": "gone"}
{"target": "bulletins", "replaces": "gone"}
"""
WORDS = """\
{"measure": "supervision", "event": "signed-off", "by": "director"}
{"target": "bulletins", "event": "extended", "to": "2026-06-30", "asked": "wed", "note": "x"}
{"target": "red-envelopes", "event": "waived", "until": "2026-12-01", "note": "x"}
{"person": "clerk", "event": "reward", "value": 1}
"""


@pytest.fixture
def week(plan: Path) -> Path:
    return plan.with_name("week.csv")


def add(plan: Path, rows: Path, text: str | bytes, *args: str, code: int = 0) -> str:
    """Import a text from a file as the clerk, and return what was said."""
    rows.write_bytes(text if isinstance(text, bytes) else text.encode())
    return answer(plan, "log", "--from", rows.name, *args, code=code, cwd=rows.parent)


def entries(plan: Path) -> list[dict[str, Any]]:
    """Return the entries of a plan as they stand in it."""
    lines = plan.read_text(encoding="utf-8").split("progress:\n")[1].splitlines()
    return [json.loads(line.removeprefix("  - ")) for line in lines]


def test_all_rows_are_added_and_each_target_says_where_it_stands(plan: Path, week: Path) -> None:
    before = plan.read_bytes()
    said = add(plan, week, WEEK).splitlines()
    assert said[0] == "added: 5 entries on 4 targets"
    starts = sorted(text.split(", now ")[0] for text in said[1:5])
    assert starts == [
        "bulletins: 1 entry",
        "leader-instructions: 2 entries",
        "red-envelopes: 1 entry",
        "survey-articles: 1 entry",
    ]
    assert any(text.startswith("bulletins: 1 entry, now behind, 2/15: ") for text in said)
    assert said[5:] == [f"to undo: rectrack undo {last(plan)['batch']}"]
    assert plan.read_bytes().startswith(before)
    dropped = ("id", "logged", "batch")
    found = [{k: v for k, v in each.items() if k not in dropped} for each in entries(plan)]
    assert found == [
        {"date": "2026-10-26", "target": "bulletins", "value": 2, "by": "clerk",
         "for": "deputy-supervision", "note": "Roads"},
        {"date": "2026-10-30", "target": "red-envelopes", "value": 0, "by": "clerk"},
        {"date": "2026-10-31", "target": "survey-articles", "value": 1, "by": "clerk",
         "for": ["director", "deputy-letters"], "note": "=1+1"},
        {"date": "2026-10-28", "target": "leader-instructions", "case": "2026-031",
         "event": "opened", "by": "clerk"},
        {"date": "2026-10-29", "target": "leader-instructions", "case": "2026-031",
         "event": "answered", "by": "clerk"},
    ]  # fmt: skip
    moments = [each["logged"] for each in entries(plan)]
    assert moments == sorted(set(moments))


def test_what_it_says_of_undoing_undoes_it_all(plan: Path, week: Path) -> None:
    """One `undo` takes back all that came in together, and what it says restores it."""
    command = add(plan, week, WEEK).splitlines()[-1].removeprefix("to undo: rectrack ")
    answer(plan, "undo", "--by", "clerk", "-n")
    command = answer(plan, *command.split()).splitlines()[-1].removeprefix("to restore: rectrack ")
    assert read_records(plan.read_bytes()).entries == []
    answer(plan, *command.split())
    assert len(read_records(plan.read_bytes()).entries) == 5
    answer(plan, "undo", "--by", "clerk")
    assert read_records(plan.read_bytes()).entries == []


def test_what_comes_in_together_has_one_name_that_is_no_entrys(plan: Path, week: Path) -> None:
    """A file of one row is no batch; and neither is a batch's name given to an entry later."""
    add(plan, week, '{"target": "bulletins"}')
    assert "batch" not in last(plan)
    add(plan, week, WEEK)
    [name] = {str(each.get("batch")) for each in entries(plan)[1:]}
    assert name not in {each["id"] for each in entries(plan)}
    assert answer(plan, "log", "bulletins", "--id", name, code=1) == (
        f"rectrack: {name} is the name of a batch: give the entry another id\n"
    )
    add(plan, week, answer(plan, "entries", "--format", "jsonl"))
    assert len(entries(plan)) == 6
    assert answer(plan, "entries", name).count("\n") == 5


def test_one_row_is_undone_by_its_id(plan: Path, week: Path) -> None:
    said = add(plan, week, '{"target": "bulletins"}').splitlines()
    assert said[0] == "added: 1 entry on 1 target"
    assert said[-1] == f"to undo: rectrack undo {last(plan)['id']}"


def test_the_order_of_the_rows_does_not_matter(plan: Path, week: Path) -> None:
    """Spreadsheets are often kept with the newest row first."""
    head, *rows = WEEK.splitlines()
    assert add(plan, week, "\n".join([head, *reversed(rows)])).startswith("added: 5 entries")


def test_defaults_come_from_the_command_line_and_rows_go_before_them(
    plan: Path, week: Path
) -> None:
    text = "target,by,date\nbulletins,,\nbulletins,letters-head,2026-10-01\n"
    said = add(plan, week, text, "--by", "director", "--date", "wed")
    assert [(each["by"], each["date"]) for each in entries(plan)] == [
        ("director", "2026-10-28"),
        ("letters-head", "2026-10-01"),
    ]
    assert said.splitlines()[-1] == f"to undo: rectrack undo {last(plan)['batch']}"


def test_a_writer_is_wanted_only_where_a_row_names_none(plan: Path, week: Path) -> None:
    week.write_text("target,by\nbulletins,clerk\n")
    assert rectrack("log", "-f", plan, "--from", week).returncode == 0
    week.write_text("target,by\nbulletins,clerk\nbulletins,\n")
    found = rectrack("log", "-f", plan, "--from", week)
    assert (found.returncode, found.stderr) == (
        2,
        "rectrack: who writes this down? give --by PERSON, or set RECTRACK_BY\n",
    )


@pytest.mark.parametrize(
    ("rows", "errors"),
    [
        ("targt,value\nbulletins,1\n", ["1: there is no column 'targt'; did you mean target?"]),
        (
            BAD_ROWS,
            [
                "2: there is no target 'bulletns'; did you mean bulletins?",
                "3: value: 'two' is a number in words: write it in digits (2)",
                "4: 'supervision' is a measure; progress is logged on its targets: decisions,",
                "5: value: -5 is negative, and amounts cannot be negative",
                '6: "none" is not used for bulletins: log only what was done',
                "7: Sun 1 Nov 2026 is still to come: --allow-future logs it all the same",
                "8: by: 'clrk' is not among the people; did you mean clerk?",
                "9: petition-staff: value is missing; a target of kind level takes value",
                "10: step: sign-off-system has no step 'draftd'; it has drafted, approved, in force; did you mean drafted?",
                "11: clerk has no part in survey-articles: say whose work it is with --for",
                "12: value: '1,420' has a separator in it: write 1420, or 1.420 if that is meant",
                "13: date: '3/4/2026' can be 4 Mar 2026 or 3 Apr 2026: write 2026-03-04 or 2026-04-03",
                "14: 'a b' cannot be an entry's id: use up to 64 letters, digits and . _ : -",
            ],
        ),
        (
            CASES,
            ["2: case 7 was not open on 2 Oct 2026", "4: case 8 is open already"],
        ),
        (
            "target,case,event\nleader-instructions,7,openned\nleader-instructions,7,answered\n",
            ["2: event: 'openned' is not one of opened, handed, checked, resolved, answered, dropped; did you mean opened?"],
        ),
        (
            "id,target,value\nk,bulletins,1\nk,bulletins,1\nk,bulletins,2\n",
            ["4: the id k is already used by another entry"],
        ),
        (
            CORRECTIONS,
            [
                "1: an entry speaks of one thing, and this one names target and voids",
                "2: there is no entry gone to correct",
                "3: there is no entry gone to correct",
            ],
        ),
        (
            WORDS,
            [
                "1: supervision cannot be signed off:",
                "2: bulletins is not extended by a day that is not later",
                "3: a limit cannot be waived",
                "4: clerk cannot be rewarded: nobody gives points to themselves",
            ],
        ),
    ],
)  # fmt: skip
def test_every_bad_row_is_named_by_its_line_and_nothing_is_added(
    plan: Path, week: Path, rows: str, errors: list[str]
) -> None:
    before = plan.read_bytes()
    *said, end = add(plan, week, rows, code=1).splitlines()
    assert len(said) == len(errors), said
    for line_, error in zip(said, errors, strict=True):
        assert line_.startswith(f"week.csv:{error}")
    many = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
    assert end == f"rectrack: {many} in week.csv: nothing was added"
    assert plan.read_bytes() == before


def test_words_on_measures_targets_and_people_are_added_alike(plan: Path, week: Path) -> None:
    rows = (
        '{"measure": "supervision", "event": "claimed"}\n'
        '{"person": "director", "event": "penalty", "value": 1, "note": "late", "by": "discipline-officer"}\n'
        '{"target": "bulletins", "event": "extended", "to": "2027-03-31", "asked": "wed", "note": "x"}\n'
    )
    targets = (
        "decisions, decisions-done, leader-instructions, supervision-rules, supervision-body,"
        " supervision-staff, bulletins"
    )
    missing = (
        f"now claimed; still missing for sign-off: 7 of 7 targets outstanding: {targets};"
        f" no evidence on {targets}"
    )
    first, bulletins, *rest = add(plan, week, rows).splitlines()
    assert first == "added: 3 entries on 1 target, 1 measure, 1 person"
    assert bulletins.startswith("bulletins: 1 entry, now behind, 0/15: ")
    assert bulletins.endswith(" (extended once from 31 Dec to 31 Mar 2027)")
    assert rest == [
        f"supervision: 1 entry, {missing}",
        "director: 1 entry",
        f"to undo: rectrack undo {last(plan)['batch']}",
    ]


def test_corrections_say_where_what_they_correct_stands(plan: Path, week: Path) -> None:
    add(plan, week, "id,target,date\na,bulletins,\nb,bulletins,2025-12-31\n")
    said = add(plan, week, '{"voids": "a"}\n{"voids": "b"}\n').splitlines()
    assert said[0] == "added: 2 entries on 1 target"
    assert said[1].startswith("bulletins: 2 entries, now behind, 0/15: ")
    assert said[2] == f"to undo: rectrack undo {last(plan)['batch']}"
    assert answer(plan, "undo", last(plan)["batch"]).startswith("restored: 2 entries on 1 target")


def test_a_row_that_would_unsettle_an_entry_is_refused_by_its_line_in_the_plan(
    plan: Path, week: Path
) -> None:
    case = "leader-instructions,7,"
    add(plan, week, f"target,case,event,date\n{case}opened,2026-10-01\n{case}answered,2026-10-20\n")
    line_ = plan.read_bytes().count(b"\n")
    head = "target,case,event,date,by,note\n"
    gone = f"{case}dropped,2026-10-10,county-inspector,Sent to the province\n"
    said = add(plan, week, head + gone, code=1)
    assert said.startswith(
        f"week.csv: the entry on line {line_} would no longer make sense:"
        " case 7 was not open on 20 Oct 2026\n"
    )


TWICE = "a column id in week.csv keeps a row from being added twice"


def warnings(plan: Path, rows: Path, text: str, *args: str) -> list[str]:
    """Import rows, all of which are added, and return what they are warned of."""
    rows.write_text(text, encoding="utf-8")
    found = rectrack(
        "log", "-f", plan, "--from", rows.name, *args, cwd=rows.parent, RECTRACK_BY="clerk"
    )
    assert found.returncode == 0, found.stderr
    assert f"{text.count(chr(10)) - 1} entr" in found.stdout.splitlines()[0]
    return found.stderr.splitlines()


def test_a_file_that_is_imported_twice_is_warned_of_row_by_row(plan: Path, week: Path) -> None:
    """Nothing is left out in silence: both count, and the ids of the first tell what to undo."""
    rows = WEEK.partition("wed,")[0]
    assert warnings(plan, week, rows) == []
    first = [each["id"] for each in entries(plan)]
    twice = [
        f"week.csv:{line}: warning: says the same as the entry {name}, and both count"
        for line, name in zip((2, 3, 4), first, strict=True)
    ]
    assert warnings(plan, week, rows, "-n") == [*twice, f"warning: {TWICE}"]
    assert warnings(plan, week, rows) == [*twice, f"warning: {TWICE}"]
    assert len(entries(plan)) == 6


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("target,value,note\nbulletins,1,a\nbulletins,1,b\nbulletins,1,a\nbulletins,1.0,a\n", {4: 2, 5: 2}),
        ("target,for\nbulletins,clerk\nbulletins,\n", {3: 2}),
        ("target,date\nbulletins,today\nbulletins,2026-10-31\n", {3: 2}),
        ("target,id\nbulletins,a\nbulletins,\n", {3: 2}),
        ("target,id\nbulletins,a\nbulletins,b\n", {}),
        ("target,value\nbulletins,1\nbulletins,2\nresearch-reports,1\n", {}),
        ("target,date\nbulletins,today\nbulletins,yesterday\n", {}),
    ],
)  # fmt: skip
def test_rows_of_one_file_that_say_the_same_are_warned_of(
    plan: Path, week: Path, rows: str, lines: dict[int, int]
) -> None:
    """Unless each has an id of its own: then they are two things."""
    told = [
        f"week.csv:{line}: warning: says the same as line {first}, and both count"
        for line, first in lines.items()
    ]
    assert warnings(plan, week, rows) == [*told, *([f"warning: {TWICE}"] if told else [])]


def test_a_row_is_compared_with_what_counts_in_any_version(plan: Path, week: Path) -> None:
    """An entry that was amended since is there, however it was written; one taken back is not."""
    rows = "target,value\nbulletins,2\n"
    plan.write_text(
        plan.read_text() + f"  - {line(date='2026-10-31', target='bulletins', value=2)}\n"
    )
    by_hand = plan.read_bytes().count(b"\n")
    [told, _] = warnings(plan, week, rows)
    assert told == (
        f"week.csv:2: warning: says the same as the entry on line {by_hand}, and both count"
    )
    plan.write_text(plan.read_text().replace('"value": 2', '"value": 5'))
    name = last(plan)["id"]
    answer(plan, "amend", name, "--value", "3")
    assert warnings(plan, week, rows, "-n")[0].endswith(f"the entry {name}, and both count")
    assert "the entry " in warnings(plan, week, "target,value\nbulletins,3\n", "-n")[0]
    answer(plan, "undo", last(plan)["id"])
    answer(plan, "undo", name)
    assert warnings(plan, week, rows) == []
    name = last(plan)["id"]
    assert warnings(plan, week, rows)[0].endswith(f"the entry {name}, and both count")


def test_a_workbook_is_named_as_what_it_is(plan: Path, week: Path) -> None:
    """By its first bytes, whatever its name; workbooks themselves have tests of their own."""
    assert add(plan, week, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", code=1) == (
        "week.csv: it is an Excel workbook of the older kind (.xls):"
        " save it as an Excel workbook (.xlsx)\n"
        "rectrack: 1 error in week.csv: nothing was added\n"
    )


def test_rows_with_an_id_may_be_imported_again_and_again(plan: Path, week: Path) -> None:
    rows = "id,target,value\njob-1,bulletins,2\njob-2,red-envelopes,none\n"
    add(plan, week, rows)
    before = plan.read_bytes()
    assert add(plan, week, rows) == "nothing to add: 2 rows were there already\n"
    assert plan.read_bytes() == before
    more = rows + "job-3,bulletins,1\njob-3,bulletins,1\n"
    assert add(plan, week, more).startswith(
        "added: 1 entry on 1 target; 3 rows were there already\nbulletins: 1 entry, now"
    )
    answer(plan, "undo", "job-1")
    assert "week.csv:2: job-1 was logged and undone: rectrack undo" in add(plan, week, rows, code=1)


def test_a_whole_log_is_brought_into_another_plan_and_means_the_same(
    plan: Path, example: Path, week: Path
) -> None:
    """Corrections included, in whatever order; and bringing it in again adds nothing.

    But for a sign-off in the example that breaks a rule, and would be refused.
    """
    refused = '"measure":"work-procedures","event":"signed-off","by":"deputy-affairs"'
    text = example.read_text(encoding="utf-8")
    lines = [each for each in text.splitlines() if refused not in each]
    assert len(lines) == len(text.splitlines()) - 1
    named = [each for each in lines if each.startswith('  - {"id"')]
    other = plan.with_name("other.yaml")
    other.write_text("\n".join(each for each in lines if each not in named), encoding="utf-8")
    rows = "\n".join(each.removeprefix("  - ") for each in reversed(named))
    assert add(other, week, rows, "--allow-future").startswith(f"added: {len(named)} entries on ")
    ours, theirs = (read_records(each) for each in ("\n".join(lines).encode(), other.read_bytes()))
    assert page(theirs, date(2026, 10, 31)) == page(ours, date(2026, 10, 31))
    assert theirs.findings == ours.findings == ()
    assert (
        add(other, week, rows, "--allow-future")
        == f"nothing to add: {len(named)} rows were there already\n"
    )


def test_the_moment_of_writing_down_is_now_in_the_order_of_the_former_moments(
    plan: Path, week: Path
) -> None:
    """Nobody dates back what they wrote down; of two readings on a day the later stays the later."""
    rows = (
        '{"id": "b", "target": "petition-staff", "value": 5, "logged": "2026-03-02T10:00:00+08:00"}\n'
        '{"id": "a", "target": "petition-staff", "value": 2, "logged": "2026-03-02T09:00:00+08:00"}\n'
    )
    add(plan, week, rows)
    assert [each["id"] for each in entries(plan)] == ["a", "b"]
    assert all(each["logged"].startswith("2026-10-31T12:00:00.") for each in entries(plan))


def test_a_dry_run_shows_the_lines_and_adds_nothing(plan: Path, week: Path) -> None:
    before = plan.read_bytes()
    said = add(plan, week, WEEK, "-n").splitlines()
    assert said[0] == "would add: 5 entries on 4 targets"
    assert [json.loads(each)["target"] for each in said[5:]] == [
        "bulletins",
        "red-envelopes",
        "survey-articles",
        "leader-instructions",
        "leader-instructions",
    ]
    assert plan.read_bytes() == before


@pytest.mark.parametrize("text", ["", "target,value\n", "\n\n"])
def test_no_rows_are_nothing_to_add(plan: Path, week: Path, text: str) -> None:
    assert add(plan, week, text) == "nothing to add: week.csv has no rows\n"


def test_rows_come_from_standard_input_and_from_pipes(plan: Path) -> None:
    found = subprocess.run(
        [*PROGRAM, "log", "-f", str(plan), "--from", "-", "--by", "clerk"],
        env=environment(),
        input="target\nbulletins\nbulletns\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert found.returncode == 1
    assert found.stderr.startswith("<stdin>:3: there is no target 'bulletns'")
    pipe = plan.with_name("pipe")
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        with subprocess.Popen(
            [*PROGRAM, "log", "-f", str(plan), "--from", str(pipe), "--by", "clerk"],
            env=environment(),
            stdout=subprocess.PIPE,
        ) as process:
            pipe.write_text("target\nbulletins\n")
            assert process.communicate(timeout=60)[0].startswith(b"added: 1 entry on 1 target\n")


@pytest.mark.parametrize(
    "args",
    [
        ["bulletins"], ["bulletins", "2"], ["--for", "director"], ["-e", "a.pdf"], ["--step", "x"],
        ["--note", "x"], ["--case", "7"], ["--event", "opened"], ["--id", "k"],
    ],
)  # fmt: skip
def test_what_rows_say_themselves_has_no_place_beside_them(
    plan: Path, week: Path, args: list[str]
) -> None:
    assert add(plan, week, WEEK, *args, code=2) == (
        "rectrack: --from takes all but --by and --date from the rows: leave the rest out\n"
    )


def test_a_file_that_cannot_be_read_is_told(plan: Path) -> None:
    folder = plan.parent
    assert answer(plan, "log", "--from", "gone.csv", code=1, cwd=folder) == (
        "rectrack: gone.csv cannot be read: No such file or directory\n"
    )
    assert "cannot be read" in answer(plan, "log", "--from", ".", code=1, cwd=folder)


def test_future_days_are_accepted_if_asked_for(plan: Path, week: Path) -> None:
    rows = "target,date\nbulletins,2027-01-05\n"
    week.write_text(rows)
    found = rectrack("log", "-f", plan, "--from", week, "--allow-future", "--by", "clerk")
    assert found.returncode == 0
    assert found.stderr == (
        f"{week}:2: warning: 2027-01-05 is after the due day, 2026-12-31; counted as late\n"
    )
    assert "now overdue, 1/15: " in found.stdout


def test_rows_that_move_no_figure_are_added_with_a_warning(plan: Path, week: Path) -> None:
    """Each is looked at beside those above it, and named by its line."""
    week.write_text("target,date\n" + "".join(f"wednesday-study,2026-10-{d}\n" for d in (27, 28)))
    found = rectrack(
        "log", "-f", plan, "--from", week, "--by", "clerk", RECTRACK_TODAY="2026-10-31"
    )
    assert found.returncode == 0
    assert found.stderr == (
        f"{week}:3: warning: this moves no figure: the week of Wed 28 Oct 2026 is already kept\n"
    )


def test_a_plan_in_use_is_told_without_the_lines(
    plan: Path, week: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows are still in their file."""
    monkeypatch.setattr(lock, "SECONDS", 0)
    with lock.held(plan):
        said = add(plan, week, WEEK, code=4)
    assert re.fullmatch(
        rf"rectrack: {re.escape(str(plan))} is in use( by process .+)?: try again in a moment; nothing was logged\n",
        said,
    )


TWO_TARGETS = plan_text("{title: T, kind: cases, within: 15}").replace(
    "t: {title: T, kind: cases, within: 15}",
    "t: {title: T, kind: cases, within: 15}\n      u: {title: U, kind: total, goal: 9}",
)
DAYS = st.sampled_from(["2026-02-01", "2026-02-02", "today", "yesterday"])
SOUND = st.fixed_dictionaries(
    {"target": st.just("u"), "date": DAYS, "value": st.sampled_from([0, 1, "2"])},
    optional={"id": st.sampled_from("abcdefghij"), "by": st.just("head"), "note": st.just("Roads")},
)
ON_A_CASE = st.fixed_dictionaries(
    {
        "target": st.just("t"),
        "date": DAYS,
        "case": st.sampled_from("12"),
        "event": st.sampled_from(["opened", "opened", "answered"]),
    }
)
CORRECTION = st.fixed_dictionaries(
    {"target": st.just("u"), "date": DAYS, "replaces": st.sampled_from("ab")}
) | st.fixed_dictionaries({"voids": st.sampled_from("ab")})
BAD = st.just({"target": "t", "value": -1})
ROWS = st.lists(SOUND, min_size=1, max_size=4) | st.lists(
    SOUND | ON_A_CASE | CORRECTION | BAD, min_size=1, max_size=4
)


def made(rows: list[dict[str, Any]], records: Records) -> Change:
    text = "".join(json.dumps(row) + "\n" for row in rows)
    request = ImportRequest(rows=read_rows(text.encode(), ENTRY, unguarded), writer=lambda: "clerk")
    return import_rows(records, request, datetime(2026, 2, 2, 12, tzinfo=UTC))


@given(ROWS, ROWS)
@examples(80)
def test_any_batch_adds_exactly_its_rows_or_leaves_the_plan_alone(
    first: list[dict[str, Any]], second: list[dict[str, Any]]
) -> None:
    """And what it adds is sound: nothing of it is set aside, nor unsettles what was there."""
    with TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.yaml"
        plan.write_text(TWO_TARGETS)
        for rows in (first, second):
            before = plan.read_bytes()
            try:
                added = append(plan, partial(made, rows)).entries
            except RowsError:
                added = ()
            if not added:
                assert plan.read_bytes() == before
                continue
            assert plan.read_bytes().startswith(before)
            now, then = read_records(plan.read_bytes()), read_records(before)
            assert [each for each in now.findings if each.severity == "error"] == []
            whole = [*then.log.entries, *added]
            assert by_value(now.log.entries) == by_value(whole)
            assert len(added) <= len(rows)
