"""What is answered when entries were added: what they say, and where things stand now."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from rectrack.changes.change import Change
from rectrack.log.entry import Entry
from rectrack.log.history import concerning, until
from rectrack.records import Records
from rectrack.render.answer import noted, what_happened, where_it_stands
from rectrack.reports.closing import SignOffCheck, sign_off_check, state_of
from rectrack.reports.decision_notes import of_progress
from rectrack.reports.measure_changes import measure_changes
from rectrack.reports.status import standing_of
from rectrack.targets.standing import Standing

Standings = dict[str, Standing | SignOffCheck]
"""Where targets and measures stand, by their ids."""


class Answer(Struct, frozen=True, kw_only=True):
    """What is answered: a sentence that begins with `done`, or `would` if it is a dry run.

    It ends with `undo` and the command that does so, if any. Below it stand `lines`, and `last`
    where it was done. `about` are the entries whose measures may have changed.
    """

    said: str
    about: tuple[Entry, ...] = ()
    done: str = "added"
    would: str = "would add"
    undo: str = "to undo"
    lines: tuple[str, ...] = ()
    last: str = ""
    warnings: tuple[str, ...] = ()


def entry_answer(change: Change, today: date, *, with_note: bool = False) -> Answer:
    """Return what is answered to one entry: what it says, and where that stands now."""
    [entry] = change.entries
    said = what_happened(entry, change.after.plan) + (noted(entry) if with_note else "")
    return Answer(
        said=said + in_one_line(standings_of(change.after, change.entries, today)),
        about=change.entries,
        warnings=idle_warnings(change, today),
    )


def idle_warnings(change: Change, today: date) -> tuple[str, ...]:
    """Return a warning of each entry that is out of time or moves no figure."""
    found = of_progress(change.after, change.entries, today)
    return tuple(f"warning: {why}" for _, why in found)


def measure_warnings(change: Change, about: Iterable[Entry], today: date) -> Iterator[str]:
    """Yield a warning of each measure whose sign-off entries on its targets have touched."""
    for each in measure_changes(change.before, change.after, about, today):
        was, now = state_of(each.was, today), state_of(each.now, today)
        why = f": {'; '.join(each.why)}" if each.why else ""
        yield f"warning: {each.now.measure.id} is now {now}{why}; it was {was}"


def standings_of(records: Records, entries: Iterable[Entry], today: date) -> Standings:
    """Return where the targets and measures that entries speak of stand now.

    What an entry dated later than today speaks of is seen from the entry's own day.
    """
    plan = records.plan
    seen_on: dict[str, date] = {}
    for entry in entries:
        subject = entry.target or entry.measure
        if subject in plan.targets or subject in plan.measures:
            seen_on[subject] = max(seen_on.get(subject, today), entry.date)
    measures = {plan.targets[each].measure if each in plan.targets else each for each in seen_on}
    targets = {name for measure in measures for name in plan.measures[measure].targets}
    entries = concerning(records.entries, targets, measures)
    history = until(entries, max(seen_on.values(), default=today))
    found: Standings = {}
    for subject, day in seen_on.items():
        if subject in plan.targets:
            then = history.cut((subject,), day, (plan.targets[subject].measure,))
            found[subject] = standing_of(plan, subject, then, day)
        else:
            measure = plan.measures[subject]
            then = history.cut(measure.targets, day, (subject,))
            found[subject] = sign_off_check(records, measure, then, day)
    return found


def in_one_line(standings: Standings) -> str:
    """Return where things stand as the middle of a line, each named where there are several."""
    said = {subject: where_it_stands(standing) for subject, standing in standings.items()}
    if len(said) == 1:
        return "".join(f"; {now}" for now in said.values())
    return "".join(f"; {subject} {now}" for subject, now in said.items())
