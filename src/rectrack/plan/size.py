"""How much of a plan was read so far, and the place from which on it is more than any holds."""

from rectrack.errors import PlanError
from rectrack.limits import MOST, MOST_NAMED, MOST_PARTS, too_many
from rectrack.plan.model import Period, Terms
from rectrack.storage.yaml_tree import Node


class Size:
    """Counts targets and what they must be looked at for; raises PlanError where it is too much."""

    def __init__(self) -> None:
        self._targets = self._named = self._parts = 0

    def add_target(self, node: Node) -> None:
        """Count a target."""
        self._targets += 1
        if self._targets > MOST:
            _refuse(node, too_many("targets"))

    def add_answers(self, problems: int, targets: int, node: Node) -> None:
        """Count the problems of a measure, each for each of its targets."""
        self._add_named(problems * targets, node)

    def add_terms(self, terms: Terms, span: Period, groups: dict[str, int], node: Node) -> None:
        """Count the parts of a target; `groups` are the numbers of their members."""
        people = sum(groups.get(name, 1) for name in terms.answerable())
        self._add_named(people, node)
        self._parts += terms.parts(span) * max(people, 1)
        if self._parts > MOST_PARTS:
            what = "days, weeks or months of people, steps and checkpoints of all targets together"
            _refuse(node, too_many(what, MOST_PARTS))

    def _add_named(self, number: int, node: Node) -> None:
        self._named += number
        if self._named > MOST_NAMED:
            what = "people and problems of all targets together"
            _refuse(node, too_many(what, MOST_NAMED))


def _refuse(node: Node, message: str) -> None:
    raise PlanError.at((node.line, node.column), "too-many", message)
