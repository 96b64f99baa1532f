"""In what two versions of an entry differ, in a few words."""

from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import astuple

from rectrack.log.entry import Entry
from rectrack.log.model import UNREAD_DAY
from rectrack.render.page import visible
from rectrack.wording import listed, number, quoted, weekday_and_day

_BOOKKEEPING = {"id", "logged", "voids", "replaces"}
"""What differs between any two entries, and says nothing of what was done."""
_FREE = {"case", "event", "step", "note"}
"""What is quoted, since anything may stand in it."""


def changes(old: Entry, new: Entry) -> str:
    """Return in what two versions of an entry differ: "value 1 is now 2, note 'Roads' is gone"."""
    was, now = _words(old), _words(new)
    return visible(
        ", ".join(_change(key, was[key], now[key]) for key in was if was[key] != now[key])
    )


def _change(key: str, was: str, now: str) -> str:
    if not now:
        return f"{key} {was} is gone"
    return f"{key} {was} is now {now}" if was else f"{key} is now {now}"


def _words(entry: Entry) -> dict[str, str]:
    """Return the fields of an entry in words, under the names that they have in a plan."""
    found = dict(zip(Entry.__struct_encode_fields__, astuple(entry), strict=True))
    found |= {"date": None if entry.date == UNREAD_DAY else entry.date, "for": entry.credited}
    return {name: _word(name, found[name]) for name in found if name not in _BOOKKEEPING}


def _word(name: str, value: Any) -> str:
    if isinstance(value, str):
        return quoted(value) if name in _FREE else value
    if isinstance(value, date):
        return weekday_and_day(value)
    if isinstance(value, tuple):
        return listed(value)
    return number(value) if isinstance(value, Decimal) else "" if value is None else str(value)
