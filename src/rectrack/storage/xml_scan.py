"""XML from strangers, read from beginning to end within bounds, and never built into a tree."""

from xml.parsers import expat

from rectrack.limits import MOST_ELEMENTS
from rectrack.storage.archive import DAMAGED, WorkbookError

DEEPEST = 64
"""Elements within one another: no workbook has more than a dozen."""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


class Scan:
    """Reads an XML text; a subclass sees each element as it begins and ends, and its characters.

    Elements are known by their names alone where they belong to a workbook, and are passed over
    where they are extensions of it.
    """

    spaces: tuple[str, ...] = (MAIN,)
    """The namespaces whose elements are looked at."""

    def __init__(self) -> None:
        self._left = MOST_ELEMENTS
        self._depth = 0

    def begin(self, name: str, given: dict[str, str]) -> None:
        """Take the beginning of an element and its attributes."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def characters(self, text: str) -> None:
        """Take a piece of the text inside the latest element."""

    def read(self, raw: bytes, what: str) -> None:
        """Read a text; raises WorkbookError where it is no sound XML, or too much of it."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = _refuse_doctype
        try:
            parser.Parse(raw, True)
        except (expat.ExpatError, LookupError, ValueError):
            raise WorkbookError(f"its {what} cannot be read: {DAMAGED}") from None

    def _begin(self, name: str, given: dict[str, str]) -> None:
        self._depth += 1
        self._left -= 1
        if self._depth > DEEPEST or self._left < 0:
            raise WorkbookError("it is too large to be read: copy the rows into a new workbook")
        space, _, local = name.rpartition(" ")
        if space == STRICT:
            raise WorkbookError(
                "it is saved as 'Strict Open XML': save it as an ordinary Excel workbook (.xlsx)"
            )
        if space in self.spaces:
            self.begin(local, given)

    def _end(self, name: str) -> None:
        self._depth -= 1
        space, _, local = name.rpartition(" ")
        if space in self.spaces:
            self.end(local)


def _refuse_doctype(*_: object) -> None:
    raise WorkbookError(
        "it declares entities, which no spreadsheet program writes:"
        " copy the rows into a new workbook"
    )
