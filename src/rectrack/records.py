"""A plan file's bytes → everything that it says: the plan, the entries that count, the findings."""

from collections.abc import Container, Iterable
from datetime import date, datetime

from msgspec import Struct

from rectrack.document import Document, below_progress, take_apart
from rectrack.errors import Finding, PlanError, begin_looking
from rectrack.log.counting import Counted, Doubt, count, reading_order
from rectrack.log.entry import Entry
from rectrack.log.model import ASIDE, Log, Unread
from rectrack.log.reading import read_log
from rectrack.log.validity import TARGET_EVENTS, faults
from rectrack.log.versions import origins, version
from rectrack.plan.model import Plan
from rectrack.plan.reading import read_plan
from rectrack.targets.judging import extended
from rectrack.targets.kinds import KINDS, kind_of, refusal


class Records(Struct, frozen=True):
    """What one plan file says. `entries` count, in reading order; `log` holds all as read.

    `named` are all entries that have an id, each id once. `corrections` are those that take
    effect. `doubts` tell what is wrong with entries that could be read, and why they do not count;
    `findings` name these at their places, with what could not be read. A plan whose head does not
    read raises instead.
    """

    document: Document
    plan: Plan
    log: Log
    entries: list[Entry]
    named: dict[str, Entry]
    corrections: tuple[Entry, ...]
    doubts: tuple[Doubt, ...]
    findings: tuple[Finding, ...]

    @property
    def corrected(self) -> dict[str, Entry]:
        """The corrections that take effect, by the ids of what they correct."""
        return {each.corrects: each for each in self.corrections if each.corrects}

    def sets_aside(self, entry: Entry) -> bool:
        """Whether something is wrong with an entry, so that it does not count."""
        return self.log.unread_of(entry) is not None or any(
            doubt.entry is entry and doubt.severity == "error" for doubt in self.doubts
        )

    def version_of(self, entry: Entry) -> Entry | None:
        """Return what counts of the fact that an entry writes down, corrects or voids, if any."""
        found = version(entry, self.named, self.corrected)
        return found if any(each is found for each in self.entries) else None


def read_head(raw: bytes) -> tuple[Document, Plan]:
    """Return a file taken apart and its plan; raises PlanError with all that is wrong in it."""
    begin_looking()
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


def bearing_upon(records: Records, targets: Container[str | None]) -> list[Entry]:
    """Return the entries on some targets, and what these correct or are corrected by.

    A correction may bring an entry from another target, or name one that is set aside.
    """
    entries = [
        entry
        for entry in records.log.entries
        if entry.id is None or records.named.get(entry.id) is entry
    ]
    found = origins(entries)
    wanted = {found.get(id(entry)) for entry in entries if entry.target in targets} - {None}
    return [entry for entry in entries if entry.target in targets or found.get(id(entry)) in wanted]


def known_at(
    records: Records, entries: list[Entry], moment: datetime, targets: Container[str | None]
) -> list[Entry]:
    """Return the entries on some targets that counted when something was written at a moment.

    `entries` are those that bear upon them. One that does not tell when it was logged is taken to
    have been there.
    """
    known = [entry for entry in entries if entry.logged is None or entry.logged <= moment]
    then = _reckon(records.document, records.plan, records.log, known).entries
    return [entry for entry in then if entry.target in targets]


def with_added(records: Records, entries: Iterable[Entry]) -> Records:
    """Return what a plan file will say once these entries are added to it."""
    log = records.log.plus(entries)
    return _reckon(records.document, records.plan, log, log.entries)


def _reckon(document: Document, plan: Plan, log: Log, entries: list[Entry]) -> Records:
    """Tell the entries that count from those that are set aside."""
    wrong = faults(entries, plan, refusal)
    unread = _unread(log)
    bad = {*wrong, *(id(each.entry) for each in unread)}
    counted = count([*entries, *(each.entry for each in unread)], bad)
    kept = [entry for entry in counted.entries if id(entry) not in bad]
    strays = {id(entry): why for group in _progress(kept) for entry, why in _strays(plan, group)}
    corrected = {each.corrects for each in counted.effective}
    doubts = [*counted.doubts, *_doubts(entries, strays | wrong, counted, corrected)]
    mended = {finding for each in unread if each.entry.id in corrected for finding in each.findings}
    findings = [finding for finding in log.findings if finding not in mended]
    findings += [_finding(log, doubt) for doubt in doubts]
    return Records(
        document=document,
        plan=plan,
        log=log,
        entries=[entry for entry in kept if id(entry) not in strays],
        named=counted.named,
        corrections=counted.effective,
        doubts=tuple(doubts),
        findings=tuple(sorted(findings, key=lambda finding: finding.place)),
    )


def _doubts(
    entries: list[Entry], wrong: dict[int, str], counted: Counted, corrected: set[str | None]
) -> list[Doubt]:
    """Return what is wrong with entries that would count or correct, were it not for that."""
    if not wrong:
        return []
    versions = {id(entry) for entry in counted.entries}
    return [
        Doubt(entry, "error", wrong[id(entry)])
        for entry in entries
        if id(entry) in wrong
        if id(entry) in versions or (entry.corrects and entry.id not in corrected)
    ]


def _unread(log: Log) -> list[Unread]:
    """Return the entries that could not be read whole and that corrections may name.

    Where another entry of the same id could be read, a correction is of that one.
    """
    if not log.unread:
        return []
    read = {entry.id for entry in log.entries}
    return [each for name, each in log.unread.items() if name not in read]


def _finding(log: Log, doubt: Doubt) -> Finding:
    message = doubt.message + (ASIDE if doubt.severity == "error" else "")
    return Finding(doubt.severity, "entry", message, *log.place_of(doubt.entry))


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
    strays = _strays(records.plan, group)
    for each, why in strays:
        if each is entry:
            return why
    for each, why in strays:
        return unsettled(records.log.place_of(each)[0], why)
    kind = kind_of(records.plan.targets[entry.target])
    return kind.moves_nothing(records.plan, entry)


def unsettled(line: int, why: str) -> str:
    """Say that an entry that is there would be set aside."""
    return f"the entry on line {line} would make no sense any more: {why}"
