"""An assessment as Markdown to be filed, and as a table for spreadsheets."""

from collections.abc import Iterator
from decimal import Decimal

from rectrack.render.csv import to_csv
from rectrack.render.markdown import escaped, table
from rectrack.render.reckoning import (
    Row,
    Told,
    heads,
    how_it_is_reckoned,
    scores,
    sections,
    shown,
)
from rectrack.reports.assessment import Assessment
from rectrack.wording import day, number, weekday_and_day


def assessment_csv(assessment: Assessment) -> str:
    """Return the table of all persons; a blank is nothing to judge."""
    rows = [(each.person, *each.figures) for each in scores(assessment)]
    return to_csv(heads(assessment), rows)


def reckoning_csv(assessment: Assessment) -> str:
    """Return every line of the reckonings, with all entries behind it."""
    header = (
        "person",
        "section",
        "line",
        "reckoning",
        "rate",
        "weight",
        "points",
        "why",
        "entries",
    )
    rows = [
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
    return to_csv(header, rows)


def assessment_markdown(assessment: Assessment) -> str:
    """Return the table of all persons under a heading."""
    rows = [[each.person, *map(shown, each.figures)] for each in scores(assessment)]
    note = escaped(how_it_is_reckoned(assessment))
    return f"{_heading(assessment)}\n{table(heads(assessment), rows)}\n{note}\n"


def reckoning_markdown(assessment: Assessment) -> str:
    """Return the reckonings, a table for each section of them."""
    return _heading(assessment) + "".join(_reckonings(assessment))


def _heading(assessment: Assessment) -> str:
    said = f"Assessment as of {weekday_and_day(assessment.day)}"
    if assessment.provisional:
        said += f", provisional until {day(assessment.plan.period.end)}"
    return f"# {escaped(assessment.plan.title)}\n\n{said}\n"


def _reckonings(assessment: Assessment) -> Iterator[str]:
    for each in assessment.people:
        told = Told()
        yield f"\n## {escaped(each.person.name)} ({each.person.id})\n"
        for section in sections(each):
            yield f"\n### {section.title}\n"
            if section.rows:
                head = ("", "reckoning", section.rate or "rate", "weight", "points", "why")
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
