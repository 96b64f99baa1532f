"""`change`: the latest reading on its way from a baseline to a goal, up or down."""

from datetime import date
from decimal import Decimal

import pytest

from tests.support import standing
from tests.targets.helpers import (
    JAN_1_TO_APR_10,
    MARCH_1_TO_10,
    Fields,
    entry,
    refusals,
    shown,
)

UP = "{title: T, kind: change, baseline: 20, goal: 60}"
DOWN = "{title: T, kind: change, baseline: 60, goal: 20}"


@pytest.mark.parametrize(
    ("target", "on", "expected"),
    [
        (UP, "2026-02-28", "20"),
        (UP, "2026-03-01", "24"),
        (UP, "2026-03-05", "40"),
        (UP, "2026-03-10", "60"),
        (UP, "2026-03-11", "60"),
        (DOWN, "2026-02-28", "60"),
        (DOWN, "2026-03-01", "56"),
        (DOWN, "2026-03-09", "24"),
        (DOWN, "2026-03-10", "20"),
        ("{title: T, kind: change, baseline: 0, goal: 1}", "2026-03-03", "0.3"),
        ("{title: T, kind: change, baseline: -5, goal: 5}", "2026-03-05", "0"),
    ],
)
def test_the_way_is_expected_in_even_steps_from_the_baseline_to_the_goal(
    target: str, on: str, expected: str
) -> None:
    assert standing(target, on=on, **MARCH_1_TO_10).reading.expected == Decimal(expected)


@pytest.mark.parametrize(
    ("start", "end", "on"),
    [("2028-02-28", "2028-03-02", "2028-02-29"), ("2026-12-30", "2027-01-02", "2026-12-31")],
)
def test_leap_day_and_year_end_are_days_like_others(start: str, end: str, on: str) -> None:
    assert standing(UP, on=on, start=start, end=end).reading.expected == 40


@pytest.mark.parametrize(
    ("target", "value", "state"),
    [
        (UP, 39.99, "behind"),
        (UP, 40, "on track"),
        (UP, 59.99, "on track"),
        (UP, 60, "met"),
        (UP, 60.01, "met"),
        (UP, 19, "behind"),
        (DOWN, 40.01, "behind"),
        (DOWN, 40, "on track"),
        (DOWN, 20.01, "on track"),
        (DOWN, 20, "met"),
        (DOWN, 0, "met"),
        (DOWN, 61, "behind"),
    ],
)
def test_a_reading_is_held_against_what_is_expected_and_the_goal(
    target: str, value: float, state: str
) -> None:
    """Halfway through the days, 40 is expected either way."""
    found = standing(target, entry("2026-03-04", value), on="2026-03-05", **MARCH_1_TO_10)
    assert shown(found, "state", "actual") == (state, Decimal(str(value)))


@pytest.mark.parametrize(
    ("target", "value", "share"),
    [(UP, 19, "0"), (UP, 30, "0.25"), (UP, 61, "1"), (DOWN, 61, "0"), (DOWN, 50, "0.25")],
)
def test_the_share_of_the_way_is_never_less_than_none_nor_more_than_all_of_it(
    target: str, value: float, share: str
) -> None:
    found = standing(target, entry("2026-03-04", value), on="2026-03-05", **MARCH_1_TO_10)
    assert found.reading.share == Decimal(share)


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
    assert standing(UP, on=on, **MARCH_1_TO_10).state == state


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-03-04", "met"),
        ("2026-03-05", "on track"),
        ("2026-03-06", "behind"),
        ("2026-03-10", "behind"),
        ("2026-03-11", "overdue"),
        ("2026-03-13", "met"),
    ],
)
def test_only_the_latest_reading_counts_so_what_was_reached_can_be_lost(
    on: str, state: str
) -> None:
    entries = entry("2026-03-13", 60), entry("2026-03-05", 40), entry("2026-03-04", 60)
    assert standing(UP, *entries, on=on, **MARCH_1_TO_10).state == state


