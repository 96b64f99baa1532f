"""Adding one entry to a plan: what `log`, `undo` and their like share."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from rectrack import store
from rectrack.errors import BusyError, NotWrittenError, RectrackError
from rectrack.log.entry import Entry, encode
from rectrack.log.insertion import with_entry
from rectrack.records import Records, read_records

Compose = Callable[[Records], Entry | None]
"""Makes the stamped entry to add from what the plan says now; None where it is there already."""


class Added(Struct, frozen=True):
    """An entry that was added, what the plan said before it, and the plan's bytes now."""

    entry: Entry
    before: Records
    raw: bytes


def append(path: Path, compose: Compose) -> Added | None:
    """Add the entry that `compose` makes; None where it made none.

    Raises NotWrittenError with the line to paste where the plan cannot be written.
    """
    added: Added | None = None
    line = ""

    def change(raw: bytes) -> bytes | None:
        nonlocal added, line
        records = read_records(raw)
        entry = compose(records)
        if entry is None:
            return None
        line = encode(entry).decode()
        added = Added(entry, records, with_entry(records.document, records.log, entry))
        return added.raw

    try:
        store.update(path, change)
    except (BusyError, OSError) as error:
        if not line:
            change(store.read(path))
        code = error.exit_code if isinstance(error, RectrackError) else 1
        reason = str(error) if code != 1 else f"{path} cannot be written: {_reason(error)}"
        raise NotWrittenError(f"{reason}; nothing was logged", line, code) from None
    except RectrackError as error:
        if not line:
            raise
        raise NotWrittenError(f"{path}: {error}", line) from None
    return added


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error)
