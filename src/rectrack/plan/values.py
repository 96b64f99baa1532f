"""The text of one value → what the schema says it is, or a sentence that says why not.

Every function here takes the text as it was written and raises ValueError with a sentence for
the person who wrote it. The command line reads its values through the same functions.
"""

import calendar
import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from rectrack.plan.number_faults import NUMBER, not_a_number
from rectrack.wording import number as say
from rectrack.wording import quoted

LARGEST_WHOLE = 100_000
LONGEST_RANGE = 366
"""In days: holidays of more than a year are a slip."""
SLUG = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
LONGEST_SLUG = 64
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
CHINESE_DAY = "([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"
PER_CENT = ("%", "\N{FULLWIDTH PERCENT SIGN}")
YES, NO = ("true", "yes", "on"), ("false", "no", "off")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def number(text: str) -> Decimal:
    """Return a finite decimal; at most 15 digits before the point and 6 behind it add exactly.

    Zero has no sign: written down, -0 would be read otherwise.
    """
    plain = text.strip().replace("\N{MINUS SIGN}", "-", 1)
    if NUMBER.fullmatch(plain):
        value = Decimal(plain)
        return value or abs(value)
    raise ValueError(not_a_number(text))


def in_unit(text: str, unit: str) -> str:
    """Return the text of a figure without its per cent sign, where that is its unit."""
    return without_per_cent(text) if unit.strip() in PER_CENT else text


def without_per_cent(text: str) -> str:
    """Return a text without the per cent sign at its end, if it has one."""
    return text.rstrip()[:-1].rstrip() if has_per_cent(text) else text


def has_per_cent(text: str) -> bool:
    """Whether there is a per cent sign at the end of a text."""
    return text.rstrip().endswith(PER_CENT)


def amount(text: str) -> Decimal:
    """Return a number that is not negative."""
    value = number(text)
    if value < 0:
        raise ValueError(f"{text} cannot be negative")
    return value


def above_zero(text: str) -> Decimal:
    """Return a number above zero."""
    value = number(text)
    if value <= 0:
        raise ValueError(f"{text} must be above zero")
    return value


def whole(text: str) -> int:
    """Return a whole number of one or more."""
    value = above_zero(text)
    if value != value.to_integral_value():
        raise ValueError(f"{text} must be a whole number")
    if value > LARGEST_WHOLE:
        raise ValueError(f"{text} is more than {LARGEST_WHOLE}, which looks like a mistake")
    return int(value)


def whole_days(text: str) -> int:
    """Return a whole number of days, one or more, days of rest included."""
    try:
        return whole(text)
    except ValueError:
        if match := re.fullmatch(r"([0-9]+) *(?:days?|天|日)", text.strip().lower()):
            raise ValueError(
                f"{quoted(text)} has a word after it: write {match[1]}, which means days"
            ) from None
        if re.search(r"[0-9] *[^\W\d]", text):
            raise ValueError(
                f"{quoted(text)} is not a number of days: write how many in digits,"
                " days of rest included"
            ) from None
        raise


def percent(text: str) -> Decimal:
    """Return a percentage between 0 and 100; the sign behind it may be left out."""
    value = number(without_per_cent(text))
    if not 0 <= value <= 100:
        raise ValueError(f"{text} is not between 0 and 100 %")
    if 0 < value < 1:
        hint = "" if has_per_cent(text) else f": write {say(value * 100)}% if that is meant"
        raise ValueError(f"{text} would be less than one per cent{hint}")
    return value


def day(text: str) -> date:
    """Return a day such as 2026-03-04 or 2026年3月4日."""
    match = ISO_DAY.fullmatch(text) or re.fullmatch(CHINESE_DAY, text)
    if not match:
        raise ValueError(_not_a_day(text))
    year, month, of_month = (int(part) for part in match.groups())
    if not 1 <= month <= 12 or year < 1:
        raise ValueError(
            f"{text} is not a date: there is no month {month}" if year else f"{text} is not a date"
        )
    days = calendar.monthrange(year, month)[1]
    if not 1 <= of_month <= days:
        name = calendar.month_name[month]
        raise ValueError(f"{text} does not exist: {name} {year} has {days} days")
    return date(year, month, of_month)


