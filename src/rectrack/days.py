"""What people call a day, a week or a month → the day, or the span of days.

What is counted from today lies in the past or is today, but for tomorrow; what is written out may
lie ahead.
"""

import calendar
import re
from datetime import date, timedelta

from rectrack.errors import UsageError
from rectrack.plan import values
from rectrack.plan.model import Period
from rectrack.plan.written_days import NAMED_MONTH, NTH, YEAR_FIRST, YEAR_LAST, written_day

_AGO = re.compile(r"(?P<n>[0-9]{1,4}) (?P<unit>day|week)s? ago")
_WEEK = re.compile(r"(?P<year>[0-9]{4})-?w(?P<week>[0-9]{2})")
_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")
_QUARTER = re.compile(r"(?P<year>[0-9]{4})-?q(?P<quarter>[1-4])")
_NUMERAL = "[0-9一二三四五六七八九十廿]{1,3}"
_MONTHS = (
    rf"{NAMED_MONTH}(?: {NTH})?(?:,? [0-9]{{4}})?|{NTH} {NAMED_MONTH}(?: [0-9]{{4}})?"
    rf"|(?:[0-9]{{4}}年)?{_NUMERAL}月[初中底份]?|[上本这這下]个?月"
)
_DAYS = (
    r"tomorrow|(?:this|next|last) (?:week|month|quarter|year)"
    r"|(?:this|next) (?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?"
    rf"|[0-9]{{4}}-?w[0-9]{{2}}|[今昨明前后後][天日]|{_NUMERAL}月{_NUMERAL}[日号號]"
    r"|[上本这這下]?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天末]|[上本这這下](?:周|週|星期|礼拜)"
)
_WEEKDAY = re.compile(r"(?P<last>last )?(?P<name>[a-z]{3,9})")


def given(text: str | None, today: date, option: str) -> date:
    """Return the day that an option names, today where it was left out; raises UsageError."""
    if text is None:
        return today
    try:
        return understand(text, today)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None


def between(since: str | None, until: str | None, today: date, *, last: date = date.max) -> Period:
    """Return the days from --since to --until; without them from the first of all to `last`.

    Raises UsageError where either is not understood, or they are the wrong way round.
    """
    start = date.min if since is None else given(since, today, "--since")
    end = last if until is None else given(until, today, "--until")
    if end < start:
        raise UsageError(f"--until, {end}, is before --since, {start}")
    return Period(start, end)


def to_come(text: str | None, today: date, option: str) -> date | None:
    """Return the day that an option writes out, of past or future, None where it was left out.

    Raises UsageError for what is no such day: words such as "wed" mean days of the past.
    """
    if not text:
        return None
    try:
        return written_day(text, today.year)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from None


def understand(text: str, today: date) -> date:
    """Return the day that a person means.

    Takes `today`, `yesterday`, `wed` (the latest one, today included), `last wed` (the latest
    before today), `3 days ago`, `2 weeks ago`, and days that are written out. `tomorrow` is
    understood too, to be refused where only the past will do. Raises ValueError with what to write.
    """
    words = " ".join(text.lower().split())
    if words == "today":
        return today
    if words == "yesterday":
        return _back(today, 1)
    if words == "tomorrow" and today < date.max:
        return today + timedelta(days=1)
    if match := _AGO.fullmatch(words):
        return _back(today, int(match["n"]) * (7 if match["unit"] == "week" else 1))
    if match := _WEEKDAY.fullmatch(words):
        try:
            wanted = values.weekday(match["name"])
        except ValueError:
            raise ValueError(_hint(text)) from None
        days = (today.weekday() - wanted) % 7
        return _back(today, days or 7 if match["last"] else days)
    if not any(map(str.isdigit, words)) or "ago" in words or words.startswith(("-", "in ")):
        raise ValueError(_hint(text))
    return written_day(text, today.year)


def says_day(text: str) -> bool:
    """Whether a text says a day, or several in a row, and nothing else; understood or not."""
    words = " ".join(text.lower().split())
    if (
        re.fullmatch(_DAYS, words)
        or re.fullmatch(YEAR_FIRST, words)
        or re.fullmatch(YEAR_LAST, words)
    ):
        return True
    try:
        understand(words, date.max)
    except ValueError:
        return False
    return True


def says_month(text: str) -> bool:
    """Whether a text says a month, perhaps with a day of it, and nothing else."""
    words = " ".join(text.lower().split())
    return bool(re.fullmatch(_MONTHS, words) or _MONTH.fullmatch(words))


def week(text: str, today: date) -> Period:
    """Return the ISO week, Monday to Sunday, that a person means: `this`, `last` or `2026-W47`.

    `last` is the last full one, before the week of today. Raises ValueError with what to write.
    """
    words = text.strip().lower()
    if words in {"this", "last"}:
        back = today.weekday() + (7 if words == "last" else 0)
        monday = _back(today, back)
    elif match := _WEEK.fullmatch(words):
        try:
            monday = date.fromisocalendar(int(match["year"]), int(match["week"]), 1)
        except ValueError:
            raise ValueError(f"there is no week {text.strip()}") from None
    else:
        raise ValueError(f"{text!r} is not a week: write this, last or 2026-W47")
    return Period(monday, monday + timedelta(days=min(6, (date.max - monday).days)))


def month(text: str, today: date) -> Period:
    """Return the month that a person means: `this`, `last` or `2026-11`.

    Raises ValueError with what to write.
    """
    words = text.strip().lower()
    if words in {"this", "last"}:
        first = today.replace(day=1)
        first = _back(first, 1).replace(day=1) if words == "last" else first
    elif match := _MONTH.fullmatch(words):
        try:
            first = date(int(match["year"]), int(match["month"]), 1)
        except ValueError:
            raise ValueError(f"there is no month {text.strip()}") from None
    else:
        raise ValueError(f"{text!r} is not a month: write this, last or 2026-11")
    return Period(first, first.replace(day=calendar.monthrange(first.year, first.month)[1]))


def quarter(text: str, today: date) -> Period:
    """Return the calendar quarter that a person means: `this`, `last` or `2026-Q3`.

    Raises ValueError with what to write.
    """
    words = text.strip().lower()
    if words in {"this", "last"}:
        first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        if words == "last":
            first = _back(first, 1).replace(day=1)
            first = first.replace(month=first.month - 2)
    elif (match := _QUARTER.fullmatch(words)) and int(match["year"]):
        first = date(int(match["year"]), int(match["quarter"]) * 3 - 2, 1)
    else:
        raise ValueError(f"{text!r} is not a quarter: write this, last or 2026-Q3")
    last = first.month + 2
    return Period(first, date(first.year, last, calendar.monthrange(first.year, last)[1]))


def _back(today: date, days: int) -> date:
    if days > (today - date.min).days:
        raise ValueError(f"{days} days before {today} there is no day")
    return today - timedelta(days=days)


def _hint(text: str) -> str:
    return (
        f"{text!r} is not a date: write 2026-03-04, today, yesterday, wed, last wed or 3 days ago"
    )
