"""What stands in the ledger of a plan: its sheets as tables."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from rectrack.log.entry import Entry, made_on
from rectrack.log.history import up_to
from rectrack.log.sorts import is_remark
from rectrack.records import Records
from rectrack.render.entry_words import by_whom
from rectrack.render.ledger_headings import CASES, DECISIONS, ENTRIES, TARGETS, TOTALS, Heading
from rectrack.render.target_text import goal
from rectrack.render.terms import Translate
from rectrack.reports.cases import CaseStanding
from rectrack.reports.description import content_of, subject_of
from rectrack.reports.journal import effects
from rectrack.reports.measure_standing import MeasureStanding
from rectrack.reports.status import Status, by_measure
from rectrack.targets.standing import Standing
from rectrack.targets.state import OUTSTANDING, SETTLED, State, StateName

Cell = str | date | datetime | Decimal | int | StateName | None
Sheet = Literal["Targets", "Cases", "Entries", "Extensions and rejections", "Totals"]
MOST_ENTRIES = 20_000
"""So many entries stand in a ledger, the latest."""
MOST_EVIDENCE = 3
"""So many pieces of evidence of a target stand in its row, the latest."""
DECIDED = {"extended", "waived", "rejected", "withdrawn", "concluded"}
"""What a ledger keeps of the decisions beside sign-offs, which stand with the targets."""


class LedgerTable(Struct, frozen=True):
    """A sheet: its name, its columns, and its rows, one cell for each column."""

    name: Sheet
    columns: tuple[Heading, ...]
    rows: list[tuple[Cell, ...]]


def ledger_tables(
    records: Records, status: Status, cases: Iterable[CaseStanding], t: Translate
) -> Iterator[LedgerTable]:
    """Yield the sheets of a ledger in their order."""
    yield LedgerTable("Targets", TARGETS, list(_targets(records, status, t)))
    yield LedgerTable("Cases", CASES, [_case(each, t) for each in cases])
    yield LedgerTable("Entries", ENTRIES, list(_entries(records, status, t)))
    yield LedgerTable("Extensions and rejections", DECISIONS, list(_decisions(records, status)))
    yield LedgerTable("Totals", TOTALS, list(_totals(status, t)))


def _targets(records: Records, status: Status, t: Translate) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each target, and for each measure without any."""
    evidence, remarks = _said(records, status)
    targets = by_measure(status.targets)
    number = 0
    for measure in status.measures:
        for standing in targets.get(measure.measure.id, [None]):
            number += 1
            beside = _of_measure(measure, status)
            own = _of_target(standing, t) if standing else [None] * 15
            name = standing.target.id if standing else ""
            told = (evidence.get(name, ""), *_closing(measure, t))
            said = _remarks(standing, remarks.get(name, "") or remarks.get(measure.measure.id, ""))
            problem, title, lead, support = beside
            target, owner, *rest = own
            yield (
                *(number, problem, target, title, lead, owner or lead, support),
                *(*rest, *told, said, name),
            )


def _of_measure(standing: MeasureStanding, status: Status) -> tuple[str, str, str, str]:
    plan, measure = status.plan, standing.measure
    problems = "\n".join(plan.problems[name].title for name in measure.answers)
    support = ", ".join(plan.people[name].name for name in plan.members(measure.with_))
    return problems, measure.title, plan.people[measure.lead].name, support


def _of_target(standing: Standing, t: Translate) -> list[Cell]:
    """Return the cells of a target from its title on, in the order of the columns."""
    target, reading = standing.target, standing.reading
    share = reading.share
    return [
        target.title,
        standing.progress.plan.people[target.owner].name,
        standing.span.start,
        standing.first_due,
        standing.span.end,
        standing.extensions,
        t(target.kind or "no kind yet"),
        reading.actual,
        goal(standing) if reading.goal is None else reading.goal,
        reading.expected,
        None if share is None else share,
        standing.state,
        reading.why,
        reading.step,
        target.unit,
    ]


