"""What is shown of a figure and of what it is judged by compares as the figures themselves do."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rectrack.render.target_text import expected_by_now, figures
from rectrack.targets.standing import Standing
from rectrack.wording import beside
from tests.support import standing
from tests.targets.helpers import MARCH_1_TO_10, entry

amounts = st.decimals(0, 12, places=6) | st.decimals(0, 12, places=2) | st.decimals(4, 6, places=4)
above_zero = amounts.filter(bool)


@pytest.mark.parametrize(
    ("value", "bounds", "shown"),
    [
        ("9999.96", ["10000"], "9999.96"),
        ("9999.94", ["10000"], "9999.9"),
        ("10000.04", ["10000"], "10000.04"),
        ("10000", ["10000"], "10000.0"),
        ("99.49", ["99.5"], "99.49"),
        ("99.5", ["99.5"], "99.5"),
        ("9.96", ["9.98"], "9.96"),
        ("0.04", ["0"], "0.04"),
        ("-0.04", ["0"], "-0.04"),
        ("3.25", [], "3.3"),
        ("3.25", ["3.3"], "3.25"),
        ("7", ["8"], "7.0"),
        ("1.049999", ["1", "1.05"], "1.049999"),
    ],
)
def test_a_figure_has_as_many_places_as_tell_it_from_what_it_is_judged_by(
    value: str, bounds: list[str], shown: str
) -> None:
    assert str(beside(Decimal(value), *map(Decimal, bounds))) == shown


decimals = st.decimals(-1000, 1000, places=6) | st.decimals(-2, 2, places=6)


@given(decimals, st.lists(decimals, max_size=3), st.integers(0, 4))
def test_a_shown_figure_compares_as_it_does_in_full(
    value: Decimal, bounds: list[Decimal], places: int
) -> None:
    shown = beside(value, *bounds, places=places)
    assert all((shown < each, shown > each) == (value < each, value > each) for each in bounds)
    assert abs(shown - value) * 2 <= Decimal(1).scaleb(-places)


def of(value: Decimal, person: str = "clerk") -> str:
    """Return an entry of the first day, whose value is written out in full."""
    return f"{{date: 2026-03-01, target: t, value: {value:f}, by: {person}}}"


def seen(found: Standing) -> tuple[Decimal, str, Decimal | None]:
    """Return what a reader sees: the actual figure, its bound, and the figure expected by now."""
    actual, _, bound = figures(found).partition("/")
    expected = expected_by_now(found).removeprefix("≤")
    return Decimal(actual), bound, Decimal(expected) if expected else None


@pytest.mark.parametrize(
    ("target", "value", "on", "state", "shown"),
    [
        ("{title: T, kind: total, goal: 10000}", 9999.96, "2026-03-10", "behind",
         ("9999.96/10000", "10000")),
        ("{title: T, kind: total, goal: 0.05}", 0.024999, "2026-03-05", "behind",
         ("0/0.05", "0.03")),
        ("{title: T, kind: total, goal: 3.25}", 1, "2026-03-04", "behind", ("1/3.25", "1.3")),
        ("{title: T, kind: level, min: 99.5}", 99.49, "2026-03-10", "behind", ("99.49/≥99.5", "")),
        ("{title: T, kind: level, max: 99.5}", 99.51, "2026-03-10", "behind", ("99.51/≤99.5", "")),
        ("{title: T, kind: level, min: 1, max: 2}", 2.04, "2026-03-10", "behind", ("2.04/1..2", "")),
        ("{title: T, kind: limit, goal: 10}", 10.04, "2026-03-10", "failed", ("10.04/≤10", "≤10")),
        ("{title: T, kind: limit, goal: 10}", 5.04, "2026-03-05", "behind", ("5.04/≤10", "≤5")),
        ("{title: T, kind: change, baseline: 0, goal: 10}", 9.96, "2026-03-10", "behind",
         ("9.96/10", "10")),
        ("{title: T, kind: change, baseline: 10, goal: 9.04}", 9.05, "2026-03-10", "behind",
         ("9.1/9.04", "9.04")),
    ],
)  # fmt: skip
def test_no_figure_seems_to_be_where_it_is_not(
    target: str, value: float, on: str, state: str, shown: tuple[str, str]
) -> None:
    found = standing(target, entry("2026-03-01", value), on=on, **MARCH_1_TO_10)
    assert (found.state, figures(found), expected_by_now(found)) == (state, *shown)


@given(above_zero, amounts, st.integers(1, 10))
def test_a_total_looks_met_or_behind_only_where_it_is(
    goal: Decimal, done: Decimal, day: int
) -> None:
    target = f"{{title: T, kind: total, goal: {goal:f}}}"
    found = standing(target, of(done), on=f"2026-03-{day:02}",
                     **MARCH_1_TO_10)  # fmt: skip
    actual, bound, expected = seen(found)
    assert (actual >= Decimal(bound)) is found.reading.met
    assert (actual < (expected or 0)) is found.reading.behind
    said = found.reading.why.split(" expected")[0].split(" of ")
    assert len(said) == 1 or (Decimal(said[0]) < Decimal(said[1])) is found.reading.behind


@given(above_zero, amounts, st.integers(1, 10))
def test_a_limit_looks_passed_or_behind_only_where_it_is(
    goal: Decimal, spent: Decimal, day: int
) -> None:
    target = f"{{title: T, kind: limit, goal: {goal:f}, attest: never}}"
    found = standing(target, of(spent), on=f"2026-03-{day:02}",
                     **MARCH_1_TO_10)  # fmt: skip
    actual, bound, expected = seen(found)
    assert (actual > Decimal(bound.removeprefix("≤"))) is found.reading.failed
    assert (actual > (expected or 0)) is found.reading.behind


@given(amounts, amounts, amounts)
def test_a_level_looks_within_its_bounds_only_where_it_is(
    one: Decimal, other: Decimal, value: Decimal
) -> None:
    low, high = sorted((one, other))
    target = f"{{title: T, kind: level, min: {low:f}, max: {high:f}}}"
    found = standing(target, of(value), on="2026-03-05", **MARCH_1_TO_10)
    actual, bounds, _ = seen(found)
    shown_low, shown_high = map(Decimal, bounds.split(".."))
    assert (shown_low <= actual <= shown_high) is found.reading.met


@given(amounts, above_zero, amounts, st.integers(1, 10))
def test_a_change_looks_reached_or_behind_only_where_it_is(
    baseline: Decimal, goal: Decimal, value: Decimal, day: int
) -> None:
    assume(goal != baseline)
    up = 1 if goal > baseline else -1
    target = f"{{title: T, kind: change, baseline: {baseline:f}, goal: {goal:f}}}"
    found = standing(target, of(value), on=f"2026-03-{day:02}",
                     **MARCH_1_TO_10)  # fmt: skip
    actual, bound, expected = seen(found)
    assert ((actual - Decimal(bound)) * up >= 0) is found.reading.met
    assert (((expected or 0) - actual) * up > 0) is found.reading.behind


@given(above_zero, amounts, amounts, st.integers(1, 10))
def test_a_quota_seems_reached_by_now_only_by_those_who_have(
    quota: Decimal, one: Decimal, other: Decimal, day: int
) -> None:
    target = f"{{title: T, kind: each, goal: {quota:f}, who: [director, deputy]}}"
    entries = of(one, "director"), of(other, "deputy")
    why = standing(target, *entries, on=f"2026-03-{day:02}", **MARCH_1_TO_10).reading.why
    said, expects, names = why.partition(" each expected by")
    short = {name for name in ("director", "deputy") if expects and name in names}
    shown = Decimal(said) if expects else Decimal(0)
    assert {n for n, done in (("director", one), ("deputy", other)) if done < shown} == short
