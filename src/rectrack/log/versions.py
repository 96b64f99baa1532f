"""One fact, written down and corrected since: its first entry, and the version in force."""

from collections.abc import Iterable, Iterator, Mapping

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


def facts_by_target(entries: Iterable[Entry]) -> dict[str, dict[str | Entry, list[Entry]]]:
    """Return all entries on a fact, by each target that any of them is on, and by the fact.

    A fact is named as what its corrections lead back to, or is the one entry that has no id.
    """
    there = list(entries)
    first = ends({each.id: each.corrects for each in there if each.id and each.corrects})
    facts: dict[str | Entry, list[Entry]] = {}
    for each in there:
        name = each.corrects or each.id
        facts.setdefault(first.get(name, name) if name else each, []).append(each)
    found: dict[str, dict[str | Entry, list[Entry]]] = {}
    for fact, versions_of_it in facts.items():
        for each in versions_of_it:
            if each.target is not None:
                found.setdefault(each.target, {})[fact] = versions_of_it
    return found
