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
TEN = "{title: T, kind: total, goal: 10}"
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
            person["stands_on"]["targets"],
            person["stands_on"]["weight"],
        ]
        name, *figures = row.values()
        assert name == person["id"]
        assert [Decimal(each) if each else None for each in figures] == shown
        for words in (line.split(), [each.strip() for each in cell]):
            assert words[0] == name
            assert [None if word == "–" else Decimal(word) for word in words[1:]] == shown


def test_the_table_is_in_the_order_of_the_plan_and_orders_nobody_by_their_score() -> None:
    people = loaded(assess("--format", "json"))["people"]
    plan = (ROOT / "plans" / "example.yaml").read_text(encoding="utf-8")
    places = [plan.index(f"\n  {person['id']}:") for person in people]
    assert places == sorted(places)
    assert [line.split()[0] for line in assess().splitlines()[4:17]] == [p["id"] for p in people]


@on_unix
def test_where_there_is_no_room_for_all_columns_the_page_says_which_are_not_shown() -> None:
    """What a score stands on is there at 80 columns."""
    example = ROOT / "plans" / "example.yaml"
    shown = ESCAPE.sub("", on_terminal("assess", "-f", example, "--as-of", TODAY, columns=80))
    assert shown.splitlines()[3].split()[-3:] == ["final", "targets", "weight"]
    assert "not shown for lack of room: reward, penalty" in shown


def test_an_announced_result_can_be_printed_again_to_the_byte(tmp_path: Path) -> None:
    """Later entries and corrections, and a late award, change nothing of it in any form."""
    plan = tmp_path / "plan.yaml"
    done = {"id": "aaaaaaaaaa", "date": "2026-03-02", "value": 2}
    plan.write_text(plan_text(TEN, {**done, "logged": "2026-03-02T09:00:00.000001+00:00"}))

    def run(*args: str, on: str, by: str = "clerk") -> str:
        found = rectrack(*args, "-f", plan, RECTRACK_TODAY=on, RECTRACK_BY=by)
        assert found.returncode == 0, found.stderr
        return found.stdout + found.stderr

    def as_known() -> list[str]:
        options = ("--as-of", "2026-04-05", "--as-known", "--format")
        return [
            run("assess", *person, *options, form, on="2026-06-01")
            for form in ("text", "md", "csv", "json")
            for person in ([], ["deputy"])
        ]

    before = as_known()
    basis = re.compile(r"Based on 1 entry as known on 5 Apr 2026, SHA-256 [0-9a-f]{64}")
    assert all(basis.search(shown) for shown in before[:6])
    assert loaded(before[-1])["basis"]["entries"] == 1
    run("log", "t", "1", "--date", "2026-03-03", on="2026-04-10")
    said = run(
        "reward", "deputy", "5", "Rescue", "-d", "2026-03-20", on="2026-04-11", by="director"
    )
    assert "Q1 2026: 100.0 → 100.0, late: the quarter had ended\n" in said
    run("undo", "aaaaaaaaaa", on="2026-04-12")
    said = run("penalty", "deputy", "5", "Late", "-d", "2026-03-20", on="2026-04-13", by="director")
    assert "Q1 2026: 55.0 → 50.0, late: the quarter had ended\n" in said
    assert as_known() == before
    assert run("assess", "--as-of", "2026-04-05", on="2026-06-01") != before[0]


def test_an_award_after_its_quarter_had_ended_is_marked_in_every_form(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    reward = {"person": "deputy", "event": "reward", "value": 2, "date": "2026-03-03"}
    logged = {"id": "aaaaaaaaaa", "logged": "2026-04-06T09:00:00.000001+00:00", "by": "director"}
    plan.write_text(plan_text(TEN, {**reward, **logged, "note": "So it was"}))

    def shown(*args: str) -> str:
        return rectrack("assess", *args, "-f", plan, "--as-of", "2026-05-01").stdout

    assert "awarded after the quarter had ended: deputy Q1 2026 (reward 2)" in shown()
    assert "3 Mar 2026, by director; late, logged on 6 Apr 2026" in shown("deputy")
    [person] = loaded(shown("deputy", "--format", "json"))["people"]
    assert [award["late"] for award in person["quarters"][0]["awards"]] == [True]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["clrk"], 1, "rectrack: 'clrk' is not among the people; did you mean clerk?\n"),
        (["bulletins"], 1, "rectrack: 'bulletins' is not among the people: director, "),
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
    assert "Central part, as of 1 Jan 2027 with entries up to 31 Dec 2026\n" in found.stdout


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
        "value: 'two' is a number in words: write it in digits (2); this entry is set aside"
        in found.stderr
    )
    assert "score of Q1 2026" in found.stdout
