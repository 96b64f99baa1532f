"""One case of a register: what it is about, how far it has come, and in whose hands it was."""

from datetime import date
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct, field

from rectrack.log.entry import Entry
from rectrack.plan.calendar import DAY, Calendar
from rectrack.targets.extensions import Extension
from rectrack.targets.state import State, StateName
from rectrack.wording import quoted


class CaseState(StateName):
    """How a case stands; those that are overdue are open as well."""

    OVERDUE = State.OVERDUE.value
    OPEN = "open"
    CLOSED = "closed"
    INCOMPLETE = "closed incomplete"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        return self in {CaseState.OVERDUE, CaseState.OPEN}


class Fact(StrEnum):
    """What the register keeps of a case that ran otherwise than it should."""

    OPENED_AGAIN = "opened again"
    CLOSED_WITHOUT = "closed without a stage"
    HANDED_TO_LEFT = "handed to someone who had left"
    HANDED_WHEN_DUE = "handed on when due or later"

    @property
    def key(self) -> str:
        """Its name in JSON and CSV: "opened_again"."""
        return self.name.lower()


class Holder(Struct, frozen=True):
    """A person who had a case in hand, from one day until another, or until now where that is None.

    `days_late` is how long they held it past its deadline. It `ran_late` with them if that is a
    day at least, or if it became late because they handed it on only on its last day.
    """

    person: str
    since: date
    until: date | None
    days_late: int
    ran_late: bool


class Case(Struct, eq=False):
    """One case from an opening to its end; opened again, it is another case.

    `done` are its stages with the days on which they were first reached, and `handovers` those
    who have had it. `first_due` is the deadline that it had at its opening, unknown while a figure
    is blank. `calendar` is that of its working days, where the time it may take is counted in them.
    `closed` is the day on which it had all its stages, once it has.
    `again` is the day on which it was opened again although it lacked a stage.
    `entries` are those that moved it.
    """

    ref: str
    opened: date
    stages: tuple[str, ...]
    first_due: date | None
    handovers: list[tuple[date, str]]
    calendar: Calendar | None = None
    title: str = ""
    asked_by: str = ""
    done: dict[str, date] = field(default_factory=dict)
    closed: date | None = None
    dropped: date | None = None
    again: date | None = None
    extensions: list[Extension] = field(default_factory=list)
    facts: list[tuple[Fact, Entry]] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its reference with its title, where it has one: `2026-031 'Road to the school'`."""
        return f"{self.ref} {quoted(self.title)}" if self.title else self.ref

    @property
    def owner(self) -> str:
        """Who has it in hand, or had it at its end."""
        return self.handovers[-1][1]

    @property
    def due(self) -> date | None:
        """Its last day, extensions included."""
        return self.extensions[-1].to if self.extensions else self.first_due

    @property
    def lacking(self) -> tuple[str, ...]:
        """The stages that it has yet to reach, in their order."""
        return tuple(stage for stage in self.stages if stage not in self.done)

    @property
    def stage(self) -> str:
        """The furthest stage that it has reached, if any."""
        return next((stage for stage in reversed(self.stages) if stage in self.done), "")

    @property
    def has_last_stage(self) -> bool:
        return self.stages[-1] in self.done

    @property
    def is_under_way(self) -> bool:
        """Whether it has neither its last stage nor been dropped, so that it cannot be opened."""
        return not self.has_last_stage and self.dropped is None

    @property
    def ended(self) -> date | None:
        """The day on which it was closed, dropped, or given up for a new round; None while open."""
        return self.closed or self.dropped or self.again

    def reach(self, stage: str, day: date) -> None:
        """Take note that it has reached a stage, in whatever order that was written down."""
        self.done[stage] = day
        if not self.lacking:
            self.closed = max(self.done.values())

    def give_up(self, entry: Entry) -> None:
        """Take note that an entry opens it again although it lacks a stage."""
        self.again = entry.date
        self.facts.append((Fact.CLOSED_WITHOUT, entry))

    def state(self, day: date) -> CaseState:
        """Return how it stands at the end of a day; its entries reach up to that."""
        if self.closed is not None:
            return CaseState.CLOSED
        if self.dropped is not None:
            return CaseState.DROPPED
        if self.again is not None:
            return CaseState.INCOMPLETE
        return CaseState.OVERDUE if self.is_late(day) else CaseState.OPEN

    def days_late(self, day: date) -> int:
        """Return how many days it took, or has taken by a day, beyond its last."""
        return 0 if self.due is None else max(((self.ended or day) - self.due).days, 0)

    def time_left(self, day: date) -> int | None:
        """Return the days to its last, below zero past it: working days if it is counted in them.

        None where no day is set.
        """
        at = self.ended or day
        if self.due is None:
            return None
        if self.calendar is None:
            return (self.due - at).days
        first, last = sorted((at, self.due))
        days = self.calendar.working_days(first + DAY, last)
        return days if at <= self.due else -days

    def is_late(self, day: date) -> bool:
        """Whether it ended, or on `day` is still open, after its last day."""
        return self.days_late(day) > 0

    def holders(self, day: date) -> list[Holder]:
        """Return who had it in hand and from when to when, as of a day up to which it is known."""
        late = self.is_late(day)
        ends = [(*each, self.ended) for each in self.handovers[-1:]]
        found = [(*at, after) for at, (after, _) in pairwise(self.handovers)]
        return [
            Holder(
                person,
                since,
                until,
                days_late=(past := self._past_due(since, until or day)),
                ran_late=past > 0 or (late and until == self.due and self.ended != until),
            )
            for since, person, until in (*found, *ends)
        ]

    def _past_due(self, since: date, until: date) -> int:
        return 0 if self.due is None else max((until - max(since, self.due)).days, 0)
