"""What must be reported every month or quarter, "none" included: silence is not compliance."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import ClassVar

from rectrack.log.entry import Entry
from rectrack.plan.model import Period
from rectrack.targets.base import Kind
from rectrack.targets.progress import ZERO, Progress
from rectrack.targets.ratio import ONE, Ratio
from rectrack.targets.reading import Action, Due, Sort
from rectrack.targets.windows import (
    NEVER,
    Window,
    most_windows,
    names_of,
    silent_windows,
    statement_around,
    unstated,
)


class Reported(Kind, frozen=True):
    """A kind of which every window of `attest` must be reported."""

    states_none: ClassVar = True
    reported_is: ClassVar[str] = "the figure"
    """What a report is of."""

    attest: str = "month"

    def parts(self, span: Period) -> int:
        return most_windows(self.attest, span)

    def reported(self) -> str:
        """Return the end of a promise: "; reported every month", or nothing where none is due."""
        return "" if self.attest == NEVER else f'; reported every {self.attest}, including "none"'

    def missing(self, progress: Progress, stated: Iterable[date]) -> list[Window]:
        """Return the windows that have passed without a report; `stated` are the days of all."""
        return unstated(self.attest, progress.span, progress.day, stated)

    def as_reported(self, ratio: Ratio, progress: Progress, stated: Iterable[date]) -> Ratio:
        """Return a rate times the part of the reports due that were made: silence is no success."""
        due = len(self.missing(progress, ()))
        made = due - len(self.missing(progress, stated))
        if made == due:
            return ratio
        done, asked = (ratio.part, ratio.whole) if ratio.part < ratio.whole else (ONE, ONE)
        return Ratio(done * made, asked * due, f"{ratio} · {made} / {due} reported")

    def not_reported(self, missing: Sequence[Window]) -> list[str]:
        """Return ["Aug 2026 not reported"], a part of a reason; nothing where none is missing."""
        return [f"{names_of(missing, self.attest)} not reported"] if missing else []

    def report(self, windows: Sequence[Window]) -> str:
        """Return the step "log the figure for Aug 2026, or none", if any is missing."""
        names = names_of(windows, self.attest)
        return f"log {self.reported_is} for {names}, or none" if windows else ""

    def reports_none(self, entry: Entry) -> bool:
        """Whether an entry of progress reports that there was nothing, where that is asked for."""
        return self.attest != NEVER and entry.value == 0 and entry.case is None

    def named_by(self, day: date) -> str:
        """Return how an entry is made to speak of the window of a day, where that has passed."""
        name = names_of([statement_around(self.attest, day)], self.attest)
        return f"--date {day} reports {name}"

    def reports(self, missing: Iterable[Window]) -> tuple[Action, ...]:
        """Return the entries that report none for the windows that are missing."""
        return tuple(Action(value=ZERO, day=window.last) for window in missing)

    def reports_due(self, progress: Progress, stated: Iterable[date]) -> Iterator[Due]:
        """Yield the reports that are missing, past and to come."""
        for window in silent_windows(self.attest, progress.span, stated):
            name = names_of([window], self.attest)
            step = self.report([window])
            yield Due(window.last, step, reports=name, sort=Sort.REPORT, part=name)
