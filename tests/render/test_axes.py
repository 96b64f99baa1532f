"""The axes of a chart: whatever the figures and the days, they are round, fit, and are true."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.render.axes import Scale, names_below, scale_of
from rectrack.wording import MONTHS

FIGURES = st.lists(
    st.one_of(
        st.integers(-20, 200).map(Decimal),
        st.decimals(-(10**16), 10**16, places=6, allow_nan=False),
    ),
    min_size=1,
    max_size=6,
)


def figures(scale: Scale) -> list[Decimal]:
    """Return the figures that a scale shows, from the lowest."""
    shown = [scale.figure_at(row) for row in range(-1, scale.rows)]
    return [figure for figure in shown if figure is not None]


@given(FIGURES, st.booleans())
def test_a_scale_holds_all_figures(values: list[Decimal], from_zero: bool) -> None:
    scale = scale_of(values, from_zero=from_zero)
    shown = figures(scale)
    assert 8 <= scale.rows <= 10
    assert shown[0] <= min(values)
    assert max(values) <= shown[-1]


@given(FIGURES)
def test_amounts_begin_at_zero_and_fill_most_of_the_room(values: list[Decimal]) -> None:
    amounts = [abs(value) for value in values]
    shown = figures(scale_of(amounts, from_zero=True))
    assert shown[0] == 0
    assert shown[-1] <= max(amounts) * Decimal("1.4") or shown == [0, 1]


@given(FIGURES)
def test_readings_fill_a_third_of_the_room_and_are_all_to_be_seen(values: list[Decimal]) -> None:
    """What is lowest has a row or more below it, except zero."""
    scale = scale_of(values, from_zero=False)
    shown = figures(scale)
    seen = [*values, Decimal(0)] if shown[0] <= 0 <= shown[-1] else values
    room = shown[-1] - shown[0]
    assert room <= 3 * (max(seen) - min(seen)) or shown == [0, 1]
    assert min(values) == 0 or scale.filled(min(values)) >= 8 or shown[0] == 0


@given(FIGURES, st.booleans())
def test_the_figures_shown_are_round(values: list[Decimal], from_zero: bool) -> None:
    """One digit and noughts from each to the next; whole among whole ones."""
    scale = scale_of(values, from_zero=from_zero)
    assert len(scale.step.normalize().as_tuple().digits) == 1
    assert all(figure % scale.step == 0 for figure in figures(scale))
    if all(value == value.to_integral_value() for value in values):
        assert all(figure == figure.to_integral_value() for figure in figures(scale))


@given(FIGURES, st.booleans())
def test_more_stands_higher(values: list[Decimal], from_zero: bool) -> None:
    scale = scale_of(values, from_zero=from_zero)
    heights = [scale.filled(value) for value in sorted(values)]
    rows = [scale.row_of(value) for value in sorted(values)]
    assert heights == sorted(heights)
    assert rows == sorted(rows)
    assert heights[0] >= 0
    assert heights[-1] <= scale.rows * 8
    assert all(-1 <= row < scale.rows for row in rows)


@pytest.mark.parametrize(
    ("values", "from_zero", "shown"),
    [
        ([0, 15], True, [0, 3, 6, 9, 12, 15]),
        ([12, 15], True, [0, 3, 6, 9, 12, 15]),
        ([0, 31], True, [0, 8, 16, 24, 32]),
        ([0, 1], True, [0, 1]),
        ([0, 3], True, [0, 1, 2, 3]),
        ([0, 512000], True, [0, 300000, 600000]),
        ([68, 85], False, [65, 70, 75, 80, 85]),
        ([7, 20], False, [0, 5, 10, 15, 20]),
        ([-5, 5], False, [-9, -6, -3, 0, 3, 6]),
        ([-9, -1], False, [-10, -8, -6, -4, -2, 0]),
        ([74], False, [0, 20, 40, 60, 80]),
        ([0], False, [0, 1]),
        (["0.000001"], True, ["0", "0.0000005", "0.000001"]),
        (["4.5", "7.5"], False, [4, 5, 6, 7, 8]),
    ],
)  # fmt: skip
def test_the_figures_beside_a_chart(values: list[object], from_zero: bool, shown: list[object]) -> None:  # fmt: skip
    scale = scale_of([Decimal(str(value)) for value in values], from_zero=from_zero)
    assert figures(scale) == [Decimal(str(figure)) for figure in shown]


def test_a_figure_stands_for_the_upper_edge_of_its_row() -> None:
    scale = scale_of([Decimal(0), Decimal(16)], from_zero=True)
    assert [scale.figure_at(row) for row in range(-1, 8)] == [0, None, 4, None, 8, None, 12, None, 16]  # fmt: skip
    assert scale.row_of(Decimal(16)) == 7
    assert scale.filled(Decimal(16)) == 64
    assert scale.row_of(Decimal(14)) == 6
    assert scale.row_of(Decimal(15)) == 7
    assert scale.filled(Decimal("14.99")) == 59
    assert scale.row_of(Decimal(0)) == -1


def columns(first: str, days: int, wide: int) -> list[date]:
    """Return the days of so many columns, each the last of its share."""
    start = date.fromisoformat(first)
    ends = [(column + 1) * days // wide - 1 for column in range(wide)]
    if days < wide:
        ends = [column * days // wide for column in range(wide)]
    return [start + timedelta(days=end) for end in ends]


@pytest.mark.parametrize(
    ("first", "days", "wide", "line"),
    [
        ("2026-03-05", 1, 12, "5"),
        ("2026-03-05", 5, 20, "5   6   7   8   9"),
        ("2026-03-05", 40, 40, "    9      16     23     30     6"),
        ("2026-01-01", 90, 60, "Jan                  Feb               Mar"),
        ("2026-01-01", 365, 60, "Jan  Feb Mar  Apr  May  Jun  Jul   Aug  Sep  Oct  Nov  Dec"),
        ("2026-01-20", 365, 40, "       Apr       Jul       Oct"),
        ("2026-01-01", 365 * 3, 24, "2026    2027    2028"),
        ("2026-01-01", 36500, 60, "  2030  2040  2050  2060  2070  2080  2090  2100  2110  2120"),
        ("0001-01-01", 3652059, 60, "     1000  2000  3000  4000  5000  6000  7000  8000  9000"),
    ],
)  # fmt: skip
def test_days_months_and_years_have_names_as_room_allows(
    first: str, days: int, wide: int, line: str
) -> None:
    assert names_below(columns(first, days, wide), date.fromisoformat(first)) == line


@given(st.dates(date(2, 1, 1)), st.integers(1, 10_000), st.integers(1, 80))
def test_names_fit_below_the_chart_and_stand_below_their_time(
    first: date, days: int, wide: int
) -> None:
    """A year stands below the column in which it begins, be it one of many that have no name."""
    days = min(days, (date.max - first).days + 1)
    shown = columns(first.isoformat(), days, wide)
    line = names_below(shown, first)
    assert len(line) <= wide
    for match in re.finditer(r"\S+", line):
        day = shown[match.start()]
        before = shown[match.start() - 1] if match.start() else first - timedelta(days=1)
        if match[0] not in {str(day.day), MONTHS[day.month - 1]}:
            assert before.year < int(match[0]) <= day.year
