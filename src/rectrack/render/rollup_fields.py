"""What is said of a plan among many: the fields of JSON and the columns of spreadsheets."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec

from rectrack.render.csv import to_csv
from rectrack.render.json import harmless, to_json
from rectrack.reports.rollup import PlanLine, Rollup, Sums
from rectrack.targets.state import ATTENTION, OUTSTANDING, SETTLED

Figure = int | Decimal | None
FIGURES: dict[str, Callable[[PlanLine], Figure]] = {
    "targets": lambda each: each.targets,
    **{state.key: lambda each, key=state.key: each.states.get(key, 0) for state in SETTLED},  # type: ignore[misc]
    "outstanding": lambda each: each.outstanding,
    **{state.key: lambda each, key=state.key: each.states.get(key, 0) for state in OUTSTANDING},  # type: ignore[misc]
    "rechecks_due": lambda each: each.rechecks,
    "entries": lambda each: each.entries,
    "idle_days": lambda each: each.idle_days,
    "logged_late": lambda each: each.logged_late,
    "change": lambda each: each.change,
    "errors": lambda each: each.errors,
}
"""The figures of a plan by their names, by which plans can be sorted."""
TROUBLES = tuple(state.key for state in ATTENTION)


def rollup_json(found: Rollup) -> str:
    """Return `rectrack/rollup/1`."""
    return to_json(
        {
            "schema": "rectrack/rollup/1",
            "as_of": found.day,
            "since": found.since,
            "plans": [plan_fields(each) for each in found.plans],
            "folders": [_sums(each) for each in found.folders],
            "total": _sums(found.total),
        }
    )


def rollup_line(each: PlanLine) -> str:
    """Return a plan as a line of JSON."""
    encoded = msgspec.json.Encoder(decimal_format="number").encode(plan_fields(each))
    return harmless(encoded.decode())


def rollup_csv(plans: list[PlanLine]) -> str:
    """Return a row for each plan."""
    rows = [
        (each.path, each.title, *(of(each) for of in FIGURES.values()), *_worst(each), each.error)
        for each in plans
    ]
    return to_csv(("plan", "title", *FIGURES, "worst", "error"), rows)


def plan_fields(each: PlanLine) -> dict[str, Any]:
    """Return the fields of a plan; one that could not be read has no figures."""
    if each.error is not None:
        return {"plan": each.path, "error": each.error}
    figures = {name: of(each) for name, of in FIGURES.items()}
    return {"plan": each.path, "title": each.title, **figures, "worst": each.worst, "error": None}


def _worst(each: PlanLine) -> tuple[tuple[str, ...]]:
    return (tuple(f"{one.id} ({one.state})" for one in each.worst),)


def _sums(each: Sums) -> dict[str, Any]:
    return {
        "folder": each.folder,
        "plans": each.plans,
        "unread": each.unread,
        "targets": each.targets,
        **{state.key: each.states[state.key] for state in SETTLED},
        "outstanding": each.outstanding,
        **{state.key: each.states[state.key] for state in OUTSTANDING},
        "rechecks_due": each.rechecks,
        "entries": each.entries,
        "change": each.change,
    }
