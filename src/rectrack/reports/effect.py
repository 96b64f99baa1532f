"""What every entry of a log comes to at the end of a day: it counts, or why it does not."""

from collections.abc import Container, Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from rectrack.log.entry import Entry
from rectrack.records import Records
from rectrack.reports.journal import JournalEntry, Selection, journal


class Effect(StrEnum):
    """What an entry comes to."""

    COUNTS = "counts"
    UNDONE = "undone"
    REPLACED = "replaced"
    SET_ASIDE = "set_aside"
    COPY = "copy"
    LATER = "later"
    UNDOES = "undoes"
    IDLE = "idle"


class EntryEffect(Struct, frozen=True):
    """An entry of the journal with its effect; `unread` where only part of it could be read."""

    found: JournalEntry
    effect: Effect
    unread: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is effective by the day."""
        return self.effect is Effect.COUNTS


def effects(records: Records, day: date) -> Iterator[EntryEffect]:
    """Yield every entry of a log with what it comes to at the end of a day.

    Those that could be read come by (date, logged, id), behind them those that could only be
    read in part and have an id. What has none is not an entry that anything could name: it is
    among the findings of the records alone.
    """
    aside = records.set_aside
    for each in journal(records, Selection(), everything=True).entries:
        effect = _effect(records, each, aside, day)
        if effect is Effect.LATER:
            later = replace(each, counts=False, remark=f"dated after {day}")
            yield EntryEffect(later, effect)
        else:
            yield EntryEffect(each, effect)
    for unread in records.log.unread.values():
        entry = unread.entry
        line, _ = records.log.place_of(entry)
        correction = records.corrected.get(entry.id or "")
        effect, by = Effect.SET_ASIDE, None
        if correction is not None:
            effect, by = _corrected_by(correction), correction.id
        found = JournalEntry(entry, line, counts=False, corrected_by=by, remark=aside[entry])
        yield EntryEffect(found, effect, unread=True)


def _effect(records: Records, each: JournalEntry, aside: Container[Entry], day: date) -> Effect:
    entry = each.entry
    if each.counts:
        return Effect.LATER if entry.date > day else Effect.COUNTS
    if entry in aside:
        return Effect.SET_ASIDE
    if records.named.get(entry.id or "", entry) is not entry:
        return Effect.COPY
    if (correction := records.corrected.get(entry.id or "")) is not None:
        return _corrected_by(correction)
    return Effect.UNDOES if entry.voids and each.remark is None else Effect.IDLE


def _corrected_by(correction: Entry) -> Effect:
    return Effect.UNDONE if correction.voids else Effect.REPLACED
