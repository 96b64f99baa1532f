"""The cases of a case register, followed entry by entry from their opening to their end."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from msgspec import Struct

from rectrack.log.corrections import EARLIEST
from rectrack.log.entry import Entry
from rectrack.plan.model import later
from rectrack.targets.progress import Progress
from rectrack.targets.windows import needless
from rectrack.wording import day as say_day
from rectrack.wording import plural


class Case(Struct):
    """One case from an opening to its end; opened again, it is another case.

    `entries` are those that moved it.
    """

    ref: str
    opened: date
    owner: str
    stage: str = ""
    closed: date | None = None
    entries: list[Entry] = []

    def ahead(self, stages: tuple[str, ...]) -> tuple[str, ...]:
        """Return the stages that it has yet to reach."""
        return stages[stages.index(self.stage) + 1 if self.stage else 0 :]

    def following(self, stages: tuple[str, ...]) -> str:
        """Return the stage to which it is to be brought next, while it is open."""
        return self.ahead(stages)[0]

    def take(self, entry: Entry, last: str) -> str | None:
        """Take what happened to it next, and return what of that was so already, if it was.

        The last stage closes it.
        """
        if entry.event == "handed":
            before, self.owner = self.owner, entry.credited[0]
            return f"{before} already has case {self.ref}" if before == self.owner else None
        before, self.stage = self.stage, entry.event or ""
        if self.stage == last:
            self.closed = entry.date
        return f"case {self.ref} is already {before!r}" if before == self.stage else None

    def age(self, day: date) -> str:
        """Return how long ago it was opened: "3 days"."""
        return plural((day - self.opened).days, "day")

    def is_late(self, within: int, day: date) -> bool:
        """Whether it took, or on `day` has taken, more than `within` days."""
        return (self.closed or day) > later(self.opened, within)


def events_of(stages: tuple[str, ...]) -> tuple[str, ...]:
    """Return what may happen to a case, in the order in which it does."""
    return ("opened", "handed", *stages)


def stages_of(events: tuple[str, ...]) -> tuple[str, ...]:
    """Return the stages among what may happen to a case."""
    return events[len(events_of(())) :]


class CaseRegister(Struct, frozen=True):
    """The cases by their opening, and what is to be said of entries that move none of them.

    `misplaced` speak of no case that is open; `repeats` say what is so already.
    """

    cases: list[Case]
    misplaced: list[tuple[Entry, str]]
    repeats: list[tuple[Entry, str]]


def followed(entries: Iterable[Entry], stages: tuple[str, ...]) -> CaseRegister:
    """Return the cases that entries tell of, and the entries that tell of none.

    The last of the stages closes a case. Entries by hand that stand on one day without a time
    are taken as cases run: opened first.
    """
    places = {event: place for place, event in enumerate(events_of(stages))}

    def order(entry: Entry) -> tuple[date, datetime, int]:
        if entry.logged is not None:
            return entry.date, entry.logged, 0
        return entry.date, EARLIEST, places[entry.event] if entry.event else 0

    cases: list[Case] = []
    misplaced: list[tuple[Entry, str]] = []
    repeats: list[tuple[Entry, str]] = []
    open_now: dict[str, Case] = {}
    for entry in sorted(entries, key=order):
        if entry.case is None:
            continue
        case = open_now.get(entry.case)
        if entry.event == "opened":
            if case is not None:
                misplaced.append((entry, f"case {entry.case} is open already"))
                continue
            case = Case(entry.case, entry.date, entry.credited[0])
            cases.append(case)
            open_now[entry.case] = case
        elif case is None:
            misplaced.append((entry, f"case {entry.case} was not open on {say_day(entry.date)}"))
            continue
        elif said_before := case.take(entry, stages[-1]):
            repeats.append((entry, said_before))
            continue
        case.entries.append(entry)
        if case.closed is not None:
            del open_now[entry.case]
    return CaseRegister(cases, misplaced, repeats)


def without_effect(
    register: CaseRegister, progress: Progress, attest: str, added: Sequence[Entry]
) -> Iterator[tuple[Entry, str]]:
    """Yield those of the entries added that change nothing in a register, and why.

    They repeat something, state what is stated already, or are of a case that is not among those
    that the target counts.
    """
    fresh = set(added)
    moved = {entry: case for case in register.cases for entry in case.entries}
    own = {entry for entry, case in moved.items() if case.opened in progress.span}
    yield from ((entry, why) for entry, why in register.repeats if entry in fresh)
    for entry in added:
        if (case := moved.get(entry)) is not None and entry not in own:
            opened = f"case {case.ref} was opened on {progress.say(case.opened)}"
            yield entry, f"{opened}, outside the days of {progress.target.id}"
    telling = [e for e in progress.within_span if e.case is None or e in own]
    before = [entry.date for entry in telling if entry not in fresh]
    now = [entry for entry in added if entry.case is None or entry in own]
    for entry, why in needless(attest, before, now):
        if entry.case is None:
            yield entry, why
