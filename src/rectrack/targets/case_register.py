"""The cases of a case register, followed entry by entry from their opening to their end."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from operator import attrgetter

from msgspec import Struct

from rectrack.log.corrections import EARLIEST
from rectrack.log.entry import Entry
from rectrack.plan.model import Plan, Target
from rectrack.plan.time_limit import TimeLimit
from rectrack.targets.case import Case, Fact
from rectrack.targets.extensions import moved
from rectrack.targets.progress import Progress
from rectrack.targets.windows import needless
from rectrack.wording import day as say_day
from rectrack.wording import together


def events_of(stages: tuple[str, ...]) -> tuple[str, ...]:
    """Return what may happen to a case, in the order in which it does."""
    return ("opened", "handed", *stages, "dropped")


class CaseRegister(Struct, frozen=True):
    """The cases by their opening, and what is to be said of entries that move none of them.

    `misplaced` speak of no case that is open; `repeats` say what is so already.
    """

    cases: list[Case]
    misplaced: list[tuple[Entry, str]]
    repeats: list[tuple[Entry, str]]

    def counted(self, progress: Progress) -> list[Case]:
        """Return the cases that count: opened within the target's days, or open on the first.

        One that counts and is opened again after the last day counts again.
        """
        span, found = progress.span, []
        refs = set()
        for case in self.cases:
            own = case.opened in span
            own |= case.opened < span.start and (case.ended is None or case.ended >= span.start)
            if own or (case.opened > span.end and case.ref in refs):
                refs.add(case.ref)
                found.append(case)
        return found


class Rules(Struct, frozen=True):
    """What the plan says of the cases of a target: their stages and days, and who is who."""

    plan: Plan
    target: Target
    stages: tuple[str, ...]
    within: TimeLimit | None

    def opening(self, entry: Entry, before: Case | None) -> Case:
        """Return the case that an entry opens; `before` is that of the same reference, if any.

        One that has its last stage but lacks an earlier one is given up for it.
        """
        if before is not None and before.ended is None:
            before.give_up(entry)
        due = entry.due
        if due is None and self.within is not None:
            due = self.within.after(entry.date, self.plan.calendar)
        return Case(
            ref=entry.case or "",
            opened=entry.date,
            stages=self.stages,
            title=entry.title or (before.title if before else ""),
            asked_by=entry.asked_by or (before.asked_by if before else ""),
            first_due=due,
            calendar=self.plan.calendar if self.within and self.within.working else None,
            handovers=[(entry.date, entry.credited[0])],
            facts=[(Fact.OPENED_AGAIN, entry)] if before else [],
            entries=[entry],
        )

    def dropping(self, entry: Entry, case: Case) -> str | None:
        """Return why an entry cannot drop a case: whoever answers for it cannot be rid of it so."""
        owner = self.plan.as_of(entry.date).targets[self.target.id].owner
        if not entry.note:
            return f"note: an entry that drops case {case.ref} gives its reason"
        if entry.by in {case.owner, owner}:
            role = "holds it" if entry.by == case.owner else f"owns {self.target.id}"
            return f"case {case.ref} cannot be dropped by {entry.by}, who {role}"
        return None

    def handing(self, entry: Entry, case: Case) -> Iterator[Fact]:
        """Yield what is to be known of a handover."""
        if not self.plan.people[entry.credited[0]].is_here(entry.date):
            yield Fact.HANDED_TO_LEFT
        if case.due is not None and entry.date >= case.due:
            yield Fact.HANDED_WHEN_DUE


def followed(entries: Iterable[Entry], rules: Rules) -> CaseRegister:
    """Return the cases that entries tell of, and the entries that tell of none.

    All stages close a case, in whatever order they are written down. Entries by hand that stand on
    one day without a time are taken as cases run: opened first.
    """
    places = {event: place for place, event in enumerate(events_of(rules.stages))}

    def order(entry: Entry) -> tuple[date, datetime, int]:
        if entry.logged is not None:
            return entry.date, entry.logged, 0
        return entry.date, EARLIEST, places.get(entry.event or "", 1)

    cases: list[Case] = []
    misplaced: list[tuple[Entry, str]] = []
    repeats: list[tuple[Entry, str]] = []
    newest: dict[str, Case] = {}
    told = [entry for entry in entries if entry.case is not None]
    timed = all(entry.logged for entry in told)
    told.sort(key=attrgetter("date", "logged") if timed else order)
    for entry in told:
        ref = entry.case or ""
        case = newest.get(ref)
        if repeated := _repeated(entry, case):
            repeats.append((entry, repeated))
        elif wrong := _wrong(entry, case, rules):
            misplaced.append((entry, wrong))
        elif case is None or opens(entry):
            newest[ref] = rules.opening(entry, case)
            cases.append(newest[ref])
        else:
            _take(entry, case, rules)
    return CaseRegister(cases, misplaced, repeats)


def _repeated(entry: Entry, case: Case | None) -> str | None:
    """Return what of an entry was so already, or None: of a stage the earliest entry counts."""
    if case is None or entry.to is not None:
        return None
    if entry.event in case.done:
        return f"case {case.ref} is already {entry.event!r}"
    if entry.event == "handed" and case.ended is None and entry.credited[0] == case.owner:
        return f"{case.owner} already has case {case.ref}"
    return None


def _wrong(entry: Entry, case: Case | None, rules: Rules) -> str | None:
    """Return why an entry does not fit the newest case of its reference, or None."""
    if opens(entry):
        under_way = case is not None and case.is_under_way
        return f"case {entry.case} is open already" if under_way else None
    if case is None or case.ended is not None:
        return f"case {entry.case} was not open on {say_day(entry.date)}"
    if entry.event == "dropped":
        return rules.dropping(entry, case)
    if entry.to is not None and entry.by == case.owner:
        return f"case {case.ref} cannot be extended by {entry.by}, who holds it"
    if entry.to is not None and case.due is not None and entry.to <= case.due:
        return f"case {case.ref} is already due on {say_day(case.due)}: give a later day"
    return None


def _take(entry: Entry, case: Case, rules: Rules) -> None:
    """Let an entry move an open case."""
    case.entries.append(entry)
    if entry.to is not None:
        granted = [*(each.entry for each in case.extensions), entry]
        case.extensions, _ = moved(case.first_due or date.min, granted)
    elif entry.event == "handed":
        case.facts += [(fact, entry) for fact in rules.handing(entry, case)]
        case.handovers.append((entry.date, entry.credited[0]))
    elif entry.event == "dropped":
        case.dropped = entry.date
    else:
        case.reach(entry.event or "", entry.date)


def without_effect(
    register: CaseRegister, progress: Progress, attest: str, added: Sequence[Entry]
) -> Iterator[tuple[Entry, str]]:
    """Yield those of the entries added that change nothing in a register, and why.

    They repeat something, state what is stated already, or are of a case that is not among those
    that the target counts.
    """
    fresh = set(added)
    own = {entry for case in register.counted(progress) for entry in case.entries}
    yield from ((entry, why) for entry, why in register.repeats if entry in fresh)
    yield from ((entry, why) for entry, why in outside(register, progress) if entry in fresh)
    stating = [e for e in progress.within_span if e.case is None or (e in own and opens(e))]
    before = [entry.date for entry in stating if entry not in fresh]
    now = [entry for entry in added if entry.case is None or (entry in own and opens(entry))]
    for entry, why in needless(attest, before, now):
        if entry.case is None:
            yield entry, why


def opens(entry: Entry) -> bool:
    """Whether an entry opens a case."""
    return entry.event == "opened"


def outside(register: CaseRegister, progress: Progress) -> Iterator[tuple[Entry, str]]:
    """Yield the entries on cases that do not count, because of the days of the target, and why."""
    counted = set(register.counted(progress))
    for case in register.cases:
        if case not in counted:
            opened = f"case {case.ref} was opened on {progress.say(case.opened)}"
            for entry in case.entries:
                yield entry, f"{opened}, outside the days of {progress.target.id}"


def doubtful(register: CaseRegister, progress: Progress) -> Iterator[tuple[Entry, str]]:
    """Yield the entries that count and yet look like a mistake, and why."""
    for case in register.counted(progress):
        for fact, entry in case.facts:
            match fact:
                case Fact.CLOSED_WITHOUT:
                    lacking = together(map(repr, case.lacking))
                    yield entry, f"case {case.ref} is opened again although it lacks {lacking}"
                case Fact.HANDED_TO_LEFT:
                    whom = entry.credited[0]
                    yield entry, f"case {case.ref} is handed to {whom}, who had left by then"
                case Fact.HANDED_WHEN_DUE:
                    since = "on the day it falls due" if entry.date == case.due else "late"
                    yield entry, f"case {case.ref} is handed on {since}"
