"""One entry of the log, and its one-line form.

A line is a JSON object that is also a line of YAML, so both kinds of reader and every line tool
understand it. Its canonical form is what `encode` writes: JSON without blanks, keys in the order
of the fields below, and every character that YAML forbids or reads as a line break escaped.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from operator import eq
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field
from msgspec.structs import astuple, replace

from rectrack.wording import number


class Entry(
    Struct,
    frozen=True,
    eq=False,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    gc=False,
):
    """A dated entry. Which of the fields stand in it depends on what it speaks of.

    Each is equal to itself alone: of two that say the same, one may be set aside and one not.
    `same` and `content` compare what entries say.
    """

    id: str | None = None
    date: dt.date
    target: str | None = None
    measure: str | None = None
    person: str | None = None
    case: str | None = None
    event: str | None = None
    title: str | None = None
    due: dt.date | None = None
    asked_by: str | None = None
    value: Decimal | None = None
    step: str | None = None
    passed: bool | None = None
    to: dt.date | None = None
    asked: dt.date | None = None
    until: dt.date | None = None
    cause: str | None = None
    remedy: str | None = None
    by: str
    for_: str | tuple[str, ...] | None = field(name="for", default=None)
    note: str | None = None
    evidence: tuple[str, ...] = ()
    voids: str | None = None
    replaces: str | None = None
    logged: Annotated[dt.datetime, Meta(tz=True)] | None = None
    batch: str | None = None

    @property
    def credited(self) -> tuple[str, ...]:
        """Whose work it is: people and groups, the writer where nobody else is named."""
        if self.for_ is None:
            return (self.by,)
        return (self.for_,) if isinstance(self.for_, str) else self.for_

    @property
    def corrects(self) -> str | None:
        """The id of the entry that this one voids or replaces."""
        return self.voids or self.replaces


_encoder = msgspec.json.Encoder(decimal_format="number")
_decoder = msgspec.json.Decoder(Entry)

_UNSAFE = {
    b"\x7f": re.compile(rb"\x7f"),
    b"\xc2": re.compile(rb"\xc2[\x80-\x9f]"),
    b"\xe2": re.compile(rb"\xe2\x80[\xa8\xa9]"),
    b"\xef": re.compile(rb"\xef(?:\xbb\xbf|\xbf[\xbe\xbf])"),
}
"""DEL, the C1 controls with NEL, the two Unicode line breaks, BOM and two noncharacters, by what
they begin with. Without that, which is quick to see, there is none of them. Each is looked for by
itself: a pattern for all of them is tried at every byte, one alone only where it may begin."""

_ODD_VALUE = re.compile(rb'"value":(?!-?[0-9]{1,15}(?:\.[0-9]{1,6})?[,}])|"value":-[0.]+[,}]')
"""A number that `plan.values.number` would refuse or spell otherwise, such as -0.0; never found
inside a JSON string."""


def _escaped(text: bytes) -> bytes:
    """Return JSON text in which every character that YAML would not take is escaped."""
    for first, unsafe in _UNSAFE.items():
        if first in text:
            text = unsafe.sub(lambda match: b"\\u%04x" % ord(match[0].decode()), text)
    return text


def encode(entry: Entry) -> bytes:
    """Return the canonical line of an entry, without a line break."""
    return _escaped(_encoder.encode(entry))


def decode(lines: bytes) -> list[Entry] | None:
    """Return the entries of lines that are all canonical, or None where any is not.

    That a line decodes is not enough, since JSON and YAML differ on surrogates, doubled keys,
    NaN and more; that encoding gives the same bytes is.
    """
    if _ODD_VALUE.search(lines):
        return None
    try:
        entries = _decoder.decode_lines(lines)
        return entries if encode_lines(entries) == lines else None
    except (ValueError, msgspec.MsgspecError):
        return None


def decode_proven(lines: bytes) -> list[Entry] | None:
    """Return the entries of lines that are known to be canonical; None where that cannot be."""
    try:
        return _decoder.decode_lines(lines)
    except (ValueError, msgspec.MsgspecError):
        return None


def encode_lines(entries: Iterable[Entry]) -> bytes:
    """Return the canonical lines of entries, each with its line break."""
    return _escaped(_encoder.encode_lines(entries))


def encode_text(text: str) -> str:
    """Return a text in quotation marks, as JSON and YAML both read it."""
    return _escaped(_encoder.encode(text)).decode()


def made_on(entry: Entry) -> dt.date:
    """Return the day on which an entry was made, whatever the day that it speaks of."""
    return entry.logged.date() if entry.logged else entry.date


def same(some: Sequence[Entry], others: Sequence[Entry]) -> bool:
    """Whether entries say the same in every field, one by one."""
    return len(some) == len(others) and all(map(eq, map(astuple, some), map(astuple, others)))


def content(entry: Entry) -> bytes:
    """Return what an entry says, as bytes to compare.

    When it was written down does not count, nor with what others, nor how a number was spelt.
    """
    value = None if entry.value is None else Decimal(number(entry.value))
    return encode(replace(entry, logged=None, batch=None, value=value))


def what_it_tells(entry: Entry) -> bytes:
    """Return what an entry tells of the office, whatever its name, as bytes to compare.

    Whose work it was goes without saying where it was the writer's.
    """
    bare = replace(entry, id=None, replaces=None, for_=entry.credited)
    return content(bare)
