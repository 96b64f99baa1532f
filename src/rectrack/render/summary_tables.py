"""What a summary says: what stands badly, then what changed, then what comes; a table for each.

Where tables have no room, as in a mail of 78 columns, the same is said in few lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from rectrack.render.entry_text import changes
from rectrack.render.signal_text import SIGNALS, how_much
from rectrack.render.summary_log import logged_in_short, logged_table, remark
from rectrack.render.table import STATE, Table, sentences, text_of, words
from rectrack.render.target_text import figures, who_does_what
from rectrack.reports.closing import state_of
from rectrack.reports.deadlines import Deadline
from rectrack.reports.description import content_of, subject_of
from rectrack.reports.signals import made_on
from rectrack.reports.summary_model import SILENT, Silence, Summary, Turn
from rectrack.targets.standing import Standing
from rectrack.targets.state import OUTSTANDING, SETTLED, TROUBLE, State
from rectrack.wording import MONTHS, day, from_to, plural, weekday_and_day


class Line(Struct, frozen=True):
    """A line beside a day, or none; what it says `otherwise` where that has no room on one."""

    text: str
    day: str = ""
    otherwise: tuple[str, ...] = ()


class Short(Struct, frozen=True):
    """A part, or some of it, in short: a sentence behind a title, or lines below it."""

    title: str
    said: str | Sequence[Line]
    details: str = ""


class Part(Struct, frozen=True):
    """A part of a summary as a table and in short; without rows there is nothing to say."""

    table: Table
    short: Sequence[Short]


def _part(table: Table, said: str | Sequence[Line]) -> Part:
    return Part(table, [Short(table.title, said, table.details)] if said else [])


def heading(summary: Summary, name: str) -> list[str]:
    """Return the lines below the title: the days, the totals, and what the summary is based on.

    `name` is what the period is called, such as "Week 2026-W47"; any days are called by themselves.
    """
    period, plan = summary.period, summary.plan
    days = from_to(period.start, period.end)
    said = days if name == days else f"{name}: {days}"
    if summary.day < period.end:
        said += f", so far: as of {weekday_and_day(summary.day)}"
    lines = [f"{said}, {_time_gone(summary)}", _totals(summary)]
    if summary.person is not None:
        lines.insert(1, f"Only what concerns {summary.person}: {plan.people[summary.person].name}")
    if summary.basis is not None:
        count = plural(summary.basis.entries, "entry", "entries")
        known = f"as known on {day(summary.day)}"
        lines.append(f"Based on {count} {known}, SHA-256 {summary.basis.digest}")
    return lines


def _time_gone(summary: Summary) -> str:
    period, today = summary.plan.period, summary.day
    if today < period.start:
        return f"before the plan begins on {day(period.start)}"
    if today > period.end:
        return f"{plural((today - period.end).days, 'day')} after the plan's period ended"
    return f"day {period.elapsed(today)} of {period.days}"


def _totals(summary: Summary) -> str:
    """Return one line of totals, each with what it has gained or lost since the period began."""
    now, before = summary.totals, summary.before
    since = f" since {day(summary.period.start, seen_from=summary.day)}"

    def count(value: int, was: int, words: str) -> str:
        nonlocal since
        if value == was:
            return f"{value} {words}"
        said, since = f"{value} {words} ({value - was:+}{since})", ""
        return said

    counts = {each: (now.by_state[each], before.by_state[each]) for each in State}
    first, *settled = SETTLED
    met = count(*counts[first], f"of {plural(now.targets, 'target')} {first}")
    outstanding = count(now.outstanding, before.outstanding, "outstanding")
    parts = [
        count(*counts[each], each.counted) for each in (*OUTSTANDING, *settled) if any(counts[each])
    ]
    return f"{met}, {outstanding}" + (f": {', '.join(parts)}" if parts else "")


def tables(summary: Summary) -> list[Table]:
    """Return the tables of all parts that have something to say."""
    return [part.table for block in blocks(summary) for part in block]


def blocks(summary: Summary) -> list[list[Part]]:
    """Return what stands badly, what changed, and what comes; what is empty is left out."""
    overdue = [each for each in summary.due if each.since]
    ahead = [each for each in summary.due if not each.since]
    ways = (
        (_trouble(summary),),
        (
            _turned(f"Newly {State.MET}", summary.newly_met),
            _turned("New problems", summary.slipped),
            _turned(f"Back {State.ON_TRACK}", summary.recovered),
            _measures(summary),
            _decisions(summary),
            _corrections(summary),
            _part(logged_table(summary), logged_in_short(summary)),
            _signals(summary),
            _last_tenth(summary),
        ),
        (
            _due("Overdue", overdue),
            _due(f"Due by {weekday_and_day(summary.due_until)}", ahead),
            _silent(summary.silent),
        ),
    )
    found = [[part for part in parts if part.table.rows] for parts in ways]
    return [block for block in found if block]


def _trouble(summary: Summary) -> Part:
    """What stands badly, worst first; in short state by state."""
    standings = [turn.standing for turn in summary.trouble]
    *others, last = TROUBLE
    title = f"{', '.join(others)} or {last}".capitalize()
    columns = (STATE, *words("target", "id", "figures"), *sentences("what to do"))
    rows = [
        (each.state, each.target.title, each.target.id, figures(each), who_does_what(each))
        for each in standings
    ]
    details = f"{len(rows)} of {plural(summary.totals.targets, 'target')}"
    found = [(state, [each for each in standings if each.state is state]) for state in TROUBLE]
    short = [_of_state(state, those) for state, those in found if those]
    return Part(Table(title, columns, rows, details), short)


def _of_state(state: State, standings: list[Standing]) -> Short:
    """Return a line for each target of a state; a step that is the same for all is said once."""
    steps = {each.reading.step for each in standings}
    common = steps.pop() if len(standings) > 1 == len(steps) else ""
    lines = [_in_short(each, "" if common else f": {each.reading.step}") for each in standings]
    return Short(f"{len(standings)} {state}", lines, common)


def _in_short(standing: Standing, step: str) -> Line:
    """Return all of a target, or what of it has room: a line, or two of one that went wrong."""
    target, figure = standing.target, figures(standing)
    to_do = f"{standing.reading.next_by or target.owner}{step}"
    brief: tuple[str, ...] = (f"{target.id} {figure}, {to_do}",)
    if standing.state is not State.BEHIND:
        brief = (f"{target.title}, {figure}", f"{target.id}, {to_do}")
    return Line(f"{target.title} ({target.id}), {figure}, {to_do}", otherwise=brief)


def _turned(title: str, turns: list[Turn]) -> Part:
    """Return the targets that have turned for better or worse, and why."""
    rows = [
        (turn.standing.state, each.title, each.id, f"was {turn.was}", turn.standing.reading.why)
        for turn in turns
        for each in (turn.standing.target,)
    ]
    columns = (STATE, *words("target", "id", "before"), *sentences("why"))
    short = ", ".join(
        f"{turn.standing.target.id} ({turn.standing.state}, was {turn.was})" for turn in turns
    )
    return _part(Table(title, columns, rows), short)


def _measures(summary: Summary) -> Part:
    """Measures that are in another state than before, or ready for a sign-off."""
    rows: list[tuple[str, ...]] = []
    lines = []
    for each in summary.measures:
        standing, measure = each.standing, each.standing.measure
        turned = each.was != standing.state
        if not turned and not each.ready:
            continue
        was = f"was {each.was}" if turned else ""
        state = state_of(standing, summary.day)
        to_do = "ready to be signed off" if each.ready else ""
        rows.append((measure.title, measure.id, was, state, measure.lead, to_do))
        said = ", ".join(filter(None, (state, was, to_do)))
        lines.append(Line(f"{measure.title} ({measure.id}), {measure.lead}: {said}"))
    columns = (*words("measure", "id", "before"), STATE, *words("lead", "what to do"))
    return _part(Table("Measures", columns, rows), lines)


def _decisions(summary: Summary) -> Part:
    rows, lines = [], []
    for each in summary.decisions:
        entry, why = each.entry, remark(each)
        said = ", ".join(filter(None, (content_of(entry, summary.plan), each.but)))
        rows.append((entry.date, subject_of(entry), entry.by, said, why))
        text = f"{subject_of(entry)}: {said} (by {entry.by})"
        lines.append(Line("; ".join(filter(None, (text, why))), _short_day(entry.date)))
    columns = (*words("day", "on", "by"), *sentences("decision", "reason"))
    return _part(Table("Decisions", columns, rows), lines)


def _corrections(summary: Summary) -> Part:
    rows, lines = [], []
    for each in summary.corrections:
        old, new = each.corrected, each.entry
        was = f"{subject_of(old)} {content_of(old, summary.plan)} of {day(old.date)}"
        change = "undone" if new.voids else changes(old, new)
        rows.append((made_on(new), new.by, was, change))
        lines.append(Line(f"{was}: {change} (by {new.by})", _short_day(made_on(new))))
    columns = (*words("made", "by"), *sentences("entry", "change"))
    return _part(Table("Corrections", columns, rows), lines)


def _signals(summary: Summary) -> Part:
    """Facts that make one look closer; in short only what happened in the period."""
    then, now = summary.signals_before, summary.signals
    counts = {
        name: (getattr(now, name) - getattr(then, name), getattr(now, name)) for name in SIGNALS
    }
    rows = [(SIGNALS[name][1], *both) for name, both in counts.items() if both[1]]
    columns = words("signal", "in this period", "since the start")
    entries = plural(now.entries, "entry", "entries")
    table = Table("Signals", columns, rows, f"in this period and since the start, {entries}")
    short = [
        f"{plural(new, *SIGNALS[name])} ({every} since the start)"
        for name, (new, every) in counts.items()
        if new
    ]
    return _part(table, "; ".join(short))


def _last_tenth(summary: Summary) -> Part:
    """What came late in its time; in short only where something was logged in the period."""
    rows = [
        (each.target, how_much(each), f"since {day(each.since)}") for each in summary.last_tenth
    ]
    active = {each.after.target.id for each in summary.activities}
    short = ", ".join(f"{name} {much} {since}" for name, much, since in rows if name in active)
    table = Table("Done in the last tenth of the time", words("target", "how much", "since"), rows)
    return _part(table, short)


def _due(title: str, due: Iterable[Deadline]) -> Part:
    rows, lines = [], []
    for group in _alike(due):
        on = list(dict.fromkeys(each.since or each.day for each in group))
        names = tuple(dict.fromkeys(each.subject for each in group))
        who = tuple(dict.fromkeys(each.who for each in group))
        what, first = group[0].what, names[0]
        if len(names) > 1:
            what = f"report {group[0].reports} for {plural(len(names), 'target')}"
        rows.append((", ".join(map(text_of, on)), what, names, who))
        said = f"{what}: {', '.join(names)}" if len(names) > 1 else f"{first}: {what}"
        lines.append(Line(f"{said} ({', '.join(who)})", ", ".join(map(_short_day, on))))
    columns = (
        *words("since" if title == "Overdue" else "day"),
        *sentences("what to do", "on", "who"),
    )
    return _part(Table(title, columns, rows), lines)


def _alike(due: Iterable[Deadline]) -> Iterator[list[Deadline]]:
    """Yield together what is to be reported of one month or quarter, and what comes again."""
    groups: dict[tuple[object, ...], list[Deadline]] = {}
    for each in due:
        key = (each.day, each.reports) if each.reports else (each.subject, each.what, each.who)
        groups.setdefault(key, []).append(each)
    yield from groups.values()


def _silent(silent: list[Silence]) -> Part:
    rows = []
    for each in silent:
        target, ago = each.standing.target, plural(each.days, "day")
        last = f"{day(each.last)}, {ago} ago" if each.last else f"never ({ago})"
        rows.append((target.title, target.id, last, each.standing.state, target.owner))
    columns = (*words("target", "id", "last entry"), STATE, *words("owner"))
    table = Table(f"No entry for {SILENT} days, though one is due", columns, rows)
    return _part(table, ", ".join(each.standing.target.id for each in silent))


def _short_day(value: date) -> str:
    return f"{value.day} {MONTHS[value.month - 1]}"
