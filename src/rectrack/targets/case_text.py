"""What is said of the cases of a register, and how each of them is listed."""

from collections.abc import Iterable
from datetime import date

from rectrack.targets.case import Case, CaseState
from rectrack.targets.items import Item
from rectrack.targets.progress import Progress
from rectrack.targets.state import State
from rectrack.wording import day, listed, plural, times, together


def tally(cases: Iterable[Case], progress: Progress) -> list[str]:
    """Return ["2 of 5 cases closed", "overdue: p-001 (9 days late, with head)"], and so on."""
    by_state: dict[CaseState, list[Case]] = {state: [] for state in CaseState}
    for case in cases:
        by_state[case.state(progress.day)].append(case)
    closed, dropped = by_state[CaseState.CLOSED], by_state[CaseState.DROPPED]
    asked = sum(map(len, by_state.values())) - len(dropped)
    nothing = "no cases" if progress.ended else "no cases so far"
    stuck = [case for case in by_state[CaseState.OPEN] if case.has_last_stage]
    named = {
        State.OVERDUE: ages(by_state[CaseState.OVERDUE], progress.day),
        "a stage is missing": ages(stuck, progress.day),
        "closed late": [case.ref for case in closed if case.is_late(progress.day)],
        "closed without a stage": [
            f"{case.ref} ({lacks(case)})" for case in by_state[CaseState.INCOMPLETE]
        ],
        "dropped": [
            f"{case.ref} ({late})" if (late := how_late(case, progress.day)) else case.ref
            for case in dropped
        ],
    }
    return [
        f"{len(closed)} of {plural(asked, 'case')} closed" if asked else nothing,
        *(f"{what}: {listed(names, most=4)}" for what, names in named.items() if names),
    ]


def ages(cases: Iterable[Case], on: date, *, whose: bool = True, titled: bool = True) -> list[str]:
    """Return "p-001 (9 days late, with head)" for each case: how late it is, and who has it."""
    found = []
    for case in cases:
        lacking = lacks(case) if case.has_last_stage else ""
        parts = (how_late(case, on), lacking, f"with {case.owner}" if whose else "", moved(case))
        said = ", ".join(filter(None, parts))
        found.append(f"{case.name if titled else case.ref} ({said})")
    return found


def how_late(case: Case, day: date) -> str:
    """Return "3 days late", in working days if its time is counted in them; "" if it is not."""
    if not case.is_late(day):
        return ""
    days = -(case.time_left(day) or 0)
    unit = "working day" if case.calendar else "day"
    return f"{plural(days, unit)} late" if days else "late"


def moved(case: Case) -> str:
    """Return "extended once from 10 Jan, requested late", or nothing."""
    if not case.extensions:
        return ""
    first = day(case.extensions[0].before, seen_from=case.extensions[0].to)
    late = sum(each.late for each in case.extensions)
    said = f"extended {times(len(case.extensions))} from {first}"
    return f"{said}, requested late" if late else said


def lacks(case: Case) -> str:
    """Return "lacks 'checked'" of a case that does not have all of its stages."""
    return f"lacks {together(map(repr, case.lacking))}"


def item_of(case: Case, day: date) -> Item:
    """Return a case as pages list it, with how it ended where it was not closed as it should be."""
    state = case.state(day)
    missing = case.lacking if case.has_last_stage else ()
    end = ""
    if state is CaseState.DROPPED:
        end = "dropped"
    elif state is CaseState.INCOMPLETE:
        end = f"closed without {together(map(repr, missing))}"
    return Item(
        case.ref,
        due=case.due,
        began=case.opened,
        done=case.ended,
        stage=case.stage,
        who=(case.owner,),
        title=case.title,
        asked_by=case.asked_by,
        first_due=case.first_due,
        lacks=missing,
        end=end,
    )
