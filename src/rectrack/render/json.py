"""Reports as JSON: a schema name with a version, stable keys, decimals as numbers."""

import os
from pathlib import Path
from typing import Any

import msgspec

from rectrack.errors import Finding
from rectrack.render.page import HARMFUL, escaped
from rectrack.reports.status import Status
from rectrack.targets.judging import Standing

_encoder = msgspec.json.Encoder(decimal_format="number")


def to_json(value: dict[str, Any]) -> str:
    """Return indented JSON with a final line break."""
    text = _encoder.encode(value).decode()
    harmless = HARMFUL.sub(lambda match: escaped(match[0]), text)  # and it means the same
    return msgspec.json.format(harmless, indent=2) + "\n"


def file_name(path: Path) -> str:
    """Return a path as text, whatever bytes its name is made of."""
    return os.fsencode(path).decode(errors="replace")


def status_json(status: Status, file: Path) -> str:
    """Return `rectrack/status/1`."""
    plan, totals = status.plan, status.totals
    return to_json(
        {
            "schema": "rectrack/status/1",
            "as_of": status.day,
            "plan": {
                "file": file_name(file),
                "title": plan.title,
                "start": plan.period.start,
                "end": plan.period.end,
                "entries": status.entries,
            },
            "totals": totals,
            "measures": [
                {
                    "id": each.measure.id,
                    "title": each.measure.title,
                    "lead": each.measure.lead,
                    "state": underscored(each.state),
                    "answers": each.measure.answers,
                    "recheck_due": each.recheck_due,
                }
                for each in status.measures
            ],
            "targets": [target_json(standing, status) for standing in status.targets],
        }
    )


def target_json(standing: Standing, status: Status) -> dict[str, Any]:
    """Return one target; its numbers are all in one unit, which its kind decides."""
    target, reading = standing.target, standing.reading
    return {
        "id": target.id,
        "title": target.title,
        "measure": target.measure,
        "problems": status.plan.measures[target.measure].answers,
        "kind": target.kind,
        "unit": target.unit,
        "owner": target.owner,
        "state": underscored(standing.state),
        "met": standing.state == "met",
        "actual": reading.actual,
        "goal": reading.goal,
        "expected": reading.expected,
        "min": reading.low,
        "max": reading.high,
        "start": standing.span.start,
        "due": standing.span.end,
        "first_due": standing.first_due,
        "extensions": standing.extensions,
        "why": reading.why,
        "next_step": reading.next_step,
        "needed_per_week": reading.needed_per_week,
        "forecast": reading.forecast,
        "people": reading.people,
    }


def findings_json(findings: list[Finding], file: Path) -> str:
    """Return `rectrack/check/1`."""
    return to_json(
        {
            "schema": "rectrack/check/1",
            "file": file_name(file),
            "errors": sum(finding.severity == "error" for finding in findings),
            "warnings": sum(finding.severity == "warning" for finding in findings),
            "findings": findings,
        }
    )


def underscored(state: str) -> str:
    """Return a state as JSON names it: "on track" is on_track."""
    return state.replace(" ", "_").replace("-", "_")
