"""What a summary says, part by part, in the order in which a leader asks for it."""

from collections.abc import Iterable
from decimal import Decimal

from rectrack.render.entry_text import changes
from rectrack.render.markdown import report
from rectrack.render.signal_text import SIGNALS, how_much
from rectrack.render.table import STATE, Table, sentences, text_of, words
from rectrack.render.target_text import title_and_reason, who_does_what
from rectrack.reports.closing import state_of
from rectrack.reports.description import content_of, subject_of
from rectrack.reports.signals import made_on
from rectrack.reports.summary import Activity, Noted, Summary, Turn
from rectrack.targets.kinds import kind_of
from rectrack.targets.state import OUTSTANDING, SETTLED, TROUBLE, State
from rectrack.wording import day, from_to, listed, number, plural, weekday_and_day


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
    return report(summary.plan.title, heading(summary, name), tables(summary))


def tables(summary: Summary) -> list[Table]:
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
        *([_remarks(summary)] if summary.remarks else []),
        _corrections(summary),
        _signals(summary),
        _last_tenth(summary),
    ]


def _newly_met(summary: Summary) -> Table:
    rows = [
        (each.standing.target.id, title_and_reason(each.standing)) for each in summary.newly_met
    ]
    return Table(f"Newly {State.MET}", (*words("target"), *sentences("why")), rows)


def _slipped(summary: Summary) -> Table:
    rows = [
        (each.standing.state, *_turned(each), who_does_what(each.standing))
        for each in summary.slipped
    ]
    columns = (STATE, *words("target", "before"), *sentences("why", "next"))
    *others, last = reversed(TROUBLE)
    return Table(f"Newly {', '.join(others)} or {last}", columns, rows)


def _recovered(summary: Summary) -> Table:
    rows = [_turned(each) for each in summary.recovered]
    return Table(f"Back {State.ON_TRACK}", (*words("target", "before"), *sentences("why")), rows)


def _turned(turn: Turn) -> tuple[str, str, str]:
    return turn.standing.target.id, f"was {turn.was}", title_and_reason(turn.standing)


def _measures(summary: Summary) -> Table:
    """Measures that are in another state than before, to be rechecked, or ready for a sign-off."""
    rows = []
    for each in summary.measures:
        measure, today = each.standing.measure, summary.day
        turned = each.was != each.standing.state
        if turned or each.ready or each.standing.wants_recheck(today):
            was = f"was {each.was}" if turned else ""
            to_do = "ready to be signed off" if each.ready else ""
            rows.append((measure.id, was, state_of(each.standing, today), measure.lead, to_do))
    columns = (*words("measure", "before"), STATE, *words("lead", "to do"))
    return Table("Measures closed, reopened, to be rechecked or ready", columns, rows)


def _due(summary: Summary) -> Table:
    rows = [(each.day, each.subject, each.who, each.what) for each in summary.due]
    columns = (*words("day", "on", "who"), *sentences("to do"))
    return Table(f"Due by {weekday_and_day(summary.due_until)}", columns, rows)


def _silent(summary: Summary) -> Table:
    rows = []
    for each in summary.silent:
        ago = (
            f"{day(each.last)}, {each.days} days ago" if each.last else f"none in {each.days} days"
        )
        target = each.standing.target
        rows.append((target.id, ago, each.standing.state, target.owner))
    columns = (*words("target", "last entry"), STATE, *words("owner"))
    return Table("Silent for four weeks or more", columns, rows)


def _decisions(summary: Summary) -> Table:
    rows = []
    for each in summary.decisions:
        entry = each.entry
        said = ", ".join(filter(None, (content_of(entry, summary.plan), each.but)))
        rows.append((entry.date, subject_of(entry), entry.by, said, _remark(each)))
    columns = (*words("day", "on", "by"), *sentences("decision", "reason"))
    return Table("Extensions and other decisions", columns, rows)


def _remarks(summary: Summary) -> Table:
    rows = [
        (each.entry.date, subject_of(each.entry), each.entry.by, _remark(each))
        for each in summary.remarks
    ]
    return Table("Remarks", (*words("day", "on", "by"), *sentences("remark")), rows)


def _corrections(summary: Summary) -> Table:
    rows = []
    for each in summary.corrections:
        old, new = each.corrected, each.entry
        was = f"{subject_of(old)} {content_of(old, summary.plan)} of {day(old.date)}"
        rows.append((made_on(new), new.by, was, "undone" if new.voids else changes(old, new)))
    columns = (*words("made", "by"), *sentences("entry", "change"))
    return Table("Corrections", columns, rows)


def _signals(summary: Summary) -> Table:
    """Facts that make one look closer; those that never happened are not told."""
    then, now = summary.signals_before, summary.signals
    rows = [
        (many, getattr(now, name) - getattr(then, name), getattr(now, name))
        for name, (_, many) in SIGNALS.items()
        if getattr(now, name)
    ]
    columns = words("signal", "in this period", "in all")
    entries = plural(now.entries, "entry", "entries")
    return Table("Signals", columns, rows, f"in this period and in all, of {entries}")


def _last_tenth(summary: Summary) -> Table:
    rows = [
        (each.target, how_much(each), f"since {day(each.since)}") for each in summary.last_tenth
    ]
    return Table("Came in the last tenth of its time", words("target", "how much", "since"), rows)


def _logged(summary: Summary) -> Table:
    noted = [each for activity in summary.activities for each in activity.entries]
    targets = plural(len(summary.activities), "target")
    marks = (
        (sum(each.late for each in noted), "logged after the period"),
        (sum(each.earlier for each in noted), "of earlier days"),
    )
    details = [f"{plural(len(noted), 'entry', 'entries')} on {targets}"]
    details += [f"{count} {words}" for count, words in marks if count]
    rows = [row for activity in summary.activities for row in _rows(activity, summary)]
    columns = (*words("target", "change"), *sentences("entry", "note"))
    return Table("Logged", columns, rows, ", ".join(details))


def _rows(activity: Activity, summary: Summary) -> Iterable[tuple[str, ...]]:
    """Yield a row for each entry on a target, the first with the target and its change."""
    name, change = activity.after.target.id, _change(activity)
    for each in activity.entries:
        said = content_of(each.entry, summary.plan)
        if each.entry.credited != (each.entry.by,):
            said += f" for {listed(each.entry.credited)}"
        yield name, change, f"{text_of(each.entry.date):<10}  {said}", _remark(each)
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
