"""`level`: the latest reading lies within its bounds and is not stale."""

from decimal import Decimal

import pytest

from tests.support import standing
from tests.targets.helpers import (
    MARCH_1_TO_10,
    Fields,
    entry,
    objection,
    refusals,
    shown,
)

AT_LEAST_90 = "{title: T, kind: level, min: 90}"
AT_MOST_5 = "{title: T, kind: level, max: 5}"
BETWEEN = "{title: T, kind: level, min: -2, max: 5}"
EXACTLY_7 = "{title: T, kind: level, min: 7, max: 7}"
INDEPENDENT = "{title: T, kind: level, min: 90, independent: true}"


@pytest.mark.parametrize(
    ("target", "value", "state"),
    [
        (AT_LEAST_90, 89.99, "behind"),
        (AT_LEAST_90, 90, "met"),
        (AT_LEAST_90, 1000, "met"),
        (AT_MOST_5, 5, "met"),
        (AT_MOST_5, 5.01, "behind"),
        (AT_MOST_5, -3, "met"),
        (BETWEEN, -2, "met"),
        (BETWEEN, -2.01, "behind"),
        (BETWEEN, 5, "met"),
        (BETWEEN, 5.01, "behind"),
        (EXACTLY_7, 7, "met"),
        (EXACTLY_7, 6.99, "behind"),
    ],
)
def test_a_reading_on_the_bound_is_within_and_either_bound_may_be_absent(
    target: str, value: float, state: str
) -> None:
    found = standing(target, entry("2026-03-02", value), on="2026-03-02", **MARCH_1_TO_10)
    assert shown(found, "state", "actual") == (state, Decimal(str(value)))


@pytest.mark.parametrize(
    ("target", "low", "high", "goal"),
    [(AT_LEAST_90, 90, None, 90), (AT_MOST_5, None, 5, 5), (BETWEEN, -2, 5, -2)],
)
@pytest.mark.parametrize("entries", [[], [entry("2026-03-02", 4)]])
def test_the_bounds_stand_beside_the_reading(
    target: str, low: int | None, high: int | None, goal: int, entries: list[Fields]
) -> None:
    """The lower one, where there is one, stands for the goal."""
    found = standing(target, *entries, on="2026-03-02", **MARCH_1_TO_10)
    assert shown(found, "low", "high", "goal") == (low, high, goal)


@pytest.mark.parametrize(
    ("terms", "step"),
    [
        ("min: 90", "raise by 10 to 90, record it"),
        ("max: 70", "reduce by 10 to 70, record it"),
        ("min: 85, max: 90", "raise by 5 to 85, record it"),
        ("min: 70, max: 75", "reduce by 5 to 75, record it"),
    ],
)
def test_out_of_bounds_the_way_to_the_nearer_bound_is_said(terms: str, step: str) -> None:
    target = f"{{title: T, kind: level, {terms}}}"
    found = standing(target, entry("2026-03-02", 80), on="2026-03-03", **MARCH_1_TO_10)
    assert found.reading.step == step


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-02-28", "on track"),
        ("2026-03-01", "no data"),
        ("2026-03-10", "no data"),
        ("2026-03-11", "overdue"),
    ],
)
def test_without_a_reading_there_is_no_data_and_after_the_last_day_it_is_overdue(
    on: str, state: str
) -> None:
    assert standing(AT_LEAST_90, on=on, **MARCH_1_TO_10).state == state


@pytest.mark.parametrize(
    ("terms", "read", "on", "state"),
    [
        ("min: 90", "2026-01-01", "2026-04-01", "met"),
        ("min: 90", "2026-01-01", "2026-04-02", "behind"),
        ("min: 90, stale_after: 30", "2026-01-01", "2026-01-31", "met"),
        ("min: 90, stale_after: 30", "2026-01-01", "2026-02-01", "behind"),
        ("min: 90, stale_after: 1", "2026-06-01", "2026-06-02", "met"),
        ("min: 90, stale_after: 1", "2026-06-01", "2026-06-03", "behind"),
        ("min: 90, stale_after: 29", "2028-02-01", "2028-03-01", "met"),
        ("min: 90, stale_after: 29", "2028-02-01", "2028-03-02", "behind"),
        ("min: 90, stale_after: 30", "2026-12-10", "2027-01-09", "met"),
        ("min: 90, stale_after: 30", "2026-12-10", "2027-01-10", "behind"),
    ],
)
def test_a_reading_counts_up_to_its_age_limit_and_no_day_longer(
    terms: str, read: str, on: str, state: str
) -> None:
    """Ninety days where nothing is said; leap day and year end are days like others."""
    target = f"{{title: T, kind: level, {terms}}}"
    assert standing(target, entry(read, 95), on=on, end="2028-12-31").state == state


