"""What speaks against adding entries: whatever would be wrong that is not wrong now."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import astuple

from rectrack.log.entry import Entry
from rectrack.log.history import until
from rectrack.log.validity import is_progress
from rectrack.records import Records, unsettled
from rectrack.reports.closing import cannot, closing
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
    yield from _passed_over(after, added)


def _idle(after: Records, added: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    counting = {id(entry) for entry in after.entries}
    for entry in added:
        if entry.target is None or id(entry) not in counting or not is_progress(entry):
            continue
        wrong = kind_of(after.plan.targets[entry.target]).moves_nothing(after.plan, entry)
        if wrong is not None:
            yield entry, wrong


def _passed_over(after: Records, added: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """A word on a measure that breaks a rule, or has no place, would be in the file in vain."""
    fresh = {id(entry) for entry in added if entry.measure is not None}
    names = {entry.measure for entry in added if id(entry) in fresh}
    if not names:
        return
    day = max(entry.date for entry in added)
    history = until(after.entries, day)
    for measure in after.plan.measures.values():
        if measure.id in names:
            for word in closing(after, measure, history, day).history:
                if word.wrong and id(word.entry) in fresh:
                    yield word.entry, f"{measure.id} {cannot(word.entry)}: {'; '.join(word.wrong)}"
