"""Where a target stands on a day: its reading, and the state that this puts it into."""

from bisect import bisect_right
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.plan.model import Period, Plan, Target
from rectrack.targets.base import Kind
from rectrack.targets.kinds import kind_of
from rectrack.targets.progress import Progress, Reading
from rectrack.targets.state import SETTLED, State
from rectrack.wording import day as say_day
from rectrack.wording import times

BEYOND_MENDING = "write down why, and what follows from it; it cannot be met any more"


class Extension(Struct, frozen=True):
    """An extension that takes effect: the last day before it, and the one that it sets.

    It is `late` if it was asked for after the last day that the target had on that day, and
    `backdated` if only its writing down came after that day.
    """

    entry: Entry
    before: date
    to: date
    late: bool
    backdated: bool


class Standing(Struct, frozen=True):
    """Where one target stands at the end of one day. Derived at every look, never stored.

    `span` has extensions in it; `first_due` is the last day that was promised at first.
    `late_extensions` are those of the `extensions` that were asked for after the day had passed.
    `moved` tells of them in words, and `waived_until` is the last day of the waivers in force,
    whatever the state.
    """

    target: Target
    span: Period
    first_due: date
    extensions: int
    late_extensions: int
    moved: str
    waived_until: date | None
    state: State
    reading: Reading

    @property
    def outstanding(self) -> bool:
        """Whether it is neither met, waived nor withdrawn."""
        return self.state.outstanding


def progress_of(plan: Plan, target: Target, history: History, day: date) -> Progress:
    """Return what is known of a target at the end of a day; `history` reaches up to it."""
    extensions, _ = extended(target, history.decisions.get(target.id, []))
    entries = history.progress.get(target.id, ())
    return Progress(plan, target, span_of(target, extensions), tuple(entries), day)


def span_of(target: Target, extensions: list[Extension]) -> Period:
    """Return a target's days, the last of them as the extensions have moved it."""
    return Period(target.span.start, extensions[-1].to) if extensions else target.span


def read(progress: Progress, kind: Kind) -> Reading:
    """Return the reading of the progress, or of figures that are still blank."""
    blanks = progress.target.blanks
    if blanks:
        return replace(blank_reading(blanks), holders=kind.holders(progress))
    return kind.read(progress)


def stand(plan: Plan, target: Target, history: History, day: date, *, withdrawn: bool) -> Standing:
    """Return where a target stands; `history` reaches up to `day`."""
    decisions = history.decisions.get(target.id, [])
    extensions, _ = extended(target, decisions)
    entries = tuple(history.progress.get(target.id, ()))
    progress = Progress(plan, target, span_of(target, extensions), entries, day)
    reading = read(progress, kind_of(target))
    waiver = waiver_in_force(decisions, day)
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
    elif state is State.FAILED:
        reading = replace(reading, next_step=BEYOND_MENDING, next_by=None)
    if state is State.ON_TRACK and day < progress.span.start:
        reading = replace(reading, why=f"starts on {progress.say(progress.span.start)}")
    elif state is State.WAIVED and waived_until is not None:
        reading = replace(reading, why=f"{state} until {progress.say(waived_until)}; {reading.why}")
    elif state is State.WITHDRAWN:
        reading = replace(reading, why=f"its measure was withdrawn; {reading.why}")
    moved = how_moved(target, extensions, day)
    if moved:
        reading = replace(reading, why=f"{reading.why} ({moved})")
    return Standing(
        target=target,
        span=progress.span,
        first_due=target.span.end,
        extensions=len(extensions),
        late_extensions=sum(each.late for each in extensions),
        moved=moved,
        waived_until=waived_until,
        state=state,
        reading=reading,
    )


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


def extended(target: Target, decisions: list[Entry]) -> tuple[list[Extension], list[Entry]]:
    """Return the extensions that move a target's last day, and the entries that do not.

    `decisions` are in reading order. An extension to a day that is not later than the one before
    it extends nothing.
    """
    found: list[Extension] = []
    idle: list[Entry] = []
    for entry in decisions:
        if entry.event != "extended" or entry.to is None or entry.asked is None:
            continue
        before = found[-1].to if found else target.span.end
        if entry.to <= before:
            idle.append(entry)
            continue
        granted = bisect_right(found, entry.asked, key=lambda each: each.entry.date)
        due_then = found[granted - 1].to if granted else target.span.end
        late = entry.asked > due_then
        written = entry.logged.date() if entry.logged else entry.date
        backdated = not late and written > due_then
        found.append(Extension(entry, before, entry.to, late=late, backdated=backdated))
    return found, idle


def how_moved(target: Target, extensions: list[Extension], day: date) -> str:
    """Return "extended once from 30 Jun to 31 Aug, asked late", or nothing if it was not.

    A last day that was moved is shown with the one that was promised at first.
    """
    if not extensions:
        return ""
    first, last = (say_day(each, seen_from=day) for each in (target.span.end, extensions[-1].to))
    said = f"extended {times(len(extensions))} from {first} to {last}"
    late = sum(each.late for each in extensions)
    if late:
        said += ", asked late" if late == len(extensions) == 1 else f", {late} asked late"
    return said


def waiver_in_force(decisions: list[Entry], day: date) -> Entry | None:
    """Return the waiver that is in force on a day, the one that ends last; None where none is."""
    found = [
        (entry.until, number)
        for number, entry in enumerate(decisions)
        if entry.event == "waived" and entry.until and entry.until >= day
    ]
    return decisions[max(found)[1]] if found else None


def blank_reading(blanks: tuple[str, ...]) -> Reading:
    """The reading of a target whose figures the office has yet to set."""
    names = " and ".join(blanks)
    return Reading(
        why=f"{names} {'is' if len(blanks) == 1 else 'are'} still to be set in the plan",
        next_step=f"set {names} in the plan",
    )