def days(text: str) -> tuple[date, ...]:
    """Return one day, or all from the first to the last of a range: 2026-10-01..2026-10-07."""
    first, dots, last = text.partition("..")
    start = day(first.strip())
    end = day(last.strip()) if dots else start
    length = (end - start).days
    if length < 0:
        raise ValueError(f"{text} ends before it begins")
    if length > LONGEST_RANGE:
        raise ValueError(f"{text} is {length + 1} days, which looks like a mistake")
    return tuple(start + timedelta(days=each) for each in range(length + 1))


def _not_a_day(text: str) -> str:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        return f"{text} is a month, not a date: write {text}-01 or the day you mean"
    if re.fullmatch(r"[0-9]{4}-?W[0-9]{2}", text):
        return f"{text} is a week, not a date: write a day such as 2026-03-04"
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*", text):
        return f"{quoted(text)} has a time of day: write the day alone, {text[:10]}"
    return f"{quoted(text)} is not a date: write it as 2026-03-04"


def moment(text: str) -> datetime:
    """Return a moment with its offset from UTC."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"{quoted(text)} is not a moment: write it as 2026-03-05T09:14:03+08:00"
        ) from None
    if value.tzinfo is None:
        raise ValueError(f"{text} has no offset from UTC: write it as {text}+08:00, with yours")
    return in_whole_minutes(value)


def in_whole_minutes(moment: datetime) -> datetime:
    """Return a moment, at the same time of its day, with an offset that can be written down.

    That has no seconds. Some zones have, before about 1940 or where TZ says so.
    """
    minutes = int((moment.utcoffset() or timedelta()) / timedelta(minutes=1))
    return moment.replace(tzinfo=timezone(timedelta(minutes=minutes)), fold=0)


def weekday(text: str) -> int:
    """Return a day of the week, Monday being 0; any beginning of three letters or more will do."""
    word = text.strip().lower()
    for index, short in enumerate(WEEKDAYS):
        if len(word) >= 3 and calendar.day_name[index].lower().startswith(word):
            return index
        if word == short:
            return index
    raise ValueError(f"{quoted(text)} is not a day of the week: write one of {', '.join(WEEKDAYS)}")


def flag(text: str) -> bool:
    """Return yes or no."""
    word = text.lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError(f"{quoted(text)} is neither true nor false")


def slug(text: str) -> str:
    """Return an id: letters, digits and single hyphens."""
    if SLUG.fullmatch(text) and len(text) <= LONGEST_SLUG:
        return text
    if len(text) > LONGEST_SLUG:
        raise ValueError(f"the id {quoted(text)} is longer than {LONGEST_SLUG} characters")
    proposed = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    hint = f", for example {proposed}" if proposed else ""
    raise ValueError(f"{quoted(text)} cannot be an id: use letters, digits and hyphens{hint}")


def key(text: str) -> str:
    """Return the id of an entry: what `log` draws at random, or a script's own key."""
    if KEY.fullmatch(text):
        return text
    raise ValueError(
        f"{quoted(text)} cannot be an entry's id: use up to 64 letters, digits and . _ : -"
    )


def text(text: str) -> str:
    """Return text as it stands; it must not be blank, nor hold half a character."""
    if not text.strip():
        raise ValueError("is empty")
    return anything(text)


def anything(text: str) -> str:
    """Return any text that can be written down again."""
    try:
        text.encode()  # far quicker than to look at each character
    except UnicodeEncodeError:
        raise ValueError("contains half of a surrogate pair, which is not a character") from None
    return text


def zone(text: str) -> str:
    """Return the IANA name of a time zone that this machine knows."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415  most plans name none

    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(
            f"{quoted(text)} is not a time zone known here: write one like Asia/Shanghai"
        ) from None
    return text
