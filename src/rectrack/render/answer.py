"""The one line that is answered when something was written down, put right or taken back."""

from rectrack.log.entry import Entry
from rectrack.plan.model import Plan
from rectrack.render.page import visible
from rectrack.reports.closing import SignOffCheck, state_of
from rectrack.reports.description import description
from rectrack.reports.life_cycle import UNFINISHED
from rectrack.targets.standing import Standing
from rectrack.targets.state import State
from rectrack.wording import quoted


def what_happened(entry: Entry, plan: Plan) -> str:
    """Return what an entry says, and when: "bulletins +1 on Wed 4 Mar 2026 for deputy"."""
    return visible(description(entry, plan))


def noted(entry: Entry) -> str:
    """Return the note of an entry as the end of a sentence: ", 'Road repairs'"; or nothing."""
    return visible(f", {quoted(entry.note)}") if entry.note else ""


def where_it_stands(standing: Standing | SignOffCheck) -> str:
    """Return the state of a target or measure now, why, and what is left or missing."""
    if isinstance(standing, SignOffCheck):
        return visible(_measure_stands(standing))
    # The reason of a waiver begins with the state: "waived until 15 Dec; ...".
    state = "" if standing.state is State.WAIVED else f"{standing.state}, "
    said = f"now {state}{standing.reading.why}"
    if standing.outstanding and standing.reading.next_step:
        said += f"; {standing.reading.next_step}"
    return visible(said)


def _measure_stands(check: SignOffCheck) -> str:
    standing, missing = check.standing, "; ".join(check.missing)
    said = f"now {state_of(standing, check.day)}"
    if standing.state in UNFINISHED:
        return (
            f"{said}; still missing for sign-off: {missing}"
            if missing
            else f"{said}; ready for sign-off"
        )
    return f"{said}: {'; '.join(standing.lacks)}" if standing.lapsed else said
