"""Adding entries to a plan: what `log`, `undo` and their like share."""

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from rectrack.errors import BusyError, NotWrittenError, RectrackError
from rectrack.log.entry import Entry, encode
from rectrack.log.insertion import with_entries
from rectrack.records import Records, read_records
from rectrack.storage import files
from rectrack.terminal.console import tell

Compose = Callable[[Records], Sequence[Entry]]
"""Makes the stamped entries to add from what the plan says now; none where they are there."""


class Added(Struct, frozen=True):
    """The entries that were added, what the plan said before them, and the plan's bytes now."""

    entries: tuple[Entry, ...]
    before: Records
    raw: bytes


def append(path: Path, compose: Compose) -> Added | None:
    """Add the entries that `compose` makes, all or none; None where it made none.

    Raises NotWrittenError with the lines to paste where the plan cannot be written.
    """
    added: Added | None = None
    lines: tuple[str, ...] = ()

    def change(raw: bytes) -> bytes | None:
        nonlocal added, lines
        lines = ()  # what was composed before the plan changed underneath may no longer be right
        records = read_records(raw)
        entries = tuple(compose(records))
        if not entries:
            return None
        lines = tuple(encode(entry).decode() for entry in entries)
        added = Added(entries, records, with_entries(records.document, records.log, entries))
        return added.raw

    try:
        warnings = files.update(path, change)
    except (BusyError, OSError) as error:
        if not lines:
            change(files.read(path))
        code = error.exit_code if isinstance(error, RectrackError) else 1
        reason = str(error) if code != 1 else f"{path} cannot be written: {_reason(error)}"
        raise NotWrittenError(f"{reason}; nothing was logged", lines, code) from None
    except RectrackError as error:
        if not lines:
            raise
        raise NotWrittenError(f"{path}: {error}; nothing was logged", lines) from None
    tell(*(f"warning: {each}" for each in warnings))
    return added


def preview(path: Path, compose: Compose) -> Added | None:
    """Make the entries that would be added, and leave the plan alone; None where there are none."""
    raw = files.read(path)
    records = read_records(raw)
    entries = tuple(compose(records))
    return Added(entries, records, raw) if entries else None


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error)
