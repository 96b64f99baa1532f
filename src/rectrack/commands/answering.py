"""Where things stand now, for the commands that have added entries to say."""

from collections.abc import Iterable
from datetime import date

from rectrack.commands.session import Session
from rectrack.log.entry import Entry
from rectrack.log.history import until
from rectrack.records import Records
from rectrack.render.confirmation import where_it_stands
from rectrack.reports.closing import closing
from rectrack.reports.status import standing_of


def where_they_stand(
    records: Records, entries: Iterable[Entry], session: Session
) -> dict[str, str]:
    """Return for each target and measure that entries speak of where it stands now.

    An entry that is dated later than today is seen from its own day.
    """
    plan = records.plan
    days: dict[str, date] = {}
    for entry in entries:
        subject = entry.target or entry.measure
        if subject in plan.targets or subject in plan.measures:
            days[subject] = max(days.get(subject, session.today(plan)), entry.date)
    histories = {day: until(records.entries, day) for day in set(days.values())}
    return {
        subject: where_it_stands(standing_of(plan, subject, histories[day], day))
        if subject in plan.targets
        else f"now {closing(plan, plan.measures[subject], histories[day], day).state}"
        for subject, day in days.items()
    }


def in_one_line(standings: dict[str, str]) -> str:
    """Return where things stand as the middle of a line, each named where there are several."""
    if len(standings) == 1:
        return "".join(f"; {said}" for said in standings.values())
    return "".join(f"; {subject} {said}" for subject, said in standings.items())
