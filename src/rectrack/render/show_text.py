"""Everything about one thing as a page for people."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from rectrack.render.entry_text import gist
from rectrack.render.page import Page, visible
from rectrack.render.page_lists import entry_list, item_list, taken_back, target_list
from rectrack.render.page_parts import course, facts, grid, heading, role, section
from rectrack.render.signal_words import signal_facts
from rectrack.render.status_words import tally
from rectrack.render.target_page import target_page
from rectrack.render.terminal import draw
from rectrack.reports.closing import MeasureStanding, state_of
from rectrack.reports.dossier import (
    AnyDossier,
    GroupDossier,
    MeasureDossier,
    PersonDossier,
    ProblemDossier,
)
from rectrack.reports.status import totals
from rectrack.targets.judging import Standing
from rectrack.wording import day, listed, plural

Parts = Iterator[RenderableType]


def show_page(dossier: AnyDossier, page: Page, most: int | None) -> str:
    """Return the whole page as text; at most `most` of its cases and entries are shown."""
    pages: dict[str, Callable[[Any, Page, int | None], Parts]] = {
        "target": target_page,
        "measure": _measure,
        "problem": _problem,
        "person": _person,
        "group": _group,
    }
    return draw(Group(*pages[dossier.sort](dossier, page, most)), page)


def _measure(dossier: MeasureDossier, page: Page, most: int | None) -> Parts:
    standing, plan = dossier.standing, dossier.plan
    measure = standing.measure
    yield heading(measure.title, dossier.day, measure.id, dossier.sort)
    yield Text()
    answers = [("Answers", f"{name}, {plan.problems[name].title}") for name in measure.answers]
    yield facts(
        [
            ("State", state_of(standing, dossier.day)),
            ("Targets", _tally(dossier.targets)),
            *answers,
            ("Lead", role(plan.people[measure.lead])),
            ("Recheck", f"{plural(measure.recheck_after, 'day')} after a sign-off"),
            *signal_facts(dossier),
            ("Source", measure.source or ""),
        ]
    )
    yield from section("Closing", _closing(dossier))
    if dossier.targets:
        yield from section("Course", course(dossier.series, "green", page))
    yield from section("Targets", target_list(dossier.targets, page))
    yield from _entries(dossier, page, most)


def _closing(dossier: MeasureDossier) -> list[RenderableType]:
    """Return the words on a measure as they were spoken, with what is against each."""
    rows = []
    for word in dossier.standing.history:
        entry, wrong = word.entry, visible("; ".join(word.wrong))
        said = Text(visible(f"by {entry.by}{f': {entry.note}' if entry.note else ''}"))
        if wrong:
            but = "no longer holds" if word.stands else "does not count"
            said.append(f" ({but}: {wrong})", style="red")
        rows.append((day(entry.date), gist(entry, dossier.plan), said))
    return [grid(rows)] if rows else []


def _problem(dossier: ProblemDossier, page: Page, most: int | None) -> Parts:
    standing = dossier.standing
    problem = standing.problem
    yield heading(problem.title, dossier.day, problem.id, dossier.sort)
    yield Text()
    yield facts(
        [
            ("State", f"{standing.state}, {standing.why}"),
            ("Raised by", listed(problem.raised_by, most=99)),
            ("Targets", _tally(dossier.targets)),
            *signal_facts(dossier),
            ("Source", problem.source or ""),
        ]
    )
    yield from section("Measures", _measures(standing.measures, dossier.day))
    if dossier.targets:
        yield from section("Course", course(dossier.series, "green", page))
    yield from section("Targets", target_list(dossier.targets, page))
    yield from _entries(dossier, page, most)


def _person(dossier: PersonDossier, page: Page, most: int | None) -> Parts:
    person, plan = dossier.person, dossier.plan
    yield heading(person.name, dossier.day, person.id, dossier.sort)
    yield Text()
    above = plan.people[person.reports_to] if person.reports_to else None
    yield facts(
        [
            ("Reports to", role(above) if above else ""),
            *(("In charge of", role(each)) for each in dossier.reports),
            ("Groups", listed(dossier.groups, most=99)),
            ("Left", day(person.left) if person.left else ""),
            ("Targets", _tally(dossier.targets)),
            *signal_facts(dossier),
        ]
    )
    yield from section("Leads", _measures(dossier.leads, dossier.day))
    yield from section("Answers for", target_list(dossier.targets, page, person=person.id))
    held = [(f"{each.target} {each.item.name}", each.item) for each in dossier.holds]
    yield from section(
        "Open cases in hand", item_list(held, dossier.day, most, owned=False), number=len(held)
    )
    awards = entry_list(dossier.awards[::-1], plan, page, None, named=False)
    yield from section("Rewards and penalties", awards)
    yield from _entries(dossier, page, most)


def _group(dossier: GroupDossier, page: Page, most: int | None) -> Parts:
    yield heading(dossier.id, dossier.day, dossier.sort)
    yield Text()
    yield facts(
        [
            *(("Member", role(each)) for each in dossier.members),
            ("Targets", _tally(dossier.targets)),
            *signal_facts(dossier),
        ]
    )
    yield from section("Answers for", target_list(dossier.targets, page))
    yield from _entries(dossier, page, most)


def _tally(targets: Sequence[Standing]) -> str:
    return tally(totals(targets)) if targets else "none"


def _measures(measures: Sequence[MeasureStanding], today: date) -> list[RenderableType]:
    rows = [(each.measure.id, state_of(each, today), each.measure.title) for each in measures]
    return [grid(rows)] if rows else []


def _entries(dossier: AnyDossier, page: Page, most: int | None) -> list[RenderableType]:
    content = entry_list(dossier.entries, dossier.plan, page, most)
    return [
        *section("Taken back", taken_back(dossier.unsaid, dossier.plan)),
        *section("Entries", content, number=len(dossier.entries)),
    ]
