"""`total`: amounts from the first day on add up; what is expected grows with the days."""

from datetime import date
from decimal import Decimal

import pytest

from rectrack.targets.kinds import kind_of
from tests.support import standing
from tests.targets.helpers import (
    JAN_1_TO_APR_10,
    MARCH_1_TO_10,
    entry,
    extended,
    parts,
    shown,
)

TEN = "{title: T, kind: total, goal: 10}"
CHECKPOINTS = "{title: T, kind: total, goal: 10, checkpoints: {2026-03-03: 2, 2026-03-08: 6}}"
SHARES = "{title: T, kind: total, goal: 10, shares: {director: 6, deputy: 4}}"


@pytest.mark.parametrize(
    ("on", "expected", "state"),
    [
        ("2026-02-28", 0, "on track"),
        ("2026-03-01", 1, "behind"),
        ("2026-03-09", 9, "behind"),
        ("2026-03-10", 10, "behind"),
        ("2026-03-11", 10, "overdue"),
    ],
)
def test_nothing_logged_falls_behind_by_one_a_day(on: str, expected: int, state: str) -> None:
    found = standing(TEN, on=on, **MARCH_1_TO_10)
    assert shown(found, "expected", "state") == (expected, state)
    assert found.reading.actual == 0


@pytest.mark.parametrize(
    ("goal", "on", "expected"),
    [
        ("3", "2026-03-03", "0"),
        ("3", "2026-03-04", "1"),
        ("3", "2026-03-06", "1"),
        ("3", "2026-03-07", "2"),
        ("2.5", "2026-03-03", "0.75"),
        ("2.5", "2026-03-10", "2.5"),
    ],
)
def test_a_whole_goal_expects_no_fractions(goal: str, on: str, expected: str) -> None:
    target = f"{{title: T, kind: total, goal: {goal}}}"
    assert standing(target, on=on, **MARCH_1_TO_10).reading.expected == Decimal(expected)


@pytest.mark.parametrize(
    ("start", "end", "goal", "on", "expected"),
    [
        ("2028-02-28", "2028-03-01", 3, "2028-02-29", 2),
        ("2028-01-01", "2028-12-31", 366, "2028-02-29", 60),
        ("2028-01-01", "2028-12-31", 366, "2028-12-31", 366),
        ("2026-01-01", "2026-12-31", 365, "2026-03-01", 60),
        ("2026-12-30", "2027-01-02", 4, "2026-12-31", 2),
        ("2026-12-30", "2027-01-02", 4, "2027-01-01", 3),
        ("2026-03-05", "2026-03-05", 4, "2026-03-04", 0),
        ("2026-03-05", "2026-03-05", 4, "2026-03-05", 4),
    ],
)
def test_every_day_of_the_calendar_counts_as_one(
    start: str, end: str, goal: int, on: str, expected: int
) -> None:
    """Leap day, year end, and a target of a single day."""
    target = f"{{title: T, kind: total, goal: {goal}}}"
    assert standing(target, on=on, start=start, end=end).reading.expected == expected


@pytest.mark.parametrize(
    ("amounts", "state"),
    [
        ([4, 0.99], "behind"),
        ([4, 1], "on track"),
        ([4, 5.99], "on track"),
        ([4, 6], "met"),
        ([4, 6.01], "met"),
        ([10], "met"),
        ([0], "behind"),
    ],
)
def test_amounts_are_held_against_what_is_expected_and_the_goal(
    amounts: list[float], state: str
) -> None:
    entries = [entry("2026-03-02", amount) for amount in amounts]
    found = standing(TEN, *entries, on="2026-03-05", **MARCH_1_TO_10)
    assert found.state == state
    assert found.reading.actual == sum(Decimal(str(amount)) for amount in amounts)


@pytest.mark.parametrize(("done", "share"), [(0, "0"), (2.5, "0.25"), (10, "1"), (25, "1")])
def test_the_share_of_the_way_is_never_more_than_all_of_it(done: float, share: str) -> None:
    found = standing(TEN, entry("2026-03-02", done), on="2026-03-05", **MARCH_1_TO_10)
    assert found.reading.share == Decimal(share)


