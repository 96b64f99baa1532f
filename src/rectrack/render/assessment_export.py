"""An assessment as Markdown to be filed, and as a table for spreadsheets."""

from collections.abc import Iterator

from rectrack.render.assessment_tables import (
    FirstMentions,
    Row,
    headline,
    score_tables,
    scores,
)
from rectrack.render.csv import to_csv
from rectrack.render.markdown import escaped, rows_of
from rectrack.render.table import Table, words
from rectrack.reports.assessment import Assessment

LINES = ("person", "section", "line", "reckoning", "rate", "weight", "points", "why", "entries")


def assessment_csv(assessment: Assessment, *, in_full: bool) -> str:
    """Return a line for each person, or in full one for each line of their calculations.

    What has no figure is blank. `rate` is a pace in the quarters, a completion in the central part.
    """
    if not in_full:
        table = scores(assessment)
        return to_csv(table.names, table.rows)
    lines = [
        (
            each.person.id,
            table.name,
            row.what,
            row.how,
            row.rate,
            row.weight,
            row.points,
            row.why,
            ", ".join(row.entries),
        )
        for each in assessment.people
        for table in score_tables(each)
        for row in table.rows
    ]
    return to_csv(LINES, lines)


def assessment_markdown(assessment: Assessment, *, in_full: bool) -> str:
    """Return the table of all persons, or in full their calculations, a table for each table."""
    heading = f"# {escaped(assessment.plan.title)}\n\n{headline(assessment)}\n"
    if in_full:
        return heading + "".join(_calculations(assessment))
    table = scores(assessment)
    return f"{heading}\n{rows_of(table)}\n{escaped(table.details)}\n"


def _calculations(assessment: Assessment) -> Iterator[str]:
    for each in assessment.people:
        mentions = FirstMentions()
        yield f"\n## {escaped(each.person.name)} ({each.person.id})\n"
        for table in score_tables(each):
            yield f"\n### {table.title}\n"
            if table.rows:
                names = ("line", "reckoning", table.rate, "weight", "points", "why")
                rows = [_cells(row, mentions) for row in table.rows]
                yield "\n" + rows_of(Table(table.title, words(*names), rows))


def _cells(row: Row, mentions: FirstMentions) -> tuple[str, ...]:
    return (row.what, row.how, *row.figures(), "; ".join(filter(None, mentions.new(row))))
