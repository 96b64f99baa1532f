"""The rows of a file → the change that adds what they mean, all of them or none."""

from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from rectrack import days
from rectrack.changes.change import Change, added
from rectrack.changes.log import check_past, target_named
from rectrack.changes.refusals import refusals
from rectrack.changes.repeats import name_of, twins
from rectrack.changes.value_and_note import value_of
from rectrack.errors import Finding, RequestError
from rectrack.log.entry import Entry, what_it_tells
from rectrack.log.row_loader import LoadedRow, load_rows
from rectrack.log.row_text import row_error
from rectrack.log.rows import Rows
from rectrack.log.sorts import is_progress
from rectrack.log.stamp import logged_before
from rectrack.log.validation import SUBJECTS, error_in
from rectrack.plan.model import Target
from rectrack.plan.record_loader import Found
from rectrack.records import Records
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import as_meant, refusal

END_OF_TIME = datetime.max.replace(tzinfo=UTC)


class RowsError(RequestError):
    """Rows cannot be added; carries what is wrong with each, in the order of their lines."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(findings, key=lambda finding: finding.place)
        super().__init__("\n".join(finding.message for finding in self.findings))


class ImportRequest(Struct, frozen=True, kw_only=True):
    """Rows to be added, and what is meant by those that do not say it.

    `date` is a day as people say it, today if None. `writer` is asked only where a row names
    nobody.
    """

    rows: Rows
    writer: Callable[[], str]
    date: str | None = None
    allow_future: bool = False


class ImportedRows(Change, frozen=True):
    """The change that rows make, and the lines of the rows by the ids of their entries.

    `there` is how many were there; `repeats` tell by their lines which say the same as what.
    """

    rows: Rows
    lines: dict[str | None, int]
    there: int
    repeats: dict[int, str]


def import_rows(records: Records, request: ImportRequest, now: datetime) -> ImportedRows:
    """Return the change that rows make, in the order in which they were logged before.

    Several are one batch, so that one `undo` takes all of them back.

    Any of them may build on any other. Raises RowsError unless all of them can be added, and
    UsageError for a day that is none.
    """
    said = load_rows(request.rows, now.date())
    drafting = _Drafting(records, request, now.date(), {each.found.get("id") for each in said})
    findings = list(request.rows.findings)
    unsure: set[str | None] = set()
    drafts: list[tuple[Entry, int]] = []
    columns: dict[int, int] = {}
    for row in said:
        columns[row.line] = _column(row)
        faults = row.faults
        try:
            entry = None if faults else drafting.entry(row)
        except RequestError as error:
            faults = (row_error(row.line, str(error), _column(row, error)),)
        if faults:
            findings += faults
            unsure |= {row.found.get("target"), row.found.get("id")} - {None}
            continue
        if entry is not None:
            drafts.append((entry, row.line))
    drafts.sort(key=lambda draft: draft[0].logged or END_OF_TIME)
    entries = [entry for entry, _ in drafts]
    change = added(records, entries, now, as_batch=len(entries) > 1)
    lines = {entry.id: line for entry, (_, line) in zip(change.entries, drafts, strict=True)}
    for entry, why in refusals(records, change.after, change.entries):
        if unsure.isdisjoint({entry.target, entry.corrects}):
            line = lines.get(entry.id, 0)
            findings.append(row_error(line, why, columns.get(line, 0)))
    if findings:
        raise RowsError(findings)
    there = len(said) - len(drafts)
    repeats = dict(_repeats(drafts, records, request.rows))
    return ImportedRows(change.entries, records, change.after, request.rows, lines, there, repeats)


def _repeats(
    drafts: list[tuple[Entry, int]], records: Records, rows: Rows
) -> Iterator[tuple[int, str]]:
    """Yield the lines of rows that say what an entry or an earlier row says, and which that is.

    Two rows with ids of their own are two things.
    """
    there = twins(records, [entry for entry, _ in drafts])
    seen: dict[bytes, tuple[Entry, int]] = {}
    for entry, line in sorted(drafts, key=lambda draft: draft[1]):
        other, first = seen.setdefault(what_it_tells(entry), (entry, line))
        if (twin := there.get(entry)) is not None:
            yield line, f"the entry {name_of(twin, records)}"
        elif first != line and (entry.id is None or other.id is None):
            yield line, rows.beside(first)


class _FieldError(RequestError):
    """A row cannot be added because of what one of its cells says."""

    def __init__(self, message: str, key: str) -> None:
        super().__init__(message)
        self.key = key


@contextmanager
def _because_of(key: str) -> Iterator[None]:
    """Let what is refused inside be told at the cell of a key."""
    try:
        yield
    except RequestError as error:
        raise _FieldError(str(error), key) from None


def _column(row: LoadedRow, error: RequestError | None = None) -> int:
    """Return the column of the cell that is to blame, or of what the row is about; 0 of none."""
    keys = (getattr(error, "key", ""), *SUBJECTS, "voids", "replaces")
    return next((row.columns[key] for key in keys if key in row.found and key in row.columns), 0)


class _Drafting:
    """Makes entries of rows, one after another, each knowing the ids of those before it."""

    def __init__(
        self, records: Records, request: ImportRequest, today: date, ids: Container[str | None]
    ) -> None:
        self._plan, self._request, self._today = records.plan, request, today
        self._day = days.given(request.date, today, "--date")
        self._named = dict(records.named)
        # What is undone by one of the rows themselves is there as they say.
        corrected = records.corrected.items()
        self._corrected = {name: each for name, each in corrected if each.id not in ids}

    def entry(self, row: LoadedRow) -> Entry | None:
        """Return the entry that a row means, None where it is there; raises RequestError."""
        entry = self._meant(row.found)
        day_given = "date" in row.found or self._request.date is not None
        if logged_before(entry, self._named, self._corrected, day_given=day_given):
            return None
        with _because_of("date"):
            check_past(entry.date, self._today, allow_future=self._request.allow_future)
        if wrong := error_in(entry, self._plan, refusal):
            raise RequestError(wrong)
        if entry.id is not None:
            self._named[entry.id] = entry
        return entry

    def _meant(self, found: Found) -> Entry:
        fields = {"date": self._day, **found}
        fields["by"] = found.get("by") or self._request.writer()
        said = fields.pop("value", None)
        entry = Entry(**fields)
        if entry.target is None or not is_progress(entry):
            return replace(entry, value=_value(said, None) if said else None)
        target = target_named(entry.target, self._plan)
        kind = kind_of(target)
        # What an older version took and logged is brought over as it is.
        asked = None if "logged" in found else target
        value = _value(said, asked) if said else kind.value_by_default
        return as_meant(kind, replace(entry, value=value))


def _value(said: str, target: Target | None) -> Decimal:
    with _because_of("value"):
        return value_of(said, target, "value")
