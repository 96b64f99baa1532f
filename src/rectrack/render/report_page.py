"""The page of a whole plan for a browser: one file that loads nothing and can be printed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from rectrack.plan.model import Period, Plan
from rectrack.render.json import status_json
from rectrack.render.page_templates import allowed, as_data, as_it_stands, environment, packaged
from rectrack.render.report_target import target_part
from rectrack.render.status_tables import as_of, attention, tally, time_gone
from rectrack.render.svg_chart import spark_line, svg_chart
from rectrack.render.table import Cell, Named, text_of
from rectrack.render.target_text import expected_by_now, figures, goal, now
from rectrack.render.terms import Language, Translate, in_language
from rectrack.reports.measure_standing import MeasureStanding, state_of
from rectrack.reports.plan_report import PlanReport, TargetReport
from rectrack.reports.status import by_measure
from rectrack.targets.standing import Standing
from rectrack.targets.state import OUTSTANDING, SETTLED, State
from rectrack.wording import MONTHS, day, plural

SIGNS: dict[State, str] = {
    State.FAILED: "✗",
    State.OVERDUE: "!",
    State.BEHIND: "▼",
    State.NO_DATA: "?",
    State.ON_TRACK: "▶",
    State.MET: "✓",
    State.WAIVED: "‖",
    State.WITHDRAWN: "–",
}
"""What stands for a state where colours cannot be told apart."""
PARTS = (
    ("glance", "At a glance"),
    ("attention", "Needs attention"),
    ("problems", "Problems"),
    ("course", "Course of the plan"),
    ("activity", "Activity by week"),
    ("targets", "Targets"),
    ("each", "Each target"),
)
"""The parts of the page in their order: their addresses and headings."""
COLUMNS = (
    ("State", True, ""),
    ("Target", True, "wide"),
    ("Now", True, "number"),
    ("Expected", True, "number"),
    ("Goal", True, "number"),
    ("Progress", False, "drawn"),
    ("Due", True, "day"),
    ("Owner", True, ""),
    ("Why", False, "wide"),
)
"""Of the list of targets: the heading, whether it sorts, and what stands below it."""
ORDER = (*OUTSTANDING, *SETTLED)
"""The states from the worst on."""
SHADES = 4
COURSE, SPARK = (880, 220), (92, 20)
"""How wide and how high the charts are, in units of the page."""


def report_page(found: PlanReport, path: Path, language: Language) -> str:
    """Return the page of a plan, whose file is named in the data that it holds for programs."""
    t = in_language(language)
    style, script = packaged("report.css"), packaged("report.js")
    status, plan = found.status, found.status.plan
    template = environment().get_template(
        "report.html", globals={"t": t, "sign": SIGNS.__getitem__, "figures": figures}
    )
    return template.render(
        lang="zh-Hans" if language == "zh" else "en",
        title=plan.title,
        as_of=as_of(status),
        time_gone=time_gone(plan.period, status.day),
        parts=PARTS,
        counts=[(each, n) for each in ORDER if (n := status.totals.by_state[each])],
        tally=tally(status.totals),
        attention=[_attention(row, plan) for row in attention(status).rows],
        problems=list(_problems(found)),
        course=svg_chart(found.course, *COURSE),
        course_text=_course(found),
        activity=found.activity,
        months=_months(found.activity.weeks),
        activity_text=_activity(found),
        heat=lambda count: 1 + (count - 1) * SHADES // max(found.activity.most, 1),
        columns=COLUMNS,
        targets=list(_targets(found)),
        details=[target_part(each) for each in found.targets],
        digest=found.digest,
        style=as_it_stands(style),
        style_hash=allowed(style),
        script=as_it_stands(script),
        script_hash=allowed(script),
        words=as_data(_words(t)),
        status=as_data(status_json(status, path)),
    )


def _words(t: Translate) -> str:
    """Return the words that the script of the page shows."""
    words = {"filter": "Filter", "state": "State", "all": "All states", "sort": "Sort by"}
    return msgspec.json.encode({name: t(term) for name, term in words.items()}).decode()


def _attention(row: tuple[Cell, ...], plan: Plan) -> dict[str, Any]:
    state, named, shown, steps, who = row
    assert isinstance(named, Named)
    sort = "target" if named.id in plan.targets else "measure"
    return {
        "state": state,
        "anchor": f"{sort}-{named.id}",
        "title": named.title,
        "figures": shown,
        "steps": steps if isinstance(steps, tuple) else (text_of(steps),),
        "who": text_of(who),
    }


def _problems(found: PlanReport) -> Iterator[dict[str, Any]]:
    """Yield the problems with the measures that answer them, then the measures that answer none."""
    status, anchored = found.status, set[str]()
    targets = by_measure(status.targets)

    def measure(each: MeasureStanding) -> dict[str, Any]:
        name = each.measure.id
        first = name not in anchored
        anchored.add(name)
        return {
            "anchor": f"measure-{name}" if first else "",
            "id": name,
            "title": each.measure.title,
            "state": state_of(each, status.day),
            "lead": each.measure.lead,
            "targets": targets.get(name, []),
        }

    for each in status.problems:
        yield {
            "id": each.problem.id,
            "title": each.problem.title,
            "severity": each.problem.severity,
            "description": each.problem.description,
            "state": each.state,
            "why": each.why,
            "measures": [measure(one) for one in each.measures],
        }
    others = [each for each in status.measures if not each.measure.answers]
    if others:
        yield {
            **dict.fromkeys(("id", "severity", "description", "state", "why"), ""),
            "title": "Measures that answer no problem",
            "measures": [measure(one) for one in others],
        }


def _course(found: PlanReport) -> str:
    sums, status = found.status.totals, found.status
    due = sum(each.span.end <= status.day for each in status.targets)
    met, *_ = SETTLED
    return (
        f"{day(status.day)}: {sums.by_state[met]} of {plural(sums.targets, 'target')} {met},"
        f" {due} due by then"
    )


def _activity(found: PlanReport) -> str:
    activity = found.activity
    shown = sum(sum(counts) for _, counts in activity.rows)
    entries = plural(shown, "entry", "entries")
    said = f"{entries} by the week of their day; a week is named by its Monday"
    return f"{said}; {activity.before} are of earlier days" if activity.before else said


def _months(weeks: tuple[Period, ...]) -> list[tuple[str, int]]:
    """Return the months in which weeks begin, each with how many of them do."""
    starts = [(week.start.year, week.start.month) for week in weeks]
    return [(MONTHS[month - 1], len(list(same))) for (_, month), same in groupby(starts)]


def _targets(found: PlanReport) -> Iterator[dict[str, Any]]:
    """Yield the rows of the list of targets, the worst first, then in the order of the plan."""
    seen: set[State] = set()
    for each in sorted(found.targets, key=lambda each: ORDER.index(each.standing.state)):
        standing = each.standing
        yield {
            **_row(each, standing, found.status.day),
            "first_of_state": standing.state not in seen,
        }
        seen.add(standing.state)


def _row(each: TargetReport, standing: Standing, today: date) -> dict[str, Any]:
    reading = standing.reading
    return {
        "standing": standing,
        "target": standing.target,
        "rank": ORDER.index(standing.state),
        "now": now(standing),
        "expected": expected_by_now(standing),
        "goal": goal(standing),
        "sort_now": _sorted_by(reading.actual),
        "sort_expected": _sorted_by(reading.expected),
        "sort_goal": _sorted_by(reading.goal),
        "spark": spark_line(each.series, *SPARK),
        "due": day(standing.span.end, seen_from=today),
        "why": reading.why,
    }


def _sorted_by(figure: Decimal | None) -> str:
    return "" if figure is None else f"{figure:f}"
