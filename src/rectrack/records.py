"""A plan file's bytes → everything that it says: the plan, the effective entries, the findings."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property

from msgspec import Struct
from msgspec.structs import astuple, replace

from rectrack.errors import Finding, PlanError, begin_looking
from rectrack.log.corrections import EntryFinding, Resolution, resolve
from rectrack.log.entry import Entry
from rectrack.log.history import History, Overruled, history_of
from rectrack.log.loader import read_log
from rectrack.log.model import ASIDE, Log, Unread
from rectrack.log.validation import errors_in
from rectrack.log.versions import Facts, facts, version
from rectrack.plan.loader import read_plan
from rectrack.plan.model import Plan
from rectrack.storage.document import Document, below_progress, take_apart
from rectrack.targets.extensions import extended
from rectrack.targets.kinds import KINDS_OR_BLANK, kind_of
from rectrack.targets.overruled import overruled
from rectrack.targets.particulars import refusal


class Records(Struct, frozen=True, dict=True):
    """What one plan file says; `log` holds all entries.

    `errors` are the entries that are wrong in themselves, and `conflicts` those that make no
    sense among the others on their target, with what is wrong; `right` are all facts that are
    right in themselves. A plan whose head does not read raises instead.
    """

    document: Document
    plan: Plan
    log: Log
    resolution: Resolution
    right: History
    errors: dict[Entry, str]
    conflicts: dict[Entry, str]

    @cached_property
    def entries(self) -> list[Entry]:
        """The entries that are effective, in reading order."""
        aside = _rejected(self.log, self._wrong)
        found = self.resolution.entries
        return [entry for entry in found if entry not in aside] if aside else found

    @cached_property
    def entry_findings(self) -> tuple[EntryFinding, ...]:
        """What is wrong with entries that could be read."""
        wrong = self._wrong
        # An error in what is not in force any more, or was corrected, has no effect.
        in_force = {each for each in self.resolution.entries if each in wrong} if wrong else set()
        errors = (
            EntryFinding(each, "error", wrong[each])
            for each in (self.log.entries if wrong else ())
            if each in wrong
            if each in in_force or (each.corrects and each.id not in self.corrected)
        )
        return (*self.resolution.findings, *errors)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong with entries, by place, with what of them could not be read."""
        unread = (each for each in _unread(self.log) if each.entry.id in self.corrected)
        corrected = {finding for each in unread for finding in each.findings}
        found = [finding for finding in self.log.findings if finding not in corrected]
        for entry, severity, message in map(astuple, self.entry_findings):
            aside = ASIDE if severity == "error" else ""
            place = self.log.place_of(entry)
            found.append(Finding(severity, "entry", message + aside, *place))
        return tuple(sorted(found, key=lambda finding: finding.place))

    @property
    def _wrong(self) -> dict[Entry, str]:
        return self.errors | self.conflicts

    @property
    def named(self) -> dict[str, Entry]:
        """All entries that have an id, each id once."""
        return self.resolution.named

    @property
    def corrections(self) -> tuple[Entry, ...]:
        """The corrections that are effective."""
        return tuple(self.corrected.values())

    @property
    def corrected(self) -> dict[str, Entry]:
        """The corrections that are effective, by the ids of what they correct."""
        return self.resolution.corrected

    @property
    def set_aside(self) -> dict[Entry, str]:
        """The entries that an error sets aside, and what is said of them."""
        unread = {each.entry: each.findings[0].message for each in self.log.unread.values()}
        errors = (each for each in self.entry_findings if each.severity == "error")
        return unread | {each.entry: each.message + ASIDE for each in errors}

    @cached_property
    def facts(self) -> Facts:
        """All entries by the facts that they write down, each id once."""
        of, there = self.named, self.log.entries
        return facts([each for each in there if each.id is None or of.get(each.id) is each])

    @cached_property
    def history(self) -> History:
        """All that is effective, of all days."""
        return replace(self.right.without(self.conflicts), overruled=self.overruled)

    def until(self, day: date) -> History:
        """Return the history at the end of a day."""
        return self.history.until(day)

    @cached_property
    def overruled(self) -> dict[str, list[Overruled]]:
        """By target, what somebody else amended or took back, where that is always shown."""
        return overruled(self.plan, self.named, self.corrected)

    def version_of(self, entry: Entry) -> Entry | None:
        """Return the effective version of the fact that an entry tells, corrects or voids."""
        found = version(entry, self.named, self.corrected)
        return found if found in self.entries else None


