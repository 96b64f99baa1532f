"""What has become of each problem: closed once every measure that answers it is signed off."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from rectrack.plan.model import Plan, Problem
from rectrack.reports.life_cycle import CONCLUDED, WITHDRAWN
from rectrack.reports.measure_standing import MeasureStanding
from rectrack.wording import plural

ProblemState = Literal["open", "closed"]


class ProblemStanding(Struct, frozen=True):
    """Where one problem stands, by the measures that answer it.

    A measure whose sign-off has lapsed is not done, and one that was withdrawn never will be: a
    problem that it answers stays open until the plan answers it otherwise.
    """

    problem: Problem
    measures: tuple[MeasureStanding, ...]

    @property
    def signed_off(self) -> int:
        """How many of its measures are signed off or rechecked, and still as they were then."""
        return sum(each.closed and not each.lapsed for each in self.measures)

    @property
    def lapsed(self) -> int:
        """How many of its measures are signed off and no longer met."""
        return sum(each.lapsed for each in self.measures)

    @property
    def withdrawn(self) -> int:
        """How many of its measures were withdrawn."""
        return sum(each.state is WITHDRAWN for each in self.measures)

    @property
    def concluded(self) -> int:
        """How many of its measures were concluded, some of their targets having failed."""
        return sum(each.state is CONCLUDED for each in self.measures)

    @property
    def state(self) -> ProblemState:
        """Whether it is closed."""
        return "closed" if self.measures and self.signed_off == len(self.measures) else "open"

    @property
    def why(self) -> str:
        """How many of its measures are signed off, and what keeps the others from it for good."""
        if not self.measures:
            return "no measure answers it"
        said = f"{self.signed_off} of {plural(len(self.measures), 'measure')} signed off"
        if self.lapsed:
            said += f", {self.lapsed} no longer met"
        if self.concluded:
            said += f", {self.concluded} {CONCLUDED}"
        if self.withdrawn:
            said += f", {self.withdrawn} withdrawn"
        return said


def problems(plan: Plan, measures: Iterable[MeasureStanding]) -> list[ProblemStanding]:
    """Return where every problem stands; `measures` are all of the plan's."""
    answers: dict[str, list[MeasureStanding]] = {}
    for each in measures:
        for name in each.measure.answers:
            answers.setdefault(name, []).append(each)
    return [
        ProblemStanding(problem, tuple(answers.get(problem.id, ())))
        for problem in plan.problems.values()
    ]
