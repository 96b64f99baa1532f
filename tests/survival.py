"""The file survives the tool: how a test sees that a plan has gained its lines and nothing else."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

from rectrack.log.entry import Entry, decode

NEW = Entry(
    id="new",
    date=date(2026, 3, 4),
    target="t",
    value=Decimal(1),
    by="clerk",
    note="fresh\u2028line",
    logged=datetime(2026, 3, 4, 9, tzinfo=UTC),
)
"""An entry that tests add to a log."""

BLOCK = re.compile(rb"(\r?\n)?(?:progress:\r?\n)?((?: *- \{.*\}\r?\n)+)")
LEAD = re.compile(rb"^ *- ", re.MULTILINE)
NOTHING = re.compile(rb"(?<=:)[ \t]*(?:\[[ \t]*\]|null|Null|NULL|~)(?=[ \t\r\n]|\Z)")
"""An empty list or null beside the progress key, which gives way to a first entry."""


def added(old: bytes, new: bytes) -> list[Entry]:
    """Return the entries by which a plan has grown; everything else must be as it was.

    Every byte that was there still is, in order; what came stands together on lines of its own,
    one canonical line for each entry. Raises AssertionError where anything else has happened.
    """
    if new == old:
        return []
    for before in (old, *_without_nothing(old)):
        for at in _places(before, new):
            block = BLOCK.fullmatch(new, at, at + len(new) - len(before))
            unended = at == len(before) > 0 and before[at - 1 :] != b"\n"
            at_a_line = at == 0 or before[at - 1 : at] == b"\n"
            if block and (unended if block[1] else at_a_line):
                bare = LEAD.sub(b"", block[2].replace(b"\r\n", b"\n"))
                assert block[2].count(b"\r\n") == (block[2].count(b"\n") if _on_windows(old) else 0)
                entries = decode(bare)
                assert entries is not None, f"not canonical: {bare!r}"
                return entries
    raise AssertionError("bytes are gone, were changed, or came that are no entry")


def _on_windows(plan: bytes) -> bool:
    """Whether the lines of a plan end as on Windows, of which the first is the sign."""
    return plan.partition(b"\n")[0].endswith(b"\r")


def _without_nothing(old: bytes) -> Iterator[bytes]:
    for match in NOTHING.finditer(old):
        yield old[: match.start()] + old[match.end() :]


def _places(old: bytes, new: bytes) -> range:
    """Return the places at which something may have been put into the old bytes."""
    before = _alike(old, new)
    behind = _alike(old[::-1], new[::-1])
    return range(max(len(old) - behind, 0), before + 1 if len(new) > len(old) else 0)


def _alike(one: bytes, two: bytes) -> int:
    """Return for how many bytes two texts begin alike."""
    unlike = (at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b)
    return next(unlike, min(len(one), len(two)))
