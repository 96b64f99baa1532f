"""How all that people answer for stands at the end of a day, each thing judged once."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from rectrack.log.entry import Entry
from rectrack.log.history import History, up_to
from rectrack.plan.model import Plan, Target, later
from rectrack.reports.closing import withdrawal_of
from rectrack.reports.responsibilities import Responsibility, Verdict, responsibilities
from rectrack.targets.holdings import HeldCase, held, reading_of
from rectrack.targets.kinds import has_cases, kind_of
from rectrack.targets.progress import Progress, progress_of
from rectrack.targets.ratio import Ratio
from rectrack.targets.reading import Reading
from rectrack.targets.standing import read, waiver_in_force, with_remarks

Ask = Callable[[Verdict], Ratio]


class Moment(Struct, frozen=True):
    """The day as of which something is judged, and the last day of which entries count."""

    day: date
    last: date


def moment(end: date, today: date) -> Moment:
    """Return when what ends on a day is judged: today, until that day is over.

    Then it is the day after, so that what fell due on the last day is asked for.
    """
    return Moment(later(end, 1), end) if today > end else Moment(today, today)


class Circumstances(Struct, frozen=True, dict=True):
    """What holds on a day for everyone who answers for a target or a part of it."""

    progress: Progress
    withdrawal: Entry | None
    waiver: Entry | None

    @cached_property
    def reading(self) -> Reading:
        """That of the whole target."""
        return read(self.progress, kind_of(self.progress.target))


class Judge:
    """Judges what people answer for at the end of days up to the last of a history, each once."""

    def __init__(self, plan: Plan, history: History, people: Iterable[str]) -> None:
        self.plan = plan
        self.history = history
        self._people = tuple(people)
        self._places = {name: place for place, name in enumerate(plan.targets)}
        self._theirs: dict[int, dict[str, list[Responsibility]]] = {}
        self._held: dict[Moment, dict[str, list[Responsibility]]] = {}
        self._then: dict[tuple[str, Moment], Circumstances] = {}
        self._own: dict[str, dict[str, list[Entry]]] = {}
        self._verdicts: dict[tuple[str, str | None, bool, Moment], Verdict] = {}

    def verdicts(self, person: str, at: Moment) -> list[Verdict]:
        """Return how all that a person answers for stands, in the order of the plan."""
        theirs = self._responsible(at.last)[person]
        if at not in self._held:
            self._held[at] = self._holding(at)
        holding = self._held[at].get(person, [])
        both = sorted([*theirs, *holding], key=lambda each: self._places[each.target.id])
        return [self._verdict(each, at) for each in both]

    def _responsible(self, day: date) -> dict[str, list[Responsibility]]:
        """Return by person what they answer for in the roles that they hold on a day."""
        past = bisect_right(self.plan.handovers, day)
        if past not in self._theirs:
            self._theirs[past] = responsibilities(self.plan.as_of(day), self._people)
        return self._theirs[past]

    def _holding(self, at: Moment) -> dict[str, list[Responsibility]]:
        """Return by person the registers of which they hold or held cases."""
        found: dict[str, list[Responsibility]] = {}
        for target in self.plan.targets.values():
            holdings = held(self._circumstances(target, at).progress) if has_cases(target) else []
            opened = sum(each.opened_it for each in holdings)
            theirs: dict[str, list[HeldCase]] = {}
            for each in holdings:
                theirs.setdefault(each.person, []).append(each)
            for name, own in theirs.items():
                share = Ratio(Decimal(len(own)), Decimal(opened))
                duty = Responsibility(target, kind_of(target), share, name, tuple(own))
                found.setdefault(name, []).append(duty)
        return found

    def _verdict(self, responsibility: Responsibility, at: Moment) -> Verdict:
        of = responsibility
        key = of.target.id, of.own, bool(of.holdings), at
        if key not in self._verdicts:
            self._verdicts[key] = self._judge(of, at)
        return self._verdicts[key]

    def _judge(self, responsibility: Responsibility, at: Moment) -> Verdict:
        then = self._circumstances(responsibility.target, at)
        progress = then.progress
        if responsibility.own is not None and not responsibility.holdings:
            own = self._credited(responsibility.target.id).get(responsibility.own, [])
            entries = tuple(up_to(own, at.last))
            progress = replace(progress, entries=entries, own=responsibility.own)
            reading = read(progress, responsibility.kind)
        else:
            reading = then.reading
        waiver, left_out = then.waiver, None
        decisions = tuple(each.entry for each in progress.extensions)
        if then.withdrawal is not None:
            left_out, decisions = "its measure was withdrawn", (then.withdrawal,)
        elif reading.goal is None:
            left_out = reading.why
        elif waiver is not None and waiver.until and not reading.met:
            left_out, decisions = f"waived until {progress.say(waiver.until)}", (waiver,)
        elif at.last < progress.span.start:
            left_out = f"starts on {progress.say(progress.span.start)}"
        elif responsibility.kind.asks_nothing(reading):
            left_out = "nothing recorded, and nothing had to be reported"
        elif responsibility.holdings:
            reading = reading_of(responsibility.holdings)
        reading = with_remarks(reading, progress)
        return Verdict(responsibility, progress, reading, left_out, decisions)

    def _circumstances(self, target: Target, at: Moment) -> Circumstances:
        """Return what holds of a target on a day, worked out once for all who answer for it."""
        key = target.id, at
        if key not in self._then:
            then = self.history.cut((target.id,), at.last, (target.measure,))
            progress = progress_of(self.plan, target, then, at.day)
            self._then[key] = Circumstances(
                progress=replace(progress, last=at.last),
                withdrawal=withdrawal_of(target.measure, then),
                waiver=waiver_in_force(then.target_decisions[target.id], at.last),
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
