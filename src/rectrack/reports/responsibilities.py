"""What a person answers for, and how each of it is judged on a day.

A person answers for the targets that they own, each as a whole, and for their own part of a
target: a share of a `total`, a quota of an `each`, windows of a `cadence`. Who owns a target and
has a part in it answers for both.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from rectrack.log.entry import Entry
from rectrack.log.history import History, up_to
from rectrack.plan.model import Plan, Target
from rectrack.reports.closing import withdrawal_of
from rectrack.targets.base import Kind
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import moves_nothing
from rectrack.targets.progress import Progress, progress_of
from rectrack.targets.ratio import THOUSANDTH, Ratio, rounded
from rectrack.targets.reading import Reading
from rectrack.targets.standing import read, waiver_in_force, with_remarks


class Responsibility(Struct, frozen=True):
    """A target that a person owns, or their `own` part of it, as `kind` asks for it.

    `share` is the part of the target's weight that it carries.
    """

    target: Target
    kind: Kind
    share: Ratio
    own: str | None = None

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
        return self.responsibility.kind.pace(self.progress, self.reading)

    def completion(self) -> Ratio:
        """How much is done of what is to be reached at the end."""
        return self.responsibility.kind.completion(self.progress, self.reading)

    def sources(self) -> tuple[Entry, ...]:
        """Return the entries that the figures come from."""
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


Ask = Callable[[Verdict], Ratio]


class Circumstances(Struct, frozen=True):
    """What holds on a day for everyone who answers for a target or a part of it."""

    progress: Progress
    withdrawal: Entry | None
    waiver: Entry | None


class Judge:
    """Judges responsibilities on the days up to the last of a history, each of them once."""

    def __init__(self, plan: Plan, history: History) -> None:
        self.plan = plan
        self.history = history
        self._then: dict[tuple[str, date], Circumstances] = {}
        self._own: dict[str, dict[str, list[Entry]]] = {}
        self._verdicts: dict[tuple[str, str | None, date], Verdict] = {}

    def verdict(self, responsibility: Responsibility, day: date) -> Verdict:
        """Return how a responsibility stands at the end of a day."""
        key = responsibility.target.id, responsibility.own, day
        if key not in self._verdicts:
            self._verdicts[key] = self._judge(responsibility, day)
        return self._verdicts[key]

    def _judge(self, responsibility: Responsibility, day: date) -> Verdict:
        then = self._circumstances(responsibility.target, day)
        progress = then.progress
        if responsibility.own is not None:
            own = self._credited(responsibility.target.id).get(responsibility.own, [])
            entries = tuple(up_to(own, day))
            progress = replace(progress, entries=entries, own=responsibility.own)
        reading = with_remarks(read(progress, responsibility.kind), progress)
        waiver, left_out = then.waiver, None
        decisions = tuple(each.entry for each in progress.extensions)
        if then.withdrawal is not None:
            left_out, decisions = "its measure was withdrawn", (then.withdrawal,)
        elif reading.goal is None:
            left_out = reading.why
        elif waiver is not None and waiver.until and not reading.met:
            left_out, decisions = f"waived until {progress.say(waiver.until)}", (waiver,)
        elif day < progress.span.start:
            left_out = f"starts on {progress.say(progress.span.start)}"
        return Verdict(responsibility, progress, reading, left_out, decisions)

    def _circumstances(self, target: Target, day: date) -> Circumstances:
        """Return what holds of a target on a day, worked out once for all who answer for it."""
        key = target.id, day
        if key not in self._then:
            then = self.history.cut((target.id,), day, (target.measure,))
            self._then[key] = Circumstances(
                progress=progress_of(self.plan, target, then, day),
                withdrawal=withdrawal_of(target.measure, then),
                waiver=waiver_in_force(then.target_decisions[target.id], day),
            )
        return self._then[key]

    def _credited(self, target: str) -> dict[str, list[Entry]]:
        """Return the entries of progress on a target by the people whose work they are."""
        if target not in self._own:
            found = self._own.setdefault(target, {})
            for entry in self.history.progress.get(target, []):
                for name in self.plan.members(entry.credited):
                    found.setdefault(name, []).append(entry)
        return self._own[target]
