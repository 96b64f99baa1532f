"""What a value means is decided by the field it stands in, never by how it looks."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.plan import values
from rectrack.plan.model import Plan
from rectrack.targets.kinds import kind_of
from tests.support import complaints, plan_text, records


def plan(target: str) -> Plan:
    found = records(plan_text(target))
    assert found.findings == ()
    return found.plan


def terms(target: str) -> Any:
    return kind_of(plan(f"{{title: T, {target}}}").targets["t"])


TEXTS = ["no", "yes", "True", "010", "12:30", "1e3", "2026-01-01", "0x1F", "1_000", ".nan", "<<"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_title_is_the_text_that_was_written(text: str) -> None:
    assert plan(f"{{title: {text}, kind: total, goal: 1}}").targets["t"].title == text
    assert plan(f"{{title: T, kind: total, goal: 1, unit: {text}}}").targets["t"].unit == text


@pytest.mark.parametrize("text", TEXTS)
def test_a_step_and_a_source_are_the_text_that_was_written(text: str) -> None:
    target = plan(f"{{title: T, kind: steps, steps: [{text}], source: {text}}}").targets["t"]
    assert list(kind_of(target).steps) == [text]  # type: ignore[attr-defined]
    assert target.source == text


@pytest.mark.parametrize("name", ["no", "null", "007", "1e3", "true"])
def test_an_id_is_the_text_that_was_written(name: str) -> None:
    text = plan_text("{title: T, kind: total, goal: 1, owner: " + name + "}")
    assert name in records(text.replace("clerk:", f"{name}:")).plan.people


@pytest.mark.parametrize(
    ("written", "goal"),
    [
        ("010", Decimal(10)),
        ("0", None),
        ("1.50", Decimal("1.5")),
        ("0.1", Decimal("0.1")),
        ("'15'", Decimal(15)),
        ('"15"', Decimal(15)),
        ("+5", Decimal(5)),
        ("999999999999999.999999", Decimal("999999999999999.999999")),
    ],
)
def test_a_goal_is_the_exact_decimal_that_was_written(written: str, goal: Decimal | None) -> None:
    if goal is None:
        assert complaints(plan_text(f"{{title: T, kind: total, goal: {written}}}"))
    else:
        assert terms(f"kind: total, goal: {written}").goal == goal


@pytest.mark.parametrize("blank", ["", "null", "Null", "NULL", "~"])
def test_empty_and_null_both_mean_not_given(blank: str) -> None:
    assert terms(f"kind: total, goal: {blank}").goal is None
    assert terms(f"kind: each, goal: 3, who: {blank}").who == ()
    assert terms(f"kind: cadence, every: week, times: {blank}").times == 1
    assert terms(f"kind: cases, within: {blank}").within is None
    target = plan(f"{{title: T, kind: total, goal: 1, owner: {blank}, due: {blank}}}").targets["t"]
    assert (target.owner, target.span.end) == ("deputy", date(2026, 12, 31))


@pytest.mark.parametrize("blank", ["'null'", '"~"'])
def test_null_in_quotes_is_text(blank: str) -> None:
    assert plan(f"{{title: {blank}, kind: total, goal: 1}}").targets["t"].title == blank[1:-1]


def test_a_single_value_stands_for_a_list_of_one() -> None:
    assert terms("kind: each, goal: 3, who: clerk").who == ("clerk",)
    assert terms("kind: cases, stages: settled").stages == ("settled",)
    assert terms("kind: cadence, every: week, except: 2026-02-18").except_ == (date(2026, 2, 18),)


def test_an_alias_means_what_its_anchor_says() -> None:
    text = plan_text().replace("{name: Clerk, reports_to: head}", "&same {name: Clerk}")
    text = text.replace("groups:", "  driver: *same\ngroups:")
    assert records(text).plan.people["driver"].name == "Clerk"


def test_text_on_several_lines_is_one_title() -> None:
    text = plan_text().replace("title: A plan for tests", "title: >-\n  A plan\n  for tests")
    assert records(text).plan.title == "A plan for tests"


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (values.number, "-0.5", Decimal("-0.5")),
        (values.number, "\N{MINUS SIGN}5", Decimal(-5)),
        (values.number, " 7 ", Decimal(7)),
        (values.amount, "0", Decimal(0)),
        (values.whole, "90", 90),
        (values.whole, "90.0", 90),
        (values.percent, "90", Decimal(90)),
        (values.percent, "90%", Decimal(90)),
        (values.percent, "90 %", Decimal(90)),
        (values.percent, "12.5%", Decimal("12.5")),
        (values.day, "2028-02-29", date(2028, 2, 29)),
        (values.day, "0001-01-01", date.min),
        (values.day, "9999-12-31", date.max),
        (values.weekday, "mon", 0),
        (values.weekday, "Wed", 2),
        (values.weekday, "thurs", 3),
        (values.weekday, "SUNDAY", 6),
        (values.flag, "yes", True),
        (values.flag, "On", True),
        (values.flag, "no", False),
        (values.flag, "FALSE", False),
        (values.zone, "Asia/Shanghai", "Asia/Shanghai"),
        (values.slug, "first-inquiry-2", "first-inquiry-2"),
        (values.slug, "a" * 64, "a" * 64),
        (values.key, "import:2026-03/7".replace("/", "."), "import:2026-03.7"),
        (
            values.moment,
            "2026-03-05T09:14:03.512604+08:00",
            datetime(2026, 3, 5, 9, 14, 3, 512604, timezone(timedelta(hours=8))),
        ),
        (values.moment, "2026-03-05T09:14:03Z", datetime(2026, 3, 5, 9, 14, 3, tzinfo=UTC)),
    ],
)
def test_a_value_is_read_as_its_field_wants_it(
    read: Callable[[str], object], text: str, value: object
) -> None:
    assert read(text) == value


@pytest.mark.parametrize("text", ["-0", "-0.0", "-000.000000", "\N{MINUS SIGN}0", "+0"])
def test_zero_has_no_sign(text: str) -> None:
    """With one it would be read otherwise than it is written down."""
    assert not values.number(text).is_signed()
    assert values.number(text) == 0


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-03-05T09:14:03+08:05:43", "2026-03-05T09:14:03+08:05"),
        ("2026-03-05T09:14:03-08:05:43.5", "2026-03-05T09:14:03-08:05"),
        ("2026-03-05T09:14:03+23:59:59", "2026-03-05T09:14:03+23:59"),
        ("0001-01-01T00:00:00-00:00:30", "0001-01-01T00:00:00+00:00"),
        ("9999-12-31T23:59:59.999999+00:00:30", "9999-12-31T23:59:59.999999+00:00"),
    ],
)
def test_an_offset_is_one_that_can_be_written_down(text: str, written: str) -> None:
    """Which none with seconds can: of those the whole minutes are kept, and the time of day."""
    assert values.moment(text).isoformat() == written


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (values.number, "١٢"),
        (values.number, "1e3"),
        (values.number, "--5"),
        (values.number, "Infinity"),
        (values.amount, "-1"),
        (values.above_zero, "0"),
        (values.whole, "1.5"),
        (values.whole, "100001"),
        (values.percent, "100.1"),
        (values.percent, "-1%"),
        (values.percent, "%"),
        (values.day, "2100-02-29"),
        (values.day, "2026-03-04\n"),
        (values.weekday, "we"),
        (values.weekday, "wednesdays"),
        (values.flag, "y"),
        (values.slug, "-a"),
        (values.slug, "a--b"),
        (values.slug, "a" * 65),
        (values.slug, "é"),
        (values.slug, "a\n"),
        (values.key, ""),
        (values.key, "a b"),
        (values.text, " \t"),
        (values.zone, "../etc/passwd"),
        (values.zone, ""),
        (values.moment, "2026-03-05T09:14:03"),
        (values.moment, "2026-03-05"),
    ],
)
def test_what_a_field_does_not_want_is_refused(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(text)


@given(st.decimals(-(10**15) + 1, 10**15 - 1, places=6))
def test_every_decimal_of_fifteen_and_six_digits_is_read_exactly(value: Decimal) -> None:
    assert values.number(f"{value:f}") == value


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert values.day(day.isoformat()) == day


READERS: list[Callable[[str], object]] = [
    values.number, values.amount, values.above_zero, values.whole,
    values.percent, values.day, values.moment, values.weekday, values.flag, values.slug,
    values.key, values.text, values.anything, values.zone,
]  # fmt: skip


@given(st.text() | st.from_regex(r"[-+0-9.,:eTZ%W ]{1,30}", fullmatch=True))
def test_any_text_is_either_read_or_refused_with_a_sentence(text: str) -> None:
    for read in READERS:
        try:
            read(text)
        except ValueError as error:
            assert str(error)  # noqa: PT017  that something is raised is not what is tested
