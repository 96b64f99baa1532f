"""What two series of runs say: a ratio, how sure it is, and whether it reaches a mark.

No run is taken to be typical: medians and ranks need no such assumption, and one run that was
disturbed moves neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from statistics import median, quantiles

DOUBT = 0.05
"""How often an interval may miss the truth."""
FEWEST = 6
"""Of fewer rounds no interval is as sure as that."""
NOISY = 0.10
"""A machine is noisy if half of the runs of one command differ by more than this."""


@dataclass(frozen=True)
class Ratio:
    """How one command compares with another, the reference, run beside it in so many rounds.

    `low` and `high` hold the true ratio 19 times of 20, where there are six rounds or more; of
    less, they are the lowest and the highest seen. `subject` and `reference` are the medians.
    `spread` is that of the reference's own runs: how far its quartiles are apart, as a part of
    its median.
    """

    rounds: int
    value: float
    low: float
    high: float
    subject: float
    reference: float
    spread: float

    @property
    def noisy(self) -> bool:
        """Whether the machine was too noisy for small differences to mean anything."""
        return self.spread > NOISY

    def verdict(self, mark: float) -> str:
        """Say whether a mark, the highest ratio that is wanted, is reached."""
        if self.rounds < FEWEST:
            return "too few runs to tell"
        if self.high <= mark:
            return "yes"
        if self.low > mark:
            return "no"
        return "too noisy to tell" if self.noisy else "too close to tell"


def compare(subject: Sequence[float], reference: Sequence[float]) -> Ratio:
    """Return the ratio of two commands, of which the nth figures are of the nth round."""
    ratios = sorted(one / other for one, other in zip(subject, reference, strict=True))
    outer = _ranks_left_out(len(ratios))
    return Ratio(
        rounds=len(ratios),
        value=median(ratios),
        low=ratios[outer],
        high=ratios[-1 - outer],
        subject=median(subject),
        reference=median(reference),
        spread=_spread(reference),
    )


def _ranks_left_out(count: int) -> int:
    """Return how many of so many sorted figures lie outside an interval for their median.

    Each figure lies below the true median as often as above it, so the chance that at most so
    many do is that of a coin.
    """
    outer, chance = 0, 2 / 2**count
    while chance + 2 * comb(count, outer + 1) / 2**count <= DOUBT:
        outer += 1
        chance += 2 * comb(count, outer) / 2**count
    return outer


def _spread(figures: Sequence[float]) -> float:
    if len(figures) < 2:
        return 0.0
    low, middle, high = quantiles(figures, n=4, method="inclusive")
    return (high - low) / middle
