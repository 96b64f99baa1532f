"""What is answered when the rows of a file were added."""

from collections.abc import Iterator
from datetime import date

from rectrack.changes.imports import ImportedRows
from rectrack.render.answer import Answer
from rectrack.render.correction_answer import how_many, lines_of_each, subjects
from rectrack.reports.decision_notes import of_progress
from rectrack.wording import plural


def import_answer(rows: ImportedRows, name: str, today: date) -> Answer:
    """Return how many rows of a file were added, where that stands, and what rows to look at."""
    there = f"{plural(rows.there, 'row was', 'rows were')} there already" if rows.there else ""
    if not rows.entries:
        return Answer(said=f"nothing to add: {there or f'{name} has no rows'}")
    about = subjects(rows.entries, rows.after)
    said = how_many(about, rows.after.plan)
    return Answer(
        said=f"{said}; {there}" if there else said,
        lines=tuple(lines_of_each(about, rows.after, today)),
        about=about,
        warnings=tuple(_warnings(rows, name, today)),
    )


def _warnings(rows: ImportedRows, name: str, today: date) -> Iterator[str]:
    """Yield a warning of each row that says what is said already, or moves no figure."""
    for line, twin in rows.repeats.items():
        place = rows.rows.place(name, line)
        yield f"{place}: warning: says the same as {twin}, and both count"
    if rows.repeats:
        yield f"warning: a column id in {name} keeps a row from being added twice"
    for entry, why in of_progress(rows.after, rows.entries, today):
        if (line := rows.lines[entry.id]) not in rows.repeats:
            yield f"{rows.rows.place(name, line)}: warning: {why}"
