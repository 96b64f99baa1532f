"""The head of a plan, as a tree → a Plan, or every error in it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from rectrack.errors import PlanError
from rectrack.plan import values
from rectrack.plan.calendar import ALL_WEEKDAYS, Calendar
from rectrack.plan.model import (
    LONGEST_PERIOD,
    AssessmentWeights,
    Measure,
    Period,
    Person,
    Plan,
    Problem,
    Target,
)
from rectrack.plan.record_loader import Fields, Misread, Reader, Section, shape_of
from rectrack.plan.roles import handover_days, held, wrong_reporting
from rectrack.plan.schema import (
    ASSESSMENT,
    CALENDAR,
    MEASURE,
    PERIOD,
    PERSON,
    PLAN,
    PROBLEM,
    TARGET,
    group,
)
from rectrack.plan.size import Size
from rectrack.plan.target_kind import Kinds, kind_named, lenient, of_any, unit_named
from rectrack.storage.yaml_tree import Mapping, Node, Scalar

FIGURES = frozenset({"kind", "goal", "baseline", "cut", "min", "max", "within", "who"})
"""What is the office's to set and may be left blank; the target then has no data."""


def read_plan(tree: Node | None, kinds: Kinds) -> Plan:
    """Return the plan that a tree holds; `kinds` are the kinds of target by name.

    Raises PlanError with every finding, in the order of their places.
    """
    reader = _PlanReader(kinds)
    if tree is None or (isinstance(tree, Scalar) and not tree.given):
        message = "the plan is empty: write `rectrack: 1`, or delete it and run `rectrack init`"
        raise PlanError.at((1, 1), "empty", message)
    plan = reader.plan(tree)
    if plan is None or reader.findings:
        raise PlanError(sorted(reader.findings, key=lambda finding: finding.place))
    return plan


