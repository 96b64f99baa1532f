"""What a person answers for, and how each of it is judged on a day.

A person answers for the targets that they own, each as a whole, and for their own part of a
target: a share of a `total`, a quota of an `each`, windows of a `cadence`, the cases in their
hands. Who owns a target and has a part in it answers for both.
"""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.model import Plan, Target
from rectrack.targets.base import Kind
from rectrack.targets.holdings import HeldCase, entries_of, held_well
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import moves_nothing
from rectrack.targets.progress import Progress
from rectrack.targets.ratio import THOUSANDTH, Ratio, rounded
from rectrack.targets.reading import Reading


class Responsibility(Struct, frozen=True):
    """A target that a person owns, or their `own` part of it, as `kind` asks for it.

    `share` is the part of the target's weight that it carries. `holdings` are the cases of it that
    they hold or held, where it is for these that they answer.
    """

    target: Target
    kind: Kind
    share: Ratio
    own: str | None = None
    holdings: tuple[HeldCase, ...] = ()

    @property
    def weight(self) -> Decimal:
        """The target's weight, or a share of it in thousandths, one at the least."""
        if self.share.part == self.share.whole:
            return self.target.weight
        return max(
            rounded(self.target.weight * self.share.part / self.share.whole, THOUSANDTH), THOUSANDTH
        )


def responsibilities(plan: Plan, people: Iterable[str]) -> dict[str, list[Responsibility]]:
    """Return all that some people answer for, in the order of the plan."""
    found: dict[str, list[Responsibility]] = {name: [] for name in people}
    for target in plan.targets.values():
        kind = kind_of(target)
        if target.owner in found:
            found[target.owner].append(Responsibility(target, kind, Ratio(Decimal(1), Decimal(1))))
        for person in plan.members(kind.answerable()):
            if person in found and (part := kind.part_of(plan, person)):
                found[person].append(Responsibility(target, *part, own=person))
    return found


class Verdict(Struct, frozen=True):
    """A responsibility as it stands at the end of a day; `left_out` says why it is not judged then.

    `decisions` are the extensions, the waivers and the withdrawal that it stands so by.
    """

    responsibility: Responsibility
    progress: Progress
    reading: Reading
    left_out: str | None
    decisions: tuple[Entry, ...]

    def pace(self) -> Ratio:
        """How much is done of what is expected by the day."""
        if holdings := self.responsibility.holdings:
            return held_well(holdings)[0]
        return self.responsibility.kind.pace(self.progress, self.reading)

    def completion(self) -> Ratio:
        """How much is done of what is to be reached at the end."""
        if holdings := self.responsibility.holdings:
            return held_well(holdings)[1]
        return self.responsibility.kind.completion(self.progress, self.reading)

    def sources(self) -> tuple[Entry, ...]:
        """Return the entries that the figures come from."""
        if holdings := self.responsibility.holdings:
            return (*self.decisions, *entries_of(holdings))
        return (*self.decisions, *_sources(self.responsibility.kind, self.progress))


def _sources(kind: Kind, progress: Progress) -> list[Entry]:
    """Return the entries that figures come from; of readings that is the latest."""
    if kind.takes_readings:
        return list(progress.entries[-1:])
    return [
        entry
        for entry in progress.entries
        if (kind.counts == "always" or entry.date >= progress.span.start)
        and (entry.date <= progress.span.end or kind.counts_late(entry))
        and moves_nothing(progress.plan, kind, entry) is None
    ]
