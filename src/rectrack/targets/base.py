"""What every kind of target says of itself, and how it is calculated."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, TypeVar

from rectrack.log.corrections import reading_order
from rectrack.log.entry import Entry
from rectrack.plan.model import Period, Plan, Target, Terms, later
from rectrack.targets.items import Item
from rectrack.targets.progress import ZERO, Progress
from rectrack.targets.ratio import Ratio
from rectrack.targets.reading import Due, Reading

T = TypeVar("T")


def given(figure: T | None) -> T:
    """Return a figure of a target that is read: one whose figures are blank never is."""
    if figure is None:
        raise ValueError("a target with a blank figure is read")
    return figure


class Kind(Terms, frozen=True):
    """A kind of target: the fields that it adds to a plan, what its entries are, and its reading.

    To add a kind is to write one file with one subclass and to name it in `targets.kinds`.
    """

    takes: ClassVar[tuple[str, ...]] = ("value",)
    """The particulars that an entry of progress has."""
    values: ClassVar[Literal["amounts", "times", "readings", "events"]] = "amounts"
    """Whether values add up, say how often it happened, or are readings, of which the latest
    counts. Events have no value."""
    counts: ClassVar[Literal["always", "from the first day", "within its days"]] = (
        "from the first day"
    )
    """Which entries count, by their days, of most kinds."""
    states_none: ClassVar[bool] = False
    """Whether "none" is a report that is asked for, written down as 0."""
    shares_credit: ClassVar[bool] = False
    """Whether an entry may be for several people or a group, each getting the credit."""
    assumed: ClassVar[Mapping[str, str]] = {}
    """What was taken up to version 0.1 for a figure whose key is not there, as it is written."""
    can_be_waived: ClassVar[bool] = True
    shows_corrections: ClassVar[bool] = False
    """Whether it is always shown what somebody else amended or took back, with both names."""
    says_figures: ClassVar[bool] = True
    """Whether the reason of one that is met says how much was reached."""
    figures_are: ClassVar[tuple[str, str, str]] = ("done", "expected", "goal")
    """What its actual figure, the expected one, and its goal or bounds are called."""
    items_are: ClassVar[str] = ""
    """What its items are called, if it has any."""

    @property
    def takes_readings(self) -> bool:
        """Whether values are readings, which may be below zero."""
        return self.values == "readings"

    @property
    def value_by_default(self) -> Decimal | None:
        """What `log` takes where a value is left out; None where it must be given."""
        counted = self.values in {"amounts", "times"} and not self.states_none
        return Decimal(1) if counted else None

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
            step = reading.left or reading.next_step or reading.back_on_track
            yield Due(progress.span.end, step, reading.next_by, is_next=True)

    def pace(self, progress: Progress, reading: Reading) -> Ratio:
        """Return how much is done of what is expected by now."""
        return Ratio(reading.actual or ZERO, reading.expected or ZERO)

    def completion(self, progress: Progress, reading: Reading) -> Ratio:
        """Return how much is done of what is to be reached at the end."""
        return Ratio(reading.actual or ZERO, reading.goal or ZERO)

    def asks_nothing(self, reading: Reading) -> bool:
        """Whether nothing was recorded and nothing had to be: there is nothing to assess."""
        return False

    def part_of(self, plan: Plan, person: str) -> "tuple[Kind, Ratio] | None":
        """Return what is asked of one person alone, and how much of the weight that carries."""
        return None

    def items(self, progress: Progress) -> list[Item]:
        """Return what the target is made of, in the order in which a person reads it."""
        return []

    def breaches(self, progress: Progress) -> Iterator[date]:
        """Yield the days on which something went wrong that was not put right by the day.

        By default those after the deadlines of its items. A kind that asks for an even pace says
        since when the target has been behind it.
        """
        for item in self.items(progress):
            if item.done is None and item.due is not None and item.due < progress.day:
                yield later(item.due, 1)

    def refuses_content(self, target: Target, entry: Entry) -> str | None:
        """Return what is wrong with the particulars of an entry that has those it needs."""
        return None

    def words(self, particular: str) -> tuple[str, ...]:
        """Return the only words that one of `takes` may be; none where it may be anything."""
        return ()

    def counts_late(self, entry: Entry) -> bool:
        """Whether an entry dated after the last day counts."""
        return self.counts != "within its days"

    def out_of_time(self, entry: Entry, span: Period) -> str | None:
        """Return what becomes of an entry outside the target's days, or None for one within."""
        if entry.date < span.start:
            what = "" if self.counts == "always" else "; not counted"
            return f"before the first day, {span.start}{what}"
        if entry.date > span.end:
            what = "; counted as late" if self.counts_late(entry) else "; not counted"
            return f"after the due day, {span.end}{what}"
        return None

    def without_effect(
        self, progress: Progress, added: Sequence[Entry]
    ) -> Iterator[tuple[Entry, str]]:
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
                yield entry, f"the later reading of {progress.say(latest.date)} counts"
            else:
                latest = entry

    def is_supervision(self, target: Target, entry: Entry) -> bool:
        """Whether an entry looks at the work rather than being part of it.

        `target` is that of the entry's day.
        """
        says_none = self.states_none and entry.value == 0 and entry.case is None
        return says_none and entry.by not in {target.lead, target.owner}

    def is_fresh(self, progress: Progress) -> bool:
        """Whether what a target is met by still vouches for the day, its last one being past."""
        return True

    def doubtful(self, progress: Progress) -> Iterator[tuple[Entry, str]]:
        """Yield the entries that count as they are and yet look like a mistake, and why."""
        yield from ()

    def misplaced(
        self, plan: Plan, target: Target, entries: Sequence[Entry]
    ) -> list[tuple[Entry, str]]:
        """Return the entries, of all days, that do not fit among the others, and why.

        They are those of progress, and the decisions on cases.
        """
        return []
