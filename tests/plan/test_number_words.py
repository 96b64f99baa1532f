"""A number that is not in plain digits is refused, and no hint proposes another amount."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.plan import values
from rectrack.plan.number_words import says_number
from tests.support import complaints, plan_text

PLAIN = "is not a plain number: write the whole amount in digits alone"
IN_WORDS = "is a number in words: write it in digits"


def refused(text: str) -> str:
    with pytest.raises(ValueError, match=r".") as caught:
        values.number(text)
    return str(caught.value).removeprefix(f"{text!r} ")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        # A word that multiplies is asked about, and what follows it leaves the amount open.
        ("1万", "is not in digits alone: write 10000 if that is meant"),
        ("1.2万", "is not in digits alone: write 12000 if that is meant"),
        ("１.５亿", "is not in digits alone: write 150000000 if that is meant"),
        ("3佰", "is not in digits alone: write 300 if that is meant"),
        ("5k", "is not in digits alone: write 5000 if that is meant"),
        ("2 dozen", "is not in digits alone: write 24 if that is meant"),
        ("1.5 Million", "is not in digits alone: write 1500000 if that is meant"),
        ("99999999亿", PLAIN),
        ("1万2千", PLAIN),
        ("1.2万元", PLAIN),
        ("3千米", PLAIN),
        # Units, signs, fractions, ranges and ordinals.
        ("15 workdays", PLAIN),
        ("3 villages", PLAIN),
        ("3份", PLAIN),
        ("¥1420", PLAIN),
        ("5%", PLAIN),
        ("50‰", PLAIN),
        ("1/2", PLAIN),
        ("3-4", PLAIN),
        ("2nd", PLAIN),
        ("第2", PLAIN),
        ("(5)", PLAIN),
        ("10²", PLAIN),
        ("1e3", "is written with an exponent: write it out in full"),
        # A comma may part thousands, or stand for the point.
        ("1,420", "has a separator in it: write 1420, or 1.420 if that is meant"),
        ("1，420", "has a separator in it: write 1420, or 1.420 if that is meant"),
        ("-1,420", "has a separator in it: write -1420, or -1.420 if that is meant"),
        ("\N{MINUS SIGN}1,420", "has a separator in it: write -1420, or -1.420 if that is meant"),
        ("12,0000", "has a separator in it: write 120000, or 12.0000 if that is meant"),
        ("0,420", "has a decimal comma: write 0.420"),
        ("12345,678", "has a decimal comma: write 12345.678"),
        ("1,5", "has a decimal comma: write 1.5"),
        ("1,420.5", "has a separator in it: write 1420.5"),
        ("1,420,000", "has a separator in it: write 1420000"),
        ("1.420.000", "has a separator in it: write 1420000"),
        ("1.420,5", "has a decimal comma: write 1420.5"),
        ("0 420", PLAIN),
        # Other digits, and no digits at all.
        ("１４２０", "is not written in plain digits: write 1420"),
        ("٣", "is not written in plain digits: write 3"),
        ("fifty", IN_WORDS),
        ("forty-two", IN_WORDS),
        ("half a million", IN_WORDS),
        ("五十", IN_WORDS),
        ("壹佰贰拾", IN_WORDS),
        ("百分之五十", IN_WORDS),
        ("½", "is not a number"),
        ("IV", "is not a number"),
        ("second", "is not a number"),
    ],
)  # fmt: skip
def test_a_hint_proposes_no_other_amount_than_the_one_meant(text: str, hint: str) -> None:
    assert refused(text) == hint


PROPOSED = re.compile(r"(?:write|or) (-?[0-9.]+)")


@given(st.decimals(1, 9999, places=1), st.from_regex(r"[^\W\d_][^\W\d]{0,5}", fullmatch=True))
def test_no_number_with_a_word_behind_it_is_taken_for_the_number_alone(
    amount: Decimal, word: str
) -> None:
    for text in (f"{amount}{word}", f"{amount} {word}"):
        assert Decimal(amount) not in map(Decimal, PROPOSED.findall(refused(text)))


@pytest.mark.parametrize(
    ("target", "finding"),
    [
        ("kind: cases, within: 15 workdays", "within: '15 workdays' is not a number of days: write how many in digits, days of rest included"),
        ("kind: cases, within: 15个星期", "within: '15个星期' is not a number of days: write how many in digits, days of rest included"),
        ("kind: cases, within: 0 working days", "within: 0 must be above zero"),
        ("kind: cases, within: 15 days", "within: '15 days' has a word after it: write 15, which means days"),
        ("kind: level, min: 1, stale_after: 3 months", "stale_after: '3 months' is not a number of days: write how many in digits, days of rest included"),
        ("kind: cadence, every: week, share: 0.9", "share: 0.9 would be less than one per cent: write 90% if that is meant"),
        ("kind: cadence, every: week, share: 0.9%", "share: 0.9% would be less than one per cent"),
    ],
)  # fmt: skip
def test_a_figure_with_a_unit_of_its_own_keeps_its_meaning(target: str, finding: str) -> None:
    """Fifteen workdays are not fifteen days, and 0.9 % is not 90 %."""
    [found] = complaints(plan_text(f"{{title: T, {target}}}"))
    assert found.endswith(f" {finding}")


def test_a_per_cent_sign_of_either_width_may_stand_behind_a_percentage() -> None:
    assert values.percent("90%") == values.percent("90\N{FULLWIDTH PERCENT SIGN}") == 90


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("two", ""), ("Fifty", ""), ("TWENTY-ONE", ""), ("a hundred", ""), ("one and a half", ""),
        ("nothing", ""), ("dozens", ""), ("twice", ""), ("Two.", ""), ("minus five", ""),
        ("fifty yuan", "yuan"), ("one bulletin", "bulletins"), ("two reports", "report"),
        ("二", ""), ("五十", ""), ("两千", ""), ("一百二十万", ""), ("三点五", ""), ("贰拾伍", ""),
        ("五十份", ""), ("约三十人", ""), ("三百多户", ""), ("五万元", "万元"), ("无", ""), ("没有", ""),
    ],
)  # fmt: skip
def test_these_say_a_number(text: str, unit: str) -> None:
    assert says_number(text, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("", ""), ("a", ""), ("and", ""), ("second", ""), ("Bulletin two", ""), ("two on roads", ""),
        ("fifty yuan", ""), ("yuan", "yuan"), ("one-off", ""), ("tent", ""), ("number", ""), ("3", ""),
        ("第二", ""), ("第二期通报", ""), ("一般", ""), ("一致通过", ""), ("三农工作", ""), ("二号通报", ""),
    ],
)  # fmt: skip
def test_these_say_something_else(text: str, unit: str) -> None:
    assert not says_number(text, unit)
