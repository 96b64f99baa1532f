"""What `check` finds of decisions: those that break a rule, and those that nobody could make."""

from collections.abc import Iterator
from datetime import date

from rectrack.log.deciders import NOUNS, part_in
from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.records import Records
from rectrack.reports.closing import withdrawal_of
from rectrack.reports.life_cycle import step
from rectrack.reports.measure_standing import MeasureDecision
from rectrack.reports.sign_off_rules import SignOffRules

About = Iterator[tuple[str | Entry, str, str]]
"""What each finding is about, the rule that is broken, and the sentence."""
Followed = dict[str, tuple[MeasureDecision, ...]]


def wrong_decisions(history: History, measures: Followed) -> About:
    """A decision that breaks a rule is passed over, and somebody has to answer for it."""
    for subject, passed_over in history.passed_over.items():
        if subject not in measures:
            for entry, why in passed_over.items():
                yield entry, *_refused(NOUNS[entry.event or ""], subject, why)
    for name, decisions in measures.items():
        for each in decisions:
            if each.breaks_a_rule:
                yield each.entry, *_refused(step(each.entry).noun, name, "; ".join(each.wrong))


def _refused(noun: str, subject: str, why: str) -> tuple[str, str]:
    return f"refused-{noun}", f"the {noun} of {subject} does not count: {why}"


def doubtful_decisions(measures: Followed) -> About:
    """A decision that has no place at its point, or an approval that no longer holds."""
    for name, decisions in measures.items():
        for each in decisions:
            does, wrong = step(each.entry), "; ".join(each.wrong)
            if each.out_of_place:
                yield each.entry, "idle-word", f"has no effect: {name} {does.cannot}: {wrong}"
            elif each.stands and each.wrong:
                said = f"the {does.noun} of {name} no longer holds, by what was logged since"
                yield each.entry, f"lapsed-{does.noun}", f"{said}: {wrong}"


def nobody_to_decide(records: Records, history: History, day: date) -> About:
    """Somebody must be left who may sign a measure off, and extend or waive its targets."""
    plan = records.plan.as_of(day)
    here = [each.id for each in plan.people.values() if each.is_here(day)]
    for measure in plan.measures.values():
        if not measure.targets or withdrawal_of(measure.id, history) is not None:
            continue
        rules = SignOffRules(records, measure, history)
        parts = [rules.part_of(person, day) for person in here]
        if all(parts):
            why = "; ".join(part[0] for part in parts)
            yield measure.id, "nobody-to-sign", f"nobody could sign {measure.id} off: {why}"
        for name in measure.targets:
            roles = [part_in(plan, measure.id, [name], person) for person in here]
            if all(roles):
                why = "; ".join(filter(None, roles))
                yield name, "nobody-to-extend", f"nobody could extend or waive {name}: {why}"
