"""Everything about one thing as a page for people."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from rectrack.render.details_lists import (
    decisions,
    entry_list,
    item_list,
    measures,
    part,
    progress,
    taken_back,
    target_list,
)
from rectrack.render.layout import facts, heading, section
from rectrack.render.page import Page
from rectrack.render.signal_text import signal_facts
from rectrack.render.status_tables import tally
from rectrack.render.target_facts import refused, role
from rectrack.render.target_page import target_page
from rectrack.render.terminal import draw
from rectrack.reports.details_model import (
    AnyDetails,
    GroupDetails,
    MeasureDetails,
    PersonDetails,
    ProblemDetails,
    TargetDetails,
)
from rectrack.reports.measure_standing import state_of
from rectrack.reports.status import shared_by, totals
from rectrack.wording import day, listed, plural

Parts = Iterator[RenderableType]


def show_page(details: AnyDetails, page: Page, most: int | None) -> str:
    """Return the whole page as text; at most `most` of its cases and entries are shown."""
    pages: dict[str, Callable[[Any, Page, int | None], Parts]] = {
        "target": target_page,
        "measure": _measure,
        "problem": _problem,
        "person": _person,
        "group": _group,
    }
    named = not isinstance(details, TargetDetails)
    entries = entry_list(details.entries, details, page, most, named=named)
    parts = [
        *pages[details.sort](details, page, most),
        *part(taken_back(details.undone, details.plan), page),
        *section("Entries", entries, number=len(details.entries)),
    ]
    return draw(Group(*parts), page)


def _measure(details: MeasureDetails, page: Page, most: int | None) -> Parts:
    standing, plan = details.standing, details.plan
    measure = standing.measure
    said = [
        ("State", state_of(standing, details.day)),
        ("Lead", role(plan.people[measure.lead])),
        ("With", listed(measure.with_, most=99)),
        *(("Addresses", f"{name}, {plan.problems[name].title}") for name in measure.answers),
        ("Recheck", f"{plural(measure.recheck_after, 'day')} after a sign-off"),
    ]
    yield from _opening(details, measure.title, measure.id, said, measure.source)
    yield from section("Targets", target_list(details.targets, page))
    yield from part(decisions(standing.history, plan), page)
    yield from _progress(details, page)


def _problem(details: ProblemDetails, page: Page, most: int | None) -> Parts:
    standing, problem = details.standing, details.problem
    said = [
        ("State", f"{standing.state}, {standing.why}"),
        ("Severity", problem.severity or ""),
        *(("Description", line) for line in (problem.description or "").splitlines()),
        ("Raised by", listed(problem.raised_by, most=99)),
    ]
    yield from _opening(details, problem.title, problem.id, said, problem.source)
    yield from part(measures("Measures", details.measures, details.day), page)
    yield from section("Targets", target_list(details.targets, page))
    yield from _progress(details, page)


def _person(details: PersonDetails, page: Page, most: int | None) -> Parts:
    person, plan = details.person, details.plan
    said = [
        ("Reports to", role(plan.people[person.reports_to]) if person.reports_to else ""),
        *(("In charge of", role(each)) for each in details.reports),
        ("Groups", listed(details.groups, most=99)),
        *(("Shares in", f"{each.id}, {each.title}") for each in shared_by(plan, person.id)),
        ("Left", day(person.left) if person.left else ""),
        *refused(details.refused, plan),
    ]
    yield from _opening(details, person.name, person.id, said)
    yield from section("Responsible for", target_list(details.targets, page, person=person.id))
    yield from part(measures("Leads", details.measures, details.day), page)
    held = [(f"{each.target} {each.item.name}", each.item) for each in details.holds]
    yield from section(
        "Open cases in hand", item_list(held, details.day, most, owned=False), number=len(held)
    )
    awards = entry_list(details.awards[::-1], details, page, None, named=False)
    yield from section("Rewards and penalties", awards)


def _group(details: GroupDetails, page: Page, most: int | None) -> Parts:
    yield from _opening(
        details, "", details.id, [("Member", role(each)) for each in details.members]
    )
    yield from section("Responsible for", target_list(details.targets, page))


def _opening(
    details: AnyDetails,
    title: str,
    name: str,
    said: Iterable[tuple[str, str]],
    source: str | None = None,
) -> Parts:
    """Yield the head of a page and the facts on it; a group has no title but its id."""
    yield heading(title or name, details.day, *([name] if title else []), details.sort)
    yield Text()
    standings = details.targets
    tallied = ("Targets", tally(totals(standings)) if standings else "none")
    yield facts([*said, tallied, *signal_facts(details), ("Source", source or "")])


def _progress(details: MeasureDetails | ProblemDetails, page: Page) -> list[RenderableType]:
    chart = progress(details.series, "green", page) if details.targets else []
    return section("Progress", chart)
