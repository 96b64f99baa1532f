"""One fact, written down and corrected since: its first entry, and the version that counts."""

from collections.abc import Mapping

from rectrack.log.entry import Entry


def version(
    entry: Entry, named: Mapping[str, Entry], corrected: Mapping[str, Entry]
) -> Entry | None:
    """Return the version in force of the fact that an entry writes down, corrects or voids.

    None where it is voided. `named` are the entries by their ids, and `corrected` the corrections
    in force by the ids that they correct.
    """
    found: Entry | None = _first(entry, named)
    while found is not None and (correction := corrected.get(found.id or "")) is not None:
        found = None if correction.voids else correction
    return found


def _first(entry: Entry, named: Mapping[str, Entry]) -> Entry:
    """Follow what an entry corrects back to what corrects nothing; in a circle, to any of it."""
    seen = set()
    while (name := entry.corrects) is not None and name in named and name not in seen:
        seen.add(name)
        entry = named[name]
    return entry
