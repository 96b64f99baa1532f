"""One fact, written down and corrected since: its first entry, and the version that counts."""

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


def origins(entries: Iterable[Entry]) -> dict[int, str]:
    """Return the id of what each entry is about in the end, by the identity of the entry.

    Left out is what neither has an id nor corrects anything. A circle is about one of its own.
    """
    all_of_them = list(entries)
    corrects = {each.id: each.corrects for each in all_of_them if each.id and each.corrects}
    ends: dict[str, str] = {}

    def end_of(name: str) -> str:
        passed: dict[str, None] = {}
        while name not in ends and name not in passed and name in corrects:
            passed[name] = None
            name = corrects[name]
        end = ends.get(name, name)
        ends.update(dict.fromkeys(passed, end))
        return end

    return {id(each): end_of(name) for each in all_of_them if (name := each.corrects or each.id)}


class Undone:
    """What voids are about in the end. Each is followed once, however long the chain."""

    def __init__(self, named: Mapping[str, Entry]) -> None:
        self._named = named
        self._found: dict[str, Entry] = {}

    def by(self, void: Entry) -> Entry:
        """Return the entry that a void is about in the end; in a circle, one of the circle."""
        passed: set[str] = set()
        entry = void
        while (name := entry.voids) is not None and name in self._named and name not in passed:
            if name in self._found:
                entry = self._found[name]
                break
            passed.add(name)
            entry = self._named[name]
        self._found.update(dict.fromkeys(passed, entry))
        return entry