class _PlanReader(Reader):
    """Reads the parts of a plan, those that are referred to first."""

    def __init__(self, kinds: Kinds) -> None:
        super().__init__()
        self.kinds = kinds
        self.taken: dict[str, Scalar] = {}
        self.members: dict[str, int] = {}
        self.size = Size()
        self.calendar = ALL_WEEKDAYS

    def plan(self, tree: Node) -> Plan | None:
        head = self.record(tree, PLAN, "a plan")
        period = self.period(head.get("period"))
        if "calendar" in head:
            self.calendar = Calendar(
                **self.record(head["calendar"], CALENDAR, "a calendar", "calendar")
            )
        people = {
            name: Person(id=name, **held(found, "reports_to", "superiors"))
            for name, found in self.records_of(head.get("people"), "people", "a person", PERSON)
        }
        groups = self.groups_of(head["groups"]) if "groups" in head else {}
        problems = {
            name: Problem(id=name, **found)
            for name, found in self.records_of(
                head.get("problems"), "problems", "a problem", PROBLEM
            )
        }
        targets: dict[str, Target] = {}
        measures = self.measures_of(head.get("measures"), period, targets)
        assessment = self.assessment(head.get("assessment"))
        for name, wrong in wrong_reporting(people).items():
            self.error_at(self.places[f"{name}.reports_to"], f"reports_to: {wrong}")
        if self.findings or period is None:
            return None
        return Plan(
            title=head["title"],
            period=period,
            people=people,
            groups=groups,
            problems=problems,
            measures=measures,
            targets=targets,
            assessment=assessment,
            timezone=head.get("timezone"),
            places=self.places,
            calendar=self.calendar,
            handovers=handover_days(people.values(), measures.values(), targets.values()),
        )

    def items(self, node: Node | None, what: str) -> list[tuple[str, Node]]:
        """Return the records of a mapping by id, each id checked and noted."""
        if not isinstance(node, Mapping):
            self.unsure.add(what)
            if node is not None:
                self.error(node, f"{what} must be a mapping by id, not {shape_of(node)}")
            return []
        found = []
        for key, value in self.pairs(node):
            try:
                name = values.slug(key.text)
            except ValueError as error:
                self.error(key, str(error), "bad-id")
                self.misnamed.add(key.text)
                continue
            first = self.taken.setdefault(name.lower(), key)
            if first is not key:
                otherwise = "" if first.text == name else f", as {first.text}"
                self.error(
                    key,
                    f"the id {name} is already used on line {first.line}{otherwise}:"
                    " each id must be unique in the whole plan",
                    "duplicate-id",
                )
                continue
            self.places[name] = key.line, key.column
            found.append((name, value))
        return found

    def period(self, node: Node | None) -> Period | None:
        found = {} if node is None else self.record(node, PERIOD, "a period", "period")
        if len(found) < len(PERIOD):
            return None
        return self.span(found["start"], found["end"], "the period", "period.end")

    def span(self, start: date, end: date, what: str, place: str) -> Period | None:
        """Return a period; one that ends before it starts, or never, is an error at `place`."""
        wrong = ""
        if end < start:
            wrong = f"{what} ends on {end}, before it starts on {start}"
        elif (end - start).days > LONGEST_PERIOD:
            wrong = f"{what} lasts from {start} to {end}, which looks like a mistake"
        if wrong:
            self.error_at(self.places[place], wrong)
            return None
        return Period(start, end)

    def records_of(
        self, node: Node | None, what: Section, one: str, fields: Fields
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the records of a mapping that can be built; all their ids become known first."""
        items = self.items(node, what)
        self.known[what].update(name for name, _ in items)
        for name, value in items:
            found = self.record(value, fields, one, name)
            if all(key in found for key, field in fields.items() if field.required):
                yield name, found

    def groups_of(self, node: Node) -> dict[str, tuple[str, ...]]:
        items = self.items(node, "groups")
        found: dict[str, tuple[str, ...]] = {}
        for name, value in items:
            try:
                found[name] = group(value, self)
            except Misread as misread:
                self.report(misread, name)
        self.members = {name: len(members) for name, members in found.items()}
        self.known["groups"].update(name for name, _ in items)
        return found

    def measures_of(
        self, node: Node | None, period: Period | None, targets: dict[str, Target]
    ) -> dict[str, Measure]:
        """Return the measures; those that cannot be built are looked into for their targets too."""
        found = {}
        for name, value in self.items(node, "measures"):
            fields = held(self.record(value, MEASURE, "a measure", name), "lead", "leads")
            inside = self.items(fields.pop("targets", None), "targets")
            for target_name, target_node in inside:
                self.size.add_target(target_node)
                target = self.target(target_name, target_node, name, fields, period)
                if target is not None:
                    targets[target_name] = target
            self.size.add_answers(len(fields.get("answers", ())), len(inside), value)
            if {"title", "answers", "lead"} <= fields.keys():
                names = tuple(target_name for target_name, _ in inside)
                found[name] = Measure(id=name, targets=names, **fields)
        return found

    def target(
        self, name: str, node: Node, measure: str, led: dict[str, Any], period: Period | None
    ) -> Target | None:
        kind = kind_named(node, self.kinds, self)
        self.unit = unit_named(node)
        if kind and kind.kind:
            found = self.record(
                node, {**TARGET, **kind.fields}, f"a target of kind {kind.kind}", name
            )
        else:
            fields = of_any(self.kinds) if kind else lenient(node)
            found = self.record(node, fields, "a target", name)
        if kind is None or period is None or found.misread & {"start", "due"}:
            return None
        end = next((f"{name}.{key}" for key in ("due", "start") if key in found), name)
        start_day, due_day = found.pop("start", period.start), found.pop("due", period.end)
        span = self.span(start_day, due_day, "the target", end)
        if span is None:
            return None
        common = {key: found.pop(key) for key in TARGET if key in found}
        own = {key: value for key, value in found.items() if key in kind.__struct_fields__}
        terms = kind(**own, calendar=self.calendar)
        self.size.add_terms(terms, span, self.members, node)
        for key, message in terms.faults(span):
            if key not in found.misread:
                place = self.places.get(f"{name}.{key}", self.places[name])
                self.error_at(place, f"{key}: {message}")
        if "title" not in common:
            return None
        left_blank = tuple(key for key in found.blank if key in FIGURES)
        lead, leads = led.get("lead", ""), led.get("leads", ())
        inherited = {} if "owner" in common else {"owner": lead, "owners": leads}
        return Target(
            id=name,
            measure=measure,
            lead=lead,
            leads=leads,
            span=span,
            terms=terms,
            blanks=left_blank or terms.blanks(),
            **inherited,
            **held(common, "owner", "owners"),
        )

    def assessment(self, node: Node | None) -> AssessmentWeights:
        if node is None:
            return AssessmentWeights()
        found = self.record(node, ASSESSMENT, "an assessment", "assessment")
        weights = AssessmentWeights(**found)
        if not found.misread and weights.regular + weights.central != 100:
            self.error(node, "assessment: regular and central must add up to 100 %")
        return weights
