"""`rectrack status`, as a leader at a terminal and a program in a pipe see it."""

import csv
import json
import re
import sys
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from rectrack.targets.state import State
from rectrack.wording import number
from tests.commands.process import on_terminal, rectrack
from tests.conftest import Golden
from tests.support import line, plan_text

DAY = "2026-10-31"
ESCAPE = re.compile("\x1b\\[[0-9;]*m")
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal of Unix")


@on_unix
@pytest.mark.parametrize("columns", [80, 120])
def test_the_page_of_the_example_plan(golden: Golden, example: Path, columns: int) -> None:
    """It is whole on the terminal, with room for the command and the next prompt."""
    shown = on_terminal(
        "status", "-f", example, "--as-of", DAY, columns=columns, COLUMNS=f"{columns}", LINES="40"
    )
    lines = ESCAPE.sub("", shown).splitlines()
    assert max(map(len, lines)) <= columns
    assert len(lines) == 38
    golden(f"status-{columns}.txt", ESCAPE.sub("", shown))


def test_states_that_exclude_outstanding_are_refused_and_others_are_not(example: Path) -> None:
    options = ("status", "-f", example, "--as-of", DAY, "--outstanding", "--state")
    found = rectrack(*options, "waived,met")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == (
        "rectrack: no target that is met or waived is outstanding: leave out --outstanding\n"
    )
    assert rectrack(*options, "met,behind").returncode == 0


@on_unix
def test_the_colours_of_the_states(golden: Golden, example: Path) -> None:
    golden(
        "status-colours.txt",
        on_terminal("status", "-f", example, "--as-of", DAY, "thrift", columns=80),
    )


@on_unix
@pytest.mark.parametrize("columns", [80, 120])
def test_every_target_of_the_example_plan(golden: Golden, example: Path, columns: int) -> None:
    shown = on_terminal("status", "-f", example, "--as-of", DAY, "--all", columns=columns)
    lines = ESCAPE.sub("", shown).splitlines()
    assert max(map(len, lines)) <= columns
    assert sum(each.startswith(tuple(State)) for each in lines) == 79
    golden(f"status-all-{columns}.txt", ESCAPE.sub("", shown))


