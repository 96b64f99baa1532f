"""What is to be known of words and decisions that count as entries, beside what they say."""

from collections.abc import Iterable

from rectrack.log.history import History
from rectrack.plan.model import Plan
from rectrack.reports.closing import MeasureStanding
from rectrack.targets.judging import Extension, extended
from rectrack.wording import day

Caveats = dict[int, str]
"""By the identity of an entry: entries of the same content may differ in what became of them."""


def caveats(plan: Plan, measures: Iterable[MeasureStanding], history: History) -> Caveats:
    """Return which words on measures do not count, and why, and what day an extension moved.

    `measures` are where they stand at the end of the history.
    """
    found = {
        id(word.entry): f"does not count: {'; '.join(word.wrong)}"
        for measure in measures
        for word in measure.history
        if not word.stands
    }
    for name, decisions in history.decisions.items():
        extensions, _ = extended(plan.targets[name], decisions)
        found |= {id(each.entry): _of_extension(each) for each in extensions}
    return found


def _of_extension(extension: Extension) -> str:
    said = f"from {day(extension.before)}"
    if extension.late:
        return f"{said}, asked late"
    return f"{said}, written down after it had passed" if extension.backdated else said
