"""Where a target stands on a day: its reading, and the state that this puts it into."""

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.plan.model import Period, Plan, Target
from rectrack.targets.base import Kind
from rectrack.targets.explanations import Explanation, explanation
from rectrack.targets.kinds import kind_of
from rectrack.targets.progress import Progress, progress_of
from rectrack.targets.reading import Reading
from rectrack.targets.remarks import remarks
from rectrack.targets.state import SETTLED, State

EXPLAIN = "rectrack explain {} CAUSE --remedy TEXT"
"""What is to be done of a target that has failed, until somebody has answered for it."""
FIGURES = {
    "within": "time limit (within)",
    "who": "list of people (who)",
    "min": "lowest value (min)",
    "max": "highest value (max)",
}
"""What a figure is called where its key alone says too little."""


class Standing(Struct, frozen=True):
    """Where one target stands at the end of one day. Derived at every look, never stored.

    `waived_until` is the last day of the waivers in force, whatever the state.
    """

    progress: Progress
    waived_until: date | None
    state: State
    reading: Reading
    explanation: Explanation | None = None

    @property
    def explained(self) -> bool:
        """Whether somebody has answered for all that is wrong with it."""
        return self.explanation is not None and self.explanation.covers

    @property
    def unanswered(self) -> bool:
        """Whether it has failed and nobody has answered for that yet."""
        return self.state is State.FAILED and not self.explained

    @property
    def remedy(self) -> Explanation | None:
        """The explanation whose remedy is still to be carried out; being met ends it."""
        found = self.explanation
        over = found is None or found.done is not None
        return None if over or self.state in {State.MET, State.WITHDRAWN} else found

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
        return self.state.outstanding

    @property
    def unsettled(self) -> bool:
        """Whether it keeps its measure from being signed off: neither met nor waived."""
        return self.outstanding and self.waived_until is None


def read(progress: Progress, kind: Kind) -> Reading:
    """Return the reading of the progress; of a target with blank figures it has none of its own."""
    blanks = progress.target.blanks
    if not blanks:
        return kind.read(progress)
    names = " and ".join(f"the {FIGURES.get(name, name)}" for name in blanks)
    return Reading(
        why=f"{names} {'is' if len(blanks) == 1 else 'are'} not set in the plan",
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
    reading, begun = read(progress, kind_of(target)), day >= progress.span.start
    if not begun and not target.blanks and not reading.met:
        reading = _before_the_start(reading, progress)
    decisions = history.target_decisions.get(target.id, [])
    waiver = waiver_in_force(decisions, day)
    waived_until = waiver.until if waiver is not None else None
    state = _state(
        reading,
        progress,
        withdrawn=withdrawn,
        no_data=bool(target.blanks) or (reading.unread and begun and not progress.ended),
        waived=waived_until is not None,
    )
    found = explanation(progress, kind_of(target), state, decisions)
    explained = found is not None and found.covers
    if state in SETTLED:
        reading = replace(
            reading,
            back_on_track="",
            actions=(),
            next_step="",
            next_by=None,
            needed_per_week=None,
            forecast=None,
        )
    elif state is State.FAILED:
        step = "" if explained else EXPLAIN.format(target.id)
        reading = replace(
            reading, back_on_track="", actions=(), brief="", next_step=step, next_by=None
        )
    elif state is State.OVERDUE and not reading.back_on_track:
        reading = replace(reading, back_on_track=reading.next_step, next_step="")
    if state is State.WAIVED and waived_until is not None:
        reading = replace(reading, why=f"{state} until {progress.say(waived_until)}; {reading.why}")
    elif state is State.WITHDRAWN:
        reading = replace(reading, why=f"its measure was withdrawn; {reading.why}")
    if found is not None and explained:
        reading = replace(reading, answered=_answered(found, progress))
    return Standing(progress, waived_until, state, with_remarks(reading, progress), found)


def with_remarks(reading: Reading, progress: Progress) -> Reading:
    """Return a reading whose reason also says what is to be known of the target beside it."""
    said = remarks(progress)
    return replace(reading, why=f"{reading.why} ({said})") if said else reading


def _before_the_start(reading: Reading, progress: Progress) -> Reading:
    """Return what is read before the first day: nothing is behind, all of it is left to the end."""
    left = f"{reading.left} by {progress.end}" if reading.left else reading.back_on_track
    return replace(
        reading,
        why=f"starts on {progress.say(progress.span.start)}",
        behind=False,
        failed=False,
        back_on_track="",
        actions=(),
        next_step=left if reading.back_on_track else reading.next_step,
    )


def _answered(found: Explanation, progress: Progress) -> str:
    """Return "explained, due 1 May: a second clerk", or that the remedy is done or late."""
    due, when = found.entry.due, ""
    if found.done is not None:
        when = f", done on {progress.say(found.done.date)}"
    elif due is not None:
        when = f", {'due' if due >= progress.day else 'late since'} {progress.say(due)}"
    return f"explained{when}: {found.remedy}"


def _state(
    reading: Reading, progress: Progress, *, withdrawn: bool, no_data: bool, waived: bool
) -> State:
    """Return the first state that holds, in the order of the design."""
    holds = {
        State.WITHDRAWN: withdrawn,
        State.NO_DATA: no_data,
        State.MET: reading.met,
        State.WAIVED: waived,
        State.FAILED: reading.failed,
        State.OVERDUE: progress.ended and not reading.in_hand,
        State.BEHIND: reading.behind,
        State.ON_TRACK: True,
    }
    return next(state for state in State if holds[state])


def waiver_in_force(decisions: list[Entry], day: date) -> Entry | None:
    """Return the waiver that is in force on a day, the one that ends last; None where none is."""
    found = [
        (entry.until, number)
        for number, entry in enumerate(decisions)
        if entry.event == "waived" and entry.until and entry.until >= day
    ]
    return decisions[max(found)[1]] if found else None
