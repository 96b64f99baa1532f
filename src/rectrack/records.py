"""A plan file's bytes → everything that it says: the plan, the entries that count, the findings."""

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from rectrack.document import Document, below_progress, take_apart
from rectrack.errors import Finding, PlanError, Severity
from rectrack.log.counting import count, reading_order
from rectrack.log.entry import Entry
from rectrack.log.model import ASIDE, Log
from rectrack.log.reading import read_log
from rectrack.log.validity import TARGET_EVENTS, fault
from rectrack.plan.model import Plan
from rectrack.plan.reading import read_plan
from rectrack.targets.judging import extended
from rectrack.targets.kinds import KINDS, kind_of, refusal


class Records(Struct, frozen=True):
    """What one plan file says. `entries` count, in reading order; `log` holds all as read.

    `corrections` are those that take effect.
    `findings` are those of the entries; a plan whose head does not read raises instead.
    """

    document: Document
    plan: Plan
    log: Log
    entries: list[Entry]
    corrections: tuple[Entry, ...]
    findings: tuple[Finding, ...]


def read_head(raw: bytes) -> tuple[Document, Plan]:
    """Return a file taken apart and its plan; raises PlanError with all that is wrong in it."""
    document = take_apart(raw)
    try:
        return document, read_plan(document.head, KINDS)
    except PlanError as error:
        raise PlanError([*below_progress(document), *error.findings]) from None


def read_records(raw: bytes) -> Records:
    """Return what a plan file says; raises PlanError where its head cannot be read."""
    document, plan = read_head(raw)
    log = read_log(document)
    if log.misplaced:
        raise PlanError(log.misplaced)
    return _reckon(document, plan, log, log.entries)


def as_known(records: Records, day: date) -> Records:
    """Return what a plan file said at the end of a day: without what was logged later.

    An entry that does not tell when it was logged is taken to have been on its own day. Days are
    those of the writer's clock, so that the result is the same wherever it is asked for.
    """
    entries = [
        entry
        for entry in records.log.entries
        if (entry.logged.date() if entry.logged else entry.date) <= day
    ]
    return _reckon(records.document, records.plan, records.log, entries)


def known_at(records: Records, moment: datetime) -> list[Entry]:
    """Return the entries that counted when something was written down at a moment.

    One that does not tell when it was logged is taken to have been there.
    """
    entries = [
        entry for entry in records.log.entries if entry.logged is None or entry.logged <= moment
    ]
    return _reckon(records.document, records.plan, records.log, entries).entries


def _reckon(document: Document, plan: Plan, log: Log, entries: list[Entry]) -> Records:
    """Tell the entries that count from those that are set aside."""
    wrong = {id(entry): why for entry in entries if (why := fault(entry, plan, refusal))}
    # A bad entry may be put right by a correction, but a bad correction has no effect.
    counted = count(e for e in entries if e.corrects is None or id(e) not in wrong)
    kept = [entry for entry in counted.entries if id(entry) not in wrong]
    strays = {id(entry): why for group in _progress(kept) for entry, why in _strays(plan, group)}
    told = {id(entry) for entry in counted.entries}
    findings = [
        *log.findings,
        *(_finding(log, each.entry, each.message, each.severity) for each in counted.doubts),
        *(
            _finding(log, entry, why + ASIDE)
            for entry in entries
            if (why := wrong.get(id(entry)) or strays.get(id(entry)))
            if entry.corrects is not None or id(entry) in told
        ),
    ]
    return Records(
        document=document,
        plan=plan,
        log=log,
        entries=[entry for entry in kept if id(entry) not in strays],
        corrections=counted.effective,
        findings=tuple(sorted(findings, key=lambda finding: finding.place)),
    )


def _finding(log: Log, entry: Entry, message: str, severity: Severity = "error") -> Finding:
    return Finding(severity, "entry", message, *log.place_of(entry))


def _progress(entries: list[Entry]) -> Iterable[list[Entry]]:
    """Return the entries on targets, those of each target together."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.target is not None:
            found.setdefault(entry.target, []).append(entry)
    return found.values()


def _strays(plan: Plan, group: list[Entry]) -> list[tuple[Entry, str]]:
    """Return the entries on one target that make no sense among the others, and why."""
    target = plan.targets[group[0].target or ""]
    decisions = [entry for entry in group if entry.event in TARGET_EVENTS]
    progress = [entry for entry in group if entry.event not in TARGET_EVENTS]
    _, idle = extended(target, decisions)
    late = [(entry, f"{target.id} is not extended by a day that is not later") for entry in idle]
    return late + kind_of(target).strays(progress)


def objection(records: Records, entry: Entry) -> str | None:
    """Return why an entry would make no sense among those that count, or would move nothing."""
    if entry.target is None:
        return None
    group = sorted(
        [each for each in records.entries if each.target == entry.target] + [entry],
        key=reading_order,
    )
    strays = {id(each): why for each, why in _strays(records.plan, group)}
    kind = kind_of(records.plan.targets[entry.target])
    return strays.get(id(entry)) or kind.moves_nothing(records.plan, entry)
