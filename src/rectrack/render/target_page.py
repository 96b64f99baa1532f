"""The page of one target: where it stands, what was promised, what is to do, what was done."""

from collections.abc import Iterator
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from rectrack.plan.model import Period, Plan
from rectrack.render.details_lists import item_list, part, progress, refused, role
from rectrack.render.entry_rows import by_whom
from rectrack.render.layout import facts, grid, heading, section
from rectrack.render.page import Page, visible
from rectrack.render.signal_text import signal_facts
from rectrack.render.state_bar import STYLES, bar
from rectrack.render.table import Table, sentences, words
from rectrack.render.target_text import by_now, figures, who_does_what
from rectrack.reports.details_model import TargetDetails
from rectrack.reports.measure_standing import state_of
from rectrack.targets.extensions import Extension
from rectrack.targets.kinds import kind_of
from rectrack.targets.ratio import part as share
from rectrack.targets.reading import Sort
from rectrack.targets.standing import Standing
from rectrack.targets.state import TROUBLE
from rectrack.wording import day, figure, from_today, late_by, number, plural

MOST_DUE = 4
"""So many of the days ahead are shown."""


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
    yield from part(_still_to_do(details), page)
    if not target.blanks:
        yield from section("Progress", progress(details.series, style, page))
    yield from section("Each person's part", _own_parts(standing, plan, page))
    items = [(item.name, item) for item in details.items]
    yield from section(kind.items_are, item_list(items, details.day, most), number=len(items))


def _facts(details: TargetDetails) -> Iterator[tuple[str, str]]:
    """Yield what was promised, by whom, and what was changed of it."""
    standing, plan = details.standing, details.plan
    target, measure = standing.target, details.part_of
    yield "Promise", kind_of(target).promise(target)
    first = f", originally until {day(standing.first_due)}" if standing.extensions else ""
    yield "Period", f"{day(standing.span.start)} to {day(standing.span.end)}{first}"
    yield from (("Extended", _extended(each)) for each in standing.progress.extensions)
    for entry in details.waivers:
        until = f"until {day(entry.until)}" if entry.until else ""
        yield "Waived", f"{until}; decided on {day(entry.date)} {by_whom(entry)}"
    yield from refused(standing.progress.refused, plan)
    for entry in details.answers:
        when = f"on {day(entry.date)} {by_whom(entry)}"
        if entry.cause is None:
            yield "Remedy", f"carried out {when}"
        else:
            yield "Explained", f"{entry.cause}; {when}"
            yield "Remedy", f"{entry.remedy}{f', by {day(entry.due)}' if entry.due else ''}"
    answer = standing.explanation
    if answer and standing.state in TROUBLE and not answer.covers:
        yield "Unexplained", f"what went wrong after {day(answer.entry.date)}"
    yield "Owner", role(plan.people[target.owner])
    yield "Measure", f"{target.measure}, {measure.measure.title} ({state_of(measure, details.day)})"
    for name in measure.measure.answers:
        yield "Addresses", f"{name}, {plan.problems[name].title}"
    yield from signal_facts(details)
    yield "Weight", number(target.weight)
    yield "Source", target.source or ""


def _extended(extension: Extension) -> str:
    entry = extension.entry
    late = " after the deadline," if extension.late else ""
    asked = f", requested{late} on {day(entry.asked)}" if entry.asked else ""
    if extension.backdated and entry.logged:
        asked += f", recorded after it had passed, on {day(entry.logged.date())}"
    return (
        f"from {day(extension.before)} to {day(extension.to)}; decided on {day(entry.date)}"
        f"{asked}, {by_whom(entry)}"
    )


def _still_to_do(details: TargetDetails) -> Table:
    """Return what is still to be done, how fast, and when it would be reached."""
    standing = details.standing
    reading, target, span = standing.reading, standing.target, standing.span
    if not standing.outstanding:
        rows = [(f"nothing: it is {standing.state}", "")]
        return Table("Still to do", (*words("when"), *sentences("what")), rows)
    step = who_does_what(standing)
    rows = [("next", step)] if step else []
    said = standing.explained  # the remedy is part of the next step then
    coming = [
        each for each in details.due if not each.is_next and not (said and each.sort is Sort.REMEDY)
    ]
    rows += [(f"by {day(each.day)}", f"{each.who}: {each.what}") for each in coming[:MOST_DUE]]
    if reading.needed_per_week is not None:
        rows.append(("per week", f"{number(reading.needed_per_week)} needed"))
    if reading.forecast is not None and reading.goal is not None:
        goal = f"the {kind_of(target).figures_are[2]} of {figure(reading.goal, target.unit)}"
        late = late_by((reading.forecast - span.end).days)
        rows.append(("at this rate", f"{goal} is reached on {day(reading.forecast)}{late}"))
    rows.append(("time left", _time_left(span, details.day)))
    return Table("Still to do", (*words("when"), *sentences("what")), rows)


def _time_left(span: Period, today: date) -> str:
    days = (span.end - today).days
    if days > 0:
        return f"{plural(days, 'day')} (until {day(span.end)})"
    return f"none: the last day was {day(span.end)} ({from_today(span.end, today)})"


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
