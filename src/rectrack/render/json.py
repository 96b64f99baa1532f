"""Reports as JSON: a schema name with a version, stable keys, decimals as numbers."""

import os
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from rectrack.errors import Finding
from rectrack.log.entry import Entry
from rectrack.plan.model import Plan
from rectrack.render.characters import with_hidden_spelt
from rectrack.render.page import escaped
from rectrack.render.target_fields import FIELDS
from rectrack.reports.cases import CaseStanding
from rectrack.reports.measure_standing import MeasureStanding
from rectrack.reports.problems import ProblemStanding
from rectrack.reports.status import Status, Totals
from rectrack.targets.standing import Standing
from rectrack.targets.state import OUTSTANDING, SETTLED

_encoder = msgspec.json.Encoder(decimal_format="number")


def to_json(value: dict[str, Any]) -> str:
    """Return indented JSON with a final line break."""
    return msgspec.json.format(harmless(_encoder.encode(value).decode()), indent=2) + "\n"


def harmless(json: str) -> str:
    """Return JSON without line breaks, with what could act on a terminal or hide escaped."""
    return with_hidden_spelt(json, escaped)


def file_name(path: Path) -> str:
    """Return a path as text, whatever bytes its name is made of."""
    return os.fsencode(path).decode(errors="replace")


def status_json(status: Status, file: Path) -> str:
    """Return `rectrack/status/2`."""
    plan = status.plan
    ready = {each.measure.id for each in status.ready}
    return to_json(
        {
            "schema": "rectrack/status/2",
            "as_of": status.day,
            "plan": {**plan_json(plan, file), "entries": status.entries},
            "totals": totals_json(status.totals),
            "problems": [problem_json(each) for each in status.problems],
            "measures": [
                {**measure_json(each), "ready": each.measure.id in ready}
                for each in status.measures
            ],
            "targets": [target_json(standing, plan) for standing in status.targets],
            "cases": [case_json(each) for each in status.cases],
        }
    )


def totals_json(totals: Totals) -> dict[str, int]:
    """Return how many targets there are: met + waived + withdrawn + outstanding."""
    return {
        "targets": totals.targets,
        **{state.key: totals.by_state[state] for state in SETTLED},
        "outstanding": totals.outstanding,
        **{state.key: totals.by_state[state] for state in OUTSTANDING},
    }


def plan_json(plan: Plan, file: Path) -> dict[str, Any]:
    """Return what a report says of the plan that it is about."""
    return {
        "file": file_name(file),
        "title": plan.title,
        "start": plan.period.start,
        "end": plan.period.end,
    }


def entry_json(entry: Entry) -> dict[str, Any]:
    """Return the fields of an entry that are given, under the names that they have in a plan."""
    found: dict[str, Any] = msgspec.to_builtins(entry, builtin_types=(Decimal, date, datetime))
    return found


def problem_json(standing: ProblemStanding) -> dict[str, Any]:
    """Return one problem, and how many of its measures are done, no longer so, or given up."""
    return {
        "id": standing.problem.id,
        "title": standing.problem.title,
        "severity": standing.problem.severity,
        "description": standing.problem.description,
        "state": standing.state,
        "measures": [each.measure.id for each in standing.measures],
        "signed_off": standing.signed_off,
        "lapsed": standing.lapsed,
        "withdrawn": standing.withdrawn,
        "concluded": standing.concluded,
    }


def measure_json(standing: MeasureStanding) -> dict[str, Any]:
    """Return one measure."""
    return {
        "id": standing.measure.id,
        "title": standing.measure.title,
        "lead": standing.measure.lead,
        "with": standing.measure.with_,
        "state": standing.state.key,
        "answers": standing.measure.answers,
        "recheck_due": standing.recheck_due,
        "lapsed": standing.lapsed,
        "rebounds": standing.rebounds,
        "refused": refused_json(standing.refused),
    }


def refused_json(refused: Iterable[tuple[Entry, str]]) -> list[dict[str, Any]]:
    """Return the decisions that do not count, each with the rule that it breaks."""
    return [{"entry": entry.id, "rule": rule} for entry, rule in refused]


def target_json(standing: Standing, plan: Plan) -> dict[str, Any]:
    """Return one target; its numbers are all in one unit, which its kind decides."""
    shown = {name: value(standing, plan) for name, value in FIELDS.items()}
    progress = standing.progress
    return {
        **shown,
        "people": standing.reading.people,
        "refused": refused_json(progress.refused),
        "overruled": [
            {
                "entry": each.entry.id,
                "by": each.entry.by,
                "correction": each.correction.id,
                "corrected_by": each.correction.by,
            }
            for each in progress.overruled
        ],
    }


def case_json(each: CaseStanding) -> dict[str, Any]:
    """Return one case, with who had it in hand and how late it ran with each."""
    case = each.case
    return {
        "case": case.ref,
        "title": case.title or None,
        "target": each.target.id,
        "asked_by": case.asked_by or None,
        "opened": case.opened,
        "state": each.state.key,
        "holder": case.owner,
        "holders": each.holders,
        "stage": case.stage or None,
        "stages": [{"stage": name, "done": case.done.get(name)} for name in case.stages],
        "lacking": case.lacking,
        "due": case.due,
        "first_due": case.first_due,
        "extended": [
            {"entry": one.entry.id, "from": one.before, "to": one.to, "late": one.late}
            for one in case.extensions
        ],
        "days_left": each.days_left,
        "days_late": each.days_late,
        "ended": case.ended,
        "facts": [fact.key for fact in each.facts],
        "evidence": each.evidence,
        "entries": [entry.id for entry in case.entries],
    }


def findings_json(findings: list[Finding], file: Path) -> str:
    """Return `rectrack/check/1`."""
    return to_json(_checked(findings, file))


def all_findings_json(found: Iterable[tuple[Path, list[Finding]]]) -> str:
    """Return `rectrack/checks/1`: of each of several files what `rectrack/check/1` says of one."""
    files = [_checked(findings, file) for file, findings in found]
    return to_json({"schema": "rectrack/checks/1", "files": files})


def _checked(findings: list[Finding], file: Path) -> dict[str, Any]:
    return {
        "schema": "rectrack/check/1",
        "file": file_name(file),
        "errors": sum(finding.severity == "error" for finding in findings),
        "warnings": sum(finding.severity == "warning" for finding in findings),
        "findings": findings,
    }