def read_head(raw: bytes) -> tuple[Document, Plan]:
    """Return a file taken apart and its plan; raises PlanError with all that is wrong in it."""
    begin_looking()
    document = take_apart(raw)
    try:
        return document, read_plan(document.head, KINDS_OR_BLANK)
    except PlanError as error:
        raise PlanError([*below_progress(document), *error.findings]) from None


def read_records(raw: bytes) -> Records:
    """Return what a plan file says; raises PlanError where its head cannot be read."""
    document, plan = read_head(raw)
    log = read_log(document)
    if log.misplaced:
        raise PlanError(log.misplaced)
    return _resolved(document, plan, log, log.entries)


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
    return _resolved(records.document, records.plan, records.log, entries)


def known_at(records: Records, entries: list[Entry], moment: datetime) -> Records:
    """Return what the entries that bear on some targets said at a moment.

    One that does not tell when it was logged is taken to have been there.
    """
    known = [entry for entry in entries if entry.logged is None or entry.logged <= moment]
    return _resolved(records.document, records.plan, records.log, known)


def with_added(records: Records, entries: Iterable[Entry]) -> Records:
    """Return what a plan file will say once these entries are added to it.

    The same as if it were read anew, but of entries that stand by themselves only what they touch
    is judged: they themselves, and what else there is on their targets.
    """
    new = list(entries)
    return with_log(records, records.log.plus(new), new)


def with_log(records: Records, log: Log, new: list[Entry]) -> Records:
    """Return the same where these new entries are the last ones of a log that is at hand."""
    plan = records.plan
    if not new or not are_facts(records, new):
        return _resolved(records.document, plan, log, log.entries)
    errors = records.errors | errors_in(new, plan, refusal)
    resolution = records.resolution.with_facts(new)
    targets = {entry.target for entry in new}
    there = [entry for entry in resolution.entries if entry.target in targets]
    right = history_of(plan, there, _rejected(log, errors))
    conflicts = {e: why for e, why in records.conflicts.items() if e.target not in targets}
    conflicts |= _conflicts(plan, right)
    right = records.right.with_other(right)
    return Records(records.document, plan, log, resolution, right, errors, conflicts)


def are_facts(records: Records, new: list[Entry]) -> bool:
    """Whether entries correct nothing, and nothing has their ids or corrects them."""
    ids = [entry.id for entry in new if entry.id is not None]
    names = set(ids)
    correcting = [each for each in records.log.entries if each.voids or each.replaces]
    return (
        not any(entry.corrects for entry in new)
        and len(names) == len(ids)
        and names.isdisjoint(records.named)
        and not any(e.voids in names or e.replaces in names for e in correcting)
    )


def _resolved(document: Document, plan: Plan, log: Log, entries: list[Entry]) -> Records:
    """Return what a plan file says where these are the entries that could be read."""
    errors = errors_in(entries, plan, refusal) | log.not_in_per_cent(plan)
    rejected = _rejected(log, errors)
    everything = [*entries, *(each.entry for each in _unread(log))]
    resolution = resolve(everything, rejected, plan.people)
    # Only what is right in itself can contradict anything; and what is set aside for that stays
    # the version in force of its fact, so that no older one comes back in its place.
    right = history_of(plan, resolution.entries, rejected)
    return Records(document, plan, log, resolution, right, errors, _conflicts(plan, right))


def _rejected(log: Log, errors: dict[Entry, str]) -> set[Entry]:
    """Return the entries with errors, and those that could not be read whole."""
    return {*errors, *(each.entry for each in _unread(log))}


def _unread(log: Log) -> list[Unread]:
    """Return the entries that could not be read whole and that corrections may name.

    Where another entry of the same id could be read, a correction is of that one.
    """
    if not log.unread:
        return []
    read = {entry.id for entry in log.entries}
    return [each for name, each in log.unread.items() if name not in read]


def _conflicts(plan: Plan, history: History) -> dict[Entry, str]:
    """Return the entries that make no sense among the others on their target, and why."""
    found: dict[Entry, str] = {}
    for name, decisions in history.target_decisions.items():
        _, late = extended(plan.targets[name], decisions)
        found |= dict.fromkeys(late, f"{name} is not extended by a day that is not later")
    for name in {**history.progress, **history.target_decisions}:
        target = plan.targets[name]
        on_cases = (e for e in history.target_decisions.get(name, ()) if e.case is not None)
        told = [*history.progress.get(name, ()), *on_cases]
        found |= kind_of(target).misplaced(plan, target, told)
    return found
