"""The progress section of a plan → entries, and what had to be set aside.

Two readers with one meaning. Runs of canonical lines are decoded in bulk; whatever lies between
them is read as YAML. Where a stretch cannot be read by itself, the whole file is read as YAML;
and where that fails too, item by item, so that one bad entry never hides the others.
"""

import re
from collections.abc import Callable
from io import BytesIO
from itertools import groupby

from rectrack.log.entry import Entry, decode, decode_proven
from rectrack.log.model import Log
from rectrack.log.yaml_loader import LARGEST_BY_HAND, add_node, read_items, read_whole
from rectrack.storage.document import Document, is_overlong, is_remark
from rectrack.storage.yaml_tree import Sequence, YamlFault, parse

_FIRST_ITEM = re.compile(rb"^( *)-(?=[ \r\n]|\Z)", re.MULTILINE)
PIECE = 1 << 16
"""So many bytes are decoded at once: few enough to stay where the processor is quick."""
Decode = Callable[[bytes], list[Entry] | None]
_BOUNDARY = re.compile(r"^(---|\.\.\.|%)", re.MULTILINE)


def read_log(document: Document, *, fast: bool = True) -> Log:
    """Return the entries of a plan file; whatever cannot be read is set aside.

    Raises PlanError where so much of it cannot be that it is no log.
    With `fast` off everything goes through YAML: slower, with the same result.
    """
    if not document.has_progress or (not document.inline and _says_nothing(document)):
        return Log()
    log = None if is_overlong(document.raw, document.body) else _read_together(document, fast=fast)
    if log is None:
        log = Log()
        read_items(document, log, indent_of(document), fast=fast)
    return log


def _read_together(document: Document, *, fast: bool) -> Log | None:
    """Read the log as the one list that it is; None where that cannot be done."""
    if fast and not document.inline:
        found = _read_pieces(document) or _read_mixed(document)
        if found is not None:
            found.by_lines = True
            return found
    log = Log()
    return log if read_whole(document, log) else None


def indent_of(document: Document) -> bytes:
    """Return how far the items of a log are indented: as the first of them is."""
    first = _FIRST_ITEM.search(document.raw, document.body)
    return first[1] if first else b"  "


def last_line(document: Document) -> int:
    """Return where the last canonical line begins in a log that was read by its lines, or 0."""
    raw, lead = document.raw, indent_of(document) + b"- "
    end = len(raw)
    while end > document.body:
        start = max(raw.rfind(b"\n", 0, end - 1) + 1, document.body)
        if _decoded(_with_plain_ends(raw[start:end]), lead):
            return start
        end = start
    return 0


def last_item(document: Document, end: int) -> int:
    """Return where the last item above `end` begins, in whatever state the log is, or 0."""
    first = re.compile(rb"^" + indent_of(document) + rb"-(?=[ \r\n]|\Z)", re.MULTILINE)
    starts = [match.start() for match in first.finditer(document.raw, document.body, end)]
    return starts[-1] if starts else 0


def _says_nothing(document: Document) -> bool:
    """Whether there is nothing but blank lines and comments."""
    lines = BytesIO(document.raw)
    lines.seek(document.body)
    return all(map(is_remark, lines))


def _read_pieces(document: Document) -> Log | None:
    """Read a body of nothing but canonical lines, the common case; None where it is not."""
    entries = read_lines(document, document.body, len(document.raw))
    return None if entries is None else log_of_lines(document, entries)


def log_of_lines(document: Document, entries: list[Entry]) -> Log:
    """Return the log of a body that is nothing but the canonical lines of these entries."""
    log = Log(by_lines=True)
    log.add_lines(entries, document.body_line, column_of(document))
    return log


def column_of(document: Document) -> int:
    """Return the column in which the entries of canonical lines begin, from 1."""
    return len(indent_of(document)) + 3


def read_lines(document: Document, start: int, stop: int) -> list[Entry] | None:
    """Return the entries of some of a body's lines; None where not all of them are canonical."""
    return _read_lines(document, start, stop, decode)


