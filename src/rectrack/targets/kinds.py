"""The kinds of target there are; a new kind is one file, one test, and its name here."""

from typing import cast

from rectrack.log.entry import Entry
from rectrack.log.validation import TARGET_EVENTS
from rectrack.plan.model import Plan, Target
from rectrack.targets.base import Kind
from rectrack.targets.cadence import Cadence
from rectrack.targets.cases import Cases
from rectrack.targets.change import Change
from rectrack.targets.each import Each
from rectrack.targets.level import Level
from rectrack.targets.limit import Limit
from rectrack.targets.steps import Steps
from rectrack.targets.total import Total

KINDS: dict[str, type[Kind]] = {
    kind.kind: kind for kind in (Total, Each, Cadence, Limit, Level, Change, Cases, Steps)
}


def kind_of(target: Target) -> Kind:
    """Return a target's terms as the kind that reads them."""
    return cast(Kind, target.terms)


def refusal(plan: Plan, target: Target, entry: Entry) -> str | None:
    """Return why a target does not take an entry, or None."""
    kind = kind_of(target)
    if entry.event == "waived" and not kind.can_be_waived:
        return f"a {kind.kind} cannot be waived"
    return None if entry.event in TARGET_EVENTS else kind.refuses(plan, target, entry)
