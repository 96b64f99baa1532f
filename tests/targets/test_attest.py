"""`attest`: each month or quarter of a limit or a register asks for a word, "none" included."""

import pytest

from tests.support import plan_text, standing
from tests.targets.helpers import Fields, dated, entry, judged, shown

FIRST_QUARTER = {"start": "2026-01-01", "end": "2026-03-31"}
LIMIT = "{title: T, kind: limit, goal: 90}"
REGISTER = "{title: T, kind: cases, within: 10}"


def case(day: str, event: str) -> Fields:
    return dated(day, case="c1", event=event)


@pytest.mark.parametrize(
    ("stated", "on", "state"),
    [
        ([], "2026-01-31", "on track"),
        ([], "2026-02-01", "behind"),
        (["2026-01-31"], "2026-02-28", "on track"),
        (["2026-02-01"], "2026-02-01", "behind"),
        (["2026-01-01"], "2026-03-01", "behind"),
        (["2026-01-01", "2026-02-28", "2026-03-31"], "2026-03-31", "on track"),
        (["2026-01-01", "2026-02-28", "2026-03-31"], "2026-04-01", "met"),
        (["2026-01-01", "2026-03-31"], "2026-04-01", "overdue"),
        (["2026-01-01", "2026-02-28", "2026-04-01"], "2026-04-01", "overdue"),
    ],
)
def test_every_month_asks_for_a_statement_none_included(
    stated: list[str], on: str, state: str
) -> None:
    entries = [entry(day, 0) for day in stated]
    assert standing(LIMIT, *entries, on=on, **FIRST_QUARTER).state == state


@pytest.mark.parametrize(
    ("attest", "stated", "on", "missing"),
    [
        ("month", ["2028-02-29"], "2028-03-01", "Jan 2028 not reported"),
        ("month", ["2028-01-15", "2028-03-01"], "2028-03-31", "Feb 2028 not reported"),
        ("quarter", [], "2028-03-31", ""),
        ("quarter", [], "2028-04-01", "Q1 2028 not reported"),
        ("quarter", ["2028-03-31"], "2028-06-30", ""),
        ("quarter", ["2028-03-31"], "2029-01-01", "Q2 2028, Q3 2028, Q4 2028 not reported"),
        ("never", [], "2029-01-01", ""),
    ],
)
def test_statements_missing_are_named_by_their_window(
    attest: str, stated: list[str], on: str, missing: str
) -> None:
    target = f"{{title: T, kind: limit, goal: 9, attest: {attest}}}"
    entries = [entry(day, 0) for day in stated]
    reading = standing(target, *entries, on=on, start="2028-01-01", end="2028-12-31").reading
    said = "0 of at most 9" if stated or attest == "never" else "nothing reported yet"
    said += "; no report required" if attest == "never" else ""
    assert reading.why == said + (f"; {missing}" if missing else "")


@pytest.mark.parametrize(
    ("stated", "on", "state"),
    [
        ("2026-01-14", "2026-02-01", "behind"),
        ("2026-01-15", "2026-02-01", "on track"),
        ("2026-02-10", "2026-02-11", "overdue"),
    ],
)
def test_the_part_of_a_month_at_an_edge_asks_for_its_own_statement(
    stated: str, on: str, state: str
) -> None:
    target = "{title: T, kind: limit, goal: 90, start: 2026-01-15, due: 2026-02-10}"
    assert standing(target, entry(stated, 0), on=on).state == state


@pytest.mark.parametrize(
    ("entries", "on", "state"),
    [
        ([], "2026-02-01", "no data"),
        ([], "2026-03-31", "no data"),
        ([], "2026-04-01", "overdue"),
        ([entry("2026-01-31", 0)], "2026-02-28", "on track"),
        ([entry("2026-01-31", 0)], "2026-03-01", "behind"),
        ([entry("2026-02-01", 0)], "2026-02-01", "behind"),
        ([case("2026-01-30", "opened"), case("2026-01-31", "answered")], "2026-02-28", "on track"),
        ([case("2026-01-30", "opened"), case("2026-02-03", "answered")], "2026-03-01", "behind"),
        ([case("2026-01-30", "opened"), entry("2026-02-03", 0)], "2026-03-01", "behind"),
        ([case("2026-01-30", "opened"), entry("2026-02-03", 0)], "2026-02-09", "on track"),
        ([entry(f"2026-0{n}-15", 0) for n in (1, 2, 3)], "2026-03-31", "on track"),
        ([entry(f"2026-0{n}-15", 0) for n in (1, 2, 3)], "2026-04-01", "met"),
        ([entry(f"2026-0{n}-15", 0) for n in (1, 3)], "2026-04-01", "overdue"),
    ],
)
def test_a_month_without_cases_says_none(entries: list[Fields], on: str, state: str) -> None:
    """Only an opening tells of new cases: what becomes of an old one is no report of the month."""
    assert standing(REGISTER, *entries, on=on, **FIRST_QUARTER).state == state


@pytest.mark.parametrize(
    "stray",
    [
        [case("2026-04-02", "opened")],
        [entry("2026-04-02", 0)],
        [entry("2025-12-31", 0)],
        [case("2025-12-20", "opened"), case("2025-12-31", "answered")],
    ],
)
@pytest.mark.parametrize(("on", "state"), [("2026-03-31", "no data"), ("2026-04-03", "overdue")])
def test_what_lies_outside_the_days_of_a_register_states_nothing(
    stray: list[Fields], on: str, state: str
) -> None:
    """Neither does a case that was closed before the first of them."""
    found = standing(REGISTER, *stray, on=on, **FIRST_QUARTER)
    assert shown(found, "state", "why") == (state, 'nothing logged yet: no case, no "none"')


@pytest.mark.parametrize(
    ("attest", "on", "why"),
    [
        ("month", "2026-05-01", "no cases so far; Feb 2026, Mar 2026, Apr 2026 not reported"),
        ("quarter", "2026-06-30", "no cases so far"),
        ("quarter", "2026-07-01", "no cases so far; Q2 2026 not reported"),
        ("never", "2026-12-31", "no cases so far"),
    ],
)
def test_statements_on_cases_missing_are_named_by_their_window(
    attest: str, on: str, why: str
) -> None:
    target = f"{{title: T, kind: cases, within: 10, attest: {attest}}}"
    assert standing(target, entry("2026-01-01", 0), on=on).reading.why == why


def test_an_entry_that_is_set_aside_is_no_statement() -> None:
    text = plan_text(REGISTER, entry("2026-01-15", 0), case("2026-02-15", "answered"))
    assert judged(text, on="2026-03-01").state == "behind"
