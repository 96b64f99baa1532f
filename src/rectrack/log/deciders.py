"""Who may decide: nobody extends, waives or withdraws their own, and points come from above.

A decision by somebody who may not make it is passed over: it is an entry like any other, it only
has no effect. It is judged by who held the roles on its own day, so that whoever follows in a role,
or leaves later, undoes nothing.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from rectrack.log.entry import Entry
from rectrack.plan.model import Plan
from rectrack.plan.roles import is_above

MOST_POINTS = Decimal(100)
"""A score has no more than that: one award never outweighs everything else."""

NOUNS = {"extended": "extension", "waived": "waiver", "reward": "reward", "penalty": "penalty"}
"""What the decisions on a target or a person are called that not everybody may make, by event."""


def not_entitled(plan: Plan, decision: Entry) -> str | None:
    """Return why its writer may not make a decision, or None; of sign-offs others say so."""
    then = plan.as_of(decision.date)
    restricted = decision.event in NOUNS or decision.event == "withdrawn"
    if restricted and (said := had_left(then, decision.by, decision.date)):
        return said
    if decision.person is not None:
        return _wrong_award(then, decision, decision.person)
    if decision.target is not None and decision.event in {"extended", "waived"}:
        target = then.targets[decision.target]
        return part_in(then, target.measure, [target.id], decision.by)
    if decision.measure is not None and decision.event == "withdrawn":
        targets = then.measures[decision.measure].targets
        return part_in(then, decision.measure, targets, decision.by)
    return None


def had_left(plan: Plan, person: str, day: date) -> str | None:
    """Return that somebody had left by a day, or None: nothing is theirs to decide any more."""
    left = plan.people[person].left
    return f"{person} had left by then" if left is not None and left < day else None


def part_in(then: Plan, measure: str, targets: Iterable[str], person: str) -> str | None:
    """Return which role somebody has in a measure and some of its targets, or None.

    `then` is the plan as of the day that is asked about.
    """
    if person == then.measures[measure].lead:
        return f"{person} is the measure's lead"
    owned = [name for name in targets if person == then.targets[name].owner]
    return f"{person} is the owner of {', '.join(owned)}" if owned else None


def _wrong_award(then: Plan, award: Entry, person: str) -> str | None:
    if award.by == person:
        return "nobody gives points to themselves"
    if award.value is not None and award.value > MOST_POINTS:
        return f"{award.value} points are more than {MOST_POINTS}, a whole score"
    if is_above(then.people, award.by, person, award.date):
        return None
    if then.people[person].reports_to is not None:
        return f"{award.by} is not above {person}"
    if then.people[award.by].reports_to is not None:
        return f"nobody is above {person}, and {award.by} has somebody above"
    return None
