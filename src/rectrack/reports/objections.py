"""What speaks against adding entries: whatever would be wrong that is not wrong now."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import astuple

from rectrack.log.entry import Entry
from rectrack.log.history import until
from rectrack.log.validity import is_progress
from rectrack.records import Records, unsettled
from rectrack.reports.closing import Word, cannot, closing
from rectrack.targets.kinds import kind_of


def objections(
    before: Records, after: Records, added: Sequence[Entry]
) -> Iterator[tuple[Entry, str]]:
    """Yield the entries that would not count, or would move nothing, and why.

    `after` is what `before` says once the entries are added. What they would unsettle among the
    entries that are there speaks against them too; what was wrong before does not.
    """
    fresh = {id(entry) for entry in added}
    known = {(id(doubt.entry), doubt.message) for doubt in before.doubts}
    for entry, severity, message in map(astuple, after.doubts):
        if severity == "warning" or (id(entry), message) in known:
            continue
        line, _ = after.log.place_of(entry)
        yield entry, message if id(entry) in fresh else unsettled(line, message)
    yield from _idle(after, added)
    yield from _passed_over(before, after, added)


def _idle(after: Records, added: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    counting = {id(entry) for entry in after.entries}
    for entry in added:
        if entry.target is None or id(entry) not in counting or not is_progress(entry):
            continue
        wrong = kind_of(after.plan.targets[entry.target]).moves_nothing(after.plan, entry)
        if wrong is not None:
            yield entry, wrong


def _passed_over(
    before: Records, after: Records, added: Sequence[Entry]
) -> Iterator[tuple[Entry, str]]:
    """A word on a measure that breaks a rule, or has no place, would be in the file in vain.

    So would one that is there already, where a word before it takes its place and its effect.
    """
    by_measure: dict[str, dict[int, Entry]] = {}
    for entry in added:
        if entry.measure in after.plan.measures:
            by_measure.setdefault(entry.measure, {})[id(entry)] = entry
    was, now = _words(before, by_measure), _words(after, by_measure)
    for name, fresh in by_measure.items():
        measure = after.plan.measures[name]
        stood = {id(word.entry): word.state for word in was[name] if word.stands}
        for word in now[name]:
            why = f"{measure.id} {cannot(word.entry)}: {'; '.join(word.wrong)}"
            if id(word.entry) in fresh and word.wrong:
                yield word.entry, why
            elif stood.get(id(word.entry), word.state) != word.state and not word.stands:
                line, _ = after.log.place_of(word.entry)
                yield next(iter(fresh.values())), unsettled(line, why)


def _words(records: Records, measures: Iterable[str]) -> dict[str, tuple[Word, ...]]:
    """Return all words on some measures."""
    names = tuple(measures)
    if not names:
        return {}
    last = records.entries[-1].date if records.entries else date.min
    history = until(records.entries, last)
    plan = records.plan
    return {name: closing(records, plan.measures[name], history, last).history for name in names}
