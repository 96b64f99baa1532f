"""`cases`: cases opened one by one, each to be brought to its end in time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

from rectrack.errors import suggest
from rectrack.log.entry import Entry
from rectrack.plan import fields as f
from rectrack.plan.model import Period, Plan, Target
from rectrack.plan.record_loader import Field, Fields
from rectrack.plan.time_limit import TimeLimit
from rectrack.targets import case_register as register
from rectrack.targets.case import Case
from rectrack.targets.case_register import CaseRegister, Rules, events_of, followed
from rectrack.targets.case_text import ages, item_of, tally
from rectrack.targets.items import Item
from rectrack.targets.progress import Progress
from rectrack.targets.ratio import Ratio, part
from rectrack.targets.reading import Action, Due, Reading, Sort
from rectrack.targets.reported import Reported
from rectrack.targets.state import State
from rectrack.targets.windows import NEVER, Window
from rectrack.wording import listed, quoted, together

RESERVED = ("opened", "handed", "dropped", "none")
NOTHING_LOGGED = 'nothing logged yet: no case, no "none"'


class Cases(Reported, frozen=True):
    """Met if, at the end, no case is open and none of the reports asked for is missing.

    Counted in cases closed of cases opened, without those that were dropped. A case is due `within`
    so long of its opening, or on the day that its opening names. All of `stages` close it. Who
    opens a case owns it until it is handed on by name.
    """

    kind: ClassVar = "cases"
    fields: ClassVar[Fields] = {
        "stages": Field(
            f.listing(f.text, least=1),
            "The stages of a case, all of which close it. By default only `answered`.",
        ),
        "within": Field(
            f.time_limit,
            "How long a case may take from its opening: `15` days, or `15 working days`.",
        ),
        "attest": Field(
            f.one_of("month", "quarter", "never"),
            "How often `none` must be reported if there was no case; by default every month.",
        ),
    }
    figures: ClassVar = ("within",)
    values: ClassVar = "events"
    takes: ClassVar = ("case", "event")
    counts: ClassVar = "always"
    figures_are: ClassVar = ("closed", f"closed or {State.OVERDUE}", "opened")
    items_are: ClassVar = "Cases"
    reported_is: ClassVar = "the cases"

    stages: tuple[str, ...] = ("answered",)
    within: TimeLimit | None = None

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

    def misplaced(
        self, plan: Plan, target: Target, entries: Sequence[Entry]
    ) -> list[tuple[Entry, str]]:
        return followed(entries, self.rules(plan, target)).misplaced

    def out_of_time(self, entry: Entry, span: Period) -> str | None:
        """A report has its days; of what is said of a case, the others decide whether it counts."""
        if entry.case is not None:
            return None
        when = super().out_of_time(entry, span)
        return f"{when}; not counted" if when and entry.date < span.start else when

    def counts_late(self, entry: Entry) -> bool:
        return entry.case is not None

    def without_effect(
        self, progress: Progress, added: Sequence[Entry]
    ) -> Iterator[tuple[Entry, str]]:
        return register.without_effect(self.register(progress), progress, self.attest, added)

    def doubtful(self, progress: Progress) -> Iterator[tuple[Entry, str]]:
        yield from register.doubtful(self.register(progress), progress)

    def outside(self, progress: Progress) -> Iterator[tuple[Entry, str]]:
        yield from register.outside(self.register(progress), progress)

    def words(self, particular: str) -> tuple[str, ...]:
        return events_of(self.stages) if particular == "event" else ()

    def rules(self, plan: Plan, target: Target) -> Rules:
        return Rules(plan, target, self.stages, self.within)

    def register(self, progress: Progress) -> CaseRegister:
        """Return all cases that were ever opened, also those that do not count."""
        told = (*progress.entries, *progress.on_cases)
        return followed(told, self.rules(progress.plan, progress.target))

    def cases(self, progress: Progress) -> list[Case]:
        """Return the cases that count, by their opening."""
        return self.register(progress).counted(progress)

    def promise(self, target: Target) -> str:
        days = "… days (not set)" if self.within is None else self.within.said
        *before, last = map(quoted, self.stages)
        said = f"every case brought to {last} within {days}"
        said += f" through {together(before)}" if before else ""
        return said + self.reported()

    def items(self, progress: Progress) -> list[Item]:
        """Return the open cases, the oldest first, then the others, the latest first."""
        cases = self.cases(progress)
        ended = [each for each in cases if each.ended is not None]
        ended.sort(key=lambda each: each.ended or date.max, reverse=True)
        return [item_of(each, progress.day) for each in (*_open(cases), *ended)]

    def stated(self, progress: Progress, cases: Iterable[Case]) -> list[date]:
        """Return the days of the reports: of those of none, and of openings that count."""
        none = [entry.date for entry in progress.within_span if entry.case is None]
        return none + [case.opened for case in cases if case.opened in progress.span]

    def read(self, progress: Progress) -> Reading:
        cases = self.cases(progress)
        stated = self.stated(progress, cases)
        unread = not cases and not stated
        still_open = _open(cases)
        overdue = [case for case in still_open if case.is_late(progress.day)]
        silent = self.missing(progress, stated)
        coming = self.coming(still_open, progress)
        closed = sum(case.closed is not None for case in cases)
        asked = sum(case.dropped is None for case in cases)
        in_trouble = bool(overdue or silent)
        turn = set() if silent else {case.owner for case in overdue or coming[:1]}
        next_by = turn.pop() if len(turn) == 1 else None
        first = "log the first case" + ("" if self.attest == NEVER else ", or none")
        first += f" ({self.named_by(silent[0].last)})" if silent else ""
        return Reading(
            actual=Decimal(closed),
            goal=Decimal(asked),
            expected=Decimal(closed + len(overdue)),
            share=part(Decimal(closed), Decimal(asked)) if asked else None,
            met=progress.ended and not still_open and not silent,
            behind=in_trouble,
            unread=unread,
            in_hand=not in_trouble,
            why=NOTHING_LOGGED
            if unread and self.attest != NEVER
            else "; ".join([*tally(cases, progress), *self.not_reported(silent)]),
            back_on_track="" if unread else self.way_back(progress, overdue, silent, next_by),
            actions=self.closing(overdue) + self.reports(silent),
            next_step=first if unread else self.next_step(progress, coming, next_by),
            next_by=next_by,
            holders=tuple(dict.fromkeys(case.owner for case in still_open)),
        )

    def coming(self, still_open: Iterable[Case], progress: Progress) -> list[Case]:
        """Return the open cases that are within their time, the first to fall due first."""
        young = [case for case in still_open if not case.is_late(progress.day)]
        return sorted(young, key=lambda case: (case.due or date.max, case.opened, case.ref))

    def closing(self, cases: Iterable[Case]) -> tuple[Action, ...]:
        """Return the entries that close cases, stage by stage."""
        return tuple(Action(case=case.ref, event=stage) for case in cases for stage in case.lacking)

    def falls_due(self, progress: Progress, reading: Reading) -> Iterator[Due]:
        cases = self.cases(progress)
        following = self.coming(_open(cases), progress)[:1]
        for case in _open(cases):
            step, brief = (f"move {name} to {case.lacking[-1]!r}" for name in (case.name, case.ref))
            yield Due(
                case.due or date.max,
                step,
                case.owner,
                is_next=case in following,
                sort=Sort.CASE,
                part=case.ref,
                brief=brief,
            )
        yield from self.reports_due(progress, self.stated(progress, cases))

    def pace(self, progress: Progress, reading: Reading) -> Ratio:
        """All but those that were late, however they ended."""
        cases = self.cases(progress)
        late, opened = sum(case.is_late(progress.day) for case in cases), len(cases)
        return self.of_opened(progress, cases, opened - late, f"{late} of {opened} late")

    def completion(self, progress: Progress, reading: Reading) -> Ratio:
        """Those that are closed, or open and within their days."""
        asked = [case for case in self.cases(progress) if case.dropped is None]
        well = sum(case.closed is not None for case in asked)
        well += sum(not case.is_late(progress.day) for case in _open(asked))
        return self.of_opened(progress, asked, well)

    def asks_nothing(self, reading: Reading) -> bool:
        return reading.unread and self.attest == NEVER

    def of_opened(self, progress: Progress, cases: list[Case], well: int, terms: str = "") -> Ratio:
        """Return a part of the cases opened, all where there were none; of it what was reported."""
        ratio = Ratio(Decimal(well), Decimal(len(cases)), terms if cases else "no case")
        return self.as_reported(ratio, progress, self.stated(progress, cases))

    def way_back(
        self, progress: Progress, overdue: list[Case], silent: list[Window], by: str | None
    ) -> str:
        """Return that each late case is to be closed, and what is to be reported.

        Who holds them is said unless it is `by` that one that all is to be done.
        """
        late = listed(ages(overdue, progress.day, whose=by is None, titled=False), most=20)
        close = f"close {late}" if overdue else ""
        return ", ".join(filter(None, (close, self.report(silent))))

    def next_step(self, progress: Progress, coming: list[Case], by: str | None) -> str:
        """Return where the case that falls due first goes next, and with whom but `by` it is."""
        if not coming:
            return ""
        case = coming[0]
        said = f"move {case.name} to {case.lacking[0]!r}"
        by_when = f" by {progress.say(case.due)}" if case.due else ""
        holder = "" if case.owner == by else f" (with {case.owner})"
        return f"{said}{by_when}{holder}"


def _open(cases: Iterable[Case]) -> list[Case]:
    return [case for case in cases if case.ended is None]
