"""Everything that bears on one thing, gathered from the records."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from rectrack.log.entry import Entry, made_on
from rectrack.log.history import up_to
from rectrack.log.sorts import is_decision
from rectrack.plan.model import Measure, Period, Person, Problem
from rectrack.records import Records
from rectrack.reports.closing import closing
from rectrack.reports.deadlines import deadlines
from rectrack.reports.details_model import (
    AnyDetails,
    GroupDetails,
    MeasureDetails,
    OpenCase,
    PersonDetails,
    ProblemDetails,
    TargetDetails,
    Undone,
)
from rectrack.reports.measure_standing import MeasureStanding
from rectrack.reports.series import target_series, targets_series
from rectrack.reports.signals import last_tenth, signals
from rectrack.reports.status import answerable, standing_of
from rectrack.targets.kinds import has_cases, kind_of
from rectrack.targets.progress import progress_of
from rectrack.targets.standing import Standing


def details(records: Records, name: str, day: date) -> AnyDetails:
    """Return everything about what bears an id of the plan, as it was at the end of a day."""
    plan, gatherer = records.plan.as_of(day), _Gatherer(records, day)
    if name in plan.targets:
        return gatherer.target(name)
    if name in plan.measures:
        return gatherer.measure(plan.measures[name])
    if name in plan.problems:
        return gatherer.problem(plan.problems[name])
    if name in plan.people:
        return gatherer.person(plan.people[name])
    return gatherer.group(name)


class _Gatherer:
    """Gathers what belongs together, from the records up to a day."""

    def __init__(self, records: Records, day: date) -> None:
        self.records = records
        self.plan = records.plan.as_of(day)
        self.day = day
        self.counted = up_to(records.entries, day)
        self.history = records.until(day)

    def target(self, name: str) -> TargetDetails:
        target, decisions = self.plan.targets[name], self.history.target_decisions.get(name, [])
        [standing] = standings = self.standings([name])
        return TargetDetails(
            **self.common(lambda entry: entry.target == name, standings),
            part_of=self.closing(self.plan.measures[target.measure]),
            waivers=[entry for entry in decisions if entry.event == "waived"],
            answers=[entry for entry in decisions if entry.event in {"explained", "remedied"}],
            due=deadlines(standings, [], Period(self.day, max(self.day, standing.span.end))),
            items=kind_of(target).items(standing.progress),
            series=target_series(self.plan, standing, self.history, self.day),
        )

    def measure(self, measure: Measure) -> MeasureDetails:
        return MeasureDetails(**self.of_measures([measure]))

    def problem(self, problem: Problem) -> ProblemDetails:
        measures = [each for each in self.plan.measures.values() if problem.id in each.answers]
        return ProblemDetails(**self.of_measures(measures), problem=problem)

    def of_measures(self, measures: list[Measure]) -> dict[str, Any]:
        """Return what measures have in common with the problem that they answer."""
        ids = {measure.id for measure in measures}
        names = {name: None for measure in measures for name in measure.targets}
        targets = self.standings(names)
        return {
            **self.common(
                lambda entry: entry.measure in ids or entry.target in names,
                targets,
                map(self.closing, measures),
            ),
            "series": targets_series(self.plan, targets, self.history, self.day),
        }

    def person(self, person: Person) -> PersonDetails:
        groups = [name for name, members in self.plan.groups.items() if person.id in members]
        credited = {person.id, *groups}
        measures = self.plan.measures.values()

        def is_theirs(entry: Entry) -> bool:
            return person.id in {entry.by, entry.person} or not credited.isdisjoint(entry.credited)

        return PersonDetails(
            **self.common(
                is_theirs,
                self.standings(
                    name for name in self.plan.targets if person.id in answerable(self.plan, name)
                ),
                (self.closing(each) for each in measures if each.lead == person.id),
            ),
            person=person,
            reports=[each for each in self.plan.people.values() if each.reports_to == person.id],
            groups=groups,
            holds=self.held_by(person.id),
            awards=self.history.awards.get(person.id, []),
            refused=list(self.history.passed_over.get(person.id, {}).items()),
        )

    def group(self, name: str) -> GroupDetails:
        named = (each.id for each in self.plan.targets.values() if name in each.terms.answerable())
        return GroupDetails(
            **self.common(lambda entry: name in entry.credited, self.standings(named)),
            id=name,
            members=[self.plan.people[member] for member in self.plan.groups[name]],
        )

    def common(
        self,
        is_meant: Callable[[Entry], bool],
        targets: list[Standing],
        measures: Iterable[MeasureStanding] = (),
    ) -> dict[str, Any]:
        """Return the fields of the details of anything."""
        entries = [entry for entry in self.counted if is_meant(entry)]
        corrected = [
            (old, entry)
            for entry in self.records.corrections
            if made_on(entry) <= self.day
            and is_meant(old := self.records.named[str(entry.corrects)])
        ]
        closings = list(measures)
        return {
            "plan": self.plan,
            "day": self.day,
            "log": self.records.log.entries,
            "counted": len(self.counted),
            "entries": entries[::-1],
            "undone": [
                Undone(old, entry) for old, entry in corrected if entry.voids and is_decision(old)
            ],
            "targets": targets,
            "measures": closings,
            "signals": signals(
                entries, corrected, targets, sum(each.rebounds for each in closings)
            ),
            "last_tenth": last_tenth(self.plan, targets, self.history, self.day),
        }

    def standings(self, names: Iterable[str]) -> list[Standing]:
        return [standing_of(self.plan, name, self.history, self.day) for name in names]

    def closing(self, measure: Measure) -> MeasureStanding:
        return closing(self.records, measure, self.history, self.day)

    def held_by(self, person: str) -> list[OpenCase]:
        """Return what is open and owned by a person, what was opened first coming first."""
        found = [
            OpenCase(target.id, item)
            for target in filter(has_cases, self.plan.targets.values())
            for item in kind_of(target).items(
                progress_of(self.plan, target, self.history, self.day)
            )
            if item.done is None and person in item.who
        ]
        return sorted(found, key=lambda each: each.item.began or self.day)