def test_a_stale_reading_is_said_to_be_stale() -> None:
    reading = standing(AT_LEAST_90, entry("2026-01-01", 95), on="2026-04-02").reading
    assert reading.why.endswith(
        "; the reading is 91 days old, only readings up to 90 days old count"
    )


@pytest.mark.parametrize(
    ("read", "value", "on", "state"),
    [
        ("2026-03-09", 95, "2026-03-11", "met"),
        ("2026-03-09", 95, "2026-12-31", "met"),
        ("2025-12-10", 95, "2026-03-11", "met"),
        ("2025-12-09", 95, "2026-03-11", "overdue"),
        ("2026-03-09", 89, "2026-03-10", "behind"),
        ("2026-03-09", 89, "2026-03-11", "overdue"),
        ("2026-03-20", 95, "2026-03-20", "met"),
    ],
)
def test_after_the_last_day_the_age_on_that_day_counts(
    read: str, value: float, on: str, state: str
) -> None:
    found = standing(AT_LEAST_90, entry(read, value), on=on, **MARCH_1_TO_10)
    assert found.state == state


GOOD_THEN_BAD = [
    [entry("2026-03-02", 95), entry("2026-03-03", 80)],
    [
        entry("2026-03-03", 95, logged="2026-03-03T09:00:00+08:00"),
        entry("2026-03-03", 80, logged="2026-03-03T10:00:00+08:00"),
    ],
    [
        entry("2026-03-03", 95, logged="2026-03-03T10:00:00+08:00"),
        entry("2026-03-03", 80, logged="2026-03-03T09:00:00+00:00"),
    ],
    [
        entry("2026-03-02", 95, logged="2026-03-04T09:00:00+08:00"),
        entry("2026-03-03", 80, logged="2026-03-03T09:00:00+08:00"),
    ],
    [
        entry("2026-03-03", 95, id="a", logged="2026-03-03T09:00:00+08:00"),
        entry("2026-03-03", 80, id="b", logged="2026-03-03T09:00:00+08:00"),
    ],
]


@pytest.mark.parametrize("entries", GOOD_THEN_BAD)
def test_the_latest_reading_is_by_day_then_moment_then_id_never_by_place(
    entries: list[Fields],
) -> None:
    for order in (entries, entries[::-1]):
        found = standing(AT_LEAST_90, *order, on="2026-03-05", **MARCH_1_TO_10)
        assert shown(found, "actual", "state") == (80, "behind")


def test_a_reading_dated_after_the_day_does_not_exist_yet() -> None:
    entries = entry("2026-03-02", 80), entry("2026-03-05", 95)
    assert standing(AT_LEAST_90, *entries, on="2026-03-04", **MARCH_1_TO_10).state == "behind"
    assert standing(AT_LEAST_90, *entries, on="2026-03-05", **MARCH_1_TO_10).state == "met"


@pytest.mark.parametrize(
    "wrong",
    [
        entry("2026-03-02", 95, by="deputy"),
        entry("2026-03-02", 95, for_="deputy"),
        entry("2026-03-02", 95, for_="team"),
    ],
)
def test_an_independent_reading_is_never_the_leads(wrong: Fields) -> None:
    """Neither written down by the lead nor taken by them; the deputy leads, also in the team."""
    assert objection(INDEPENDENT, wrong)


@pytest.mark.parametrize(
    ("target", "right"),
    [
        (INDEPENDENT, entry("2026-03-02", 95, by="director")),
        (INDEPENDENT, entry("2026-03-02", 95, for_="head")),
        (AT_LEAST_90, entry("2026-03-02", 95, by="deputy")),
    ],
)
def test_anyone_else_may_read_and_where_it_need_not_be_independent_the_lead_too(
    target: str, right: Fields
) -> None:
    assert refusals(target, right) == []
