"""The progress section of a plan → entries, and what had to be set aside.

Two readers with one meaning. Runs of canonical lines are decoded in bulk; whatever lies between
them is read as YAML. Where a stretch cannot be read by itself, the whole file is read as YAML;
and where that fails too, item by item, so that one bad entry never hides the others.
"""

import re
from bisect import bisect_right
from itertools import groupby
from typing import Any

from rectrack.document import Document
from rectrack.errors import Finding
from rectrack.log.entry import Entry, decode
from rectrack.plan import fields as f
from rectrack.plan import values
from rectrack.plan.fields import Field, Fields, Misread, Reading
from rectrack.yaml_tree import CONFLICT, Mapping, Node, Scalar, Sequence, YamlFault, parse

_FIRST_ITEM = re.compile(rb"^( *)-(?=[ \r\n]|\Z)", re.MULTILINE)
_BOUNDARY = re.compile(r"^(---|\.\.\.|%)", re.MULTILINE)
_ASIDE = "; this entry is set aside"


def _texts(node: Node, reading: Reading) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else [node]
    return tuple(_word(item, reading) for item in items)


def _text_or_texts(node: Node, reading: Reading) -> Any:
    return _texts(node, reading) if isinstance(node, Sequence) else _word(node, reading)


def _word(node: Node, reading: Reading) -> str:
    if isinstance(node, Scalar) and not node.given:
        raise Misread(node, "is empty")
    word: str = f.scalar(values.anything)(node, reading)
    return word


_plain = Field(_word)
_day = Field(f.day)
ENTRY: Fields = {
    "id": _plain,
    "date": Field(f.day, required=True),
    "target": _plain,
    "measure": _plain,
    "person": _plain,
    "case": _plain,
    "event": _plain,
    "value": Field(f.number),
    "step": _plain,
    "passed": Field(f.flag),
    "to": _day,
    "asked": _day,
    "until": _day,
    "by": Field(_word, required=True),
    "for": Field(_text_or_texts),
    "note": _plain,
    "evidence": Field(_texts),
    "voids": _plain,
    "replaces": _plain,
    "logged": Field(f.scalar(values.moment)),
}


