"""Days as people say them: in the past or today, unless written out, or tomorrow."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.days import month, quarter, understand, week
from rectrack.plan import values
from rectrack.wording import day as say_day
from rectrack.wording import week_of, weekday_and_day

WEDNESDAY = date(2026, 3, 4)
HINT = "is not a date: write 2026-03-04, today, yesterday, wed, last wed or 3 days ago"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-03-04", "2026-03-04"),
        ("2025-12-31", "2025-12-31"),
        ("2026-03-05", "2026-03-05"),
        ("2026-3-4", "2026-03-04"),
        ("2026/3/4", "2026-03-04"),
        ("2026/03/04", "2026-03-04"),
        ("2026.3.4", "2026-03-04"),
        ("2026年3月4日", "2026-03-04"),
        ("2026-03-04 00:00:00", "2026-03-04"),
        ("2026/3/4 0:00", "2026-03-04"),
        ("31/10/2026", "2026-10-31"),
        ("10/31/2026", "2026-10-31"),
        ("3.3.2026", "2026-03-03"),
        ("4 Mar 2026", "2026-03-04"),
        ("Wed 4 Mar 2026", "2026-03-04"),
        ("Wednesday, 4th March 2026", "2026-03-04"),
        ("March 4, 2026", "2026-03-04"),
        ("4 Mar", "2026-03-04"),
        ("31 dec", "2026-12-31"),
        ("2026-W23-5", "2026-06-05"),
        ("2026w235", "2026-06-05"),
        ("today", "2026-03-04"),
        ("tomorrow", "2026-03-05"),
        ("yesterday", "2026-03-03"),
        ("wed", "2026-03-04"),
        ("tue", "2026-03-03"),
        ("thu", "2026-02-26"),
        ("sun", "2026-03-01"),
        ("wednesday", "2026-03-04"),
        ("tues", "2026-03-03"),
        ("last wed", "2026-02-25"),
        ("last tue", "2026-03-03"),
        ("last thursday", "2026-02-26"),
        ("1 day ago", "2026-03-03"),
        ("3 days ago", "2026-03-01"),
        ("0 days ago", "2026-03-04"),
        ("60 days ago", "2026-01-03"),
        ("1 week ago", "2026-02-25"),
        ("2 weeks ago", "2026-02-18"),
        ("  Last   WED ", "2026-02-25"),
        ("TODAY", "2026-03-04"),
    ],
)
def test_what_people_call_a_day(said: str, meant: str) -> None:
    assert understand(said, WEDNESDAY).isoformat() == meant


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("2026-02-30", "2026-02-30 does not exist: February 2026 has 28 days"),
        ("2026-02", "2026-02 is a month, not a date: write 2026-02-01 or the day you mean"),
        ("2026/2/30", "2026-02-30 does not exist: February 2026 has 28 days"),
        ("2026/3-4", "'2026/3-4' is not a date: write it as 2026-03-04"),
        ("46085", "'46085' is a day as Excel counts them: write 2026-03-04 if that is meant"),
        ("46085.375", "'46085.375' is a day as Excel counts them: write 2026-03-04 if that is meant"),
        ("1", "'1' is not a date: write it as 2026-03-04"),
        ("20260304", "'20260304' is not a date: write it as 2026-03-04"),
        ("31/2/2026", "2026-02-31 does not exist: February 2026 has 28 days"),
        ("31/10/26", "'31/10/26' does not say which is the year: write it as 2026-03-04"),
        ("3/4/26", "'3/4/26' does not say which is the year: write it as 2026-03-04"),
        ("04.03.2026", "'04.03.2026' can be 4 Mar 2026 or 3 Apr 2026: write 2026-03-04 or 2026-04-03"),
        ("3/4/2026", "'3/4/2026' can be 4 Mar 2026 or 3 Apr 2026: write 2026-03-04 or 2026-04-03"),
        ("31/31/2026", "2026-31-31 is not a date: there is no month 31"),
        ("Thu 4 Mar 2026", "4 Mar 2026 is a Wed, not a Thu"),
        ("29 Feb", "2026-02-29 does not exist: February 2026 has 28 days"),
        ("2026年2月30日", "2026-02-30 does not exist: February 2026 has 28 days"),
        ("2026-W54-1", "there is no day 2026-W54-1"),
        ("next wed", f"'next wed' {HINT}"),
        ("in 3 days", f"'in 3 days' {HINT}"),
        ("last week", f"'last week' {HINT}"),
        ("we", f"'we' {HINT}"),
        ("-3", f"'-3' {HINT}"),
        ("", f"'' {HINT}"),
        ("今天", f"'今天' {HINT}"),
    ],
)  # fmt: skip
def test_what_is_no_day_in_the_past_is_refused_with_what_to_write(said: str, answer: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        understand(said, WEDNESDAY)
    assert str(caught.value) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("2026-W10", "2026-W10 is a week, not a date: write a day such as 2026-03-04"),
        ("2026-03-04T09:00", "'2026-03-04T09:00' has a time of day: write the day alone, 2026-03-04"),
    ],
)  # fmt: skip
def test_a_day_is_refused_in_the_same_words_as_in_the_plan(said: str, answer: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        understand(said, WEDNESDAY)
    assert str(caught.value) == answer


@given(st.dates(date(1000, 1, 1)), st.dates())
def test_a_day_is_understood_as_this_program_writes_it(day: date, today: date) -> None:
    chinese = f"{day.year}年{day.month}月{day.day}日"
    in_week = f"{week_of(day)}-{day.isoweekday()}"
    for said in (say_day(day), weekday_and_day(day), day.isoformat(), chinese, in_week):
        assert day.year > 9998 or understand(said, today) == day
    assert understand(say_day(day, seen_from=day), day) == day
    assert values.day(chinese) == day


def test_before_the_first_of_all_days_there_is_none() -> None:
    assert understand("1 day ago", date(1, 1, 2)) == date.min
    for said in ("2 days ago", "1 week ago", "last tue"):
        with pytest.raises(ValueError, match="before 0001-01-02 there is no day"):
            understand(said, date(1, 1, 2))


NAMES = ["mon", "tuesday", "wed", "thu", "friday", "sat", "sun"]


@given(st.dates(date(1, 1, 8)), st.integers(0, 6))
def test_a_weekday_is_the_latest_one_and_last_is_before_today(today: date, day: int) -> None:
    latest, last = understand(NAMES[day], today), understand(f"last {NAMES[day]}", today)
    assert latest.weekday() == last.weekday() == day
    assert timedelta(0) <= today - latest < timedelta(7)
    assert timedelta(0) < today - last <= timedelta(7)


@given(st.text(max_size=20), st.dates())
def test_anything_else_is_a_day_or_a_sentence(said: str, today: date) -> None:
    try:
        assert isinstance(understand(said, today), date)
    except ValueError as error:
        assert str(error)  # noqa: PT017  that something is raised is not what is tested


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("this", "2026-03-02", "2026-03-08"),
        ("last", "2026-02-23", "2026-03-01"),
        (" Last ", "2026-02-23", "2026-03-01"),
        ("2026-W10", "2026-03-02", "2026-03-08"),
        ("2026-w01", "2025-12-29", "2026-01-04"),
        ("2026W53", "2026-12-28", "2027-01-03"),
    ],
)
def test_a_week_runs_from_monday_to_sunday(said: str, first: str, last: str) -> None:
    found = week(said, WEDNESDAY)
    assert (str(found.start), str(found.end)) == (first, last)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("this", "2026-03-01", "2026-03-31"),
        ("last", "2026-02-01", "2026-02-28"),
        ("2028-02", "2028-02-01", "2028-02-29"),
    ],
)
def test_a_month_has_all_of_its_days(said: str, first: str, last: str) -> None:
    found = month(said, WEDNESDAY)
    assert (str(found.start), str(found.end)) == (first, last)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("this", "2026-01-01", "2026-03-31"),
        ("last", "2025-10-01", "2025-12-31"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        (" 2026q2", "2026-04-01", "2026-06-30"),
    ],
)
def test_a_quarter_has_three_months(said: str, first: str, last: str) -> None:
    found = quarter(said, WEDNESDAY)
    assert (str(found.start), str(found.end)) == (first, last)


@pytest.mark.parametrize("said", ["2026-Q5", "0000-Q1", "Q3", "next", ""])
def test_what_is_no_quarter_is_answered_with_what_to_write(said: str) -> None:
    answer = f"{said!r} is not a quarter: write this, last or 2026-Q3"
    with pytest.raises(ValueError, match=f"^{re.escape(answer)}$"):
        quarter(said, WEDNESDAY)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("2025-W53", "there is no week 2025-W53"),
        ("0000-W01", "there is no week 0000-W01"),
        ("2026-10", "'2026-10' is not a week: write this, last or 2026-W47"),
        ("", "'' is not a week: write this, last or 2026-W47"),
    ],
)
def test_what_is_no_week_is_answered_with_what_to_write(said: str, answer: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(answer)}$"):
        week(said, WEDNESDAY)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("2026-13", "there is no month 2026-13"),
        ("2026-W10", "'2026-W10' is not a month: write this, last or 2026-11"),
    ],
)
def test_what_is_no_month_is_answered_with_what_to_write(said: str, answer: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(answer)}$"):
        month(said, WEDNESDAY)


@given(st.dates())
def test_a_day_lies_in_the_week_the_month_and_the_quarter_of_itself(day: date) -> None:
    assert day in week("this", day)
    assert day in month("this", day)
    assert day in quarter("this", day)
