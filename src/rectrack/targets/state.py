"""The states of a target, with all that belongs to a state wherever it is named."""

from enum import StrEnum


class StateName(StrEnum):
    """A state, which is the words by which people know it."""

    @property
    def key(self) -> str:
        """The name in JSON: "on track" is on_track."""
        return self.replace(" ", "_")

    @property
    def option(self) -> str:
        """The name on a command line: "on track" is on-track."""
        return self.replace(" ", "-")


class State(StateName):
    """The state of a target: the first of these that holds."""

    WITHDRAWN = "withdrawn"
    NO_DATA = "no data"
    MET = "met"
    WAIVED = "waived"
    FAILED = "failed"
    OVERDUE = "overdue"
    BEHIND = "behind"
    ON_TRACK = "on track"

    @property
    def outstanding(self) -> bool:
        """Whether something is still to be done."""
        return self not in SETTLED

    @property
    def counted(self) -> str:
        """The words behind a number of targets."""
        return "without data" if self is State.NO_DATA else self.value


SETTLED = (State.MET, State.WAIVED, State.WITHDRAWN)
TROUBLE = (State.FAILED, State.OVERDUE, State.BEHIND)
"""The states that say that something went wrong, worst first."""
ATTENTION = (*TROUBLE, State.NO_DATA)
"""The states that need attention, worst first."""
OUTSTANDING = (*ATTENTION, *(s for s in State if s not in SETTLED and s not in ATTENTION))
"""All that are not settled, worst first."""
OLD_NAMES = {"broken": State.FAILED}
"""What a state was called up to 0.1."""
