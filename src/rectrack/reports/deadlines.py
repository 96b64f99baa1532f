"""What falls due: every step, case, window, report and last day that has a day of its own."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import asdict, replace

from rectrack.plan.model import Period, Plan, Target, later
from rectrack.records import Records
from rectrack.reports.closing import closings
from rectrack.reports.measure_standing import MeasureStanding
from rectrack.reports.status import answerable, standings
from rectrack.targets.kinds import kind_of
from rectrack.targets.reading import Due, Sort
from rectrack.targets.standing import EXPLAIN, Standing, read
from rectrack.targets.state import State


class Deadline(Due, frozen=True, kw_only=True):
    """Something that `who` must do on a target or measure, `subject`, by the end of a day.

    `since` is the day that it was due already, of what is overdue.
    """

    subject: str
    who: str
    since: date | None = None

    def is_asked_of(self, person: str, plan: Plan) -> bool:
        """Whether a person has to keep it, or answers for the target that it is of."""
        return person == self.who or (
            self.subject in plan.targets and person in answerable(plan, self.subject)
        )


class DueReport(Struct, frozen=True):
    """What is to be done from the end of `day` up to `last`, by `person` or by anybody.

    What is `overdue` was due before `day`. Both are by day, then in the order of the plan.
    """

    plan: Plan
    day: date
    last: date
    person: str | None
    overdue: list[Deadline]
    coming: list[Deadline]


def due(records: Records, day: date, days: int, person: str | None = None) -> DueReport:
    """Return what falls due on a day and in so many days after it, and what is overdue by then."""
    plan, history = records.plan.as_of(day), records.until(day)
    targets = standings(plan, history, day)
    measures = closings(records, targets, history, day)
    found = [
        each
        for each in falling_due(targets, measures, day)
        if person is None or each.is_asked_of(person, plan)
    ]
    last = later(day, days)
    return DueReport(
        plan,
        day,
        last,
        person,
        overdue=[each for each in found if each.day < day],
        coming=[each for each in found if day <= each.day <= last],
    )


def deadlines(
    targets: Iterable[Standing], measures: Iterable[MeasureStanding], days: Period
) -> list[Deadline]:
    """Return what falls due within `days`, the first of which is the day of the standings.

    Rechecks and remedies that are late are due on that first day. By day, then in the order of the
    plan.
    """
    found = [
        replace(due, day=days.start, since=due.day)
        if due.day < days.start and due.sort in {Sort.RECHECK, Sort.REMEDY}
        else due
        for due in falling_due(targets, measures, days.start)
    ]
    return sorted((due for due in found if due.day in days), key=lambda due: due.day)


def falling_due(
    targets: Iterable[Standing], measures: Iterable[MeasureStanding], today: date
) -> list[Deadline]:
    """Return all that is still to be done, late or not, with the day by which it is due.

    By day, then in the order of the plan.
    """
    found = [due for target in targets for due in _of_target(target)]
    found += [due for each in measures for due in _recheck(each, today)]
    return sorted(found, key=lambda due: due.day)


def _recheck(standing: MeasureStanding, today: date) -> Iterable[Deadline]:
    """Yield when a measure is to be rechecked; one that no longer holds, at once."""
    due = standing.recheck_due
    if due is None:
        return
    what = "recheck it, as it is no longer met" if standing.lapsed else "recheck it"
    measure = standing.measure
    day = min(due, today) if standing.lapsed else due
    yield Deadline(day, what, subject=measure.id, who=measure.lead, sort=Sort.RECHECK)


def _of_target(standing: Standing) -> Iterable[Deadline]:
    target = standing.target
    yield from _remedy(standing)
    if standing.state is State.WITHDRAWN or target.blanks:
        return
    if standing.state is State.FAILED:
        yield from _explanation(standing)
        return
    if standing.state is State.WAIVED:
        assert standing.waived_until is not None
        until = standing.waived_until
        yield _owners(target, until, "the waiver ends", Sort.WAIVER)
    kind, reading = kind_of(target), standing.reading
    if standing.state is State.WAIVED:
        reading = read(standing.progress, kind)  # what is to be done once the waiver has ended
    for due in kind.falls_due(standing.progress, reading):
        if standing.waived_until is not None and due.day <= standing.waived_until:
            continue
        moved = standing.progress.moved if due.day == standing.span.end else ""
        beside = f" ({moved})" if moved else ""
        if standing.explained and due.day < standing.progress.day:
            beside += ", explained"
        named = {**asdict(due), "what": due.what + beside, "who": due.who or target.owner}
        named["brief"] = due.brief and due.brief + beside
        yield Deadline(**named, subject=target.id)


def _owners(target: Target, day: date, what: str, sort: Sort) -> Deadline:
    """Return what the owner of a target must do by a day."""
    return Deadline(day, what, subject=target.id, who=target.owner, sort=sort)


def _remedy(standing: Standing) -> Iterable[Deadline]:
    """Yield the remedy that is still to be carried out; without a day of its own, by the last."""
    found, target = standing.remedy, standing.target
    if found is not None:
        day = found.entry.due or max(standing.span.end, found.entry.date)
        yield _owners(target, day, f"remedy: {found.remedy}", Sort.REMEDY)


def _explanation(standing: Standing) -> Iterable[Deadline]:
    """Yield that a failure must be answered for, since the day of what went wrong last."""
    if standing.unanswered:
        target, progress = standing.target, standing.progress
        day = max(kind_of(target).breaches(progress), default=progress.day)
        yield _owners(target, day, EXPLAIN.format(target.id), Sort.EXPLANATION)
