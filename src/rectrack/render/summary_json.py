"""A summary as JSON: `rectrack/summary/2`."""

from pathlib import Path
from typing import Any

from rectrack.render.due_json import deadline_json
from rectrack.render.json import (
    entry_json,
    measure_json,
    plan_json,
    target_json,
    to_json,
    totals_json,
)
from rectrack.reports.summary_model import Activity, Noted, Summary, Turn


def summary_json(summary: Summary, name: str, file: Path) -> str:
    """Return `rectrack/summary/2`; `name` is what the period is called."""
    return to_json(
        {
            "schema": "rectrack/summary/2",
            "plan": plan_json(summary.plan, file),
            "period": {
                "name": name,
                "start": summary.period.start,
                "end": summary.period.end,
            },
            "as_of": summary.day,
            "person": summary.person,
            "as_known": summary.basis is not None,
            "basis": summary.basis,
            "totals": totals_json(summary.totals),
            "totals_before": totals_json(summary.before),
            "trouble": [_turn(turn) for turn in summary.trouble],
            "newly_met": [_turn(turn) for turn in summary.newly_met],
            "slipped": [_turn(turn) for turn in summary.slipped],
            "recovered": [_turn(turn) for turn in summary.recovered],
            "measures": [
                {**measure_json(each.standing), "was": each.was.key, "ready": each.ready}
                for each in summary.measures
            ],
            "logged": [_activity(each) for each in summary.activities],
            "due": [
                {**deadline_json(each), "since": each.since, "reports": each.reports}
                for each in summary.due
            ],
            "silent": [
                {
                    "id": each.standing.target.id,
                    "last": each.last,
                    "days": each.days,
                    "state": each.standing.state.key,
                }
                for each in summary.silent
            ],
            "decisions": [{**_noted(each), "but": each.but} for each in summary.decisions],
            "remarks": [_noted(each) for each in summary.remarks],
            "corrections": [
                {**entry_json(each.entry), "corrected": entry_json(each.corrected)}
                for each in summary.corrections
            ],
            "signals": summary.signals,
            "signals_before": summary.signals_before,
            "last_tenth": summary.last_tenth,
            "targets": [target_json(standing, summary.plan) for standing in summary.standings],
        }
    )


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "id": turn.standing.target.id,
        "was": turn.was.key,
        "state": turn.standing.state.key,
        "title": turn.standing.target.title,
        "step": turn.standing.reading.step,
        "why": turn.standing.reading.why,
        "who": turn.standing.reading.next_by or turn.standing.target.owner,
    }


def _activity(activity: Activity) -> dict[str, Any]:
    return {
        "id": activity.after.target.id,
        "before": activity.before.reading.actual,
        "after": activity.after.reading.actual,
        "goal": activity.after.reading.goal,
        "entries": [_noted(each) for each in activity.entries],
    }


def _noted(noted: Noted) -> dict[str, Any]:
    return {**entry_json(noted.entry), "late": noted.late, "earlier": noted.earlier}
