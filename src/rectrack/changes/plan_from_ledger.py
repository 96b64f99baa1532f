"""The rows of a ledger → a plan that says what they say, and leaves blank what they leave open.

Nothing is guessed from prose: a kind, a figure or a day is taken where a cell under its heading is
exactly one that a plan takes, and is a comment otherwise. What has no place in a plan stands, in
the ledger's words, in the `source` of its row.
"""

from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from rectrack.changes.ledger_people import UNNAMED, Ids, People, several
from rectrack.changes.ledger_rows import Ledger, LedgerRow
from rectrack.changes.ledger_targets import day_of, people_in_terms, target_lines
from rectrack.changes.plan_lines import Line, ReadLines, comment, field, read_lines
from rectrack.log.entry import encode_text
from rectrack.plan.model import LONGEST_PERIOD, Period


class _Target(Struct):
    id: str
    row: LedgerRow
    lead: str
    owner: str


class _Measure(Struct):
    id: str
    row: LedgerRow
    lead: str = ""
    problems: dict[str, None] = {}
    helpers: dict[str, None] = {}
    targets: list[_Target] = []


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
    return LedgerPlan(read_lines(lines), making.not_led())


class _Making:
    """Gives each thing of a ledger its id, and writes the lines of each."""

    def __init__(self, ledger: Ledger) -> None:
        self._lead_by = "lead" if ledger.has & {"lead", "lead id"} else "owner"
        self._of_our_own = {"id", "expected"} <= ledger.has
        self._ids = Ids(_given_ids(ledger))
        self._people = People(self._ids)
        self._problems: dict[str, tuple[str, str, LedgerRow]] = {}
        self._measures: dict[tuple[str, ...], _Measure] = {}
        for row in ledger.rows:
            self._add(row)

    def _add(self, row: LedgerRow) -> None:
        found = _problems_of(row, of_our_own=self._of_our_own)
        problems = [self._problem(*each, row) for each in found]
        lead = self._people.role(row, self._lead_by)
        owner = self._people.role(row, "owner")
        helpers = self._people.several(row, "support")
        self._people.add(people_in_terms(row))
        if not row.get("measure"):
            return
        own = row.get("measure id")
        place = ("", own) if own else (*problems, row.get("measure"))
        measure = self._measures.get(place)
        if measure is None:
            name = self._ids.of(own, "m")
            measure = self._measures[place] = _Measure(name, row)
        measure.problems |= dict.fromkeys(problems)
        measure.helpers |= dict.fromkeys(helpers)
        measure.lead = measure.lead or lead
        if own and not row.get("target") and not row.get("id"):
            return  # a measure of our own ledger that has no target
        name = self._ids.of(row.get("id"), f"{measure.id}-t")
        measure.targets.append(_Target(name, row, lead, owner))

    def _problem(self, own: str, title: str, row: LedgerRow) -> str:
        if own not in self._problems:
            name = self._ids.of(own if row.get("problem id") else "", "p")
            self._problems[own] = name, title, row
        return self._problems[own][0]

    def not_led(self) -> tuple[str, ...]:
        return tuple(each.id for each in self._measures.values() if not each.lead)

    def people(self) -> Iterator[Line]:
        found = list(self._people.lines())
        yield Line("people:")
        yield from found
        if self.not_led() or not found:
            yield Line(f'  {UNNAMED}: {{name: "Not named in the ledger"}}')

    def problems(self) -> Iterator[Line]:
        yield Line("problems:")
        for name, title, row in self._problems.values():
            yield Line(f"  {name}:")
            yield Line(field(4, "title", title))
            yield Line(field(4, "source", row.places["problem"]))

    def measures(self) -> Iterator[Line]:
        yield Line("measures:" if self._measures else "measures: {}")
        for measure in self._measures.values():
            yield Line(f"  {measure.id}:")
            yield Line(field(4, "title", measure.row.get("measure")))
            yield Line(f"    answers: [{', '.join(measure.problems)}]")
            yield Line(f"    lead: {measure.lead or UNNAMED}")
            if measure.helpers:
                yield Line(f"    with: [{', '.join(measure.helpers)}]")
            yield Line(field(4, "source", measure.row.places["measure"]))
            if measure.targets:
                yield Line("    targets:")
            for target in measure.targets:
                yield from self._target(target, measure)

    def _target(self, target: _Target, measure: _Measure) -> Iterator[Line]:
        owner = target.owner if target.owner != measure.lead else ""
        yield from target_lines(target.row, target.id, measure.row.get("measure"), owner)
        if self._lead_by == "lead" and target.lead not in {"", measure.lead}:
            said = f"led by {encode_text(target.row.get('lead') or target.lead)} in the ledger"
            yield Line("        " + comment(target.row.place, said), target.id)


def _given_ids(ledger: Ledger) -> Iterator[str]:
    """Yield the ids that a ledger gives."""
    for row in ledger.rows:
        for key in ("id", "measure id", "problem id", "lead id", "owner id", "support ids"):
            yield from several(row.get(key))


def _problems_of(row: LedgerRow, *, of_our_own: bool) -> list[tuple[str, str]]:
    """Return the problems of a row, each as its id, or its words, and its words.

    Several have an id each, and a line each; in a ledger of our own a line each will do.
    """
    ids = several(row.get("problem id"))
    titles = [" ".join(each.split()) for each in row.said.get("problem", "").split("\n")]
    if len(ids) > 1 and len(ids) == len(titles):
        return list(zip(ids, titles, strict=True))
    if of_our_own and not ids:
        return [(each, each) for each in titles if each]
    title = row.get("problem")
    return [(ids[0] if ids else title, title)]


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
