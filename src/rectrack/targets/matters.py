"""The matters of a case register, followed entry by entry from their opening to their end."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from msgspec import Struct

from rectrack.log.counting import NEVER
from rectrack.log.entry import Entry
from rectrack.plan.model import later
from rectrack.targets.account import Account
from rectrack.targets.windows import needless


class Matter(Struct):
    """One case from an opening to its end; opened again, it is another matter.

    `entries` are those that moved it.
    """

    ref: str
    opened: date
    owner: str
    stage: str = ""
    closed: date | None = None
    entries: list[Entry] = []

    def following(self, stages: tuple[str, ...]) -> str:
        """Return the stage to which it is to be brought next, while it is open."""
        return stages[stages.index(self.stage) + 1 if self.stage else 0]

    def take(self, entry: Entry, last: str) -> str | None:
        """Take what happened to it next, and return what of that was so already, if it was.

        The last stage closes it.
        """
        if entry.event == "handed":
            before, self.owner = self.owner, entry.credited[0]
            return f"{before} has case {self.ref} already" if before == self.owner else None
        before, self.stage = self.stage, entry.event or ""
        if self.stage == last:
            self.closed = entry.date
        return f"case {self.ref} is {before!r} already" if before == self.stage else None

    def is_late(self, within: int, day: date) -> bool:
        """Whether it took, or on `day` has taken, more than `within` days."""
        return (self.closed or day) > later(self.opened, within)


def holders_of(matters: Iterable[Matter]) -> tuple[str, ...]:
    """Return the owners of some matters, each once."""
    return tuple(dict.fromkeys(matter.owner for matter in matters))


def events_of(stages: tuple[str, ...]) -> tuple[str, ...]:
    """Return what may happen to a case, in the order in which it does."""
    return ("opened", "handed", *stages)


class Register(Struct, frozen=True):
    """The matters by their opening, and what is to be said of entries that move none of them.

    `strays` speak of no matter that is open; `repeats` say what is so already.
    """

    matters: list[Matter]
    strays: list[tuple[Entry, str]]
    repeats: list[tuple[Entry, str]]


def followed(entries: Iterable[Entry], stages: tuple[str, ...]) -> Register:
    """Return the matters that entries tell of, and the entries that tell of none.

    The last of the stages closes a matter. Entries by hand that stand on one day without a time
    are taken as cases run: opened first.
    """
    events = events_of(stages)

    def order(entry: Entry) -> tuple[date, datetime, int]:
        if entry.logged is not None:
            return entry.date, entry.logged, 0
        return entry.date, NEVER, events.index(entry.event) if entry.event else 0

    matters: list[Matter] = []
    strays: list[tuple[Entry, str]] = []
    repeats: list[tuple[Entry, str]] = []
    open_now: dict[str, Matter] = {}
    for entry in sorted(entries, key=order):
        if entry.case is None:
            continue
        matter = open_now.get(entry.case)
        if entry.event == "opened":
            if matter is not None:
                strays.append((entry, f"case {entry.case} is open already"))
                continue
            matter = Matter(entry.case, entry.date, entry.credited[0])
            matters.append(matter)
            open_now[entry.case] = matter
        elif matter is None:
            strays.append((entry, f"case {entry.case} is not open on {entry.date}"))
            continue
        elif said_before := matter.take(entry, stages[-1]):
            repeats.append((entry, said_before))
            continue
        matter.entries.append(entry)
        if matter.closed is not None:
            del open_now[entry.case]
    return Register(matters, strays, repeats)


def idle(
    register: Register, account: Account, attest: str, added: Sequence[Entry]
) -> Iterator[tuple[Entry, str]]:
    """Yield those of the entries added that change nothing in a register, and why.

    They repeat something, state what is stated already, or are of a case that is not among those
    that the target counts.
    """
    fresh = {id(entry) for entry in added}
    moved = {id(entry): matter for matter in register.matters for entry in matter.entries}
    own = {name for name, matter in moved.items() if matter.opened in account.span}
    yield from ((entry, why) for entry, why in register.repeats if id(entry) in fresh)
    for entry in added:
        if (matter := moved.get(id(entry))) is not None and id(entry) not in own:
            opened = f"case {matter.ref} was opened on {account.say(matter.opened)}"
            yield entry, f"{opened}, outside the days of {account.target.id}"
    telling = [e for e in account.within_span if e.case is None or id(e) in own]
    before = [entry.date for entry in telling if id(entry) not in fresh]
    now = [entry for entry in added if entry.case is None or id(entry) in own]
    for entry, why in needless(attest, before, now):
        if entry.case is None:
            yield entry, why
