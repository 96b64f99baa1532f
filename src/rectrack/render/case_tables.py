"""The register of cases as a table, which text, Markdown and CSV draw alike."""

from collections.abc import Iterable

from rectrack.render.table import Cell, Column, Table
from rectrack.reports.cases import CaseStanding, RegisterReport
from rectrack.targets.case import CaseState
from rectrack.wording import day as say_day
from rectrack.wording import plural, weekday_and_day

CASES_IN_HAND = "Open cases in hand"
COLUMNS = (
    Column("state", "state"),
    Column("case", "key"),
    Column("about", "sentence"),
    Column("deadline"),
    Column("days", "key"),
    Column("stage", rank=2),
    Column("with", rank=1),
    Column("target", rank=4),
    Column("asked by", rank=5),
    Column("opened", rank=6),
    Column("remarks", "sentence", rank=3),
)


def cases_table(title: str, cases: Iterable[CaseStanding]) -> Table:
    """Return a row for each case; what is known of none of them has no column."""
    rows = [_row(each) for each in cases]
    filled = [at for at in range(len(COLUMNS)) if any(row[at] for row in rows)]
    columns = tuple(COLUMNS[at] for at in filled)
    return Table(title, columns, [tuple(row[at] for at in filled) for row in rows])


def headline(register: RegisterReport) -> str:
    """Return "As of Sat 31 Oct 2026 · 21 cases: 3 overdue, 4 open, 14 closed"."""
    counts = [f"{number} {state}" for state, number in register.counts().items()]
    many = plural(len(register.cases), "case")
    said = f"{many}: {', '.join(counts)}" if counts else nothing(register)
    return f"As of {weekday_and_day(register.day)} · {said}"


def nothing(register: RegisterReport) -> str:
    """Say that there are no cases, of those that were asked for."""
    states = register.chosen.states
    if all(state.is_open for state in states):
        return f"no {CaseState.OVERDUE if len(states) == 1 else CaseState.OPEN} cases"
    return "no cases"


def _row(each: CaseStanding) -> tuple[Cell, ...]:
    case, day = each.case, each.day
    return (
        each.state,
        case.ref,
        case.title,
        "" if case.due is None else say_day(case.due, seen_from=day),
        _days(each),
        lacking(each) or case.stage,
        _holders(each),
        each.target.id,
        case.asked_by,
        say_day(case.opened, seen_from=day),
        remarks(each),
    )


def _days(each: CaseStanding) -> str:
    """Return "3 left", "12 working days late", or nothing for what ended in time."""
    days = each.case.time_left(each.day)
    unit = " working days" if each.case.calendar else ""
    if days is None or (each.case.ended is not None and not each.days_late):
        return ""
    return f"{-days}{unit} late" if each.days_late else f"{days}{unit} left"


def _holders(each: CaseStanding) -> str:
    """Return who has it in hand, and before them whom it was with, the first of them first."""
    *before, now = (holder.person for holder in each.holders)
    return f"{now} (after {', '.join(before)})" if before else now


def lacking(each: CaseStanding) -> str:
    """Return "lacks checked" of a case that has its last stage but not all."""
    case = each.case
    return f"lacks {', '.join(case.lacking)}" if case.lacking and case.has_last_stage else ""


def remarks(each: CaseStanding) -> tuple[str, ...]:
    """Return what is to be known of how a case ran, and what proves it."""
    case = each.case
    found: list[str] = [*each.facts]
    if case.extensions and case.first_due:
        late = any(extension.late for extension in case.extensions)
        asked = ", requested late" if late else ""
        found.append(f"first due {say_day(case.first_due, seen_from=each.day)}{asked}")
    if case.ended is not None:
        what = "dropped" if each.state is CaseState.DROPPED else "closed"
        found.insert(0, f"{what} {say_day(case.ended, seen_from=each.day)}")
    return (*found, *(f"evidence: {each}" for each in each.evidence))
