"""Adding entries to the text of a plan, and proving that nothing else has changed.

Their lines go behind the last item of `progress`. Where that is, in a file that people edit by
hand, the YAML parser tells; and no place is taken without the proof that the new text says what
the old one did and these entries besides: to every reader of YAML, of what is set aside as well,
and to this program.
"""

import re
from collections.abc import Sequence
from io import BytesIO

from msgspec.structs import astuple

from rectrack.errors import PlanError, RequestError
from rectrack.log.entry import Entry, decode, encode, encode_lines, same
from rectrack.log.loader import indent_of, last_item, last_line, read_log
from rectrack.log.model import Log
from rectrack.storage.document import (
    KEY,
    Document,
    below_progress,
    is_remark,
    place_of,
    take_apart,
)
from rectrack.storage.yaml_events import Unparsable
from rectrack.storage.yaml_list import end_of_value, only_gains

_ALONE = "progress:\n"
_NOTHING = re.compile(rb"\[[ \t]*\]|null|Null|NULL|~")
"""An empty list or null beside the key: the one thing that gives way to a first entry."""
_MARKER = re.compile(rb"^(?:\.\.\.|---)(?=[ \t\r\n]|\Z)", re.MULTILINE)
"""Where a document of YAML ends, whatever stands above."""


def with_entries(document: Document, log: Log, entries: Sequence[Entry]) -> bytes:
    """Return the file's new bytes: the old ones and one more line for each entry.

    Raises RequestError where no place can be proven right.
    """
    new = list(entries)
    lead = indent_of(document) + b"- "
    lines = b"".join(lead + encode(entry) + document.newline for entry in new)
    old = _with_bare_key(document)
    start, end = _part(document, log, old)
    # A log that was read by its lines is proven from its last line on, and so adding to a long one
    # takes no longer; any other is read whole, since what a line means may depend on all above it.
    seen = start if log.by_lines else 0
    before = take_apart(_from(document.raw, seen)) if seen else document
    known = read_log(before) if seen else log
    # Behind the last item is nearly always right. But what stands there may swallow a line, such as
    # a text that goes on or a quotation mark left open: so no place is taken without its proof.
    for at in _places(document, log, old, start, end):
        gap = b"" if old[at - 1 : at] == b"\n" else document.newline
        raw = old[:at] + gap + lines + old[at:]
        if end is not None and not _says_more(document.raw, raw, lines, start):
            continue
        if _reads_both_ways(lines, new) and _reads_more(before, known, _from(raw, seen), new):
            return raw
    raise RequestError(_refusal(document))


def _with_bare_key(document: Document) -> bytes:
    """Return the file with a key to put entries below, and nothing beside it that must go."""
    raw, newline = document.raw, document.newline
    if not document.has_progress:
        gap = b"" if not raw or raw.endswith(b"\n") else newline
        return raw + gap + b"progress:" + newline
    if not _NOTHING.fullmatch(document.inline):
        return raw
    behind = raw.index(document.inline, document.value) + len(document.inline)
    return raw[: document.value] + raw[behind:]


def _part(document: Document, log: Log, raw: bytes) -> tuple[int, int | None]:
    """Return from where on the text must be proven, and where the last item in it ends.

    Where the log was read by its lines, what stands above the last of them neither changes what
    stands below nor is changed by it; in a file that is not YAML, the same is true of its last
    item. Where not even that is YAML, so that no reader is told anything of it, the end is None.
    """
    if log.by_lines:
        start = last_line(document)
        return start, _end_of_items(raw, start)
    end = _end_of_items(raw, 0)
    if end is not None:
        return 0, end
    start = last_item(document, _end_of_plan(document))
    return start, _end_of_items(raw, start)


def _end_of_items(raw: bytes, start: int) -> int | None:
    """Return where the last item ends in a text from an item on; None where that is not YAML."""
    try:
        text = _text(raw, start)
        end = end_of_value(text, "progress")
    except (UnicodeDecodeError, Unparsable):
        return None
    return len(raw) - len(text[end:].encode())


def _end_of_plan(document: Document) -> int:
    """Return where the document of YAML ends that holds the plan, whatever is wrong in it."""
    marker = _MARKER.search(document.raw, document.body)
    return marker.start() if marker else len(document.raw)


def _places(document: Document, log: Log, raw: bytes, start: int, end: int | None) -> list[int]:
    """Return where the new lines could go, the likeliest place first."""
    if end is None:
        below = KEY.search(raw, max(start, document.body))
        alone = document.has_progress and not document.inline and below is None
        return [_end_of_plan(document)] if alone else []
    if raw[end - 1 : end] != b"\n":
        end = raw.find(b"\n", end) + 1 or len(raw)
    return [end, len(raw)] if log.entries or log.findings else [len(raw), end]


def _from(raw: bytes, start: int) -> bytes:
    """Return a file from one of its items on, below a key of its own; from 0 on it is whole."""
    return _ALONE.encode() + raw[start:] if start else raw


def _text(raw: bytes, start: int) -> str:
    return _from(raw, start).decode().removeprefix("\ufeff")


def _says_more(old: bytes, new: bytes, lines: bytes, start: int) -> bool:
    """Whether every reader of YAML is told of the old items and the new ones, and no more."""
    return only_gains(_text(old, start), _text(new, start), _ALONE + lines.decode(), "progress")


def _reads_both_ways(lines: bytes, new: list[Entry]) -> bool:
    """Whether both readers of entries find these in their lines."""
    alone = take_apart(_ALONE.encode() + lines)
    in_bulk = decode(encode_lines(new)) or []
    return same(new, in_bulk) and same(new, read_log(alone, fast=False).entries)


def _reads_more(document: Document, log: Log, raw: bytes, new: list[Entry]) -> bool:
    """Whether this program reads in a new text what it did in the old one, and these entries."""
    try:
        now = take_apart(raw)
    except PlanError:
        return False
    then = read_log(now)
    return (
        now.head == document.head
        and same(then.entries, log.entries + new)
        and _unread(then) == _unread(log)
        and [each.message for each in then.findings] == [each.message for each in log.findings]
    )


def _unread(log: Log) -> list[object]:
    """Return what there is of entries that could not be read whole, to compare."""
    return [(astuple(each.entry), each.lacking, each.findings) for each in log.unread.values()]


def _refusal(document: Document) -> str:
    """Say what keeps entries from being added, and what to do about it."""
    raw = document.raw
    if not document.has_progress:
        return "progress is missing: write `progress:` at the end, on a line of its own"
    lines = BytesIO(raw[document.body :])
    below = next((line.strip() for line in lines if not is_remark(line)), b"")
    value = document.inline or below
    if value[:1] in {b"[", b"{"}:
        return (
            "progress is written in brackets: put each entry on a line of its own, begun with '- ',"
            " and remove the brackets"
        )
    if document.inline:
        return "progress must stand on a line of its own: remove what follows it"
    if below and not below.startswith(b"-"):
        return "progress must be a list: put each entry on a line of its own, begun with '- '"
    end = _end_of_plan(document)
    line, _ = place_of(raw, end)
    for finding in below_progress(document):
        if finding.line <= line:
            return f"line {finding.line}: {finding.message}"
    if end < len(raw):
        return f"the plan ends on line {line}: remove that line, and what does not belong below it"
    if not raw.endswith(b"\n"):
        return "the last entry has no line break at its end: add one, then log again"
    return "no place for a new entry could be found behind the last: look at the end of the plan"
