"""Entries that say what another one says already: done twice, or logged twice by a slip."""

from collections.abc import Sequence

from rectrack.log.entry import Entry, what_it_tells
from rectrack.log.versions import version
from rectrack.records import Records


def twins(records: Records, drafts: Sequence[Entry]) -> dict[Entry, Entry]:
    """Return the entries among drafts that say what one in the log says, with that one.

    An entry that was amended since says it still; one that was taken back does not.
    """
    about = {(each.date, each.target) for each in drafts}
    alike = [each for each in records.log.entries if (each.date, each.target) in about]
    corrected, effective = records.corrected, set(records.entries if alike else ())
    there: dict[bytes, Entry] = {}
    for each in alike:
        if version(each, records.named, corrected) in effective:
            there.setdefault(what_it_tells(each), each)
    found = ((each, there.get(what_it_tells(each))) for each in drafts)
    return {each: twin for each, twin in found if twin is not None}


def name_of(entry: Entry, records: Records) -> str:
    """Return the id of an entry that is there, or on which line it stands."""
    return entry.id or f"on line {records.log.place_of(entry)[0]}"
