"""The life cycle of a measure: its states, and what each decision makes of each of them."""

from msgspec import Struct

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
    CONCLUDED = "concluded"


OPEN, CLAIMED, SIGNED_OFF, RECHECKED, REJECTED, REOPENED, WITHDRAWN, CONCLUDED = MeasureState
UNFINISHED = (OPEN, CLAIMED, REJECTED, REOPENED)
CLOSED = (SIGNED_OFF, RECHECKED)
APPROVED = (*CLOSED, CONCLUDED)
"""What only somebody without a part in the work can make of a measure, and by rules."""


class Step(Struct, frozen=True):
    """What a decision does: it has a place `before` it, and in any other state it `cannot` be.

    `noun` is what such a decision is called.
    """

    noun: str
    cannot: str
    before: tuple[MeasureState, ...]
    after: MeasureState


LIFE_CYCLE = {
    ("claimed", None): Step("claim", "cannot be claimed", (OPEN, REJECTED, REOPENED), CLAIMED),
    ("signed-off", None): Step("sign-off", "cannot be signed off", UNFINISHED, SIGNED_OFF),
    ("rejected", None): Step("rejection", "cannot be rejected", (CLAIMED, *APPROVED), REJECTED),
    ("rechecked", True): Step("recheck", "cannot pass a recheck", CLOSED, RECHECKED),
    ("rechecked", False): Step("recheck", "cannot fail a recheck", CLOSED, REOPENED),
    ("withdrawn", None): Step(
        "withdrawal", "cannot be withdrawn", (*UNFINISHED, *CLOSED), WITHDRAWN
    ),
    ("concluded", None): Step("conclusion", "cannot be concluded", UNFINISHED, CONCLUDED),
}
"""By the event of a decision, and for a recheck whether it was passed."""


def step(decision: Entry) -> Step:
    """Return what a decision on a measure does to it."""
    return LIFE_CYCLE[str(decision.event), decision.passed]
