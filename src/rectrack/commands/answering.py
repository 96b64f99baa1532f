"""What the commands that add entries answer: what they added, and where things stand now."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from rectrack.log.entry import Entry, encode
from rectrack.log.history import until
from rectrack.log.versions import versions
from rectrack.records import Records
from rectrack.render.answer import where_it_stands
from rectrack.render.page import visible
from rectrack.reports.closing import SignOffCheck, sign_off_check, state_of
from rectrack.reports.measure_changes import measure_changes
from rectrack.reports.status import standing_of
from rectrack.targets.standing import Standing
from rectrack.terminal.console import line_of, out, say, tell
from rectrack.terminal.session import Session
from rectrack.wording import plural

Standings = dict[str, Standing | SignOffCheck]
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
        else sign_off_check(records, plan.measures[subject], histories[day], day)
        for subject, day in days.items()
    }


def in_one_line(standings: Standings) -> str:
    """Return where things stand as the middle of a line, each named where there are several."""
    said = {subject: where_it_stands(standing) for subject, standing in standings.items()}
    if len(said) == 1:
        return "".join(f"; {now}" for now in said.values())
    return "".join(f"; {subject} {now}" for subject, now in said.items())


def subject(entry: Entry, records: Records) -> Entry:
    """Return what an entry is about: itself, or what a void takes back in the end."""
    said = (each for each in versions(entry, records.named) if each.voids is None)
    return next(said, entry)


def warn_of_measure_changes(
    before: Records, after: Records, about: Iterable[Entry], session: Session
) -> None:
    """Warn of each measure whose sign-off entries on its targets have touched."""
    today = session.today(after.plan)
    for change in measure_changes(before, after, about, today):
        was, now = state_of(change.was, today), state_of(change.now, today)
        why = f": {'; '.join(change.why)}" if change.why else ""
        tell(f"warning: {change.now.measure.id} is now {now}{why}; it was {was}")


def warn_of_set_aside(before: Records, after: Records, path: Path) -> None:
    """Warn once that entries are set aside; of one that the new entries unsettle before others.

    It is no failure: what was to be added is in the file, and must not be added again.
    """
    errors = [finding for finding in after.findings if finding.severity == "error"]
    if not errors:
        return
    known = set(before.findings)
    first, *rest = sorted(errors, key=known.__contains__)
    more = f"; rectrack check names {plural(len(rest), 'more error')}" if rest else ""
    tell(line_of(replace(first, severity="warning", message=first.message + more), path))


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
        say(f"{would}: {said}", write=out)
        out(line)
    else:
        say(f"{done}: {said}; to undo:", f"rectrack undo {entry.id}")
