"""The rules of signing off: what must hold before a measure may be called done.

Each rule gives its sentence about what is missing, and all of them are asked, so that a person
learns at once what there is to do.
"""

from datetime import date

from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.log.versions import versions
from rectrack.plan.model import Measure, Plan
from rectrack.records import Records
from rectrack.targets.standing import Standing, stand
from rectrack.wording import plural


def missing(plan: Plan, measure: Measure, history: History, day: date) -> tuple[str, ...]:
    """Return what is missing on a day for a sign-off, whoever gives it.

    `history` reaches up to the day.
    """
    standings = [
        stand(plan, plan.targets[name], history, day, withdrawn=False) for name in measure.targets
    ]
    return _outstanding(standings) + no_evidence(measure, history)


def broken_rules(
    records: Records, measure: Measure, approval: Entry, history: History
) -> tuple[str, ...]:
    """Return every rule that an approval breaks, judged as of its own day.

    A sign-off is given by somebody who had no part in the work. A passed recheck finds again
    what the sign-off found; whoever takes the readings for it may also say so.
    """
    then = history.cut(measure.targets, approval.date)
    wrong = missing(records.plan, measure, then, approval.date)
    return wrong + own_work(records, measure, approval.by, then) if is_sign_off(approval) else wrong


def is_sign_off(word: Entry) -> bool:
    """Whether a word on a measure signs it off."""
    return word.event == "signed-off"


def _outstanding(standings: list[Standing]) -> tuple[str, ...]:
    if not standings:
        return ("it has no targets",)
    names = [each.target.id for each in standings if each.outstanding and each.waived_until is None]
    if not names:
        return ()
    return (f"{len(names)} of {plural(len(standings), 'target')} outstanding: {', '.join(names)}",)


def no_evidence(measure: Measure, history: History) -> tuple[str, ...]:
    """Say on which targets no entry has evidence; waivers and extensions may have it too."""
    names = [
        name
        for name in measure.targets
        if not any(
            entry.evidence
            for entry in (*history.progress.get(name, ()), *history.decisions.get(name, ()))
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
