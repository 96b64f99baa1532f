"""Whose hands a case was in: who held it, and with whom it ran late."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.model import Target
from rectrack.targets.case_register import Case
from rectrack.targets.cases import Cases
from rectrack.targets.kinds import kind_of
from rectrack.targets.progress import Progress
from rectrack.targets.ratio import Ratio
from rectrack.targets.reading import Reading
from rectrack.wording import listed, plural


class Holding(Struct, frozen=True):
    """A case that a person holds or held; `late` where its last day passed in their hands."""

    person: str
    case: Case
    late: bool

    @property
    def opened_it(self) -> bool:
        """Whether they were the first to hold it, as of each case one person was."""
        return self.person == _holders(self.case)[0][1]

    @property
    def overdue(self) -> bool:
        """Whether it ran late in their hands and is open still."""
        return self.late and self.case.closed is None


def has_cases(target: Target) -> bool:
    """Whether a target is a register of cases."""
    return isinstance(kind_of(target), Cases)


def held(progress: Progress) -> list[Holding]:
    """Return who held which cases, each person once for each case, in the order of the cases."""
    kind = kind_of(progress.target)
    if not isinstance(kind, Cases):
        return []
    return [
        Holding(person, case, late=person == late_with)
        for case in kind.cases(progress)
        for late_with in [_late_with(kind, case, progress.day)]
        for person in dict.fromkeys(person for _, person in _holders(case))
    ]


def _late_with(kind: Cases, case: Case, day: date) -> str | None:
    """Return who held a case on its last day, if it has passed by `day` or had when it closed."""
    if kind.within is None or not case.is_late(kind.within, day):
        return None
    due, holders = kind.due_of(case), _holders(case)
    return [person for since, person in holders if since <= max(due, case.opened)][-1]


def _holders(case: Case) -> list[tuple[date, str]]:
    """Return who held a case one after another, each with their first day."""
    turns = (entry for entry in case.entries if entry.event in {"opened", "handed"})
    return [(entry.date, entry.credited[0]) for entry in turns]


def held_well(holdings: Sequence[Holding]) -> tuple[Ratio, Ratio]:
    """Return the pace and the completion of a person with the cases that they hold or held.

    These are the cases that did not run late in their hands, and those that are not overdue there.
    """
    late, many = sum(each.late for each in holdings), len(holdings)
    done = many - sum(each.overdue for each in holdings)
    pace = Ratio(Decimal(many - late), Decimal(many), f"{late} of {many} late")
    return pace, Ratio(Decimal(done), Decimal(many))


def reading_of(holdings: Sequence[Holding]) -> Reading:
    """Return how a person did with the cases that they hold or held, counted in cases."""
    late = [each.case.ref for each in holdings if each.late]
    many = Decimal(len(holdings))
    said = plural(len(holdings), "case") + " held"
    return Reading(
        actual=many - len(late),
        expected=many,
        goal=many,
        why=f"{said}; ran late in their hands: {listed(late)}" if late else f"{said}, none late",
    )


def entries_of(holdings: Sequence[Holding]) -> tuple[Entry, ...]:
    """Return the entries on the cases that a person holds or held."""
    return tuple(entry for each in holdings for entry in each.case.entries)
