"""What a summary holds: what stands badly, what was logged and changed, and what comes next."""

from datetime import date

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.model import Period, Plan, later
from rectrack.reports.basis import Basis
from rectrack.reports.deadlines import Deadline
from rectrack.reports.life_cycle import MeasureState
from rectrack.reports.measure_standing import MeasureStanding
from rectrack.reports.signals import LastTenth, Signals
from rectrack.reports.status import Totals
from rectrack.targets.standing import Standing
from rectrack.targets.state import TROUBLE, State

AHEAD = 14
"""How many days ahead a summary looks for what falls due."""
SILENT = 28
"""After so many days without an entry a target of which one is due counts as silent."""


class Noted(Struct, frozen=True):
    """An entry that belongs into a summary.

    `late` says that it was logged after the days of the summary, `earlier` that it is of a day
    before them and was logged within them. `but` is what is to be known of a decision: that it
    does not count, and why, or that it was asked for late.
    """

    entry: Entry
    late: bool
    earlier: bool
    but: str | None = None


class Activity(Struct, frozen=True):
    """What was logged on one target, and where it stood before and stands after."""

    before: Standing
    after: Standing
    entries: tuple[Noted, ...]


class Turn(Struct, frozen=True):
    """A target and its state before the days of the summary."""

    was: State
    standing: Standing

    @property
    def turned(self) -> bool:
        """Whether its state is another by now."""
        return self.was is not self.standing.state


class MeasureTurn(Struct, frozen=True):
    """A measure: its state before the days of the summary, and where it stands after them.

    `ready` says that nothing is missing for a sign-off.
    """

    was: MeasureState
    standing: MeasureStanding
    ready: bool


class Silence(Struct, frozen=True):
    """A target without an entry for long; `last` is the day of its latest, if it has one."""

    standing: Standing
    last: date | None
    days: int


class Correction(Struct, frozen=True):
    """A correction that takes effect, and the entry that it corrects."""

    entry: Entry
    corrected: Entry


class Summary(Struct, frozen=True):
    """What happened in `period`, at the end of `day`: its last, or today before that.

    `turns` are all targets; `before` counts them at the end of the day before the period. Where
    `person` is given, everything is narrowed to what concerns them.
    """

    plan: Plan
    period: Period
    day: date
    person: str | None
    before: Totals
    totals: Totals
    turns: list[Turn]
    activities: list[Activity]
    measures: list[MeasureTurn]
    due: list[Deadline]
    silent: list[Silence]
    decisions: list[Noted]
    remarks: list[Noted]
    corrections: list[Correction]
    signals_before: Signals
    signals: Signals
    last_tenth: list[LastTenth]
    basis: Basis | None

    @property
    def due_until(self) -> date:
        """The last day of what falls due."""
        return later(self.day, AHEAD)

    @property
    def standings(self) -> list[Standing]:
        """Where all targets stand, in the order of the plan."""
        return [turn.standing for turn in self.turns]

    @property
    def trouble(self) -> list[Turn]:
        """What stands failed, overdue or behind: worst first, then what is longest due."""
        found = [turn for turn in self.turns if turn.standing.state in TROUBLE]
        return sorted(
            found, key=lambda turn: (TROUBLE.index(turn.standing.state), turn.standing.span.end)
        )

    @property
    def slipped(self) -> list[Turn]:
        """The targets in trouble that were not, or were in less or other trouble, before."""
        return [turn for turn in self.trouble if turn.turned]

    @property
    def newly_met(self) -> list[Turn]:
        return [turn for turn in self.turns if turn.turned and turn.standing.state is State.MET]

    @property
    def recovered(self) -> list[Turn]:
        """The targets that were in trouble and are back on track."""
        return [
            turn
            for turn in self.turns
            if turn.was in TROUBLE and turn.standing.state is State.ON_TRACK
        ]
