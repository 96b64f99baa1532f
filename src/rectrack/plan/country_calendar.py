"""The holidays of a country → the `calendar` of a plan, as lines of YAML.

The library `holidays`, which knows them, is installed by whoever asks for this.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from rectrack.errors import RequestError
from rectrack.plan.calendar import DAY, WORKING_WEEK
from rectrack.plan.model import Period

YEARS_BEFORE = 5
"""So many years back it is looked whether a country moves days of work at all."""


def country_calendar(country: str, period: Period) -> str:
    """Return lines for the key `calendar`, with comments that say which years can be relied on.

    `country` is a code such as cn, or one with a region such as de-by. Raises RequestError where
    the library is missing, and ValueError where it does not know the country.
    """
    try:
        import holidays  # noqa: PLC0415  an extra, and slow to load
        from holidays.version import __version__  # noqa: PLC0415  the same
    except ImportError:
        raise RequestError(
            "--calendar needs the library holidays: install it beside rectrack,"
            " as with: pip install holidays"
        ) from None
    code, _, region = country.upper().partition("-")
    years = range(max(period.start.year - YEARS_BEFORE, 1), period.end.year + 1)
    try:
        known = holidays.country_holidays(
            code, subdiv=region or None, years=years, language="en_US"
        )
    except NotImplementedError:
        raise ValueError(
            f"the library holidays knows no {country}: write a country as in cn,"
            " or with a region as in de-by"
        ) from None
    days = [period.start + DAY * each for each in range(period.days)]
    working = {day for day in days if known.is_working_day(day)}
    off = [d for d in days if d not in working and (d in known or d.weekday() < WORKING_WEEK)]
    made_up = [day for day in days if day in working and day.weekday() >= WORKING_WEEK]
    source = f"{country.upper()} from the library holidays, release {__version__}"
    remarks = _remarks(known, period, source)
    return "\n".join(
        [
            "calendar:",
            *(f"  # {each}" for each in remarks),
            *_listed("holidays", _runs(off, set(days) - working), known),
            *_listed("workdays", ((day, day) for day in made_up), {}),
        ]
    )


def _remarks(known: Any, period: Period, source: str) -> Iterator[str]:
    """Yield which years the library vouches for, and which it does not."""
    yield f"Holidays of {source}."
    years = range(period.start.year, period.end.year + 1)
    announced = {day.year for day in known.weekend_workdays}
    if not announced.isdisjoint(known.years):
        sure = [year for year in years if year in announced]
        unsure = [year for year in years if year not in announced]
        if sure:
            yield f"Announced, with the days worked to make up for others: {_joined(sure)}."
        if unsure:
            yield (
                f"Not announced yet when it was released: {_joined(unsure)}. These days are worked"
                " out by rule: correct them"
            )
            yield "once they are announced, and add the `workdays`."
    else:
        yield "It works them out by rule: compare them with what is announced for the office."
    if any("estimated" in name for name in known.values()):
        yield "Some depend on the moon and are estimated."
    if years[-1] > known.end_year:
        yield f"It knows none after {known.end_year}."


def _joined(years: Iterable[int]) -> str:
    return ", ".join(map(str, years))


def _runs(days: Iterable[date], rest: set[date]) -> Iterator[tuple[date, date]]:
    """Yield days as ranges; those with nothing but days of rest between them are one range."""
    first = last = None
    for day in days:
        if first is None or last is None:
            first = day
        elif any(last + DAY * each not in rest for each in range(1, (day - last).days)):
            yield first, last
            first = day
        last = day
    if first is not None and last is not None:
        yield first, last


def _listed(key: str, ranges: Iterable[tuple[date, date]], names: Any) -> Iterator[str]:
    """Yield a key with a list of days and ranges, each with what is celebrated, if known."""
    lines = []
    for first, last in ranges:
        said = f"{first}" if first == last else f"{first}..{last}"
        name = names.get(first, "").partition("; ")[0]
        lines.append(f"    - {said}   # {name}" if name else f"    - {said}")
    yield f"  {key}:" if lines else f"  {key}: []"
    yield from lines
