"""`cases`: cases opened one by one, each to be brought to its end in time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

from rectrack.errors import suggest
from rectrack.log.entry import Entry
from rectrack.log.validation import TARGET_EVENTS
from rectrack.plan import fields as f
from rectrack.plan.model import Period, Target, later
from rectrack.plan.record_loader import Field, Fields
from rectrack.targets.base import Kind, given
from rectrack.targets.case_register import Case, CaseRegister, events_of, followed, idle
from rectrack.targets.items import Item
from rectrack.targets.progress import ZERO, Due, Progress, Reading
from rectrack.targets.ratio import Ratio, part
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
    figures: ClassVar = ("within",)
    values: ClassVar = "events"
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

    def parts(self, span: Period) -> int:
        return most_windows(self.attest, span)

    def refuses_content(self, target: Target, entry: Entry) -> str | None:
        events = self.words("event")
        if entry.event in events:
            return None
        hint = suggest(entry.event or "", events)
        return f"event: {quoted(entry.event or '')} is not one of {', '.join(events)}{hint}"

    def strays(self, entries: list[Entry]) -> list[tuple[Entry, str]]:
        return self.follow(entries).strays

    def counts_late(self, entry: Entry) -> bool:
        """What becomes of a case does; an opening or a statement has its days."""
        return entry.case is not None and entry.event != "opened"

    def idle(self, progress: Progress, added: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
        return idle(self.follow(progress.entries), progress, self.attest, added)

    def words(self, particular: str) -> tuple[str, ...]:
        return events_of(self.stages) if particular == "event" else ()

    def follow(self, entries: Iterable[Entry]) -> CaseRegister:
        return followed(entries, self.stages)

    def promise(self, target: Target) -> str:
        days = "? days" if self.within is None else plural(self.within, "day")
        *before, last = map(quoted, self.stages)
        said = f"every case brought to {last} within {days}"
        said += f", by way of {listed(before)}" if before else ""
        return said + asks_for_statements(self.attest)

    def items(self, progress: Progress) -> list[Item]:
        """Return the open cases, the oldest first, then the closed ones, the latest first."""
        items = [
            Item(
                case.ref,
                due=None if self.within is None else later(case.opened, self.within),
                began=case.opened,
                done=case.closed,
                stage=case.stage,
                who=(case.owner,),
            )
            for case in self.cases(progress)
        ]
        still_open = [item for item in items if item.done is None]
        closed = [item for item in items if item.done is not None]
        return still_open + sorted(closed, key=lambda item: item.done or date.max, reverse=True)

    def cases(self, progress: Progress) -> list[Case]:
        """Return the cases opened within the target's days."""
        return [
            each for each in self.follow(progress.entries).cases if each.opened in progress.span
        ]

    def stated(self, progress: Progress, cases: Iterable[Case]) -> list[date]:
        """Return the days on which it was said that there was none, or something of a case."""
        none = [entry.date for entry in progress.within_span if entry.case is None]
        told = [entry.date for case in cases for entry in case.entries]
        return none + [day for day in told if day in progress.span]

    @property
    def days(self) -> int:
        """How many days a case may take, where that is given."""
        return given(self.within)

    def read(self, progress: Progress) -> Reading:
        cases = self.cases(progress)
        stated = self.stated(progress, cases)
        still_open = [case for case in cases if case.closed is None]
        late = [case for case in cases if case.is_late(self.days, progress.day)]
        overdue = [case for case in late if case.closed is None]
        silent = unstated(self.attest, progress.span, progress.day, stated)
        oldest = min(still_open, key=lambda each: (each.opened, each.ref), default=None)
        closed = len(cases) - len(still_open)
        return Reading(
            actual=Decimal(closed),
            goal=Decimal(len(cases)),
            expected=Decimal(closed + len(overdue)),
            share=part(Decimal(closed), Decimal(len(cases))) if cases else None,
            met=progress.ended and not still_open and not silent,
            behind=bool(overdue) or bool(silent),
            unread=not stated,
            in_hand=not overdue and not silent,
            why=self.why(progress, cases, late, silent),
            next_step=self.next_step(oldest, silent)
            if stated
            else "open the first case, or state that there was none",
            next_by=oldest.owner if oldest else None,
            holders=tuple(dict.fromkeys(case.owner for case in still_open)),
        )

    def falls_due(self, progress: Progress, reading: Reading) -> Iterator[Due]:
        cases = self.cases(progress)
        for case in cases:
            if case.closed is None:
                day = later(case.opened, self.days)
                yield Due(day, f"bring {case.ref} to {self.stages[-1]!r}", case.owner)
        for window in silent_windows(self.attest, progress.span, self.stated(progress, cases)):
            name = names_of([window], self.attest)
            yield Due(window.last, self.next_step(None, [window]), reports=name)

    def pace(self, progress: Progress, reading: Reading) -> Ratio:
        """All but those that were late, however they ended."""
        cases = self.cases(progress)
        late = sum(case.is_late(self.days, progress.day) for case in cases)
        opened = len(cases)
        return self.of_opened(reading, opened - late, f"1 − {late} / {opened}")

    def completion(self, progress: Progress, reading: Reading) -> Ratio:
        return self.of_opened(reading, int(reading.actual or 0))

    def of_opened(self, reading: Reading, well: int, terms: str = "") -> Ratio:
        """Return a part of the cases opened; all where there were none, unless all is silence."""
        if reading.unread and reading.behind:
            return Ratio(ZERO, Decimal(1), "nothing stated")
        opened = reading.goal or ZERO
        return Ratio(Decimal(well), opened, terms if opened else "no case")

    def why(
        self, progress: Progress, cases: list[Case], late: list[Case], silent: list[Window]
    ) -> str:
        if not self.stated(progress, cases):
            return "no case and no statement yet"
        overdue = [case for case in late if case.closed is None]
        closed = sum(case.closed is not None for case in cases)
        said = [f"{closed} of {plural(len(cases), 'case')} closed" if cases else "no cases"]
        if overdue:
            ages = (f"{each.ref} ({each.age(progress.day)}, {each.owner})" for each in overdue)
            said.append(f"open past {plural(self.days, 'day')}: {listed(ages, most=4)}")
        if len(late) > len(overdue):
            names = listed((each.ref for each in late if each.closed is not None), most=4)
            said.append(f"closed late: {names}")
        if silent:
            said.append(f"no statement for {names_of(silent, self.attest)}")
        return "; ".join(said)

    def next_step(self, oldest: Case | None, silent: list[Window]) -> str:
        if oldest is not None:
            return f"bring {oldest.ref} to {oldest.following(self.stages)!r}"
        if silent:
            return f"state the cases of {names_of(silent, self.attest)}, or that there were none"
        return ""
