"""Reports as JSON: a schema name with a version, stable keys, decimals as numbers."""

import re
from typing import Any

import msgspec

from rectrack.errors import Finding
from rectrack.reports.status import Status
from rectrack.targets.judging import Standing

_ACTING = re.compile(
    rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf"
)
"""What could act on a terminal, as UTF-8; in JSON an escape means the same."""

_encoder = msgspec.json.Encoder(decimal_format="number")


def to_json(value: dict[str, Any]) -> str:
    """Return indented JSON with a final line break."""
    compact = _encoder.encode(value)
    safe = _ACTING.sub(lambda match: b"\\u%04x" % ord(match[0].decode()), compact)
    return msgspec.json.format(safe, indent=2).decode() + "\n"


def status_json(status: Status, file: str) -> str:
    """Return `rectrack/status/1`."""
    plan, totals = status.plan, status.totals
    return to_json(
        {
            "schema": "rectrack/status/1",
            "as_of": status.day,
            "plan": {
                "file": file,
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
    found = {
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
    if target.kind == "level":
        found |= {"min": reading.low, "max": reading.high}
    return found


def findings_json(findings: list[Finding], file: str) -> str:
    """Return `rectrack/check/1`."""
    return to_json(
        {
            "schema": "rectrack/check/1",
            "file": file,
            "errors": sum(finding.severity == "error" for finding in findings),
            "warnings": sum(finding.severity == "warning" for finding in findings),
            "findings": findings,
        }
    )


def underscored(state: str) -> str:
    return state.replace(" ", "_").replace("-", "_")
