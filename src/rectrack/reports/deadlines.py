"""What falls due: every step, case, window, statement and last day that has a day of its own."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from rectrack.plan.model import Measure, Period
from rectrack.reports.closing import MeasureStanding
from rectrack.targets.kinds import kind_of
from rectrack.targets.standing import Standing
from rectrack.targets.state import State
from rectrack.wording import day as say_day


class Deadline(Struct, frozen=True):
    """Something that `who` must do on a target or measure, `subject`, by the end of a day.

    `is_next` where it is what the reading of the target says is to be done.
    """

    day: date
    subject: str
    what: str
    who: str
    is_next: bool = False


def deadlines(
    standings: Iterable[Standing], measures: Iterable[MeasureStanding], days: Period
) -> list[Deadline]:
    """Return what falls due within `days`, the first of which is the day of the standings.

    By day, then in the order of the plan.
    """
    found = [due for standing in standings for due in _of_target(standing)]
    found += [
        _recheck(each.measure, each.recheck_due, days.start)
        for each in measures
        if each.recheck_due is not None
    ]
    return sorted((due for due in found if due.day in days), key=lambda due: due.day)


def _recheck(measure: Measure, due: date, day: date) -> Deadline:
    """Return when a measure is to be rechecked; one whose day has passed still is."""
    since = f", due since {say_day(due)}" if due < day else ""
    return Deadline(max(due, day), measure.id, f"have it rechecked{since}", measure.lead)


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
        moved = f" ({moved})" if moved else ""
        who = due.who or target.owner
        yield Deadline(due.day, target.id, f"{due.what}{moved}", who, is_next=due.is_next)
