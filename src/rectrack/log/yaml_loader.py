"""Entries read as YAML: in any style that people write, and in files that are broken."""

import re
from typing import Any

from rectrack.errors import Finding, nearest
from rectrack.limits import LONGEST_LINE, too_long
from rectrack.log.entry import Entry, decode
from rectrack.log.model import Log
from rectrack.plan import fields as f
from rectrack.plan import values
from rectrack.plan.record_loader import (
    Fault,
    Field,
    Fields,
    Found,
    Misread,
    Reader,
    Reads,
    shape_of,
)
from rectrack.plan.shapes import NUMBER, SCALAR, list_of
from rectrack.storage.document import Document, is_remark
from rectrack.storage.yaml_tree import (
    CONFLICT,
    Mapping,
    Node,
    Scalar,
    Sequence,
    YamlFault,
    named,
    parse,
)


def _texts(node: Node, reader: Reader) -> tuple[str, ...]:
    items = node.items if isinstance(node, Sequence) else [node]
    return tuple(_word(item, reader) for item in items)


def _text_or_texts(node: Node, reader: Reader) -> Any:
    return _texts(node, reader) if isinstance(node, Sequence) else _word(node, reader)


def _word(node: Node, reader: Reader) -> str:
    if isinstance(node, Scalar) and not node.given:
        raise Misread(Fault(node, "is empty"))
    word: str = f.scalar(values.anything)(node, reader)
    return word