def test_the_page_in_a_pipe_is_neither_cut_nor_coloured(golden: Golden, example: Path) -> None:
    found = rectrack(
        "status", "-f", "plans/example.yaml", "--as-of", DAY, cwd=example.parent.parent
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert "\x1b" not in found.stdout
    golden("status-pipe.txt", found.stdout)


@pytest.mark.parametrize("by", ["problem", "person"])
def test_the_other_groupings(golden: Golden, example: Path, by: str) -> None:
    found = rectrack("status", "-f", example, "--as-of", DAY, "--group-by", by)
    golden(f"status-{by}.txt", found.stdout)


def test_the_json_of_the_example_plan(golden: Golden, example: Path) -> None:
    found = rectrack(
        "status", "-f", "plans/example.yaml", "--as-of", DAY, "--format", "json",
        cwd=example.parent.parent,
    )  # fmt: skip
    assert (found.returncode, found.stderr) == (0, "")
    golden("status.json", found.stdout)


@pytest.mark.parametrize("format_", ["csv", "md"])
def test_the_table_and_the_markdown_of_the_example_plan(
    golden: Golden, example: Path, format_: str
) -> None:
    found = rectrack("status", "-f", example, "--as-of", DAY, "--format", format_)
    assert (found.returncode, found.stderr) == (0, "")
    golden(f"status.{format_}", found.stdout)


@pytest.mark.parametrize(
    ("options", "said", "states"),
    [
        (["--state", "behind"], "14 of 79 targets: behind", {"behind": 14}),
        (["--state", "Broken, no_data"], "8 of 79 targets: failed or no data",
         {"failed": 3, "no data": 5}),
        (["--outstanding", "thrift"],
         "5 of 5 targets: outstanding (failed, overdue, behind, no data or on track)",
         {"failed": 1, "behind": 1, "no data": 1, "on track": 2}),
        (["--outstanding", "--state", "met,overdue"], "4 of 79 targets: overdue", {"overdue": 4}),
        (["--state", "met", "thrift"], "No target is met.", {}),
        (["--all"], "on track   Wednesday-night study held", {
            "failed": 3, "overdue": 4, "behind": 14, "no data": 5, "on track": 24, "met": 24,
            "waived": 2, "withdrawn": 3,
        }),
    ],
)  # fmt: skip
def test_targets_in_some_states_are_listed_a_line_each(
    example: Path, options: list[str], said: str, states: dict[str, int]
) -> None:
    """It says which they are of how many, and what counts as outstanding."""
    found = rectrack("status", "-f", example, "--as-of", DAY, *options)
    assert found.returncode == 0
    assert f"\n{said}" in found.stdout
    lines = found.stdout.splitlines()
    counts = {state: sum(each.startswith(f"{state} ") for each in lines) for state in State}
    assert {state: number for state, number in counts.items() if number} == states


def test_markdown_by_person_has_headings_as_deep_as_the_responsibility(example: Path) -> None:
    page = rectrack(
        "status", "-f", example, "--as-of", DAY, "--format", "md", "--group-by", "person"
    ).stdout
    headings = [line for line in page.splitlines() if line.startswith("#")]
    assert headings[2:5] == [
        "## Office director",
        "### Deputy director for supervision",
        "#### Clerk",
    ]
    assert "own part 1 of 2; 1 of 5 people had not reached 2 by 15 Oct" in page


def test_a_row_of_the_table_says_what_the_json_says(example: Path) -> None:
    """But for what is several to a target: the people's own parts, and what does not count."""
    as_of = ("status", "-f", example, "--as-of", DAY, "--format")
    rows = list(csv.DictReader(StringIO(rectrack(*as_of, "csv").stdout)))
    targets = json.loads(rectrack(*as_of, "json").stdout, parse_float=Decimal)["targets"]
    assert [row.keys() for row in rows] == [
        t.keys() - {"people", "refused", "overruled"} for t in targets
    ]
    for row, target in zip(rows, targets, strict=True):
        for key, cell in row.items():
            assert cell == _in_a_cell(target[key]), key


def _in_a_cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, Decimal):
        return number(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize(
    ("by", "beginnings"),
    [
        ("measure", ["id", "bulletins", "meetings"]),
        ("problem", ["problem,id", "weak-supervision,bulletins", "loose-management,meetings"]),
        ("person", ["person,id", "deputy-supervision,bulletins", "documents-head,meetings"]),
    ],
)
def test_the_table_follows_the_sections(example: Path, by: str, beginnings: list[str]) -> None:
    """By problem or person, where a target may stand twice, the first column names the section."""
    found = rectrack(
        "status", "-f", example, "--format", "csv", "bulletins", "meetings", "--group-by", by
    )
    lines = found.stdout.splitlines()
    assert set(beginnings) <= {line[: len(each)] for line in lines for each in beginnings}


def test_the_json_says_what_it_promises(example: Path) -> None:
    """Schema name, totals that add up, states with underscores, numbers as numbers."""
    text = rectrack("status", "-f", example, "--as-of", DAY, "--format", "json").stdout
    found = json.loads(text, parse_float=Decimal)
    assert found["schema"] == "rectrack/status/2"
    assert found["as_of"] == DAY
    totals = found["totals"]
    assert totals["targets"] == len(found["targets"])
    assert totals["targets"] == sum(
        totals[name] for name in ("met", "waived", "withdrawn", "outstanding")
    )
    assert totals["outstanding"] == sum(
        totals[name] for name in ("on_track", "behind", "overdue", "failed", "no_data")
    )
    states = {target["state"] for target in found["targets"]}
    assert states == {
        "withdrawn", "no_data", "met", "waived", "failed", "overdue", "behind", "on_track"
    }  # fmt: skip
    [bulletins] = [target for target in found["targets"] if target["id"] == "bulletins"]
    assert (bulletins["actual"], bulletins["goal"], bulletins["expected"]) == (10, 15, 11)
    assert bulletins["needed_per_week"] == Decimal("0.6")
    assert {"min", "max"} <= next(t for t in found["targets"] if t["kind"] == "level").keys()


DISCIPLINE = {
    *("clean-checks", "honours", "major-matters", "special-treatment", "high-voltage-line"),
    *("red-envelopes", "talents", "private-car-use", "mediators", "personal-targets"),
}
"""What the discipline officer answers for, alone or with everybody."""


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["bulletins"], {"bulletins"}),
        (["bulletins", "thrift"], {"bulletins", "meetings", "documents", "activities", "expenses", "waste"}),
        (["thrift", "--outstanding"], {"meetings", "documents", "activities", "expenses", "waste"}),
        (["supervision-rules", "--outstanding"], set()),
        (["--person", "discipline-officer"], DISCIPLINE),
        (["discipline-officer"], DISCIPLINE),
        (["weak-supervision", "--person", "documents-head"], {"personal-targets", "decisions-done"}),
    ],
)  # fmt: skip
def test_ids_and_options_narrow_it(example: Path, options: list[str], ids: set[str]) -> None:
    found = rectrack("status", "-f", example, "--as-of", DAY, "--format", "json", *options)
    assert {target["id"] for target in json.loads(found.stdout)["targets"]} == ids


