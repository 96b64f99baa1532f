"""An assessment as Markdown to be filed, and as a table for spreadsheets."""

from msgspec.structs import astuple

from rectrack.render.assessment_overview import headlines, scores
from rectrack.render.assessment_tables import score_tables
from rectrack.render.csv import to_csv
from rectrack.render.markdown import escaped, rows_of
from rectrack.reports.assessment import Assessment

LINES = ("person", "section", "item", "calculation", "rate", "weight", "points", "why", "entries")


def assessment_csv(assessment: Assessment, *, in_full: bool) -> str:
    """Return a line for each person, or in full one for each line of their calculations.

    What has no figure is blank. `rate` is a pace in the quarters, a completion in the central part.
    """
    if not in_full:
        table = scores(assessment)
        return to_csv(table.names, table.rows)
    lines = [
        (each.person.id, table.name, *astuple(row))[: len(LINES)]
        for each in assessment.people
        for table in score_tables(each)
        for row in table.rows
    ]
    return to_csv(LINES, lines)


def assessment_markdown(assessment: Assessment, *, in_full: bool) -> str:
    """Return the table of all persons, or in full their calculations, a table for each table."""
    parts = [
        f"# {escaped(assessment.plan.title)}\n",
        *(f"{line}\n" for line in headlines(assessment)),
    ]
    if not in_full:
        table = scores(assessment)
        return "\n".join([*parts, rows_of(table), f"{escaped(table.details)}\n"])
    for each in assessment.people:
        parts.append(f"## {escaped(each.person.name)} ({each.person.id})\n")
        for part in score_tables(each):
            parts.append(f"### {part.title}\n")
            if part.rows:
                parts.append(rows_of(part.table))
    return "\n".join(parts)
