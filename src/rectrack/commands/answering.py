"""What the commands that add entries answer: what they added, and where things stand now."""

from collections.abc import Iterable
from datetime import date

from rectrack.commands.session import Session, out, say
from rectrack.log.entry import Entry, encode
from rectrack.log.history import until
from rectrack.records import Records
from rectrack.render.confirmation import where_it_stands
from rectrack.render.page import visible
from rectrack.reports.closing import Outlook, outlook
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
    histories = {day: until(records.entries, day) for day in set(days.values())}
    return {
        subject: standing_of(plan, subject, histories[day], day)
        if subject in plan.targets
        else outlook(records, plan.measures[subject], histories[day], day)
        for subject, day in days.items()
    }


def in_one_line(standings: Standings) -> str:
    """Return where things stand as the middle of a line, each named where there are several."""
    said = {subject: where_it_stands(standing) for subject, standing in standings.items()}
    if len(said) == 1:
        return "".join(f"; {now}" for now in said.values())
    return "".join(f"; {subject} {now}" for subject, now in said.items())


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
