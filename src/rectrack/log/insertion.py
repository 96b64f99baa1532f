"""Adding entries to the text of a plan, and proving that nothing else has changed.

Their lines go behind the last item of `progress`. Where exactly that is, in a file that people
edit by hand, is tried rather than reasoned: a place is right if the new text reads as the old
entries plus the new ones, and no place is taken without that proof.
"""

import re
from collections.abc import Iterator, Sequence

from rectrack.document import Document, take_apart
from rectrack.errors import PlanError, RequestError
from rectrack.log.entry import Entry, decode, encode, encode_lines
from rectrack.log.model import Log
from rectrack.log.reading import indent_of, read_log

_NOTHING = re.compile(rb"\[[ \t]*\]|null|Null|NULL|~")
"""An empty list or null beside the key: the one thing that gives way to a first entry."""
_PASSED_OVER = re.compile(rb"[ \t]*(#.*)?\r?\n?|\.\.\.[ \t]*\r?\n?")
"""Lines behind which an entry need not stand: blank, a comment, the end of the document."""


def with_entries(document: Document, log: Log, entries: Sequence[Entry]) -> bytes:
    """Return the file's new bytes: the old ones and one more line for each entry.

    Raises RequestError where no place can be proven right.
    """
    for raw, added in _candidates(document, log, entries):
        if _is_proven(document, log, entries, raw, added):
            return raw
    raise RequestError(_refusal(document))


def _candidates(
    document: Document, log: Log, entries: Sequence[Entry]
) -> Iterator[tuple[bytes, bytes]]:
    """Yield new texts, the likeliest first, each with what it adds to the old one."""
    raw, newline = document.raw, document.newline
    lead = indent_of(document) + b"- "
    added = b"".join(lead + encode(entry) + newline for entry in entries)
    if not document.has_progress:
        fresh = b"progress:" + newline + added
        fresh = fresh if not raw or raw.endswith(b"\n") else newline + fresh
        yield raw + fresh, fresh
        return
    body = document.body
    if _NOTHING.fullmatch(document.inline):
        kept = raw.index(document.inline, document.value) + len(document.inline)
        raw = raw[: document.value] + raw[kept:]
        body -= kept - document.value
    ends = [_end_of_last_item(raw, body), len(raw)]
    for at in ends if log.entries or log.findings else reversed(ends):
        fresh = added if raw[at - 1 : at] == b"\n" else newline + added
        yield raw[:at] + fresh + raw[at:], fresh


def _end_of_last_item(raw: bytes, body: int) -> int:
    """Return the end of the last line that is neither blank nor a comment."""
    end = len(raw)
    while end > body:
        start = raw.rfind(b"\n", body, end - 1) + 1 or body
        if not _PASSED_OVER.fullmatch(raw, start, end):
            return end
        end = start
    return body


def _is_proven(
    document: Document, log: Log, entries: Sequence[Entry], raw: bytes, added: bytes
) -> bool:
    """Whether the new text means the old one plus exactly these entries.

    Where all of the log is canonical lines, that line for line the bytes are the old ones and
    that the new lines read alike both ways is proof enough.
    """
    new = list(entries)
    if log.canonical and document.has_progress and not document.inline:
        return decode(encode_lines(new)) == new and _as_yaml(added) == new
    try:
        fresh = take_apart(raw)
    except PlanError:
        return False
    then = read_log(fresh)
    return (
        fresh.head == document.head
        and then.entries == log.entries + new
        and [each.message for each in then.findings] == [each.message for each in log.findings]
    )


def _as_yaml(items: bytes) -> list[Entry]:
    alone = take_apart(b"progress:\n" + items)
    return read_log(alone, fast=False).entries


def _refusal(document: Document) -> str:
    if document.inline and document.inline[:1] in b"[{":
        return (
            "progress is written in brackets: put each entry on a line of its own, begun with '- ',"
            " and remove the brackets"
        )
    if not document.raw.endswith(b"\n"):
        return "the last entry has no line break at its end: add one, then log again"
    return "no place for a new entry could be found behind the last: look at the end of the plan"
