"""The rows of an export: each keeps to its schema, and each entry says why it does not count."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from rectrack.errors import PlanError
from rectrack.log.entry import encode
from rectrack.records import Records, read_records
from rectrack.render.entries_data import KEYS
from rectrack.render.export_rows import export_line, export_rows, unread_row
from rectrack.render.export_schema import export_schema
from rectrack.render.export_tables import COLUMNS, TABLES
from rectrack.render.target_fields import FIELDS
from rectrack.reports.status import status
from tests.conftest import ROOT
from tests.hostile_plan import hostile, plan_of
from tests.log.strategies import days, entries
from tests.odd_plans import plans
from tests.support import examples, line, plan_text

SCHEMA: dict[str, Any] = json.loads(export_schema())
FORMATS = FormatChecker(["date"])
ROWS = {
    table: Draft202012Validator({**SCHEMA["$defs"][table], "$defs": {}}, format_checker=FORMATS)
    for table in TABLES
}
FILE = Path("county/plan.yaml")
PLANS = (
    *("plans/example.yaml", "plans/rectification.yaml", "tests/plans/by-hand.yaml"),
    *("tests/plans/chinese.yaml", "tests/plans/every-kind.yaml"),
)
Rows = dict[str, list[dict[str, Any]]]


def written(records: Records, on: date) -> Rows:
    """Return the rows of each table as a database reads them, every one checked."""
    found: Rows = {table: [] for table in TABLES}
    for table, row in export_rows(records, FILE, on):
        found[table].append(checked(table, export_line(row)))
    return found


def checked(table: str, raw: bytes) -> dict[str, Any]:
    """Return a row; raise AssertionError where it is not one line of all columns, as described."""
    row: dict[str, Any] = json.loads(raw)
    assert raw.count(b"\n") == 1
    assert list(row) == list(COLUMNS[table])
    assert [error.message for error in ROWS[table].iter_errors(row)] == []
    return row


def rows(*entries: dict[str, Any] | str, on: str = "2026-10-31") -> Rows:
    target = "{title: T, kind: total, goal: 10}"
    return written(read_records(plan_text(target, *entries).encode()), date.fromisoformat(on))


@pytest.mark.parametrize("name", PLANS)
def test_every_row_of_the_plans_at_hand_is_what_the_schema_says(name: str) -> None:
    found = written(read_records((ROOT / name).read_bytes()), date(2026, 10, 31))
    assert all(row["plan"] == "county/plan.yaml" for table in TABLES for row in found[table])


@given(plans, days)
@examples(30)
def test_so_is_every_row_of_every_plan_that_reads(raw: bytes, on: date) -> None:
    """And the entries that count are those of the status, however the plan is written."""
    try:
        records = read_records(raw)
    except PlanError:
        return
    assert_agrees(records, on)


@given(st.lists(entries(), max_size=8), days)
@examples(40)
def test_so_is_every_row_of_any_entries(logged: list[Any], on: date) -> None:
    """Ids come twice, days lie beyond the period, notes are of any characters."""
    text = plan_text("{title: T, kind: total, goal: 10}", *(encode(e).decode() for e in logged))
    assert_agrees(read_records(text.encode()), on)


def assert_agrees(records: Records, on: date) -> None:
    found, known = written(records, on), status(records, on)
    counting = [row for row in found["entries"] if row["counts"]]
    assert len(counting) == known.entries == found["plans"][0]["entries"]
    assert [row["effect"] == "counts" for row in found["entries"]] == [
        row["counts"] for row in found["entries"]
    ]
    assert len(found["entries"]) >= len(records.log.entries)
    states = Counter(row["state"] for row in found["targets"])
    assert states == Counter(each.state.key for each in known.targets)
    assert all(found["plans"][0][state] == count for state, count in states.items())


def test_what_a_person_wrote_is_text_whatever_it_is() -> None:
    """It comes out as it stands in the plan, and nothing of it acts where the file is looked at."""
    raw = plan_of(hostile)
    records = read_records(raw)
    found = written(records, date(2026, 10, 31))
    assert [row["title"] for row in found["targets"]] == [
        target.title for target in records.plan.targets.values()
    ]
    for _, row in export_rows(records, FILE, date(2026, 10, 31)):
        assert (
            re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e]", export_line(row)[:-1].decode()) is None
        )


SAID = {"id": "a", "date": "2026-03-04", "value": 1, "logged": "2026-03-05T09:00:00.000001+08:00"}
OTHER = {**SAID, "id": "b", "logged": "2026-03-06T09:00:00.000001+08:00"}


@pytest.mark.parametrize(
    ("entries", "effects"),
    [
        ([SAID], {"a": "counts"}),
        ([SAID, {**OTHER, "target": "t", "replaces": "a"}], {"a": "replaced", "b": "counts"}),
        ([SAID, line(id="b", date="2026-03-06", voids="a")], {"a": "undone", "b": "undoes"}),
        (
            [SAID, line(id="b", date="2026-03-06", voids="a"), line(id="c", date="2026-03-06", voids="b")],
            {"a": "counts", "b": "undone", "c": "undoes"},
        ),
        (
            [SAID, line(id="b", date="2026-03-06", voids="a"), line(id="c", date="2026-03-06", voids="a")],
            {"a": "undone", "b": "idle", "c": "undoes"},
        ),
        ([{**SAID, "date": "2026-11-01"}], {"a": "later"}),
        ([{**SAID, "target": "nobody"}], {"a": "set_aside"}),
        ([{**SAID, "value": "many"}], {"a": "set_aside"}),
        ([{**SAID, "value": "many"}, {**OTHER, "target": "t", "replaces": "a"}], {"b": "counts", "a": "replaced"}),
        ([line(**SAID, target="t", note="x"), line(**SAID, target="t", note="y")], {"a": "set_aside"}),
    ],
)  # fmt: skip
def test_each_entry_says_what_it_comes_to_and_why(
    entries: list[Any], effects: dict[str, str]
) -> None:
    """None is left out, not even one that could never be read whole."""
    found = rows(*entries)["entries"]
    assert {row["id"]: row["effect"] for row in found} == effects
    for row in found:
        assert row["counts"] is (row["effect"] == "counts")
        assert bool(row["remark"]) is (row["effect"] not in {"counts", "undoes"})


def test_why_an_entry_does_not_count_is_said_in_words() -> None:
    [undone, undoes, later] = rows(
        SAID, line(id="b", date="2026-03-06", voids="a"), line(id="c", date="2026-11-02", value=1)
    )["entries"]
    assert (undone["remark"], undone["corrected_by"]) == ("undone by b", "b")
    assert (undoes["remark"], undoes["corrected_by"]) == (None, None)
    assert later["remark"] == "dated after 2026-10-31"


def test_a_copy_of_an_entry_counts_once() -> None:
    found = rows(SAID, SAID)["entries"]
    assert sorted(row["effect"] for row in found) == ["copy", "counts"]


def test_an_entry_that_nobody_can_read_and_nothing_names_is_counted_among_the_errors() -> None:
    found = rows(SAID, "{date: soon, target: t, value: 1, by: clerk}")
    assert [row["id"] for row in found["entries"]] == ["a"]
    assert found["plans"][0]["errors"] == 1


def test_the_day_on_which_an_entry_was_recorded_is_that_of_its_writer() -> None:
    """One hour past midnight in the east is the day before in Greenwich."""
    [row] = rows({**SAID, "logged": "2026-03-05T01:00:00.000001+08:00"})["entries"]
    assert row["logged_on"] == "2026-03-05"


def test_a_plan_that_could_not_be_read_has_a_row_that_says_why() -> None:
    row = checked("plans", export_line(unread_row(FILE, "it does not exist")))
    assert (row["plan"], row["error"]) == ("county/plan.yaml", "it does not exist")
    assert row["targets"] is None


def test_the_schema_is_one_of_2020_12_and_names_every_table() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["title"] == "rectrack/export/1"
    assert tuple(SCHEMA["$defs"]) == TABLES


def described(shape: dict[str, Any], at: str) -> Iterator[tuple[str, str]]:
    """Yield each column, with those of the records in it, and what is said of it."""
    for name, each in shape.get("properties", {}).items():
        yield f"{at}.{name}", each["description"]
        yield from described(each.get("items", each), f"{at}.{name}")


def test_every_column_says_what_it_holds() -> None:
    found = dict(each for table in TABLES for each in described(SCHEMA["$defs"][table], table))
    assert len(found) > 130
    assert {at: said for at, said in found.items() if not re.fullmatch(r"[A-Z].{5,}\.", said)} == {}


def test_targets_and_entries_have_all_that_the_other_reports_say_of_them() -> None:
    """A field that is added there is a column here."""
    assert list(COLUMNS["targets"])[1 : len(FIELDS) + 1] == list(FIELDS)
    assert list(COLUMNS["entries"])[1 : len(KEYS) + 1] == list(KEYS)
