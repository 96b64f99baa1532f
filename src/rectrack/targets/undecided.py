"""A target whose `kind` is left blank: the office has yet to decide how progress is calculated."""

from typing import ClassVar

from rectrack.plan.model import Target
from rectrack.plan.record_loader import Fields
from rectrack.targets.base import Kind
from rectrack.targets.progress import Progress
from rectrack.targets.reading import Reading


class Undecided(Kind, frozen=True):
    """Has no data and takes no progress until its kind is set."""

    kind: ClassVar = ""
    fields: ClassVar[Fields] = {}
    takes: ClassVar = ()
    values: ClassVar = "events"

    def blanks(self) -> tuple[str, ...]:
        return ("kind",)

    def promise(self, target: Target) -> str:
        return "?"

    def read(self, progress: Progress) -> Reading:
        raise ValueError("a target without a kind is read")
