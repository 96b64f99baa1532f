"""What is answered when the rows of a file were added."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from rectrack.changes.imports import ImportedRows
from rectrack.log.entry import Entry
from rectrack.plan.model import Plan
from rectrack.render.answer import where_it_stands
from rectrack.render.correction_answer import subject
from rectrack.render.entry_answer import Answer, Standings, standings_of
from rectrack.reports.decision_notes import of_progress
from rectrack.reports.description import subject_of
from rectrack.wording import plural


def import_answer(rows: ImportedRows, name: str, today: date) -> Answer:
    """Return how many rows of a file were added, where that stands, and what rows to look at."""
    there = f"{plural(rows.there, 'row was', 'rows were')} there already" if rows.there else ""
    if not rows.entries:
        return Answer(said=f"nothing to add: {there or f'{name} has no rows'}")
    about = tuple(subject(entry, rows.after) for entry in rows.entries)
    plan = rows.after.plan
    said = _how_many(about, plan)
    return Answer(
        said=f"{said}; {there}" if there else said,
        about=about,
        undo="",
        lines=tuple(_where(about, standings_of(rows.after, about, today), plan)),
        last=f"to undo{_how_to_undo(rows.entries)}",
        warnings=tuple(_warnings(rows, name, today)),
    )


def _warnings(rows: ImportedRows, name: str, today: date) -> Iterator[str]:
    """Yield a warning of each row that says what is said already, or moves no figure."""
    for line, twin in rows.repeats.items():
        yield f"{name}:{line}: warning: says the same as {twin}, and both count"
    if rows.repeats:
        yield f"warning: a column id in {name} keeps a row from being added twice"
    for entry, why in of_progress(rows.after, rows.entries, today):
        if (line := rows.lines[entry.id]) not in rows.repeats:
            yield f"{name}:{line}: warning: {why}"


def _how_many(about: tuple[Entry, ...], plan: Plan) -> str:
    """Return "5 entries on 2 targets, 1 measure"."""
    names = {subject_of(entry) for entry in about}
    sorts = (
        ("target", "targets", plan.targets),
        ("measure", "measures", plan.measures),
        ("person", "people", plan.people),
    )
    on = [
        plural(len(names & ids.keys()), one, many) for one, many, ids in sorts if names & ids.keys()
    ]
    return f"{plural(len(about), 'entry', 'entries')} on {', '.join(on)}"


def _where(about: tuple[Entry, ...], standings: Standings, plan: Plan) -> Iterator[str]:
    """Yield for each thing that entries are about how many they are, and where it stands now."""
    counts = Counter(subject_of(entry) for entry in about)
    for name in (*plan.targets, *plan.measures, *plan.people):
        if name in counts:
            now = f"; {where_it_stands(standings[name])}" if name in standings else ""
            yield f"{name}: {plural(counts[name], 'entry', 'entries')}{now}"


def _how_to_undo(entries: tuple[Entry, ...]) -> str:
    if len(entries) == 1:
        return f": rectrack undo {entries[0].id}"
    if any(entry.voids for entry in entries):
        return " one: rectrack undo ID, with its id from rectrack entries --all"
    writers = Counter(entry.by for entry in entries)
    each = (f"rectrack undo --by {name}, {plural(n, 'time')}" for name, n in writers.items())
    return f", newest first: {'; '.join(each)}"
