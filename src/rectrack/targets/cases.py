"""`cases`: cases opened one by one, each to be brought to its end in time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

from rectrack.errors import suggest
from rectrack.log.entry import Entry
from rectrack.plan import fields as f
from rectrack.plan.model import Period, Target, later
from rectrack.plan.record_loader import Field, Fields
from rectrack.targets.base import given
from rectrack.targets.case_register import Case, CaseRegister, events_of, followed, without_effect
from rectrack.targets.items import Item
from rectrack.targets.progress import ZERO, Progress
from rectrack.targets.ratio import Ratio, part
from rectrack.targets.reading import Action, Due, Reading, Sort
from rectrack.targets.reported import Reported
from rectrack.targets.state import State
from rectrack.targets.windows import Window
from rectrack.wording import listed, plural, quoted, together

RESERVED = ("opened", "handed", "dropped", "none")
NOTHING_LOGGED = 'nothing logged yet: no case, no "none"'


class Cases(Reported, frozen=True):
    """Met if, at the end, no case is open and none of the reports asked for is missing.

    Counted in cases closed of cases opened. A case is due `within` days of its opening; the last
    of `stages` closes it. Who opens a case owns it until it is handed on by name.
    """

    kind: ClassVar = "cases"
    fields: ClassVar[Fields] = {
        "stages": Field(
            f.listing(f.text, least=1),
            "The stages of a case; the last one closes it. By default only `answered`.",
        ),
        "within": Field(f.whole_days, "How many days a case may take from its opening."),
        "attest": Field(
            f.one_of("month", "quarter", "never"),
            "How often `none` must be reported if there was no case; by default every month.",
        ),
    }
    figures: ClassVar = ("within",)
    values: ClassVar = "events"
    takes: ClassVar = ("case", "event")
    figures_are: ClassVar = ("closed", f"closed or {State.OVERDUE}", "opened")
    items_are: ClassVar = "Cases"
    reported_is: ClassVar = "the cases"

    stages: tuple[str, ...] = ("answered",)
    within: int | None = None

    def faults(self, span: Period) -> Iterator[tuple[str, str]]:
        for stage in self.stages:
            if stage in RESERVED:
                yield "stages", f"{stage!r} has a meaning of its own: give the stage another name"

    def refuses_content(self, target: Target, entry: Entry) -> str | None:
        events = self.words("event")
        if entry.event in events:
            return None
        hint = suggest(entry.event or "", events)
        return f"event: {quoted(entry.event or '')} is not one of {', '.join(events)}{hint}"

    def misplaced(self, entries: list[Entry]) -> list[tuple[Entry, str]]:
        return self.follow(entries).misplaced

    def counts_late(self, entry: Entry) -> bool:
        """What becomes of a case does; an opening or a report has its days."""
        return entry.case is not None and entry.event != "opened"

    def without_effect(
        self, progress: Progress, added: Sequence[Entry]
    ) -> Iterator[tuple[Entry, str]]:
        return without_effect(self.follow(progress.entries), progress, self.attest, added)

    def words(self, particular: str) -> tuple[str, ...]:
        return events_of(self.stages) if particular == "event" else ()

    def follow(self, entries: Iterable[Entry]) -> CaseRegister:
        return followed(entries, self.stages)

    def promise(self, target: Target) -> str:
        days = "… days (not set)" if self.within is None else plural(self.within, "day")
        *before, last = map(quoted, self.stages)
        said = f"every case brought to {last} within {days}"
        said += f" through {together(before)}" if before else ""
        return said + self.reported()

    def items(self, progress: Progress) -> list[Item]:
        """Return the open cases, the oldest first, then the closed ones, the latest first."""
        items = [
            Item(
                case.ref,
                due=None if self.within is None else self.due_of(case),
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
        silent = self.missing(progress, stated)
        coming = self.coming(still_open, progress)
        closed = len(cases) - len(still_open)
        in_trouble = bool(overdue or silent)
        turn = set() if silent else {case.owner for case in overdue or coming[:1]}
        next_by = turn.pop() if len(turn) == 1 else None
        return Reading(
            actual=Decimal(closed),
            goal=Decimal(len(cases)),
            expected=Decimal(closed + len(overdue)),
            share=part(Decimal(closed), Decimal(len(cases))) if cases else None,
            met=progress.ended and not still_open and not silent,
            behind=in_trouble,
            unread=not stated,
            in_hand=not in_trouble,
            why=self.why(progress, cases, late, silent) if stated else NOTHING_LOGGED,
            back_on_track=self.way_back(progress, overdue, silent, next_by) if stated else "",
            actions=self.closing(overdue) + self.reports(silent),
            next_step=self.next_step(progress, coming, next_by)
            if stated
            else "log the first case, or none",
            next_by=next_by,
            holders=tuple(dict.fromkeys(case.owner for case in still_open)),
        )

    def coming(self, still_open: Iterable[Case], progress: Progress) -> list[Case]:
        """Return the open cases that are within their time, the oldest first."""
        young = [case for case in still_open if not case.is_late(self.days, progress.day)]
        return sorted(young, key=lambda case: (case.opened, case.ref))

    def closing(self, cases: Iterable[Case]) -> tuple[Action, ...]:
        """Return the entries that close cases, stage by stage."""
        return tuple(
            Action(case=case.ref, event=stage)
            for case in cases
            for stage in case.ahead(self.stages)
        )

    def falls_due(self, progress: Progress, reading: Reading) -> Iterator[Due]:
        cases = self.cases(progress)
        still_open = [case for case in cases if case.closed is None]
        following = self.coming(still_open, progress)[:1]
        for case in still_open:
            step = f"move {case.ref} to {self.stages[-1]!r}"
            is_next = case in following
            yield Due(self.due_of(case), step, case.owner, is_next, sort=Sort.CASE, part=case.ref)
        yield from self.reports_due(progress, self.stated(progress, cases))

    def pace(self, progress: Progress, reading: Reading) -> Ratio:
        """All but those that were late, however they ended."""
        cases = self.cases(progress)
        late = sum(case.is_late(self.days, progress.day) for case in cases)
        opened = len(cases)
        return self.of_opened(reading, opened - late, f"{late} of {opened} late")

    def completion(self, progress: Progress, reading: Reading) -> Ratio:
        return self.of_opened(reading, int(reading.actual or 0))

    def due_of(self, case: Case) -> date:
        return later(case.opened, self.days)

    def of_opened(self, reading: Reading, well: int, terms: str = "") -> Ratio:
        """Return a part of the cases opened; all where there were none, unless all is silence."""
        if reading.unread and reading.behind:
            return Ratio(ZERO, Decimal(1), "nothing reported")
        opened = reading.goal or ZERO
        return Ratio(Decimal(well), opened, terms if opened else "no case")

    def why(
        self, progress: Progress, cases: list[Case], late: list[Case], silent: list[Window]
    ) -> str:
        overdue = [case for case in late if case.closed is None]
        closed = sum(case.closed is not None for case in cases)
        said = [f"{closed} of {plural(len(cases), 'case')} closed" if cases else "no cases so far"]
        if overdue:
            ages = listed(_ages(overdue, progress.day, whose=True), most=4)
            said.append(f"open for more than {plural(self.days, 'day')}: {ages}")
        if len(late) > len(overdue):
            names = listed((each.ref for each in late if each.closed is not None), most=4)
            said.append(f"closed late: {names}")
        return "; ".join(said + self.not_reported(silent))

    def way_back(
        self, progress: Progress, overdue: list[Case], silent: list[Window], by: str | None
    ) -> str:
        """Return that each late case is to be closed, and what is to be reported.

        Who holds them is said unless it is `by` that one that all is to be done.
        """
        ages = listed(_ages(overdue, progress.day, whose=by is None), most=20)
        close = f"close {ages}" if overdue else ""
        return ", ".join(filter(None, (close, self.report(silent))))

    def next_step(self, progress: Progress, coming: list[Case], by: str | None) -> str:
        """Return where the oldest case that is in time goes next, and with whom but `by` it is."""
        if not coming:
            return ""
        case = coming[0]
        said = f"move {case.ref} to {case.following(self.stages)!r}"
        holder = "" if case.owner == by else f" (with {case.owner})"
        return f"{said} by {progress.say(self.due_of(case))}{holder}"


def _ages(cases: Iterable[Case], on: date, *, whose: bool) -> list[str]:
    """Return "p-001 (29 days, with head)" for each case: how long it is open, and who has it."""
    return [f"{each.ref} ({each.age(on)}{f', with {each.owner}' * whose})" for each in cases]
