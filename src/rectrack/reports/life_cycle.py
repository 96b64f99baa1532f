"""The life cycle of a measure: its states, and what each decision makes of each of them."""

from typing import Literal, cast

from rectrack.log.entry import Entry
from rectrack.targets.state import StateName


class MeasureState(StateName):
    """The state of a measure after the last decision on it that stands."""

    OPEN = "open"
    CLAIMED = "claimed"
    SIGNED_OFF = "signed off"
    RECHECKED = "rechecked"
    REJECTED = "rejected"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


OPEN, CLAIMED, SIGNED_OFF, RECHECKED, REJECTED, REOPENED, WITHDRAWN = MeasureState
UNFINISHED = (OPEN, CLAIMED, REJECTED, REOPENED)
CLOSED = (SIGNED_OFF, RECHECKED)

Event = Literal[
    "claimed", "signed-off", "rejected", "recheck passed", "recheck failed", "withdrawn"
]
LIFE_CYCLE: dict[Event, dict[MeasureState, MeasureState]] = {
    "claimed": dict.fromkeys((OPEN, REJECTED, REOPENED), CLAIMED),
    "signed-off": dict.fromkeys(UNFINISHED, SIGNED_OFF),
    "rejected": dict.fromkeys((CLAIMED, *CLOSED), REJECTED),
    "recheck passed": dict.fromkeys(CLOSED, RECHECKED),
    "recheck failed": dict.fromkeys(CLOSED, REOPENED),
    "withdrawn": dict.fromkeys((*UNFINISHED, *CLOSED), WITHDRAWN),
}
"""What each event makes of each state in which it has a place; it has none in any other."""

CANNOT: dict[Event, str] = {
    "claimed": "cannot be claimed",
    "signed-off": "cannot be signed off",
    "rejected": "cannot be rejected",
    "recheck passed": "cannot pass a recheck",
    "recheck failed": "cannot fail a recheck",
    "withdrawn": "cannot be withdrawn",
}
"""What is said of a measure where an event is passed over."""


def event_of(entry: Entry) -> Event:
    """Return what a decision on a measure does to it."""
    if entry.event == "rechecked":
        return "recheck passed" if entry.passed else "recheck failed"
    return cast(Event, entry.event)


def cannot(entry: Entry) -> str:
    """Return what passing a decision over means: "cannot be signed off"."""
    return CANNOT[event_of(entry)]
