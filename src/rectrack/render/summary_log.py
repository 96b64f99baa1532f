"""What was logged in the days of a summary, and the change that it made."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rectrack.render.summary_part import Line, Short
from rectrack.render.table import Cell, Table, sentences, words
from rectrack.render.target_text import figures
from rectrack.reports.description import content_of
from rectrack.reports.summary_model import Activity, Noted, Summary
from rectrack.targets.kinds import kind_of
from rectrack.wording import day, listed, number, plural


def logged_table(summary: Summary) -> Table:
    """Return a row for each entry, and one for all that say "none" of a day."""
    rows = [row for activity in summary.activities for row in _rows(activity, summary)]
    columns = (*words("target", "change", "day", "entry"), *sentences("note"))
    return Table("Logged", columns, [*rows, *_none_rows(summary)], _counts(summary))


def logged_in_short(summary: Summary) -> Short:
    """Return how many entries there were and, where there is room, what figures have changed."""
    moved = [
        f"{each.after.target.id} {_figure(each.before.reading.actual)} → {figures(each.after)}"
        for each in summary.activities
        if each.before.reading.actual != each.after.reading.actual
    ]
    if still := len(summary.activities) - len(moved):
        moved.append(f"{still} unchanged")
    changes = Line([(", ".join(moved),), ()])
    return Short("Logged", [changes], _counts(summary))


def _counts(summary: Summary) -> str:
    """Return how many entries there were, and how many of them late and of earlier days."""
    noted = [each for activity in summary.activities for each in activity.entries]
    said = [f"{plural(len(noted), 'entry', 'entries')} on "]
    said[0] += plural(len(summary.activities), "target")
    marks = (
        (sum(each.late for each in noted), "logged after the period"),
        (sum(each.earlier for each in noted), "dated before it"),
    )
    return ", ".join(said + [f"{count} {words}" for count, words in marks if count])


def remark(noted: Noted) -> str:
    """Return the note of an entry, and that it was logged late or is of an earlier day."""
    return " ".join(filter(None, (noted.entry.note, _mark(noted))))


def _mark(noted: Noted) -> str:
    entry = noted.entry
    if noted.late and entry.logged is not None:
        return f"(late, logged on {day(entry.logged.date())})"
    return "(dated earlier)" if noted.earlier else ""


def _rows(activity: Activity, summary: Summary) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each entry on a target, the first with the target and its change."""
    name, change = activity.after.target.id, _change(activity)
    for each in activity.entries:
        if _says_none(activity, each):
            continue
        said = content_of(each.entry, summary.plan)
        if each.entry.credited != (each.entry.by,):
            said += f" for {listed(each.entry.credited)}"
        yield name, change, each.entry.date, said, remark(each)
        name = change = ""


def _none_rows(summary: Summary) -> Iterator[tuple[Cell, ...]]:
    alike: dict[tuple[date, str], list[str]] = {}
    for activity in summary.activities:
        for each in activity.entries:
            if _says_none(activity, each):
                key = each.entry.date, _mark(each)
                alike.setdefault(key, []).append(activity.after.target.id)
    for (when, mark), names in alike.items():
        yield "", "", when, "none", f"{', '.join(names)} {mark}".rstrip()


def _says_none(activity: Activity, noted: Noted) -> bool:
    return kind_of(activity.after.target).states_none and noted.entry.value == 0


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
