"""What somebody else amended or took back, on targets of which that is always shown."""

from collections.abc import Mapping

from rectrack.log.corrections import reading_order
from rectrack.log.entry import Entry
from rectrack.log.history import Overruled
from rectrack.log.sorts import is_progress
from rectrack.plan.model import Plan
from rectrack.targets.kinds import kind_of


def overruled(
    plan: Plan, named: Mapping[str, Entry], corrected: Mapping[str, Entry]
) -> dict[str, list[Overruled]]:
    """Return by target the entries that others corrected, each with the last correction of it.

    `corrected` are the corrections in force, by what they correct.

    What nobody in the plan wrote is corrected by anybody, and that is no news.
    """
    found: dict[str, list[Overruled]] = {}
    for name in corrected:
        entry = named[name]
        target = plan.targets.get(entry.target or "")
        if target is None or not is_progress(entry) or not kind_of(target).shows_corrections:
            continue
        if entry.corrects is not None:
            continue  # what it corrects is followed up to here
        correction = _last(corrected, entry)
        if entry.by != correction.by and entry.by in plan.people:
            found.setdefault(target.id, []).append(Overruled(entry, correction))
    for each in found.values():
        each.sort(key=lambda pair: reading_order(pair.entry))
    return found


def _last(corrected: Mapping[str, Entry], entry: Entry) -> Entry:
    """Return the correction in which those of an entry end, one after another."""
    while entry.id is not None and entry.id in corrected:
        entry = corrected[entry.id]
    return entry
