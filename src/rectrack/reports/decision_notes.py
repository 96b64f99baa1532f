"""What is to be known of effective entries beside what they say."""

from collections.abc import Iterable, Iterator
from datetime import date

from rectrack.log.entry import Entry
from rectrack.log.history import History
from rectrack.log.sorts import is_progress
from rectrack.plan.model import Plan
from rectrack.records import Records
from rectrack.reports.measure_standing import MeasureDecision
from rectrack.targets.extensions import Extension, extended
from rectrack.targets.kinds import kind_of
from rectrack.targets.progress import progress_of
from rectrack.wording import day

DecisionNotes = dict[Entry, str]


def decision_notes(
    plan: Plan, on_measures: Iterable[MeasureDecision], history: History
) -> DecisionNotes:
    """Return which decisions do not count, and why, and what day an extension moved.

    `on_measures` are the decisions of the history on any measures.
    """
    found = {
        each.entry: f"does not count: {'; '.join(each.wrong)}"
        for each in on_measures
        if not each.stands
    }
    for passed_over in history.passed_over.values():
        found |= {entry: f"does not count: {why}" for entry, why in passed_over.items()}
    for name, decisions in history.target_decisions.items():
        extensions, _ = extended(plan.targets[name], decisions)
        found |= {each.entry: _of_extension(each) for each in extensions}
    return found


def of_progress(
    records: Records, added: Iterable[Entry], today: date
) -> Iterator[tuple[Entry, str]]:
    """Yield the entries of progress just added that are out of time, idle or doubtful, and why.

    `records` hold them; `added` are in the order in which they were written down. Those dated
    after today are looked at from their own day.
    """
    fresh: dict[str, list[Entry]] = {}
    for entry in added:
        if entry.target is not None and is_progress(entry):
            fresh.setdefault(entry.target, []).append(entry)
    for name, entries in fresh.items():
        day = max(today, *(entry.date for entry in entries))
        target = records.plan.targets[name]
        progress = progress_of(records.plan, target, records.history.cut((name,), day), day)
        kind = kind_of(target)
        idle = {
            entry: f"this moves no figure: {why}"
            for entry, why in kind.without_effect(progress, entries)
        }
        doubtful = dict(kind.doubtful(progress))
        for entry in entries:
            if entry in doubtful:
                yield entry, doubtful[entry]
            when = kind.out_of_time(entry, progress.span)
            late = entry.date > progress.span.end and kind.counts_late(entry)
            if when and not (late and entry in idle):
                yield entry, f"{entry.date} is {when}"
            elif entry in idle:
                yield entry, idle[entry]


def _of_extension(extension: Extension) -> str:
    said = f"from {day(extension.before)}"
    if extension.late:
        return f"{said}, requested after the deadline"
    return f"{said}, recorded after it had passed" if extension.backdated else said
