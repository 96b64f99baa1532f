"""The targets of a status, put into sections: by measure, by problem, or level by level."""

from collections.abc import Callable, Iterable
from typing import Literal

from msgspec import Struct

from rectrack.plan.model import Person, Plan
from rectrack.reports.life_cycle import OPEN
from rectrack.reports.measure_standing import MeasureStanding, state_of
from rectrack.reports.status import Status, by_measure, concerned, totals
from rectrack.targets.standing import Standing
from rectrack.targets.state import State
from rectrack.wording import listed, plural

GroupBy = Literal["measure", "problem", "person"]


class Section(Struct, frozen=True):
    """Some targets under the measure, problem or person that they are shown with.

    `level` is how far down the responsibility it stands. A measure that answers a problem is
    `part_of` that.
    """

    id: str
    title: str
    details: tuple[str, ...]
    targets: list[Standing]
    level: int = 0
    part_of: str = ""


def sections(status: Status, by: GroupBy) -> list[Section]:
    """Return the sections that have something to show, in the order of the plan."""
    group: dict[GroupBy, Callable[[Status], list[Section]]] = {
        "measure": _by_measure,
        "problem": _by_problem,
        "person": _by_person,
    }
    return group[by](status)


def _by_measure(status: Status) -> list[Section]:
    targets = by_measure(status.targets)
    return [_of_measure(each, status, targets) for each in status.measures]


def _of_measure(
    standing: MeasureStanding,
    status: Status,
    targets: dict[str, list[Standing]],
    problem: str = "",
) -> Section:
    measure = standing.measure
    # That a measure is open is the common case, and goes without saying except under its problem.
    is_told = problem or standing.state is not OPEN or standing.refused
    state = (state_of(standing, status.day),) if is_told else ()
    details, level = (measure.lead, *state), 1 if problem else 0
    theirs = targets.get(measure.id, [])
    return Section(measure.id, measure.title, details, theirs, level, problem)


def _by_problem(status: Status) -> list[Section]:
    """Return each problem, and below it what became of every measure that answers it."""
    found = []
    targets, all_meant = by_measure(status.targets), by_measure(status.meant)
    for each in status.problems:
        problem = each.problem
        about = {answer.measure.id for answer in each.measures} & all_meant.keys()
        meant = [standing for name in about for standing in all_meant[name]]
        raised = (f"raised by {listed(problem.raised_by)}",) if problem.raised_by else ()
        details = (
            *((f"severity {problem.severity}",) if problem.severity else ()),
            f"{each.state}, {each.why}",
            _tally(plural(len(meant), "target"), meant),
            *raised,
        )
        found.append(Section(problem.id, problem.title, details, []))
        found += [
            _of_measure(answer, status, targets, problem.id)
            for answer in each.measures
            if answer.measure.id in about or not status.wanted.narrows
        ]
    return found


def _by_person(status: Status) -> list[Section]:
    """Return people level by level: who answers for whom, then each one's own targets."""
    plan = status.plan
    asked_for = status.wanted.only(plan.people)
    shown = {each.target.id for each in status.targets}
    own: dict[str, list[Standing]] = {name: [] for name in plan.people}
    for standing in status.meant:
        for name in concerned(plan, standing) & own.keys():
            own[name].append(standing)
    below: dict[str | None, list[str]] = {}
    for person in plan.people.values():
        below.setdefault(person.reports_to, []).append(person.id)
    found = []
    for person, level in _levels(plan, below):
        theirs = own[person.id]
        all_below = _together(own[name] for name in _subtree(person.id, below))
        if not all_below or person.id not in asked_for:
            continue
        own_targets = plural(len(theirs), "own target")
        details = [_tally(own_targets, theirs) if theirs else "no targets of their own"]
        if len(all_below) > len(theirs):
            details.append(_tally(f"{len(all_below)} including subordinates", all_below))
        targets = [each for each in theirs if each.target.id in shown]
        found.append(Section(person.id, person.name, tuple(details), targets, level))
    return found


def _levels(plan: Plan, below: dict[str | None, list[str]]) -> list[tuple[Person, int]]:
    """Return everyone beneath whom they report to, with how many stand above them."""
    found: list[tuple[Person, int]] = []
    waiting = [(name, 0) for name in reversed(below.get(None, []))]
    while waiting:
        name, level = waiting.pop()
        found.append((plan.people[name], level))
        waiting += [(each, level + 1) for each in reversed(below.get(name, []))]
    return found


def _subtree(name: str, below: dict[str | None, list[str]]) -> list[str]:
    names = [name]
    for each in names:
        names += below.get(each, [])
    return names


def _together(groups: Iterable[list[Standing]]) -> list[Standing]:
    return list({each.target.id: each for group in groups for each in group}.values())


def _tally(said: str, targets: list[Standing]) -> str:
    sums = totals(targets)
    return f"{said} ({sums.by_state[State.MET]} {State.MET}, {sums.outstanding} outstanding)"
