"""`each`: every person of `who` reaches the quota; a surplus never covers another's gap."""

from decimal import Decimal

import pytest

from tests.support import standing
from tests.targets.helpers import (
    MARCH_1_TO_10,
    Fields,
    entry,
    parts,
    shown,
    standing_when_head_left,
)

FIVE_EACH = "{title: T, kind: each, goal: 5, who: [director, deputy]}"
HEAD_AND_CLERK = "{title: T, kind: each, goal: 5, who: [head, clerk]}"


def of(person: str | list[str], value: float, day: str = "2026-03-02") -> Fields:
    return entry(day, value, for_=person)


@pytest.mark.parametrize(
    ("director", "deputy", "actual", "state"),
    [
        (5, 5, 2, "met"),
        (5.01, 5, 2, "met"),
        (9, 4.99, 1, "on track"),
        (100, 3, 1, "on track"),
        (100, 1.99, 1, "behind"),
        (2, 2, 0, "on track"),
    ],
)
def test_a_surplus_never_covers_anothers_gap(
    director: float, deputy: float, actual: int, state: str
) -> None:
    """On the fifth of ten days ⌊5 · 0.5⌋ = 2 are expected of each."""
    entries = of("director", director), of("deputy", deputy)
    found = standing(FIVE_EACH, *entries, on="2026-03-05", **MARCH_1_TO_10)
    assert shown(found, "state", "actual", "goal") == (state, actual, 2)
    assert parts(found) == {
        "director": (Decimal(str(director)), 5),
        "deputy": (Decimal(str(deputy)), 5),
    }


@pytest.mark.parametrize(
    ("goal", "on", "state"),
    [
        (5, "2026-02-28", "on track"),
        (5, "2026-03-01", "on track"),
        (5, "2026-03-02", "behind"),
        (1, "2026-03-09", "on track"),
        (1, "2026-03-10", "behind"),
        (1, "2026-03-11", "overdue"),
    ],
)
def test_of_each_the_whole_part_of_the_quota_so_far_is_expected(
    goal: int, on: str, state: str
) -> None:
    target = f"{{title: T, kind: each, goal: {goal}, who: [director]}}"
    assert standing(target, on=on, **MARCH_1_TO_10).state == state


@pytest.mark.parametrize(
    ("on", "state", "expected", "of_each"),
    [
        ("2026-02-28", "on track", 0, "0"),
        ("2026-03-01", "behind", 0, "0.05"),
        ("2026-03-09", "behind", 0, "0.45"),
        ("2026-03-10", "behind", 1, "0.5"),
        ("2026-03-11", "overdue", 1, "0.5"),
    ],
)
def test_a_quota_that_is_not_whole_is_expected_bit_by_bit(
    on: str, state: str, expected: int, of_each: str
) -> None:
    target = "{title: T, kind: each, goal: 0.5, who: [director]}"
    found = standing(target, on=on, **MARCH_1_TO_10)
    assert shown(found, "state", "actual", "expected", "goal") == (state, 0, expected, 1)
    assert [each.expected for each in found.reading.people] == [Decimal(of_each)]


@pytest.mark.parametrize(
    ("on", "expected", "short"),
    [
        ("2026-02-28", 0, 0),
        ("2026-03-05", 0, 0),
        ("2026-03-06", 0, 1),
        ("2026-03-08", 0, 2),
        ("2026-03-10", 2, 2),
    ],
)
def test_those_below_what_is_expected_of_each_are_counted(
    on: str, expected: int, short: int
) -> None:
    """The figures say why a target is behind although nobody's whole quota was due."""
    found = standing(FIVE_EACH, of("director", 2.5), of("deputy", 3), on=on,
                     **MARCH_1_TO_10)  # fmt: skip
    assert shown(found, "expected", "short") == (expected, short)
    assert found.reading.behind is (short > 0)


@pytest.mark.parametrize(
    ("start", "end", "on", "state"),
    [
        ("2028-02-28", "2028-03-02", "2028-02-28", "on track"),
        ("2028-02-28", "2028-03-02", "2028-02-29", "behind"),
        ("2026-12-30", "2027-01-02", "2026-12-30", "on track"),
        ("2026-12-30", "2027-01-02", "2026-12-31", "behind"),
    ],
)
def test_leap_day_and_year_end_are_days_like_others(
    start: str, end: str, on: str, state: str
) -> None:
    """Of two in four days, one is expected at the end of the second."""
    target = "{title: T, kind: each, goal: 2, who: [director]}"
    assert standing(target, on=on, start=start, end=end).state == state


def test_nothing_logged_counts_nobody() -> None:
    found = standing(FIVE_EACH, on="2026-03-10", **MARCH_1_TO_10)
    assert shown(found, "actual", "expected", "goal") == (0, 2, 2)


