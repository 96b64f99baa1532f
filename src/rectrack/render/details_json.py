"""Everything about one thing as JSON: `rectrack/show/2`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from rectrack.render.due_json import deadline_json
from rectrack.render.json import (
    entry_json,
    measure_json,
    plan_json,
    problem_json,
    refused_json,
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
from rectrack.reports.status import shared_by
from rectrack.targets.items import Item
from rectrack.targets.kinds import kind_of

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
    about = shapes[details.sort](details)
    if not isinstance(details, TargetDetails):
        about["targets"] = [target_json(each, details.plan) for each in details.targets]
    if not isinstance(details, PersonDetails | GroupDetails):
        about["series"] = details.series.points
    undone = [{**entry_json(each.entry), "voided_by": each.void.id} for each in details.undone]
    return to_json(
        {
            "schema": "rectrack/show/2",
            "as_of": details.day,
            "plan": {**plan_json(details.plan, file), "entries": details.counted},
            "sort": details.sort,
            details.sort: about,
            "signals": details.signals,
            "last_tenth": details.last_tenth,
            "entries": details.entries,
            "taken_back": undone,
        }
    )


def _target(details: TargetDetails) -> Json:
    standing, target = details.standing, details.standing.target
    return {
        **target_json(standing, details.plan),
        "promise": kind_of(target).promise(target),
        "weight": target.weight,
        "source": target.source,
        "extended": [
            {"entry": each.entry.id, "from": each.before, "to": each.entry.to, "late": each.late}
            for each in standing.progress.extensions
        ],
        "waived": [{"entry": each.id, "until": each.until} for each in details.waivers],
        "explanations": [entry_json(each) for each in details.answers],
        "deadlines": [deadline_json(each) for each in details.due],
        "items": [_item(item) for item in details.items],
    }


def _measure(details: MeasureDetails) -> Json:
    standing = details.standing
    return {
        **measure_json(standing),
        "source": standing.measure.source,
        "recheck_after": standing.measure.recheck_after,
        "lacks": standing.lacks,
        "words": [decision.entry for decision in standing.history],
    }


def _problem(details: ProblemDetails) -> Json:
    return {
        **problem_json(details.standing),
        "raised_by": details.problem.raised_by,
        "source": details.problem.source,
        "measures": [measure_json(each) for each in details.measures],
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
        "shares_in": [each.id for each in shared_by(details.plan, person.id)],
        "open_cases": [{"target": each.target, **_item(each.item)} for each in details.holds],
        "awards": details.awards,
        "refused": refused_json(details.refused),
    }


def _group(details: GroupDetails) -> Json:
    return {"id": details.id, "members": [each.id for each in details.members]}


def _item(item: Item) -> Json:
    return {
        "name": item.name,
        "began": item.began,
        "stage": item.stage or None,
        "due": item.due,
        "done": item.done,
        "who": item.who,
        "title": item.title or None,
        "asked_by": item.asked_by or None,
        "first_due": item.first_due,
        "lacks": item.lacks,
        "end": item.end or None,
    }
