"""The rules of closing: what must hold before a measure may be called done, or still done.

Each rule gives its sentence about what is missing, and all of them are asked, so that a person
learns at once what there is to do.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from itertools import accumulate

from rectrack.log.deciders import had_left, part_in
from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.log.versions import versions
from rectrack.plan.model import Measure, Plan
from rectrack.records import Records, known_at
from rectrack.targets.kinds import kind_of
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


def too_old(targets: Iterable[Standing]) -> tuple[str, ...]:
    """Say which targets are met by what is too old to be found again on the day they stand on."""
    return tuple(
        f"the last reading of {each.target.id} is too old: take a new one"
        for each in targets
        if each.reading.met and not kind_of(each.target).is_fresh(each.progress)
    )


class SignOffRules:
    """The rules as they apply to one measure. What held on a day, or was known, is found once.

    `history` reaches up to the last day that is asked for.
    """

    def __init__(self, records: Records, measure: Measure, history: History) -> None:
        self.records = records
        self.measure = measure
        self._history = history
        self._missing: dict[tuple[date, str | None], tuple[str, ...]] = {}
        self._workers: dict[date, dict[str, set[str]]] = {}
        self._was_right: dict[tuple[date, str | None, int], bool] = {}

    def broken_by(self, decision: Entry) -> tuple[str, ...]:
        """Return every rule that a decision breaks, judged as of its own day.

        A sign-off, and a passed recheck, which finds again what the sign-off found, is given by
        somebody who had no part in the work.
        """
        if not is_approval(decision):
            return self._not_theirs(decision)
        key = decision.date, decision.event
        if key not in self._missing:
            then = self._history.cut(self.measure.targets, decision.date)
            self._missing[key] = self._lacking(then, decision)
        return self._missing[key] + self._not_theirs(decision)

    def was_right_then(self, decision: Entry) -> bool:
        """Whether a decision that breaks a rule does so only by what was logged after it."""
        if decision.logged is None or self._not_theirs(decision):
            return False
        if not self.is_known_better(decision.date, since=decision.logged):
            return False
        key = decision.date, decision.event, bisect_right(self._logged[0], decision.logged)
        if key not in self._was_right:
            known = known_at(self.records, self._bearing, decision.logged).until(decision.date)
            self._was_right[key] = not self._lacking(known, decision)
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
        again = () if is_sign_off(approval) else too_old(targets)
        return missing(self.measure, targets, then) + again

    def _not_theirs(self, decision: Entry) -> tuple[str, ...]:
        """Say why a decision is not its writer's to make, if so."""
        if not is_approval(decision):
            why = self._history.passed_over.get(self.measure.id, {}).get(decision)
            return () if why is None else (why,)
        return self.part_of(decision.by, decision.date)

    def part_of(self, person: str, day: date) -> tuple[str, ...]:
        """Say what part a person has in the measure on a day: a role, or work on its targets."""
        if day not in self._workers:
            then = self._history.cut(self.measure.targets, day)
            self._workers[day] = workers(self.records, self.measure, then, day)
        plan, worked = self.records.plan.as_of(day), self._workers[day]
        role = part_in(plan, self.measure.id, self.measure.targets, person)
        on = ", ".join(name for name, who in worked.items() if person in who)
        left = had_left(plan, person, day)
        return tuple(filter(None, (left, role, on and f"{person} worked on {on}")))

    @cached_property
    def _bearing(self) -> list[Entry]:
        return self.records.facts.on(self.measure.targets)

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


def is_sign_off(decision: Entry) -> bool:
    """Whether a decision on a measure signs it off."""
    return decision.event == "signed-off"


def is_approval(decision: Entry) -> bool:
    """Whether a decision on a measure needs somebody without a part in the work.

    That is a sign-off, a passed recheck, or a conclusion.
    """
    return is_sign_off(decision) or decision.passed is True or is_conclusion(decision)


def is_conclusion(decision: Entry) -> bool:
    """Whether a decision on a measure concludes it."""
    return decision.event == "concluded"


def missing_for_conclusion(targets: Sequence[Standing], day: date) -> tuple[str, ...]:
    """Return what is missing on a day for concluding a measure, whose targets stand so."""
    if not targets:
        return ("it has no targets",)
    rest = [each for each in targets if each.unsettled]
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


def _outstanding(targets: Sequence[Standing]) -> tuple[str, ...]:
    if not targets:
        return ("it has no targets",)
    names = [each.target.id for each in targets if each.unsettled]
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


def workers(records: Records, measure: Measure, history: History, day: date) -> dict[str, set[str]]:
    """Return by target who logged or did the work on it up to a day.

    Who logged what somebody else amended has logged it too. Credit to a group is its members',
    unless it is everybody: then nobody could ever sign.
    """
    plan, found = records.plan, {}
    here = {each.id for each in plan.people.values() if each.is_here(day)}
    for name in measure.targets:
        kind, names, credited = kind_of(plan.targets[name]), set[str](), set[str]()
        for entry in history.progress.get(name, ()):
            for each in versions(entry, records.named):
                if not kind.is_supervision(plan.as_of(each.date).targets[name], each):
                    names.add(each.by)
                    credited.update(each.credited if each is entry else ())
        for whose in credited:
            members = plan.groups.get(whose, (whose,))
            names.update(() if whose in plan.groups and here.issubset(members) else members)
        found[name] = names
    return found
