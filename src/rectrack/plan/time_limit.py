"""How long something may take: so many days, or so many working days of the plan's calendar."""

import re
from datetime import date

from msgspec import Struct

from rectrack.plan.calendar import Calendar
from rectrack.plan.model import later
from rectrack.plan.values import whole, whole_days
from rectrack.wording import plural

WORKING_DAYS = r"\s*([0-9]+) *(?:working +days?|个?工作日)\s*"


class TimeLimit(Struct, frozen=True):
    """So many days after a day, days of rest included or not."""

    days: int
    working: bool = False

    def __str__(self) -> str:
        return self.said if self.working else str(self.days)

    @property
    def said(self) -> str:
        """How a person says it: "15 days", "15 working days"."""
        return plural(self.days, "working day" if self.working else "day")

    def after(self, day: date, calendar: Calendar) -> date:
        """Return the last day of what begins on a day."""
        return calendar.after(day, self.days) if self.working else later(day, self.days)


def time_limit(text: str) -> TimeLimit:
    """Return a number of days, `15`, or of working days, `15 working days`."""
    match = re.fullmatch(WORKING_DAYS, text.lower())
    return TimeLimit(whole(match[1]), working=True) if match else TimeLimit(whole_days(text))
