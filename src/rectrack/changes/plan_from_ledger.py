"""The rows of a ledger → a plan that says what they say, and leaves blank what they leave open.

Nothing is guessed from prose: a kind, a figure or a day is taken where a cell under its heading is
exactly one that a plan takes, and is a comment otherwise. What has no place in a plan stands, in
the ledger's words, in the `source` of its row.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from rectrack.changes.ledger_rows import Ledger, LedgerRow
from rectrack.changes.ledger_targets import day_of, target_lines
from rectrack.changes.plan_lines import Line, ReadLines, field, read_lines
from rectrack.log.entry import encode_text
from rectrack.plan import values
from rectrack.plan.model import LONGEST_PERIOD, Period

UNNAMED = "not-named"
"""The id of whom a measure is led by where the ledger does not say."""
SEVERAL = re.compile(r"[;,；，、\n]+")


class _Target(Struct):
    id: str
    row: LedgerRow


class _Measure(Struct):
    id: str
    title: str
    problems: dict[str, None]
    rows: list[LedgerRow]
    targets: list[_Target]


class LedgerPlan(Struct, frozen=True):
    """A plan that was made of a ledger.

    `read` has its bytes and what they mean; the rest are ids of what the ledger leaves open.
    """

    read: ReadLines
    not_led: tuple[str, ...]


def plan_from_ledger(
    ledger: Ledger, title: str, remark: str, today: date, calendar: Callable[[Period], str]
) -> LedgerPlan:
    """Return the plan that a ledger makes; `remark` says in a comment what it was made from.

    `calendar` gives the lines of the calendar of its period, if it is to have one.

    Its period is the years of the days that the ledger names, or that of `today`. Raises
    RequestError where no plan can be made.
    """
    making = _Making(ledger)
    period = _period(ledger, today)
    lines = [
        *(Line(f"# {each}") for each in remark.splitlines()),
        Line(""),
        Line("rectrack: 1"),
        Line(field(0, "title", title)),
        Line(f"period: {{start: {period.start}, end: {period.end}}}"),
        *(Line(each) for each in calendar(period).splitlines()),
        Line(""),
        *making.people(),
        Line(""),
        *making.problems(),
        Line(""),
        *making.measures(),
        Line(""),
        Line("progress:"),
    ]
    not_led = tuple(each.id for each in making.of_measure.values() if not making.lead(each))
    return LedgerPlan(read_lines(lines), not_led)


class _Making:
    """Gives each thing of a ledger its id, and writes the lines of each."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._taken = {UNNAMED}
        self._lead_by = "lead" if "lead" in ledger.has else "owner"
        self.of_problem: dict[str, tuple[str, LedgerRow]] = {}
        self.of_measure: dict[tuple[str, str], _Measure] = {}
        self.of_person: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        for row in ledger.rows:
            self._add(row)

    def _add(self, row: LedgerRow) -> None:
        problem = row.get("problem id") or row.get("problem")
        if problem not in self.of_problem:
            self.of_problem[problem] = self._id(row.get("problem id"), "p"), row
        for key in (self._lead_by, "owner"):
            self._person(row.get(key))
        for name in _several(row.said.get("support", "")):
            self._person(name)
        if not row.get("measure"):
            return
        own = row.get("measure id")
        place = ("", own) if own else (problem, row.get("measure"))
        measure = self.of_measure.get(place)
        if measure is None:
            name = self._id(own, "m")
            measure = self.of_measure[place] = _Measure(name, row.get("measure"), {}, [], [])
        measure.problems[self.of_problem[problem][0]] = None
        measure.rows.append(row)
        name = self._id(row.get("id"), f"{measure.id}-t")
        measure.targets.append(_Target(name, row))

    def _id(self, said: str, otherwise: str) -> str:
        """Return the id that a ledger gives, if it is one and no other, or the next number."""
        if _is_slug(said) and said.lower() not in self._taken:
            self._taken.add(said.lower())
            return said
        while True:
            number = self._numbers[otherwise] = self._numbers.get(otherwise, 0) + 1
            if (name := f"{otherwise}{number}") not in self._taken:
                self._taken.add(name)
                return name

    def _person(self, name: str) -> None:
        if name and name not in self.of_person:
            words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") if name.isascii() else ""
            self.of_person[name] = self._id(words, "person-")

    def lead(self, measure: _Measure) -> str:
        """Return who leads a measure, "" where no row of it says so."""
        return next((row.get(self._lead_by) for row in measure.rows if row.get(self._lead_by)), "")

    def people(self) -> Iterator[Line]:
        yield Line("people:")
        for name, each in self.of_person.items():
            yield Line(f"  {each}: {{name: {encode_text(name)}}}")
        if not all(map(self.lead, self.of_measure.values())) or not self.of_person:
            yield Line(f'  {UNNAMED}: {{name: "Not named in the ledger"}}')

    def problems(self) -> Iterator[Line]:
        yield Line("problems:")
        for name, row in self.of_problem.values():
            yield Line(f"  {name}:")
            yield Line(field(4, "title", row.get("problem")))
            yield Line(field(4, "source", row.places["problem"]))

    def measures(self) -> Iterator[Line]:
        yield Line("measures:" if self.of_measure else "measures: {}")
        for measure in self.of_measure.values():
            lead = self.lead(measure)
            helpers = {
                self.of_person[name]: None
                for row in measure.rows
                for name in _several(row.said.get("support", ""))
            }
            yield Line(f"  {measure.id}:")
            yield Line(field(4, "title", measure.title))
            yield Line(f"    answers: [{', '.join(measure.problems)}]")
            yield Line(f"    lead: {self.of_person[lead] if lead else UNNAMED}")
            if helpers:
                yield Line(f"    with: [{', '.join(helpers)}]")
            yield Line(field(4, "source", measure.rows[0].places["measure"]))
            yield Line("    targets:")
            for target in measure.targets:
                yield from self._target(target, measure, lead)

    def _target(self, target: _Target, measure: _Measure, lead: str) -> Iterator[Line]:
        owner = target.row.get("owner")
        owner_id = self.of_person[owner] if owner and owner != lead else ""
        yield from target_lines(target.row, target.id, measure.title, owner_id)
        other = target.row.get("lead")
        if other and other != lead:
            said = f"{target.row.places['lead']}: led by {encode_text(other)} in the ledger"
            yield Line(f"        # {said}", target.id)


def _period(ledger: Ledger, today: date) -> Period:
    """Return the years from the first to the last day that a ledger names."""
    found = {today.year} if not (years := set(_years(ledger))) else years
    first, last = date(min(found), 1, 1), date(max(found), 12, 31)
    return Period(first, last) if (last - first).days <= LONGEST_PERIOD else _period_of(today.year)


def _period_of(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def _years(ledger: Ledger) -> Iterator[int]:
    for row in ledger.rows:
        for heading in ("start", "first due", "due"):
            try:
                yield day_of(row.get(heading)).year
            except ValueError:
                continue


def _several(text: str) -> list[str]:
    return [" ".join(part.split()) for part in SEVERAL.split(text) if part.strip()]


def _is_slug(text: str) -> bool:
    """Whether a text can be an id, wherever it is referred to; null stands for nothing there."""
    try:
        return values.slug(text).lower() != "null"
    except ValueError:
        return False
