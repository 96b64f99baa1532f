"""What speaks against adding entries: whatever would be wrong that is not wrong now."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import astuple

from rectrack.log.entry import Entry
from rectrack.log.history import until
from rectrack.log.validity import is_progress
from rectrack.records import Records, unsettled
from rectrack.reports.closing import closing
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
    yield from _refused_sign_offs(after, added)


def _idle(after: Records, added: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    counting = {id(entry) for entry in after.entries}
    for entry in added:
        if entry.target is None or id(entry) not in counting or not is_progress(entry):
            continue
        wrong = kind_of(after.plan.targets[entry.target]).moves_nothing(after.plan, entry)
        if wrong is not None:
            yield entry, wrong


def _refused_sign_offs(after: Records, added: Sequence[Entry]) -> Iterator[tuple[Entry, str]]:
    """A sign-off that breaks a rule of closing would be in the file and not count."""
    fresh = {id(entry) for entry in added if entry.event == "signed-off"}
    names = {entry.measure for entry in added if id(entry) in fresh}
    if not names:
        return
    plan, day = after.plan, max(entry.date for entry in added)
    history = until(after.entries, day)
    for measure in plan.measures.values():
        if measure.id in names:
            for entry, wrong in closing(plan, measure, history, day).refused:
                if id(entry) in fresh:
                    yield entry, f"{measure.id} cannot be signed off: {wrong}"
