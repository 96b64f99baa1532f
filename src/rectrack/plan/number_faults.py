"""What keeps a text from being a number, and what to write instead.

Where a text may mean several amounts, none of them is proposed alone.
"""

import re
import unicodedata
from decimal import Decimal

from rectrack.plan.number_words import in_digits, in_words, says_number
from rectrack.wording import number as say
from rectrack.wording import quoted

DIGITS = r"[0-9]{1,15}(\.[0-9]{1,6})?"
NUMBER = re.compile(rf"[+-]?{DIGITS}")
SEPARATOR = r"[,_'\s\u00a0\u202f]"
GROUPED = (
    rf"[+-]?[1-9][0-9]{{0,2}}(?:(?:{SEPARATOR}[0-9]{{3}})+(?:\.[0-9]+)?|(?:\.[0-9]{{3}}){{2,}})"
)
COMMA = r"([+-]?)([0-9]+),([0-9]{1,6})"
POINTS_AND_COMMA = r"([+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+),([0-9]{1,6})"
PLAIN_SIGNS = str.maketrans("\uff0b\uff0c\uff0d\uff0e\N{MINUS SIGN}", "+,-.-")
LARGE_UNITS = {
    "十": 10,
    "拾": 10,
    "dozen": 12,
    "百": 100,
    "佰": 100,
    "hundred": 100,
    "千": 1000,
    "仟": 1000,
    "k": 1000,
    "thousand": 1000,
    "万": 10**4,
    "萬": 10**4,
    "million": 10**6,
    "亿": 10**8,
    "億": 10**8,
}
IN_LARGE_UNITS = re.compile(rf"([+-]?{DIGITS}) *({'|'.join(LARGE_UNITS)})", re.IGNORECASE)


def not_a_number(text: str) -> str:
    """Return the sentence that refuses a text as a number."""
    plain = text.strip()
    said = _in_plain_digits(plain)
    if said != plain and NUMBER.fullmatch(said):
        return f"{quoted(text)} is not written in plain digits: write {said}"
    if meant := _without_commas(said):
        return f"{quoted(text)} has {meant}"
    if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", said):
        return f"{quoted(text)} has too many digits: at most 15, and 6 after the point"
    if re.fullmatch(r"[+-]?(\.[0-9]+|[0-9]+\.)", said):
        return f"{quoted(text)} needs digits on both sides of its point"
    if re.fullmatch(r"[+-]?[0-9.]+[eE][+-]?[0-9]+", said):
        return f"{quoted(text)} is written with an exponent: write it out in full"
    if match := IN_LARGE_UNITS.fullmatch(said):
        meant = say(Decimal(match[1]) * LARGE_UNITS[match[3].lower()])
        if NUMBER.fullmatch(meant):
            return f"{quoted(text)} is not in digits alone: write {meant} if that is meant"
    if any(character.isdecimal() for character in said):
        return f"{quoted(text)} is not a plain number: write the whole amount in digits alone"
    if says_number(text):
        return f"{quoted(text)} {in_words(in_digits(text))}"
    return f"{quoted(text)} is not a number"


def _in_plain_digits(text: str) -> str:
    """Return a text with digits and signs of other alphabets or widths as the plain ones.

    Digits set high or low stay: those of 10² are no part of the number beside them.
    """
    return "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else each
        for each in text.translate(PLAIN_SIGNS)
    )


def _without_commas(plain: str) -> str:
    """Say what to write for a number with separators in it, or with a decimal comma."""
    if match := re.fullmatch(POINTS_AND_COMMA, plain):
        return f"a decimal comma: write {match[1].replace('.', '')}.{match[2]}"
    if match := re.fullmatch(COMMA, plain):
        sign, before, behind = match.groups()
        pointed = f"{sign}{before}.{behind}"
        if len(behind) not in {3, 4} or len(before) > len(behind) or before.startswith("0"):
            return f"a decimal comma: write {pointed}"
        return f"a separator in it: write {sign}{before}{behind}, or {pointed} if that is meant"
    if re.fullmatch(GROUPED, plain):
        points = SEPARATOR if plain.count(".") < 2 else r"\."
        return f"a separator in it: write {re.sub(points, '', plain)}"
    return ""
