"""Days that are written out, as people, spreadsheets and this program write them → the day.

Patterns that only some runs need are text: to compile one takes milliseconds of every start.
"""

import re
from datetime import date, timedelta

from rectrack.plan import values
from rectrack.wording import DAYS, MONTHS
from rectrack.wording import day as say_day

NAMED_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
NTH = r"[0-9]{1,2}(?:st|nd|rd|th)?"
YEAR_FIRST = (
    r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)"
    r"(?:[ T]0?0:00(?::00)?)?"
)
"""A day as a spreadsheet may write it, at midnight perhaps."""
YEAR_LAST = r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})(?![0-9])"
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? )?"
_NAMED = (
    rf"(?i){_WEEKDAY}(?:(?P<day>{NTH}) (?P<month>{NAMED_MONTH})"
    rf"|(?P<month_first>{NAMED_MONTH}) (?P<nth>{NTH}))(?:,? (?P<year>[0-9]{{4}}))?"
)
"""A day as this program says it, "Wed 4 Mar 2026", and the like."""
_OF_WEEK = r"(?i)([0-9]{4})-?w([0-9]{2})-?([1-7])"
_SERIAL = r"([2-7][0-9]{4})(?:\.[0-9]+)?"
"""A day of this age as Excel counts it, the time of day behind its point."""
_SERIAL_0 = date(1899, 12, 30)


def written_day(text: str, this_year: int) -> date:
    """Return the day that a text writes out, of this year where it names none.

    Raises ValueError with what to write, also for a day that can be read in two ways.
    """
    said = " ".join(text.split())
    if match := re.fullmatch(YEAR_FIRST, said):
        year, _, *parts = match.groups()
        return values.day("-".join([year, *(part.zfill(2) for part in parts if part)]))
    if match := re.match(YEAR_LAST, said):
        return _year_last(said, *match.groups())
    if match := re.fullmatch(_OF_WEEK, said):
        return _of_week(said, *map(int, match.groups()))
    if match := re.fullmatch(_SERIAL, said):
        meant = _SERIAL_0 + timedelta(days=int(match[1]))
        raise ValueError(f"{said!r} is a day as Excel counts them: write {meant} if that is meant")
    if match := re.fullmatch(_NAMED, said):
        return _named(match, this_year)
    return values.day(said)


def _year_last(said: str, first: str, second: str, year: str) -> date:
    """Return the day whose year stands last, where only one of the others can be the month."""
    if len(year) < 4:
        raise ValueError(f"{said!r} does not say which is the year: write it as 2026-03-04")
    small, large = sorted((int(first), int(second)))
    meant = values.day(f"{year}-{small:02}-{large:02}")
    if small == large or large > 12:
        return meant
    other = date(meant.year, large, small)
    raise ValueError(
        f"{said!r} can be {say_day(meant)} or {say_day(other)}: write {meant} or {other}"
    )


def _of_week(said: str, year: int, week: int, weekday: int) -> date:
    try:
        return date.fromisocalendar(year, week, weekday)
    except ValueError:
        raise ValueError(f"there is no day {said}") from None


def _named(match: re.Match[str], this_year: int) -> date:
    """Return the day whose month is named; its weekday, if given, must be right."""
    month = MONTHS.index((match["month"] or match["month_first"])[:3].title()) + 1
    of_month = int(re.sub(r"\D", "", match["day"] or match["nth"]))
    day = values.day(f"{match['year'] or f'{this_year:04}'}-{month:02}-{of_month:02}")
    if match["weekday"] and match["weekday"].title() != DAYS[day.weekday()]:
        raise ValueError(f"{say_day(day)} is a {DAYS[day.weekday()]}, not a {match['weekday']}")
    return day
