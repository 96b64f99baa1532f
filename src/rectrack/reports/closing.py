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
from itertools import pairwise

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.plan.model import Measure, later
from rectrack.records import Records
from rectrack.reports.life_cycle import CLOSED, OPEN, UNFINISHED, MeasureState, Step, step
from rectrack.reports.sign_off_rules import (
    SignOffRules,
    missing,
    no_evidence,
    targets_of,
)
from rectrack.targets.standing import Standing
from rectrack.wording import a, times
from rectrack.wording import day as say_day


class MeasureDecision(Struct, frozen=True):
    """A decision on a measure, and the state of the measure after it.

    `wrong` tells why it was passed over, or, where it `stands`, what it lacks by now. One that is
    passed over breaks a rule, or is `out_of_place`: the measure is in no state for it.
    """

    entry: Entry
    state: MeasureState
    stands: bool
    wrong: tuple[str, ...] = ()
    out_of_place: bool = False

    @property
    def breaks_a_rule(self) -> bool:
        """Whether it is passed over for a rule, which is an error of whoever made it."""
        return not self.stands and not self.out_of_place


class MeasureStanding(Struct, frozen=True):
    """Where one measure stands at the end of a day.

    `recheck_due` is set while a sign-off stands. `lacks` is what such a one is no longer right
    in: targets that are outstanding, evidence that is gone.
    """

    measure: Measure
    state: MeasureState
    recheck_due: date | None
    lacks: tuple[str, ...]
    history: tuple[MeasureDecision, ...]

    @property
    def rebounds(self) -> int:
        """How often a closing was taken back."""
        return self.rebounds_by(date.max)

    def state_on(self, day: date) -> MeasureState:
        """Return the state at the end of an earlier day, as it is known now."""
        decisions = [decision for decision in self.history if decision.entry.date <= day]
        return decisions[-1].state if decisions else OPEN

    def rebounds_by(self, day: date) -> int:
        """Return how often a closing had been taken back by the end of a day."""
        states = [
            OPEN,
            *(decision.state for decision in self.history if decision.entry.date <= day),
        ]
        return sum(was in CLOSED and is_ in UNFINISHED for was, is_ in pairwise(states))

    @property
    def closed(self) -> bool:
        """Whether a sign-off stands, lapsed or not."""
        return self.recheck_due is not None

    @property
    def lapsed(self) -> bool:
        """Whether a sign-off stands although it no longer holds."""
        return bool(self.lacks)

    def wants_recheck(self, day: date) -> bool:
        """Whether a sign-off that stands is to be looked at again by a day."""
        return self.recheck_due is not None and (self.lapsed or self.recheck_due <= day)

    @property
    def refused(self) -> tuple[tuple[Entry, str], ...]:
        """The decisions that break a rule and so do not count, each with all that is wrong."""
        return tuple(
            (decision.entry, "; ".join(decision.wrong))
            for decision in self.history
            if decision.breaks_a_rule
        )

    @property
    def disputed(self) -> dict[str, str]:
        """What was decided against a rule, and not rightly since: "sign-off", with the reason."""
        found: dict[str, str] = {}
        for decision in self.history:
            if decision.stands:
                found.pop(step(decision.entry).noun, None)
            elif decision.breaks_a_rule and self.state is not MeasureState.WITHDRAWN:
                found[step(decision.entry).noun] = "; ".join(decision.wrong)
        return found


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
    if last is None or last.state not in CLOSED:
        return MeasureStanding(measure, last.state if last else OPEN, None, (), decisions)
    if targets is None:
        targets = targets_of(records.plan, measure, history, day)
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


def state_of(standing: MeasureStanding, day: date) -> str:
    """Return the state of a measure with what is worth knowing of it, as seen on a day."""
    said: str = standing.state
    if standing.rebounds:
        before = "" if standing.state is MeasureState.REOPENED else f"{said}, "
        said = f"{before}reopened {times(standing.rebounds)}"
    said += "".join(f", {a(noun)} does not count" for noun in standing.disputed)
    if standing.lapsed:
        said += ", no longer met: recheck"
    elif standing.recheck_due is not None:
        verb = "recheck was due" if standing.recheck_due < day else "recheck due"
        said += f", {verb} {say_day(standing.recheck_due, seen_from=day)}"
    return said
