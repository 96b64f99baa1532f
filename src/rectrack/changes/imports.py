"""The rows of a file → the entries that they mean, all of them or none."""

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import UTC, date, datetime

from msgspec import Struct
from msgspec.structs import replace

from rectrack.changes.log import check_past, target_named
from rectrack.changes.refusals import refusals
from rectrack.changes.value_and_note import value_of
from rectrack.errors import Finding, RequestError
from rectrack.log.entry import Entry, what_it_tells
from rectrack.log.row_loader import Said, what_is_said
from rectrack.log.row_text import row_fault
from rectrack.log.rows import Rows
from rectrack.log.stamp import Stamp, logged_before
from rectrack.log.validation import fault, is_progress
from rectrack.log.versions import version
from rectrack.plan.record_loader import Found
from rectrack.records import Records, with_added
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import as_meant, refusal

END_OF_TIME = datetime.max.replace(tzinfo=UTC)


class RowsError(RequestError):
    """Rows cannot be added; carries what is wrong with each, in the order of their lines."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(findings, key=lambda finding: finding.place)
        super().__init__("\n".join(finding.message for finding in self.findings))


class Defaults(Struct, frozen=True):
    """What is meant by rows that do not say it: their day, today if None, and their writer.

    `writer` is asked only where a row names nobody. `today` is when days are understood.
    """

    today: date
    writer: Callable[[], str]
    day: date | None = None
    allow_future: bool = False


class Batch(Struct, frozen=True):
    """Entries to be added, the lines of their rows by their ids, and how many were there.

    `repeats` tell by the lines of rows what says the same already; `after` is what the plan will
    say with them.
    """

    entries: tuple[Entry, ...]
    lines: dict[str | None, int]
    there: int
    repeats: dict[int, str]
    after: Records


def entries_of(rows: Rows, records: Records, defaults: Defaults, now: datetime) -> Batch:
    """Return the entries that rows mean, stamped in the order in which they were logged before.

    Any of them may build on any other. Raises RowsError unless all of them can be added.
    """
    said = what_is_said(rows, defaults.today)
    drafting = _Drafting(records, defaults, {each.found.get("id") for each in said})
    findings = list(rows.findings)
    unsure: set[str | None] = set()
    drafts: list[tuple[Entry, int]] = []
    for row in said:
        try:
            entry = drafting.entry(row)
        except RequestError as error:
            findings.append(row_fault(row.line, str(error)))
            unsure |= {row.found.get("target"), row.found.get("id")} - {None}
            continue
        if entry is not None:
            drafts.append((entry, row.line))
    drafts.sort(key=lambda draft: draft[0].logged or END_OF_TIME)
    stamp = Stamp(records.log.entries, now)
    entries = tuple(stamp.on(entry) for entry, _ in drafts)
    lines = {entry.id: line for entry, (_, line) in zip(entries, drafts, strict=True)}
    after = with_added(records, entries)
    for entry, why in refusals(records, after, entries):
        if unsure.isdisjoint({entry.target, entry.corrects}):
            findings.append(row_fault(lines.get(entry.id, 0), why))
    if findings:
        raise RowsError(findings)
    repeats = dict(_repeats(drafts, records))
    return Batch(entries, lines, len(said) - len(entries), repeats, after)


def _repeats(drafts: list[tuple[Entry, int]], records: Records) -> Iterator[tuple[int, str]]:
    """Yield the lines of rows that say what an entry or an earlier row says, and which that is.

    Two rows with ids of their own are two things. An entry that was amended since says it still.
    """
    days = {entry.date for entry, _ in drafts}
    corrected, counting = records.corrected, {id(each) for each in records.entries}
    there: dict[bytes, Entry] = {}
    for each in records.log.entries:
        if each.date in days and id(version(each, records.named, corrected)) in counting:
            there.setdefault(what_it_tells(each), each)
    rows: dict[bytes, tuple[Entry, int]] = {}
    for entry, line in sorted(drafts, key=lambda draft: draft[1]):
        told = what_it_tells(entry)
        other, first = rows.setdefault(told, (entry, line))
        if (twin := there.get(told)) is not None:
            place = records.log.place_of(twin)[0]
            yield line, f"the entry {twin.id}" if twin.id else f"the entry on line {place}"
        elif first != line and (entry.id is None or other.id is None):
            yield line, f"line {first}"


class _Drafting:
    """Makes entries of rows, one after another, each knowing the ids of those before it."""

    def __init__(self, records: Records, defaults: Defaults, ids: Container[str | None]) -> None:
        self._plan, self._defaults = records.plan, defaults
        self._named = dict(records.named)
        # What is undone by one of the rows themselves is there as they say.
        corrected = records.corrected.items()
        self._corrected = {name: each for name, each in corrected if each.id not in ids}

    def entry(self, row: Said) -> Entry | None:
        """Return the entry that a row means, None where it is there; raises RequestError."""
        if row.misread:
            raise RequestError(row.misread)
        entry = self._meant(row.found)
        day_given = "date" in row.found or self._defaults.day is not None
        if logged_before(entry, self._named, self._corrected, day_given=day_given):
            return None
        check_past(entry.date, self._defaults.today, allow_future=self._defaults.allow_future)
        if wrong := fault(entry, self._plan, refusal):
            raise RequestError(wrong)
        if entry.id is not None:
            self._named[entry.id] = entry
        return entry

    def _meant(self, found: Found) -> Entry:
        fields = {"date": self._defaults.day or self._defaults.today, **found}
        fields["by"] = found.get("by") or self._defaults.writer()
        said = fields.pop("value", None)
        entry = Entry(**fields)
        if entry.target is None or not is_progress(entry):
            return replace(entry, value=value_of(said, None, "value") if said else None)
        target = target_named(entry.target, self._plan)
        kind = kind_of(target)
        # What an older version took and logged is brought over as it is.
        asked = None if "logged" in found else target
        value = value_of(said, asked, "value") if said else kind.value_by_default
        return as_meant(kind, replace(entry, value=value))
