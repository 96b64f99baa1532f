"""What an entry says, in the few words that lists and answers have room for."""

from decimal import Decimal
from typing import Any

from rectrack.log.entry import Entry
from rectrack.plan.model import Plan
from rectrack.render.page import visible
from rectrack.reports.description import particulars
from rectrack.wording import number

_BOOKKEEPING = {"id", "by", "logged", "replaces"}
"""What differs between any two entries, and says nothing of what was done."""


def gist(entry: Entry, plan: Plan) -> str:
    """Return what an entry says of its subject: "+2", "reads 77", "2026-031 opened"."""
    return visible(particulars(entry, plan))


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
