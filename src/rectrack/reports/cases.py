"""The register of cases across targets: what each is about, who has it, and until when."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.log.history import up_to
from rectrack.plan.model import Plan, Target
from rectrack.records import Records
from rectrack.targets.case import Case, CaseState, Fact, Holder
from rectrack.targets.kinds import cases_of, has_cases
from rectrack.targets.progress import Progress, progress_of
from rectrack.targets.standing import Standing


class CaseStanding(Struct, frozen=True):
    """Where one case of a target stands at the end of a day."""

    target: Target
    case: Case
    day: date

    @property
    def state(self) -> CaseState:
        return self.case.state(self.day)

    @property
    def holders(self) -> list[Holder]:
        """Who had it in hand, from when to when, and how late it ran with each."""
        return self.case.holders(self.day)

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
        held = {holder.person for holder in each.holders}
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


def case_register(records: Records, day: date, chosen: Chosen) -> RegisterReport:
    """Return the cases that are chosen, as they stand at the end of a day."""
    plan, history = records.plan.as_of(day), records.until(day)
    targets = [plan.targets[name] for name in chosen.targets or plan.targets]
    registers = (progress_of(plan, each, history, day) for each in targets if has_cases(each))
    entries = len(up_to(records.entries, day))
    return RegisterReport(plan, day, entries, _chosen(registers, chosen), chosen)


def in_hand(standings: Iterable[Standing], person: str) -> list[CaseStanding]:
    """Return the open cases that a person has in hand, the first to fall due first."""
    found = _chosen((each.progress for each in standings), Chosen(states=OPEN_STATES))
    return [each for each in found if each.case.owner == person]


def _chosen(registers: Iterable[Progress], chosen: Chosen) -> list[CaseStanding]:
    every = (
        CaseStanding(each.target, case, each.day) for each in registers for case in cases_of(each)
    )
    return sorted(filter(chosen.takes, every), key=_urgency)


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
    progress = progress_of(records.plan, target, records.until(date.max), date.max)
    return next((each for each in cases_of(progress) if entry in each.entries), None)
