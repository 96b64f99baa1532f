"""What people call a day, a week or a month → the day, or the span of days.

What is counted from today lies in the past or is today; only what is written out may lie ahead.
"""

import calendar
import re
from datetime import date, timedelta

from rectrack.plan import values
from rectrack.plan.model import Period

_AGO = re.compile(r"(?P<n>[0-9]{1,4}) (?P<unit>day|week)s? ago")
_WEEK = re.compile(r"(?P<year>[0-9]{4})-?w(?P<week>[0-9]{2})")
_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")
_YEAR_FIRST = re.compile(
    r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)"
    r"(?:[ T]0?0:00(?::00)?)?"
)
"""A day as a spreadsheet may write it, at midnight perhaps."""
_YEAR_LAST = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}(?![0-9])")
_WEEKDAY = re.compile(r"(?P<last>last )?(?P<name>[a-z]{3,9})")


def understand(text: str, today: date) -> date:
    """Return the day that a person means.

    Takes `2026-03-04`, `2026/3/4`, `today`, `yesterday`, `wed` (the latest one, today included),
    `last wed` (the latest before today), `3 days ago`, `2 weeks ago`. Raises ValueError with what
    to write.
    """
    words = " ".join(text.lower().split())
    if words == "today":
        return today
    if words == "yesterday":
        return _back(today, 1)
    if match := _AGO.fullmatch(words):
        return _back(today, int(match["n"]) * (7 if match["unit"] == "week" else 1))
    if match := _WEEKDAY.fullmatch(words):
        try:
            wanted = values.weekday(match["name"])
        except ValueError:
            raise ValueError(_hint(text)) from None
        days = (today.weekday() - wanted) % 7
        return _back(today, days or 7 if match["last"] else days)
    if not words[:1].isdigit() or "ago" in words:
        raise ValueError(_hint(text))
    if match := _YEAR_FIRST.fullmatch(text.strip()):
        year, _, *parts = match.groups()
        return values.day("-".join([year, *(part.zfill(2) for part in parts if part)]))
    if _YEAR_LAST.match(text.strip()):
        raise ValueError(f"{text!r} does not say which is the month: write it as 2026-03-04")
    return values.day(text.strip())


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


def _back(today: date, days: int) -> date:
    if days > (today - date.min).days:
        raise ValueError(f"{days} days before {today} there is no day")
    return today - timedelta(days=days)


def _hint(text: str) -> str:
    return f"{text!r} is not a day: write 2026-03-04, today, yesterday, wed, last wed or 3 days ago"