LARGEST_BY_HAND = 1 << 24
"""More bytes than this are read item by item: as YAML at once they would take a hundredfold."""
_LINE = re.compile(rb"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
PLAIN = Reads(_word, SCALAR)
VALUE = f.figure(lambda text: values.number(values.without_per_cent(text)), NUMBER)
"""Of a target that nobody knows yet: whether its unit is % is judged once the plan is known."""
_either = list_of(SCALAR, repeats=True)
ENTRY: Fields = {
    "id": Field(PLAIN, "Unique id; `rectrack log` generates one."),
    "date": Field(f.day, "The day on which it happened.", required=True),
    "target": Field(PLAIN, "The id of the target that the entry counts towards."),
    "measure": Field(PLAIN, "The id of the measure that the decision is about."),
    "person": Field(PLAIN, "The id of the person who is rewarded or penalised."),
    "case": Field(PLAIN, "The reference of the case that the entry is about."),
    "event": Field(PLAIN, "What happened to the case, measure, target or person."),
    "title": Field(PLAIN, "What a case that is opened is about."),
    "due": Field(f.day, "The deadline of a case that is opened, or of a remedy."),
    "asked_by": Field(PLAIN, "Who gave the instruction or made the petition that opens a case."),
    "value": Field(VALUE, "The amount or the reading; 0 reports that there was none."),
    "step": Field(PLAIN, "The step that was completed."),
    "passed": Field(f.flag, "Whether the recheck was passed."),
    "to": Field(f.day, "The new deadline of a target that is extended."),
    "asked": Field(f.day, "The day on which the extension was requested."),
    "until": Field(f.day, "The last day of a waiver."),
    "cause": Field(PLAIN, "Why a target failed or is late."),
    "remedy": Field(PLAIN, "What is done about it."),
    "by": Field(PLAIN, "The id of the person who recorded it.", required=True),
    "for": Field(
        Reads(_text_or_texts, _either), "Whose work it is, by id; by default that of `by`."
    ),
    "note": Field(PLAIN, "Free text."),
    "evidence": Field(Reads(_texts, _either), "Paths or web addresses that prove it."),
    "voids": Field(PLAIN, "The id of the entry that this one undoes."),
    "replaces": Field(PLAIN, "The id of the entry that this one corrects."),
    "logged": Field(f.moment, "The time at which it was recorded."),
    "batch": Field(PLAIN, "The name that all entries from one file share."),
}


def add_node(log: Log, node: Node) -> None:
    """Add an entry that was read as YAML, or set it aside with every fault in it."""
    reader = Reader()
    found = reader.record(node, ENTRY, "an entry")
    if reader.findings:
        log.set_unread_aside(found, found.misread | _unsure(node, found), reader.findings)
        return
    entry = Entry(**found)
    log.add_lines([entry], node.line, node.column)
    for key, value in named(node):
        if key.text == "value" and isinstance(value, Scalar) and values.has_per_cent(value.text):
            log.per_cent[entry] = value.text


def _unsure(node: Node, found: Found) -> set[str]:
    """Return the keys that an entry lacks, has twice, or may have in other letters."""
    written = [key.text for key, _ in named(node)]
    absent = {name for name, field in ENTRY.items() if field.required and name not in found}
    twice = {key for key in written if written.count(key) > 1}
    return absent.union(twice, *(nearest(key, ENTRY) for key in written if key not in ENTRY))


def read_whole(document: Document, log: Log) -> bool:
    """Read the whole file as YAML and take its progress; False where that cannot be done."""
    if len(document.raw) > LARGEST_BY_HAND:
        return False
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
        message = (
            "progress appears twice: put all entries under the first"
            if isinstance(key, Scalar) and key.text == "progress"
            else "this key comes after progress, which must be last: move it above"
        )
        log.misplaced.append(Finding("error", "progress", message, key.line, key.column))
    progress = pairs[at][1]
    if isinstance(progress, Sequence):
        for item in progress.items:
            add_node(log, item)
    elif not isinstance(progress, Scalar) or progress.given:
        message = f"progress must be a list of entries, not {shape_of(progress)}"
        place = progress.line, progress.column
        log.misplaced.append(Finding("error", "progress", message, *place))
    return True


def read_items(document: Document, log: Log, indent: bytes, *, fast: bool) -> None:
    """Read each item by itself, in a file that is not YAML as a whole."""
    line = document.body_line
    if document.inline:
        log.set_aside("the value of progress cannot be read", line - 1, 1)
    items = _Items(log, indent, fast=fast)
    for match in _LINE.finditer(document.raw, document.body):
        items.take(match[0], line)
        line += match[0].endswith(b"\n")  # no editor counts the line breaks of YAML alone
    items.finish()


class _Items:
    """Puts lines together to items, each of which is read once the next begins.

    What belongs to an item that was `dropped` is passed over.
    """

    def __init__(self, log: Log, indent: bytes, *, fast: bool) -> None:
        self.log, self.indent, self.fast = log, indent, fast
        self.lead = indent + b"-"
        self.item: list[bytes] = []
        self.start = 0
        self.dropped = False

    def take(self, each: bytes, line: int) -> None:
        begins = each.startswith(self.lead + b" ") or each.rstrip(b"\r\n") == self.lead
        if begins:
            self.finish()
            self.start, self.dropped = line, False
        if len(each) > LONGEST_LINE:
            self.drop(each, line)
        elif marker := CONFLICT.match(each.decode(errors="replace")):
            self.finish()
            message = (
                f"a git conflict marker, {marker[1]}: keep the entries of both sides"
                " and delete the markers"
            )
            self.log.note(Finding("error", "conflict", message, line, 1))
        elif b"\0" in each:
            self.finish()
            self.log.set_aside("zero bytes, as a power cut may leave them: remove them", line, 1)
        elif begins or self.item:
            self.item.append(each)
        elif not self.dropped and not is_remark(each):
            self.log.set_aside("this line belongs to no entry", line, 1)

    def drop(self, each: bytes, line: int) -> None:
        """Set aside what is too long: the whole item, but for a comment in it."""
        if not each.lstrip().startswith(b"#"):
            self.item.clear()
            self.dropped = True
        self.log.set_aside(too_long(len(each)), line, 1)

    def finish(self) -> None:
        if self.item:
            _read_item(self.item, self.indent, self.start, self.log, fast=self.fast)
            self.item.clear()


def _read_item(lines: list[bytes], indent: bytes, line: int, log: Log, *, fast: bool) -> None:
    if all(map(is_remark, lines[1:])):  # no character of a comment costs the entry above it
        del lines[1:]
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
            add_node(log, item)
    else:
        log.set_aside("this is not an entry", line, 1)
