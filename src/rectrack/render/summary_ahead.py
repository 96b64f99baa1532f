"""What comes next, what is overdue, and where nothing was logged although it is due."""

from collections.abc import Iterable, Iterator, Sequence

from rectrack.render.summary_part import Part, line, part, short_day
from rectrack.render.table import STATE, Table, sentences, text_of, words
from rectrack.reports.deadlines import Deadline
from rectrack.reports.summary_model import SILENT, Silence
from rectrack.wording import day, plural


def due(title: str, deadlines: Sequence[Deadline]) -> Part:
    """Return what must be done by when; like things are one line."""
    rows, lines = [], []
    for group in _alike(deadlines):
        on = list(dict.fromkeys(each.since or each.day for each in group))
        names = tuple(dict.fromkeys(each.subject for each in group))
        who = tuple(dict.fromkeys(each.who for each in group))
        what, first = group[0].what, names[0]
        if len(names) > 1:
            what = f"report {group[0].reports} for {plural(len(names), 'target')}"
        rows.append((", ".join(map(text_of, on)), what, names, who))
        said = f"{what}: {', '.join(names)}" if len(names) > 1 else f"{first}: {what}"
        said += f" ({', '.join(who)})"
        said += f", then {', '.join(map(short_day, on[1:]))}" if on[1:] else ""
        lines.append(line(said, on[0]))
    columns = (
        *words("since" if any(each.since for each in deadlines) else "day"),
        *sentences("what to do", "on", "who"),
    )
    return part(Table(title, columns, rows), lines)


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
