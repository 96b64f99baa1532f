"""Where one measure stands: its state, the decisions that led there, and how it is said."""

from datetime import date
from itertools import pairwise

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.model import Measure
from rectrack.reports.life_cycle import CLOSED, OPEN, UNFINISHED, MeasureState, step
from rectrack.wording import a, times
from rectrack.wording import day as say_day


class MeasureDecision(Struct, frozen=True):
    """A decision on a measure, and the state of the measure after it.

    `wrong` tells why it was passed over, or, where it `stands`, what it lacks by now. One that is
    passed over breaks a rule, or is `out_of_place`: the measure is in no state for it.
    """

    entry: Entry
    state: MeasureState
    stands: bool
    wrong: tuple[str, ...] = ()
    out_of_place: bool = False

    @property
    def breaks_a_rule(self) -> bool:
        """Whether it is passed over for a rule, which is an error of whoever made it."""
        return not self.stands and not self.out_of_place


class MeasureStanding(Struct, frozen=True):
    """Where one measure stands at the end of a day.

    `recheck_due` is set while a sign-off stands. `lacks` is what such a one is no longer right
    in: targets that are outstanding, evidence that is gone.
    """

    measure: Measure
    state: MeasureState
    recheck_due: date | None
    lacks: tuple[str, ...]
    history: tuple[MeasureDecision, ...]

    @property
    def rebounds(self) -> int:
        """How often a closing was taken back."""
        return self.rebounds_by(date.max)

    def state_on(self, day: date) -> MeasureState:
        """Return the state at the end of an earlier day, as it is known now."""
        decisions = [decision for decision in self.history if decision.entry.date <= day]
        return decisions[-1].state if decisions else OPEN

    def rebounds_by(self, day: date) -> int:
        """Return how often a closing had been taken back by the end of a day."""
        states = [
            OPEN,
            *(decision.state for decision in self.history if decision.entry.date <= day),
        ]
        return sum(was in CLOSED and is_ in UNFINISHED for was, is_ in pairwise(states))

    @property
    def closed(self) -> bool:
        """Whether a sign-off stands, lapsed or not."""
        return self.recheck_due is not None

    @property
    def lapsed(self) -> bool:
        """Whether a sign-off stands although it no longer holds."""
        return bool(self.lacks)

    def wants_recheck(self, day: date) -> bool:
        """Whether a sign-off that stands is to be looked at again by a day."""
        return self.recheck_due is not None and (self.lapsed or self.recheck_due <= day)

    @property
    def refused(self) -> tuple[tuple[Entry, str], ...]:
        """The decisions that break a rule and so do not count, each with all that is wrong."""
        return tuple(
            (decision.entry, "; ".join(decision.wrong))
            for decision in self.history
            if decision.breaks_a_rule
        )

    @property
    def disputed(self) -> dict[str, str]:
        """What was decided against a rule, and not rightly since: "sign-off", with the reason."""
        found: dict[str, str] = {}
        for decision in self.history:
            if decision.stands:
                found.pop(step(decision.entry).noun, None)
            elif decision.breaks_a_rule and self.state is not MeasureState.WITHDRAWN:
                found[step(decision.entry).noun] = "; ".join(decision.wrong)
        return found


def state_of(standing: MeasureStanding, day: date) -> str:
    """Return the state of a measure with what is worth knowing of it, as seen on a day."""
    said: str = standing.state
    if standing.rebounds:
        before = "" if standing.state is MeasureState.REOPENED else f"{said}, "
        said = f"{before}reopened {times(standing.rebounds)}"
    said += "".join(f", {a(noun)} does not count" for noun in standing.disputed)
    if standing.state is MeasureState.CONCLUDED and standing.lapsed:
        said += f", no longer holds: {'; '.join(standing.lacks)}"
    elif standing.lapsed:
        said += ", no longer met: recheck"
    elif standing.recheck_due is not None:
        verb = "recheck was due" if standing.recheck_due < day else "recheck due"
        said += f", {verb} {say_day(standing.recheck_due, seen_from=day)}"
    return said
