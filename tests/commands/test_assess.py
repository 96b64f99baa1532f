"""`rectrack assess`, as a director at a terminal and a program in a pipe see it."""

import csv
import json
import re
import sys
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.commands.process import TODAY, on_terminal, rectrack
from tests.conftest import ROOT, Golden
from tests.support import plan_text

ESCAPE = re.compile("\x1b\\[[0-9;]*m")
PERSON = "logistics-head"
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal of Unix")


def assess(*args: str, code: int = 0) -> str:
    """Assess the example plan in a pipe."""
    found = rectrack("assess", "-f", "plans/example.yaml", *args, cwd=ROOT, RECTRACK_TODAY=TODAY)
    assert found.returncode == code, found.stderr
    assert "\x1b" not in found.stdout
    return found.stderr if code else found.stdout


@on_unix
@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(("args", "name"), [([], "assess"), ([PERSON], "assess-person")])
def test_the_page_on_a_terminal(golden: Golden, args: list[str], name: str, columns: int) -> None:
    """It is whole and nothing in it is wider than the terminal."""
    example = ROOT / "plans" / "example.yaml"
    shown = on_terminal("assess", "-f", example, "--as-of", TODAY, *args, columns=columns)
    plain = ESCAPE.sub("", shown)
    assert max(map(len, plain.splitlines())) <= columns
    assert "…" not in plain
    golden(f"{name}-{columns}.txt", plain)


@pytest.mark.parametrize(
    ("args", "name"),
    [
        ([], "assess-pipe.txt"),
        (["--format", "csv"], "assess.csv"),
        (["--format", "md"], "assess.md"),
        ([PERSON], "assess-person-pipe.txt"),
        ([PERSON, "--format", "csv"], "assess-person.csv"),
        ([PERSON, "--format", "md"], "assess-person.md"),
        ([PERSON, "--format", "json"], "assess-person.json"),
    ],
)
def test_what_is_written_to_a_pipe(golden: Golden, args: list[str], name: str) -> None:
    golden(name, assess(*args))


@on_unix
def test_a_result_stands_out_from_what_leads_to_it(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan_text(), encoding="utf-8")
    shown = on_terminal("assess", "-f", plan, "deputy", "--as-of", TODAY, columns=80)
    assert "\x1b[1m  score of Q1 2026" in shown
    assert "\x1b[2m" in next(line for line in shown.splitlines() if "expected by" in line)


def loaded(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return found


def test_the_json_of_all_persons_has_that_of_each() -> None:
    everyone, alone = loaded(assess("--format", "json")), loaded(assess(PERSON, "--format", "json"))
    assert everyone["schema"] == alone["schema"] == "rectrack/assess/1"
    assert everyone.keys() == alone.keys()
    [person] = alone["people"]
    assert [each for each in everyone["people"] if each["id"] == PERSON] == [person]
    assert len(everyone["people"]) == 13
    assert (everyone["as_of"], everyone["provisional"]) == (TODAY, True)
    assert everyone["weights"] == {"regular": 60, "central": 40}


def test_the_json_can_be_calculated_once_more() -> None:
    """Points are weight by rate, a mean their ratio, a score what the awards make of it."""
    people = loaded(assess("--format", "json"))["people"]
    judged = [person for person in people if person["final"] is not None]
    assert [person["id"] for person in people if person not in judged] == ["county-inspector"]
    for person in judged:
        for part, rate in [
            *((q, "pace") for q in person["quarters"]),
            (person["central"], "completion"),
        ]:
            assert part["points"] == sum(t["weight"] * t[rate] for t in part["targets"])
            assert part["weight"] == sum(t["weight"] for t in part["targets"])
            assert abs(100 * part["points"] / part["weight"] - part["mean"]) <= Decimal("0.05")
            awarded = sum(
                award["value"] * (1 if award["event"] == "reward" else -1)
                for award in part.get("awards", [])
            )
            assert part["score"] == part["mean"] + awarded + part.get("clamping", 0)
        assert [part["points"] for part in person["parts"]] == [
            part["score"] * part["percent"] / 100 for part in person["parts"]
        ]


def test_the_figures_are_the_same_in_every_format() -> None:
    people = loaded(assess("--format", "json"))["people"]
    rows = list(csv.DictReader(StringIO(assess("--format", "csv"))))
    lines = assess().splitlines()[4:]
    cells = [line.split("|")[1:-1] for line in assess("--format", "md").splitlines() if "|" in line]
    for person, row, line, cell in zip(people, rows, lines, cells[2:], strict=False):
        shown = [
            *(quarter["score"] for quarter in person["quarters"]),
            person["mean_of_quarters"],
            person["central"]["score"],
            person["rewards"],
            person["penalties"],
            person["final"],
        ]
        name, *figures = row.values()
        assert name == person["id"]
        assert [Decimal(each) if each else None for each in figures] == shown
        for words in (line.split(), [each.strip() for each in cell]):
            assert words[0] == name
            assert [None if word == "–" else Decimal(word) for word in words[1:]] == shown


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["clrk"], 1, "rectrack: 'clrk' is not among the people; did you mean clerk?\n"),
        (["bulletins"], 1, "rectrack: 'bulletins' is not among the people\n"),
        (["--as-of", "2026-02-30"], 2, "--as-of: 2026-02-30 does not exist"),
        (["--format", "xml"], 2, "'xml' is not one of"),
        (["clerk", "director"], 2, "unexpected extra argument"),
    ],
)
def test_what_cannot_be_assessed_is_refused(args: list[str], code: int, said: str) -> None:
    assert said in assess(*args, code=code)


def test_today_is_the_day_where_none_is_given() -> None:
    found = rectrack("assess", "-f", "plans/example.yaml", cwd=ROOT, RECTRACK_TODAY="2026-05-01")
    assert found.stdout.splitlines()[1] == (
        "Assessment as of Fri 1 May 2026, provisional until 31 Dec 2026"
    )
    assert found.stdout.splitlines()[4].split()[3:5] == ["–", "–"]


def test_once_the_period_is_over_nothing_is_provisional() -> None:
    found = rectrack(
        "assess", PERSON, "-f", "plans/example.yaml", "--as-of", "2027-02-01", cwd=ROOT
    )
    assert "provisional" not in found.stdout
    assert "Central part, as of 31 Dec 2026\n" in found.stdout


def test_a_bad_entry_is_told_and_the_rest_is_assessed(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    good = {"date": "2026-03-01", "value": 10}
    plan.write_text(
        plan_text(
            "{title: T, kind: total, goal: 10}",
            good,
            "{date: 2026-03-01, target: t, value: two, by: clerk}",
        )
    )
    found = rectrack("assess", "deputy", "-f", plan, "--as-of", "2026-03-31")
    assert found.returncode == 1
    assert (
        "value: 'two' says a number in words: write it in digits; this entry is set aside"
        in found.stderr
    )
    assert "score of Q1 2026" in found.stdout