def test_amounts_add_up_as_on_paper() -> None:
    """A tenth and two tenths are three tenths, which binary fractions deny."""
    target = "{title: T, kind: total, goal: 0.3}"
    found = standing(
        target, entry("2026-03-01", 0.1), entry("2026-03-02", 0.2), on="2026-03-02", **MARCH_1_TO_10
    )
    assert shown(found, "state", "actual") == ("met", Decimal("0.3"))


@pytest.mark.parametrize(("day", "actual"), [("2026-02-28", 0), ("2026-03-01", 7)])
def test_amounts_count_from_the_first_day_on(day: str, actual: int) -> None:
    found = standing(TEN, entry(day, 7), on="2026-03-02", **MARCH_1_TO_10)
    assert found.reading.actual == actual


def test_an_entry_dated_after_the_day_does_not_exist_yet() -> None:
    entries = entry("2026-03-02", 4), entry("2026-03-03", 6)
    assert standing(TEN, *entries, on="2026-03-02", **MARCH_1_TO_10).reading.actual == 4
    assert standing(TEN, *entries, on="2026-03-03", **MARCH_1_TO_10).state == "met"


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-03-10", "reached on 10 Mar"),
        ("2026-03-11", "reached on 11 Mar, 1 day late"),
        ("2026-12-31", "reached on 31 Dec, 296 days late"),
    ],
)
def test_a_goal_reached_after_the_last_day_is_met_and_said_to_be_late(day: str, why: str) -> None:
    """What comes on top afterwards changes neither."""
    entries = entry("2026-03-01", 9), entry(day, 1), entry("2026-12-31", 5)
    found = standing(TEN, *entries, on="2026-12-31", **MARCH_1_TO_10)
    assert shown(found, "state", "why") == ("met", why)


@pytest.mark.parametrize(
    ("on", "expected", "state"),
    [
        ("2026-03-02", 0, "on track"),
        ("2026-03-03", 2, "behind"),
        ("2026-03-07", 2, "behind"),
        ("2026-03-08", 6, "behind"),
        ("2026-03-10", 6, "behind"),
        ("2026-03-11", 6, "overdue"),
    ],
)
def test_checkpoints_say_what_is_expected_from_their_day_on(
    on: str, expected: int, state: str
) -> None:
    found = standing(CHECKPOINTS, on=on, **MARCH_1_TO_10)
    assert shown(found, "expected", "state") == (expected, state)


def test_the_largest_checkpoint_so_far_counts() -> None:
    target = "{title: T, kind: total, goal: 9, checkpoints: {2026-03-03: 5, 2026-03-08: 3}}"
    assert standing(target, on="2026-03-09", **MARCH_1_TO_10).reading.expected == 5


@pytest.mark.parametrize(
    ("done", "on", "back_on_track", "next_step"),
    [
        (0, "2026-03-02", "", "2 more by 3 Mar"),
        (1, "2026-03-04", "1 more now", "5 by 8 Mar"),
        (2, "2026-03-04", "", "4 more by 8 Mar"),
        (6, "2026-03-04", "", "4 more by 10 Mar"),
        (6, "2026-03-09", "", "4 more by 10 Mar"),
    ],
)
def test_the_next_step_names_the_day_of_the_next_checkpoint(
    done: int, on: str, back_on_track: str, next_step: str
) -> None:
    entries = [entry("2026-03-01", done)] if done else []
    found = standing(CHECKPOINTS, *entries, on=on, **MARCH_1_TO_10)
    assert shown(found, "back_on_track", "next_step") == (back_on_track, next_step)


def test_a_goal_that_is_due_at_its_last_checkpoint_has_no_other_day() -> None:
    target = "{title: T, kind: total, goal: 9, checkpoints: {2026-03-03: 5, 2026-03-08: 9}}"
    found = standing(target, entry("2026-03-02", 5), on="2026-03-04", **MARCH_1_TO_10)
    assert found.reading.next_step == "4 more by 8 Mar"
    due = kind_of(found.target).falls_due(found.progress, found.reading)
    assert [(each.day.day, each.what, each.is_next) for each in due] == [
        (8, "4 more, to reach 9", True)
    ]


def test_a_smaller_checkpoint_behind_a_larger_one_asks_for_nothing_more() -> None:
    target = "{title: T, kind: total, goal: 9, checkpoints: {2026-03-03: 5, 2026-03-08: 3}}"
    found = standing(target, entry("2026-03-02", 2), on="2026-03-04", **MARCH_1_TO_10)
    assert shown(found, "back_on_track", "next_step") == ("3 more now", "7 by 10 Mar")


