"""A pocket calculator, for the sums that an assessment shows."""

import re
from decimal import ROUND_HALF_UP, Decimal

WORDS = {
    "nothing due yet": Decimal(1),
    "no case": Decimal(1),
    "no reading": Decimal(0),
}
SIGNS = str.maketrans({"·": "*", "−": "-", "%": "/100"})
NUMBER = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?")
KEYS = re.compile(r"[0-9. +*/()-]+")


def figure(text: str) -> Decimal:
    """Return a number as it is printed."""
    return Decimal(text.replace("−", "-"))


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def as_shown(value: Decimal, places: int, whole: int) -> Decimal:
    """Return a figure rounded, but never to the whole that it falls short of."""
    while rounded(value, places) == whole != value:
        places += 1
    return rounded(value, places)


def keyed_in(terms: str) -> Decimal:
    """Return what a calculator shows for terms such as "(77 − 68) / (85 − 68)"."""
    keys = terms.replace(" %", "%").translate(SIGNS)
    assert KEYS.fullmatch(keys), terms
    value = eval(NUMBER.sub(r"Decimal('\g<0>')", keys))  # noqa: S307  nothing but numbers and signs
    assert isinstance(value, Decimal)
    return value


def rate(terms: str) -> Decimal:
    """Return a pace or completion as its terms say, in thousandths or finer just below 1."""
    return as_shown(exactly(terms), 3, 1)


def exactly(terms: str) -> Decimal:
    """Return a pace or completion before it is rounded; of it only what was reported counts."""
    if terms.endswith(" reported"):
        of_all, made = terms.removesuffix(" reported").rsplit(" · ", 1)
        return exactly(of_all) * keyed_in(made)
    if terms in WORDS:
        return WORDS[terms]
    if terms.endswith(" late"):
        late, opened = map(figure, terms.removesuffix(" late").split(" of "))
        return 1 - late / opened
    if " of at most " in terms:
        used, most = terms.split(" of at most ")
        assert figure(used) <= figure(most)
        return Decimal(1)
    return min(max(keyed_in(terms), Decimal(0)), Decimal(1))
