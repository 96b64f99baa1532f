"""A plan file's bytes → everything that it says: the plan, the entries that count, the findings."""

from collections.abc import Iterable

from msgspec import Struct

from rectrack.document import Document, take_apart
from rectrack.errors import Finding, PlanError
from rectrack.log.counting import count
from rectrack.log.entry import Entry
from rectrack.log.model import ASIDE, Log
from rectrack.log.reading import read_log
from rectrack.log.validity import fault
from rectrack.plan.model import Plan
from rectrack.plan.reading import read_plan
from rectrack.targets.judging import extended
from rectrack.targets.kinds import KINDS, kind_of, refusal


class Records(Struct, frozen=True):
    """What one plan file says. `entries` count, in reading order; `log` holds all as read.

    `valid` are those that can be understood, and `corrections` those that take effect.
    `findings` are those of the entries; a plan whose head does not read raises instead.
    """

    document: Document
    plan: Plan
    log: Log
    entries: list[Entry]
    valid: list[Entry]
    corrections: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def read_head(raw: bytes) -> tuple[Document, Plan]:
    """Return a file taken apart and its plan; raises PlanError with all that is wrong in it."""
    document = take_apart(raw)
    return document, read_plan(document.head, KINDS)


def read_records(raw: bytes) -> Records:
    """Return what a plan file says; raises PlanError where its head cannot be read."""
    document, plan = read_head(raw)
    log = read_log(document)
    fatal = [finding for finding in log.findings if finding.rule == "progress"]
    if fatal:
        raise PlanError(fatal)
    findings = list(log.findings)
    valid = []
    for index, entry in enumerate(log.entries):
        wrong = fault(entry, plan, refusal)
        if wrong is None:
            valid.append(entry)
        else:
            findings.append(Finding("error", "entry", wrong + ASIDE, *log.place(index)))
    counted = count(valid)
    doubts = [(doubt.entry, doubt.severity, doubt.message) for doubt in counted.doubts]
    doubts += [(entry, "error", wrong + ASIDE) for entry, wrong in _strays(plan, counted.entries)]
    findings += [
        Finding(severity, "entry", message, *log.place_of(entry))
        for entry, severity, message in doubts
    ]
    findings.sort(key=lambda finding: finding.place)
    return Records(document, plan, log, counted.entries, valid, counted.effective, tuple(findings))


def _strays(plan: Plan, entries: Iterable[Entry]) -> list[tuple[Entry, str]]:
    """Return the entries that are right by themselves but make no sense among the others."""
    progress: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.target is not None:
            progress.setdefault(entry.target, []).append(entry)
    found = []
    for name, group in progress.items():
        target = plan.targets[name]
        _, idle = extended(target, group)
        found += [(entry, f"{name} is not extended by a day that is not later") for entry in idle]
        found += kind_of(target).strays(group)
    return found
