"""Where a target stands on a day: its reading, put into one of eight states."""

from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.plan.model import Period, Plan, Target
from rectrack.targets.base import Kind
from rectrack.targets.kinds import kind_of
from rectrack.targets.progress import Progress, Reading, progress_of

State = Literal["withdrawn", "no data", "met", "waived", "broken", "overdue", "behind", "on track"]
STATES: tuple[State, ...] = (
    "withdrawn",
    "no data",
    "met",
    "waived",
    "broken",
    "overdue",
    "behind",
    "on track",
)
BEYOND_MENDING = "write down why, and what follows from it; it cannot be met any more"
SETTLED: frozenset[State] = frozenset({"met", "waived", "withdrawn"})
"""Every other state is outstanding."""


class Standing(Struct, frozen=True):
    """Where one target stands at the end of one day. Derived at every look, never stored.

    `waived_until` is the last day of the waivers in force, whatever the state.
    """

    progress: Progress
    waived_until: date | None
    state: State
    reading: Reading

    @property
    def target(self) -> Target:
        return self.progress.target

    @property
    def span(self) -> Period:
        """The days of the target, extensions included."""
        return self.progress.span

    @property
    def first_due(self) -> date:
        """The last day that was promised at first."""
        return self.target.span.end

    @property
    def extensions(self) -> int:
        """How often the last day was moved."""
        return len(self.progress.extensions)

    @property
    def late_extensions(self) -> int:
        """How many of the extensions were asked for after the last day had passed."""
        return sum(each.late for each in self.progress.extensions)

    @property
    def outstanding(self) -> bool:
        """Whether it is neither met, waived nor withdrawn."""
        return self.state not in SETTLED


def read(progress: Progress, kind: Kind) -> Reading:
    """Return the reading of the progress; of a target with blank figures it has none of its own."""
    blanks = progress.target.blanks
    if not blanks:
        return kind.read(progress)
    names = " and ".join(blanks)
    return Reading(
        why=f"{names} {'is' if len(blanks) == 1 else 'are'} still to be set in the plan",
        next_step=f"set {names} in the plan",
        holders=holders(progress),
    )


def holders(progress: Progress) -> tuple[str, ...]:
    """Return who has something in hand that is still open, such as a case, whatever is blank."""
    items = kind_of(progress.target).items(progress)
    still_open = (item for item in items if item.began is not None and item.done is None)
    return tuple(dict.fromkeys(name for item in still_open for name in item.who))


def stand(plan: Plan, target: Target, history: History, day: date, *, withdrawn: bool) -> Standing:
    """Return where a target stands; `history` reaches up to `day`."""
    progress = progress_of(plan, target, history, day)
    reading = read(progress, kind_of(target))
    waiver = waiver_in_force(history.decisions.get(target.id, []), day)
    waived_until = waiver.until if waiver is not None else None
    state = _state(
        reading,
        progress,
        withdrawn=withdrawn,
        no_data=bool(target.blanks) or (reading.unread and not progress.ended),
        waived=waived_until is not None,
    )
    if state in SETTLED:
        reading = replace(reading, next_step="", next_by=None, needed_per_week=None, forecast=None)
    elif state == "broken":
        reading = replace(reading, next_step=BEYOND_MENDING, next_by=None)
    if state == "on track" and day < progress.span.start:
        reading = replace(reading, why=f"starts on {progress.say(progress.span.start)}")
    elif state == "waived" and waived_until is not None:
        reading = replace(reading, why=f"waived until {progress.say(waived_until)}; {reading.why}")
    elif state == "withdrawn":
        reading = replace(reading, why=f"its measure was withdrawn; {reading.why}")
    if progress.moved:
        reading = replace(reading, why=f"{reading.why} ({progress.moved})")
    return Standing(progress, waived_until, state, reading)


def _state(
    reading: Reading, progress: Progress, *, withdrawn: bool, no_data: bool, waived: bool
) -> State:
    """Return the first state that holds, in the order of the design."""
    verdicts: tuple[tuple[State, bool], ...] = (
        ("withdrawn", withdrawn),
        ("no data", no_data),
        ("met", reading.met),
        ("waived", waived),
        ("broken", reading.broken),
        ("overdue", progress.ended and not reading.in_hand),
        ("behind", reading.behind),
    )
    return next((state for state, holds in verdicts if holds), "on track")


def waiver_in_force(decisions: list[Entry], day: date) -> Entry | None:
    """Return the waiver that is in force on a day, the one that ends last; None where none is."""
    found = [
        (entry.until, number)
        for number, entry in enumerate(decisions)
        if entry.event == "waived" and entry.until and entry.until >= day
    ]
    return decisions[max(found)[1]] if found else None
