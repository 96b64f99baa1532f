"""The one line that `log` and `undo` answer with."""

from rectrack.log.entry import Entry
from rectrack.plan.model import Plan
from rectrack.render.entry_text import gist, subject_of
from rectrack.render.page import visible
from rectrack.targets.judging import Standing
from rectrack.wording import listed, weekday_and_day


def what_happened(entry: Entry, plan: Plan) -> str:
    """Return what an entry says, and when: "bulletins +1 on Wed 4 Mar 2026 for deputy"."""
    said = f"{subject_of(entry)} {gist(entry, plan)} on {weekday_and_day(entry.date)}"
    if entry.credited != (entry.by,):
        said += f" for {listed(entry.credited)}"
    return visible(said)


def where_it_stands(standing: Standing) -> str:
    """Return the state of a target now, why, and how much is left."""
    said = f"now {standing.state}, {standing.reading.why}"
    if standing.outstanding and standing.reading.next_step:
        said += f"; {standing.reading.next_step}"
    return visible(said)
