"""The status of a plan on a day: where everything stands, and what needs attention."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from rectrack.log.history import History, up_to
from rectrack.plan.model import Measure, Plan
from rectrack.records import Records
from rectrack.reports.cases import CaseStanding, in_hand
from rectrack.reports.closing import closings, ready, withdrawal_of
from rectrack.reports.life_cycle import UNFINISHED
from rectrack.reports.measure_standing import MeasureStanding
from rectrack.reports.problems import ProblemStanding, problems
from rectrack.reports.sign_off_rules import missing_for_conclusion
from rectrack.targets.kinds import kind_of
from rectrack.targets.standing import Standing, stand
from rectrack.targets.state import ATTENTION, OUTSTANDING, State


class Totals(Struct, frozen=True):
    """How many targets there are in each state."""

    by_state: dict[State, int]

    @property
    def targets(self) -> int:
        """How many there are in all."""
        return sum(self.by_state.values())

    @property
    def outstanding(self) -> int:
        """How many are neither met, waived nor withdrawn."""
        return sum(self.by_state[state] for state in OUTSTANDING)


class Status(Struct, frozen=True):
    """Where a plan stands at the end of `day`, narrowed to what is wanted.

    `meant` are the targets that the ids and the person mean, and what `totals` count; `targets`
    are those of them to be shown. Of the measures of what is meant, `rechecks` are those to be
    rechecked by now, `ready` those of which nothing is missing for a sign-off, `conclusions` those
    that can be concluded. All are in plan order. `cases` are the open ones that the person who is
    wanted has in hand.
    """

    plan: Plan
    day: date
    entries: int
    totals: Totals
    problems: list[ProblemStanding]
    measures: list[MeasureStanding]
    rechecks: list[MeasureStanding]
    ready: list[MeasureStanding]
    conclusions: list[MeasureStanding]
    meant: list[Standing]
    targets: list[Standing]
    cases: list[CaseStanding]
    wanted: "Wanted"

    @property
    def attention(self) -> list[Standing]:
        """Return the targets in trouble, worst first, then those longest due."""
        found = [standing for standing in self.targets if standing.state in ATTENTION]
        return sorted(found, key=lambda each: (ATTENTION.index(each.state), each.span.end))


def status(records: Records, day: date, wanted: "Wanted | None" = None) -> Status:
    """Return the status at the end of a day, narrowed to what is wanted."""
    plan, history = records.plan.as_of(day), records.until(day)
    chosen = wanted or Wanted()
    every = standings(plan, history, day)
    meant = [each for each in every if chosen.takes(plan, each)]
    targets = [each for each in meant if chosen.shows(each.state)]
    measures = closings(records, every, history, day)
    named = {each.target.measure for each in meant}
    shown = {each.target.measure for each in targets}
    of_measure = by_measure(every)
    asked_for = chosen.only(plan.problems)
    return Status(
        plan=plan,
        day=day,
        entries=len(up_to(records.entries, day)),
        totals=totals(meant),
        problems=[
            each
            for each in problems(plan, measures)
            if each.problem.id in asked_for and chosen.is_about(each, named)
        ],
        measures=[
            each
            for each in measures
            if each.measure.id in shown or (chosen.is_all and not each.measure.targets)
        ],
        rechecks=[
            each for each in measures if each.measure.id in named and each.wants_recheck(day)
        ],
        ready=[each for each in ready(measures, every, history) if each.measure.id in named],
        conclusions=[
            each
            for each in measures
            if each.measure.id in named
            and each.state in UNFINISHED
            and not missing_for_conclusion(of_measure[each.measure.id], day)
        ],
        meant=meant,
        targets=targets,
        cases=[] if chosen.person is None else in_hand(every, chosen.person),
        wanted=chosen,
    )


def standings(plan: Plan, history: History, day: date) -> list[Standing]:
    """Return where every target stands, in the order of the plan."""
    return [standing_of(plan, target, history, day) for target in plan.targets]


def standing_of(plan: Plan, target: str, history: History, day: date) -> Standing:
    """Return where one target stands."""
    withdrawal = withdrawal_of(plan.targets[target].measure, history)
    return stand(plan, plan.targets[target], history, day, withdrawn=withdrawal is not None)


def by_measure(targets: Iterable[Standing]) -> dict[str, list[Standing]]:
    """Return targets by their measures; a measure without any is not among them."""
    found: dict[str, list[Standing]] = {}
    for each in targets:
        found.setdefault(each.target.measure, []).append(each)
    return found


def totals(targets: Iterable[Standing]) -> Totals:
    """Count targets by their states."""
    counts = Counter(standing.state for standing in targets)
    return Totals({state: counts[state] for state in State})


class Wanted(Struct, frozen=True):
    """What a status is narrowed to: ids of any sort, one person's part, some of the states."""

    ids: tuple[str, ...] = ()
    person: str | None = None
    outstanding: bool = False
    states: frozenset[State] = frozenset()

    @property
    def is_all(self) -> bool:
        """Whether the whole plan is meant, and all of it is shown."""
        return not self.narrows and not self.outstanding and not self.states

    def shows(self, state: State) -> bool:
        """Whether targets in this state are shown."""
        if self.outstanding and not state.outstanding:
            return False
        return not self.states or state in self.states

    @property
    def narrows(self) -> bool:
        """Whether only some of the plan is meant."""
        return bool(self.ids) or self.person is not None

    def is_about(self, each: ProblemStanding, measures: set[str]) -> bool:
        """Whether a problem is meant, where targets of these measures are."""
        if not self.narrows or each.problem.id in self.ids:
            return True
        return any(answer.measure.id in measures for answer in each.measures)

    def takes(self, plan: Plan, standing: Standing) -> bool:
        """Whether a target is meant, as far as ids and the person go."""
        target = standing.target
        people = concerned(plan, standing)
        if self.person is not None and self.person not in people:
            return False
        if not self.ids:
            return True
        measure = plan.measures[target.measure]
        groups = {name for name in self.ids if name in plan.groups}
        names = {target.id, measure.id, *measure.answers, *people}
        names |= {name for name in groups if people.intersection(plan.groups[name])}
        return bool(names & set(self.ids))

    def only(self, known: Iterable[str]) -> set[str]:
        """Return which of these ids are asked for by name: all of them where none is."""
        all_known = set(known)
        named = {*self.ids, self.person} & all_known
        return {name for name in named if name is not None} or all_known


def concerned(plan: Plan, standing: Standing) -> set[str]:
    """Return the people who answer for a target, and those who hold an open part of it."""
    reading = standing.reading
    found = {*answerable(plan, standing.target.id), *reading.holders}
    return found | {reading.next_by} if reading.next_by else found


def answerable(plan: Plan, target: str) -> tuple[str, ...]:
    """Return the people who answer for a target, its owner first."""
    terms = kind_of(plan.targets[target])
    return plan.members((plan.targets[target].owner, *terms.answerable()))


def shared_by(plan: Plan, person: str) -> list[Measure]:
    """Return the measures whose lead shares the responsibility with a person."""
    return [each for each in plan.measures.values() if person in plan.among(each.with_)]
