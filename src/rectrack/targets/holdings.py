"""Whose hands a case was in: who held it, and with whom it ran late."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.targets.case import Case
from rectrack.targets.kinds import cases_of
from rectrack.targets.progress import Progress
from rectrack.targets.ratio import Ratio
from rectrack.targets.reading import Reading
from rectrack.wording import listed, plural


class HeldCase(Struct, frozen=True):
    """A case that a person holds or held; `late` where it ran late in their hands."""

    person: str
    case: Case
    late: bool

    @property
    def opened_it(self) -> bool:
        """Whether they were the first to hold it, as of each case one person was."""
        return self.person == self.case.handovers[0][1]

    @property
    def overdue(self) -> bool:
        """Whether it ran late in their hands and is open still."""
        return self.late and self.case.closed is None and self.case.dropped is None


def held(progress: Progress) -> list[HeldCase]:
    """Return who held which cases, each person once for each case, in the order of the cases."""
    found = []
    for case in cases_of(progress):
        holders = case.holders(progress.day)
        late = {each.person for each in holders if each.ran_late}
        people = dict.fromkeys(each.person for each in holders)
        found += [HeldCase(person, case, late=person in late) for person in people]
    return found


def held_well(holdings: Sequence[HeldCase]) -> tuple[Ratio, Ratio]:
    """Return the pace and the completion of a person with the cases that they hold or held.

    These are the cases that did not run late in their hands, and those that are not overdue there.
    """
    late, many = sum(each.late for each in holdings), len(holdings)
    done = many - sum(each.overdue for each in holdings)
    pace = Ratio(Decimal(many - late), Decimal(many), f"{late} of {many} late")
    return pace, Ratio(Decimal(done), Decimal(many))


def reading_of(holdings: Sequence[HeldCase]) -> Reading:
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


def entries_of(holdings: Sequence[HeldCase]) -> tuple[Entry, ...]:
    """Return the entries on the cases that a person holds or held."""
    return tuple(entry for each in holdings for entry in each.case.entries)
