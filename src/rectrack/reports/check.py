"""What a plan may have against it although it can be read: what `check` finds."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain, pairwise
from pathlib import PurePath

from rectrack.errors import Finding, Severity
from rectrack.log.entry import Entry, content
from rectrack.log.sorts import is_progress
from rectrack.log.validation import is_looked_up
from rectrack.plan.model import Measure, Plan, Target
from rectrack.records import Records
from rectrack.reports.closing import followed
from rectrack.reports.decision_findings import (
    About,
    doubtful_decisions,
    nobody_to_decide,
    wrong_decisions,
)
from rectrack.reports.status import answerable
from rectrack.targets.cases import Cases
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import moves_nothing
from rectrack.targets.progress import Progress, progress_of
from rectrack.targets.standing import holders
from rectrack.targets.state import State

Exists = Callable[[str], bool]


def check(records: Records, exists: Exists) -> list[Finding]:
    """Return every finding on a plan, by place; `exists` tells whether an evidence path does."""
    plan, day = records.plan, _last_day(records)
    history = records.until(day)
    progress = {each.id: progress_of(plan, each, history, day) for each in plan.targets.values()}
    measures = {each.id: followed(records, each, history) for each in plan.measures.values()}
    warnings = chain(
        _unserved_problems(plan),
        _empty_measures(plan),
        _blank_figures(plan),
        _due_outside_period(plan),
        _identical_entries(records),
        _shared_names(records),
        _idle_entries(records),
        doubtful_decisions(measures),
        nobody_to_decide(records, history, day),
        _missing_evidence(records, exists),
        _idle_people(plan, progress),
        _roles_of_those_who_left(plan.as_of(day), progress, day),
        _entries_out_of_time(records, progress),
        _doubtful_entries(progress),
    )
    errors = wrong_decisions(history, measures)
    found = [
        *records.findings,
        *(_located(records, "error", *each) for each in errors),
        *(_located(records, "warning", *each) for each in warnings),
    ]
    return sorted(found, key=lambda finding: (finding.place, finding.severity))


def _located(
    records: Records, severity: Severity, about: str | Entry, rule: str, message: str
) -> Finding:
    """Return a finding at the place of what it is about: an entry, an id, or a key of an id."""
    if isinstance(about, Entry):
        place = records.log.place_of(about)
    else:
        places = records.plan.places
        place = places.get(about) or places.get(about.partition(".")[0], (0, 0))
    return Finding(severity, rule, message, *place)


def _unserved_problems(plan: Plan) -> About:
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


def _empty_measures(plan: Plan) -> About:
    for measure in plan.measures.values():
        if not measure.targets:
            message = f"{measure.id} has no targets: nothing would show that it was carried out"
            yield measure.id, "empty-measure", message


def _blank_figures(plan: Plan) -> About:
    for target in plan.targets.values():
        for name in target.blanks:
            message = f"{target.id}: {name} is not set yet, so the target shows '{State.NO_DATA}'"
            assumed = kind_of(target).assumed.get(name)
            if assumed and f"{target.id}.{name}" not in plan.places:
                message += f"; up to version 0.1 it was taken as {assumed}: write {name}: {assumed}"
                message += " to keep that"
            yield f"{target.id}.{name}", "blank-figure", message


def _due_outside_period(plan: Plan) -> About:
    for target in plan.targets.values():
        for key, day in (("start", target.span.start), ("due", target.span.end)):
            if day not in plan.period:
                message = f"{target.id}: {key} is {day}, outside the plan's period"
                yield f"{target.id}.{key}", "outside-period", message


def _idle_people(plan: Plan, progress: dict[str, Progress]) -> About:
    busy = {name for target in plan.targets for name in answerable(plan, target)}
    for measure in plan.measures.values():
        busy |= {measure.lead, *plan.among(measure.with_)}
    busy.update(*map(holders, progress.values()))
    # Who has no place in a chain of superiors that the plan has comes from outside, to sign off.
    superiors = {person.reports_to for person in plan.people.values()}
    for person in plan.people.values():
        outside = superiors != {None} and not person.reports_to and person.id not in superiors
        if person.id not in busy and person.left is None and not outside:
            message = f"{person.id} has no measure or target (fine for someone who only signs off)"
            yield person.id, "idle-person", message


def _roles_of_those_who_left(plan: Plan, progress: dict[str, Progress], day: date) -> About:
    """What falls to somebody who has left falls to nobody."""
    gone = {each.id for each in plan.people.values() if each.left and each.left < day}
    for measure in plan.measures.values():
        if measure.lead in gone:
            yield f"{measure.id}.lead", "left", f"{measure.lead}, who has left, leads {measure.id}"
    for name, each in progress.items():
        target = plan.targets[name]
        if target.owner in gone and target.owner != plan.measures[target.measure].lead:
            yield f"{name}.owner", "left", f"{target.owner}, who has left, owns {name}"
        for holder in holders(each):
            if holder in gone:
                yield name, "left", f"{holder}, who has left, holds an open case of {name}"


def _identical_entries(records: Records) -> About:
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


def _shared_names(records: Records) -> About:
    """Entries and batches share one name space, so that `undo` takes back what is meant."""
    batches = {entry.batch for entry in records.log.entries}
    for entry in records.named.values():
        if entry.id in batches:
            message = f"the id {entry.id} is the name of a batch too: undo takes back this entry"
            yield entry, "shared-name", message


def _entries_out_of_time(records: Records, progress: dict[str, Progress]) -> About:
    for entry, target in _progress(records):
        when = kind_of(target).out_of_time(entry, progress[target.id].span)
        if when is not None:
            message = f"this entry on {entry.target} is dated {entry.date}, {when}"
            yield entry, "out-of-time", message


def _doubtful_entries(progress: dict[str, Progress]) -> About:
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


def _idle_entries(records: Records) -> About:
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


def _missing_evidence(records: Records, exists: Exists) -> About:
    for entry in records.entries:
        for reference in entry.evidence:
            if is_looked_up(reference) and not exists(reference):
                message = f"the evidence {PurePath(reference)} does not exist"
                yield entry, "missing-evidence", message
