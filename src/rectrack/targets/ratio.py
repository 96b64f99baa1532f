"""How much of a whole a part is, with the figures to calculate it once more."""

from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from rectrack.wording import beside, number

ONE = Decimal(1)
THOUSANDTH = Decimal("0.001")


def part(of: Decimal, whole: Decimal) -> Decimal:
    """Return of / whole, kept between 0 and 1; all of nothing is 1."""
    if whole <= 0:
        return Decimal(1)
    return min(max(of / whole, Decimal(0)), Decimal(1))


def rounded(value: Decimal, unit: Decimal) -> Decimal:
    """Round to a unit as people do by hand: halves go up."""
    return value.quantize(unit, rounding=ROUND_HALF_UP)


class Ratio(Struct, frozen=True):
    """A part of a whole. `terms` is how a person would write it where that is not part / whole."""

    part: Decimal
    whole: Decimal
    terms: str = ""

    @property
    def value(self) -> Decimal:
        """From 0 to 1 in thousandths, or finer where it is only just below 1.

        1 where nothing is asked.
        """
        return beside(part(self.part, self.whole), ONE, places=3)

    def __str__(self) -> str:
        if self.terms:
            return self.terms
        if self.whole <= 0:
            return "nothing due yet"
        return f"{number(self.part)} / {number(self.whole)}"