def test_checkpoints_do_not_move_with_an_extension() -> None:
    later = extended("2026-03-02", to="2026-06-30")
    found = standing(CHECKPOINTS, later, on="2026-03-08", **MARCH_1_TO_10)
    assert found.reading.expected == 6


def test_shares_split_the_goal_over_people_and_all_amounts_count() -> None:
    entries = (
        entry("2026-02-28", 9, by="director"),
        entry("2026-03-01", 2, by="director"),
        entry("2026-03-02", 1, for_="director"),
        entry("2026-03-02", 5, for_="deputy"),
        entry("2026-03-03", 2),
    )
    found = standing(SHARES, *entries, on="2026-03-03", **MARCH_1_TO_10)
    assert parts(found) == {"director": (3, 6), "deputy": (5, 4)}
    assert shown(found, "actual", "state") == (10, "met")


@pytest.mark.parametrize(
    ("done", "on", "weekly"),
    [
        (0, "2026-02-27", "7"),
        (3, "2026-03-03", "7"),
        (0, "2026-03-04", None),
        (9, "2026-03-09", None),
        (9.95, "2026-03-03", "0.1"),
        (9, "2026-03-10", None),
        (9, "2026-03-11", None),
        (10, "2026-03-04", None),
        (11, "2026-03-04", None),
    ],
)
def test_what_is_needed_a_week_is_rounded_up_and_ends_with_the_last_day(
    done: float, on: str, weekly: str | None
) -> None:
    found = standing(TEN, entry("2026-03-01", done), on=on, **MARCH_1_TO_10)
    assert found.reading.needed_per_week == (None if weekly is None else Decimal(weekly))


@pytest.mark.parametrize(
    ("amounts", "on", "forecast"),
    [
        ([2, 2, 1], "2026-01-10", date(2026, 1, 20)),
        ([2, 2, 1], "2026-01-20", date(2026, 2, 9)),
        ([1, 1, 1], "2026-01-10", date(2026, 2, 3)),
        ([0.1, 0.1, 0.1], "2026-01-10", date(2026, 11, 30)),
        ([2, 2, 1], "2026-01-09", None),
        ([3, 2], "2026-01-10", None),
        ([0, 0, 0], "2026-01-10", None),
        ([5, 4, 1], "2026-01-10", None),
        ([2, 2, 1], "2026-04-11", None),
    ],
)
def test_a_forecast_is_made_at_the_mean_rate_where_that_is_honest(
    amounts: list[float], on: str, forecast: date | None
) -> None:
    """With three entries and a tenth of the days gone, and while there is something to reach."""
    entries = [entry("2026-01-05", amount) for amount in amounts]
    assert standing(TEN, *entries, on=on, **JAN_1_TO_APR_10).reading.forecast == forecast


@pytest.mark.parametrize(
    ("on", "why"),
    [
        ("2026-11-22", "4 of 6 expected by 22 Nov; 1.8 a week needed until 31 Dec"),
        ("2026-12-31", "4 of 14 expected by 31 Dec; 10 more needed until 31 Dec"),
        ("2027-01-01", "4 of 14 by 31 Dec 2026: 10 short"),
    ],
)
def test_the_reason_says_how_far_how_fast_and_until_when(on: str, why: str) -> None:
    target = "{title: T, kind: total, goal: 14, start: 2026-10-24}"
    assert standing(target, entry("2026-10-30", 4), on=on).reading.why == why


@pytest.mark.parametrize(
    ("target", "director", "deputy"),
    [
        (SHARES, 3, 2),
        ("{title: T, kind: total, goal: 10, shares: {director: 9, deputy: 1}}", 4, 0),
        ("{title: T, kind: total, goal: 1, shares: {director: 0.5, deputy: 0.5}}", "0.25", "0.25"),
        (f"{CHECKPOINTS[:-1]}, shares: {{director: 5, deputy: 5}}}}", 1, 1),
    ],
)
def test_of_each_share_as_much_is_expected_as_of_a_total_of_its_own(
    target: str, director: int | str, deputy: int | str
) -> None:
    """On the fifth of ten days half of it, or its part of the checkpoint that has passed."""
    people = standing(target, on="2026-03-05", **MARCH_1_TO_10).reading.people
    assert [each.expected for each in people] == [Decimal(director), Decimal(deputy)]
