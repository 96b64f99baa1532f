"""The rows of a file → the entries that they mean, all of them or none."""

from collections.abc import Callable, Container, Iterable
from datetime import UTC, date, datetime

from msgspec import Struct
from msgspec.structs import replace

from rectrack.commands.drafting import check_past, target_named, value_of
from rectrack.errors import Finding, RequestError
from rectrack.log.by_row import Said, what_is_said
from rectrack.log.entry import Entry
from rectrack.log.rows import Rows, row_fault
from rectrack.log.validity import fault, is_progress
from rectrack.log.writing import Stamp, logged_before
from rectrack.plan.reader import Found
from rectrack.records import Records, with_added
from rectrack.reports.objections import objections
from rectrack.targets.kinds import kind_of, refusal

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

    `after` is what the plan will say with them.
    """

    entries: tuple[Entry, ...]
    lines: dict[str | None, int]
    there: int
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
    lines: dict[str | None, int] = {}
    stamped: list[Entry] = []
    for entry, line in drafts:
        try:
            stamped.append(stamp.on(entry))
        except RequestError as error:
            findings.append(row_fault(line, str(error)))
        else:
            lines[stamped[-1].id] = line
    entries = tuple(stamped)
    after = with_added(records, entries)
    for entry, why in objections(records, after, entries):
        if unsure.isdisjoint({entry.target, entry.corrects}):
            findings.append(row_fault(lines.get(entry.id, 0), why))
    if findings:
        raise RowsError(findings)
    return Batch(entries, lines, len(said) - len(entries), after)


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
        value = value_of(said, target, "value") if said else kind.value_by_default
        return kind.as_meant(replace(entry, value=value))
