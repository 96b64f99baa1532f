"""The questions that every kind of target answers."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar

from rectrack import wording
from rectrack.log.corrections import reading_order
from rectrack.log.entry import Entry
from rectrack.log.validation import needs
from rectrack.plan.model import Period, Plan, Target, Terms
from rectrack.targets.items import Item
from rectrack.targets.progress import ZERO, Due, Progress, Reading
from rectrack.targets.questions import Question, a_reading, an_amount, people
from rectrack.targets.ratio import Ratio


def credits_nobody(plan: Plan, entry: Entry, who: tuple[str, ...]) -> str | None:
    """Say that an entry is for nobody of `who`, if so."""
    if not who or not plan.among(who).isdisjoint(plan.members(entry.credited)):
        return None
    names = wording.listed(entry.credited)
    return f"{names} has no part in {entry.target}: name with --for whose work it is"


class Kind(Terms, frozen=True):
    """A kind of target: the fields that it adds to a plan, and the answers to the questions.

    To add a kind is to write one file with one subclass and to name it in `targets.kinds`.
    """

    takes: ClassVar[tuple[str, ...]] = ("value",)
    """The particulars that an entry of progress has."""
    value_by_default: ClassVar[Decimal | None] = None
    """What `log` takes where a value is left out; None where it must be given."""
    shares_credit: ClassVar[bool] = False
    """Whether an entry may be for several people or a group, each getting the credit."""
    takes_readings: ClassVar[bool] = False
    """Whether values are readings, which may be below zero, rather than amounts."""
    states_none: ClassVar[bool] = False
    """Whether "none" is a statement that is asked for, written down as 0."""
    adds_up: ClassVar[bool] = False
    """Whether what it measures is the sum of its values."""
    can_be_waived: ClassVar[bool] = True
    counts_before: ClassVar[bool] = False
    """Whether an entry dated before the first day counts: what was read or done stays so."""
    counts_after: ClassVar[bool] = True
    """Whether an entry dated after the last day counts, of most kinds."""
    figures_are: ClassVar[tuple[str, str, str]] = ("done", "expected", "goal")
    """What its actual figure, the expected one, and its goal or bounds are called."""
    items_are: ClassVar[str] = ""
    """What its items are called, if it has any."""

    @abstractmethod
    def promise(self, target: Target) -> str:
        """Return in words what is promised."""

    @abstractmethod
    def read(self, progress: Progress) -> Reading:
        """Return how far the target has come. Its figures are all given."""

    def falls_due(self, progress: Progress, reading: Reading) -> Iterator[Due]:
        """Yield what has a day of its own by which it must be done, past days included.

        `reading` is that of the progress; the target can still be met, or is met already.
        """
        if not reading.met:
            yield Due(progress.span.end, reading.next_step, reading.next_by)

    def pace(self, progress: Progress, reading: Reading) -> Ratio:
        """Return how much is done of what is expected by now."""
        return Ratio(reading.actual or ZERO, reading.expected or ZERO)

    def completion(self, progress: Progress, reading: Reading) -> Ratio:
        """Return how much is done of what is to be reached at the end."""
        return Ratio(reading.actual or ZERO, reading.goal or ZERO)

    def part_of(self, plan: Plan, person: str) -> "tuple[Kind, Ratio] | None":
        """Return what is asked of one person alone, and how much of the weight that carries."""
        return None

    def sources(self, progress: Progress) -> list[Entry]:
        """Return the entries that the figures come from; of readings that is the latest."""
        if self.takes_readings:
            return list(progress.entries[-1:])
        return [
            entry
            for entry in progress.entries
            if self.counts_before or entry.date >= progress.span.start
            if entry.date <= progress.span.end or self.counts_late(entry)
            if self.moves_nothing(progress.plan, entry) is None
        ]

    def holders(self, progress: Progress) -> tuple[str, ...]:
        """Return who has something of it in hand that is still open, whatever figures are blank."""
        return ()

    def items(self, progress: Progress) -> list[Item]:
        """Return what the target is made of, in the order in which a person reads it."""
        return []

    def refuses(self, plan: Plan, target: Target, entry: Entry) -> str | None:
        """Return why an entry of progress is not one that this kind takes, or None."""
        wrong = needs(entry, *self.takes)
        if wrong is not None:
            here = f"a target of kind {self.kind} takes {' and '.join(self.takes)}"
            return f"{target.id}: {wrong}; {here}"
        if not self.shares_credit:
            whose, *others = entry.credited
            if others or whose in plan.groups:
                return f"for: {target.id} takes the work of one person at a time"
        if not self.takes_readings and entry.value is not None and entry.value < 0:
            return f"value: {entry.value} is negative, and an amount never is"
        return self.refuses_content(target, entry)

    def refuses_content(self, target: Target, entry: Entry) -> str | None:
        """Return what is wrong with the particulars of an entry that has those it needs."""
        return None

    def adds(self, plan: Plan, entry: Entry) -> Decimal:
        """Return what an entry adds to the sum, of a kind that adds up."""
        return entry.value or ZERO

    def moves_nothing(self, plan: Plan, entry: Entry) -> str | None:
        """Return why an entry, right as it is, changes no figure, and what to do; or None."""
        return None

    def asks_for(self, target: Target, entry: Entry) -> str | None:
        """Return what a command line lacks, in its own words rather than those of the file."""
        if "value" in self.takes and entry.value is None:
            none = ", or none" if self.states_none else ""
            return f"what value? write rectrack log {target.id} VALUE{none}"
        return None

    def lacks(self, entry: Entry) -> str | None:
        """Return the first of `takes` without which an entry is not whole, or None."""
        return next((name for name in self.takes if getattr(entry, name) is None), None)

    def question(self, particular: str, progress: Progress, entry: Entry) -> Question:
        """Return what to ask for one of `takes`; `entry` says what is known of it by now."""
        ask = a_reading if self.takes_readings else an_amount
        return ask(progress.target.unit, self.value_by_default, or_none=self.states_none)

    def words(self, particular: str) -> tuple[str, ...]:
        """Return the only words that one of `takes` may be; none where it may be anything."""
        return ()

    def whose(self, plan: Plan, entry: Entry) -> Question | None:
        """Return what to ask where `for` must name somebody, else None."""
        if self.moves_nothing(plan, entry) is None:
            return None
        names = (*plan.members(self.answerable()), *self.answerable())
        choices = people(plan, names)
        return Question(text="Whose work is it?", choices=choices, takes_several=self.shares_credit)

    def as_meant(self, entry: Entry) -> Entry:
        """Return an entry with small slips of the pen put right."""
        return entry

    def counts_late(self, entry: Entry) -> bool:
        """Whether an entry dated after the last day counts."""
        return self.counts_after

    def out_of_time(self, entry: Entry, span: Period) -> str | None:
        """Return what becomes of an entry outside the target's days, or None for one within."""
        if entry.date < span.start:
            what = "" if self.counts_before else ", and does not count"
            return f"before the first day, {span.start}{what}"
        if entry.date > span.end:
            what = ", and counts as late" if self.counts_late(entry) else ", and does not count"
            return f"after the last day, {span.end}{what}"
        return None

    def idle(self, progress: Progress, added: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
        """Yield the entries that move no figure, although they are right and in time, and why.

        Of the entries of the progress only those `added` are looked at, each beside what was there
        before it: they were written down last, in this order.
        """
        if not self.takes_readings:
            yield from ((entry, "0 adds nothing") for entry in added if entry.value == 0)
            return
        latest = max(progress.others(added), key=reading_order, default=None)
        for entry in added:
            if latest is not None and reading_order(entry) < reading_order(latest):
                yield entry, f"the reading of {progress.say(latest.date)} is later, and counts"
            else:
                latest = entry

    def strays(self, entries: list[Entry]) -> list[tuple[Entry, str]]:
        """Return the entries, of all days, that make no sense among the others, and why."""
        return []
