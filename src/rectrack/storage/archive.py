"""A zip file → the parts that are asked for, each unpacked within bounds.

Nothing is unpacked to the disk, and nothing at all but what is asked for: pictures, macros and
links to elsewhere stay packed, however large they are.
"""

import posixpath
import struct
import zipfile
import zlib
from io import BytesIO

from rectrack.errors import RequestError
from rectrack.limits import LARGEST_PART, MOST_PARTS_OF_FILE
from rectrack.storage.cell_names import place_of

ENTRY = b"PK\x01\x02"
"""How each line of a zip file's directory begins."""
AS_XLSX = "save it as an Excel workbook (.xlsx)"
DAMAGED = "it is damaged: open it in a spreadsheet program, and save it anew"
ENCRYPTED = 1
"""The flag of a part that needs a password."""
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""How every office program packs; other ways unpack to more at once than can be bounded."""

BROKEN = (
    *(zipfile.BadZipFile, struct.error, zlib.error),
    *(ValueError, OverflowError, EOFError, OSError, RuntimeError),
)
"""What the library raises for a file that is no sound zip file."""


class WorkbookError(RequestError):
    """A workbook cannot be read; its text is the sentence that says why and what to do.

    `sheet`, `row` and `column` are those of the cell that is to blame, if it is one of them.
    """

    def __init__(self, message: str, sheet: str = "", row: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.sheet, self.row, self.column = sheet, row, column

    @property
    def place(self) -> str:
        """The name of the cell, or of the sheet alone, or nothing."""
        return place_of(self.sheet, self.row, self.column)


class Archive:
    """The parts of a zip file by their names, whatever their case and slashes."""

    def __init__(self, raw: bytes) -> None:
        """Read the directory; raises WorkbookError where it is broken, or too long to be read."""
        if raw.count(ENTRY) > MOST_PARTS_OF_FILE:  # each takes a hundredfold once it is read
            raise WorkbookError(
                f"it is packed of more than {MOST_PARTS_OF_FILE} parts: copy the rows into a new"
                " workbook"
            )
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
        except BROKEN:
            raise WorkbookError(DAMAGED) from None
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for part in self._zip.infolist():
            if part.is_dir():
                continue
            name = _plain(part.filename)
            if name in self._parts:
                raise WorkbookError(f"it has two parts of one name, and {DAMAGED}")
            self._parts[name] = part

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    def read(self, name: str) -> bytes:
        """Return a part unpacked, of no more than LARGEST_PART bytes, whatever it declares.

        Raises WorkbookError where it is larger, locked, missing or damaged.
        """
        part = self._parts.get(_plain(name))
        if part is None:
            raise WorkbookError(f"its part {name} is missing: {DAMAGED}")
        if part.flag_bits & ENCRYPTED:
            raise WorkbookError(f"it is protected by a password: {AS_XLSX} without one")
        if part.compress_type not in PACKED:
            raise WorkbookError(
                f"it is packed in an unusual way: {AS_XLSX} by a spreadsheet program"
            )
        try:
            with self._zip.open(part) as file:
                found = file.read(LARGEST_PART + 1)
        except BROKEN:
            raise WorkbookError(f"its part {name} cannot be unpacked: {DAMAGED}") from None
        if len(found) > LARGEST_PART:
            raise WorkbookError(
                f"it unpacks to more than {LARGEST_PART >> 20} MB:"
                " copy the rows into a new workbook"
            )
        return found


def _plain(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/").lstrip("/")).casefold()
