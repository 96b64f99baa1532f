"""The part of one target on the page for leaders."""

from typing import Any

from rectrack.render.item_text import how_it_stands
from rectrack.render.report_entries import entry_rows
from rectrack.render.svg_chart import svg_chart
from rectrack.render.target_facts import promises, still_to_do
from rectrack.render.target_text import by_now, figures, who_does_what
from rectrack.reports.plan_report import Older, TargetReport
from rectrack.targets.kinds import kind_of
from rectrack.wording import number, plural

CHART = (640, 180)
"""How wide and how high a chart is, in units of the page."""
MOST_ITEMS = 100
"""So many cases, steps or their like are shown, those that are open first."""
LATEST = 8
"""So many entries are shown at once; those before them are opened by a click."""


def target_part(each: TargetReport) -> dict[str, Any]:
    """Return what stands in the part of a target."""
    standing = each.standing
    target, plan = standing.target, standing.progress.plan
    rows = entry_rows(each.entries, plan)
    items = sorted(each.items, key=lambda item: item.done is not None)
    return {
        "standing": standing,
        "target": target,
        "figures": figures(standing),
        "by_now": by_now(standing),
        "steps": who_does_what(standing),
        "chart": svg_chart(each.series, *CHART),
        "facts": [fact for fact in (*promises(each), ("Source", target.source or "")) if fact[1]],
        "todo": [
            row for row in still_to_do(each).rows if standing.outstanding and row[0] != "next"
        ],
        "people": [
            (plan.people[one.id].name, f"{number(one.actual)}/{number(one.goal)}")
            for one in standing.reading.people
        ],
        "made_of": [
            (item.name, how_it_stands(item, standing.progress.day)) for item in items[:MOST_ITEMS]
        ],
        "more_items": max(len(items) - MOST_ITEMS, 0),
        "made_of_are": kind_of(target).items_are,
        "latest": rows[:LATEST],
        "earlier": rows[LATEST:],
        "earlier_are": plural(len(rows) - LATEST, "earlier entry", "earlier entries"),
        "older": _older(each.older, target.id),
    }


def _older(older: Older | None, target: str) -> str:
    if older is None:
        return ""
    entries = plural(older.count, "more entry", "more entries")
    sums = "" if older.sum is None else f", {number(older.sum)} in all"
    return f"{entries} before these{sums}: rectrack entries {target} --all"
