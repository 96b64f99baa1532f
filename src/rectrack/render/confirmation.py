"""The one line that `log` and `undo` answer with."""

from rectrack.log.entry import Entry
from rectrack.render.page import visible
from rectrack.targets.judging import Standing
from rectrack.targets.kinds import kind_of
from rectrack.wording import listed, number, weekday_and_day


def what_happened(entry: Entry, standing: Standing) -> str:
    """Return what an entry of progress says: "bulletins +1 on Wed 4 Mar 2026 for deputy"."""
    said = f"{entry.target} {_particulars(entry, standing)} on {weekday_and_day(entry.date)}"
    if entry.credited != (entry.by,):
        said += f" for {listed(entry.credited)}"
    return visible(said)


def _particulars(entry: Entry, standing: Standing) -> str:
    if entry.step is not None:
        return f"{entry.step!r} done"
    if entry.case is not None:
        return f"{entry.case} {entry.event}"
    assert entry.value is not None
    if kind_of(standing.target).takes_readings:
        return f"reads {number(entry.value)}"
    return f"+{number(entry.value)}" if entry.value else "none"


def where_it_stands(standing: Standing) -> str:
    """Return the state of a target now, why, and how much is left."""
    said = f"now {standing.state}, {standing.reading.why}"
    if standing.outstanding and standing.reading.next_step:
        said += f"; {standing.reading.next_step}"
    return visible(said)
