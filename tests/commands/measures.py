"""A plan of two measures for the tests of decisions, and what is asked of it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from rectrack.records import read_records
from rectrack.render.json import status_json
from rectrack.render.page import Page
from rectrack.render.status_page import status_page
from rectrack.reports.check import check
from rectrack.reports.sections import GroupBy, sections
from rectrack.reports.status import Status, Wanted, status
from tests.commands.process import rectrack
from tests.support import line

RULES_ON_DECISIONS = ("refused-", "idle-word", "lapsed-")
HEAD = """\
rectrack: 1
title: A plan to close
period: {start: 2026-01-01, end: 2026-12-31}
people:
  director: {name: Director}
  deputy: {name: Deputy, reports_to: director}
  head: {name: Head of section, reports_to: deputy}
  clerk: {name: Clerk, reports_to: head}
  inspector: {name: Inspector}
groups:
  section: [head, clerk]
problems:
  slow: {title: Slow work}
  rude: {title: Rude words}
  dark: {title: Dark halls}
measures:
  faster:
    title: Work faster
    answers: [slow]
    lead: deputy
    recheck_after: 30
    targets:
      reports: {title: Reports, kind: total, goal: 2}
      rules: {title: Rules, kind: steps, steps: [in force]}
  politer:
    title: Speak politely
    answers: [slow, rude]
    lead: head
    targets:
      complaints: {title: Complaints, kind: limit, goal: 5, attest: never, due: 2026-06-30}
progress:
"""
REPORTS = line(
    id="reports-1", date="2026-05-04", target="reports", value=2, evidence=["r.pdf"],
    logged="2026-05-04T09:00:00.5Z",
)  # fmt: skip
RULES = line(
    id="rules-1", date="2026-05-05", target="rules", step="in force", evidence=["r.pdf"],
    **{"for": "head"}, logged="2026-05-05T09:00:00.5Z",
)  # fmt: skip
DONE = (REPORTS, RULES)


def write(plan: Path, *entries: str) -> None:
    """Write entries by hand."""
    with plan.open("a") as file:
        file.writelines(f"  - {entry}\n" for entry in entries)


def word(event: str, by: str, day: str, **more: Any) -> str:
    """Return a decision on `faster` as a person writes it by hand."""
    return line(date=day, measure="faster", event=event, by=by, **more)


def run(
    plan: Path, command: str, *args: str, by: str = "inspector", day: str = "2026-05-06"
) -> str:
    """Run a command that must succeed, on a day, and return its answer."""
    found = rectrack(command, *args, "-f", plan, "--by", by, RECTRACK_TODAY=day)
    assert found.returncode == 0, found.stderr
    assert all(each.startswith("warning: ") for each in found.stderr.splitlines())
    return found.stdout


def refused(
    plan: Path,
    command: str,
    *args: str,
    by: str = "inspector",
    day: str = "2026-05-06",
    code: int = 1,
) -> str:
    """Run a command that must be refused and leave the plan as it is; return why."""
    before = plan.read_bytes()
    found = rectrack(command, *args, "-f", plan, "--by", by, RECTRACK_TODAY=day)
    assert (found.returncode, found.stdout) == (code, "")
    assert plan.read_bytes() == before
    return found.stderr.removeprefix("rectrack: ").rstrip("\n")


def findings_on_decisions(plan: Path) -> list[str]:
    """Return what `check` says of the decisions in the plan."""
    found = check(read_records(plan.read_bytes()), lambda _: True)
    return [each.message for each in found if each.rule.startswith(RULES_ON_DECISIONS)]


def shown(plan: Path, day: str, wanted: Wanted | None = None) -> Status:
    return status(read_records(plan.read_bytes()), date.fromisoformat(day), wanted)


def in_json(plan: Path, day: str, wanted: Wanted | None = None) -> dict[str, Any]:
    """Return what status tells programs."""
    found: dict[str, Any] = json.loads(status_json(shown(plan, day, wanted), plan))
    return found


def in_text(plan: Path, day: str, wanted: Wanted | None = None, by: GroupBy = "measure") -> str:
    """Return what status tells people."""
    found = shown(plan, day, wanted)
    return status_page(found, sections(found, by), Page(width=None, color=False, unicode=True))


def measure(plan: Path, day: str = "2026-05-06", name: str = "faster") -> dict[str, Any]:
    """Return what status says of a measure on a day."""
    found: dict[str, Any]
    [found] = [each for each in in_json(plan, day)["measures"] if each["id"] == name]
    return found


def problem(plan: Path, name: str, day: str) -> dict[str, Any]:
    found: dict[str, Any]
    [found] = [each for each in in_json(plan, day)["problems"] if each["id"] == name]
    return found


def void(name: str, **more: Any) -> str:
    return line(id=f"void-{name}", date="2026-05-20", voids=name, **more)
