"""What a summary says, part by part, in the order in which a leader asks for it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from rectrack.render.blocks import Block, markdown
from rectrack.render.entry_text import changes, gist
from rectrack.render.signal_wording import SIGNALS, how_much
from rectrack.render.status_wording import who_does_what
from rectrack.reports.closing import state_of
from rectrack.reports.description import subject_of
from rectrack.reports.signals import made_on
from rectrack.reports.summary import Activity, Noted, Summary
from rectrack.targets.kinds import kind_of
from rectrack.targets.standing import Standing
from rectrack.targets.state import OUTSTANDING, SETTLED, TROUBLE, State
from rectrack.wording import DAYS, MONTHS, day, from_to, listed, number, plural, weekday_and_day


def heading(summary: Summary, name: str) -> list[str]:
    """Return the lines below the title: the days, the totals, and what the summary stands on.

    `name` is what the period is called, such as "Week 2026-W47"; any days are called by themselves.
    """
    period = summary.period
    days = from_to(period.start, period.end)
    said = days if name == days else f"{name}: {days}"
    if summary.day < period.end:
        said += f", so far: as of {weekday_and_day(summary.day)}"
    lines = [said, _totals(summary)]
    if summary.basis is not None:
        count = plural(summary.basis.entries, "entry", "entries")
        lines.append(
            f"As known on {day(summary.day)}: stands on {count}, SHA-256 {summary.basis.digest}"
        )
    return lines


def _totals(summary: Summary) -> str:
    """Return one line of totals, each with what it has gained or lost since the day before."""
    now, before = summary.totals, summary.before

    def count(value: int, was: int, words: str) -> str:
        return f"{value} {words}" + (f" ({value - was:+})" if value != was else "")

    counts = {each: (now.by_state[each], before.by_state[each]) for each in State}
    first, *settled = SETTLED
    met = count(*counts[first], f"of {plural(now.targets, 'target')} {first}")
    outstanding = count(now.outstanding, before.outstanding, "outstanding")
    told = [
        count(*counts[each], each.counted) for each in (*OUTSTANDING, *settled) if any(counts[each])
    ]
    since = "" if now == before else "; in brackets the change since the period began"
    parts = f": {', '.join(told)}" if told else ""
    return f"{met}, {outstanding}{parts}{since}"


def summary_markdown(summary: Summary, name: str) -> str:
    """Return the whole page as Markdown."""
    return markdown(summary.plan.title, heading(summary, name), blocks(summary))


def blocks(summary: Summary) -> list[Block]:
    """Return the parts of a summary; those with nothing to tell have no rows."""
    return [
        _newly_met(summary),
        _slipped(summary),
        _recovered(summary),
        _measures(summary),
        _logged(summary),
        _due(summary),
        _silent(summary),
        _decisions(summary),
        _corrections(summary),
        _signals(summary),
        _rushes(summary),
    ]


def _newly_met(summary: Summary) -> Block:
    rows = [(turn.standing.target.id, _titled(turn.standing)) for turn in summary.newly_met]
    return Block(f"Newly {State.MET}", ("target", "why"), rows, long=1)


def _slipped(summary: Summary) -> Block:
    rows = []
    for turn in summary.slipped:
        standing, was = turn.standing, f"was {turn.was}"
        step = who_does_what(standing)
        rows.append((standing.state, standing.target.id, was, _titled(standing), step))
    columns = ("state", "target", "before", "why", "next")
    *others, last = reversed(TROUBLE)
    return Block(f"Newly {', '.join(others)} or {last}", columns, rows, long=2)


def _recovered(summary: Summary) -> Block:
    rows = [
        (turn.standing.target.id, f"was {turn.was}", _titled(turn.standing))
        for turn in summary.recovered
    ]
    return Block(f"Back {State.ON_TRACK}", ("target", "before", "why"), rows, long=1)


def _measures(summary: Summary) -> Block:
    """Measures that are in another state than before, to be rechecked, or ready for a sign-off."""
    rows = []
    for each in summary.measures:
        measure, today = each.standing.measure, summary.day
        turned = each.was != each.standing.state
        if turned or each.ready or each.standing.wants_recheck(today):
            was = f"was {each.was}" if turned else ""
            to_do = "ready to be signed off" if each.ready else ""
            rows.append((measure.id, was, state_of(each.standing, today), measure.lead, to_do))
    columns = ("measure", "before", "state", "lead", "to do")
    return Block("Measures closed, reopened, to be rechecked or ready", columns, rows)


def _titled(standing: Standing) -> str:
    return f"{standing.target.title}: {standing.reading.why}"


def _due(summary: Summary) -> Block:
    rows = [(_short(each.day), each.subject, each.who, each.what) for each in summary.due]
    until = weekday_and_day(summary.due_until)
    return Block(f"Due by {until}", ("day", "on", "who", "to do"), rows, long=1)


def _silent(summary: Summary) -> Block:
    rows = []
    for each in summary.silent:
        ago = (
            f"{day(each.last)}, {each.days} days ago" if each.last else f"none in {each.days} days"
        )
        target = each.standing.target
        rows.append((target.id, ago, each.standing.state, target.owner))
    columns = ("target", "last entry", "state", "owner")
    return Block("Silent for four weeks or more", columns, rows)


def _decisions(summary: Summary) -> Block:
    rows = []
    for each in summary.decisions:
        entry = each.entry
        said = ", ".join(filter(None, (gist(entry, summary.plan), each.but)))
        rows.append((_short(entry.date), subject_of(entry), entry.by, said, _remark(each)))
    columns = ("day", "on", "by", "decision", "reason")
    return Block("Extensions and other decisions", columns, rows, long=2)


def _corrections(summary: Summary) -> Block:
    rows = []
    for each in summary.corrections:
        old, new = each.corrected, each.entry
        made = made_on(new)
        was = f"{subject_of(old)} {gist(old, summary.plan)} of {day(old.date)}"
        rows.append((_short(made), new.by, was, "undone" if new.voids else changes(old, new)))
    return Block("Corrections", ("made", "by", "entry", "change"), rows, long=2)


def _signals(summary: Summary) -> Block:
    """Facts that make one look closer; those that never happened are not told."""
    then, now = summary.signals_before, summary.signals
    rows = [
        (many, str(getattr(now, name) - getattr(then, name)), str(getattr(now, name)))
        for name, (_, many) in SIGNALS.items()
        if getattr(now, name)
    ]
    columns = ("signal", "in this period", "in all")
    entries = plural(now.entries, "entry", "entries")
    return Block("Signals", columns, rows, details=f"in this period and in all, of {entries}")


def _rushes(summary: Summary) -> Block:
    rows = [(each.target, how_much(each), f"since {day(each.since)}") for each in summary.rushes]
    return Block("Came in the last tenth of its time", ("target", "how much", "since"), rows)


def _logged(summary: Summary) -> Block:
    noted = [each for activity in summary.activities for each in activity.entries]
    targets = plural(len(summary.activities), "target")
    entries = plural(len(noted), "entry", "entries")
    marks = [
        f"{sum(getattr(each, mark) for each in noted)} {words}"
        for mark, words in (
            ("late", "logged after the period"),
            ("earlier", "of earlier days"),
        )
        if any(getattr(each, mark) for each in noted)
    ]
    rows = [row for activity in summary.activities for row in _rows(activity, summary)]
    columns = ("target", "change", "entry", "note")
    return Block("Logged", columns, rows, 2, ", ".join([f"{entries} on {targets}", *marks]))


def _rows(activity: Activity, summary: Summary) -> Iterable[tuple[str, ...]]:
    """Yield a row for each entry on a target, the first with the target and its change."""
    name, change = activity.after.target.id, _change(activity)
    for each in activity.entries:
        said = gist(each.entry, summary.plan)
        if each.entry.credited != (each.entry.by,):
            said += f" for {listed(each.entry.credited)}"
        yield name, change, f"{_short(each.entry.date):<10}  {said}", _remark(each)
        name = change = ""


def _change(activity: Activity) -> str:
    """Return how the figure of a target has changed: "10 → 11 of 15"."""
    before, after = activity.before.reading, activity.after.reading
    was, now = _figure(before.actual), _figure(after.actual)
    said = now if was == now else f"{was} → {now}"
    if after.goal is None or kind_of(activity.after.target).takes_readings:
        return said
    at_most = "at most " if after.high is not None else ""
    return f"{said} of {at_most}{_figure(after.goal)}"


def _figure(value: Decimal | None) -> str:
    return "–" if value is None else number(value)


def _remark(noted: Noted) -> str:
    """Return the note of an entry, and that it was logged late or is of an earlier day."""
    entry = noted.entry
    parts = [entry.note] if entry.note else []
    if noted.late and entry.logged is not None:
        parts.append(f"(late, logged on {day(entry.logged.date())})")
    if noted.earlier:
        parts.append("(of an earlier day)")
    return " ".join(parts)


def _short(value: date) -> str:
    return f"{DAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]}"
