"""A chart draws what the figures say, whatever they are, in the room that it is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.plan.model import Period
from rectrack.render.chart import WIDEST, chart
from rectrack.render.page import Page
from rectrack.reports.series import Point, Series

START = date(2026, 1, 1)
FILL = " ▁▂▃▄▅▆▇█"
SPELT = str.maketrans("▁▂▃▄▅▆▇█─═▒│┤└▲┴", "...:::##-=%|++^|")
"""How each sign is drawn where there is nothing but ASCII."""
NUMBERS = st.one_of(
    st.integers(-9, 60).map(Decimal),
    st.decimals(-(10**15), 10**15, places=6, allow_nan=False),
)

Figures = Sequence[object]


def series(
    actual: Figures,
    expected: Figures = (),
    *,
    goal: object = None,
    low: object = None,
    high: object = None,
    counts: bool = True,
    late: int = 0,
) -> Series:
    """Return a series of one day after another; `late` of them are past the last day promised."""

    def figure(value: object) -> Decimal | None:
        return None if value is None else Decimal(str(value))

    wanted = expected or [None] * len(actual)
    points = tuple(
        Point(
            day=START + timedelta(days=index),
            actual=figure(done),
            expected=figure(due),
            goal=figure(goal),
            low=figure(low),
            high=figure(high),
        )
        for index, (done, due) in enumerate(zip(actual, wanted, strict=True))
    )
    last = points[-1].day
    known = [point.day for point in points if point.actual is not None]
    return Series(
        points=points,
        span=Period(START, last),
        due=last - timedelta(days=late),
        seen_from=known[-1] if known else START,
        names=("done", "expected", "goal"),
        counts=counts,
    )


@st.composite
def any_series(draw: st.DrawFn) -> Series:
    counts = draw(st.booleans())
    numbers = NUMBERS.map(abs) if counts else NUMBERS
    known = draw(st.lists(numbers, min_size=1, max_size=100))
    to_come = draw(st.integers(0, 30))
    days = len(known) + to_come
    return series(
        [*known, *[None] * to_come],
        draw(st.lists(st.none() | numbers, min_size=days, max_size=days)),
        goal=draw(st.none() | numbers),
        low=draw(st.none() | numbers),
        counts=counts,
        late=draw(st.integers(0, days - 1)),
    )


def drawn(found: Series, *, width: int = WIDEST) -> list[str]:
    return [line.plain for line in chart(found, "green", width)]


@dataclass
class Plot:
    """The rows of a chart from the top, without their figures, and what stands below them."""

    rows: list[str]
    below: list[str]

    @property
    def columns(self) -> list[str]:
        """Return the signs of each column from the bottom."""
        return ["".join(column) for column in zip(*reversed(self.rows), strict=True)]


def plot(lines: list[str]) -> Plot:
    floor = next(index for index, line in enumerate(lines) if "└" in line)
    left = lines[floor].index("└") + 1
    return Plot([line[left:] for line in lines[:floor]], lines[floor:])


@given(any_series(), st.integers(0, 120))
def test_a_chart_is_never_wider_or_higher_than_it_may_be(found: Series, width: int) -> None:
    lines = drawn(found, width=width)
    assert all(len(line) <= min(width, WIDEST) for line in lines)
    if lines:
        assert 8 <= len(plot(lines).rows) <= 10
        # the axis, months, days, and seven signs, each on a line of its own where it is narrow
        assert len(plot(lines).below) <= 10


@given(any_series(), st.integers(0, 120))
def test_in_ascii_it_is_the_same_chart(found: Series, width: int) -> None:
    ascii_only = Page(width=width, color=False, unicode=False)
    lines = drawn(found, width=width)
    spelt = [line.translate(SPELT) for line in lines]
    assert [ascii_only.signs(line) for line in lines] == spelt
    assert "".join(spelt).isascii()


@given(any_series())
def test_columns_are_filled_from_below_and_higher_for_more(found: Series) -> None:
    """Nothing is drawn for days that are not known; half a sign is the end of a column."""
    actual = [point.actual for point in found.points]
    lines = drawn(series(actual, counts=found.counts))
    if not any(actual):
        assert lines == []
        return
    heights: dict[Decimal, int] = {}
    columns = plot(lines).columns
    for index, column in enumerate(columns):
        share = actual[index * len(actual) // len(columns) :][: len(actual) // len(columns) or 1]
        value = [each for each in share if each is not None]
        assert set(column.rstrip()[:-1]) <= {"█"}
        if value and len(actual) <= len(columns):
            heights[value[-1]] = sum(map(FILL.index, column))
        elif not value:
            assert not column.strip()
    assert [heights[value] for value in sorted(heights)] == sorted(heights.values())


def test_a_chart_as_a_whole() -> None:
    """What was done is filled, what was expected is a line, and the foot says when and what."""
    found = series([0, 1, 2.5, 2.5, 6, *[None] * 5], range(1, 11), goal=10, late=2)
    assert [line.rstrip() for line in drawn(found, width=44)] == [
        "10 ┤════════════════════════════════────────",
        "   │                            ────",
        "   │                        ────",
        "   │                ▆▆▆▆────",
        " 5 ┤            ────▒▒▒▒",
        "   │        ────    ████",
        "   │    ────████████████",
        "   │────▆▆▆▆████████████",
        " 0 └───────────────────▲───────────┴────────",
        "    1   2   3   4   5   6   7   8   9   10",
        "    1 Jan 2026                   10 Jan 2026",
        "    █ done  ─ expected  ═ goal  ▒ both",
        "    ┴ due 8 Jan 2026  ▲ 5 Jan 2026",
    ]


@pytest.mark.parametrize(
    ("found", "rows"),
    [
        # one day fills the whole width
        (series([2], goal=4), ["════", "", "", "", "████", "████", "████", "████"]),
        # the least amount is seen, and nothing is not
        (series([0, 0.001], goal=8), ["════", "", "", "", "", "", "", "  ▁▁"]),
        # a goal far surpassed
        (series([0, 1000], goal=10), ["  ██"] * 7 + ["══▒▒"]),
        # readings stand on a floor of their own, the lowest above it
        (series([-60, -40], counts=False), [*["  ██"] * 7, "▄▄██", "████"]),
        # the same reading every day is measured from zero
        (series([3, 3], counts=False), ["████"] * 9),
        # bounds on both sides, and a reading at the lower one
        (series([1, 2], low=1, high=2, counts=False), ["══▒▒", "  ██", "  ██", "  ██", "▒▒▒▒", "████", "████", "████"]),
        # a ceiling of nothing is the floor itself
        (series([0, 2], high=0), ["  ██"] * 8),
        # a line runs through what is filled
        (series([4, 4], [1, 3], goal=4), ["▒▒▒▒", "████", "██▒▒", "████", "████", "████", "▒▒██", "████"]),
    ],
)  # fmt: skip
def test_what_is_drawn_for_few_figures(found: Series, rows: list[str]) -> None:
    lines = plot(drawn(found)).rows
    wide = len(lines[0])
    assert [f"{row[0]}{row[1]}{row[-2]}{row[-1]}".rstrip() for row in lines] == rows
    assert wide > 60


def test_nothing_but_zero_and_no_points_have_no_chart() -> None:
    assert drawn(series([0, 0], [0, 0], high=0)) == []
    assert drawn(Series((), Period(START, START), START, START, ("", "", ""))) == []


@pytest.mark.parametrize(
    ("found", "key"),
    [
        (series([1, 2]), "█ done  ▲ 2 Jan 2026"),
        (series([1, 2], goal=3), "█ done  ═ goal  ▲ 2 Jan 2026"),
        (series([1, 2], [2, 2]), "█ done  ─ expected  ▒ both  ▲ 2 Jan 2026"),
        (series([2, 2], [1, 2]), "█ done  ─ expected  ▒ both  ▲ 2 Jan 2026"),
        (series([1, 2], goal=0), "█ done  ▲ 2 Jan 2026"),
        (series([1, 2, None], late=2), "█ done  ┴ due 1 Jan 2026  ▲ 2 Jan 2026"),
    ],
)
def test_the_key_names_what_is_drawn_and_nothing_else(found: Series, key: str) -> None:
    assert drawn(found)[-1].strip() == key


@pytest.mark.parametrize(
    ("actual", "expected", "signs"), [(2, 2, "▒▒"), (1.99, 2, "──"), (2, 1.99, "▒▒")]
)
def test_a_line_tells_whether_it_was_reached_where_both_are_in_one_row(
    actual: float, expected: float, signs: str
) -> None:
    """Also by less than the eighth of a row."""
    found = plot(drawn(series([actual, actual], [expected, expected], goal=8)))
    assert found.rows[-2][:2] == signs


def test_it_is_coloured_by_state_and_by_line() -> None:
    lines = chart(series([4, 4], [1, 3], goal=4), "bold red", 40)
    styles = {str(span.style) for line in lines for span in line.spans}
    assert styles == {"bold red", "bright_blue", "bold"}


def test_huge_and_tiny_figures_are_written_out() -> None:
    huge = drawn(series([0, 999_999_999_999_999], goal=1))
    assert huge[0].startswith("1000000000000000 ┤")
    tiny = drawn(series([0, "0.000001"]))
    assert tiny[0].startswith(" 0.000001 ┤")
