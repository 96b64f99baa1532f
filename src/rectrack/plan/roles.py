"""Who holds a role, and who stands above whom: not in a circle, and not too far down."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from rectrack.limits import MOST_HANDOVERS, MOST_LEVELS
from rectrack.plan.model import Handovers, Measure, Person, Target


def held(found: Mapping[str, Any], role: str, handovers: str) -> dict[str, Any]:
    """Return the fields of a record in which a role that changes hands is held by its last holder.

    Who held it before stands under the name `handovers`.
    """
    by_day: Handovers | str | None = found.get(role)
    if isinstance(by_day, tuple):
        return {**found, role: by_day[-1][1], handovers: by_day}
    return dict(found)


def handover_days(
    people: Iterable[Person], measures: Iterable[Measure], targets: Iterable[Target]
) -> tuple[date, ...]:
    """Return the days on which any role changes hands, in their order."""
    roles = (
        *(each.superiors for each in people),
        *(each.leads for each in measures),
        *(each.owners for each in targets),
    )
    return tuple(sorted({day for role in roles for day, _ in role}))


def is_above(people: Mapping[str, Person], superior: str, person: str, day: date) -> bool:
    """Whether somebody stood above a person on a day, at whatever distance."""
    next_up = people[person].as_of(day).reports_to
    while next_up is not None and next_up != superior:
        next_up = people[next_up].as_of(day).reports_to
    return next_up is not None


def wrong_reporting(people: Mapping[str, Person]) -> dict[str, str]:
    """Return what is wrong with whom people report to, on any day, by person."""
    days = sorted({day for each in people.values() for day, _ in each.superiors})
    if len(days) > MOST_HANDOVERS:
        changing = next(each.id for each in people.values() if each.superiors)
        return {changing: f"it changes hands on more than {MOST_HANDOVERS} days in this plan"}
    found: dict[str, str] = {}
    for day in days or [date.min]:
        then = {name: each.as_of(day) for name, each in people.items()}
        found = dict(wrong_levels(then)) | found
    return found


def wrong_levels(people: Mapping[str, Person]) -> Iterator[tuple[str, str]]:
    """Yield a person of each circle, and the first too far down each line, with what is wrong."""
    above: dict[str, int] = {}
    for name in people:
        chain: dict[str, None] = {}
        next_up: str | None = name
        while next_up in people and next_up not in above and next_up not in chain:
            assert next_up is not None
            chain[next_up] = None
            next_up = people[next_up].reports_to
        if next_up in chain:
            yield next_up, f"{next_up} ends up reporting to itself"
        number = above.get(next_up or "", -1)
        for each in reversed(chain):
            number += 1
            above[each] = number
            if number == MOST_LEVELS + 1 and next_up not in chain:
                yield each, f"more than {MOST_LEVELS} people are above {each}"
