"""Everything that a plan and its log say about one thing: what `show` puts on a page."""

from datetime import date
from typing import ClassVar

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.model import Person, Plan, Problem
from rectrack.reports.deadlines import Deadline
from rectrack.reports.measure_standing import MeasureStanding
from rectrack.reports.problems import ProblemStanding
from rectrack.reports.series import Series
from rectrack.reports.signals import LastTenth, Signals
from rectrack.targets.items import Item
from rectrack.targets.standing import Standing


class OpenCase(Struct, frozen=True):
    """An open case of a target, in the hands of a person."""

    target: str
    item: Item


class Undone(Struct, frozen=True):
    """A decision on a measure, a target or a person that was taken back, and by what."""

    entry: Entry
    void: Entry


class Details(Struct, frozen=True, kw_only=True):
    """What all of them have; `entries` are its own up to `day`, the newest first.

    `log` are all entries of the file, and `counted` is how many count up to that day. `targets`
    and `measures` are those that it is about, and `undone` its decisions that were taken back by
    then. `signals` and `last_tenth` are of all these.
    """

    sort: ClassVar[str]

    plan: Plan
    day: date
    log: list[Entry]
    counted: int
    entries: list[Entry]
    undone: list[Undone]
    targets: list[Standing]
    measures: list[MeasureStanding]
    signals: Signals
    last_tenth: list[LastTenth]


class TargetDetails(Details, frozen=True, kw_only=True):
    """`part_of` is its measure; `answers` are its explanations, and the remedies carried out."""

    sort: ClassVar = "target"

    part_of: MeasureStanding
    waivers: list[Entry]
    answers: list[Entry]
    due: list[Deadline]
    items: list[Item]
    series: Series

    @property
    def standing(self) -> Standing:
        return self.targets[0]


class MeasureDetails(Details, frozen=True, kw_only=True):
    sort: ClassVar = "measure"

    series: Series

    @property
    def standing(self) -> MeasureStanding:
        return self.measures[0]


class ProblemDetails(Details, frozen=True, kw_only=True):
    """`measures` are those that answer it."""

    sort: ClassVar = "problem"

    problem: Problem
    series: Series

    @property
    def standing(self) -> ProblemStanding:
        return ProblemStanding(self.problem, tuple(self.measures))


class PersonDetails(Details, frozen=True, kw_only=True):
    """`measures` are those that they lead; `reports`, the people who report to them.

    `refused` are the awards that do not count, each with the reason.
    """

    sort: ClassVar = "person"

    person: Person
    reports: list[Person]
    groups: list[str]
    holds: list[OpenCase]
    awards: list[Entry]
    refused: list[tuple[Entry, str]]


class GroupDetails(Details, frozen=True, kw_only=True):
    sort: ClassVar = "group"

    id: str
    members: list[Person]


AnyDetails = TargetDetails | MeasureDetails | ProblemDetails | PersonDetails | GroupDetails
