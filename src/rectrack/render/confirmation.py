"""The one line that is answered when something was written down or taken back."""

from collections.abc import Sequence
from datetime import date

from rectrack.log.entry import Entry
from rectrack.plan.model import Plan
from rectrack.render.entry_text import gist, subject_of
from rectrack.render.page import visible
from rectrack.reports.closing import UNFINISHED, MeasureStanding, in_words
from rectrack.targets.judging import Standing
from rectrack.wording import listed, weekday_and_day


def what_happened(entry: Entry, plan: Plan) -> str:
    """Return what an entry says, and when: "bulletins +1 on Wed 4 Mar 2026 for deputy"."""
    what = gist(entry, plan)
    comma = "," if "," in what else ""
    said = f"{subject_of(entry)} {what}{comma} on {weekday_and_day(entry.date)}"
    if entry.credited != (entry.by,):
        said += f" for {listed(entry.credited)}"
    return visible(said)


def where_it_stands(standing: Standing) -> str:
    """Return the state of a target now, why, and how much is left."""
    why = standing.reading.why
    said = f"now {why}" if why.startswith(standing.state) else f"now {standing.state}, {why}"
    if standing.outstanding and standing.reading.next_step:
        said += f"; {standing.reading.next_step}"
    return visible(said)


def where_measure_stands(standing: MeasureStanding, missing: Sequence[str], day: date) -> str:
    """Return the state of a measure now, and what is missing for it to be signed off."""
    said = f"now {in_words(standing, day)}"
    if standing.state in UNFINISHED:
        lacking = "; ".join(missing)
        said += f"; still missing for sign-off: {lacking}" if lacking else "; ready for sign-off"
    elif standing.lapsed:
        said += f": {'; '.join(standing.lacks)}"
    return visible(said)