def _closing(standing: MeasureStanding, t: Translate) -> tuple[Cell, Cell, Cell]:
    """Return who signed off a measure and when, its state, and when it is to be rechecked."""
    signed = [
        each.entry
        for each in standing.history
        if each.stands and each.entry.event in {"signed-off", "concluded"}
    ]
    by = f"{signed[-1].by}, {signed[-1].date}" if signed and standing.closed else None
    return by, standing.state, standing.recheck_due


def _said(records: Records, status: Status) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the evidence of targets, and the remarks on targets and measures."""
    evidence: dict[str, dict[str, None]] = {}
    remarks: dict[str, list[str]] = {}
    for entry in reversed(up_to(records.entries, status.day)):
        name = entry.target or entry.measure or ""
        found = evidence.setdefault(name, {})
        if len(found) < MOST_EVIDENCE:
            found |= dict.fromkeys(entry.evidence)
        if is_remark(entry) and entry.note:
            remarks.setdefault(name, []).append(f"{entry.date} {entry.by}: {entry.note}")
    return (
        {name: "\n".join(found) for name, found in evidence.items()},
        {name: "\n".join(found) for name, found in remarks.items()},
    )


def _remarks(standing: Standing | None, said: str) -> str:
    """Return what is to be known beside the figures: an explanation, a waiver, remarks."""
    found = []
    if standing and (answer := standing.explanation):
        found.append(f"{answer.entry.date} {answer.entry.cause}; {answer.remedy}")
    return "\n".join([*found, *filter(None, [said])])


def _case(each: CaseStanding, t: Translate) -> tuple[Cell, ...]:
    case = each.case
    return (
        *(case.ref, case.title, each.target.title, case.asked_by, case.opened, each.state),
        *(case.stage, case.owner, case.first_due, case.due, each.days_left, case.ended),
        *("\n".join(each.evidence), each.target.id),
    )


def _entries(records: Records, status: Status, t: Translate) -> Iterator[tuple[Cell, ...]]:
    """Yield the entries up to the day, the latest where they are many, as `log --from` takes them.

    One that does not count says so, and why.
    """
    effect, counting = effects(records), set(records.entries)
    entries = [each for each in records.log.entries if each.date <= status.day]
    if (left_out := len(entries) - MOST_ENTRIES) > 0:
        said = f"{left_out} entries before these: rectrack entries --format csv"
        yield (None,) * 13 + (said,) + (None,) * 6
    for entry in entries[-MOST_ENTRIES:]:
        told = effect(entry, counts=entry in counting)
        yield (
            *(entry.date, entry.target, entry.measure, entry.person, entry.value, entry.step),
            *(entry.case, entry.event, entry.title, entry.due, entry.asked_by),
            *(
                "; ".join(entry.credited) if entry.for_ else None,
                entry.by,
                entry.note,
                "\n".join(entry.evidence),
            ),
            *(t("yes" if told.counts else "no"), told.remark or told.but),
            *(entry.id, entry.logged and entry.logged.isoformat(), entry.batch),
        )


def _decisions(records: Records, status: Status) -> Iterator[tuple[Cell, ...]]:
    for entry in up_to(records.entries, status.day):
        if entry.event in DECIDED:
            yield (
                *(made_on(entry), subject_of(entry), _title(entry, status), entry.event),
                *(content_of(entry, status.plan), entry.asked, entry.to or entry.until),
                *(by_whom(entry), entry.id),
            )


def _title(entry: Entry, status: Status) -> str:
    plan = status.plan
    if entry.target:
        return plan.targets[entry.target].title
    return plan.measures[entry.measure].title if entry.measure else ""


def _totals(status: Status, t: Translate) -> Iterator[tuple[Cell, ...]]:
    """Yield how many targets are in each state: of the plan, then of each measure."""
    yield (status.plan.title, *_counts(status.targets))
    targets = by_measure(status.targets)
    for each in status.measures:
        yield (each.measure.title, *_counts(targets.get(each.measure.id, [])))


def _counts(standings: list[Standing]) -> list[int]:
    states = [each.state for each in standings]
    return [len(states), *(states.count(state) for state in (*SETTLED, *OUTSTANDING))]


def state_columns() -> list[State]:
    """Return the states in the order in which the totals count them."""
    return [*SETTLED, *OUTSTANDING]
