"""The kinds of target there are; a new kind is one file, one test, and its name here."""

from rectrack.plan.model import Target
from rectrack.targets.base import Kind
from rectrack.targets.cadence import Cadence
from rectrack.targets.case import Case
from rectrack.targets.cases import Cases
from rectrack.targets.change import Change
from rectrack.targets.each import Each
from rectrack.targets.level import Level
from rectrack.targets.limit import Limit
from rectrack.targets.progress import Progress
from rectrack.targets.steps import Steps
from rectrack.targets.total import Total
from rectrack.targets.undecided import Undecided

KINDS: dict[str, type[Kind]] = {
    kind.kind: kind for kind in (Total, Each, Cadence, Limit, Level, Change, Cases, Steps)
}
KINDS_OR_BLANK: dict[str, type[Kind]] = {**KINDS, Undecided.kind: Undecided}
"""With that of a target whose kind is still to be set."""


def kind_of(target: Target) -> Kind:
    """Return a target's terms as the kind that they are; plans are loaded with those named here."""
    assert isinstance(target.terms, Kind)
    return target.terms


def has_cases(target: Target) -> bool:
    """Whether a target is a register of cases."""
    return isinstance(target.terms, Cases)


def cases_of(progress: Progress) -> list[Case]:
    """Return the cases of a target that count, by their opening: of a register alone."""
    terms = progress.target.terms
    return terms.cases(progress) if isinstance(terms, Cases) else []
