"""Why a target failed or is late, and what is being done about it: its latest explanation.

An explanation answers for what had gone wrong by its own day. Whatever goes wrong later is
unanswered again. That is decided on days, never on what anybody wrote.
"""

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from rectrack.log.entry import Entry
from rectrack.log.history import up_to
from rectrack.targets.base import Kind
from rectrack.targets.progress import Progress
from rectrack.targets.state import TROUBLE, State


class Explanation(Struct, frozen=True):
    """The latest explanation of a target; it takes the place of those before it.

    `done` is the entry that reports its remedy as carried out. `covers` says whether it answers
    for all that is wrong with the target on the day.
    """

    entry: Entry
    done: Entry | None
    covers: bool

    @property
    def remedy(self) -> str:
        """What is done about it."""
        return self.entry.remedy or ""


def explanation(
    progress: Progress, kind: Kind, state: State, decisions: list[Entry]
) -> Explanation | None:
    """Return the explanation of a target that is in a state; `decisions` are in reading order."""
    events = [entry.event for entry in decisions]
    if "explained" not in events:
        return None
    at = len(events) - 1 - events[::-1].index("explained")
    done = next((entry for entry in decisions[at + 1 :] if entry.event == "remedied"), None)
    covers = state in TROUBLE and _covers(decisions[at].date, progress, kind, state)
    return Explanation(decisions[at], done, covers)


def _covers(explained: date, progress: Progress, kind: Kind, state: State) -> bool:
    """Whether nothing that is wrong in a state of trouble came after the day of an explanation."""
    if state is State.OVERDUE and explained <= progress.span.end:
        return False
    latest = max(kind.breaches(progress), default=None)
    if latest is not None:
        return latest <= explained
    then = replace(progress, day=explained, entries=tuple(up_to(list(progress.entries), explained)))
    return state is not State.BEHIND or kind.read(then).behind
