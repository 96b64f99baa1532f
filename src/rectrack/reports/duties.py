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
from rectrack.reports.closing import withdrawal_in
from rectrack.targets.account import Account, Reading
from rectrack.targets.base import Kind
from rectrack.targets.judging import account_of, extended, how_moved, read, waiver_in_force
from rectrack.targets.kinds import kind_of
from rectrack.targets.quotient import THOUSANDTH, Quotient, rounded


class Duty(Struct, frozen=True):
    """A target that a person owns, or their `own` part of it, as `kind` asks for it.

    `share` is the part of the target's weight that it carries.
    """

    target: Target
    kind: Kind
    share: Quotient
    own: str | None = None

    @property
    def weight(self) -> Decimal:
        """The target's weight, or a share of it in thousandths, one at the least."""
        if self.share.part == self.share.whole:
            return self.target.weight
        return max(
            rounded(self.target.weight * self.share.part / self.share.whole, THOUSANDTH), THOUSANDTH
        )


def duties(plan: Plan, people: Iterable[str]) -> dict[str, list[Duty]]:
    """Return all that some people answer for, in the order of the plan."""
    found: dict[str, list[Duty]] = {name: [] for name in people}
    for target in plan.targets.values():
        kind = kind_of(target)
        if target.owner in found:
            found[target.owner].append(Duty(target, kind, Quotient(Decimal(1), Decimal(1))))
        for person in plan.members(kind.answerable()):
            if person in found and (part := kind.part_of(plan, person)):
                found[person].append(Duty(target, *part, own=person))
    return found


class Verdict(Struct, frozen=True):
    """A duty as it stands at the end of a day; `left_out` says why it is not judged then.

    `decisions` are the extensions, the waivers and the withdrawal that it stands so by.
    """

    duty: Duty
    account: Account
    reading: Reading
    left_out: str | None
    decisions: tuple[Entry, ...]

    def pace(self) -> Quotient:
        """How much is done of what is expected by the day."""
        return self.duty.kind.pace(self.account, self.reading)

    def completion(self) -> Quotient:
        """How much is done of what is to be reached at the end."""
        return self.duty.kind.completion(self.account, self.reading)

    def sources(self) -> tuple[Entry, ...]:
        """Return the entries that the figures come from."""
        return (*self.decisions, *self.duty.kind.sources(self.account))


Ask = Callable[[Verdict], Quotient]


class Circumstances(Struct, frozen=True):
    """What holds on a day for everyone who answers for a target or a part of it."""

    account: Account
    moved: str
    withdrawal: Entry | None
    waiver: Entry | None
    extensions: tuple[Entry, ...]


class Judge:
    """Judges duties on the days up to the last of a history, each of them once."""

    def __init__(self, plan: Plan, history: History) -> None:
        self.plan = plan
        self.history = history
        self._then: dict[tuple[str, date], Circumstances] = {}
        self._own: dict[str, dict[str, list[Entry]]] = {}
        self._verdicts: dict[tuple[str, str | None, date], Verdict] = {}

    def verdict(self, duty: Duty, day: date) -> Verdict:
        """Return how a duty stands at the end of a day."""
        key = duty.target.id, duty.own, day
        if key not in self._verdicts:
            self._verdicts[key] = self._judge(duty, day)
        return self._verdicts[key]

    def _judge(self, duty: Duty, day: date) -> Verdict:
        then = self._circumstances(duty.target, day)
        account = then.account
        if duty.own is not None:
            own = self._credited(duty.target.id).get(duty.own, [])
            account = replace(account, entries=tuple(up_to(own, day)), own=duty.own)
        reading = read(account, duty.kind)
        if then.moved:
            reading = replace(reading, why=f"{reading.why} ({then.moved})")
        waiver, decisions = then.waiver, then.extensions
        left_out = None
        if then.withdrawal is not None:
            left_out, decisions = "its measure was withdrawn", (then.withdrawal,)
        elif reading.goal is None:
            left_out = reading.why
        elif waiver is not None and waiver.until and not reading.met:
            left_out, decisions = f"waived until {account.say(waiver.until)}", (waiver,)
        elif day < account.span.start:
            left_out = f"starts on {account.say(account.span.start)}"
        return Verdict(duty, account, reading, left_out, decisions)

    def _circumstances(self, target: Target, day: date) -> Circumstances:
        """Return what holds of a target on a day, worked out once for all who answer for it."""
        key = target.id, day
        if key not in self._then:
            then = self.history.cut((target.id,), day, (target.measure,))
            decided = then.decisions[target.id]
            extensions, _ = extended(target, decided)
            self._then[key] = Circumstances(
                account=account_of(self.plan, target, then, day),
                moved=how_moved(target, extensions, day),
                withdrawal=withdrawal_in(then.words[target.measure]),
                waiver=waiver_in_force(decided, day),
                extensions=tuple(each.entry for each in extensions),
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
