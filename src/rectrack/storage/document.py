"""The bytes of a plan file, taken apart: the head that people edit, and the progress log.

The head is small and goes through YAML; the log may be a hundred thousand lines and is left as
bytes for `log.reading`. A file is cut at its `progress` key, and the cut is proven by reading
the head alone: text that ends inside a quotation or a bracket does not read.
"""

import re
from itertools import islice

from msgspec import Struct

from rectrack.errors import Finding, PlanError
from rectrack.limits import LONGEST_LINE, MOST
from rectrack.storage.yaml_tree import CONFLICT, Mapping, Node, YamlFault, named, parse

BOM = b"\xef\xbb\xbf"
PROGRESS = re.compile(
    rb"^(?:progress|\"progress\"|'progress')[ \t]*:(?=[ \t\r\n]|\Z)", re.MULTILINE
)
KEY = re.compile(rb"^[A-Za-z_][A-Za-z_ ]*:(?=[ \t\r\n]|\Z)", re.MULTILINE)
DOCUMENT_END = re.compile(rb"^\.\.\.(?=[ \t\r\n]|\Z)", re.MULTILINE)
_REMARK = re.compile(
    rb"[ \t\v\f]*(?:#[^\0\r\n\xc2\xe2]*"
    rb"(?:(?:\xc2(?!\x85)|\xe2(?!\x80[\xa8\xa9]))[^\0\r\n\xc2\xe2]*)*)?\r?\n?"
)
MOST_CUTS = 3
"""A head that holds more lines that look like the progress key is not cut by guessing."""
LARGEST_HEAD = 1 << 22
"""No office has asked so many bytes of itself; what is longer is no head of a plan."""
UTF_16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


class Document(Struct, frozen=True):
    """A plan file taken apart. Offsets count bytes from its beginning.

    `key` is where the `progress` key begins, `value` where its value may, `body` the first line
    below it; all three are the end of the file where there is no such key.
    """

    raw: bytes
    head: Node | None
    key: int
    value: int
    body: int

    @property
    def has_progress(self) -> bool:
        """Whether there is a `progress` key."""
        return self.value > self.key

    @property
    def body_line(self) -> int:
        """The number of the body's first line, from 1."""
        return self.raw.count(b"\n", 0, self.body) + 1

    @property
    def inline(self) -> bytes:
        """What stands beside the key on its own line, comments taken off."""
        return re.sub(rb"(^|[ \t])#.*", b"", self.raw[self.value : self.body].strip()).strip()

    @property
    def newline(self) -> bytes:
        """How lines end in this file."""
        first = self.raw.find(b"\n")
        return b"\r\n" if first > 0 and self.raw[first - 1 : first] == b"\r" else b"\n"


def is_remark(line: bytes) -> bool:
    """Whether a line says nothing: blank, or a comment, in which YAML sees no line break either."""
    return len(line) <= LONGEST_LINE and _REMARK.fullmatch(line) is not None


def is_overlong(raw: bytes, start: int) -> bool:
    """Whether any line from an offset on, which begins one, is longer than lines of a log are."""
    while len(raw) - start > LONGEST_LINE:
        end = raw.rfind(b"\n", start, start + LONGEST_LINE) + 1
        if not end:
            return True
        start = end
    return False


def take_apart(raw: bytes) -> Document:
    """Return a file's head as a tree and its log as bytes.

    Raises PlanError where the head is not YAML of one document in UTF-8, or larger than any.
    """
    if raw.startswith(UTF_16_OR_32):
        message = "the file is UTF-16 or UTF-32: save it as UTF-8"
        raise PlanError.at((1, 1), "encoding", message)
    fault: PlanError | None = None
    for match in islice(PROGRESS.finditer(raw), MOST_CUTS):
        try:
            tree = _head(raw[: match.start()])
        except PlanError as error:
            fault = fault or error
            continue
        if tree is None or (isinstance(tree, Mapping) and not tree.flow and tree.column == 1):
            end = raw.find(b"\n", match.end())
            body = len(raw) if end < 0 else end + 1
            return Document(raw, tree, match.start(), match.end(), body)
    if fault is not None:
        raise fault
    tree = _head(raw)
    for key, _ in named(tree):
        if key.text == "progress":
            message = (
                "progress must be the last key of the plan, at the beginning of its own line,"
                " with the entries below it"
            )
            raise PlanError.at((key.line, key.column), "progress", message)
    return Document(raw, tree, len(raw), len(raw), len(raw))


def below_progress(document: Document) -> list[Finding]:
    """Return the finding on the first key that stands below the log, if one does."""
    match = KEY.search(document.raw, document.body)
    if match is None:
        return []
    message = "this key comes after progress, which must be last: move it above"
    return [Finding("error", "progress", message, *place_of(document.raw, match.start()))]


def _head(raw: bytes) -> Node | None:
    """Parse the head; raises PlanError with the place of what cannot be read."""
    if len(raw) > LARGEST_HEAD:
        message = f"too much text above `progress`: {len(raw)} bytes, at most {LARGEST_HEAD}"
        raise PlanError.at((1, 1), "encoding", message)
    if end := DOCUMENT_END.search(raw):
        message = "the plan ends here with '...': remove this line"
        raise PlanError.at(place_of(raw, end.start()), "syntax", message)
    if b"\0" in raw:
        message = "contains a zero byte: not text, or damaged; a plan is text in UTF-8"
        raise PlanError.at(place_of(raw, raw.index(b"\0")), "encoding", message)
    try:
        text = raw.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = "not UTF-8 from here on: save the plan as UTF-8"
        raise PlanError.at(place_of(raw, error.start), "encoding", message) from None
    marks = [
        Finding(
            "error",
            "conflict",
            f"a git conflict marker, {match[1]}: keep what is right of both sides, then delete it",
            number,
            1,
        )
        for number, line in enumerate(text.split("\n"), 1)
        if (match := CONFLICT.match(line))
    ]
    if marks:
        raise PlanError(marks)
    try:
        return parse(text, most=MOST)
    except YamlFault as fault:
        raise PlanError.at((fault.line, fault.column), "syntax", fault.message) from None


def place_of(raw: bytes, offset: int) -> tuple[int, int]:
    """Return the line and column of a byte, both from 1, the column counted in characters."""
    start = raw.rfind(b"\n", 0, offset) + 1
    before = raw[start:offset].removeprefix(BOM if start == 0 else b"")
    return raw.count(b"\n", 0, offset) + 1, len(before.decode(errors="replace")) + 1