@pytest.mark.parametrize(
    ("credited", "actual"),
    [
        (["director", "deputy"], {"director": 3, "deputy": 3}),
        ("team", {"director": 3, "deputy": 3}),
        (["team", "director"], {"director": 3, "deputy": 3}),
        ("deputy", {"director": 0, "deputy": 3}),
        ("clerk", {"director": 0, "deputy": 0}),
    ],
)
def test_everyone_named_gets_the_whole_credit_once(
    credited: str | list[str], actual: dict[str, int]
) -> None:
    found = standing(FIVE_EACH, of(credited, 3), on="2026-03-05", **MARCH_1_TO_10)
    assert {each.id: each.actual for each in found.reading.people} == actual


def test_who_writes_it_down_gets_the_credit_where_nobody_is_named() -> None:
    target = "{title: T, kind: each, goal: 5, who: [clerk]}"
    assert standing(target, entry("2026-03-01", 5), on="2026-03-01", **MARCH_1_TO_10).state == "met"


def test_a_group_stands_for_its_members_each_once() -> None:
    target = "{title: T, kind: each, goal: 5, who: [team, director]}"
    people = standing(target, on="2026-03-01", **MARCH_1_TO_10).reading.people
    assert [each.id for each in people] == ["director", "deputy"]


@pytest.mark.parametrize(("day", "state"), [("2026-02-28", "behind"), ("2026-03-01", "met")])
def test_work_counts_from_the_first_day_on(day: str, state: str) -> None:
    found = standing(FIVE_EACH, of("team", 5, day), on="2026-03-02", **MARCH_1_TO_10)
    assert found.state == state


@pytest.mark.parametrize(
    ("left", "on", "state"),
    [
        ("2026-03-04", "2026-03-03", "behind"),
        ("2026-03-04", "2026-03-04", "behind"),
        ("2026-03-04", "2026-03-05", "met"),
        ("2026-03-09", "2026-12-31", "met"),
        ("2026-03-10", "2026-12-31", "overdue"),
        ("2026-04-01", "2026-12-31", "overdue"),
    ],
)
def test_nothing_is_expected_of_those_who_left(left: str, on: str, state: str) -> None:
    """The clerk is done, the head of section is not; who stayed to the last day is answerable."""
    found = standing_when_head_left(
        left, HEAD_AND_CLERK, of("clerk", 5, "2026-03-01"), on=on, **MARCH_1_TO_10
    )
    assert found.state == state


def test_a_quota_of_nobody_cannot_be_judged() -> None:
    target = "{title: T, kind: each, goal: 5, who: [head]}"
    found = standing_when_head_left("2026-02-01", target, on="2026-03-05", **MARCH_1_TO_10)
    assert shown(found, "state", "why") == ("no data", "everyone named in `who` has left")


@pytest.mark.parametrize(
    ("entries", "on", "why"),
    [
        (
            (of("director", 5),),
            "2026-03-05",
            "1 of 2 people has reached the 2 expected by 5 Mar; behind: deputy",
        ),
        (
            (of("director", 2),),
            "2026-03-05",
            "0 of 2 done; 1 of 2 people has reached the 2 expected by 5 Mar; behind: deputy",
        ),
        (
            (of("director", 5), of("deputy", 2)),
            "2026-03-05",
            "1 of 2 people has reached 5; not yet: deputy",
        ),
        (
            (of("deputy", 4),),
            "2026-03-11",
            "2 of 2 people had not reached 5 by 10 Mar: director, deputy",
        ),
        ((of("team", 5, "2026-03-10"),), "2026-03-11", "everyone done"),
        ((of("team", 5), of("team", 1, "2026-03-20")), "2026-03-31", "everyone done"),
        (
            (of("team", 5, "2026-02-28"), of("team", 5, "2026-03-11")),
            "2026-03-31",
            "everyone done, 1 day late",
        ),
        (
            (of("team", 4), of("director", 1), of("deputy", 1, "2026-03-12"), of("deputy", 3)),
            "2026-03-31",
            "everyone done",
        ),
        (
            (of("team", 4), of("director", 1), of("deputy", 1, "2026-03-12")),
            "2026-03-31",
            "everyone done, 2 days late",
        ),
    ],
)
def test_those_short_are_named_and_so_is_lateness(
    entries: tuple[Fields, ...], on: str, why: str
) -> None:
    assert standing(FIVE_EACH, *entries, on=on, **MARCH_1_TO_10).reading.why == why


@pytest.mark.parametrize(
    ("on", "weekly"),
    [("2026-03-02", "6.2"), ("2026-03-03", "7"), ("2026-03-04", None), ("2026-03-11", None)],
)
def test_what_is_needed_a_week_is_the_sum_of_the_gaps(on: str, weekly: str | None) -> None:
    """The director lacks 4 and the deputy 3; in the last week nothing is said by the week."""
    entries = of("director", 1), of("deputy", 2)
    found = standing(FIVE_EACH, *entries, on=on, **MARCH_1_TO_10)
    assert found.reading.needed_per_week == (None if weekly is None else Decimal(weekly))
