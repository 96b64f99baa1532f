"""`rectrack cases`: the register of cases across targets, as a supervisor reads it."""

import csv
import json
import re
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.commands.process import on_terminal, rectrack
from tests.conftest import Golden
from tests.support import plan_text

pytestmark = pytest.mark.sampled(one_in=3)

REGISTER = (
    "{title: Instructions, kind: cases, within: 10 working days, stages: [checked, answered]}"
)
LETTERS = "{title: Letters, kind: cases, within: 15, attest: never, owner: head}"
TARGETS = f"{REGISTER}\n      u: {LETTERS}\n      v: {{title: V, kind: total, goal: 9}}"
LINES = (
    "log t 2026-1 opened --title 学校道路维修 --asked-by 'County head' -d 2026-03-02 --for head",
    "log t 2026-1 checked -d 2026-03-05 -e sheet.pdf",
    "log t 2026-2 opened --title Bridge --due 2026-03-20 -d 2026-03-03 --for clerk",
    "log t 2026-2 handed --for head -d 2026-03-20",
    "log t 2026-2 answered -d 2026-03-23 --for head",
    "log t 2026-3 opened --title Well -d 2026-03-04 --for clerk",
    "extend t --case 2026-3 --to 2026-04-30 --asked 2026-03-25 'Frost' --by director -d 2026-03-26",
    "log u a opened -d 2026-03-04 --for clerk",
    "log u a answered -d 2026-03-09",
    "log u b opened -d 2026-03-10 --for clerk",
    "log u b dropped 'Gone to the court' --by director -d 2026-03-11",
)
"""Some weeks of an office: what it wrote down, command by command."""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return a plan with a register of instructions and one of letters, lived through."""
    path = tmp_path / "plan.yaml"
    path.write_text(plan_text(TARGETS), encoding="utf-8")
    (tmp_path / "sheet.pdf").touch()
    for line in LINES:
        run(path, *(word.strip("'") for word in re.findall(r"'[^']*'|\S+", line)))
    return path


def run(plan: Path, *args: str, code: int = 0) -> str:
    found = rectrack(
        *args, "-f", plan, cwd=plan.parent, RECTRACK_TODAY="2026-04-01", RECTRACK_BY="clerk"
    )
    assert found.returncode == code, found.stderr
    return found.stderr if code else found.stdout


def register(plan: Path, *args: str) -> dict[str, dict[str, Any]]:
    found = json.loads(run(plan, "cases", *args, "--format", "json"))
    assert found["schema"] == "rectrack/cases/1"
    return {each["case"]: each for each in found["cases"]}


def test_the_register_in_a_pipe(golden: Golden, plan: Path) -> None:
    golden("cases-pipe.txt", run(plan, "cases"))


def test_the_register_for_a_mail(golden: Golden, plan: Path) -> None:
    golden("cases.md", run(plan, "cases", "--format", "md"))


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal of Unix")
@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_register_fits_a_terminal_a_line_for_each_case(plan: Path, columns: int) -> None:
    """A reference is whole at 80, since it is to be typed, and wide characters line up."""
    shown = on_terminal(
        "cases", "-f", plan, "--as-of", "2026-04-01", "--color", "never", columns=columns
    )
    lines = shown.splitlines()
    assert max(map(cell_len, lines)) <= columns
    if columns >= 80:
        head, *rows = lines[3:]
        assert [row.split()[1] for row in rows] == ["2026-1", "2026-2", "2026-3", "b", "a"]
        at = head.index("deadline")
        assert all(
            cell_len(row[: row.index(day)]) == at
            for row, day in zip(
                rows, ("16 Mar", "20 Mar", "30 Apr", "25 Mar", "19 Mar"), strict=True
            )
        )


def test_a_case_says_what_it_is_about_who_has_it_and_until_when(plan: Path) -> None:
    found = register(plan)["2026-1"]
    assert (found["title"], found["asked_by"], found["target"]) == (
        "学校道路维修",
        "County head",
        "t",
    )
    assert (found["due"], found["days_left"], found["days_late"]) == ("2026-03-16", -16, 16)
    assert (found["state"], found["stage"], found["lacking"]) == (
        "overdue",
        "checked",
        ["answered"],
    )
    assert found["evidence"] == ["sheet.pdf"]


def test_a_case_that_lacks_a_stage_stays_open_and_names_its_holders_in_turn(plan: Path) -> None:
    found = register(plan)["2026-2"]
    assert (found["state"], found["lacking"], found["facts"]) == (
        "overdue",
        ["checked"],
        ["handed_when_due"],
    )
    assert found["holders"] == [
        {
            "person": "clerk",
            "since": "2026-03-03",
            "until": "2026-03-20",
            "days_late": 0,
            "ran_late": True,
        },
        {
            "person": "head",
            "since": "2026-03-20",
            "until": None,
            "days_late": 12,
            "ran_late": True,
        },
    ]


def test_an_extended_deadline_stands_beside_the_first(plan: Path) -> None:
    found = register(plan)["2026-3"]
    assert (found["first_due"], found["due"], found["state"]) == (
        "2026-03-18",
        "2026-04-30",
        "open",
    )
    assert [each["late"] for each in found["extended"]] == [True]


@pytest.mark.parametrize(
    ("args", "refs"),
    [
        ([], ["2026-1", "2026-2", "2026-3", "b", "a"]),
        (["u"], ["b", "a"]),
        (["--open"], ["2026-1", "2026-2", "2026-3"]),
        (["--overdue"], ["2026-1", "2026-2"]),
        (["--person", "head"], ["2026-1", "2026-2"]),
        (["--person", "clerk", "--open"], ["2026-2", "2026-3"]),
        (["--as-of", "2026-03-16"], ["2026-1", "2026-3", "2026-2", "b", "a"]),
        (["--as-of", "2026-03-16", "--overdue"], []),
    ],
)
def test_the_register_is_narrowed(plan: Path, args: list[str], refs: list[str]) -> None:
    """A person is asked for with all that they ever had in hand."""
    assert list(register(plan, *args)) == refs
    rows = csv.DictReader(StringIO(run(plan, "cases", *args, "--format", "csv")))
    assert [row["case"] for row in rows] == refs


def test_nothing_to_show_is_said(plan: Path) -> None:
    assert "no overdue cases" in run(plan, "cases", "--overdue", "--as-of", "2026-03-05")
    assert "no open cases" in run(plan, "cases", "--open", "--as-of", "2026-03-01")
    assert "no cases" in run(plan, "cases", "--as-of", "2026-03-01", "--format", "md")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["v"], 1, "v has no cases: it is of kind total"),
        (["measure"], 1, "'measure' is not a target"),
        (["--person", "heda"], 1, "'heda' is not among the people; did you mean head?"),
        (["--open", "--overdue"], 2, "use --open or --overdue, not both"),
    ],
)
def test_what_cannot_be_listed_is_refused(
    plan: Path, args: list[str], code: int, said: str
) -> None:
    assert said in run(plan, "cases", *args, code=code)


def test_a_bad_entry_is_told_and_the_rest_is_listed(plan: Path) -> None:
    with plan.open("a", encoding="utf-8") as file:
        file.write(
            '  - {"date":"2026-03-30","target":"t","case":"x","event":"answered","by":"clerk"}\n'
        )
    said = run(plan, "cases", code=1)
    assert "case x was not open on 30 Mar 2026; this entry is set aside" in said


def test_the_answer_of_log_names_the_case_and_its_deadline(plan: Path) -> None:
    opened = run(plan, "log", "t", "2026-9", "opened", "--title", "School", "--asked-by", "mayor")
    assert opened.startswith(
        "added: t 2026-9 'School' opened, asked by mayor, due 15 Apr 2026, on Wed 1 Apr 2026\n"
    )
    later = run(plan, "log", "t", "2026-9", "checked")
    assert later.startswith("added: t 2026-9 'School' checked on Wed 1 Apr 2026\n")
    moved = run(
        plan, "extend", "t", "--case", "2026-9", "--to", "2026-05-04", "Snow", "--by", "director"
    )
    assert moved.startswith("added: t 2026-9 'School' extended to 4 May 2026 on Wed 1 Apr 2026")


def test_a_title_and_a_deadline_are_corrected_like_anything_else(plan: Path) -> None:
    run(plan, "log", "t", "2026-9", "opened", "--id", "x9")
    run(plan, "amend", "x9", "--title", "Roof", "--due", "2026-04-20", "--asked-by", "mayor")
    found = register(plan)["2026-9"]
    assert (found["title"], found["due"], found["asked_by"]) == ("Roof", "2026-04-20", "mayor")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        ("log t 2026-1 checked --title X", 1, "title has no place in this entry"),
        ("log t 2026-9 opened --due soon", 2, "--due: 'soon' is not a date"),
        ("log t 2026-9 opened --due 2026-03-01", 1, "due: 2026-03-01 is before 2026-04-01"),
        ("log t 2026-1 dropped", 1, "an entry that drops case 2026-1 gives its reason"),
        ("log t 2026-1 dropped Gone --by head", 1, "cannot be dropped by head, who holds it"),
        ("log t 2026-1 dropped Gone --by deputy", 1, "cannot be dropped by deputy, who owns t"),
        ("extend t --case 2026-11 --to 2026-05-01 Snow", 1, "there is no case '2026-11' of t"),
        (
            "extend t --case 2026-3 --to 2026-04-30 Snow --by director",
            1,
            "already due on 30 Apr 2026: give a later",
        ),
        ("extend u --case a --to 2026-04-30 Snow", 1, "case a was not open on 1 Apr 2026"),
        ("extend v --case a --to 2026-04-30 Snow", 1, "a total has no cases"),
    ],
)
def test_what_makes_no_sense_of_a_case_is_refused(
    plan: Path, args: str, code: int, said: str
) -> None:
    before = plan.read_bytes()
    assert said in run(plan, *args.split(), code=code)
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2026-2", "closed"], "'closed' is not a stage of t; it has opened, handed, checked, "),
        (["2026-9", "closed"], "'closed' is not a stage of t; it has opened, handed, checked, "),
        (["2026-2", "close", "Quick"], "'close' is not a stage of t; it has opened, handed, "),
        (["2026-2", "cheked"], "; did you mean checked?"),
        (["somebody", "asked", "again"], "which case of t, and what happened to it?"),
    ],
)
def test_what_is_no_stage_is_named_with_the_stages(plan: Path, words: list[str], said: str) -> None:
    assert said in run(plan, "log", "t", *words, code=1)


def test_a_persons_status_ends_with_the_cases_in_their_hands(plan: Path) -> None:
    """Not with those that they handed on, nor with those that have ended."""
    page = run(plan, "status", "--person", "head")
    assert page.partition("Open cases in hand\n")[2].split("\n")[1].startswith("overdue  2026-1")
    found = json.loads(run(plan, "status", "--person", "head", "--format", "json"))
    assert [each["case"] for each in found["cases"]] == ["2026-1", "2026-2"]
    assert "## Open cases in hand" in run(plan, "status", "--person", "head", "--format", "md")
    assert "Open cases in hand" not in run(plan, "status", "--person", "director")
    shown = run(plan, "show", "head")
    assert "学校道路维修; asked by County head; opened 2 Mar 2026" in shown


def test_check_tells_a_doubtful_handover(plan: Path) -> None:
    said = run(plan, "check")
    assert "warning: t: case 2026-2 is handed on on the day it falls due" in said
