"""Writing down a decision on a measure or a target: the flow that its commands share."""

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec import Struct

from rectrack.changes.refusals import refusals
from rectrack.commands.answering import (
    answer,
    in_one_line,
    standings_of,
    warn_of_measure_changes,
    warn_of_set_aside,
)
from rectrack.commands.write import append, preview
from rectrack.errors import RequestError
from rectrack.log.entry import Entry
from rectrack.log.history import until
from rectrack.log.stamp import Stamp
from rectrack.log.validation import fault
from rectrack.plan.model import Plan
from rectrack.records import Records, with_added
from rectrack.render.answer import what_happened
from rectrack.reports.status import standing_of
from rectrack.targets.kinds import refusal
from rectrack.targets.standing import waiver_in_force
from rectrack.targets.state import State
from rectrack.terminal.session import Session
from rectrack.wording import day as say_day
from rectrack.wording import listed


class Typed(Struct, frozen=True):
    """What the command lines of all decisions have in common, as it was typed."""

    words: list[str] | None
    by: str | None
    date: str | None
    evidence: list[str] | None
    dry_run: bool

    @property
    def note(self) -> str | None:
        """The free words, as one text."""
        return " ".join(self.words or ()) or None


def decide_on_measure(
    session: Session, measure: str, typed: Typed, event: str, *, passed: bool | None = None
) -> int:
    """Write a word on a measure down, unless it would be passed over."""

    def draft(plan: Plan, day: date) -> dict[str, Any]:
        if measure in plan.targets:
            of = plan.targets[measure].measure
            raise RequestError(f"{measure!r} is a target; this is decided of its measure, {of}")
        return {"measure": measure, "event": event, "passed": passed}

    return _decide(session, typed, draft)


def decide_on_target(
    session: Session,
    target: str,
    typed: Typed,
    event: str,
    days: Callable[[Plan, date], dict[str, date]],
) -> int:
    """Write an extension or a waiver down, unless there is nothing to extend or to waive.

    `days` gives its days, from the plan and the day of the decision.
    """

    def draft(plan: Plan, day: date) -> dict[str, Any]:
        if target in plan.measures:
            targets = listed(plan.measures[target].targets)
            raise RequestError(f"{target!r} is a measure; this is decided of a target: {targets}")
        return {"target": target, "event": event, **days(plan, day)}

    return _decide(session, typed, draft)


def _decide(session: Session, typed: Typed, draft: Callable[[Plan, date], dict[str, Any]]) -> int:
    writer = session.writer(typed.by)
    after: Records | None = None

    def compose(records: Records) -> tuple[Entry, ...]:
        nonlocal after
        plan = records.plan
        day = session.day(typed.date, plan, "--date")
        if day > session.today(plan):
            raise RequestError(f"{day} is still to come: --date is the day of the decision")
        evidence = tuple(typed.evidence or ())
        entry = Entry(date=day, by=writer, note=typed.note, evidence=evidence, **draft(plan, day))
        if wrong := fault(entry, plan, refusal) or _pointless(records, entry):
            raise RequestError(wrong)
        entry = Stamp(records.log.entries, session.now(plan)).on(entry)
        after = with_added(records, (entry,))
        for _, wrong in refusals(records, after, (entry,)):
            raise RequestError(wrong)
        return (entry,)

    path = session.path()
    found = preview(path, compose) if typed.dry_run else append(path, compose)
    assert found is not None
    assert after is not None
    [entry] = found.entries
    stands = in_one_line(standings_of(after, (entry,), session))
    answer(f"{what_happened(entry, after.plan)}{stands}", entry, dry_run=typed.dry_run)
    warn_of_measure_changes(found.before, after, found.entries, session)
    warn_of_set_aside(found.before, after, path)
    return 0


def _pointless(records: Records, entry: Entry) -> str | None:
    """Return why there is nothing in a target to extend or to waive."""
    if entry.target is None:
        return None
    history = until(records.entries, entry.date)
    standing = standing_of(records.plan, entry.target, history, entry.date)
    if standing.state in {State.MET, State.WITHDRAWN}:
        verb = "extend" if entry.event == "extended" else "waive"
        return f"{entry.target} is {standing.state}: there is nothing to {verb}"
    if entry.to is not None and entry.to <= standing.span.end:
        due = say_day(standing.span.end)
        return f"{entry.target} is due on {due} already: --to names a later day"
    waiver = waiver_in_force(history.decisions.get(entry.target, []), entry.date)
    if waiver and waiver.until and entry.until and entry.until <= waiver.until:
        there = f"{entry.target} is waived until {say_day(waiver.until)} already"
        return f"{there}: --until names a later day, and rectrack undo {waiver.id} takes it back"
    return None
