"""The plan as data: frozen records, with no opinion about how they were written."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar, Literal, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from rectrack.plan.calendar import ALL_WEEKDAYS, Calendar

LONGEST_PERIOD = 36_600
"""In days: a hundred years; a longer period is a slip in a year."""


def later(day: date, days: int) -> date:
    """Return the day so many days later, or the last of all days, 31 Dec 9999."""
    return day + timedelta(days=min(days, (date.max - day).days))


class Period(Struct, frozen=True):
    """A span of whole days, both ends included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days there are in it, both ends included."""
        return (self.end - self.start).days + 1

    def __str__(self) -> str:
        return f"{self.start} to {self.end}"

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def elapsed(self, day: date) -> int:
        """How many of its days are gone at the end of `day`: 0 before it, all of them after."""
        return min(max((day - self.start).days + 1, 0), self.days)


Handovers: TypeAlias = tuple[tuple[date, str], ...]
"""Who holds a role from which day on, in the order of the days; empty where nobody ever changes."""


def holder(now: str, handovers: Handovers, day: date) -> str:
    """Return who holds a role on a day: before the first handover, whoever holds it first.

    `now` is who holds a role that is never handed over.
    """
    if not handovers:
        return now
    at = bisect_right(handovers, day, key=lambda each: each[0])
    return handovers[max(at - 1, 0)][1]


class Person(Struct, frozen=True):
    """A role in the office; `left` is the last day on which anything is expected of it."""

    id: str
    name: str
    reports_to: str | None = None
    left: date | None = None
    superiors: Handovers = ()

    def as_of(self, day: date) -> "Person":
        """Return the person as they stand on a day."""
        if not self.superiors:
            return self
        return replace(self, reports_to=holder("", self.superiors, day))

    def is_here(self, day: date) -> bool:
        """Whether they have not left by a day; the day of leaving is the last."""
        return self.left is None or day <= self.left


Severity = Literal["high", "medium", "low"]


class Problem(Struct, frozen=True):
    id: str
    title: str
    raised_by: tuple[str, ...] = ()
    source: str | None = None
    description: str | None = None
    severity: Severity | None = None


class Terms(Struct, frozen=True):
    """What one kind of target adds to the fields that all targets share."""

    kind: ClassVar[str]
    fields: ClassVar[Mapping[str, Any]]
    figures: ClassVar[tuple[str, ...]] = ()
    """The fields without which nothing can be calculated."""

    calendar: Calendar = ALL_WEEKDAYS
    """That of the plan."""

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        """Yield what does not fit together, as pairs of a key and a sentence."""
        yield from ()

    def blanks(self) -> tuple[str, ...]:
        """Return the figures without which nothing can be calculated, where they are not given."""
        return tuple(name for name in self.figures if getattr(self, name) in (None, ()))

    def answerable(self) -> tuple[str, ...]:
        """Return the people and groups who each answer for a part."""
        return ()

    def parts(self, span: Period) -> int:
        """Return how many windows, steps or the like there are, for each of those people."""
        return 1


class Target(Struct, frozen=True, kw_only=True):
    """A number that a measure must reach; `lead` is its measure's.

    `blanks` are the figures that the office has yet to set, or its `kind`, which is then empty.
    """

    id: str
    measure: str
    lead: str
    owner: str
    title: str
    kind: str = ""
    unit: str = ""
    span: Period
    weight: Decimal = Decimal(1)
    source: str | None = None
    terms: Terms
    blanks: tuple[str, ...] = ()
    leads: Handovers = ()
    owners: Handovers = ()

    def as_of(self, day: date) -> "Target":
        """Return the target with its lead and owner of a day."""
        lead = holder(self.lead, self.leads, day)
        return replace(self, lead=lead, owner=holder(self.owner, self.owners, day))


class Measure(Struct, frozen=True, kw_only=True):
    """What is done about problems; those named in `with_` share the responsibility of the lead."""

    id: str
    title: str
    answers: tuple[str, ...]
    lead: str
    targets: tuple[str, ...]
    with_: tuple[str, ...] = ()
    source: str | None = None
    recheck_after: int = 90
    leads: Handovers = ()

    def as_of(self, day: date) -> "Measure":
        """Return the measure with its lead of a day."""
        return replace(self, lead=holder(self.lead, self.leads, day))


class AssessmentWeights(Struct, frozen=True):
    """The weights of the two parts of a person's score, in per cent."""

    regular: Decimal = Decimal(60)
    central: Decimal = Decimal(40)


class Plan(Struct, frozen=True):
    """Everything that was promised.

    Roles are held by whoever holds them last; `as_of` tells who held them on a day. `handovers`
    are the days on which any of them changes hands. `places` maps an id, or an id and a key of it
    as "bulletins.goal", to its line and column.
    """

    title: str
    period: Period
    people: dict[str, Person]
    groups: dict[str, tuple[str, ...]]
    problems: dict[str, Problem]
    measures: dict[str, Measure]
    targets: dict[str, Target]
    assessment: AssessmentWeights
    timezone: str | None
    places: dict[str, tuple[int, int]]
    calendar: Calendar = ALL_WEEKDAYS
    handovers: tuple[date, ...] = ()
    views: dict[int, "Plan"] = field(default_factory=dict)
    """What `as_of` has worked out, by how many of the handovers are past."""
    sets: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    """What `among` has worked out."""

    def as_of(self, day: date) -> "Plan":
        """Return the plan with everybody in the role that they hold on a day."""
        if not self.handovers:
            return self
        past = bisect_right(self.handovers, day)
        if past not in self.views:
            self.views[past] = replace(
                self,
                people={name: each.as_of(day) for name, each in self.people.items()},
                measures={name: each.as_of(day) for name, each in self.measures.items()},
                targets={name: each.as_of(day) for name, each in self.targets.items()},
            )
        return self.views[past]

    def members(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the people behind names of people and groups, each once, in their order."""
        if len(names) == 1:  # by far the most common, and asked for every entry
            return self.groups.get(names[0], names)
        found = [person for name in names for person in self.groups.get(name, (name,))]
        return tuple(dict.fromkeys(found))

    def among(self, names: tuple[str, ...]) -> frozenset[str]:
        """Return the people behind names as a set, worked out once for what a plan holds."""
        if names not in self.sets:
            self.sets[names] = frozenset(self.members(names))
        return self.sets[names]

    def ids(self) -> set[str]:
        """Return the ids of everything in the plan."""
        return {*self.people, *self.groups, *self.problems, *self.measures, *self.targets}
