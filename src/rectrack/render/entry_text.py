"""What an entry says, in the few words that lists and answers have room for."""

from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import astuple

from rectrack.log.entry import Entry
from rectrack.log.model import UNREAD_DAY
from rectrack.plan.model import Plan
from rectrack.render.page import visible
from rectrack.targets.kinds import kind_of
from rectrack.wording import day, listed, number, quoted, weekday_and_day

_BOOKKEEPING = {"id", "logged", "voids", "replaces"}
"""What differs between any two entries, and says nothing of what was done."""
_FREE = {"case", "event", "step", "note"}
"""What is quoted, since anything may stand in it."""


def subject_of(entry: Entry) -> str:
    """Return the id of what an entry speaks of; of a void, the entry that it names."""
    return entry.target or entry.measure or entry.person or entry.voids or ""


def content_of(entry: Entry, plan: Plan) -> str:
    """Return what an entry says of its subject: "+2", "reads 77", "2026-031 opened"."""
    return visible(_particulars(entry, plan))


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


def _particulars(entry: Entry, plan: Plan) -> str:
    if entry.voids is not None:
        return "undone"
    if entry.event == "extended" and entry.to is not None:
        asked = f", asked on {day(entry.asked)}" if entry.asked not in {None, entry.date} else ""
        return f"extended to {day(entry.to)}{asked}"
    if entry.event == "waived" and entry.until is not None:
        return f"waived until {day(entry.until)}"
    if entry.event == "rechecked" and entry.passed is not None:
        return f"rechecked, {'passed' if entry.passed else 'failed'}"
    if entry.case is not None:
        return f"{entry.case} {entry.event or ''}".rstrip()
    if entry.step is not None:
        return f"{entry.step!r} done"
    if entry.event is not None:
        value = "" if entry.value is None else f" {number(entry.value)}"
        return entry.event.replace("-", " ") + value
    if entry.value is None:
        return ""
    target = plan.targets.get(entry.target or "")
    if target is not None and kind_of(target).takes_readings:
        return f"reads {number(entry.value)}"
    return f"+{number(entry.value)}" if entry.value else "none"
