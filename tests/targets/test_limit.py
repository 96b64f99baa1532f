"""`limit`: amounts within the days stay under a ceiling, and silence is not compliance."""

from datetime import date
from decimal import Decimal

import pytest

from tests.support import standing
from tests.targets.helpers import (
    JAN_1_TO_APR_10,
    MARCH_1_TO_10,
    entry,
    shown,
)

TEN = "{title: T, kind: limit, goal: 10, attest: never}"
FIVE = "{title: T, kind: limit, goal: 5, attest: never}"
NONE_AT_ALL = "{title: T, kind: limit, goal: 0, attest: never}"


@pytest.mark.parametrize(
    ("target", "spent", "on", "state"),
    [
        (TEN, 0, "2026-03-01", "on track"),
        (TEN, 3, "2026-03-03", "on track"),
        (TEN, 3.01, "2026-03-03", "behind"),
        (FIVE, 2, "2026-03-03", "on track"),
        (FIVE, 2.01, "2026-03-03", "behind"),
        (TEN, 10, "2026-03-03", "behind"),
        (TEN, 10.01, "2026-03-03", "failed"),
        (TEN, 10, "2026-03-10", "on track"),
        (TEN, 0, "2026-03-10", "on track"),
        (TEN, 10, "2026-03-11", "met"),
        (TEN, 10.01, "2026-03-11", "failed"),
        (NONE_AT_ALL, 0, "2026-03-05", "on track"),
        (NONE_AT_ALL, 0.01, "2026-03-05", "failed"),
        (NONE_AT_ALL, 0, "2026-03-11", "met"),
    ],
)
def test_amounts_are_held_against_the_part_so_far_rounded_up_and_the_ceiling(
    target: str, spent: float, on: str, state: str
) -> None:
    """A tenth of the ceiling is allowed a day; it is met at the end, and failed at once."""
    found = standing(target, entry("2026-03-01", spent), on=on, **MARCH_1_TO_10)
    assert shown(found, "state", "actual") == (state, Decimal(str(spent)))


@pytest.mark.parametrize(
    ("goal", "on", "allowed"),
    [
        ("10", "2026-02-28", "0"),
        ("10", "2026-03-01", "1"),
        ("5", "2026-03-03", "2"),
        ("5", "2026-03-04", "2"),
        ("0.5", "2026-03-01", "0.5"),
        ("10", "2026-03-10", "10"),
        ("10", "2026-03-11", "10"),
    ],
)
def test_what_is_allowed_so_far_never_exceeds_the_ceiling(goal: str, on: str, allowed: str) -> None:
    target = f"{{title: T, kind: limit, goal: {goal}, attest: never}}"
    assert standing(target, on=on, **MARCH_1_TO_10).reading.expected == Decimal(allowed)


@pytest.mark.parametrize(
    ("start", "end", "on"),
    [("2028-02-28", "2028-03-02", "2028-02-29"), ("2026-12-30", "2027-01-02", "2026-12-31")],
)
def test_leap_day_and_year_end_are_days_like_others(start: str, end: str, on: str) -> None:
    assert standing(TEN, on=on, start=start, end=end).reading.expected == 5


@pytest.mark.parametrize(
    ("day", "spent"),
    [("2026-02-28", 0), ("2026-03-01", 11), ("2026-03-10", 11), ("2026-03-11", 0)],
)
def test_only_amounts_of_the_targets_own_days_count(day: str, spent: int) -> None:
    found = standing(TEN, entry(day, 11), on="2026-03-20", **MARCH_1_TO_10)
    assert found.reading.actual == spent


def test_the_day_on_which_the_ceiling_was_passed_is_named() -> None:
    entries = entry("2026-03-02", 10), entry("2026-03-05", 1), entry("2026-03-06", 1)
    reading = standing(TEN, *entries, on="2026-03-09", **MARCH_1_TO_10).reading
    assert reading.why == "12, at most 10 allowed; exceeded on 5 Mar"


def test_who_is_ahead_of_the_days_is_shown_what_is_allowed_so_far() -> None:
    found = standing(TEN, entry("2026-03-02", 4), on="2026-03-03", **MARCH_1_TO_10)
    assert found.reading.why == "4 of at most 10; only 3 allowed by 3 Mar"
    after = standing(TEN, entry("2026-03-02", 10), on="2026-03-11", **MARCH_1_TO_10)
    assert after.reading.why == "10 of at most 10"


def test_a_slip_that_was_voided_breaks_nothing() -> None:
    """It never happened, so not even before the day on which it was voided."""
    slip = entry("2026-03-02", 1000, id="slip")
    undone = {"date": "2026-03-04", "voids": "slip"}
    assert standing(TEN, slip, on="2026-03-03", **MARCH_1_TO_10).state == "failed"
    assert standing(TEN, slip, undone, on="2026-03-03", **MARCH_1_TO_10).state == "on track"


@pytest.mark.parametrize(
    ("terms", "ceiling"),
    [
        ("baseline: 1420, cut: 20", "1136"),
        ("baseline: 1420, cut: 15 %", "1207"),
        ("baseline: 1000, cut: 33.3", "667"),
        ("baseline: 0.07, cut: 10", "0.063"),
        ("baseline: 1420, cut: 0", "1420"),
        ("baseline: 1420, cut: 100", "0"),
    ],
)
def test_the_ceiling_may_be_a_baseline_less_a_cut(terms: str, ceiling: str) -> None:
    """Exactly the ceiling is kept at the end; a thousandth more breaks it."""
    target = f"{{title: T, kind: limit, attest: never, {terms}}}"
    spent = entry("2026-03-01", float(ceiling))
    more = entry("2026-03-02", 0.001)
    exactly = standing(target, spent, on="2026-03-11", **MARCH_1_TO_10)
    assert shown(exactly, "goal", "state") == (Decimal(ceiling), "met")
    assert standing(target, spent, more, on="2026-03-11", **MARCH_1_TO_10).state == "failed"


@pytest.mark.parametrize(
    ("amounts", "forecast"),
    [
        ([2, 1, 1], date(2026, 2, 19)),
        ([1, 0.5, 0.5], date(2026, 4, 10)),
        ([1, 0.5, 0.4], None),
        ([1, 1], None),
        ([10, 5, 5], None),
        ([0, 0, 0], None),
        ([10, 10, 1], None),
    ],
)
def test_a_forecast_says_when_the_ceiling_is_reached_within_the_days(
    amounts: list[float], forecast: date | None
) -> None:
    """4 of 20 in ten days are 16 more in forty; one that is passed, or kept, has no such day."""
    target = "{title: T, kind: limit, goal: 20}"
    entries = [entry("2026-01-02", amount) for amount in amounts]
    found = standing(target, *entries, on="2026-01-10", **JAN_1_TO_APR_10)
    assert found.reading.forecast == forecast
