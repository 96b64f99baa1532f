"""What comes next, what is overdue, and where nothing was logged although it is due."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from rectrack.render.summary_part import Line, Part, part, short_day
from rectrack.render.table import STATE, Table, sentences, words
from rectrack.reports.deadlines import Deadline
from rectrack.reports.summary_model import SILENT, Silence
from rectrack.targets.state import TROUBLE
from rectrack.wording import day, listed, plural, weekday_and_day


def due(title: str, deadlines: Sequence[Deadline], today: date, *, whose: bool = True) -> Part:
    """Return what must be done by when; like things are one line.

    In short it is left out who reports what, unless `whose`, where that has no room.
    """
    rows, lines = [], []
    for group in _alike(deadlines):
        first, *others = dict.fromkeys(each.since or each.day for each in group)
        names = dict.fromkeys(each.subject for each in group)
        people = dict.fromkeys(each.who for each in group)
        if len(names) == 1:
            on, who = group[0].subject, group[0].who
            what, then = _what(group, others)
            said = filter(None, (what, group[0].brief))
            ways = [f"{on}: {each} ({who}){then}" for each in said]
        else:
            on, who = plural(len(names), "target"), plural(len(people), "person", "people")
            report, then = f"report {group[0].reports} for {on}: ", ""
            what = report + _by_person(group)
            ways = [what] if whose else [what, report + ", ".join(names)]
        year = "" if first.year == today.year else f" {first.year}"
        lines.append(Line([(each,) for each in ways], short_day(first) + year))
        rows.append((weekday_and_day(first) if year else first, on, who, what + then))
    columns = words("since" if any(each.since for each in deadlines) else "day", "on", "who")
    return part(Table(title, (*columns, *sentences("what to do")), rows), lines)


def _what(group: list[Deadline], others: list[date]) -> tuple[str, str]:
    """Return what is to be done on one thing, and on which further days again."""
    first = group[0]
    if first.reports and others:
        return f"report {listed((each.reports for each in group), most=4)}", ""
    then = f", then {', '.join(map(short_day, others))}" if others else ""
    return first.what, then


def _by_person(group: list[Deadline]) -> str:
    """Return "a, b (director), c (clerk)"."""
    found: dict[str, list[str]] = {}
    for each in group:
        found.setdefault(each.who, []).append(each.subject)
    return ", ".join(f"{', '.join(names)} ({who})" for who, names in found.items())


def _alike(deadlines: Sequence[Deadline]) -> Iterator[list[Deadline]]:
    """Yield together what is to be reported of one month or quarter, and what comes again.

    What only one target has still to report of its months or quarters comes again too.
    """
    asked = Counter((each.day, each.reports) for each in deadlines)
    groups: dict[tuple[object, ...], list[Deadline]] = {}
    for each in deadlines:
        period = each.day, each.reports
        again = "" if each.reports else each.what
        key = period if each.reports and asked[period] > 1 else (each.subject, again, each.who)
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
    table = Table(f"No entry for {SILENT} days where one is due", columns, rows)
    return part(table, [Line([(", ".join(names),) for names in _named(silences)])] if rows else "")


def _named(silences: list[Silence]) -> Iterator[list[str]]:
    """Yield the ids of all, then of those that are not named above already."""
    yield [each.standing.target.id for each in silences]
    found = [each.standing.target.id for each in silences if each.standing.state not in TROUBLE]
    if above := len(silences) - len(found):
        yield [*found, f"{above} of those above"]
