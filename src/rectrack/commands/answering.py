"""What the commands that add entries answer: what they added, and where things stand now."""

from collections.abc import Iterable
from datetime import date

from rectrack.commands.session import Session
from rectrack.commands.speaking import out, say, tell
from rectrack.log.entry import Entry, encode
from rectrack.log.history import until
from rectrack.log.versions import Undone
from rectrack.records import Records
from rectrack.render.confirmation import where_it_stands
from rectrack.render.page import visible
from rectrack.reports.closing import Outlook, outlook, state_of
from rectrack.reports.shifts import shifts
from rectrack.reports.status import standing_of
from rectrack.targets.judging import Standing

Standings = dict[str, Standing | Outlook]
"""Where targets and measures stand, by their ids."""


def standings_of(records: Records, entries: Iterable[Entry], session: Session) -> Standings:
    """Return where the targets and measures that entries speak of stand now.

    What an entry dated later than today speaks of is seen from the entry's own day.
    """
    plan = records.plan
    today = session.today(plan)
    days: dict[str, date] = {}
    for entry in entries:
        subject = entry.target or entry.measure
        if subject in plan.targets or subject in plan.measures:
            days[subject] = max(days.get(subject, today), entry.date)
    history = until(records.entries, max(days.values(), default=today))
    found: Standings = {}
    for subject, day in days.items():
        if subject in plan.targets:
            then = history.cut((subject,), day, (plan.targets[subject].measure,))
            found[subject] = standing_of(plan, subject, then, day)
        else:
            measure = plan.measures[subject]
            then = history.cut(measure.targets, day, (subject,))
            found[subject] = outlook(records, measure, then, day)
    return found


def in_one_line(standings: Standings) -> str:
    """Return where things stand as the middle of a line, each named where there are several."""
    said = {subject: where_it_stands(standing) for subject, standing in standings.items()}
    if len(said) == 1:
        return "".join(f"; {now}" for now in said.values())
    return "".join(f"; {subject} {now}" for subject, now in said.items())


def subjects(entries: Iterable[Entry], records: Records) -> list[Entry]:
    """Return what entries are about: themselves, or what a void takes back in the end."""
    undone = Undone(records.named)
    return [undone.by(entry) for entry in entries]


def warn_of_shifts(
    before: Records, after: Records, about: Iterable[Entry], session: Session
) -> None:
    """Warn of each measure whose sign-off entries on its targets have touched."""
    today = session.today(after.plan)
    for shift in shifts(before, after, about, today):
        was, now = state_of(shift.was, today), state_of(shift.now, today)
        why = f": {'; '.join(shift.why)}" if shift.why else ""
        tell(f"warning: {shift.now.measure.id} is now {now}{why}; it was {was}")


def answer(
    said: str,
    entry: Entry,
    *,
    dry_run: bool,
    done: str = "added",
    would: str = "would add",
) -> None:
    """Write what was done and how to undo it; of a dry run what would be, and its line."""
    if dry_run:
        line = visible(encode(entry).decode())  # first, since it fails where there is no such line
        say(f"{would}: {said}")
        out(line)
    else:
        say(f"{done}: {said}; to undo:", f"rectrack undo {entry.id}")
