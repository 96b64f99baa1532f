"""How a cadence is put into words: why it stands where it does, and what leads back on track."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from rectrack.targets.progress import ZERO, Progress
from rectrack.targets.tally import HUNDRED, Tally, asked
from rectrack.wording import from_each, listed, number, plural


class CadenceText(Struct, frozen=True, dict=True):
    """What is said of the tallies by person, or of one under "" where no people are named."""

    noun: str
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
        kept, due = self._kept_of_due()
        if not due:
            said = f"no {self.noun} due yet"
        elif kept == sum(t.kept for t in each) == due == sum(t.windows for t in each):
            said = f"all {plural(kept, self.noun)} kept"
        elif self._counts_required:
            said = f"{kept} of {due} required {self._windows(due)} kept"
        else:
            said = f"{kept} of {plural(due, self.noun)} kept"
        if self.share != HUNDRED:
            said += f", {number(self.share)} % "
            said += "from each" if self._counts_required else "required"
        said += f"; {self.spare}" if self.spare else ""
        if self.waiting:
            said += f"; this {self.noun} is still open"
            said += f" for {listed(self.waiting)}" if self.by_person else ""
        elif not progress.ended and all(t.kept >= t.asked_in_all for t in each):
            said += f"; counts as met after {progress.end}"
        return said

    @property
    def _counts_required(self) -> bool:
        """Whether each is counted up to what is asked: a surplus of one covers no gap of others."""
        return self.by_person and ZERO < self.share < HUNDRED

    def _kept_of_due(self) -> tuple[int, int]:
        each = self.tallies.values()
        if not self._counts_required:
            return sum(t.kept for t in each), sum(t.due for t in each)
        required = [(t.kept, int(asked(self.share, t.due))) for t in each]
        return sum(map(min, required)), sum(due for _, due in required)

    def _windows(self, many: int) -> str:
        return self.noun if many == 1 else f"{self.noun}s"

    @cached_property
    def spare(self) -> str:
        """How many were missed, of as many as may be: "2 of 8 misses used"."""
        lost = sum(t.lost for t in self.tallies.values())
        if self.by_person:
            return self._spare_of_each(lost)
        [allowed] = (t.allowed for t in self.tallies.values())
        if lost > allowed:
            return f"{lost} missed" + (f", {allowed} allowed" if allowed else "")
        return f"{lost} of {plural(allowed, 'miss', 'misses')} used" if allowed else ""

    def _spare_of_each(self, lost: int) -> str:
        missed = {name: t for name, t in self.tallies.items() if t.lost}
        allowed, *others = {t.allowed for t in self.tallies.values()}
        if others:
            names = listed(f"{name} {t.lost} of {t.allowed}" for name, t in missed.items())
            return f"{lost} missed (of those allowed: {names})" if lost else ""
        names = listed(f"{name} {t.lost}" for name, t in missed.items())
        said = f"{lost or 'none'} missed" if lost or allowed else ""
        said += f", {allowed} allowed each" if allowed else ""
        return f"{said} ({names})" if lost else said

    @cached_property
    def way_back(self) -> str:
        """What is due in the window of the day, and how many more make up for those missed."""
        said = []
        if self.waiting and self.times == 1:
            said.append(f"hold this {self.noun}'s session{self.by(self.waiting)}")
        elif self.waiting:
            many = from_each(self.waiting) if self.by_person else f"{self.waiting['']} more"
            said.append(f"{many} this {self.noun}")
        alike: dict[int, list[str]] = {}
        for name, tally in self.tallies.items():
            if tally.is_short and (further := tally.further(tally.kept + (name in self.waiting))):
                alike.setdefault(further, []).append(name)
        for further, names in alike.items():
            row = " in a row" if further > 1 else ""
            said.append(f"keep {further} more {self._windows(further)}{row}{self.by(names)}")
        return ", ".join(said)

    def next_step(self, progress: Progress) -> str:
        """Return how many of the windows to come must be kept."""
        to_keep = {each for tally in self.tallies.values() if (each := tally.left)[0]}
        if not to_keep:
            return ""
        if all(still_open == 1 for _, still_open in to_keep):
            return "" if self.way_back else f"hold the last session by {progress.end}"
        if all(left == still_open for left, still_open in to_keep):
            what = f"every {self.noun}"
        elif len(to_keep) == 1:
            [(left, still_open)] = to_keep
            what = f"{left} of the {still_open} {self.noun}s{' each' if self.by_person else ''}"
        else:
            what = f"{number(self.share)} % of all {self.noun}s each"
        return f"{'' if self.way_back else 'keep '}{what} until {progress.end}"
