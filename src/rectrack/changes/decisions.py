"""A decision on a measure or a target → the change that it makes."""

import datetime as dt

from msgspec import Struct

from rectrack import days
from rectrack.changes.change import Change, accepted
from rectrack.changes.steps_and_cases import no_such_case
from rectrack.errors import RequestError
from rectrack.log.entry import Entry
from rectrack.log.sorts import TARGET_EVENTS
from rectrack.log.validation import error_in
from rectrack.plan.model import Plan
from rectrack.records import Records
from rectrack.reports.status import standing_of
from rectrack.targets.particulars import refusal
from rectrack.targets.standing import waiver_in_force
from rectrack.targets.state import TROUBLE, State
from rectrack.wording import day as say_day
from rectrack.wording import listed, weekday_and_day


class DecisionRequest(Struct, frozen=True, kw_only=True):
    """A decision on a measure or a target, its `subject`; a waiver lasts `until` a day.

    An extension may be of one `case` of a target. An explanation has a `cause` and a `remedy`,
    which is `due` by a day or not.

    `date` and `asked` are days as people say them: today and the day of the decision if None.
    """

    event: str
    subject: str
    by: str
    note: str | None = None
    date: str | None = None
    evidence: tuple[str, ...] = ()
    passed: bool | None = None
    to: dt.date | None = None
    case: str | None = None
    asked: str | None = None
    until: dt.date | None = None
    cause: str | None = None
    remedy: str | None = None
    due: dt.date | None = None


def decide(records: Records, request: DecisionRequest, now: dt.datetime) -> Change:
    """Return the change that writes a decision down.

    Raises RequestError where it would be passed over, or where there is nothing to extend, to
    waive or to explain; UsageError for a day that is none.
    """
    plan, today = records.plan, now.date()
    day = days.given(request.date, today, "--date")
    if day > today:
        said = weekday_and_day(day)
        raise RequestError(f"{said} is still to come: --date is the day of the decision")
    on_target = request.event in TARGET_EVENTS
    _check_sort(request.subject, plan, on_target=on_target)
    asked = day if request.asked is None else days.given(request.asked, today, "--asked")
    entry = Entry(
        date=day,
        target=request.subject if on_target else None,
        measure=None if on_target else request.subject,
        case=request.case,
        event=request.event,
        passed=request.passed,
        to=request.to,
        asked=asked if request.event == "extended" else None,
        until=request.until,
        cause=request.cause,
        remedy=request.remedy,
        due=request.due,
        by=request.by,
        note=request.note,
        evidence=request.evidence,
    )
    if wrong := error_in(entry, plan, refusal) or _pointless(records, entry):
        raise RequestError(wrong)
    if entry.case and (wrong := no_such_case(entry, plan.targets[request.subject], records)):
        raise RequestError(wrong)
    return accepted(records, [entry], now)


def _check_sort(subject: str, plan: Plan, *, on_target: bool) -> None:
    """Raise RequestError for a measure where a target is decided on, and the other way round."""
    if on_target and subject in plan.measures:
        targets = listed(plan.measures[subject].targets)
        raise RequestError(f"{subject!r} is a measure; this decision is about a target: {targets}")
    if not on_target and subject in plan.targets:
        of = plan.targets[subject].measure
        raise RequestError(f"{subject!r} is a target; this decision is about its measure, {of}")


def _pointless(records: Records, entry: Entry) -> str | None:
    """Return why there is nothing in a target to extend, to waive or to explain.

    A case has its own rules.
    """
    if entry.target is None or entry.case is not None:
        return None
    history = records.until(entry.date)
    standing = standing_of(records.plan, entry.target, history, entry.date)
    if entry.event == "explained":
        trouble = standing.state in TROUBLE
        return (
            None if trouble else f"{entry.target} is {standing.state}: there is nothing to explain"
        )
    if entry.event == "remedied":
        return None if standing.remedy else f"{entry.target} has no remedy that is still to be done"
    if standing.state in {State.MET, State.WITHDRAWN}:
        verb = "extend" if entry.event == "extended" else "waive"
        return f"{entry.target} is {standing.state}: there is nothing to {verb}"
    if entry.to is not None and entry.to <= standing.span.end:
        due = say_day(standing.span.end)
        return f"{entry.target} is already due on {due}: give a later day"
    waiver = waiver_in_force(history.target_decisions.get(entry.target, []), entry.date)
    if waiver and waiver.until and entry.until and entry.until <= waiver.until:
        there = f"{entry.target} is already waived until {say_day(waiver.until)}"
        return f"{there}: give a later day, or take it back with rectrack undo {waiver.id}"
    return None
