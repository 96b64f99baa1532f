"""What comes next, what is overdue, and where nothing was logged although it is due."""

from collections.abc import Iterable, Iterator, Sequence

from rectrack.render.summary_part import Part, line, part, short_day
from rectrack.render.table import STATE, Table, sentences, words
from rectrack.reports.deadlines import Deadline
from rectrack.reports.summary_model import SILENT, Silence
from rectrack.wording import day, plural


def due(title: str, deadlines: Sequence[Deadline]) -> Part:
    """Return what must be done by when; like things are one line."""
    rows, lines = [], []
    for group in _alike(deadlines):
        first, *others = dict.fromkeys(each.since or each.day for each in group)
        names = dict.fromkeys(each.subject for each in group)
        people = dict.fromkeys(each.who for each in group)
        then = f", then {', '.join(map(short_day, others))}" if others else ""
        if len(names) == 1:
            on, who, what = group[0].subject, group[0].who, group[0].what
            lines.append(line(f"{on}: {what} ({who}){then}", first))
        else:
            on, who = plural(len(names), "target"), plural(len(people), "person", "people")
            report = f"report {group[0].reports} for {on}"
            what = f"{report}: {_by_person(group)}"
            lines.append(line(what, first))
        rows.append((first, on, who, what + then))
    columns = words("since" if any(each.since for each in deadlines) else "day", "on", "who")
    return part(Table(title, (*columns, *sentences("what to do")), rows), lines)


def _by_person(group: list[Deadline]) -> str:
    """Return "a, b (director), c (clerk)"."""
    found: dict[str, list[str]] = {}
    for each in group:
        found.setdefault(each.who, []).append(each.subject)
    return ", ".join(f"{', '.join(names)} ({who})" for who, names in found.items())


def _alike(deadlines: Iterable[Deadline]) -> Iterator[list[Deadline]]:
    """Yield together what is to be reported of one month or quarter, and what comes again."""
    groups: dict[tuple[object, ...], list[Deadline]] = {}
    for each in deadlines:
        key = (each.day, each.reports) if each.reports else (each.subject, each.what, each.who)
        groups.setdefault(key, []).append(each)
    yield from groups.values()


def silent(silences: list[Silence]) -> Part:
    """Return the targets of which an entry is due and none came for long."""
    rows = []
    for each in silences:
        target, ago = each.standing.target, plural(each.days, "day")
        last = f"{day(each.last)}, {ago} ago" if each.last else f"never ({ago})"
        rows.append((target.title, target.id, last, each.standing.state, target.owner))
    columns = (*words("target", "id", "last entry"), STATE, *words("owner"))
    table = Table(f"Due, but no entry for {SILENT} days", columns, rows)
    return part(table, ", ".join(each.standing.target.id for each in silences))
