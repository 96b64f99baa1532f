"""An assessment as Markdown to be filed, and as a table for spreadsheets."""

from collections.abc import Iterator
from decimal import Decimal

from rectrack.render.assessment_rows import (
    Row,
    Told,
    headline,
    heads,
    how_it_is_reckoned,
    scores,
    sections,
    shown,
)
from rectrack.render.csv import to_csv
from rectrack.render.markdown import escaped, table
from rectrack.reports.assessment import Assessment
from rectrack.wording import number

LINES = ("person", "section", "line", "reckoning", "rate", "weight", "points", "why", "entries")


def assessment_csv(assessment: Assessment, *, in_full: bool) -> str:
    """Return a line for each person, or in full one for each line of their reckonings.

    What has no figure is blank. `rate` is a pace in the quarters, a completion in the central part.
    """
    if not in_full:
        rows = [(each.person, *each.figures) for each in scores(assessment)]
        return to_csv(heads(assessment), rows)
    lines = [
        (
            each.person.id,
            section.name,
            row.what,
            row.how,
            row.rate,
            row.weight,
            row.points,
            row.why,
            ", ".join(row.entries),
        )
        for each in assessment.people
        for section in sections(each)
        for row in section.rows
    ]
    return to_csv(LINES, lines)


def assessment_markdown(assessment: Assessment, *, in_full: bool) -> str:
    """Return the table of all persons, or in full the reckonings, a table for each section."""
    heading = f"# {escaped(assessment.plan.title)}\n\n{headline(assessment)}\n"
    if in_full:
        return heading + "".join(_reckonings(assessment))
    rows = [[each.person, *map(shown, each.figures)] for each in scores(assessment)]
    note = escaped(how_it_is_reckoned(assessment))
    return f"{heading}\n{table(heads(assessment), rows)}\n{note}\n"


def _reckonings(assessment: Assessment) -> Iterator[str]:
    for each in assessment.people:
        told = Told()
        yield f"\n## {escaped(each.person.name)} ({each.person.id})\n"
        for section in sections(each):
            yield f"\n### {section.title}\n"
            if section.rows:
                head = ("line", "reckoning", section.rate, "weight", "points", "why")
                yield "\n" + table(head, (_cells(row, told) for row in section.rows))


def _cells(row: Row, told: Told) -> list[str]:
    why = "; ".join(filter(None, told.new(row)))
    return [
        row.what,
        escaped(row.how),
        _cell(row.rate, 3),
        "" if row.weight is None else number(row.weight),
        _cell(row.points, 1 if row.weight is None else 3),
        escaped(why),
    ]


def _cell(value: Decimal | None, places: int) -> str:
    return "" if value is None else shown(value, places)
