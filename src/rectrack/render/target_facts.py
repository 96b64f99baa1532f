"""What is said of one target, whatever draws it: what was promised, and what is left to do."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from rectrack.log.entry import Entry
from rectrack.plan.model import Period, Person, Plan
from rectrack.render.entry_words import by_whom
from rectrack.render.table import Table, sentences, words
from rectrack.render.target_text import who_does_what
from rectrack.reports.deadlines import Deadline
from rectrack.reports.description import content_of
from rectrack.reports.measure_standing import MeasureStanding, state_of
from rectrack.targets.extensions import Extension
from rectrack.targets.kinds import kind_of
from rectrack.targets.reading import Sort
from rectrack.targets.standing import Standing
from rectrack.targets.state import TROUBLE
from rectrack.wording import day, figure, from_today, late_by, number, plural

MOST_DUE = 4
"""So many of the days ahead are shown."""

Fact = tuple[str, str]
"""What something is called, and what it is."""


class AboutTarget(Protocol):
    """All that bears on one target, as `show` and the page of a plan have gathered it."""

    @property
    def standing(self) -> Standing: ...
    @property
    def part_of(self) -> MeasureStanding: ...
    @property
    def waivers(self) -> Sequence[Entry]: ...
    @property
    def answers(self) -> Sequence[Entry]: ...
    @property
    def due(self) -> Sequence[Deadline]: ...


def promises(details: AboutTarget) -> Iterator[Fact]:
    """Yield what was promised, by whom, and what was changed of it."""
    standing, plan = details.standing, details.standing.progress.plan
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
    yield (
        "Measure",
        f"{target.measure}, {measure.measure.title} ({state_of(measure, standing.progress.day)})",
    )
    for name in measure.measure.answers:
        yield "Addresses", f"{name}, {plan.problems[name].title}"


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


def still_to_do(details: AboutTarget) -> Table:
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
    rows.append(("time left", _time_left(span, standing.progress.day)))
    return Table("Still to do", (*words("when"), *sentences("what")), rows)


def _time_left(span: Period, today: date) -> str:
    days = (span.end - today).days
    if days > 0:
        return f"{plural(days, 'day')} (until {day(span.end)})"
    return f"none: the last day was {day(span.end)} ({from_today(span.end, today)})"


def refused(found: Iterable[tuple[Entry, str]], plan: Plan) -> Iterator[Fact]:
    """Yield as facts the decisions that do not count, and why."""
    for entry, why in found:
        said = f"{content_of(entry, plan)}, decided on {day(entry.date)} {by_whom(entry)}"
        yield "Does not count", f"{said} ({why})"


def role(person: Person) -> str:
    return f"{person.id}, {person.name}"
