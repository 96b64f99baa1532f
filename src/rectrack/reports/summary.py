"""A summary of some days: what was logged, what it changed, and what comes next."""

import hashlib
from datetime import date, timedelta
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from rectrack.log.corrections import when_logged
from rectrack.log.entry import Entry, encode_lines
from rectrack.log.history import History, until, up_to
from rectrack.log.validation import is_decision, is_progress, is_remark
from rectrack.plan.model import Period, Plan, later
from rectrack.records import Records, as_known
from rectrack.reports.closing import MeasureStanding, closings, ready
from rectrack.reports.deadlines import Deadline, deadlines
from rectrack.reports.decision_notes import decision_notes
from rectrack.reports.life_cycle import MeasureState
from rectrack.reports.signals import LastTenth, Signals, last_tenth, made_on, signals
from rectrack.reports.status import Totals, standings, totals
from rectrack.targets.standing import Standing
from rectrack.targets.state import TROUBLE, State

AHEAD = 14
"""How many days ahead a summary looks for what falls due."""
SILENT = 28
"""After so many days without an entry a target counts as silent."""


class Noted(Struct, frozen=True):
    """An entry that belongs into a summary.

    `late` says that it was logged after the days of the summary, `earlier` that it is of a day
    before them and was logged within them. `but` is what is to be known of a decision: that it
    does not count, and why, or that it was asked for late.
    """

    entry: Entry
    late: bool
    earlier: bool
    but: str | None = None


class Activity(Struct, frozen=True):
    """What was logged on one target, and where it stood before and stands after."""

    before: Standing
    after: Standing
    entries: tuple[Noted, ...]


class Turn(Struct, frozen=True):
    """A target whose state is another than before the days of the summary."""

    was: State
    standing: Standing


class MeasureTurn(Struct, frozen=True):
    """A measure: its state before the days of the summary, and where it stands after them.

    `ready` says that nothing is missing for a sign-off.
    """

    was: MeasureState
    standing: MeasureStanding
    ready: bool


class Silence(Struct, frozen=True):
    """A target without an entry for long; `last` is the day of its latest, if it has one."""

    standing: Standing
    last: date | None
    days: int


class Correction(Struct, frozen=True):
    """A correction that takes effect, and the entry that it corrects."""

    entry: Entry
    corrected: Entry


class Basis(Struct, frozen=True):
    """What a summary as known stands on: how many entries, and the SHA-256 of their lines."""

    entries: int
    digest: str


class Summary(Struct, frozen=True):
    """What happened in `period`, reckoned at the end of `day`: its last, or today before that.

    `before` counts the targets at the end of the day before the period.
    """

    plan: Plan
    period: Period
    day: date
    before: Totals
    totals: Totals
    standings: list[Standing]
    activities: list[Activity]
    newly_met: list[Turn]
    slipped: list[Turn]
    recovered: list[Turn]
    measures: list[MeasureTurn]
    due: list[Deadline]
    silent: list[Silence]
    decisions: list[Noted]
    remarks: list[Noted]
    corrections: list[Correction]
    signals_before: Signals
    signals: Signals
    last_tenth: list[LastTenth]
    basis: Basis | None

    @property
    def due_until(self) -> date:
        """The last day of what falls due."""
        return later(self.day, AHEAD)


def summary(records: Records, period: Period, today: date, *, known_then: bool) -> Summary:
    """Return the summary of a period that has begun by `today`.

    With `known_then`, from what the file said at the end of that day, and so for ever the same.
    """
    day = min(period.end, today)
    known = as_known(records, day) if known_then else records
    plan = known.plan
    eve = period.start - timedelta(days=1) if period.start > date.min else period.start
    earlier, now = until(known.entries, eve), until(known.entries, day)
    was = standings(plan, earlier, eve)
    present = standings(plan, now, day)
    turns = [
        Turn(before.state, after)
        for before, after in zip(was, present, strict=True)
        if before.state != after.state
    ]
    noted = [each for entry in known.entries if (each := _noted(entry, period, day)) is not None]
    measures = closings(known, present, now, day)
    awaiting = {each.measure.id for each in ready(measures, present, now)}
    but = decision_notes(plan, chain.from_iterable(each.history for each in measures), now)
    return Summary(
        plan=plan,
        period=period,
        day=day,
        before=totals(was),
        totals=totals(present),
        standings=present,
        activities=_activities(was, present, noted),
        newly_met=[turn for turn in turns if turn.standing.state is State.MET],
        slipped=sorted(
            (turn for turn in turns if turn.standing.state in TROUBLE),
            key=lambda turn: TROUBLE.index(turn.standing.state),
        ),
        recovered=[
            turn for turn in turns if turn.was in TROUBLE and turn.standing.state is State.ON_TRACK
        ],
        measures=[
            MeasureTurn(each.state_on(eve), each, ready=each.measure.id in awaiting)
            for each in measures
        ],
        due=deadlines(present, measures, Period(day, later(day, AHEAD))),
        silent=_silent(present, now, day),
        decisions=[
            replace(each, but=but.get(each.entry)) for each in noted if is_decision(each.entry)
        ],
        remarks=[each for each in noted if is_remark(each.entry)],
        corrections=_corrections(known, period, day),
        signals_before=_signals(known, was, measures, eve),
        signals=_signals(known, present, measures, day),
        last_tenth=last_tenth(plan, present, now, day),
        basis=_basis(known, day) if known_then else None,
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
    """Return the outstanding targets without an entry of late, the longest silent first.

    A target whose figures are blank is told of elsewhere, and one that has failed is past helping.
    """
    found = []
    for standing in present:
        if not standing.outstanding or standing.state is State.FAILED or standing.target.blanks:
            continue
        entries = history.progress.get(standing.target.id)
        last = entries[-1].date if entries else None
        days = (day - (last or standing.span.start)).days
        if days >= SILENT:
            found.append(Silence(standing, last, days))
    return sorted(found, key=lambda each: -each.days)


def _corrections(known: Records, period: Period, day: date) -> list[Correction]:
    """Return the corrections made in a period; made is when it was logged, whatever its day."""
    found = [
        Correction(entry, known.named[entry.corrects or ""])
        for entry in known.corrections
        if period.start <= made_on(entry) <= day
    ]
    return sorted(found, key=lambda each: when_logged(each.entry))


def _signals(
    known: Records, targets: list[Standing], measures: list[MeasureStanding], day: date
) -> Signals:
    """Return the signals of the whole plan at the end of a day, which the standings are of.

    The measures may be as they stand later.
    """
    entries = up_to(known.entries, day)
    corrections = [entry for entry in known.corrections if made_on(entry) <= day]
    rebounds = sum(each.rebounds_by(day) for each in measures)
    return signals(entries, corrections, targets, rebounds)


def _basis(known: Records, day: date) -> Basis:
    entries = up_to(known.entries, day)
    return Basis(len(entries), hashlib.sha256(encode_lines(entries)).hexdigest())
