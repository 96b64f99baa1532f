"""`cases`: matters opened one by one, each to be brought to its end in time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

from rectrack.errors import suggest
from rectrack.log.entry import Entry
from rectrack.log.validity import TARGET_EVENTS, needs
from rectrack.plan import fields as f
from rectrack.plan.model import Period, Plan, Target, later
from rectrack.plan.reader import Field, Fields
from rectrack.targets.account import ZERO, Account, Due, Reading
from rectrack.targets.base import Kind
from rectrack.targets.case_questions import what_happened, which_case
from rectrack.targets.items import Item
from rectrack.targets.matters import Matter, Register, events_of, followed, holders_of, idle
from rectrack.targets.questions import Question, people
from rectrack.targets.quotient import Quotient, part
from rectrack.targets.windows import (
    Window,
    asks_for_statements,
    most_windows,
    names_of,
    silent_windows,
    unstated,
)
from rectrack.wording import listed, plural, quoted

RESERVED = ("opened", "handed", *TARGET_EVENTS)


class Cases(Kind, frozen=True):
    """Met when, at the end, no case is open and every statement was made.

    Counted in cases closed of cases opened. A case is due `within` days of its opening; the last
    of `stages` closes it. Who opens a case owns it until it is handed on by name.
    """

    kind: ClassVar = "cases"
    fields: ClassVar[Fields] = {
        "stages": Field(
            f.listing(f.text, least=1),
            "What a case goes through; the last stage closes it. By default only `answered`.",
        ),
        "within": Field(f.whole_days, "How many days a case may take from its opening."),
        "attest": Field(
            f.one_of("month", "quarter", "never"),
            "How often somebody must state that there was no case; by default every month.",
        ),
    }
    takes: ClassVar = ("case", "event")
    states_none: ClassVar = True
    figures_are: ClassVar = ("closed", "closed or past due", "opened")
    items_are: ClassVar = "Cases"

    stages: tuple[str, ...] = ("answered",)
    within: int | None = None
    attest: str = "month"

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        for stage in self.stages:
            if stage in RESERVED:
                yield "stages", f"{stage!r} has a meaning of its own: name the stage otherwise"

    def blanks(self) -> tuple[str, ...]:
        return ("within",) if self.within is None else ()

    def parts(self, span: Period) -> int:
        return most_windows(self.attest, span)

    def refuses(self, plan: Plan, target: Target, entry: Entry) -> str | None:
        """Take a word on a case, or the statement that there was none: a value of 0."""
        if entry.case is None and entry.event is None and entry.value == 0:
            return needs(entry, "value")
        return super().refuses(plan, target, entry)

    def refuses_content(self, target: Target, entry: Entry) -> str | None:
        events = self.events()
        if entry.event in events:
            return None
        hint = suggest(entry.event or "", events)
        return f"event: {quoted(entry.event or '')} is not one of {', '.join(events)}{hint}"

    def strays(self, entries: list[Entry]) -> list[tuple[Entry, str]]:
        return self.follow(entries).strays

    def counts_late(self, entry: Entry) -> bool:
        """What becomes of a case does; an opening or a statement has its days."""
        return entry.case is not None and entry.event != "opened"

    def idle(self, account: Account, added: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
        return idle(self.follow(account.entries), account, self.attest, added)

    def asks_for(self, target: Target, entry: Entry) -> str | None:
        if entry.value is not None:
            return None
        if entry.case is None:
            return f"which case of {target.id}? give --case REF with --event, or write none"
        if entry.event is None:
            return (
                f"what happened to {entry.case}? give --event, one of: {', '.join(self.events())}"
            )
        return None

    def lacks(self, entry: Entry) -> str | None:
        return None if entry.value is not None else super().lacks(entry)

    def question(self, particular: str, account: Account, entry: Entry) -> Question:
        matters = [each for each in self.follow(account.entries).matters if each.closed is None]
        if particular == "case":
            return which_case(matters, self.stages, account)
        matter = next((each for each in matters if each.ref == entry.case), None)
        return what_happened(matter, self.stages)

    def words(self, particular: str) -> tuple[str, ...]:
        return self.events() if particular == "event" else ()

    def whose(self, plan: Plan, entry: Entry) -> Question | None:
        """A case is handed on to somebody by name."""
        if entry.event != "handed" or entry.for_ is not None:
            return None
        return Question(text="Whose case is it now?", choices=people(plan, plan.people))

    def events(self) -> tuple[str, ...]:
        return events_of(self.stages)

    def follow(self, entries: Iterable[Entry]) -> Register:
        return followed(entries, self.stages)

    def promise(self, target: Target) -> str:
        days = "? days" if self.within is None else plural(self.within, "day")
        *before, last = map(quoted, self.stages)
        said = f"every case brought to {last} within {days}"
        said += f", by way of {listed(before)}" if before else ""
        return said + asks_for_statements(self.attest)

    def items(self, account: Account) -> list[Item]:
        """Return the open cases, the oldest first, then the closed ones, the latest first."""
        items = [
            Item(
                matter.ref,
                due=None if self.within is None else later(matter.opened, self.within),
                began=matter.opened,
                done=matter.closed,
                stage=matter.stage,
                who=(matter.owner,),
            )
            for matter in self.matters(account)
        ]
        still_open = [item for item in items if item.done is None]
        closed = [item for item in items if item.done is not None]
        return still_open + sorted(closed, key=lambda item: item.done or date.max, reverse=True)

    def matters(self, account: Account) -> list[Matter]:
        """Return the cases opened within the target's days."""
        return [m for m in self.follow(account.entries).matters if m.opened in account.span]

    def holders(self, account: Account) -> tuple[str, ...]:
        return holders_of(matter for matter in self.matters(account) if matter.closed is None)

    def stated(self, account: Account, matters: Iterable[Matter]) -> list[date]:
        """Return the days on which it was said that there was none, or something of a case."""
        none = [entry.date for entry in account.within_span if entry.case is None]
        told = [entry.date for matter in matters for entry in matter.entries]
        return none + [day for day in told if day in account.span]

    def read(self, account: Account) -> Reading:
        assert self.within is not None
        matters = self.matters(account)
        stated = self.stated(account, matters)
        still_open = [matter for matter in matters if matter.closed is None]
        late = [matter for matter in matters if matter.is_late(self.within, account.day)]
        overdue = [matter for matter in late if matter.closed is None]
        silent = unstated(self.attest, account.span, account.day, stated)
        oldest = min(still_open, key=lambda m: (m.opened, m.ref), default=None)
        closed = len(matters) - len(still_open)
        return Reading(
            actual=Decimal(closed),
            goal=Decimal(len(matters)),
            expected=Decimal(closed + len(overdue)),
            share=part(Decimal(closed), Decimal(len(matters))) if matters else None,
            met=account.ended and not still_open and not silent,
            behind=bool(overdue) or bool(silent),
            unread=not stated,
            in_hand=not overdue and not silent,
            why=self.why(account, matters, late, silent),
            next_step=self.next_step(oldest, silent)
            if stated
            else "open the first case, or state that there was none",
            next_by=oldest.owner if oldest else None,
            holders=holders_of(still_open),
        )

    def falls_due(self, account: Account, reading: Reading) -> Iterator[Due]:
        assert self.within is not None
        matters = self.matters(account)
        for matter in matters:
            if matter.closed is None:
                day = later(matter.opened, self.within)
                yield Due(day, f"bring {matter.ref} to {self.stages[-1]!r}", matter.owner)
        for window in silent_windows(self.attest, account.span, self.stated(account, matters)):
            named = names_of([window], self.attest)
            yield Due(window.last, f"state the cases of {named}, or that there were none")

    def pace(self, account: Account, reading: Reading) -> Quotient:
        """All but those that were late, however they ended."""
        assert self.within is not None
        matters = self.matters(account)
        late = sum(matter.is_late(self.within, account.day) for matter in matters)
        opened = len(matters)
        return self.of_opened(reading, opened - late, f"1 − {late} / {opened}")

    def completion(self, account: Account, reading: Reading) -> Quotient:
        return self.of_opened(reading, int(reading.actual or 0))

    def of_opened(self, reading: Reading, well: int, terms: str = "") -> Quotient:
        """Return a part of the cases opened; all where there were none, unless all is silence."""
        if reading.unread and reading.behind:
            return Quotient(ZERO, Decimal(1), "nothing stated")
        opened = reading.goal or ZERO
        return Quotient(Decimal(well), opened, terms if opened else "no case")

    def why(
        self, account: Account, matters: list[Matter], late: list[Matter], silent: list[Window]
    ) -> str:
        assert self.within is not None
        if not self.stated(account, matters):
            return "no case and no statement yet"
        overdue = [matter for matter in late if matter.closed is None]
        closed = sum(matter.closed is not None for matter in matters)
        said = [f"{closed} of {plural(len(matters), 'case')} closed" if matters else "no cases"]
        if overdue:
            ages = (
                f"{m.ref} ({plural((account.day - m.opened).days, 'day')}, {m.owner})"
                for m in overdue
            )
            said.append(f"open past {plural(self.within, 'day')}: {listed(ages, most=4)}")
        if len(late) > len(overdue):
            names = listed((m.ref for m in late if m.closed is not None), most=4)
            said.append(f"closed late: {names}")
        if silent:
            said.append(f"no statement for {names_of(silent, self.attest)}")
        return "; ".join(said)

    def next_step(self, oldest: Matter | None, silent: list[Window]) -> str:
        if oldest is not None:
            return f"bring {oldest.ref} to {oldest.following(self.stages)!r}"
        if silent:
            return f"state the cases of {names_of(silent, self.attest)}, or that there were none"
        return ""
