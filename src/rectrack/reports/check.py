"""What a plan may have against it although it can be read: the warnings of `check`."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import PurePath

from rectrack.errors import Finding
from rectrack.log.entry import Entry, content
from rectrack.log.history import until
from rectrack.log.validation import is_looked_up, is_progress
from rectrack.plan.model import Measure, Target
from rectrack.records import Records
from rectrack.reports.closing import closing
from rectrack.reports.life_cycle import step
from rectrack.reports.sign_off_rules import is_sign_off
from rectrack.reports.status import answerable
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import moves_nothing
from rectrack.targets.progress import Progress, progress_of
from rectrack.targets.standing import holders
from rectrack.targets.state import State

Exists = Callable[[str], bool]


def check(records: Records, exists: Exists) -> list[Finding]:
    """Return every finding on a plan, by place; `exists` tells whether an evidence path does."""
    rules = (
        _unserved_problems,
        _empty_measures,
        _blank_figures,
        _due_outside_period,
        _identical_entries,
        _shared_names,
        _idle_entries,
        _doubtful_words,
    )
    found = list(records.findings)
    for rule in rules:
        found += rule(records)
    found += _missing_evidence(records, exists)
    day = _last_day(records)
    history = until(records.entries, day)
    targets = records.plan.targets.values()
    progress = {each.id: progress_of(records.plan, each, history, day) for each in targets}
    found += _idle_people(records, progress)
    found += _entries_out_of_time(records, progress)
    return sorted(found, key=lambda finding: (finding.place, finding.severity))


def _warn(records: Records, rule: str, name: str, message: str) -> Finding:
    places = records.plan.places
    place = places.get(name) or places.get(name.split(".", maxsplit=1)[0], (0, 0))
    return Finding("warning", rule, message, *place)


def _at_entry(records: Records, rule: str, entry: Entry, message: str) -> Finding:
    return Finding("warning", rule, message, *records.log.place_of(entry))


def _unserved_problems(records: Records) -> Iterator[Finding]:
    """A problem should be served by a target that can be measured now, its figures set."""
    plan = records.plan
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
            else "no measure with a target answers it"
        )
        yield _warn(
            records,
            "unserved-problem",
            problem,
            f"{problem} is served by nothing measurable: {why}",
        )


def _empty_measures(records: Records) -> Iterator[Finding]:
    for measure in records.plan.measures.values():
        if not measure.targets:
            message = f"{measure.id} has no targets: nothing would show that it was carried out"
            yield _warn(records, "empty-measure", measure.id, message)


def _blank_figures(records: Records) -> Iterator[Finding]:
    for target in records.plan.targets.values():
        for name in target.blanks:
            message = (
                f"{target.id}: {name} is still blank; until it is set there is {State.NO_DATA}"
            )
            yield _warn(records, "blank-figure", f"{target.id}.{name}", message)


def _due_outside_period(records: Records) -> Iterator[Finding]:
    period = records.plan.period
    for target in records.plan.targets.values():
        for key, day in (("start", target.span.start), ("due", target.span.end)):
            if day not in period:
                message = f"{target.id}: {key} is {day}, outside the plan's period"
                yield _warn(records, "outside-period", f"{target.id}.{key}", message)


def _idle_people(records: Records, progress: dict[str, Progress]) -> Iterator[Finding]:
    plan = records.plan
    busy = {name for target in plan.targets for name in answerable(plan, target)}
    busy |= {measure.lead for measure in plan.measures.values()}
    busy.update(*map(holders, progress.values()))
    for person in plan.people.values():
        if person.id not in busy and person.left is None:
            message = f"{person.id} answers for nothing: no measure, no target, no part of one"
            yield _warn(records, "idle-person", person.id, message)


def _identical_entries(records: Records) -> Iterator[Finding]:
    """Entries without an id cannot be told apart; each of them counts."""
    nameless = sorted(
        (entry for entry in records.entries if entry.id is None),
        key=lambda entry: (content(entry), records.log.place_of(entry)),
    )
    for before, entry in pairwise(nameless):
        if content(before) == content(entry):
            line, _ = records.log.place_of(before)
            message = f"says the same as the entry on line {line}; both count"
            yield _at_entry(records, "identical-entries", entry, message)


def _shared_names(records: Records) -> Iterator[Finding]:
    """Entries and batches share one name space, so that `undo` takes back what is meant."""
    batches = {entry.batch for entry in records.log.entries}
    for entry in records.named.values():
        if entry.id in batches:
            message = f"the id {entry.id} is the name of a batch too: undo takes back this entry"
            yield _at_entry(records, "shared-name", entry, message)


def _entries_out_of_time(records: Records, progress: dict[str, Progress]) -> Iterator[Finding]:
    for entry, target in _progress(records):
        when = kind_of(target).out_of_time(entry, progress[target.id].span)
        if when is not None:
            message = f"this entry on {entry.target} is dated {entry.date}, {when}"
            yield _at_entry(records, "out-of-time", entry, message)


def _idle_entries(records: Records) -> Iterator[Finding]:
    """An entry for nobody who has a part in its target changes nothing."""
    for entry, target in _progress(records):
        wrong = moves_nothing(records.plan, kind_of(target), entry)
        if wrong is not None:
            yield _at_entry(records, "idle-entry", entry, f"changes nothing: {wrong}")


def _progress(records: Records) -> Iterator[tuple[Entry, Target]]:
    for entry in records.entries:
        if entry.target is not None and is_progress(entry):
            yield entry, records.plan.targets[entry.target]


def _last_day(records: Records) -> date:
    return records.entries[-1].date if records.entries else records.plan.period.end


def _doubtful_words(records: Records) -> Iterator[Finding]:
    """A word on a measure that is passed over, or an approval that no longer holds."""
    day = _last_day(records)
    history = until(records.entries, day)
    for measure in records.plan.measures.values():
        for word in closing(records, measure, history, day).history:
            wrong = "; ".join(word.wrong)
            what = "sign-off" if is_sign_off(word.entry) else "recheck"
            if not word.stands and is_sign_off(word.entry):
                rule, said = "refused-sign-off", f"the sign-off of {measure.id} does not count"
            elif not word.stands:
                rule, said = "idle-word", f"changes nothing: {measure.id} {step(word.entry).cannot}"
            elif word.wrong:
                rule = f"lapsed-{what}"
                said = f"the {what} of {measure.id} no longer holds, by what was logged since"
            else:
                continue
            yield _at_entry(records, rule, word.entry, f"{said}: {wrong}")


def _missing_evidence(records: Records, exists: Exists) -> Iterator[Finding]:
    for entry in records.entries:
        for reference in entry.evidence:
            if is_looked_up(reference) and not exists(reference):
                message = f"the evidence {PurePath(reference)} does not exist"
                yield _at_entry(records, "missing-evidence", entry, message)
