"""One fact, written down and corrected since: its first entry, and the version in force."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

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


class Facts(Struct, frozen=True):
    """All entries of a log by the facts that they write down, each once.

    `alone` are those that neither correct nor are corrected, by their targets. Of the others there
    are all versions of each fact, `corrected` by the ids of what their corrections lead back to.
    """

    alone: Mapping[str | None, list[Entry]]
    corrected: Mapping[str, list[Entry]]

    def on(self, targets: Iterable[str]) -> list[Entry]:
        """Return all entries on the facts of which any entry is on one of these targets.

        A correction may bring an entry from another target, or name one that is set aside.
        """
        names = set(targets)
        found = [each for name in names for each in self.alone.get(name, ())]
        for versions_of_it in self.corrected.values():
            if any(each.target in names for each in versions_of_it):
                found += versions_of_it
        return found


def facts(entries: Sequence[Entry]) -> Facts:
    """Return entries by the facts that they write down."""
    correcting = [each for each in entries if each.voids or each.replaces]
    first = ends({each.id: each.corrects for each in correcting if each.id and each.corrects})
    behind = {*first.values(), *[each.corrects for each in correcting]} - {""}
    alone: defaultdict[str | None, list[Entry]] = defaultdict(list)
    corrected: defaultdict[str, list[Entry]] = defaultdict(list)
    for each in entries:
        if each.id in behind or each.voids or each.replaces:
            name = each.corrects or each.id or ""
            corrected[first.get(name, name)].append(each)
        else:
            alone[each.target].append(each)
    return Facts(alone, corrected)
