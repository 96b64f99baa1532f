"""The one line that `log`, `undo` and `amend` answer with."""

from msgspec.structs import replace

from rectrack.log.entry import Entry
from rectrack.log.model import UNREAD_DAY
from rectrack.plan.model import Plan
from rectrack.render.entry_text import gist, subject_of
from rectrack.render.page import visible
from rectrack.reports.closing import MeasureStanding
from rectrack.targets.judging import Standing
from rectrack.wording import listed, number, quoted, weekday_and_day


def what_happened(entry: Entry, plan: Plan) -> str:
    """Return what an entry says, and when: "bulletins +1 on Wed 4 Mar 2026 for deputy"."""
    said = gist(replace(entry, replaces=None), plan)
    said = f"{subject_of(entry)} {said} on {weekday_and_day(entry.date)}"
    if entry.credited != (entry.by,):
        said += f" for {listed(entry.credited)}"
    return visible(said)


def where_it_stands(standing: Standing | MeasureStanding) -> str:
    """Return the state of a target or measure now; of a target also why, and what is left."""
    if isinstance(standing, MeasureStanding):
        return f"now {standing.state}"
    said = f"now {standing.state}, {standing.reading.why}"
    if standing.outstanding and standing.reading.next_step:
        said += f"; {standing.reading.next_step}"
    return visible(said)


def what_changed(old: Entry, new: Entry) -> str:
    """Return in what two versions of an entry differ: "value 1 is now 2, note 'Roads' is gone"."""
    was, now = _particulars(old), _particulars(new)
    keys = [key for key in was if was[key] != now[key]]
    return visible(", ".join(_change(key, was[key], now[key]) for key in keys))


def _change(key: str, was: str, now: str) -> str:
    if not now:
        return f"{key} {was} is gone"
    return f"{key} {was} is now {now}" if was else f"{key} is now {now}"


def _particulars(entry: Entry) -> dict[str, str]:
    """Return what may be amended of an entry, in words."""
    return {
        "target": entry.target or "",
        "date": "" if entry.date == UNREAD_DAY else weekday_and_day(entry.date),
        "value": "" if entry.value is None else number(entry.value),
        "step": quoted(entry.step) if entry.step else "",
        "case": quoted(entry.case) if entry.case else "",
        "event": quoted(entry.event) if entry.event else "",
        "by": entry.by,
        "for": listed(entry.credited),
        "note": quoted(entry.note) if entry.note else "",
        "evidence": listed(entry.evidence),
    }
