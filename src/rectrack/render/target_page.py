"""The page of one target: where it stands, what was promised, what is to do, what was done."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from rectrack.plan.model import Plan
from rectrack.render.details_lists import item_list, part, progress
from rectrack.render.layout import facts, grid, heading, section
from rectrack.render.page import Page, visible
from rectrack.render.signal_text import signal_facts
from rectrack.render.state_bar import STYLES, bar
from rectrack.render.target_facts import Fact, promises, still_to_do
from rectrack.render.target_text import by_now, figures
from rectrack.reports.details_model import TargetDetails
from rectrack.targets.kinds import kind_of
from rectrack.targets.ratio import part as share
from rectrack.targets.standing import Standing
from rectrack.wording import number


def target_page(details: TargetDetails, page: Page, most: int | None) -> Iterator[RenderableType]:
    """Yield what stands on the page, from top to bottom."""
    standing, plan = details.standing, details.plan
    target, kind = standing.target, kind_of(standing.target)
    style = STYLES[standing.state]
    yield heading(target.title, details.day, target.id, "target", target.kind or "no kind yet")
    yield Text()
    gone = standing.reading.share
    drawn = [] if gone is None else [bar(gone, style, page)]
    said = [Text(each) for each in (figures(standing), by_now(standing)) if each]
    yield Text("  ").join([Text(standing.state, style), *drawn, *said])
    yield Text(visible(standing.reading.why))
    yield Text()
    yield facts(_facts(details))
    yield from part(still_to_do(details), page)
    if not target.blanks:
        yield from section("Progress", progress(details.series, style, page))
    yield from section("Each person's part", _own_parts(standing, plan, page))
    items = [(item.name, item) for item in details.items]
    yield from section(kind.items_are, item_list(items, details.day, most), number=len(items))


def _facts(details: TargetDetails) -> Iterator[Fact]:
    target = details.standing.target
    yield from promises(details)
    yield from signal_facts(details)
    yield "Weight", number(target.weight)
    yield "Source", target.source or ""


def _own_parts(standing: Standing, plan: Plan, page: Page) -> list[RenderableType]:
    rows = [
        (
            each.id,
            bar(share(each.actual, each.goal), "", page),
            f"{number(each.actual)}/{number(each.goal)}",
            plan.people[each.id].name,
        )
        for each in standing.reading.people
    ]
    return [grid(rows)] if rows else []
