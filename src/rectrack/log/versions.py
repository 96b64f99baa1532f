"""One fact, written down and corrected since: its first entry, and the version in force."""

from collections.abc import Iterator, Mapping

from rectrack.log.entry import Entry


def version(
    entry: Entry, named: Mapping[str, Entry], corrected: Mapping[str, Entry]
) -> Entry | None:
    """Return the version in force of the fact that an entry writes down, corrects or voids.

    None where it is voided. `named` are the entries by their ids, and `corrected` the corrections
    in force by the ids that they correct.
    """
    *_, first = versions(entry, named)
    found: Entry | None = first
    while found is not None and (correction := corrected.get(found.id or "")) is not None:
        found = None if correction.voids else correction
    return found


def versions(entry: Entry, named: Mapping[str, Entry]) -> Iterator[Entry]:
    """Yield an entry and what it corrects, back to what corrects nothing, and never endlessly."""
    yield entry
    seen = set()
    while (name := entry.corrects) is not None and name in named and name not in seen:
        seen.add(name)
        entry = named[name]
        yield entry


def ends(links: Mapping[str, str]) -> dict[str, str]:
    """Return for each name where the links that begin with it end, each link followed once.

    The names of a circle, and those that lead into it, all end at one name of it.
    """
    found: dict[str, str] = {}
    for name in sorted(links):  # so that a circle ends alike wherever its names stand
        passed: dict[str, None] = {}
        end = name
        while end in links and end not in passed and end not in found:
            passed[end] = None
            end = links[end]
        found |= dict.fromkeys(passed, found.get(end, end))
    return found
