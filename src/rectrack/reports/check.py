"""What a plan may have against it although it can be read: the warnings of `check`."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain, pairwise
from pathlib import PurePath

from rectrack.errors import Finding
from rectrack.log.entry import Entry, content
from rectrack.log.history import History, until
from rectrack.log.validation import is_looked_up, is_progress
from rectrack.plan.model import Measure, Plan, Target
from rectrack.records import Records
from rectrack.reports.closing import followed
from rectrack.reports.life_cycle import step
from rectrack.reports.sign_off_rules import is_sign_off
from rectrack.reports.status import answerable
from rectrack.targets.cases import Cases
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import moves_nothing
from rectrack.targets.progress import Progress, progress_of
from rectrack.targets.standing import holders
from rectrack.targets.state import State

Exists = Callable[[str], bool]
Warnings = Iterator[tuple[str | Entry, str, str]]
"""What each is about, the rule that it breaks, and the sentence."""


def check(records: Records, exists: Exists) -> list[Finding]:
    """Return every finding on a plan, by place; `exists` tells whether an evidence path does."""
    plan, day = records.plan, _last_day(records)
    history = until(records.entries, day)
    progress = {each.id: progress_of(plan, each, history, day) for each in plan.targets.values()}
    warnings = chain(
        _unserved_problems(plan),
        _empty_measures(plan),
        _blank_figures(plan),
        _due_outside_period(plan),
        _identical_entries(records),
        _shared_names(records),
        _idle_entries(records),
        _doubtful_decisions(records, history, day),
        _missing_evidence(records, exists),
        _idle_people(plan, progress),
        _entries_out_of_time(records, progress),
        _doubtful_entries(progress),
    )
    found = [*records.findings, *(_located(records, *each) for each in warnings)]
    return sorted(found, key=lambda finding: (finding.place, finding.severity))


def _located(records: Records, about: str | Entry, rule: str, message: str) -> Finding:
    """Return a warning at the place of what it is about: an entry, an id, or a key of an id."""
    if isinstance(about, Entry):
        place = records.log.place_of(about)
    else:
        places = records.plan.places
        place = places.get(about) or places.get(about.partition(".")[0], (0, 0))
    return Finding("warning", rule, message, *place)


def _unserved_problems(plan: Plan) -> Warnings:
    """A problem should be served by a target that can be measured now, its figures set."""
    answers: dict[str, list[Measure]] = {}
    for measure in plan.measures.values():
        for problem in measure.answers:
            answers.setdefault(problem, []).append(measure)
    for problem in plan.problems:
        measures = [each for each in answers.get(problem, ()) if each.targets]
        if any(not plan.targets[name].blanks for each in measures for name in each.targets):
            continue
        why = (
            "all of its targets lack a figure"
            if measures
            else "no measure with a target addresses it"
        )
        message = f"{problem} is not addressed by any measurable target: {why}"
        yield problem, "unserved-problem", message


def _empty_measures(plan: Plan) -> Warnings:
    for measure in plan.measures.values():
        if not measure.targets:
            message = f"{measure.id} has no targets: nothing would show that it was carried out"
            yield measure.id, "empty-measure", message


def _blank_figures(plan: Plan) -> Warnings:
    for target in plan.targets.values():
        for name in target.blanks:
            message = f"{target.id}: {name} is not set yet, so the target shows '{State.NO_DATA}'"
            yield f"{target.id}.{name}", "blank-figure", message


def _due_outside_period(plan: Plan) -> Warnings:
    for target in plan.targets.values():
        for key, day in (("start", target.span.start), ("due", target.span.end)):
            if day not in plan.period:
                message = f"{target.id}: {key} is {day}, outside the plan's period"
                yield f"{target.id}.{key}", "outside-period", message


def _idle_people(plan: Plan, progress: dict[str, Progress]) -> Warnings:
    busy = {name for target in plan.targets for name in answerable(plan, target)}
    busy |= {measure.lead for measure in plan.measures.values()}
    busy.update(*map(holders, progress.values()))
    for person in plan.people.values():
        if person.id not in busy and person.left is None:
            message = f"{person.id} has no measure or target (fine for someone who only signs off)"
            yield person.id, "idle-person", message


def _identical_entries(records: Records) -> Warnings:
    """Entries without an id cannot be told apart; each of them counts."""
    nameless = sorted(
        (entry for entry in records.entries if entry.id is None),
        key=lambda entry: (content(entry), records.log.place_of(entry)),
    )
    for before, entry in pairwise(nameless):
        if content(before) == content(entry):
            line, _ = records.log.place_of(before)
            message = f"says the same as the entry on line {line}; both count"
            yield entry, "identical-entries", message


def _shared_names(records: Records) -> Warnings:
    """Entries and batches share one name space, so that `undo` takes back what is meant."""
    batches = {entry.batch for entry in records.log.entries}
    for entry in records.named.values():
        if entry.id in batches:
            message = f"the id {entry.id} is the name of a batch too: undo takes back this entry"
            yield entry, "shared-name", message


def _entries_out_of_time(records: Records, progress: dict[str, Progress]) -> Warnings:
    for entry, target in _progress(records):
        when = kind_of(target).out_of_time(entry, progress[target.id].span)
        if when is not None:
            message = f"this entry on {entry.target} is dated {entry.date}, {when}"
            yield entry, "out-of-time", message


def _doubtful_entries(progress: dict[str, Progress]) -> Warnings:
    """What counts and yet looks like a mistake, and cases that do not count for their days."""
    for name, each in progress.items():
        kind = kind_of(each.target)
        yield from (
            (entry, "doubtful-entry", f"{name}: {why}") for entry, why in kind.doubtful(each)
        )
        if isinstance(kind, Cases):
            yield from (
                (entry, "out-of-time", f"not counted: {why}") for entry, why in kind.outside(each)
            )


def _idle_entries(records: Records) -> Warnings:
    """An entry for nobody who has a part in its target changes nothing."""
    for entry, target in _progress(records):
        wrong = moves_nothing(records.plan, kind_of(target), entry)
        if wrong is not None:
            yield entry, "idle-entry", f"has no effect: {wrong}"


def _progress(records: Records) -> Iterator[tuple[Entry, Target]]:
    for entry in records.entries:
        if entry.target is not None and is_progress(entry):
            yield entry, records.plan.targets[entry.target]


def _last_day(records: Records) -> date:
    return records.entries[-1].date if records.entries else records.plan.period.end


def _doubtful_decisions(records: Records, history: History, day: date) -> Warnings:
    """A decision on a measure that is passed over, or an approval that no longer holds."""
    for measure in records.plan.measures.values():
        for word in followed(records, measure, history):
            wrong = "; ".join(word.wrong)
            what = "sign-off" if is_sign_off(word.entry) else "recheck"
            if not word.stands and is_sign_off(word.entry):
                rule, said = "refused-sign-off", f"the sign-off of {measure.id} does not count"
            elif not word.stands:
                rule, said = "idle-word", f"has no effect: {measure.id} {step(word.entry).cannot}"
            elif word.wrong:
                rule = f"lapsed-{what}"
                said = f"the {what} of {measure.id} no longer holds, by what was logged since"
            else:
                continue
            yield word.entry, rule, f"{said}: {wrong}"


def _missing_evidence(records: Records, exists: Exists) -> Warnings:
    for entry in records.entries:
        for reference in entry.evidence:
            if is_looked_up(reference) and not exists(reference):
                message = f"the evidence {PurePath(reference)} does not exist"
                yield entry, "missing-evidence", message
