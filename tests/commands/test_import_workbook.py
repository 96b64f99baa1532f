"""`log --from week.xlsx`: the same rows as from a table in text, with each mistake at its cell."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from rectrack.log.row_headings import CHINESE
from rectrack.log.row_loader import load_rows
from rectrack.log.rows import read_rows
from rectrack.log.yaml_loader import ENTRY
from rectrack.render.csv import unguarded
from tests.commands.process import answer, last, rectrack
from tests.support import examples
from tests.workbooks import by_hand, cells, storable, workbook

WEEK: list[list[Any]] = [
    ["序号", "日期", "目标", "数量", "备注", "经办人", "人员"],
    [1, date(2026, 10, 26), "bulletins", 2.0, "Roads", None, "deputy-supervision"],
    [2, "yesterday", "red-envelopes", "none", None, "clerk", None],
    [3, None, "survey-articles", None, "'=1+1", None, "director；deputy-letters"],
    [4, None, None, None, None, None, None],
]
WRONG: list[list[Any]] = [
    ["Report of the week"],
    [],
    ["no.", "date", "target", "value", "note"],
    [1, "2026-10-26 14:30", "bulletins", 1, None],
    [2, "2026-10-26", "bulletns", 1, None],
    [3, "2026-10-26", "bulletins", -3, None],
    [4, "2026-11-26", "bulletins", 1, None],
    [5, "2026-10-26", "bulletins", "=A1", None],
    [6, "2026-10-26", "bulletins", 1, None, "astray"],
    [7, None, None, None, None],
]


@pytest.fixture
def week(plan: Path) -> Path:
    return plan.with_name("week.xlsx")


def add(plan: Path, week: Path, raw: bytes, *args: str, code: int = 0) -> str:
    week.write_bytes(raw)
    return answer(plan, "log", "--from", week.name, *args, code=code, cwd=week.parent)


def records(raw: bytes) -> list[dict[str, Any]]:
    rows = read_rows(raw, ENTRY, unguarded)
    assert rows.findings == ()
    found = load_rows(rows, date(2026, 10, 31))
    assert [each.misread for each in found] == [""] * len(found)
    return [dict(each.found) for each in found]


def test_a_week_that_is_kept_in_a_workbook_is_added_as_one_batch(plan: Path, week: Path) -> None:
    """Days and numbers are real ones; a number of rows and a prepared, empty row say nothing."""
    assert add(plan, week, workbook(*WEEK)).startswith("added: 3 entries on 3 targets\n")
    assert plan.read_text(encoding="utf-8").count('"batch"') == 3
    found = last(plan)
    assert (found["target"], found["for"], found["note"]) == (
        "survey-articles", ["director", "deputy-letters"], "=1+1",
    )  # fmt: skip
    answer(plan, "undo")
    assert plan.read_text(encoding="utf-8").count('"voids"') == 3


def test_a_workbook_says_what_the_same_table_in_text_says() -> None:
    table = "date,target,value,note,by,for\n2026-10-26,bulletins,2,Roads,,deputy-supervision\nyesterday,red-envelopes,none,,clerk,\n,survey-articles,,'=1+1,,director;deputy-letters\n"
    assert records(workbook(*WEEK)) == records(table.encode())


def test_each_mistake_is_named_at_its_cell_and_nothing_is_added(plan: Path, week: Path) -> None:
    """What is wrong with a row as a whole is named at the cell of what it is about."""
    before = plan.read_bytes()
    assert add(plan, week, workbook(*WRONG, sheet="第 45 周"), code=1) == (
        "week.xlsx:'第 45 周'!B4: date: '2026-10-26 14:30' has a time of day: write the day alone, 2026-10-26\n"
        "week.xlsx:'第 45 周'!C5: there is no target 'bulletns'; did you mean bulletins?\n"
        "week.xlsx:'第 45 周'!C6: value: -3 is negative, and amounts cannot be negative\n"
        "week.xlsx:'第 45 周'!B7: Thu 26 Nov 2026 is still to come: --allow-future logs it all the same\n"
        "week.xlsx:'第 45 周'!D8: a formula whose result is not in the file: open it in a spreadsheet program and save it anew, or write the value\n"
        "week.xlsx:'第 45 周'!F9: 'astray' has no column name above it: give it one\n"
        "rectrack: 6 errors in week.xlsx: nothing was added\n"
    )
    assert plan.read_bytes() == before


def test_warnings_name_cells_too(plan: Path, week: Path) -> None:
    week.write_bytes(workbook(["target", "value"], ["bulletins", 2], ["bulletins", 2]))
    found = rectrack("log", "-f", plan, "--from", week, "-n", cwd=week.parent, RECTRACK_BY="clerk")
    assert f"{week}:Sheet1!A3: warning: says the same as row 2, and both count" in found.stderr


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (workbook(["Name", "Amount"], ["x", 1]), "week.xlsx:Sheet1!A1: one of the first ten rows must name the columns, such as date,target,value,by,note; it says 'name', 'amount'; the columns there are: "),
        (workbook(["target", "valu"], ["x", 1]), "week.xlsx:Sheet1!B1: there is no column 'valu'; did you mean value?; the columns there are: "),
        (workbook(["target", "value", "value"], ["x", 1]), "week.xlsx:Sheet1!C1: the column value appears twice\n"),
        (workbook(["date", "value"], ["x", 1]), "week.xlsx:Sheet1!A1: no column says what an entry is about: add the column target\n"),
        (by_hand(cells("<c><v>x</v></c>")), "week.xlsx:Sheet1!A1: a cell holds no number: it is damaged"),
        (b"PK\x03\x04", "week.xlsx: it is damaged: open it in a spreadsheet program, and save it anew\n"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_rows_is_named(
    plan: Path, week: Path, raw: bytes, sentence: str
) -> None:
    assert add(plan, week, raw, code=1).startswith(sentence)


@pytest.mark.parametrize("raw", [workbook(), workbook(["target", "value"])])
def test_no_rows_are_nothing_to_add(plan: Path, week: Path, raw: bytes) -> None:
    assert add(plan, week, raw) == "nothing to add: week.xlsx has no rows\n"


def test_a_workbook_is_known_by_what_is_in_it(plan: Path, week: Path) -> None:
    """Whatever its name."""
    named = week.with_name("week.csv")
    for name, raw in ((named, workbook(["target"], ["bulletins"])), (week, b"target\nbulletins\n")):
        assert add(plan, name, raw).startswith("added: 1 entry on 1 target\n")


def test_every_column_has_a_chinese_name_and_no_name_means_two() -> None:
    assert CHINESE.keys() == ENTRY.keys()
    names = [name for each in CHINESE.values() for name in each]
    assert len(names) == len(set(names))


def test_the_headings_of_a_register_in_two_languages_are_read() -> None:
    rows = [
        ["日期 date", "目标 target", "数量 value", "是否有效 Counts", "原因 Why not", "编号 id"]
    ]
    rows.append(["2026-10-26", "bulletins", "2", "yes", "late", "a1"])
    assert records(workbook(*rows)) == [
        {"date": date(2026, 10, 26), "target": "bulletins", "value": "2", "id": "a1"}
    ]


def test_merged_cells_hold_for_each_of_their_rows() -> None:
    rows: list[list[Any]] = [["target", "value"], ["bulletins", 1], [None, 2], [None, None]]
    assert records(workbook(*rows, merged=["A2:A4"])) == [
        {"target": "bulletins", "value": "1"},
        {"target": "bulletins", "value": "2"},
    ]


@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(
            st.none()
            | st.integers()
            | st.floats()
            | st.booleans()
            | st.dates()
            | st.text(max_size=8)
            | st.sampled_from([*ENTRY, "序号"]),
            max_size=5,
        ),
        max_size=6,
    )
)
def test_any_cells_are_rows_or_faults_with_a_place(rows: list[list[Any]]) -> None:
    found = read_rows(workbook(*_storable(rows)), ENTRY, unguarded)
    for finding in found.findings:
        assert found.place("week.xlsx", finding.line, finding.column).startswith("week.xlsx:Sheet1")
    load_rows(found, date(2026, 10, 31))


def _storable(rows: list[list[Any]]) -> list[list[Any]]:
    return [[storable(each) if isinstance(each, str) else each for each in row] for row in rows]
