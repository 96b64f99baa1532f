"""`init --calendar`: a country's days of rest and work, and which years can be relied on."""

import sys
from datetime import date

import pytest

from rectrack.errors import RequestError
from rectrack.plan.calendar import Calendar
from rectrack.plan.country_calendar import country_calendar
from rectrack.plan.model import Period
from rectrack.records import read_records
from tests.support import plan_text


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def calendar_of(lines: str) -> Calendar:
    """Return the calendar that a plan with these lines has."""
    text = plan_text().replace("people:", f"{lines}\npeople:", 1)
    return read_records(text.encode()).plan.calendar


def test_the_days_of_china_are_those_that_its_government_announced() -> None:
    """The notice for 2026: holidays, and the weekends that are worked to make up for them."""
    calendar = calendar_of(country_calendar("cn", year(2026)))
    rest = {
        *((1, day) for day in (1, 2, 3)),
        *((2, day) for day in range(15, 24)),
        *((4, day) for day in (4, 5, 6)),
        *((5, day) for day in range(1, 6)),
        *((6, day) for day in (19, 20, 21)),
        *((9, day) for day in (25, 26, 27)),
        *((10, day) for day in range(1, 8)),
    }
    worked = {(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)}
    found = {day for day in rest | worked if calendar.is_working(date(2026, *day))}
    assert found == worked
    assert {(day.month, day.day) for day in calendar.workdays} == worked
    assert calendar.working_days(date(2026, 1, 1), date(2026, 12, 31)) == 248


def test_holidays_that_only_days_of_rest_part_are_one_range() -> None:
    """As the government names them; a weekend that is worked ends the range."""
    said = country_calendar("cn", year(2026))
    assert "- 2026-05-01..2026-05-05   # Labor Day\n" in said
    assert "- 2026-10-01..2026-10-07   # National Day\n" in said
    assert "- 2026-06-19   # Dragon Boat Festival\n" in said


def test_which_years_are_vouched_for_is_said() -> None:
    """Where a government moves days of work, a year without such days is not announced yet."""
    both = country_calendar("cn", Period(date(2026, 7, 1), date(2099, 6, 30)))
    assert "# Announced, with the days worked to make up for others: 2026" in both
    [unsure] = [line for line in both.splitlines() if "# Not announced yet" in line]
    assert "2099" in unsure
    assert "2026" not in unsure
    assert "announced yet" not in country_calendar("cn", year(2026))
    assert "# It works them out by rule: compare them" in country_calendar("de", year(2026))
    assert "# It knows none after 2100." in country_calendar("de", year(2101))


def test_a_region_has_its_own_holidays() -> None:
    epiphany = date(2026, 1, 6)
    assert not calendar_of(country_calendar("de-by", year(2026))).is_working(epiphany)
    assert calendar_of(country_calendar("de-hh", year(2026))).is_working(epiphany)


def test_where_other_days_of_the_week_are_days_of_rest_that_is_in_the_calendar() -> None:
    """A plan takes Saturday and Sunday for days of rest unless its calendar says otherwise."""
    calendar = calendar_of(country_calendar("sa", year(2026)))
    friday, saturday, sunday = (date(2026, 11, day) for day in (6, 7, 8))
    assert [calendar.is_working(day) for day in (friday, saturday, sunday)] == [False, False, True]


@pytest.mark.parametrize("country", ["xx", "de-zz", "", "../cn"])
def test_what_names_no_country_is_refused_with_what_to_write(country: str) -> None:
    with pytest.raises(ValueError, match="write a country as in cn, or with a region as in de-by"):
        country_calendar(country, year(2026))


def test_without_the_library_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(RequestError, match="as with: pip install holidays"):
        country_calendar("cn", year(2026))
