"""Who stands above whom: not in a circle, and not further down than people ever are."""

from collections.abc import Iterator, Mapping

from rectrack.limits import MOST_LEVELS
from rectrack.plan.model import Person


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
