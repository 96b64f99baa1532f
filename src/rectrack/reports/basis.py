"""What a report is based on that leaves out what was logged later."""

import hashlib
from datetime import date

from msgspec import Struct

from rectrack.log.entry import encode_lines
from rectrack.log.history import up_to
from rectrack.records import Records
from rectrack.wording import day as say_day
from rectrack.wording import plural


class Basis(Struct, frozen=True):
    """What a report as known is based on: how many entries, and the SHA-256 of their lines."""

    entries: int
    digest: str

    def said(self, day: date) -> str:
        """Return the line that tells it, so that a copy can be compared years later."""
        count = plural(self.entries, "entry", "entries")
        return f"Based on {count} as known on {say_day(day)}, SHA-256 {self.digest}"


def basis_of(known: Records, day: date) -> Basis:
    """Return what a report of a day is based on; `known` is what the file said then."""
    entries = up_to(known.entries, day)
    return Basis(len(entries), hashlib.sha256(encode_lines(entries)).hexdigest())
