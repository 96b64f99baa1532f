"""What an entry says, in the few words that lists and answers have room for."""

from decimal import Decimal
from typing import Any

from rectrack.log.entry import Entry
from rectrack.plan.model import Plan
from rectrack.render.page import visible
from rectrack.targets.kinds import kind_of
from rectrack.wording import day, number

_BOOKKEEPING = {"id", "by", "logged", "replaces"}
"""What differs between any two entries, and says nothing of what was done."""


def subject_of(entry: Entry) -> str:
    """Return the id of what an entry speaks of; of a void, the entry that it names."""
    return entry.target or entry.measure or entry.person or entry.voids or ""


def content_of(entry: Entry, plan: Plan) -> str:
    """Return what an entry says of its subject: "+2", "reads 77", "2026-031 opened"."""
    return visible(_particulars(entry, plan))


def changes(old: Entry, new: Entry) -> str:
    """Return what a replacement changes in the entry that it replaces: "value 2 → 1"."""
    names = zip(Entry.__struct_fields__, Entry.__struct_encode_fields__, strict=True)
    said = [
        f"{name} {_shown(before)} → {_shown(after)}"
        for field, name in names
        if name not in _BOOKKEEPING
        if (before := getattr(old, field)) != (after := getattr(new, field))
    ]
    return visible("; ".join(said))


def _shown(value: Any) -> str:
    if value is None or value == ():
        return "none"
    if isinstance(value, tuple):
        return ", ".join(value)
    return number(value) if isinstance(value, Decimal) else str(value)


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