CASES = (
    line(date="2026-03-01", case="c1", event="opened", **{"for": "director"}),
    line(date="2026-03-02", case="c2", event="opened", **{"for": "clerk"}),
)
"""The older is the director's, the younger the clerk's, who answers for nothing else."""


@pytest.mark.parametrize("person", ["director", "clerk", "deputy", "head"])
@pytest.mark.parametrize("options", [["--person"], [], ["--group-by", "person", "--person"]])
def test_a_person_is_shown_the_register_of_the_cases_that_they_hold(
    tmp_path: Path, person: str, options: list[str]
) -> None:
    """As `show` does; the deputy owns the register, and the head has no part in it."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan_text("{title: T, kind: cases, within: 10}", *CASES))
    found = rectrack("status", "-f", plan, "--as-of", "2026-03-05", *options, person)
    assert ("0 of 2 cases closed" in found.stdout) is (person != "head")
    page = rectrack("show", person, "-f", plan, "--as-of", "2026-03-05").stdout
    assert ("Open cases in hand" in page) is (person in {"director", "clerk"})


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--fail-on", "failed"], 3),
        (["--fail-on", "failed,overdue", "bulletins"], 0),
        (["--fail-on", "no_data", "bulletins"], 0),
        (["--fail-on", "overdue", "--fail-on", "behind", "bulletins"], 3),
        (["--fail-on", "failed", "--format", "csv"], 3),
        (["--fail-on", "failed", "--format", "md"], 3),
        (["--fail-on", "On Track", "info-items"], 0),
        (["--fail-on", "faild"], 2),
        (["--state", "faild"], 2),
        (["--state", ","], 2),
        (["--state", "met", "--fail-on", "failed"], 0),
        (["--fail-on", ""], 2),
        (["no-such-thing"], 1),
        (["--person", "nobody"], 1),
        (["--as-of", "2026-02-30"], 2),
        (["--group-by", "colour"], 2),
        (["--format", "html"], 2),
        (["--as-if"], 2),
    ],
)
def test_exit_codes(example: Path, options: list[str], code: int) -> None:
    found = rectrack("status", "-f", example, "--as-of", DAY, *options)
    assert found.returncode == code, found.stderr
    assert "Traceback" not in found.stderr


@pytest.mark.parametrize("command", ["status", "summary"])
def test_a_state_by_its_old_name_is_understood_with_a_warning(example: Path, command: str) -> None:
    """Scripts that were written for 0.1 stop on the same targets, and learn the new name once."""
    found = rectrack(command, "-f", example, "--fail-on", "broken,overdue", "--fail-on", "Broken")
    assert found.returncode == 3
    assert found.stderr == "warning: --fail-on: broken is now called failed\n"


def test_an_unknown_id_is_answered_with_the_nearest(example: Path) -> None:
    found = rectrack("status", "-f", example, "bulletns")
    assert found.stderr == "rectrack: 'bulletns' is not in the plan; did you mean bulletins?\n"
    assert found.stdout == ""


def test_any_past_day_can_be_asked_for(example: Path) -> None:
    """Entries dated after it do not exist then."""
    found = rectrack(
        "status", "-f", example, "--as-of", "2026-01-01", "--format", "json", "info-items"
    )
    [target] = json.loads(found.stdout)["targets"]
    assert (target["actual"], target["state"]) == (0, "on_track")


def test_a_bad_entry_is_told_and_the_rest_is_shown(plan: Path) -> None:
    with plan.open("a") as file:
        file.write("  - {date: 2026-03-01, target: bulletins, value: 2, by: clerk}\n")
        file.write("  - {date: 2026-03-01, target: bulletins, value: two, by: clerk}\n")
    found = rectrack("status", "-f", plan, "bulletins", "--format", "json")
    assert found.returncode == 1
    assert json.loads(found.stdout)["targets"][0]["actual"] == 2
    line = plan.read_text().count("\n")
    assert found.stderr == (
        f"{plan}:{line}:50: error: value: 'two' is a number in words: write it in digits (2); this entry is set aside\n"
    )
