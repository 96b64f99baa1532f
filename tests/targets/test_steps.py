"""`steps`: named steps, each done once; those without a day are due on the last day."""

from datetime import date
from decimal import Decimal

import pytest

from rectrack.reports.check import check
from rectrack.reports.decision_notes import of_progress
from tests.support import plan_text, records, standing
from tests.targets.helpers import (
    MARCH_1_TO_10,
    Fields,
    dated,
    extended,
    shown,
)

UNDATED = "{title: T, kind: steps, steps: [drafted, approved, in force]}"
DATED = (
    "{title: T, kind: steps,"
    " steps: {drafted: 2026-03-03, approved: 2026-03-07, in force: , printed: 2026-03-10}}"
)
ALL = ("drafted", "approved", "in force")


def did(day: str, step: str) -> Fields:
    return dated(day, step=step)


@pytest.mark.parametrize(
    ("target", "done", "on", "state", "passed"),
    [
        (UNDATED, [], "2026-02-28", "on track", 0),
        (UNDATED, [], "2026-03-10", "on track", 0),
        (UNDATED, [], "2026-03-11", "overdue", 3),
        (UNDATED, ["drafted", "approved"], "2026-03-10", "on track", 0),
        (UNDATED, ["drafted", "approved"], "2026-03-11", "overdue", 3),
        (UNDATED, ALL, "2026-03-02", "met", 0),
        (DATED, [], "2026-03-03", "on track", 0),
        (DATED, [], "2026-03-04", "behind", 1),
        (DATED, ["approved"], "2026-03-04", "behind", 1),
        (DATED, ["drafted"], "2026-03-07", "on track", 1),
        (DATED, ["drafted"], "2026-03-08", "behind", 2),
        (DATED, ["drafted", "approved"], "2026-03-10", "on track", 2),
        (DATED, ["drafted", "approved", "printed"], "2026-03-11", "overdue", 4),
        (DATED, [*ALL, "printed"], "2026-03-11", "met", 4),
    ],
)
def test_a_step_may_be_done_on_its_day_and_is_late_the_day_after(
    target: str, done: list[str], on: str, state: str, passed: int
) -> None:
    """A step with a blank day, as one without any, is due on the target's last day."""
    entries = [did("2026-03-02", step) for step in done]
    found = standing(target, *entries, on=on, **MARCH_1_TO_10)
    assert shown(found, "state", "expected") == (state, passed)


def test_the_figures_are_steps_done_of_all_steps() -> None:
    found = standing(UNDATED, did("2026-03-02", "approved"), on="2026-03-02")
    assert shown(found, "actual", "goal") == (1, 3)


def test_a_step_done_twice_counts_once_and_by_its_first_day() -> None:
    entries = [did("2026-03-12", "drafted"), *(did("2026-03-09", step) for step in ALL)]
    found = standing(UNDATED, *entries, on="2026-03-12", **MARCH_1_TO_10)
    assert shown(found, "actual", "why") == (3, "all done on 9 Mar")


@pytest.mark.parametrize("order", [ALL, ALL[::-1]])
def test_steps_may_be_done_in_any_order(order: tuple[str, ...]) -> None:
    entries = [did(f"2026-03-0{day}", step) for day, step in enumerate(order, start=1)]
    assert standing(UNDATED, *entries, on="2026-03-02", **MARCH_1_TO_10).state == "on track"
    assert standing(UNDATED, *entries, on="2026-03-03", **MARCH_1_TO_10).state == "met"


def test_a_step_done_late_is_late_no_longer() -> None:
    late = did("2026-03-05", "drafted")
    assert standing(DATED, late, on="2026-03-04", **MARCH_1_TO_10).state == "behind"
    assert standing(DATED, late, on="2026-03-05", **MARCH_1_TO_10).state == "on track"


