"""Everything about one thing as JSON: `rectrack/show/1`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rectrack.plan.model import Plan
from rectrack.render.json import (
    entry_json,
    measure_json,
    plan_json,
    problem_json,
    target_json,
    to_json,
)
from rectrack.reports.dossier import (
    AnyDossier,
    GroupDossier,
    MeasureDossier,
    PersonDossier,
    ProblemDossier,
    TargetDossier,
)
from rectrack.reports.series import Series
from rectrack.targets.items import Item
from rectrack.targets.judging import Standing
from rectrack.targets.kinds import kind_of

Json = dict[str, Any]


def show_json(dossier: AnyDossier, file: Path) -> str:
    """Return what `sort` it is of, what is known of it under that name, and its entries.

    Entries have the fields of the file.
    """
    shapes: dict[str, Callable[[Any], Json]] = {
        "target": _target,
        "measure": _measure,
        "problem": _problem,
        "person": _person,
        "group": _group,
    }
    return to_json(
        {
            "schema": "rectrack/show/1",
            "as_of": dossier.day,
            "plan": {**plan_json(dossier.plan, file), "entries": dossier.counted},
            "sort": dossier.sort,
            dossier.sort: shapes[dossier.sort](dossier),
            "signals": dossier.signals,
            "last_tenth": dossier.rushes,
            "entries": dossier.entries,
            "taken_back": [
                {**entry_json(each.entry), "voided_by": each.void.id} for each in dossier.unsaid
            ],
        }
    )


def _target(dossier: TargetDossier) -> Json:
    target = dossier.standing.target
    return {
        **target_json(dossier.standing, dossier.plan),
        "promise": kind_of(target).promise(target),
        "weight": target.weight,
        "source": target.source,
        "extended": [
            {"entry": each.entry.id, "from": each.before, "to": each.entry.to, "late": each.late}
            for each in dossier.extensions
        ],
        "waived": [{"entry": each.id, "until": each.until} for each in dossier.waivers],
        "deadlines": dossier.due,
        "items": [_item(item) for item in dossier.items],
        "series": _series(dossier.series),
    }


def _measure(dossier: MeasureDossier) -> Json:
    standing = dossier.standing
    return {
        **measure_json(standing),
        "source": standing.measure.source,
        "recheck_after": standing.measure.recheck_after,
        "lacks": standing.lacks,
        "words": dossier.words,
        "refused": [{"entry": entry.id, "rule": rule} for entry, rule in standing.refused],
        "targets": _targets(dossier.targets, dossier.plan),
        "series": _series(dossier.series),
    }


def _problem(dossier: ProblemDossier) -> Json:
    problem = dossier.standing.problem
    return {
        **problem_json(dossier.standing),
        "raised_by": problem.raised_by,
        "source": problem.source,
        "measures": [measure_json(each) for each in dossier.standing.measures],
        "targets": _targets(dossier.targets, dossier.plan),
        "series": _series(dossier.series),
    }


def _person(dossier: PersonDossier) -> Json:
    person = dossier.person
    return {
        "id": person.id,
        "name": person.name,
        "reports_to": person.reports_to,
        "left": person.left,
        "in_charge_of": [each.id for each in dossier.reports],
        "groups": dossier.groups,
        "leads": [measure_json(each) for each in dossier.leads],
        "targets": _targets(dossier.targets, dossier.plan),
        "open_cases": [{"target": each.target, **_item(each.item)} for each in dossier.holds],
        "awards": dossier.awards,
    }


def _group(dossier: GroupDossier) -> Json:
    return {
        "id": dossier.id,
        "members": [each.id for each in dossier.members],
        "targets": _targets(dossier.targets, dossier.plan),
    }


def _targets(standings: Sequence[Standing], plan: Plan) -> list[Json]:
    return [target_json(standing, plan) for standing in standings]


def _item(item: Item) -> Json:
    return {
        "name": item.name,
        "began": item.began,
        "stage": item.stage or None,
        "due": item.due,
        "done": item.done,
        "who": item.who,
    }


def _series(series: Series) -> list[Json]:
    """Return figures in the unit of the target; `actual` ends with the day looked from."""
    return [
        {
            "day": point.day,
            "actual": point.actual,
            "expected": point.expected,
            "goal": point.goal,
            "min": point.low,
            "max": point.high,
        }
        for point in series.points
    ]
