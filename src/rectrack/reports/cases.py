"""The register of cases across targets: what each is about, who has it, and until when."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.log.history import up_to
from rectrack.plan.model import Plan, Target
from rectrack.records import Records
from rectrack.targets.case import Case, CaseState, Fact, Holding
from rectrack.targets.cases import Cases
from rectrack.targets.kinds import kind_of
from rectrack.targets.progress import progress_of


class CaseStanding(Struct, frozen=True):
    """Where one case of a target stands at the end of a day."""

    target: Target
    case: Case
    day: date

    @property
    def state(self) -> CaseState:
        return self.case.state(self.day)

    @property
    def holdings(self) -> list[Holding]:
        """Who had it in hand, from when to when, and how late it ran with each."""
        return self.case.holdings(self.day)

    @property
    def days_late(self) -> int:
        """How many days it took, or has taken, beyond its last."""
        return self.case.days_late(self.day)

    @property
    def days_left(self) -> int | None:
        """How many days there are to its last, below zero past it; None once it has ended."""
        due = self.case.due
        return None if due is None or self.case.ended is not None else (due - self.day).days

    @property
    def evidence(self) -> tuple[str, ...]:
        """What its entries refer to, each once."""
        found = (reference for entry in self.case.entries for reference in entry.evidence)
        return tuple(dict.fromkeys(found))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is to be known of how it ran, each once."""
        return tuple(dict.fromkeys(fact for fact, _ in self.case.facts))


OPEN_STATES = frozenset(state for state in CaseState if state.is_open)


class Chosen(Struct, frozen=True):
    """Which cases are asked for: of some targets, in some states, once in a person's hands."""

    targets: tuple[str, ...] = ()
    states: frozenset[CaseState] = frozenset(CaseState)
    person: str | None = None

    def takes(self, each: CaseStanding) -> bool:
        """Whether a case is among them."""
        held = {holding.person for holding in each.holdings}
        return each.state in self.states and (self.person is None or self.person in held)


class RegisterReport(Struct, frozen=True):
    """The cases at the end of `day` that are chosen: what is most overdue first, ended ones last.

    `entries` is how many count by then.
    """

    plan: Plan
    day: date
    entries: int
    cases: list[CaseStanding]
    chosen: Chosen

    def counts(self) -> dict[CaseState, int]:
        """Return how many of the cases are in each state that any is in."""
        states = [each.state for each in self.cases]
        return {state: states.count(state) for state in CaseState if state in states}


def has_cases(target: Target) -> bool:
    """Whether a target is a register of cases."""
    return isinstance(kind_of(target), Cases)


def case_register(records: Records, day: date, chosen: Chosen) -> RegisterReport:
    """Return the cases that are chosen, as they stand at the end of a day."""
    plan = records.plan.as_of(day)
    targets = [plan.targets[name] for name in chosen.targets or plan.targets]
    found = filter(chosen.takes, _standings(records, targets, day))
    entries = len(up_to(records.entries, day))
    return RegisterReport(plan, day, entries, sorted(found, key=_urgency), chosen)


def in_hand(records: Records, day: date, person: str) -> list[CaseStanding]:
    """Return the open cases that a person has in hand, the first to fall due first."""
    chosen = Chosen(states=OPEN_STATES, person=person)
    return [each for each in case_register(records, day, chosen).cases if each.case.owner == person]


def _standings(records: Records, targets: Iterable[Target], day: date) -> Iterator[CaseStanding]:
    history = records.until(day)
    for target in targets:
        kind = kind_of(target)
        if isinstance(kind, Cases):
            progress = progress_of(records.plan, target, history, day)
            yield from (CaseStanding(target, case, day) for case in kind.cases(progress))


def _urgency(each: CaseStanding) -> tuple[bool, int, date]:
    """Open cases go by their deadlines, those that ended by their ends, the latest first."""
    case = each.case
    if case.ended is not None:
        return True, -case.ended.toordinal(), case.opened
    return False, (case.due or date.max).toordinal(), case.opened


def case_of(records: Records, entry: Entry) -> Case | None:
    """Return the case that an entry moved, if it did; as it stands by the entries of all days."""
    if entry.case is None or entry.target is None:
        return None
    target = records.plan.targets.get(entry.target)
    if target is None:
        return None
    everything = _standings(records, [target], date.max)
    return next((each.case for each in everything if entry in each.case.entries), None)
