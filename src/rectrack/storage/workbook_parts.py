"""Which parts of the archive are the first visible sheet of a workbook, its styles and texts."""

import posixpath

from msgspec import Struct

from rectrack.limits import MOST_STYLES
from rectrack.storage.archive import AS_XLSX, DAMAGED, Archive, WorkbookError
from rectrack.storage.xml_scan import Scan

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OTHERWISE = {
    "xl/workbook.bin": f"it is a binary workbook (.xlsb): {AS_XLSX}",
    "word/document.xml": "it is a text document, not a workbook: copy its table into a workbook",
    "ppt/presentation.xml": "it is a set of slides, not a workbook: copy its table into a workbook",
    "mimetype": f"it is an OpenDocument file (.ods): {AS_XLSX}",
}
"""What a zip file is that has such a part."""


class Chosen(Struct, frozen=True):
    """The sheet that is read, by name and part, and what its cells refer to, "" if nothing.

    `from_1904` says that days are counted from 1904, as Macs did.
    """

    name: str
    sheet: str
    texts: str
    styles: str
    from_1904: bool


class _Links(Scan):
    """What a part of the archive refers to: sort and place by the name of the link."""

    spaces = (PACKAGE,)

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.by_name: dict[str, tuple[str, str]] = {}

    def begin(self, name: str, given: dict[str, str]) -> None:
        if name == "Relationship" and given.get("TargetMode") != "External":
            sort = given.get("Type", "").rpartition("/")[2]
            place = posixpath.join("/", self._folder, given.get("Target", ""))
            self.by_name[given.get("Id", "")] = sort, place.lstrip("/")

    def first(self, sort: str) -> str:
        return next((place for found, place in self.by_name.values() if found == sort), "")


class _Sheets(Scan):
    """The sheets of a workbook, in the order of their tabs: name, link, and whether it is seen."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def begin(self, name: str, given: dict[str, str]) -> None:
        if name == "sheet":
            seen = given.get("state", "visible") == "visible"
            self.sheets.append((given.get("name", ""), given.get(f"{OFFICE} id", ""), seen))
        elif name == "workbookPr":
            self.from_1904 = given.get("date1904", "") in {"1", "true"}


class Formats(Scan):
    """The format in which each style shows numbers (`of_style`), and its code (`named`)."""

    def __init__(self) -> None:
        super().__init__()
        self.of_style: list[int] = []
        self.named: dict[int, str] = {}
        self._of_cells = False

    def begin(self, name: str, given: dict[str, str]) -> None:
        if name == "cellXfs":
            self._of_cells = True
        elif name == "xf" and self._of_cells:
            self.of_style.append(int(given.get("numFmtId", "0")))
            if len(self.of_style) > MOST_STYLES:
                raise WorkbookError(
                    f"it has more than {MOST_STYLES} styles of cells: copy the values alone into a"
                    " new workbook"
                )
        elif name == "numFmt":
            self.named[int(given.get("numFmtId", "0"))] = given.get("formatCode", "")

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._of_cells = False


def chosen(archive: Archive, named: str | None = None) -> Chosen | None:
    """Return the first sheet of a workbook that is not hidden, or the one of a name, if any.

    Raises WorkbookError where there is none that could be read.
    """
    links = _links(archive, "")
    book = links.first("officeDocument")
    for part, what in OTHERWISE.items():
        if part in archive and not book.endswith("workbook.xml"):
            raise WorkbookError(what)
    if not book:
        raise WorkbookError("it is a zip file, but not an Excel workbook (.xlsx)")
    sheets = _Sheets()
    sheets.read(archive.read(book), "list of sheets")
    within = _links(archive, book)
    for name, link, seen in sheets.sheets:
        sort, place = within.by_name.get(link, ("", ""))
        if sort == "worksheet" and (seen if named is None else name == named):
            texts, styles = within.first("sharedStrings"), within.first("styles")
            return Chosen(name, place, texts, styles, sheets.from_1904)
    if named is not None:
        return None
    if not sheets.sheets:
        raise WorkbookError(f"it has no sheets: {DAMAGED}")
    raise WorkbookError(
        "it has no visible sheet of rows: show one, or copy the rows into a new one"
    )


def _links(archive: Archive, part: str) -> _Links:
    """Return what a part refers to, or the whole archive where it is none."""
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    links = _Links(folder)
    if place in archive:
        links.read(archive.read(place), "list of parts")
    return links
