"""Where a target stands on a day: its reading, put into one of eight states."""

from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.plan.model import Period, Plan, Target
from rectrack.targets.account import Account, Reading
from rectrack.targets.base import Kind
from rectrack.targets.kinds import kind_of

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

    `span` has extensions in it; `first_due` is the last day that was promised at first.
    """

    target: Target
    span: Period
    first_due: date
    extensions: int
    state: State
    reading: Reading

    @property
    def outstanding(self) -> bool:
        """Whether it is neither met, waived nor withdrawn."""
        return self.state not in SETTLED


def account_of(plan: Plan, target: Target, history: History, day: date) -> Account:
    """Return what is known of a target at the end of a day; `history` reaches up to it."""
    extensions, _ = extended(target, history.decisions.get(target.id, []))
    span = Period(target.span.start, extensions[-1] if extensions else target.span.end)
    return Account(plan, target, span, tuple(history.progress.get(target.id, ())), day)


def read(account: Account, kind: Kind) -> Reading:
    """Return the reading of an account, or of figures that are still blank."""
    blanks = account.target.blanks
    return blank_reading(blanks) if blanks else kind.read(account)


def stand(plan: Plan, target: Target, history: History, day: date, *, withdrawn: bool) -> Standing:
    """Return where a target stands; `history` reaches up to `day`."""
    account = account_of(plan, target, history, day)
    decisions = history.decisions.get(target.id, [])
    reading = read(account, kind_of(target))
    waiver = waived_until(decisions, day)
    state = _state(
        reading,
        account,
        withdrawn=withdrawn,
        no_data=bool(target.blanks) or (reading.unread and not account.ended),
        waived=waiver is not None,
    )
    if state in SETTLED:
        reading = replace(reading, next_step="", next_by=None, needed_per_week=None, forecast=None)
    elif state == "broken":
        reading = replace(reading, next_step=BEYOND_MENDING, next_by=None)
    if state == "on track" and day < account.span.start:
        reading = replace(reading, why=f"starts on {account.say(account.span.start)}")
    elif state == "waived" and waiver is not None:
        reading = replace(reading, why=f"waived until {account.say(waiver)}; {reading.why}")
    elif state == "withdrawn":
        reading = replace(reading, why=f"its measure was withdrawn; {reading.why}")
    times = len(extended(target, decisions)[0])
    return Standing(target, account.span, target.span.end, times, state, reading)


def _state(
    reading: Reading, account: Account, *, withdrawn: bool, no_data: bool, waived: bool
) -> State:
    """Return the first state that holds, in the order of the design."""
    verdicts: tuple[tuple[State, bool], ...] = (
        ("withdrawn", withdrawn),
        ("no data", no_data),
        ("met", reading.met),
        ("waived", waived),
        ("broken", reading.broken),
        ("overdue", account.ended and not reading.in_hand),
        ("behind", reading.behind),
    )
    return next((state for state, holds in verdicts if holds), "on track")


def extended(target: Target, decisions: list[Entry]) -> tuple[list[date], list[Entry]]:
    """Return the last days that extensions set, one after another, and those that set none.

    An extension to a day that is not later than the one before it extends nothing.
    """
    days: list[date] = []
    idle: list[Entry] = []
    for entry in decisions:
        if entry.event != "extended" or entry.to is None:
            continue
        if entry.to > (days[-1] if days else target.span.end):
            days.append(entry.to)
        else:
            idle.append(entry)
    return days, idle


def waived_until(decisions: list[Entry], day: date) -> date | None:
    """Return the last day of the waivers in force on a day, None where none is."""
    ends = [entry.until for entry in decisions if entry.event == "waived" and entry.until]
    return max((end for end in ends if end >= day), default=None)


def blank_reading(blanks: tuple[str, ...]) -> Reading:
    """The reading of a target whose figures the office has yet to set."""
    names = " and ".join(blanks)
    return Reading(
        why=f"{names} {'is' if len(blanks) == 1 else 'are'} still to be set in the plan",
        next_step=f"set {names} in the plan",
    )
