"""Days, weeks, months and the like: they tile the days, and each nominal day is asked for once."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rectrack.plan.calendar import Calendar
from rectrack.plan.model import Period
from rectrack.targets.windows import (
    Every,
    cadence_windows,
    calendar_windows,
    names_of,
    statement_windows,
    unstated,
    window_around,
)

DAY = timedelta(days=1)
EVERY: list[Every] = ["day", "week", "month", "quarter", "half-year", "year"]
"""Those that are the same whatever day they are counted from."""

KEY: dict[Every, Callable[[date], tuple[int, int]]] = {
    "day": lambda day: (day.toordinal(), 0),
    "week": lambda day: day.isocalendar()[:2],
    "month": lambda day: (day.year, day.month),
    "quarter": lambda day: (day.year, (day.month + 2) // 3),
    "half-year": lambda day: (day.year, (day.month + 5) // 6),
    "year": lambda day: (day.year, 0),
}
"""What the days of one window share, and no others."""

days = st.dates(min_value=date(1999, 1, 1), max_value=date(2101, 12, 31))
spans = st.builds(
    lambda start, more: Period(start, start + timedelta(days=more)), days, st.integers(0, 800)
)
exemptions = st.sets(st.integers(0, 800), max_size=20)
careful = settings(deadline=None)


def days_of(span: Period) -> list[date]:
    return [span.start + timedelta(days=n) for n in range(span.days)]


def span(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


@careful
@given(st.sampled_from(EVERY), spans)
def test_windows_tile_the_days_without_gap_or_overlap(every: Every, period: Period) -> None:
    windows = statement_windows(every, period)
    covered = [
        window.first + timedelta(days=n)
        for window in windows
        for n in range((window.last - window.first).days + 1)
    ]
    assert covered == days_of(period)
    assert [window.nominal for window in windows] == [window.last for window in windows]


@careful
@given(st.sampled_from(EVERY), spans)
def test_a_window_holds_the_days_of_one_week_month_or_quarter_and_all_of_them(
    every: Every, period: Period
) -> None:
    key = KEY[every]
    found = list(calendar_windows(every, period))
    for first, last in found:
        assert key(first) == key(last)
        assert key(first - DAY) != key(first)
        assert key(last + DAY) != key(last)
    assert [key(first) for first, _ in found] == list(dict.fromkeys(map(key, days_of(period))))


@careful
@given(
    st.one_of(
        st.tuples(st.just("week"), st.integers(0, 6)),
        st.tuples(st.sampled_from(EVERY[1:]), st.none()),
    ),
    spans,
    exemptions,
)
def test_every_nominal_day_that_is_not_exempt_has_its_window_and_no_other_day_has(
    rhythm: tuple[Every, int | None], period: Period, exempt: set[int]
) -> None:
    every, on = rhythm
    key = KEY[every]
    excused = {period.start + timedelta(days=n) for n in exempt}
    windows = cadence_windows(every, on, period, excused)
    assert [window.nominal for window in windows] == [
        day
        for day in days_of(period)
        if day not in excused
        and (day.weekday() == on if on is not None else key(day) != key(day + DAY))
    ]
    for window in windows:
        assert period.start <= window.first <= window.nominal <= window.last <= period.end
        assert key(window.first) == key(window.nominal) == key(window.last)
        assert window.first == period.start or key(window.first - DAY) != key(window.first)
        assert window.last == period.end or key(window.last + DAY) != key(window.last)


@careful
@given(st.sampled_from(["month", "quarter"]), spans, exemptions, st.integers(-10, 810))
def test_what_is_unstated_is_what_has_passed_in_silence(
    attest: Every, period: Period, said: set[int], ahead: int
) -> None:
    day = period.start + timedelta(days=ahead)
    stated = [period.start + timedelta(days=n) for n in said]
    silent = unstated(attest, period, day, stated)
    for window in statement_windows(attest, period):
        spoken = any(window.first <= each <= window.last for each in stated)
        assert (window in silent) is (window.last < day and not spoken)
    assert unstated("never", period, day, stated) == []


@pytest.mark.parametrize(
    ("every", "start", "end", "windows"),
    [
        ("week", "2026-12-21", "2027-01-10", ["12-21 12-27", "12-28 01-03", "01-04 01-10"]),
        ("week", "2026-12-31", "2027-01-01", ["12-31 01-01"]),
        ("week", "2027-01-03", "2027-01-04", ["01-03 01-03", "01-04 01-04"]),
        ("week", "2024-12-29", "2025-01-06", ["12-29 12-29", "12-30 01-05", "01-06 01-06"]),
        ("month", "2028-01-31", "2028-03-01", ["01-31 01-31", "02-01 02-29", "03-01 03-01"]),
        ("month", "2026-02-10", "2026-02-20", ["02-10 02-20"]),
        ("month", "2100-02-01", "2100-02-28", ["02-01 02-28"]),
        ("month", "2026-11-15", "2027-01-01", ["11-15 11-30", "12-01 12-31", "01-01 01-01"]),
        ("quarter", "2026-12-31", "2027-04-01", ["12-31 12-31", "01-01 03-31", "04-01 04-01"]),
        ("quarter", "2026-04-01", "2026-09-30", ["04-01 06-30", "07-01 09-30"]),
    ],
)
def test_windows_are_clipped_to_the_span(
    every: Every, start: str, end: str, windows: list[str]
) -> None:
    """Week 53, the turn of the year, and February with and without a leap day."""
    found = statement_windows(every, span(start, end))
    assert [f"{each.first:%m-%d} {each.last:%m-%d}" for each in found] == windows


@pytest.mark.parametrize(
    ("every", "on", "start", "end", "nominal"),
    [
        ("week", None, "2026-12-28", "2027-01-02", []),
        ("week", None, "2026-12-28", "2027-01-03", ["2027-01-03"]),
        ("week", 3, "2026-12-28", "2027-01-02", ["2026-12-31"]),
        ("week", 0, "2026-12-29", "2027-01-04", ["2027-01-04"]),
        ("month", None, "2028-02-29", "2028-03-30", ["2028-02-29"]),
        ("month", None, "2028-02-01", "2028-02-28", []),
        ("quarter", None, "2026-12-31", "2027-03-30", ["2026-12-31"]),
    ],
)
def test_a_window_belongs_where_its_nominal_day_lies(
    every: Every, on: int | None, start: str, end: str, nominal: list[str]
) -> None:
    found = cadence_windows(every, on, span(start, end))
    assert [window.nominal.isoformat() for window in found] == nominal


@pytest.mark.parametrize(
    ("every", "start", "names"),
    [
        ("month", "2026-12-15", ["Dec 2026", "Jan 2027", "Feb 2027", "Mar 2027", "Apr 2027"]),
        ("quarter", "2026-12-15", ["Q4 2026", "Q1 2027", "Q2 2027"]),
    ],
)
def test_a_window_is_named_as_people_name_it(every: Every, start: str, names: list[str]) -> None:
    found = statement_windows(every, span(start, "2027-04-02"))
    assert [names_of([window], every) for window in found] == names


@pytest.mark.parametrize("every", EVERY)
def test_windows_reach_the_first_and_the_last_day_there_is(every: Every) -> None:
    for period in (span("0001-01-01", "0001-12-31"), span("9999-01-01", "9999-12-31")):
        windows = statement_windows(every, period)
        assert (windows[0].first, windows[-1].last) == (period.start, period.end)


def test_the_last_week_there_is_has_no_weekend() -> None:
    """A due day of 9999-12-31, which people write for "never", is a Friday."""
    found = cadence_windows("week", 5, span("9999-12-20", "9999-12-31"))
    assert [window.nominal for window in found] == [date(9999, 12, 25)]


@careful
@given(spans, st.integers(0, 800))
def test_two_weeks_are_counted_from_the_monday_on_or_before_the_first_day(
    period: Period, ahead: int
) -> None:
    monday = period.start - timedelta(days=period.start.weekday())
    found = list(calendar_windows("two weeks", period))
    assert [first for first, _ in found] == [
        monday + timedelta(days=14 * n) for n in range(len(found))
    ]
    assert all(last - first == timedelta(days=13) for first, last in found)
    assert found[-1][0] <= period.end <= found[-1][1]
    day = period.start + timedelta(days=ahead)
    around = window_around("two weeks", None, day, period.start)
    assert around.first <= day <= around.last
    assert (around.first - monday).days % 14 == 0


@careful
@given(spans)
def test_by_day_what_is_worked_is_asked_for(period: Period) -> None:
    found = cadence_windows("day", None, period, (), OFFICE)
    assert [each.nominal for each in found] == list(filter(OFFICE.is_working, days_of(period)))


OFFICE = Calendar(
    holidays=tuple(date(2026, 10, day) for day in range(1, 8)), workdays=(date(2026, 10, 10),)
)


@pytest.mark.parametrize(
    ("every", "on", "asked"),
    [
        ("week", None, ["2026-10-04", "2026-10-11"]),
        ("week", 3, ["2026-10-08"]),
        ("week", 4, ["2026-10-09"]),
        ("week", 5, ["2026-10-03", "2026-10-10"]),
        ("two weeks", None, ["2026-10-11"]),
    ],
)
def test_a_holiday_exempts_the_week_that_is_due_on_it(
    every: Every, on: int | None, asked: list[str]
) -> None:
    """1 to 7 October 2026, a Thursday to a Wednesday; other windows have days that are worked."""
    holidays = tuple(each for each in OFFICE.holidays if each.weekday() < 5)
    calendar = Calendar(holidays, OFFICE.workdays)
    period = span("2026-09-28", "2026-10-11")
    found = cadence_windows(every, on, period, (), calendar)
    assert [each.nominal.isoformat() for each in found] == asked


def test_a_week_without_a_working_day_asks_for_nothing() -> None:
    """Of the whole week: that the days end within it leaves it as it is."""
    resting = Calendar(holidays=tuple(date(2026, 10, day) for day in range(5, 10)))
    found = cadence_windows("week", None, span("2026-09-28", "2026-10-18"), (), resting)
    assert [each.nominal.day for each in found] == [4, 18]
    worked = Calendar(resting.holidays, (date(2026, 10, 10),))
    assert len(cadence_windows("week", None, span("2026-09-28", "2026-10-18"), (), worked)) == 3
    weekend = span("2026-10-10", "2026-10-11")
    assert len(cadence_windows("week", None, weekend)) == 1


@pytest.mark.parametrize(
    ("every", "name"),
    [
        ("day", "Tue 3 Nov 2026"),
        ("week", "week of Sun 8 Nov 2026"),
        ("two weeks", "two-week period to Sun 15 Nov 2026"),
        ("half-year", "H2 2026"),
        ("year", "2026"),
    ],
)
def test_a_window_that_was_missed_is_named(every: Every, name: str) -> None:
    day = date(2026, 11, 3)
    assert names_of([window_around(every, None, day, day)], every) == name