class Log:
    """The entries of a file in their order, with the places to name them by."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.findings: list[Finding] = []
        self.canonical = True
        self._starts: list[int] = []
        self._places: list[tuple[int, int]] = []
        self._indexes: dict[int, int] | None = None

    def add_lines(self, entries: list[Entry], first_line: int, column: int) -> None:
        """Add entries that stand one to a line."""
        self._starts.append(len(self.entries))
        self._places.append((first_line, column))
        self.entries += entries

    def add_node(self, node: Node) -> None:
        """Add an entry that was read as YAML, or set it aside with every fault in it."""
        self.canonical = False
        reading = Reading()
        found = reading.record(node, ENTRY, "an entry")
        if reading.findings:
            for fault in reading.findings:
                self.set_aside(fault.message, fault.line, fault.column)
            return
        self.add_lines([Entry(**found)], node.line, node.column)

    def set_aside(self, message: str, line: int, column: int) -> None:
        self.canonical = False
        self.findings.append(Finding("error", "entry", message + _ASIDE, line, column))

    def structure(self, message: str, node: Node) -> None:
        """Note that the section itself is not a list that ends the file."""
        self.canonical = False
        self.findings.append(Finding("error", "progress", message, node.line, node.column))

    def place(self, index: int) -> tuple[int, int]:
        """Return the line and column of the entry at this index."""
        run = bisect_right(self._starts, index) - 1
        line, column = self._places[run]
        return line + index - self._starts[run], column

    def place_of(self, entry: Entry) -> tuple[int, int]:
        """Return the line and column of this very entry."""
        if self._indexes is None:
            self._indexes = {id(each): index for index, each in enumerate(self.entries)}
        return self.place(self._indexes[id(entry)])


def read_log(document: Document, *, fast: bool = True) -> Log:
    """Return the entries of a plan file; whatever cannot be read is set aside, never raised.

    With `fast` off everything goes through YAML: slower, with the same result.
    """
    log = Log()
    if not document.has_progress:
        return log
    body = document.raw[document.body :]
    first = _FIRST_ITEM.search(body)
    if fast and first and not document.inline:
        lines = body.replace(b"\r\n", b"\n") if b"\r" in body else body
        if b"\r" in lines:
            pass  # a lone carriage return is a line break to YAML and to nothing else here
        elif _read_all(lines, first[1], document.body_line, log):
            return log
        elif _read_stretches(lines, first[1], document.body_line, log):
            return log
    if _is_blank(body) and not document.inline:
        return log
    slow = Log()
    if not _read_whole(document, slow):
        slow = Log()
        _read_items(body, first[1] if first else b"", document, slow, fast=fast)
    return slow


def indent_of(document: Document) -> bytes:
    """Return how far the items of a log are indented: as the first of them is."""
    first = _FIRST_ITEM.search(document.raw, document.body)
    return first[1] if first else b"  "


def _is_blank(body: bytes) -> bool:
    return all(not line.strip() or line.lstrip().startswith(b"#") for line in body.split(b"\n"))


def _read_all(body: bytes, indent: bytes, line: int, log: Log) -> bool:
    """Decode a body of nothing but canonical lines, the common case, in one piece."""
    lead = indent + b"- "
    if not body.startswith(lead):
        return False
    lines = body.removesuffix(b"\n").removeprefix(lead).replace(b"\n" + lead, b"\n") + b"\n"
    entries = decode(lines)
    if entries is None or len(entries) != body.count(b"\n") + (not body.endswith(b"\n")):
        return False
    log.add_lines(entries, line, len(indent) + 3)
    return True


def _read_stretches(body: bytes, indent: bytes, line: int, log: Log) -> bool:
    """Read runs of canonical lines in bulk and what lies between them as YAML.

    Returns False where a stretch means nothing by itself, and the whole must be read instead.
    """
    lead = indent + b"- "
    sign = lead + b'{"'
    waiting: list[bytes] = []
    waiting_line = line
    for like_entries, group in groupby(
        body.splitlines(keepends=True), lambda each: each.startswith(sign)
    ):
        lines = list(group)
        if not like_entries:
            if not waiting:
                waiting_line = line
            waiting += lines
            line += len(lines)
            continue
        for run, entries in _runs(lines, lead):
            if entries is None:
                if not waiting:
                    waiting_line = line
                waiting += run
            else:
                if not _read_stretch(waiting, indent, waiting_line, log):
                    return False
                waiting = []
                log.add_lines(entries, line, len(indent) + 3)
            line += len(run)
    return _read_stretch(waiting, indent, waiting_line, log)


def _runs(lines: list[bytes], lead: bytes) -> list[tuple[list[bytes], list[Entry] | None]]:
    """Split lines that look like entries into canonical runs, with their entries, and others."""
    bare = b"".join([line.removeprefix(lead) for line in lines])
    whole = decode(bare if bare.endswith(b"\n") else bare + b"\n")
    if whole is not None and len(whole) == len(lines):
        return [(lines, whole)]
    if len(lines) == 1:
        return [(lines, None)]
    return [run for line in lines for run in _runs([line], lead)]


def _read_stretch(lines: list[bytes], indent: bytes, first_line: int, log: Log) -> bool:
    """Read a stretch of lines as a list by itself; False where that could mean something else."""
    content = [line for line in lines if line.strip() and not line.lstrip().startswith(b"#")]
    if not content:
        return True
    if not re.match(rb"-(?=[ \r]|\Z)", content[0].removeprefix(indent)):
        return False
    if not content[0].startswith(indent):
        return False
    try:
        text = b"".join(lines).decode()
    except UnicodeDecodeError:
        return False
    if _BOUNDARY.search(text):
        return False
    try:
        tree = parse(text, first_line=first_line)
    except YamlFault:
        return False
    if not isinstance(tree, Sequence):
        return False
    for item in tree.items:
        log.add_node(item)
    return True


def _read_whole(document: Document, log: Log) -> bool:
    """Read the whole file as YAML and take its progress; False where that cannot be done."""
    try:
        tree = parse(document.raw.decode().removeprefix("\ufeff"))
    except (UnicodeDecodeError, YamlFault):
        return False
    pairs = tree.pairs if isinstance(tree, Mapping) else []
    names = [key.text if isinstance(key, Scalar) else "" for key, _ in pairs]
    if "progress" not in names:
        return False
    at = names.index("progress")
    for key, _ in pairs[at + 1 :]:
        log.structure(
            "progress stands twice: put all entries under the first"
            if isinstance(key, Scalar) and key.text == "progress"
            else "this key stands below progress, which must be the last: move it above",
            key,
        )
    progress = pairs[at][1]
    if isinstance(progress, Sequence):
        for item in progress.items:
            log.add_node(item)
    elif not isinstance(progress, Scalar) or progress.given:
        log.structure(f"progress must be a list of entries, not {f.kind_of(progress)}", progress)
    return True


def _read_items(body: bytes, indent: bytes, document: Document, log: Log, *, fast: bool) -> None:
    """Read each item by itself, in a file that is not YAML as a whole."""
    lead = indent + b"-"
    item: list[bytes] = []
    start = line = document.body_line
    log.canonical = False
    if document.inline:
        log.set_aside("the value of progress cannot be read", line - 1, 1)

    def finish() -> None:
        if item:
            _read_item(item, indent, start, log, fast=fast)
            item.clear()

    for each in body.splitlines(keepends=True):
        marker = CONFLICT.match(each.decode(errors="replace"))
        if marker:
            finish()
            message = (
                f"a git conflict marker, {marker[1]}: keep the entries of both sides"
                " and delete the markers"
            )
            log.findings.append(Finding("error", "conflict", message, line, 1))
        elif each.startswith(lead + b" ") or each.rstrip(b"\r\n") == lead:
            finish()
            start = line
            item.append(each)
        elif item:
            item.append(each)
        elif each.strip() and not each.lstrip().startswith(b"#"):
            log.set_aside("this line belongs to no entry", line, 1)
        line += 1
    finish()


def _read_item(lines: list[bytes], indent: bytes, line: int, log: Log, *, fast: bool) -> None:
    while lines and not lines[-1].strip():
        lines.pop()
    bare = lines[0].removeprefix(indent + b"- ").rstrip(b"\r\n") + b"\n"
    entries = decode(bare) if fast and len(lines) == 1 else None
    if entries:
        log.add_lines(entries, line, len(indent) + 3)
        return
    try:
        tree = parse(b"".join(lines).decode(), first_line=line)
    except UnicodeDecodeError:
        log.set_aside("not UTF-8", line, 1)
        return
    except YamlFault as fault:
        log.set_aside(fault.message, fault.line, fault.column)
        return
    if isinstance(tree, Sequence):
        for item in tree.items:
            log.add_node(item)
    else:
        log.set_aside("this is not an entry", line, 1)