def read_proven(document: Document, stop: int, by_hand: list[tuple[int, int]]) -> Log | None:
    """Return the log of lines that are proven to be canonical, but for some written by hand.

    Those are read as they ever are. None where it cannot be so.
    """
    if not by_hand:
        entries = _read_lines(document, document.body, stop, decode_proven)
        return None if entries is None else log_of_lines(document, entries)
    indent, above = indent_of(document), document.body_line
    lines = _with_plain_ends(document.raw[document.body : stop]).splitlines(keepends=True)
    log, line = Log(by_lines=True, by_hand=by_hand), 0
    for first, below in (*by_hand, (len(lines), len(lines))):
        run = [each.removeprefix(indent + b"- ") for each in lines[line:first]]
        entries = decode_proven(b"".join(run))
        if entries is None:
            return None
        log.add_lines(entries, above + line, column_of(document))
        if not _read_stretch(lines[first:below], indent, above + first, log):
            return None
        line = below
    return log


def _read_lines(document: Document, start: int, stop: int, decode: Decode) -> list[Entry] | None:
    """Decode lines piece by piece, so that memory holds the entries and the file but no copy."""
    raw, lead = document.raw, indent_of(document) + b"- "
    entries: list[Entry] = []
    while start < stop:
        end = raw.find(b"\n", min(start + PIECE, stop - 1), stop) + 1 or stop
        found = _decoded(_with_plain_ends(raw[start:end]), lead, decode)
        if found is None:
            return None
        entries += found
        start = end
    return entries


def _with_plain_ends(lines: bytes) -> bytes:
    """Return lines that end as those of Unix do; to look for one byte first is far quicker."""
    return lines.replace(b"\r\n", b"\n") if b"\r" in lines else lines


def _decoded(lines: bytes, lead: bytes, decode: Decode = decode) -> list[Entry] | None:
    """Return the entries of lines that are all canonical, or None where any is not."""
    if not lines.startswith(lead):
        return None
    bare = lines.removesuffix(b"\n").removeprefix(lead).replace(b"\n" + lead, b"\n") + b"\n"
    entries = decode(bare)
    return entries if entries is not None and len(entries) == bare.count(b"\n") else None


def _read_mixed(document: Document) -> Log | None:
    """Read what is canonical in bulk and the rest as YAML; None where that cannot be told apart."""
    lines = _with_plain_ends(document.raw[document.body :])
    if b"\r" in lines:
        return None  # by itself it is a line break to YAML, and to nothing else here
    log = Log(by_lines=True)
    read = _read_stretches(lines, indent_of(document), document.body_line, log)
    return log if read else None


def _read_stretches(body: bytes, indent: bytes, line: int, log: Log) -> bool:
    """Read runs of canonical lines in bulk and what lies between them as YAML.

    Returns False where a stretch means nothing by itself, and the whole must be read instead.
    """
    lead, body_line = indent + b"- ", line
    sign = lead + b'{"'
    waiting: list[bytes] = []  # the lines right above `line` that are still to be read
    for like_entries, group in groupby(BytesIO(body), lambda each: each.startswith(sign)):
        if not like_entries:
            size = sum(map(len, waiting))
            for each in group:
                waiting.append(each)
                size += len(each)
                if size > LARGEST_BY_HAND:
                    return False
                line += 1
            continue
        for run, entries in _runs(list(group), lead):
            if entries is None:
                waiting += run
            else:
                first = line - len(waiting)
                if not _read_stretch(waiting, indent, first, log):
                    return False
                log.by_hand += [(first - body_line, line - body_line)] if waiting else []
                waiting = []
                log.add_lines(entries, line, len(indent) + 3)
            line += len(run)
    first = line - len(waiting)
    log.by_hand += [(first - body_line, line - body_line)] if waiting else []
    return _read_stretch(waiting, indent, first, log)


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
    content = [line for line in lines if not is_remark(line)]
    if not content:
        return True
    if not re.match(indent + rb"-(?=[ \r]|\Z)", content[0]):
        return False
    try:
        text = b"".join(lines).decode()
        tree = None if _BOUNDARY.search(text) else parse(text, first_line=first_line)
    except (UnicodeDecodeError, YamlFault):
        return False
    if not isinstance(tree, Sequence):
        return False
    for item in tree.items:
        add_node(log, item)
    return True
