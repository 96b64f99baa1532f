"""What falls due: every step, case, window, report and last day that has a day of its own."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from rectrack.plan.model import Period
from rectrack.reports.closing import MeasureStanding
from rectrack.targets.kinds import kind_of
from rectrack.targets.standing import Standing
from rectrack.targets.state import State


class Deadline(Struct, frozen=True):
    """Something that `who` must do on a target or measure, `subject`, by the end of a day.

    `is_next` where it is what the reading of the target says is to be done. `since` is the day that
    it was due already, of what is overdue. `reports` names the month or quarter that is to be
    reported, where that is what must be done.
    """

    day: date
    subject: str
    what: str
    who: str
    since: date | None = None
    is_next: bool = False
    reports: str = ""


def deadlines(
    standings: Iterable[Standing], measures: Iterable[MeasureStanding], days: Period
) -> list[Deadline]:
    """Return what falls due within `days`, the first of which is the day of the standings.

    By day, then in the order of the plan.
    """
    found = [due for standing in standings for due in _of_target(standing)]
    found += [due for each in measures for due in _recheck(each, days.start)]
    return sorted((due for due in found if due.day in days), key=lambda due: due.day)


def _recheck(standing: MeasureStanding, day: date) -> Iterable[Deadline]:
    """Yield when a measure is to be rechecked; one that no longer holds, or is late, at once."""
    due = standing.recheck_due
    if due is None:
        return
    now = standing.wants_recheck(day)
    what = "recheck it, as it is no longer met" if standing.lapsed else "recheck it"
    measure = standing.measure
    since = due if due < day else None
    yield Deadline(day if now else due, measure.id, what, measure.lead, since)


def _of_target(standing: Standing) -> Iterable[Deadline]:
    target = standing.target
    if standing.state in {State.WITHDRAWN, State.FAILED} or target.blanks:
        return
    if standing.state is State.WAIVED:
        assert standing.waived_until is not None
        yield Deadline(standing.waived_until, target.id, "the waiver ends", target.owner)
        return
    for due in kind_of(target).falls_due(standing.progress, standing.reading):
        moved = standing.progress.moved if due.day == standing.span.end else ""
        what = f"{due.what} ({moved})" if moved else due.what
        who = due.who or target.owner
        yield Deadline(due.day, target.id, what, who, is_next=due.is_next, reports=due.reports)
