"""A summary of some days: what stands badly, what was logged and changed, what comes next."""

from datetime import date, timedelta
from itertools import chain

from msgspec.structs import replace

from rectrack.log.corrections import when_logged
from rectrack.log.entry import Entry, made_on
from rectrack.log.history import History, up_to
from rectrack.log.sorts import is_decision, is_progress, is_remark
from rectrack.plan.model import Period, Plan, later
from rectrack.records import Records, as_known
from rectrack.reports.basis import basis_of
from rectrack.reports.closing import closings, ready
from rectrack.reports.deadlines import deadlines
from rectrack.reports.decision_notes import decision_notes
from rectrack.reports.journal import of_people
from rectrack.reports.measure_standing import MeasureStanding
from rectrack.reports.signals import Signals, last_tenth, signals
from rectrack.reports.status import concerned, standings, totals
from rectrack.reports.summary_model import (
    AHEAD,
    SILENT,
    Activity,
    Correction,
    MeasureTurn,
    Noted,
    Silence,
    Summary,
    Turn,
)
from rectrack.targets.kinds import kind_of
from rectrack.targets.standing import Standing
from rectrack.targets.state import ATTENTION, State


def summary(
    records: Records, period: Period, today: date, person: str | None = None, *, known_then: bool
) -> Summary:
    """Return the summary of a period that has begun by `today`, perhaps of one person's part.

    With `known_then`, from what the file said at the end of that day, and so for ever the same.
    """
    day = min(period.end, today)
    known = as_known(records, day) if known_then else records
    plan = known.plan.as_of(day)
    eve = period.start - timedelta(days=1) if period.start > date.min else period.start
    then, now = known.until(eve), known.until(day)
    was, present = standings(plan, then, eve), standings(plan, now, day)
    scope = Scope(plan, person, [*was, *present])
    measures = closings(known, present, now, day)
    awaiting = {each.measure.id for each in ready(measures, present, now)}
    but = decision_notes(plan, chain.from_iterable(each.history for each in measures), now)
    entries = [entry for entry in known.entries if scope.covers(entry)]
    corrections = [
        Correction(entry, corrected)
        for entry in known.corrections
        if scope.covers(corrected := known.named[entry.corrects or ""]) or scope.covers(entry)
    ]
    noted = [each for entry in entries if (each := _noted(entry, period, day)) is not None]
    activities = _activities(was, present, noted)
    was, present = ([each for each in every if scope.holds(each)] for every in (was, present))
    measures = [each for each in measures if each.measure.id in scope.measures]
    signals_then, signals_now = (
        _signals(up_to(entries, last), corrections, targets, measures, last)
        for targets, last in ((was, eve), (present, day))
    )
    return Summary(
        plan=plan,
        period=period,
        day=day,
        person=person,
        before=totals(was),
        totals=totals(present),
        turns=[Turn(before.state, after) for before, after in zip(was, present, strict=True)],
        activities=activities,
        measures=[
            MeasureTurn(each.state_on(eve), each, ready=each.measure.id in awaiting)
            for each in measures
        ],
        due=[
            each
            for each in deadlines(present, measures, Period(day, later(day, AHEAD)))
            if person is None or each.is_asked_of(person, plan)
        ],
        silent=_silent(present, now, day),
        decisions=[
            replace(each, but=but.get(each.entry)) for each in noted if is_decision(each.entry)
        ],
        remarks=[each for each in noted if is_remark(each.entry)],
        corrections=sorted(
            (each for each in corrections if period.start <= made_on(each.entry) <= day),
            key=lambda each: when_logged(each.entry),
        ),
        signals_before=signals_then,
        signals=signals_now,
        last_tenth=last_tenth(plan, present, now, day),
        basis=basis_of(known, day) if known_then else None,
    )


class Scope:
    """What a summary is about: the whole plan, or what concerns one person.

    Of a person these are the targets that they answer for, or of which they have something in hand
    on any of the days of the standings, the measures that they lead, and the entries on these, by,
    for or about them.
    """

    def __init__(self, plan: Plan, person: str | None, standings: list[Standing]) -> None:
        self._person = person
        self._is_theirs = of_people(plan, (person,) if person else ())
        self._targets = {
            each.target.id
            for each in standings
            if person is None or person in concerned(plan, each)
        }
        self.measures = {each.id for each in plan.measures.values() if person in {None, each.lead}}

    def holds(self, standing: Standing) -> bool:
        return standing.target.id in self._targets

    def covers(self, entry: Entry) -> bool:
        """Whether an entry is one of those that matter here."""
        return (
            self._person is None
            or entry.target in self._targets
            or entry.measure in self.measures
            or self._is_theirs(entry)
        )


def _noted(entry: Entry, period: Period, day: date) -> Noted | None:
    """Return an entry as it belongs into the summary of a period, if it does."""
    logged = entry.logged.date() if entry.logged else entry.date
    within = period.start <= entry.date <= day
    earlier = entry.date < period.start and logged in period
    if not within and not earlier:
        return None
    return Noted(entry, late=logged > period.end, earlier=earlier)


def _activities(was: list[Standing], present: list[Standing], noted: list[Noted]) -> list[Activity]:
    by_target: dict[str | None, list[Noted]] = {}
    for each in noted:
        if is_progress(each.entry):
            by_target.setdefault(each.entry.target, []).append(each)
    return [
        Activity(before, after, tuple(by_target[after.target.id]))
        for before, after in zip(was, present, strict=True)
        if after.target.id in by_target
    ]


def _silent(present: list[Standing], history: History, day: date) -> list[Silence]:
    """Return the targets of which an entry is due and none came of late, longest silent first.

    One whose figures are blank is shown elsewhere, and one that has failed is past helping.
    """
    found = []
    for standing in present:
        if not _waits_for_an_entry(standing, day):
            continue
        entries = history.progress.get(standing.target.id)
        last = entries[-1].date if entries else None
        days = (day - (last or standing.span.start)).days
        if days >= SILENT:
            found.append(Silence(standing, last, days))
    return sorted(found, key=lambda each: -each.days)


def _waits_for_an_entry(standing: Standing, day: date) -> bool:
    """Whether something is to be logged by now; a reading that is poor but valid is in time."""
    kind, reading = kind_of(standing.target), standing.reading
    if standing.state not in {*ATTENTION} - {State.FAILED} or standing.target.blanks:
        return False
    if not kind.takes_readings or reading.unread:
        return True
    return any(due.day <= day for due in kind.falls_due(standing.progress, reading))


def _signals(
    entries: list[Entry],
    corrections: list[Correction],
    targets: list[Standing],
    measures: list[MeasureStanding],
    day: date,
) -> Signals:
    """Return the signals at the end of a day, which entries and targets are of.

    Corrections and measures may be as they stand later.
    """
    made = [each for each in corrections if made_on(each.entry) <= day]
    return signals(entries, made, targets, sum(each.rebounds_by(day) for each in measures))
