"""The rules of signing off: what must hold before a measure may be called done.

Each rule gives its sentence about what is missing, and all of them are asked, so that a person
learns at once what there is to do.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from itertools import accumulate

from rectrack.log.entry import Entry
from rectrack.log.history import History, until
from rectrack.log.versions import versions
from rectrack.plan.model import Measure, Plan
from rectrack.records import Records, bearing_on, known_at
from rectrack.targets.standing import Standing, stand
from rectrack.targets.state import State
from rectrack.wording import day as say_day
from rectrack.wording import plural


def targets_of(plan: Plan, measure: Measure, history: History, day: date) -> list[Standing]:
    """Return where the targets of a measure stand on a day, were it not withdrawn."""
    return [
        stand(plan, plan.targets[name], history, day, withdrawn=False) for name in measure.targets
    ]


def missing(measure: Measure, targets: Sequence[Standing], history: History) -> tuple[str, ...]:
    """Return what is missing for a sign-off, whoever gives it, where its targets stand so."""
    return _outstanding(targets) + no_evidence(measure, history)


class SignOffRules:
    """The rules as they apply to one measure. What held on a day, or was known, is found once.

    `history` reaches up to the last day that is asked for.
    """

    def __init__(self, records: Records, measure: Measure, history: History) -> None:
        self.records = records
        self.measure = measure
        self._history = history
        self._missing: dict[tuple[date, bool], tuple[str, ...]] = {}
        self._own_work: dict[tuple[str, date], tuple[str, ...]] = {}
        self._was_right: dict[tuple[date, int, bool], bool] = {}

    def broken_by(self, approval: Entry) -> tuple[str, ...]:
        """Return every rule that an approval breaks, judged as of its own day.

        A sign-off is given by somebody who had no part in the work. A passed recheck finds again
        what the sign-off found; whoever takes the readings for it may also say so.
        """
        day, key = approval.date, (approval.date, is_conclusion(approval))
        if key not in self._missing:
            then = self._history.cut(self.measure.targets, day)
            self._missing[key] = self._lacking(then, approval)
        return self._missing[key] + self._own_work_of(approval)

    def was_right_then(self, approval: Entry) -> bool:
        """Whether an approval that breaks a rule does so only by what was logged after it."""
        if approval.logged is None or self._own_work_of(approval):
            return False
        if not self.is_known_better(approval.date, since=approval.logged):
            return False
        at = bisect_right(self._logged[0], approval.logged)
        key = approval.date, at, is_conclusion(approval)
        if key not in self._was_right:
            known = until(known_at(self.records, self._bearing, approval.logged), approval.date)
            self._was_right[key] = not self._lacking(known, approval)
        return self._was_right[key]

    def is_known_better(self, day: date, *, since: datetime) -> bool:
        """Whether anything that was logged since a moment bears on a day."""
        moments, earliest = self._logged
        at = bisect_right(moments, since)
        return at < len(moments) and earliest[at] <= day

    def _lacking(self, then: History, approval: Entry) -> tuple[str, ...]:
        targets = targets_of(self.records.plan, self.measure, then, approval.date)
        if is_conclusion(approval):
            return missing_for_conclusion(targets, approval.date)
        return missing(self.measure, targets, then)

    def _own_work_of(self, approval: Entry) -> tuple[str, ...]:
        if not is_sign_off(approval) and not is_conclusion(approval):
            return ()
        key = approval.by, approval.date
        if key not in self._own_work:
            then = self._history.cut(self.measure.targets, approval.date)
            self._own_work[key] = own_work(self.records, self.measure, approval.by, then)
        return self._own_work[key]

    @cached_property
    def _bearing(self) -> list[Entry]:
        return bearing_on(self.records, self.measure.targets)

    @cached_property
    def _logged(self) -> tuple[list[datetime], list[date]]:
        """When entries were logged, and the first day that those from then on bear on.

        A correction, and what it corrects, may bear on any day.
        """
        corrected = {each.corrects for each in self._bearing if each.corrects}
        found = sorted(
            (each.logged, date.min if each.corrects or each.id in corrected else each.date)
            for each in self._bearing
            if each.logged is not None
        )
        days = accumulate((day for _, day in reversed(found)), min)
        return [moment for moment, _ in found], list(days)[::-1]


def is_sign_off(word: Entry) -> bool:
    """Whether a word on a measure signs it off."""
    return word.event == "signed-off"


def is_conclusion(decision: Entry) -> bool:
    """Whether a decision on a measure concludes it."""
    return decision.event == "concluded"


def missing_for_conclusion(targets: Sequence[Standing], day: date) -> tuple[str, ...]:
    """Return what is missing on a day for concluding a measure, whose targets stand so."""
    if not targets:
        return ("it has no targets",)
    rest = [each for each in targets if is_unsettled(each)]
    if not rest:
        return ("nothing is outstanding: sign it off instead",)
    found = []
    last = max(each.span.end for each in targets)
    if day <= last:
        found.append(f"its last day is {say_day(last)}")
    open_still = [each.target.id for each in rest if each.state is not State.FAILED]
    if open_still:
        found.append(f"outstanding, but not failed: {', '.join(open_still)}")
    silent = [each.target.id for each in rest if each.unanswered]
    if silent:
        found.append(f"failed and not explained: {', '.join(silent)}")
    return tuple(found)


def is_unsettled(target: Standing) -> bool:
    """Whether a target keeps its measure from being signed off: neither met nor waived."""
    return target.outstanding and target.waived_until is None


def _outstanding(targets: Sequence[Standing]) -> tuple[str, ...]:
    if not targets:
        return ("it has no targets",)
    names = [each.target.id for each in targets if is_unsettled(each)]
    if not names:
        return ()
    return (f"{len(names)} of {plural(len(targets), 'target')} outstanding: {', '.join(names)}",)


def no_evidence(measure: Measure, history: History) -> tuple[str, ...]:
    """Say on which targets no entry has evidence; waivers and extensions may have it too."""
    names = [
        name
        for name in measure.targets
        if not any(
            entry.evidence
            for entry in (*history.progress.get(name, ()), *history.target_decisions.get(name, ()))
        )
    ]
    return (f"no evidence on {', '.join(names)}",) if names else ()


def own_work(records: Records, measure: Measure, person: str, history: History) -> tuple[str, ...]:
    """Say what part a person had in a measure: its lead, or work on its targets.

    Who logged what somebody else amended has logged it too.
    """
    worked_on = [
        name
        for name in measure.targets
        if any(
            person in records.plan.members(entry.credited)
            or any(person == each.by for each in versions(entry, records.named))
            for entry in history.progress.get(name, ())
        )
    ]
    leads = (f"{person} is the measure's lead",) if person == measure.lead else ()
    return leads + ((f"{person} worked on {', '.join(worked_on)}",) if worked_on else ())
