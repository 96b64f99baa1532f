"""The step that leads back on track: whoever takes it is back, and it is the smallest there is."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rectrack.targets.limit import Limit
from rectrack.targets.reading import Action
from rectrack.targets.standing import Standing
from rectrack.targets.state import TROUBLE, State
from tests.support import standing
from tests.targets.helpers import Fields, dated, entry, extended, shown

pytestmark = pytest.mark.sampled(one_in=3)

SPAN = {"start": "2026-03-02", "end": "2026-05-31"}
TOTAL = "{title: T, kind: total, goal: 12, unit: bulletins}"
FRACTIONS = "{title: T, kind: total, goal: 7.3, unit: km}"
CHECKPOINTS = "{title: T, kind: total, goal: 9, checkpoints: {2026-03-20: 2, 2026-04-20: 6}}"
EACH = "{title: T, kind: each, goal: 4, who: [director, deputy]}"
HALF_EACH = "{title: T, kind: each, goal: 2.5, who: [director, deputy]}"
UP = "{title: T, kind: change, baseline: 3, goal: 10, unit: marks}"
DOWN = "{title: T, kind: change, baseline: 9.5, goal: 2.25}"
LEVEL = "{title: T, kind: level, min: 4, max: 6, stale_after: 20}"
STEPS = "{title: T, kind: steps, steps: {drafted: 2026-03-20, agreed: , in force: 2026-04-20}}"
CASES = "{title: T, kind: cases, within: 10, stages: [checked, answered]}"
UNASKED = "{title: T, kind: cases, within: 10, attest: never}"
LIMIT = "{title: T, kind: limit, goal: 12}"
WEDNESDAYS = "{title: T, kind: cadence, every: week, on: wed, share: 40 %}"
OF_TWO = "{title: T, kind: cadence, every: week, on: tue, times: 2, share: 30 %, who: [director, deputy]}"
TWICE = "{title: T, kind: cadence, every: month, times: 2, share: 60 %}"
KINDS = (
    TOTAL, FRACTIONS, CHECKPOINTS, EACH, HALF_EACH, UP, DOWN, LEVEL, STEPS, CASES, UNASKED, LIMIT,
    WEDNESDAYS, OF_TWO, TWICE,
)  # fmt: skip

NOTHING = re.compile(r"(?<![\d.])0 (more|each|marks|km)\b|\bby 0(?![\d.])")
"""A step of nothing."""

days = st.dates(date(2026, 2, 25), date(2026, 6, 12))
before = st.dates(date(2026, 2, 25), date(2026, 5, 31)).map(date.isoformat)


def logs(target: str) -> st.SearchStrategy[list[Fields]]:
    """Return entries that a target takes, in any number; the cases are opened and moved in order."""
    if target is STEPS:
        one = st.builds(dated, before, step=st.sampled_from(["drafted", "agreed", "in force"]))
    elif target in {CASES, UNASKED}:
        return st.lists(st.tuples(before, st.integers(0, 2)), max_size=5).map(
            lambda drawn: [
                dated(day, case=f"c{n}", event=event, for_=["head", "clerk"][n % 2])
                for n, (day, far) in enumerate(drawn)
                for event in stages(target, far)
            ]
        )
    else:
        whole = "cadence" in target or target in {TOTAL, EACH}
        values = st.integers(1, 3) if whole else st.integers(0, 40).map(lambda n: n / 10)
        who = st.sampled_from(["director", "deputy"])
        one = st.builds(entry, before, values, for_=who)
    return st.lists(one, max_size=8)


def stages(target: str, far: int) -> list[str]:
    return ["opened", *(["checked", "answered"] if target is CASES else ["answered"])][: far + 1]


def taken(actions: Iterable[Action], today: date) -> list[Fields]:
    """Return the entries that do what actions say, written down one after another."""
    return [
        dated(
            (action.day or today).isoformat(),
            logged=f"2026-06-20T09:00:00.{number:06}Z",
            **{
                name: float(value) if name == "value" else value
                for name in ("value", "step", "case", "event")
                if (value := getattr(action, name)) is not None
            },
            for_=action.who or "clerk",
        )
        for number, action in enumerate(actions)
    ]


@pytest.mark.parametrize("target", KINDS)
@given(data=st.data())
@settings(max_examples=40)
def test_who_takes_the_step_is_back_on_track_or_done(target: str, data: st.DataObject) -> None:
    """Whatever is in trouble says a step, and what is not says none; none is a step of nothing."""
    today = data.draw(days)
    entries = [each for each in data.draw(logs(target)) if each["date"] <= today.isoformat()]
    found = standing(target, *entries, on=today.isoformat(), **SPAN)
    reading = found.reading
    assert bool(reading.back_on_track) is (found.state in {State.BEHIND, State.OVERDUE})
    assert reading.back_on_track != reading.next_step or not reading.next_step
    assert not NOTHING.search(reading.step)
    assert reading.step == ", ".join(filter(None, (reading.back_on_track, reading.next_step)))
    if found.state not in {State.BEHIND, State.OVERDUE}:
        return
    then = standing(target, *entries, *taken(reading.actions, today), on=today.isoformat(), **SPAN)
    if then.state in TROUBLE:
        waits_for_later_days(target, entries, found, then, today)


def waits_for_later_days(
    target: str, entries: list[Fields], found: Standing, then: Standing, today: date
) -> None:
    """Assert that only days to come can help: those of a ceiling, and windows not yet kept."""
    reports = taken(found.reading.actions, today)
    if target is LIMIT:
        terms = found.target.terms
        assert isinstance(terms, Limit)
        allowed = terms.allowed_on(then.reading.actual or Decimal(0), found.span)
        eve = standing(target, *entries, *reports, on=str(allowed - timedelta(days=1)), **SPAN)
        assert eve.reading.expected is not None
        assert eve.reading.actual is not None
        assert eve.reading.actual > eve.reading.expected
        reports += [entry(f"2026-0{month}-28", 0) for month in (3, 4) if month < allowed.month]
        on_the_day = standing(target, *entries, *reports, on=str(allowed), **SPAN)
        assert on_the_day.state is State.ON_TRACK
        return
    assert "cadence" in target
    assert then.reading.back_on_track.startswith("keep ")
    weeks = 0
    while then.state in TROUBLE:  # whoever keeps one window after another gets there
        assert then.state is State.BEHIND
        weeks += 1
        later = today + timedelta(days=7 * weeks)
        kept = [
            entry(str(today + timedelta(days=7 * n)), 2, for_=name)
            for n in range(weeks + 1)
            for name in ("director", "deputy")
        ]
        then = standing(target, *entries, *kept, on=str(min(later, found.span.end)), **SPAN)


@pytest.mark.parametrize("target", [TOTAL, CHECKPOINTS, EACH, STEPS, CASES])
@given(data=st.data())
@settings(max_examples=30)
def test_nothing_less_than_the_step_is_enough(target: str, data: st.DataObject) -> None:
    """One less of an amount, or any entry left out, and it is still in trouble."""
    entries, today = data.draw(logs(target)), data.draw(days)
    found = standing(target, *entries, on=today.isoformat(), **SPAN)
    actions = found.reading.actions
    if found.state not in {State.BEHIND, State.OVERDUE}:
        return
    for at, action in enumerate(actions):
        if action.event == "checked":  # without it the case is closed all the same
            continue
        fewer = max((action.value or Decimal(0)) - 1, Decimal(0))
        less = [replace(action, value=fewer)] if fewer else []
        left = taken([*actions[:at], *less, *actions[at + 1 :]], today)
        then = standing(target, *entries, *left, on=today.isoformat(), **SPAN)
        assert then.state in TROUBLE


def case(day: str, ref: str, event: str, **more: Any) -> Fields:
    return dated(day, case=ref, event=event, **more)


@pytest.mark.parametrize(
    ("target", "entries", "on", "back", "rest"),
    [
        (TOTAL, [entry("2026-03-03")], "2026-04-01", "3 more now", "11 by 31 May"),
        (TOTAL, [entry("2026-03-03", 11)], "2026-04-01", "", "1 more by 31 May"),
        (TOTAL, [entry("2026-03-03", 11)], "2026-05-31", "1 more now", ""),
        (TOTAL, [entry("2026-03-03", 7.5)], "2026-06-01", "4.5 bulletins more", ""),
        (TOTAL, [entry("2026-03-03", 7.5)], "2026-04-01", "", "4.5 bulletins more by 31 May"),
        (FRACTIONS, [], "2026-03-20", "1.53 km more now", "7.3 km by 31 May"),
        (EACH, [entry("2026-03-03", 3, for_="deputy")], "2026-05-10",
         "3 more from director", "everyone at 4 by 31 May"),
        (EACH, [], "2026-05-10", "3 each from director, deputy", "everyone at 4 by 31 May"),
        (EACH, [entry("2026-03-03", 3, for_="deputy")], "2026-06-01",
         "4 more from director, 1 more from deputy", ""),
        (EACH, [entry("2026-03-03", 3, for_="team")], "2026-04-01", "", "everyone at 4 by 31 May"),
        (UP, [entry("2026-03-03", 3)], "2026-03-31", "raise by 2.4 marks now", "7 by 31 May"),
        (UP, [entry("2026-03-03", 9)], "2026-03-31", "", "raise by 1 by 31 May"),
        (DOWN, [entry("2026-03-03", 4)], "2026-06-01", "reduce by 1.75", ""),
        (UP, [], "2026-06-01", "take the first reading", ""),
        (UP, [], "2026-03-31", "", "take the first reading"),
        (LEVEL, [entry("2026-03-03", 5)], "2026-04-01", "take a new reading", ""),
        (LEVEL, [entry("2026-03-03", 3)], "2026-03-04", "raise by 1 to 4, record it", ""),
        (LEVEL, [entry("2026-03-03", 9)], "2026-03-04", "reduce by 3 to 6, record it", ""),
        (STEPS, [], "2026-03-21", "complete 'drafted'", "'in force' by 20 Apr"),
        (STEPS, [], "2026-03-20", "", "complete 'drafted' by 20 Mar"),
        (STEPS, [], "2026-04-21", "complete 'drafted', 'in force'", "'agreed' by 31 May"),
        (STEPS, [], "2026-06-01", "complete 'drafted', 'in force', 'agreed'", ""),
        (LIMIT, [], "2026-04-01", "log the figure for Mar 2026, or none", "at most 12 more until 31 May"),
        (LIMIT, [entry("2026-03-03", 6)], "2026-03-20", "no more until 8 Apr", "at most 6 more until 31 May"),
        (LIMIT, [entry("2026-03-03", 12)], "2026-03-20", "no more until 24 May", "no more until 31 May"),
        (LIMIT, [entry("2026-03-03", 1)], "2026-06-01", "log the figure for Apr 2026, May 2026, or none", ""),
        (WEDNESDAYS, [], "2026-03-05", "hold this week's session", "6 of the 13 weeks until 31 May"),
        (WEDNESDAYS, [entry("2026-03-04")], "2026-03-05", "", "keep 5 of the 12 weeks until 31 May"),
        (WEDNESDAYS, [], "2026-03-16", "keep 2 more weeks in a row", "6 of the 11 weeks until 31 May"),
        (OF_TWO, [entry("2026-03-03", for_="deputy")], "2026-03-04",
         "2 more from director, 1 more from deputy this week", "4 of the 13 weeks each until 31 May"),
    ],
)  # fmt: skip
def test_the_step_is_said_in_a_few_words_and_then_what_is_left_to_the_end(
    target: str, entries: list[Fields], on: str, back: str, rest: str
) -> None:
    found = standing(target, *entries, on=on, **SPAN)
    assert shown(found, "back_on_track", "next_step") == (back, rest)


def test_all_late_cases_are_named_with_their_holders_where_these_differ() -> None:
    """And the one who has them all takes the step."""
    entries = [
        case("2026-03-03", "a", "opened", for_="head"),
        case("2026-03-04", "b", "opened", for_="clerk"),
        case("2026-03-20", "c", "opened", for_="clerk"),
    ]
    late = standing(UNASKED, *entries, on="2026-03-23", **SPAN)
    assert shown(late, "back_on_track", "next_by", "next_step") == (
        "close a (10 days late, with head), b (9 days late, with clerk)",
        None,
        "move c to 'answered' by 30 Mar (with clerk)",
    )
    entries.append(case("2026-03-05", "a", "answered"))
    one_left = standing(UNASKED, *entries, on="2026-03-23", **SPAN)
    assert shown(one_left, "back_on_track", "next_by") == ("close b (9 days late)", "clerk")


def test_a_report_that_is_missing_is_not_left_to_the_holder_of_a_case() -> None:
    entries = [case("2026-04-03", "a", "opened", for_="head")]
    found = standing(CASES, *entries, on="2026-04-20", **SPAN)
    assert shown(found, "back_on_track", "next_by") == (
        "close a (7 days late, with head), log the cases for Mar 2026, or none",
        None,
    )


def test_what_has_failed_says_so_and_what_is_still_to_be_done() -> None:
    found = standing(LIMIT, entry("2026-03-03", 13), on="2026-04-10", **SPAN)
    said = "rectrack explain t CAUSE --remedy TEXT"
    assert shown(found, "state", "back_on_track", "next_step") == (State.FAILED, "", said)


def test_a_step_sees_the_day_that_an_extension_moved() -> None:
    later = extended("2026-05-31", to="2026-08-31")
    found = standing(TOTAL, later, entry("2026-03-03", 11), on="2026-06-01", **SPAN)
    assert shown(found, "back_on_track", "next_step") == ("", "1 more by 31 Aug")
