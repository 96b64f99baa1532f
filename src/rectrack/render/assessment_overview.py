"""The scores of all people as one table, and what is said above and below it."""

from msgspec.structs import astuple

from rectrack.render.table import NO_SCORE, Column, Table, words
from rectrack.reports.assessment import Assessment
from rectrack.targets.progress import ZERO
from rectrack.wording import day, listed, number, weekday_and_day


def headlines(assessment: Assessment) -> list[str]:
    """Return the day of an assessment, whether its scores may change with time, and its basis."""
    said = f"Assessment as of {weekday_and_day(assessment.day)}"
    if assessment.provisional:
        said += f", provisional until {day(assessment.plan.period.end)}"
    basis = assessment.basis
    return [said] if basis is None else [said, basis.said(assessment.day)]


def scores(assessment: Assessment) -> Table:
    """Return a row for each person, in the order of the plan, with what the final score stands on.

    The quarters are named with their year where it takes one.
    """
    period = assessment.plan.period
    one_year = period.start.year == period.end.year
    quarters = [name[:2] if one_year else name for name in assessment.quarters]
    rows = [
        (
            each.person.id,
            *(quarter.score for quarter in each.quarters),
            each.regular,
            each.central.value if each.central is not None else None,
            each.awarded("reward"),
            each.awarded("penalty"),
            each.final,
            each.coverage.targets,
            number(each.coverage.weight),
        )
        for each in assessment.people
    ]
    columns = (
        *words("person"),
        *(Column(name, "score") for name in (*quarters, "mean", "central")),
        *(Column(name, "score", rank=1) for name in ("reward", "penalty")),
        Column("final", "score"),
        *words("targets", "weight"),
    )
    return Table(headlines(assessment)[0], columns, rows, notes(assessment))


def notes(assessment: Assessment) -> str:
    """Return what belongs below the table of all: how a final score comes about, late awards."""
    regular, central = map(number, astuple(assessment.plan.assessment))
    formula = f"{regular} % · mean of the quarters + {central} %"
    said = [
        f"final = {formula} · central",
        f"{NO_SCORE} means nothing to assess",
        "targets and weight: what a final score stands on",
    ]
    late = [
        f"{each.person.id} {quarter.name} ({award.event} {number(award.value or ZERO)})"
        for each in assessment.people
        for quarter, award in each.late_awards
    ]
    if late:
        said.append(f"awarded after the quarter had ended: {listed(late, most=99)}")
    return "; ".join(said)
