"""Everything that a plan and its log say about one thing: what `show` puts on a page."""

from datetime import date
from typing import ClassVar

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.model import Person, Plan
from rectrack.reports.closing import MeasureStanding
from rectrack.reports.deadlines import Deadline
from rectrack.reports.problems import ProblemStanding
from rectrack.reports.series import Series
from rectrack.reports.signals import LastTenth, Signals
from rectrack.targets.items import Item
from rectrack.targets.standing import Standing


class Held(Struct, frozen=True):
    """An open case of a target, in the hands of a person."""

    target: str
    item: Item


class Undone(Struct, frozen=True):
    """A word on a measure, a decision or an award that was taken back, and by what."""

    entry: Entry
    void: Entry


class Details(Struct, frozen=True, kw_only=True):
    """What all of them have; `entries` are its own up to `day`, the newest first.

    `counted` is how many entries count in the whole plan up to that day. `undone` are its words
    that were taken back by then. `signals` and `last_tenth` are of its entries, its targets and its
    measures.
    """

    sort: ClassVar[str]

    plan: Plan
    day: date
    counted: int
    entries: list[Entry]
    undone: list[Undone]
    signals: Signals
    last_tenth: list[LastTenth]


class TargetDetails(Details, frozen=True, kw_only=True):
    sort: ClassVar = "target"

    standing: Standing
    measure: MeasureStanding
    waivers: list[Entry]
    due: list[Deadline]
    items: list[Item]
    series: Series


class MeasureDetails(Details, frozen=True, kw_only=True):
    """`words` are those on the measure itself, in the order in which they were spoken."""

    sort: ClassVar = "measure"

    standing: MeasureStanding
    words: list[Entry]
    targets: list[Standing]
    series: Series


class ProblemDetails(Details, frozen=True, kw_only=True):
    sort: ClassVar = "problem"

    standing: ProblemStanding
    targets: list[Standing]
    series: Series


class PersonDetails(Details, frozen=True, kw_only=True):
    """`reports` are the people who report to this one; `leads`, the measures they lead."""

    sort: ClassVar = "person"

    person: Person
    reports: list[Person]
    groups: list[str]
    leads: list[MeasureStanding]
    targets: list[Standing]
    holds: list[Held]
    awards: list[Entry]


class GroupDetails(Details, frozen=True, kw_only=True):
    sort: ClassVar = "group"

    id: str
    members: list[Person]
    targets: list[Standing]


AnyDetails = TargetDetails | MeasureDetails | ProblemDetails | PersonDetails | GroupDetails
