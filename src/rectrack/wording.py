"""Days and numbers as a person reads them; every part of the program says them alike."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from functools import lru_cache

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def number(value: Decimal) -> str:
    """Return a number in full, without an exponent or trailing zeros: 1420, 0.5, -3."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def figure(value: Decimal | None, unit: str) -> str:
    """Return "15 bulletins"; a figure that is still to be set is a question mark."""
    said = "?" if value is None else number(value)
    return f"{said} {unit}" if unit else said


def beside(value: Decimal, *bounds: Decimal | None, places: int = 1) -> Decimal:
    """Round a figure for showing it beside what it is judged by, halves up.

    It has so many places, or as many more as keep it above, on or below each bound as it is:
    99.49 beside 99.5 stays what it is. A bound that is itself rounded is given as it is shown.
    """
    exact = max(places, -int(value.as_tuple().exponent))
    for fewer in range(places, exact):
        shown = value.quantize(Decimal(1).scaleb(-fewer), rounding=ROUND_HALF_UP)
        if all(shown.compare(each) == value.compare(each) for each in bounds if each is not None):
            return shown
    return value.quantize(Decimal(1).scaleb(-exact))


def tenths(value: Decimal) -> Decimal:
    """Round up to tenths: doing this much each week is then enough."""
    return value.quantize(Decimal("0.1"), rounding=ROUND_CEILING)


@lru_cache(maxsize=256)  # of thousands of people, most lack the same
def enough(value: Decimal, *figures: Decimal) -> Decimal:
    """Round up what is worked out from figures, to one decimal place more than they have."""
    places = 1 + max(0, *(-int(each.as_tuple().exponent) for each in figures))
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_CEILING)


def day(value: date, *, seen_from: date | None = None) -> str:
    """Return "22 Nov 2026", without the year where it is that of `seen_from`."""
    short = f"{value.day} {MONTHS[value.month - 1]}"
    if seen_from is not None and seen_from.year == value.year:
        return short
    return f"{short} {value.year}"


def weekday_and_day(value: date) -> str:
    """Return "Sun 22 Nov 2026"."""
    return f"{DAYS[value.weekday()]} {day(value)}"


def from_to(first: date, last: date) -> str:
    """Return "Mon 16 Nov 2026 to Sun 22 Nov 2026"."""
    return f"{weekday_and_day(first)} to {weekday_and_day(last)}"


def week_of(value: date) -> str:
    """Return the ISO week of a day: "2026-W47"."""
    year, week, _ = value.isocalendar()
    return f"{year}-W{week:02}"


def quarter(value: date) -> str:
    """Return the calendar quarter of a day: "Q4 2026"."""
    return f"Q{(value.month + 2) // 3} {value.year}"


def from_today(value: date, today: date) -> str:
    """Return "in 8 days", "today" or "31 days ago"."""
    days = (value - today).days
    if days == 0:
        return "today"
    return f"in {plural(days, 'day')}" if days > 0 else f"{plural(-days, 'day')} ago"


def late_by(days: int) -> str:
    """Return ", 3 days late", or nothing for what is in time."""
    return f", {plural(days, 'day')} late" if days > 0 else ""


def times(number: int) -> str:
    """Return "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def a(noun: str) -> str:
    """Return "an extension", "a waiver"."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def plural(amount: int | Decimal, one: str, many: str = "") -> str:
    """Return "1 day", "3 days"."""
    return f"{amount} {one if amount == 1 else many or one + 's'}"


def quoted(text: str) -> str:
    """Quote a text that somebody wrote, or its beginning where it is long."""
    return repr(text if len(text) <= 40 else text[:37] + "...")


def listed(names: Iterable[str], *, most: int = 6) -> str:
    """Return "a, b, c", and how many more where there are many."""
    all_names = list(names)
    shown = ", ".join(all_names[:most])
    more = len(all_names) - most
    return f"{shown} and {more} more" if more > 0 else shown


def from_each(amounts: Mapping[str, Decimal], say: Callable[[Decimal], str] = number) -> str:
    """Return "2 each from director, clerk, 1 more from deputy": who has to do how much."""
    alike: dict[Decimal, list[str]] = {}
    for name, amount in amounts.items():
        alike.setdefault(amount, []).append(name)
    return ", ".join(
        f"{say(amount)} {'each' if len(names) > 1 else 'more'} from {listed(names)}"
        for amount, names in alike.items()
    )


def together(names: Iterable[str]) -> str:
    """Return "a, b and c"."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