@pytest.mark.parametrize(
    ("target", "done", "on", "why"),
    [
        (DATED, [], "2026-03-01", "0 of 4 steps done; the next is due 3 Mar"),
        (
            DATED,
            [did("2026-03-02", "drafted")],
            "2026-03-02",
            "1 of 4 steps done; the next is due 7 Mar",
        ),
        (DATED, [], "2026-03-04", "1 of 4 steps overdue: 'drafted' (due 3 Mar)"),
        (
            DATED,
            [],
            "2026-03-08",
            "2 of 4 steps overdue: 'drafted' (due 3 Mar), 'approved' (due 7 Mar)",
        ),
        (
            UNDATED,
            [did("2026-03-02", "drafted"), did("2026-03-02", "approved")],
            "2026-03-11",
            "1 of 3 steps overdue: 'in force' (due 10 Mar)",
        ),
        (UNDATED, [did("2026-03-10", step) for step in ALL], "2026-03-11", "all done on 10 Mar"),
        (
            UNDATED,
            [did("2026-03-02", "drafted"), *(did("2026-03-11", step) for step in ALL)],
            "2026-03-11",
            "all done on 11 Mar, 1 day late",
        ),
    ],
)
def test_what_comes_next_what_is_late_and_by_when_is_named(
    target: str, done: list[Fields], on: str, why: str
) -> None:
    assert standing(target, *done, on=on, **MARCH_1_TO_10).reading.why == why


@pytest.mark.parametrize(
    ("target", "on", "state"),
    [
        (UNDATED, "2026-03-11", "on track"),
        (UNDATED, "2026-06-30", "on track"),
        (UNDATED, "2026-07-01", "overdue"),
        (DATED, "2026-03-04", "behind"),
    ],
)
def test_an_extension_moves_steps_without_a_day_and_no_others(
    target: str, on: str, state: str
) -> None:
    later = extended("2026-03-02", to="2026-06-30")
    assert standing(target, later, on=on, **MARCH_1_TO_10).state == state


@pytest.mark.parametrize(
    ("on", "weekly"),
    [
        ("2026-02-28", "2.1"),
        ("2026-03-03", "3"),
        ("2026-03-09", None),
        ("2026-03-10", None),
        ("2026-03-11", None),
    ],
)
def test_what_is_needed_a_week_is_in_steps_and_ends_with_the_last_day(
    on: str, weekly: str | None
) -> None:
    needed = standing(UNDATED, on=on, **MARCH_1_TO_10).reading.needed_per_week
    assert needed == (None if weekly is None else Decimal(weekly))


def test_a_step_may_be_due_on_leap_day() -> None:
    target = "{title: T, kind: steps, steps: {drafted: 2028-02-29}}"
    year = {"start": "2028-01-01", "end": "2028-12-31"}
    assert standing(target, on="2028-02-29", **year).state == "on track"
    assert standing(target, on="2028-03-01", **year).state == "behind"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"drafted": "2026-03-02", "approved": "2026-03-02", "in force": "2026-03-03"}, []),
        (
            {"drafted": "2026-03-04", "approved": "2026-03-03"},
            ["t: 'approved' is done before 'drafted'"],
        ),
        ({"in force": "2026-03-03"}, ["t: 'in force' is done before 'drafted', 'approved'"]),
        (
            {"drafted": "2026-03-02", "in force": "2026-03-03"},
            ["t: 'in force' is done before 'approved'"],
        ),
    ],
)
def test_a_step_done_before_an_earlier_one_is_a_warning(days: Fields, said: list[str]) -> None:
    """It counts all the same, and whoever logs it is told at once."""
    target = "{title: T, kind: steps, steps: [drafted, approved, in force]}"
    found = records(plan_text(target, *(did(day, name) for name, day in days.items())))
    warnings = [
        each.message for each in check(found, lambda _: True) if each.rule == "doubtful-entry"
    ]
    assert warnings == said
    answers = [why for _, why in of_progress(found, found.entries, date(2026, 3, 9))]
    assert [f"t: {why}" for why in answers] == said
