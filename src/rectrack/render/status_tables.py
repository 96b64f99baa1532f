"""What every form of a status says of it. The words of the plan are in it as they were written."""

from collections.abc import Iterator
from datetime import date

from rectrack.log.deciders import NOUNS
from rectrack.plan.model import Period
from rectrack.render.table import STATE, Cell, Column, Named, Table, counted
from rectrack.render.target_rows import COLUMNS, cells
from rectrack.render.target_text import figures, reason_and_step
from rectrack.reports.life_cycle import OPEN
from rectrack.reports.measure_standing import MeasureStanding
from rectrack.reports.sections import Section
from rectrack.reports.status import Status, Totals, totals
from rectrack.targets.remarks import overrulings
from rectrack.targets.standing import Standing
from rectrack.targets.state import OUTSTANDING, SETTLED, State
from rectrack.wording import a, day, plural, weekday_and_day

RECHECK, READY, CONCLUDE, REFUSED, CHANGED = "recheck", "ready", "conclude", "refused", "changed"
ALL_EXPLAINED = "what is outstanding has failed and is explained"


def as_of(status: Status) -> str:
    """Return which day it is, and how many entries there are up to it."""
    return f"As of {weekday_and_day(status.day)} · {plural(status.entries, 'entry', 'entries')}"


def time_gone(period: Period, today: date) -> str:
    """Return how much of the period is gone: "day 304 of 365, 61 days left"."""
    if today < period.start:
        return f"begins on {day(period.start)}"
    if today > period.end:
        return f"{plural((today - period.end).days, 'day')} after the period ended"
    gone, days = period.elapsed(today), period.days
    return f"day {gone} of {days}, {plural(days - gone, 'day')} left"


def settled(sums: Totals, of: str) -> list[str]:
    """Return "18 of 66 met", "2 waived", where `of` is how all of them are called."""
    met, *others = SETTLED
    return [f"{sums.by_state[met]} of {of} {met}", *counted(sums, others)]


def tally(sums: Totals) -> str:
    """Return how many targets are met and how many are not."""
    met, *others = settled(sums, plural(sums.targets, "target"))
    return ", ".join([met, f"{sums.outstanding} outstanding", *others])


def outstanding(sums: Totals) -> list[str]:
    """Return "43 outstanding:", "3 failed ·", "40 on track", or nothing where nothing is."""
    if not sums.outstanding:
        return []
    *first, last = counted(sums, OUTSTANDING)
    return [f"{sums.outstanding} outstanding:", *(f"{each} ·" for each in first), last]


def selection(status: Status) -> str:
    """Return which of the targets that are meant are shown, where that is not all of them."""
    wanted = status.wanted
    if not (status.targets and (wanted.outstanding or wanted.states)):
        return ""
    shown = f"{len(status.targets)} of {plural(len(status.meant), 'target')}"
    if wanted.states:
        return f"{shown}: {_chosen(status)}"
    return f"{shown}: outstanding ({', '.join(OUTSTANDING[:-1])} or {OUTSTANDING[-1]})"


def attention(status: Status) -> Table:
    """Return the next step of each target in trouble, worst first, and the decisions to be made."""
    rows = [_next_step(each) for each in status.attention]
    rows += [(what, named, "", step, "") for what, named, step in decisions(status).rows]
    columns = (
        STATE,
        Column("target", "named"),
        Column("figures", "number", rank=2),
        Column("next step", "sentence"),
        Column("who", rank=1),
    )
    return Table("Needs attention", columns, rows)


def decisions(status: Status) -> Table:
    """Return the measures to be rechecked, signed off or concluded, and what does not count."""
    rows: list[tuple[Cell, ...]] = [
        (RECHECK, _named(each), _recheck(each, status.day)) for each in status.rechecks
    ]
    rows += [
        (READY, _named(each), f"rectrack sign-off {each.measure.id}: nothing is missing")
        for each in status.ready
    ]
    rows += [
        (CONCLUDE, _named(each), f"rectrack conclude {each.measure.id} REASON: {ALL_EXPLAINED}")
        for each in status.conclusions
    ]
    rows += [
        (REFUSED, named, f"{a(noun)} does not count: {why}")
        for named, noun, why in _refused(status)
    ]
    rows += [
        (CHANGED, Named(each.target.title, each.target.id), "; ".join(said))
        for each in status.meant
        if (said := overrulings(each.progress))
    ]
    columns = (STATE, Column("measure", "named"), Column("next step", "sentence"))
    return Table("Decisions", columns, rows)


def _refused(status: Status) -> Iterator[tuple[Named, str, str]]:
    """Yield the decisions that break a rule: on what, what they are called, and why."""
    for standing in status.meant:
        for entry, why in standing.progress.refused:
            target = standing.target
            yield Named(target.title, target.id), NOUNS[entry.event or ""], why
    for each in status.measures:
        for noun, why in each.disputed.items():
            yield _named(each), noun, why


def _next_step(each: Standing) -> tuple[Cell, ...]:
    target, reading = each.target, each.reading
    who = reading.next_by or target.owner
    steps = tuple(filter(None, (reading.answered, reading.back_on_track, reading.next_step)))
    return (each.state, Named(target.title, target.id), figures(each), steps, who)


def _recheck(each: MeasureStanding, today: date) -> str:
    command = f"rectrack recheck {each.measure.id}"
    if each.lapsed:
        return f"{command} --failed, or correct it: no longer met ({'; '.join(each.lacks)})"
    assert each.recheck_due is not None
    due = day(each.recheck_due, seen_from=today)
    was = f"was due on {due}" if each.recheck_due < today else "is due today"
    return f"{command} --passed or --failed: {was}"


def _named(each: MeasureStanding) -> Named:
    return Named(each.measure.title, each.measure.id)


def measures(status: Status) -> Table:
    """Return the measures, with how their targets stand and who leads them."""
    found: dict[str, list[Standing]] = {}
    for standing in status.targets:
        found.setdefault(standing.target.measure, []).append(standing)
    remarks = {each.measure.id: READY for each in status.ready}
    remarks |= {each.measure.id: RECHECK for each in status.rechecks}
    rows = []
    for each in status.measures:
        measure, sums = each.measure, totals(found.get(each.measure.id, []))
        remark = remarks.get(measure.id, "" if each.state is OPEN else each.state)
        met = f"{sums.by_state[State.MET]}/{sums.targets}"
        rows.append((Named(measure.title, measure.id, remark), met, sums, measure.lead))
    columns = (
        Column("measure", "named"),
        Column(State.MET, "number"),
        Column("targets", "states", rank=2),
        Column("lead", rank=1),
    )
    return Table("Measures", columns, rows)


def targets(section: Section) -> Table:
    """Return the targets of a section, with a person's own part where it is a person's."""
    rows = [(*cells(each), reason_and_step(each, section.id)) for each in section.targets]
    return Table(section.title, (*COLUMNS, Column("why", "sentence")), rows)


def nothing_shown(status: Status) -> str:
    """Say why no target is shown."""
    if not status.meant:
        return "No target matches."
    if status.wanted.states:
        return f"No target is {_chosen(status)}."
    return "Nothing is outstanding."


def _chosen(status: Status) -> str:
    return " or ".join(each for each in (*OUTSTANDING, *SETTLED) if status.wanted.shows(each))
