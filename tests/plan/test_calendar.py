"""The working days of an office: weekends and holidays rest, make-up days are worked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.plan.calendar import ALL_WEEKDAYS, Calendar
from tests.support import edited, records

GOLDEN_WEEK = Calendar(
    holidays=tuple(date(2026, 10, day) for day in range(1, 8)), workdays=(date(2026, 10, 10),)
)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
DAY_LISTS = st.lists(DAYS, max_size=9).map(lambda days: tuple(sorted(set(days))))
CALENDARS = st.builds(Calendar, DAY_LISTS, DAY_LISTS)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),
        (date(2026, 10, 11), False),
        (date(2026, 10, 17), False),
    ],
)
def test_holidays_rest_and_make_up_days_are_worked(day: date, working: bool) -> None:
    assert GOLDEN_WEEK.is_working(day) is working


def test_working_days_are_counted_over_holidays() -> None:
    """After 30 Sep come 8, 9 and 10 Oct, a Saturday that is made up, then Monday the 12th."""
    days = [GOLDEN_WEEK.after(date(2026, 9, 30), count) for count in (0, 1, 2, 3, 4)]
    assert days == [date(2026, 9, 30), *(date(2026, 10, day) for day in (8, 9, 10, 12))]


def test_the_end_of_all_days_is_no_mistake() -> None:
    assert ALL_WEEKDAYS.after(date(9999, 12, 30), 100) == date.max


@given(CALENDARS, DAYS, st.integers(-3, 99))
def test_counting_agrees_with_looking_at_each_day(
    calendar: Calendar, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    days = [first + timedelta(days=each) for each in range(max(length + 1, 0))]
    assert calendar.working_days(first, last) == sum(map(calendar.is_working, days))


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_the_last_of_some_working_days_is_one_and_as_many_as_asked(
    calendar: Calendar, day: date, count: int
) -> None:
    last = calendar.after(day, count)
    assert calendar.is_working(last)
    assert calendar.working_days(day + timedelta(days=1), last) == count


def test_a_plan_names_days_and_ranges_of_days() -> None:
    text = "calendar: {holidays: [2026-10-01..2026-10-07, 2026-05-01], workdays: 2026-10-10}"
    plan = records(edited("people:", f"{text}\npeople:")).plan
    assert plan.calendar == Calendar(
        (date(2026, 5, 1), *GOLDEN_WEEK.holidays), GOLDEN_WEEK.workdays
    )
