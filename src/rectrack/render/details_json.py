"""Everything about one thing as JSON: `rectrack/show/2`."""

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
from rectrack.reports.details_model import (
    AnyDetails,
    GroupDetails,
    MeasureDetails,
    PersonDetails,
    ProblemDetails,
    TargetDetails,
)
from rectrack.targets.items import Item
from rectrack.targets.kinds import kind_of
from rectrack.targets.standing import Standing

Json = dict[str, Any]


def show_json(details: AnyDetails, file: Path) -> str:
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
            "schema": "rectrack/show/2",
            "as_of": details.day,
            "plan": {**plan_json(details.plan, file), "entries": details.counted},
            "sort": details.sort,
            details.sort: shapes[details.sort](details),
            "signals": details.signals,
            "last_tenth": details.last_tenth,
            "entries": details.entries,
            "taken_back": [
                {**entry_json(each.entry), "voided_by": each.void.id} for each in details.undone
            ],
        }
    )


def _target(details: TargetDetails) -> Json:
    target = details.standing.target
    return {
        **target_json(details.standing, details.plan),
        "promise": kind_of(target).promise(target),
        "weight": target.weight,
        "source": target.source,
        "extended": [
            {"entry": each.entry.id, "from": each.before, "to": each.entry.to, "late": each.late}
            for each in details.standing.progress.extensions
        ],
        "waived": [{"entry": each.id, "until": each.until} for each in details.waivers],
        "deadlines": details.due,
        "items": [_item(item) for item in details.items],
        "series": details.series.points,
    }


def _measure(details: MeasureDetails) -> Json:
    standing = details.standing
    return {
        **measure_json(standing),
        "source": standing.measure.source,
        "recheck_after": standing.measure.recheck_after,
        "lacks": standing.lacks,
        "words": [word.entry for word in details.standing.history],
        "refused": [{"entry": entry.id, "rule": rule} for entry, rule in standing.refused],
        "targets": _targets(details.targets, details.plan),
        "series": details.series.points,
    }


def _problem(details: ProblemDetails) -> Json:
    problem = details.problem
    return {
        **problem_json(details.standing),
        "raised_by": problem.raised_by,
        "source": problem.source,
        "measures": [measure_json(each) for each in details.measures],
        "targets": _targets(details.targets, details.plan),
        "series": details.series.points,
    }


def _person(details: PersonDetails) -> Json:
    person = details.person
    return {
        "id": person.id,
        "name": person.name,
        "reports_to": person.reports_to,
        "left": person.left,
        "in_charge_of": [each.id for each in details.reports],
        "groups": details.groups,
        "leads": [measure_json(each) for each in details.measures],
        "targets": _targets(details.targets, details.plan),
        "open_cases": [{"target": each.target, **_item(each.item)} for each in details.holds],
        "awards": details.awards,
    }


def _group(details: GroupDetails) -> Json:
    return {
        "id": details.id,
        "members": [each.id for each in details.members],
        "targets": _targets(details.targets, details.plan),
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
