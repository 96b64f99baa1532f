"""What speaks against adding entries: whatever would be wrong that is not wrong now."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import astuple

from rectrack.log.deciders import not_entitled
from rectrack.log.entry import Entry
from rectrack.log.sorts import is_decision, is_progress
from rectrack.records import Records
from rectrack.reports.closing import followed
from rectrack.reports.life_cycle import step
from rectrack.reports.measure_standing import MeasureDecision
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import moves_nothing


def refusals(
    before: Records, after: Records, added: Sequence[Entry]
) -> Iterator[tuple[Entry, str]]:
    """Yield the entries that would not count, or would move nothing, and why; new ones first.

    `after` is what `before` says once the entries are added. What they would unsettle among the
    entries that are there speaks against them too; what was wrong before does not.
    """
    fresh = set(added)
    known = {(each.entry, each.message) for each in before.entry_findings}
    found = sorted(after.entry_findings, key=lambda each: each.entry not in fresh)
    for entry, severity, message in map(astuple, found):
        if severity == "warning" or (entry, message) in known:
            continue
        line, _ = after.log.place_of(entry)
        yield entry, message if entry in fresh else unsettled(line, message)
    yield from _idle(after, added)
    yield from _passed_over(before, after, added)


def _idle(after: Records, added: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    effective = set(after.entries)
    for entry in added:
        if entry.target is None or entry not in effective or not is_progress(entry):
            continue
        wrong = moves_nothing(after.plan, kind_of(after.plan.targets[entry.target]), entry)
        if wrong is not None:
            yield entry, wrong


def _passed_over(
    before: Records, after: Records, added: Sequence[Entry]
) -> Iterator[tuple[Entry, str]]:
    """A decision that breaks a rule, or has no place, would be in the file in vain.

    So would one that is there already, where one before it takes its place and its effect.
    """
    fresh, effective = set(added), set(after.entries)
    for entry in added:
        if entry not in effective or entry.measure is not None or not is_decision(entry):
            continue
        if (why := not_entitled(after.plan, entry)) is not None:
            yield entry, f"{entry.target or entry.person} cannot be {_done(entry)}: {why}"
    first = {entry.measure: entry for entry in reversed(added)}
    names = [name for name in after.plan.measures if name in first]
    was, now = _decisions(before, names), _decisions(after, names)
    for name in names:
        stood = {decision.entry: decision.state for decision in was[name] if decision.stands}
        for decision in now[name]:
            why = f"{name} {step(decision.entry).cannot}: {'; '.join(decision.wrong)}"
            if decision.entry in fresh and decision.wrong:
                yield decision.entry, why
            elif (
                stood.get(decision.entry, decision.state) != decision.state and not decision.stands
            ):
                line, _ = after.log.place_of(decision.entry)
                yield first[name], unsettled(line, why)


def _done(decision: Entry) -> str:
    """Return what a decision on a target or a person would do to it."""
    done = {"reward": "rewarded", "penalty": "penalised"}
    return done.get(decision.event or "", decision.event or "")


def _decisions(records: Records, measures: list[str]) -> dict[str, tuple[MeasureDecision, ...]]:
    if not measures:
        return {}
    last = records.entries[-1].date if records.entries else date.min
    plan, history = records.plan, records.until(last)
    return {name: followed(records, plan.measures[name], history) for name in measures}


def unsettled(line: int, why: str) -> str:
    """Say that an entry that is there would be set aside."""
    return f"the entry on line {line} would no longer make sense: {why}"
