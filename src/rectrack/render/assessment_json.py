"""An assessment as JSON."""

from pathlib import Path
from typing import Any

from rectrack.log.entry import Entry
from rectrack.render.assessment_tables import name_of
from rectrack.render.json import plan_json, to_json
from rectrack.reports.assessment import Assessment
from rectrack.reports.responsibilities import Responsibility
from rectrack.reports.scores import Calculation, Line, Mean, Quarter


def assessment_json(assessment: Assessment, file: Path) -> str:
    """Return `rectrack/assess/1`; a score is null where there is nothing to judge."""
    plan = assessment.plan
    return to_json(
        {
            "schema": "rectrack/assess/1",
            "as_of": assessment.day,
            "plan": plan_json(plan, file),
            "weights": plan.assessment,
            "provisional": assessment.provisional,
            "as_known": assessment.basis is not None,
            "basis": assessment.basis,
            "people": [_calculation(each) for each in assessment.people],
        }
    )


def _calculation(each: Calculation) -> dict[str, Any]:
    central = each.central
    return {
        "id": each.person.id,
        "name": each.person.name,
        "left": each.person.left,
        "quarters": [_quarter(quarter) for quarter in each.quarters],
        "mean_of_quarters": each.regular,
        "central": {
            "why_not": each.no_central or None,
            "provisional": each.provisional,
            **_mean(central, "completion"),
            "score": None if central is None else central.value,
        },
        "rewards": each.awarded("reward"),
        "penalties": each.awarded("penalty"),
        "parts": [
            {
                "name": part.name,
                "score": part.score,
                "percent": part.percent,
                "points": part.points,
            }
            for part in each.parts
        ],
        "final": each.final,
        "stands_on": each.coverage,
        "provisional": each.provisional,
        "left_out_awards": [{**_award(entry), "why": why} for entry, why in each.idle],
    }


def _quarter(quarter: Quarter) -> dict[str, Any]:
    return {
        "name": quarter.name,
        "start": quarter.span.start,
        "end": quarter.span.end,
        "why_not": quarter.unjudged or None,
        "provisional": quarter.provisional,
        **_mean(quarter.mean, "pace"),
        "awards": [{**_award(e), "late": quarter.is_late(e)} for e in quarter.awards],
        "clamping": quarter.clamping,
        "score": quarter.score,
    }


def _mean(mean: Mean | None, rate: str) -> dict[str, Any]:
    """Return the lines of a mean; `rate` is what the rates in it are."""
    if mean is None:
        unjudged = {"judged_on": None, "entries_until": None, "stands_on": None}
        return {**unjudged, "targets": [], "left_out": [], "mean": None}
    return {
        "judged_on": mean.at.day,
        "entries_until": mean.at.last,
        "stands_on": mean.coverage,
        "targets": [_line(line, rate) for line in mean.lines],
        "left_out": [
            {
                "target": verdict.responsibility.target.id,
                "own": verdict.responsibility.own is not None,
                "held": _held(verdict.responsibility),
                "why": verdict.left_out,
                "entries": [name_of(entry) for entry in verdict.decisions],
            }
            for verdict in mean.left_out
        ],
        "weight": mean.weight,
        "points": mean.points,
        "mean": mean.value,
    }


def _line(line: Line, rate: str) -> dict[str, Any]:
    responsibility, reading = line.verdict.responsibility, line.verdict.reading
    return {
        "target": responsibility.target.id,
        "own": responsibility.own is not None,
        "held": _held(responsibility),
        "calculation": str(line.ratio),
        "reckoning": str(line.ratio),  # what it was called before
        rate: line.ratio.value,
        "weight": line.weight,
        "points": line.points,
        "actual": reading.actual,
        "expected": reading.expected,
        "goal": reading.goal,
        "why": reading.why,
        "entries": [name_of(entry) for entry in line.verdict.sources()],
    }


def _held(responsibility: Responsibility) -> list[str]:
    """Return the cases that a line is for, where it is for those in somebody's hands."""
    return [each.case.ref for each in responsibility.holdings]


def _award(entry: Entry) -> dict[str, Any]:
    return {
        "entry": name_of(entry),
        "event": entry.event,
        "date": entry.date,
        "value": entry.value,
        "by": entry.by,
        "note": entry.note,
    }
