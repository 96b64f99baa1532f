"""What is answered when something was written down, corrected or taken back: short lines."""

from msgspec import Struct

from rectrack.log.entry import Entry
from rectrack.plan.model import Plan
from rectrack.render.page import visible
from rectrack.render.target_text import figures
from rectrack.reports.closing import SignOffCheck
from rectrack.reports.description import description
from rectrack.reports.life_cycle import UNFINISHED
from rectrack.reports.measure_standing import state_of
from rectrack.targets.kinds import kind_of
from rectrack.targets.remarks import remarks
from rectrack.targets.standing import Standing
from rectrack.targets.state import State
from rectrack.wording import quoted

Standings = dict[str, Standing | SignOffCheck]
"""Where targets and measures stand, by their ids."""


class Answer(Struct, frozen=True, kw_only=True):
    """What is answered: what was `done`, or `would` be done in a dry run, and `said` of it.

    Below it stand `lines`, where things stand now, and last `undo` with the command that takes it
    back. `about` are the entries whose measures may have changed.
    """

    said: str
    lines: tuple[str, ...] = ()
    about: tuple[Entry, ...] = ()
    done: str = "added"
    would: str = "would add"
    undo: str = "to undo"
    warnings: tuple[str, ...] = ()


def what_happened(entry: Entry, plan: Plan) -> str:
    """Return what an entry says, and when: "bulletins +1 on Wed 4 Mar 2026 for deputy"."""
    return visible(description(entry, plan))


def with_note(said: str, entry: Entry) -> str:
    """Return what is said of an entry with its note behind it, or below it on lines of its own."""
    first, *more = visible_lines(entry.note or "")
    if more:
        return "\n".join([f"{said}:", *(f"  {each}".rstrip() for each in (first, *more))])
    return f'{said}, "{first}"' if first else said


def with_short_note(said: str, entry: Entry) -> str:
    """Return what is said of an entry with the beginning of its note behind it."""
    return f"{said}, {visible(quoted(entry.note))}" if entry.note else said


def visible_lines(text: str) -> list[str]:
    """Return the lines of a text that a person wrote, with nothing hidden in any."""
    return [visible(each.removesuffix("\r")) for each in text.strip("\r\n").split("\n")]


def where_it_stands(standing: Standing | SignOffCheck) -> str:
    """Return the state of a target or measure now, with its figures and what to do about it."""
    if isinstance(standing, SignOffCheck):
        return visible(_measure_stands(standing))
    reading, state = standing.reading, standing.state
    if state is State.WAIVED and standing.waived_until is not None:
        return f"now {state} until {standing.progress.say(standing.waived_until)}"
    shown = "" if reading.actual is None else f", {figures(standing)}"
    has_begun = standing.progress.day >= standing.span.start or state is not State.ON_TRACK
    if not standing.outstanding or state is State.FAILED or not reading.step or not has_begun:
        step = f"; {reading.step}" if state is State.FAILED else ""
        told = state is not State.MET or kind_of(standing.target).says_figures
        met = "" if told else shown
        return visible(f"now {state}{met}: {reading.why}{step}")
    spare = f"; {reading.spare}" if reading.spare else ""
    said = remarks(standing.progress)
    beside = f" ({said})" if said else ""
    return visible(f"now {state}{shown}: {reading.step}{spare}{beside}")


def standing_lines(standings: Standings) -> tuple[str, ...]:
    """Return a line for each thing that is said to stand somewhere, named where there are more."""
    said = {subject: where_it_stands(standing) for subject, standing in standings.items()}
    if len(said) == 1:
        return tuple(said.values())
    return tuple(f"{subject}: {now}" for subject, now in said.items())


def _measure_stands(check: SignOffCheck) -> str:
    standing, missing = check.standing, "; ".join(check.missing)
    said = f"now {state_of(standing, check.day)}"
    if standing.state in UNFINISHED:
        left = f"still missing for sign-off: {missing}" if missing else "ready for sign-off"
        return f"{said}; {left}"
    return f"{said}: {'; '.join(standing.lacks)}" if standing.lapsed else said
