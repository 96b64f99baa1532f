"""The log of an office that never was: the example's own entries, and as many more as are wanted.

The same plan and number give the same entries. They come in the order in which they were logged,
one at a time, so that a million of them need no more memory than ten.
"""

import heapq
from collections import deque
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from itertools import islice
from random import Random
from typing import Any

from msgspec.structs import replace

from rectrack.log.corrections import when_logged
from rectrack.log.entry import Entry
from rectrack.plan.model import Plan, Target
from rectrack.records import Records

TODAY = date(2026, 10, 31)
"""The last day on which anything is logged, and the day of which everything is asked."""
ZONE = timezone(timedelta(hours=8))
NOTES = (
    "road repairs",
    "water mains",
    "school heating",
    "flood dykes",
    "prices",
    "办公用品，按“三公”经费",
)
RECENT = 300
"""How far back a slip is noticed, in entries."""
OPEN_AT_ONCE = 30

Said = Iterator[dict[str, Any]]
"""What is said on one target, one entry after the other, beside the fields of every entry."""


def entries(example: Records, count: int) -> Iterator[Entry]:
    """Yield the first entries of the example, mixed with invented ones up to a number."""
    aside = example.set_aside
    own = sorted(
        (
            entry
            for entry in example.log.entries
            if entry.id and entry.logged and entry.logged.date() <= TODAY
            if entry not in aside
        ),
        key=when_logged,
    )
    invented = _invented(example.plan, max(count - len(own), 0))
    return islice(heapq.merge(own, invented, key=when_logged), count)


def _invented(plan: Plan, count: int) -> Iterator[Entry]:
    random = Random(count)
    said = {
        target.id: SAID[target.kind](plan, target, random)
        for target in plan.targets.values()
        if target.kind in SAID
    }
    names = random.choices(tuple(said), [_busy(plan.targets[name]) for name in said], k=count)
    recent: deque[Entry] = deque(maxlen=RECENT)
    first = datetime.combine(plan.period.start, time(8), ZONE)
    between = (datetime.combine(TODAY, time(18), ZONE) - first) / max(count, 1)
    for number, name in enumerate(names):
        logged = first + number * between + timedelta(microseconds=1)
        if number % 100 == 99 and recent:
            yield _corrected(_taken(recent, random), number, logged)
            continue
        entry = Entry(
            id=_name(number),
            date=logged.date(),
            target=name,
            note=f"{random.choice(NOTES)}, number {number}" if random.random() < 0.7 else None,
            evidence=(f"minutes/2026/{number:06}.pdf",) if random.random() < 0.2 else (),
            logged=logged,
            **{"by": _writer(plan, random), **next(said[name])},
        )
        if entry.case is None:
            entry = replace(entry, date=_happened(entry.date, plan, random))
            recent.append(entry)
        yield entry


def _name(number: int) -> str:
    """Return an id of ten characters, as `log` draws them, that no other number has."""
    return f"{number * 6_700_417 % 10_000_000_000:010}"


def _busy(target: Target) -> int:
    """Return how much is logged on a target beside others: readings are taken now and then."""
    return 1 if target.kind in {"level", "change"} else 5


def _writer(plan: Plan, random: Random) -> str:
    """Return who writes an entry down: as a rule the clerk, who stands last in the plan."""
    people = tuple(plan.people)
    return people[-1] if random.random() < 0.8 else random.choice(people)


def _happened(logged: date, plan: Plan, random: Random) -> date:
    """Return the day of what was logged on another: that one, or a few days before it."""
    ago = random.choice((0, 0, 0, 0, 1, 1, 2, 3, 10))
    return max(logged - timedelta(days=ago), plan.period.start)


def _taken(recent: deque[Entry], random: Random) -> Entry:
    """Take an entry out of those that may be corrected, so that it is corrected once."""
    entry = random.choice(recent)
    recent.remove(entry)
    return entry


def _corrected(entry: Entry, number: int, logged: datetime) -> Entry:
    """Return the undoing of an entry, or every other time its amendment."""
    if number % 200 == 99:
        return Entry(
            id=_name(number), date=logged.date(), by=entry.by, voids=entry.id, logged=logged
        )
    return replace(entry, id=_name(number), note="put right", replaces=entry.id, logged=logged)


def _amounts(plan: Plan, target: Target, random: Random) -> Said:
    while True:
        yield {"value": Decimal(random.randint(1, 3)), "for_": target.owner}


def _statements(plan: Plan, target: Target, random: Random) -> Said:
    """Say of what must not happen that it did not, and of the rest how much."""
    forbidden = getattr(target.terms, "goal", None) == 0
    while True:
        yield {"value": Decimal(0 if forbidden else random.randint(0, 4)), "for_": target.owner}


def _shared(plan: Plan, target: Target, random: Random) -> Said:
    """Say whose work it was: one person's, that of two, or of all whom it is asked of."""
    who = target.terms.answerable() or (target.owner,)
    people = plan.members(who)
    while True:
        several = (who[0], tuple(random.sample(people, min(2, len(people)))))
        for_ = random.choice(several) if random.random() < 0.2 else random.choice(people)
        yield {"value": Decimal(1), "for_": for_}


def _readings(plan: Plan, target: Target, random: Random) -> Said:
    while True:
        yield {"value": Decimal(random.randint(10, 990)) / 10, "by": tuple(plan.people)[-1]}


def _cases(plan: Plan, target: Target, random: Random) -> Said:
    """Open cases, hand some of them on, and bring them through their stages, the oldest first."""
    stages: tuple[str, ...] = getattr(target.terms, "stages", ())
    open_now: deque[tuple[str, int]] = deque()
    opened = 0
    while True:
        if not open_now or (len(open_now) < OPEN_AT_ONCE and random.random() < 0.4):
            opened += 1
            case, event = f"2026-{opened:06}", "opened"
            open_now.append((case, 0))
        elif random.random() < 0.1:
            case, event = random.choice(open_now)[0], "handed"
        else:
            case, stage = open_now.popleft()
            event = stages[stage]
            if stage + 1 < len(stages):
                open_now.append((case, stage + 1))
        yield {"case": case, "event": event, "for_": random.choice(tuple(plan.people))}


SAID: dict[str, Callable[[Plan, Target, Random], Said]] = {
    "total": _amounts,
    "each": _shared,
    "cadence": _shared,
    "limit": _statements,
    "level": _readings,
    "change": _readings,
    "cases": _cases,
}
"""By kind of target. Steps are done once, and the example has done them."""