@pytest.mark.parametrize(
    ("target", "value", "on", "weekly"),
    [
        (UP, 25, "2026-03-03", "35"),
        (UP, 59.99, "2026-03-03", "0.1"),
        (UP, 25, "2026-03-10", None),
        (UP, 25, "2026-03-11", None),
        (UP, 60, "2026-03-03", None),
        (DOWN, 55, "2026-03-03", "-35"),
        (DOWN, 55, "2026-03-10", None),
        (DOWN, 19, "2026-03-03", None),
    ],
)
def test_what_is_needed_a_week_has_the_sign_of_the_way(
    target: str, value: float, on: str, weekly: str | None
) -> None:
    found = standing(target, entry("2026-03-03", value), on=on, **MARCH_1_TO_10)
    assert found.reading.needed_per_week == (None if weekly is None else Decimal(weekly))


@pytest.mark.parametrize(
    ("terms", "readings", "on", "forecast"),
    [
        ("baseline: 0, goal: 100", [10, 20, 25], "2026-01-10", date(2026, 2, 9)),
        ("baseline: 100, goal: 50", [98, 97, 95], "2026-01-10", date(2026, 4, 10)),
        ("baseline: 0, goal: 100", [10, 20, 25], "2026-01-09", None),
        ("baseline: 0, goal: 100", [10, 25], "2026-01-10", None),
        ("baseline: 0, goal: 100", [10, 20, 0], "2026-01-10", None),
        ("baseline: 100, goal: 50", [98, 97, 101], "2026-01-10", None),
        ("baseline: 0, goal: 100", [10, 20, 100], "2026-01-10", None),
        ("baseline: 0, goal: 100", [10, 20, 25], "2026-04-11", None),
    ],
)
def test_a_forecast_is_made_from_the_advance_on_the_baseline_where_that_is_honest(
    terms: str, readings: list[float], on: str, forecast: date | None
) -> None:
    """With three readings, a tenth of the days gone, and some advance that is not yet enough."""
    target = f"{{title: T, kind: change, {terms}}}"
    entries = [entry(f"2026-01-0{day}", reading) for day, reading in enumerate(readings, start=1)]
    assert standing(target, *entries, on=on, **JAN_1_TO_APR_10).reading.forecast == forecast


@pytest.mark.parametrize(
    ("entries", "on", "why"),
    [
        ([], "2026-03-05", "no reading yet; from 20 to 60"),
        (
            [entry("2026-03-04", 40)],
            "2026-03-05",
            "40 on 4 Mar, 40 expected by 5 Mar; 20 more needed until 10 Mar",
        ),
        (
            [entry("2026-03-04", 40)],
            "2026-03-10",
            "40 on 4 Mar, 60 expected by 10 Mar; 20 more needed until 10 Mar",
        ),
        ([entry("2026-03-04", 40)], "2026-03-11", "40 on 4 Mar; 60 was due by 10 Mar"),
        ([entry("2026-03-10", 60)], "2026-03-11", "60 on 10 Mar, goal of 60 reached"),
        (
            [entry("2026-03-04", 60), entry("2026-03-05", 59), entry("2026-03-13", 61)],
            "2026-03-20",
            "61 on 13 Mar, goal of 60 reached, 3 days late",
        ),
        (
            [entry("2026-03-05", 59), entry("2026-03-13", 60), entry("2026-03-19", 61)],
            "2026-03-20",
            "61 on 19 Mar, goal of 60 reached, 3 days late",
        ),
    ],
)
def test_the_reason_says_how_far_how_fast_and_until_when(
    entries: list[Fields], on: str, why: str
) -> None:
    assert standing(UP, *entries, on=on, **MARCH_1_TO_10).reading.why == why


def test_a_reading_may_be_below_zero() -> None:
    target = "{title: T, kind: change, baseline: -5, goal: 5}"
    assert refusals(target, entry("2026-03-02", -3)) == []
