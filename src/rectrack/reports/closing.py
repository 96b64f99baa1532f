"""Where a measure stands: its life cycle, followed decision by decision.

LIFE_CYCLE tells what each decision makes of a measure. One that has no place at its point is passed
over, and so is an approval, a sign-off or a passed recheck, that breaks the rules of closing, and a
withdrawal by somebody who may not withdraw, however it came into the file. A closing that is taken
back, by a failed recheck or a rejection, is a rebound; withdrawn is withdrawn until that is undone.

An approval is judged as of its own day, on the entries that count now. It may have been right on
what had been logged when it was written down, and be wrong only by what was logged since: an
entry was corrected, or came in late. Then nobody broke a rule. The approval stands, and what it
lacks now is shown, until a recheck decides. Where the approval or what came after it does not
tell when it was logged, this cannot be claimed; and nothing excuses an approval by somebody who
had a part in the work.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.plan.model import Measure, later
from rectrack.records import Records
from rectrack.reports.life_cycle import APPROVED, OPEN, UNFINISHED, MeasureState, Step, step
from rectrack.reports.measure_standing import MeasureDecision, MeasureStanding
from rectrack.reports.sign_off_rules import (
    SignOffRules,
    missing,
    missing_for_conclusion,
    no_evidence,
    targets_of,
)
from rectrack.targets.standing import Standing
from rectrack.wording import day as say_day


class SignOffCheck(Struct, frozen=True):
    """Where a measure stands on a day, and what is missing that day for a sign-off."""

    standing: MeasureStanding
    missing: tuple[str, ...]
    day: date


def closings(
    records: Records, targets: Iterable[Standing], history: History, day: date
) -> list[MeasureStanding]:
    """Return where every measure stands at the end of a day; `targets` are all of them then."""
    there = {each.target.id: each for each in targets}
    return [
        closing(records, measure, history, day, [there[name] for name in measure.targets])
        for measure in records.plan.as_of(day).measures.values()
    ]


def closing(
    records: Records,
    measure: Measure,
    history: History,
    day: date,
    targets: Sequence[Standing] | None = None,
) -> MeasureStanding:
    """Return where a measure stands at the end of a day; `history` reaches up to it.

    `targets` are its own as they stand then, where that is known already.
    """
    decisions = followed(records, measure, history)
    last = next((each for each in reversed(decisions) if each.stands), None)
    if last is None or last.state not in APPROVED:
        return MeasureStanding(measure, last.state if last else OPEN, None, (), decisions)
    if targets is None:
        targets = targets_of(records.plan, measure, history, day)
    if last.state is MeasureState.CONCLUDED:
        lacks = missing_for_conclusion(targets, day)
        return MeasureStanding(measure, last.state, None, lacks, decisions)
    lacks = missing(measure, targets, history) or _seen_now(last)
    recheck_due = later(last.entry.date, measure.recheck_after)
    return MeasureStanding(measure, last.state, recheck_due, lacks, decisions)


def followed(records: Records, measure: Measure, history: History) -> tuple[MeasureDecision, ...]:
    """Return the decisions on a measure, each with what it makes of the measure."""
    rules = SignOffRules(records, measure, history)
    state: MeasureState = OPEN
    decisions: list[MeasureDecision] = []
    for entry in history.measure_decisions.get(measure.id, ()):
        decisions.append(_followed(rules, state, entry))
        state = decisions[-1].state
    return tuple(decisions)


def _followed(rules: SignOffRules, state: MeasureState, entry: Entry) -> MeasureDecision:
    """Return a decision with what it makes of a measure that is in a state."""
    does = step(entry)
    if state not in does.before:
        why = _out_of_place(state, does)
        return MeasureDecision(entry, state, stands=False, wrong=(why,), out_of_place=True)
    wrong = rules.broken_by(entry)
    if wrong and not rules.was_right_then(entry):
        return MeasureDecision(entry, state, stands=False, wrong=wrong)
    return MeasureDecision(entry, does.after, stands=True, wrong=wrong)


def _seen_now(decision: MeasureDecision) -> tuple[str, ...]:
    """Say what was missing on the day of an approval that stands, as it turned out since."""
    if not decision.wrong:
        return ()
    return (f"on {say_day(decision.entry.date)}, as is known by now: {'; '.join(decision.wrong)}",)


def _out_of_place(state: MeasureState, does: Step) -> str:
    if state is does.after:
        return f"it is {state} already"
    *others, last = does.before
    return f"it is {state}, not {', '.join(others)} or {last}"


def sign_off_check(records: Records, measure: Measure, history: History, day: date) -> SignOffCheck:
    """Return where a measure stands and what is missing; `history` reaches up to the day."""
    targets = targets_of(records.plan.as_of(day), measure, history, day)
    standing = closing(records, measure, history, day, targets)
    return SignOffCheck(standing, missing(measure, targets, history), day)


def ready(
    measures: Iterable[MeasureStanding], targets: Iterable[Standing], history: History
) -> list[MeasureStanding]:
    """Return the measures of which nothing is missing for a sign-off; `targets` are all of them."""
    unsettled = {each.target.measure for each in targets if each.unsettled}
    return [
        each
        for each in measures
        if each.state in UNFINISHED
        and each.measure.targets
        and each.measure.id not in unsettled
        and not no_evidence(each.measure, history)
    ]


def withdrawal_of(measure: str, history: History) -> Entry | None:
    """Return the decision by which a measure was withdrawn, which it stays until that is undone."""
    passed_over = history.passed_over.get(measure, {})
    decisions = history.measure_decisions.get(measure, ())
    return next((e for e in decisions if e.event == "withdrawn" and e not in passed_over), None)
