"""What is read of a target on a day: how far it has come, why, and what is to be done next."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from msgspec import Struct


class Sort(StrEnum):
    """What is to be done by a day."""

    GOAL = "goal"
    CHECKPOINT = "checkpoint"
    CASE = "case"
    STEP = "step"
    REPORT = "report"
    SESSION = "session"
    READING = "reading"
    WAIVER = "waiver"
    REMEDY = "remedy"
    EXPLANATION = "explanation"
    RECHECK = "recheck"


FIRST_READING = "take the first reading"


class PersonReading(Struct, frozen=True):
    """How far one person has come with their part, in the target's unit or in windows.

    `expected` is what was expected of them by the day.
    """

    id: str
    actual: Decimal
    goal: Decimal
    expected: Decimal


class Action(Struct, frozen=True):
    """What an entry must say to do its part in bringing a target back on track.

    `day` is in the month or quarter that it speaks of, where that has passed; else it is today's.
    """

    value: Decimal | None = None
    who: str | None = None
    step: str | None = None
    case: str | None = None
    event: str | None = None
    day: date | None = None


class Reading(Struct, frozen=True, kw_only=True, dict=True):
    """How far a target has come on a day. All numbers of one reading are in one unit.

    `unread` says that nothing is recorded yet of what can only be read; `in_hand`, that what is
    still open after the last day is within its own time. `low` and `high` bound a level.
    `back_on_track` is the smallest step that brings one in trouble back on track, after the last
    day the step to its goal; `actions` are the entries that it takes, where entries do it, and
    `brief` is the same without the titles of cases, where it names any.
    `next_step` is what is left to the end, unless that is the same; `left`, that without its day.
    `spare` tells how much of what may be missed is used.
    `answered` tells of one in trouble that somebody has answered for it, with the remedy.
    `next_by` takes the step where that is not the target's owner; `holders` have something of it in
    hand that is still open, such as a case. `short` counts the people below what is expected of
    each by the day, where everyone must reach the same. `share` is how much of the way to the goal
    is gone, from 0 to 1; of a limit, how much is used; None where there is no way to go.
    """

    actual: Decimal | None = None
    goal: Decimal | None = None
    expected: Decimal | None = None
    short: Decimal | None = None
    share: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    why: str
    back_on_track: str = ""
    actions: tuple[Action, ...] = ()
    brief: str = ""
    next_step: str = ""
    left: str = ""
    spare: str = ""
    answered: str = ""
    next_by: str | None = None
    holders: tuple[str, ...] = ()
    met: bool = False
    failed: bool = False
    behind: bool = False
    unread: bool = False
    in_hand: bool = False
    needed_per_week: Decimal | None = None
    forecast: date | None = None
    people: tuple[PersonReading, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is there to be done: a register in which no case was opened."""
        return self.goal == 0 and self.share is None

    @property
    def step(self) -> str:
        """What to do: what brings it back on track, then what is left to the end.

        Before that stands what somebody has promised to do about it.
        """
        left = ", ".join(filter(None, (self.back_on_track, self.next_step)))
        return "; ".join(filter(None, (self.answered, left)))

    @cached_property
    def parts(self) -> dict[str, PersonReading]:
        """The people's own parts by their ids."""
        return {each.id: each for each in self.people}


NOBODY_LEFT = Reading(
    why="everyone named in `who` has left",
    next_step="name in `who` those who do it now",
    unread=True,
)


class Due(Struct, frozen=True):
    """Something to be done by the end of a day, by `who` where that is not the target's owner.

    `is_next` where it is the step of the reading itself, in other words. `reports` names the month
    or quarter, "Oct 2026", where it is to report what happened in it. `sort` and `part` name it
    among all that a target asks for, wherever its day moves. `brief` is `what` without the title
    of a case, where it names one.
    """

    day: date
    what: str
    who: str | None = None
    is_next: bool = False
    reports: str = ""
    sort: Sort = Sort.GOAL
    part: str = ""
    brief: str = ""
