"""How targets came along: the figures that a status would have shown, on days spread evenly."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.plan.model import Period
from rectrack.reports.series import (
    FEWEST,
    LIGHT,
    POINTS,
    Series,
    spread,
    target_series,
    targets_series,
)
from rectrack.reports.status import standing_of, standings
from tests.support import plan_text, records, standing
from tests.targets.helpers import dated, entry, extended, waived

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
TEN_DAYS = {"start": "2026-03-01", "end": "2026-03-10"}


def series(target: str, *entries: Any, on: str, **span: str) -> Series:
    found = records(plan_text(target, *entries, **span))
    assert found.findings == ()
    day = date.fromisoformat(on)
    history = found.until(day)
    return target_series(found.plan, standing_of(found.plan, "t", history, day), history, day)


def together(text: str, on: str) -> Series:
    found = records(text)
    day = date.fromisoformat(on)
    history = found.until(day)
    return targets_series(found.plan, standings(found.plan, history, day), history, day)


def actual(found: Series) -> list[Decimal | None]:
    return [point.actual for point in found.points]


def expected(found: Series) -> list[Decimal | None]:
    return [point.expected for point in found.points]


@given(DAYS, st.integers(1, 40_000), DAYS, st.integers(1, 100))
def test_days_are_spread_over_the_whole_span(
    start: date, length: int, seen_from: date, most: int
) -> None:
    """In their order, each once, no more than asked for, the day looked from among them."""
    span = Period(start, start + timedelta(days=length - 1))
    days = spread(span, seen_from, most)
    assert len(days) == min(most, length)
    assert days == sorted(set(days))
    assert all(day in span for day in days)
    assert (seen_from in days) is (seen_from in span)
    assert days[-1] in {span.end, seen_from}


@pytest.mark.parametrize(
    ("target", "entries"),
    [
        ("{title: T, kind: total, goal: 10}", [entry("2026-02-01", 3), entry("2026-07-01", 4)]),
        ("{title: T, kind: level, min: 3}", [entry("2026-02-01", 3), entry("2026-07-01", -4)]),
        ("{title: T, kind: change, baseline: 9, goal: 2}", [entry("2026-02-01", 7)]),
        ("{title: T, kind: limit, goal: 10}", [entry("2026-02-01", 3), entry("2026-07-01", 14)]),
        ("{title: T, kind: cadence, every: month}", [entry("2026-02-01"), entry("2026-07-01")]),
        ("{title: T, kind: each, goal: 1, who: team}", [entry("2026-02-01", for_="deputy")]),
        ("{title: T, kind: steps, steps: [a, b]}", [dated("2026-02-01", step="b")]),
        ("{title: T, kind: cases, within: 9}", [dated("2026-02-01", case="a", event="opened")]),
    ],
)  # fmt: skip
def test_every_figure_is_what_a_status_of_that_day_shows(target: str, entries: list[Any]) -> None:
    """Up to the day looked from; what came later is not known."""
    found = series(target, *entries, on="2026-08-15")
    assert len(found.points) == POINTS
    for point in found.points:
        reading = standing(target, *entries, on=point.day.isoformat()).reading
        assert (point.expected, point.goal, point.low, point.high) == (
            reading.expected, reading.goal, reading.low, reading.high
        )  # fmt: skip
        known = point.day <= date(2026, 8, 15) and not reading.unread
        assert point.actual == (reading.actual if known else None)


@pytest.mark.parametrize(
    ("entries", "points"),
    [(LIGHT, POINTS), (2 * LIGHT, POINTS // 2), (9 * LIGHT, FEWEST)],
)
def test_a_large_target_is_read_on_fewer_days(entries: int, points: int) -> None:
    """Its page would take as many times longer otherwise; today stays among the days."""
    many = [entry("2026-02-01", 1)] * entries
    found = series("{title: T, kind: total, goal: 10}", *many, on="2026-08-15")
    assert len(found.points) == points
    assert date(2026, 8, 15) in [point.day for point in found.points]
    assert found.points[-1].day == date(2026, 12, 31)


def test_a_short_span_is_read_on_each_of_its_days() -> None:
    found = series(
        "{title: T, kind: total, goal: 10}", entry("2026-03-02", 4), on="2026-03-03", **TEN_DAYS
    )
    assert actual(found) == [0, 4, 4, *[None] * 7]
    assert expected(found) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_what_was_expected_is_what_was_promised_then() -> None:
    """An extension shows as a bend."""
    found = series(
        "{title: T, kind: total, goal: 10, due: 2026-03-05}",
        entry("2026-03-01", 1),
        extended("2026-03-04", to="2026-03-10"),
        on="2026-03-06",
        **TEN_DAYS,
    )
    assert expected(found) == [2, 4, 6, 4, 5, 6, 7, 8, 9, 10]


def test_it_goes_on_to_the_day_looked_from_while_something_is_outstanding() -> None:
    late = series("{title: T, kind: total, goal: 10}", entry("2026-03-02"), on="2026-03-14", **TEN_DAYS)  # fmt: skip
    assert (late.span.end, late.due) == (date(2026, 3, 14), date(2026, 3, 10))
    met = series("{title: T, kind: total, goal: 1}", entry("2026-03-12"), on="2026-03-14", **TEN_DAYS)  # fmt: skip
    assert met.span.end == date(2026, 3, 12)
    early = series("{title: T, kind: total, goal: 1}", entry("2026-03-02"), on="2026-03-14", **TEN_DAYS)  # fmt: skip
    assert early.span.end == date(2026, 3, 10)


def test_it_begins_at_the_day_looked_from_where_that_is_before_the_first() -> None:
    found = series(
        "{title: T, kind: steps, steps: [a, b]}",
        dated("2026-02-20", step="a"),
        on="2026-02-26",
        **TEN_DAYS,
    )
    assert actual(found) == [1, *[None] * 12]
    assert found.span.start == date(2026, 2, 26)


@pytest.mark.parametrize(
    ("target", "entries"),
    [("{title: T, kind: total, goal: 10}", []), ("{title: T, kind: total, goal: }", [entry("2026-02-01")])],
)  # fmt: skip
def test_without_a_figure_or_an_entry_there_are_no_points(target: str, entries: list[Any]) -> None:
    assert series(target, *entries, on="2026-08-15").points == ()


def test_a_waiver_and_a_correction_change_no_figure_but_their_own() -> None:
    found = series(
        "{title: T, kind: total, goal: 10}",
        entry("2026-03-02", 4, id="a"),
        entry("2026-03-02", 1, id="b", replaces="a"),
        waived("2026-03-03", until="2026-03-05"),
        on="2026-03-03",
        **TEN_DAYS,
    )
    assert actual(found)[:3] == [0, 1, 1]


TWO_TARGETS = (
    plan_text(
        "{title: T, kind: total, goal: 2}",
        entry("2026-03-02"),
        entry("2026-03-04"),
        waived("2026-03-08", until="2026-03-09") | {"target": "u"},
        **TEN_DAYS,
    ).replace("progress:", "      u: {title: U, kind: total, goal: 1, due: 2026-03-06}\nprogress:")
)  # fmt: skip


def test_targets_together_are_counted_met_and_due() -> None:
    """Whoever is excused for a time owes nothing in it."""
    found = together(TWO_TARGETS, "2026-03-08")
    assert actual(found) == [0, 0, 0, 1, 1, 1, 1, 1, None, None]
    assert expected(found) == [0, 0, 0, 0, 0, 1, 1, 0, 0, 2]
    assert {point.goal for point in found.points} == {2}


def test_targets_of_a_withdrawn_measure_are_not_due() -> None:
    word = {"date": "2026-03-07", "measure": "measure", "event": "withdrawn", "by": "clerk", "note": "n"}  # fmt: skip
    text = TWO_TARGETS + f"  - {word}\n"
    found = together(text, "2026-03-10")
    assert actual(found) == [0, 0, 0, 1, 1, 1, 0, 0, 0, 0]
    assert expected(found) == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0]


def test_no_targets_and_no_entries_give_no_points() -> None:
    assert together(plan_text(), "2026-03-10").points == ()
