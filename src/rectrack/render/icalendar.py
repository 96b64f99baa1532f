"""What falls due as a calendar: an event for each thing, which keeps its identity as it moves."""

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from rectrack.errors import RequestError
from rectrack.plan.model import Plan
from rectrack.render.page import visible
from rectrack.reports.deadlines import Deadline, DueReport
from rectrack.wording import day as say_day

MISSING = "--format ics needs the library icalendar: pip install 'rectrack[calendar]'"


def due_calendar(due: DueReport) -> str:
    """Return an iCalendar file (RFC 5545); raises RequestError where the library is missing.

    What is overdue stands on the day on which it was due. Nothing depends on the clock: a file of
    the same plan and day is the same.
    """
    try:
        from icalendar import Calendar  # noqa: PLC0415  an extra, which few need
    except ImportError:
        raise RequestError(MISSING) from None
    calendar = Calendar()
    calendar.add("prodid", "-//rectrack//due//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", visible(due.plan.title))
    for each in (*due.overdue, *due.coming):
        calendar.add_component(_event(each, due))
    text: str = calendar.to_ical().decode()
    return text


def _event(deadline: Deadline, due: DueReport) -> Any:
    from icalendar import Event  # noqa: PLC0415  as above

    plan, name, day = due.plan, deadline.subject, deadline.day
    of = plan.targets[name] if name in plan.targets else plan.measures[name]
    late = f"; still to be done on {say_day(due.day)}" if day < due.day else ""
    event = Event()
    event.add("uid", uid(plan, deadline))
    event.add("dtstamp", datetime.combine(due.day, time(), UTC))
    event.add("sequence", due.day.toordinal())
    event.add("dtstart", day)
    if day < date.max:
        event.add("dtend", day + timedelta(days=1))
    event.add("summary", visible(f"{name}: {deadline.what}"))
    event.add("description", visible(f"{of.title}; {plan.people[deadline.who].name}{late}"))
    event.add("transp", "TRANSPARENT")
    return event


def uid(plan: Plan, deadline: Deadline) -> str:
    """Return what names a thing to be done in any calendar, whatever its day and its words."""
    named = (plan.title, str(plan.period.start), deadline.subject, deadline.sort, deadline.part)
    digest = hashlib.sha256("\0".join(named).encode()).hexdigest()
    return f"{digest[:32]}@rectrack"
