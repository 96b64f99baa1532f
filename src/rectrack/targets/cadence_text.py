"""How a cadence is put into words: why it stands where it does, and what leads back on track."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from rectrack.targets.progress import Progress
from rectrack.targets.tally import HUNDRED, Tally
from rectrack.targets.windows import Every
from rectrack.wording import from_each, listed, number, plural


class CadenceText(Struct, frozen=True, dict=True):
    """What is said of the tallies by person, or of one under "" where no people are named."""

    every: Every
    times: int
    share: Decimal
    tallies: dict[str, Tally]

    @cached_property
    def waiting(self) -> dict[str, Decimal]:
        """How often it must still happen in the window that is due and still open, by person."""
        missing = {name: tally.missing_now() for name, tally in self.tallies.items()}
        return {name: Decimal(many) for name, many in missing.items() if many}

    @property
    def by_person(self) -> bool:
        return "" not in self.tallies

    def by(self, names: Iterable[str]) -> str:
        """Return ": director, clerk" where it is asked of each of some people."""
        return f": {listed(names)}" if self.by_person else ""

    def why(self, progress: Progress) -> str:
        """Return how many windows were kept and missed."""
        each = self.tallies.values()
        kept, due = sum(t.kept for t in each), sum(t.due for t in each)
        lost = sum(t.lost for t in each)
        if not due:
            said = f"no {self.every} due yet"
        elif kept == due == sum(t.windows for t in each):
            said = f"all {plural(kept, self.every)} kept"
        else:
            said = f"{kept} of {plural(due, self.every)} kept"
        said += "" if self.share == HUNDRED else f", {number(self.share)} % required"
        if lost:
            said += f"; {lost} missed"
            missed = [f"{name} {t.lost}" for name, t in self.tallies.items() if t.lost]
            said += f" ({listed(missed)})" if self.by_person else ""
        if self.waiting:
            said += f"; this {self.every} is still open"
            said += f" for {listed(self.waiting)}" if self.by_person else ""
        elif not progress.ended and all(t.kept >= t.asked_in_all for t in each):
            said += f"; counts as met after {progress.end}"
        return said

    @cached_property
    def way_back(self) -> str:
        """What is due in the window of the day, and how many more make up for those missed."""
        said = []
        if self.waiting and self.times == 1:
            said.append(f"hold this {self.every}'s session{self.by(self.waiting)}")
        elif self.waiting:
            many = from_each(self.waiting) if self.by_person else f"{self.waiting['']} more"
            said.append(f"{many} this {self.every}")
        alike: dict[int, list[str]] = {}
        for name, tally in self.tallies.items():
            if tally.is_short and (further := tally.further(tally.kept + (name in self.waiting))):
                alike.setdefault(further, []).append(name)
        for further, names in alike.items():
            windows = f"{self.every}s in a row" if further > 1 else self.every
            said.append(f"keep {further} more {windows}{self.by(names)}")
        return ", ".join(said)

    def next_step(self, progress: Progress) -> str:
        """Return how many of the windows to come must be kept."""
        to_keep = {each for tally in self.tallies.values() if (each := tally.left)[0]}
        if not to_keep:
            return ""
        if all(still_open == 1 for _, still_open in to_keep):
            return "" if self.way_back else f"hold the last session by {progress.end}"
        if all(left == still_open for left, still_open in to_keep):
            what = f"every {self.every}"
        elif len(to_keep) == 1:
            [(left, still_open)] = to_keep
            what = f"{left} of the {still_open} {self.every}s{' each' if self.by_person else ''}"
        else:
            what = f"{number(self.share)} % of all {self.every}s each"
        return f"{'' if self.way_back else 'keep '}{what} until {progress.end}"
