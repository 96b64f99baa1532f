"""The pages and ledgers that `rectrack report` writes, anew over older ones and nothing else."""

import zipfile
from io import BytesIO
from pathlib import Path

from rectrack.errors import RequestError
from rectrack.storage import files
from rectrack.storage.location import is_there

PAGE_MARK = b'<meta name="generator" content="rectrack">'
"""Stands in the first bytes of a page of ours."""
LEDGER_MARK = b"<dc:creator>rectrack</dc:creator>"
"""Stands in the properties of a ledger of ours."""
BEGINNING, LARGEST_PROPERTIES = 1024, 1 << 16
"""In bytes: so much is looked at."""
PROPERTIES = "docProps/core.xml"


def publish(path: Path, fresh: bytes) -> tuple[str, ...]:
    """Write a page or a ledger, new or in the place of an older one.

    Returns warnings of what else has come of it. Raises RequestError where something else bears
    its name, or where it cannot be written, and BusyError where it is in use.
    """
    if not is_there(path):
        files.create(path, fresh)
        return ()

    def change(raw: bytes) -> bytes:
        if raw and not _is_ours(raw):
            raise RequestError(
                f"{path} was not written by rectrack report, and is left alone: name another file"
            )
        return fresh

    try:
        return files.update(path, change)
    except OSError as error:
        raise RequestError(f"{path} cannot be written: {error.strerror}") from None


def _is_ours(raw: bytes) -> bool:
    return PAGE_MARK in raw[:BEGINNING] or LEDGER_MARK in _properties(raw)


def _properties(raw: bytes) -> bytes:
    """Return the properties of a workbook, or nothing where it has none that can be read."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive, archive.open(PROPERTIES) as part:
            return part.read(LARGEST_PROPERTIES)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError):
        return b""
