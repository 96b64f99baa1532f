"""What a person is asked of each kind of target before an entry is written down."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rectrack.log.entry import Entry
from rectrack.plan.model import Plan
from rectrack.targets.base import Kind
from rectrack.targets.kinds import kind_of
from rectrack.targets.particulars import lacks
from rectrack.targets.progress import Progress, progress_of
from rectrack.terminal.choice import Choice, Question
from rectrack.terminal.questions import question, whose
from tests.support import plan_text, records
from tests.targets.helpers import Fields, dated

TODAY = date(2026, 3, 31)


def told(terms: str, *entries: Fields) -> tuple[Kind, Progress, Plan]:
    """Return a target's kind, its progress at the end of March, and its plan."""
    found = records(plan_text(f"{{title: T, {terms}}}", *entries))
    assert found.findings == ()
    target = found.plan.targets["t"]
    progress = progress_of(found.plan, target, found.until(TODAY), TODAY)
    return kind_of(target), progress, found.plan


def entry(**fields: Any) -> Entry:
    return Entry(date=TODAY, target="t", **{"by": "clerk", **fields})


def asked(particular: str, terms: str, *entries: Fields, **fields: Any) -> Question:
    _, progress, _ = told(terms, *entries)
    return question(particular, progress, entry(**fields))


@pytest.mark.parametrize(
    ("terms", "text", "default"),
    [
        ("kind: total, goal: 9, unit: bulletins", "How many bulletins?", "1"),
        ("kind: total, goal: 9", "How many?", "1"),
        ("kind: total, goal: ", "How many?", "1"),
        ("kind: each, goal: 2, who: team, unit: articles", "How many articles?", "1"),
        ("kind: cadence, every: week", "How many?", "1"),
        ("kind: limit, goal: 0, unit: cases", "How many cases? A number, or none.", None),
        ("kind: level, min: 9, unit: staff", "What is the reading, in staff?", None),
        ("kind: level, min: 9", "What is the reading?", None),
        ("kind: change, baseline: 8, goal: 5, unit: 天", "What is the reading, in 天?", None),
    ],
)
def test_a_number_is_asked_for_with_its_unit_and_default(
    terms: str, text: str, default: str | None
) -> None:
    assert asked("value", terms) == Question(text=text, default=default)


def test_steps_are_offered_by_their_days_those_done_last() -> None:
    terms = "kind: steps, steps: {drafted: , approved: 2026-04-30, in force: 2026-06-30}"
    found = asked("step", terms, dated("2026-03-02", step="approved"))
    assert found.choices == (
        Choice("in force", "due 30 Jun"),
        Choice("drafted", "due 31 Dec"),
        Choice("approved", "done on 2 Mar"),
    )
    assert not found.is_open


CASES = "kind: cases, within: 10, stages: [checked, answered]"
OPENED = (
    dated("2026-03-09", case="b", event="opened"),
    dated("2026-03-02", case="a", event="opened", for_="head"),
    dated("2026-03-03", case="a", event="checked"),
    dated("2026-03-04", case="c", event="opened"),
    dated("2026-03-05", case="c", event="checked"),
    dated("2026-03-05", case="c", event="answered"),
)


def test_open_cases_are_offered_the_oldest_first_and_there_may_be_others() -> None:
    found = asked("case", CASES, *OPENED)
    assert found.is_open
    assert found.choices == (
        Choice("a", "opened on 2 Mar, with head, next is 'answered'"),
        Choice("b", "opened on 9 Mar, with clerk, next is 'checked'"),
    )


@pytest.mark.parametrize(
    ("case", "events"),
    [
        ("a", ["answered", "handed", "dropped"]),
        ("b", ["checked", "answered", "handed", "dropped"]),
        ("c", ["opened"]),
        ("new", ["opened"]),
    ],
)
def test_of_what_may_happen_to_a_case_the_next_stage_comes_first(
    case: str, events: list[str]
) -> None:
    found = asked("event", CASES, *OPENED, case=case)
    assert [choice.value for choice in found.choices] == events


@pytest.mark.parametrize(
    ("terms", "fields", "particular"),
    [
        ("kind: total, goal: 9", {}, "value"),
        ("kind: total, goal: 9", {"value": Decimal(0)}, None),
        ("kind: steps, steps: [a]", {}, "step"),
        ("kind: steps, steps: [a]", {"step": "a"}, None),
        (CASES, {}, "case"),
        (CASES, {"case": "a"}, "event"),
        (CASES, {"event": "opened"}, "case"),
        (CASES, {"case": "a", "event": "opened"}, None),
        (CASES, {"value": Decimal(0)}, None),
    ],
)
def test_a_kind_knows_what_an_entry_lacks(
    terms: str, fields: dict[str, Any], particular: str | None
) -> None:
    kind, _, _ = told(terms)
    assert lacks(kind, entry(**fields)) == particular


@pytest.mark.parametrize(
    ("terms", "particular", "words"),
    [
        ("kind: steps, steps: [drafted, in force]", "step", ("drafted", "in force")),
        (CASES, "event", ("opened", "handed", "checked", "answered", "dropped")),
        (CASES, "case", ()),
        ("kind: total, goal: 9", "value", ()),
    ],
)
def test_a_kind_knows_the_words_that_a_particular_may_be(
    terms: str, particular: str, words: tuple[str, ...]
) -> None:
    kind, _, _ = told(terms)
    assert kind.words(particular) == words


TEAM = (
    Choice("director", "Director"),
    Choice("deputy", "Deputy"),
    Choice("team", "director, deputy"),
)


@pytest.mark.parametrize(
    ("terms", "fields", "choices"),
    [
        ("kind: each, goal: 2, who: team", {}, TEAM),
        ("kind: each, goal: 2, who: [head, team]", {},
         (Choice("head", "Head of section"), *TEAM)),
        ("kind: cadence, every: week, who: team", {}, TEAM),
        ("kind: each, goal: 2, who: team", {"by": "director"}, None),
        ("kind: each, goal: 2, who: team", {"for_": "deputy"}, None),
        ("kind: each, goal: 2, who: ", {}, None),
        ("kind: cadence, every: week", {}, None),
        ("kind: total, goal: 9, shares: {director: 9}", {}, None),
        (CASES, {"case": "a", "event": "opened"}, None),
        (CASES, {"case": "a", "event": "handed", "for_": "head"}, None),
    ],
)  # fmt: skip
def test_whose_work_it_is_is_asked_where_it_would_count_for_nobody(
    terms: str, fields: dict[str, Any], choices: tuple[Choice, ...] | None
) -> None:
    kind, _, plan = told(terms)
    found = whose(plan, kind, entry(**fields))
    assert (found and found.choices) == choices
    assert found is None or found.takes_several


def test_a_case_is_handed_to_one_person_by_name() -> None:
    kind, _, plan = told(CASES)
    found = whose(plan, kind, entry(case="a", event="handed"))
    assert found is not None
    assert [choice.value for choice in found.choices] == ["director", "deputy", "head", "clerk"]
    assert not found.takes_several
