"""What a summary says: what stands badly, then what changed, then what comes; a table for each.

Where tables have no room, as in a mail of 78 columns, the same is said in few lines.
"""

from collections.abc import Sequence

from rectrack.log.entry import made_on
from rectrack.render.entry_text import changes
from rectrack.render.signal_text import SIGNALS, how_much
from rectrack.render.summary_ahead import due, silent
from rectrack.render.summary_log import logged_in_short, logged_table, remark
from rectrack.render.summary_part import Part, Short, line, part
from rectrack.render.summary_trouble import TROUBLES, trouble
from rectrack.render.table import STATE, Table, sentences, words
from rectrack.reports.description import content_of, subject_of
from rectrack.reports.measure_standing import state_of
from rectrack.reports.summary_model import Summary, Turn
from rectrack.targets.remarks import overrulings
from rectrack.targets.state import OUTSTANDING, SETTLED, TROUBLE, State
from rectrack.wording import day, from_to, listed, plural, weekday_and_day

NOTHING = f"Nothing is {TROUBLES}, nothing changed, and nothing is due."


def heading(summary: Summary, name: str, parts: Sequence[object]) -> list[str]:
    """Return the lines below the title: the days, the totals, and what the summary is based on.

    `name` is what the period is called, such as "Week 2026-W47"; any days are called by themselves.
    """
    period, plan = summary.period, summary.plan
    days = from_to(period.start, period.end)
    said = days if name == days else f"{name}: {days}"
    if summary.day < period.end:
        said += f", so far: as of {weekday_and_day(summary.day)}"
    lines = [f"{said}, {_time_gone(summary)}", _totals(summary)]
    blank = [each.target.id for each in summary.standings if each.state is State.NO_DATA]
    if blank:
        lines.append(f"{State.NO_DATA.counted.capitalize()}: {listed(blank, most=12)}")
    if summary.person is not None:
        lines.insert(1, f"Only what concerns {summary.person}: {plan.people[summary.person].name}")
    if summary.basis is not None:
        lines.append(summary.basis.said(summary.day))
    return lines if parts else [*lines, NOTHING]


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
    return [each.table for block in blocks(summary) for each in block]


def blocks(summary: Summary) -> list[list[Part]]:
    """Return what stands badly, what changed, and what comes; what is empty is left out."""
    overdue = [each for each in summary.due if each.since]
    ahead = [each for each in summary.due if not each.since]
    ways = (
        (trouble(summary),),
        (
            _turned(f"Newly {State.MET}", summary.newly_met),
            # In short they are named above, in the heading of their state.
            Part(_turned("New problems", summary.slipped).table, []),
            _turned(f"Back {State.ON_TRACK}", summary.recovered),
            _measures(summary),
            _decisions(summary),
            _remarks(summary),
            _corrections(summary),
            _overruled(summary),
            Part(logged_table(summary), [logged_in_short(summary)]),
            _signals(summary),
            _last_tenth(summary),
        ),
        (
            due("Overdue", overdue, summary.day, whose=False),
            due(f"Due by {weekday_and_day(summary.due_until)}", ahead, summary.day, whose=False),
            silent(summary.silent),
        ),
    )
    found = [[each for each in parts if each.table.rows] for parts in ways]
    return [block for block in found if block]


def _turned(title: str, turns: list[Turn]) -> Part:
    """Return the targets that have turned for better or worse, and why."""
    rows = [
        (turn.standing.state, each.title, each.id, f"was {turn.was}", turn.standing.reading.why)
        for turn in turns
        for each in (turn.standing.target,)
    ]
    columns = (STATE, *words("target", "id", "before"), *sentences("why"))
    short = (
        f"{name} ({state}, {was})" if state in TROUBLE else f"{target} ({name}), {was}"
        for state, target, name, was, _ in rows
    )
    return part(Table(title, columns, rows), ", ".join(short))


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
        lines.append(line(f"{measure.title} ({measure.id}), {measure.lead}: {said}"))
    columns = (*words("measure", "id", "before"), STATE, *words("lead", "what to do"))
    return part(Table("Measures", columns, rows), lines)


def _decisions(summary: Summary) -> Part:
    rows, lines = [], []
    for each in summary.decisions:
        entry, why = each.entry, remark(each)
        said = ", ".join(filter(None, (content_of(entry, summary.plan), each.but)))
        rows.append((entry.date, subject_of(entry), entry.by, said, why))
        text = f"{subject_of(entry)}: {said} (by {entry.by})"
        lines.append(line("; ".join(filter(None, (text, why))), entry.date))
    columns = (*words("day", "on", "by"), *sentences("decision", "reason"))
    return part(Table("Decisions", columns, rows), lines)


def _remarks(summary: Summary) -> Part:
    rows, lines = [], []
    for each in summary.remarks:
        entry, said = each.entry, remark(each)
        rows.append((entry.date, subject_of(entry), entry.by, said))
        lines.append(line(f"{subject_of(entry)}: {said} (by {entry.by})", entry.date))
    return part(Table("Remarks", (*words("day", "on", "by"), *sentences("remark")), rows), lines)


def _corrections(summary: Summary) -> Part:
    rows, lines = [], []
    for each in summary.corrections:
        old, new = each.corrected, each.entry
        was = f"{subject_of(old)} {content_of(old, summary.plan)} of {day(old.date)}"
        change = "undone" if new.voids else changes(old, new)
        rows.append((made_on(new), new.by, was, change))
        lines.append(line(f"{was}: {change} (by {new.by})", made_on(new)))
    columns = (*words("made", "by"), *sentences("entry", "change"))
    return part(Table("Corrections", columns, rows), lines)


def _overruled(summary: Summary) -> Part:
    """What was changed by somebody else on a limit: in every summary, whenever that was."""
    rows = [
        (each.target.id, said) for each in summary.standings for said in overrulings(each.progress)
    ]
    table = Table("Changed by others", (*words("target"), *sentences("entry and change")), rows)
    return part(table, [line(f"{name}: {said}") for name, said in rows])


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
    return Part(table, [Short(table.title, "; ".join(short))] if short else [])


def _last_tenth(summary: Summary) -> Part:
    """What came late in its time; in short only where something was logged in the period."""
    rows = [(each.target, how_much(each), day(each.since)) for each in summary.last_tenth]
    active = {each.after.target.id for each in summary.activities}
    short = ", ".join(
        f"{name} {much} since {since}" for name, much, since in rows if name in active
    )
    table = Table("Done in the last tenth of the time", words("target", "how much", "since"), rows)
    return part(table, short)
