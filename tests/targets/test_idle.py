"""What is logged and moves no figure is said to, with the reason; and only that."""

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from rectrack.records import Records
from rectrack.reports.decision_notes import of_progress
from rectrack.reports.status import standing_of
from rectrack.targets.reading import Reading
from tests.support import by_value, examples, line, plan_text, records
from tests.targets.helpers import Fields, dated, entry

pytestmark = pytest.mark.sampled(one_in=3)

SPAN = {"start": "2026-03-02", "end": "2026-05-05"}
"""A Monday, and a Tuesday whose week falls due after it."""
TOTAL = "{title: T, kind: total, goal: 10}"
EACH = "{title: T, kind: each, goal: 5, who: [director, deputy]}"
WEEKLY = "{title: T, kind: cadence, every: week, except: [2026-03-15]}"
WEDNESDAYS = "{title: T, kind: cadence, every: week, on: wed, times: 2}"
MONDAYS_FROM_TUESDAY = "{title: T, kind: cadence, every: week, on: mon, start: 2026-03-03}"
MONTHLY = "{title: T, kind: cadence, every: month}"
OF_TWO = "{title: T, kind: cadence, every: week, who: [director, deputy]}"
LIMIT = "{title: T, kind: limit, goal: 10}"
QUARTERLY = "{title: T, kind: limit, goal: 10, attest: quarter}"
UNASKED = "{title: T, kind: limit, goal: 10, attest: never}"
LEVEL = "{title: T, kind: level, min: 5}"
CHANGE = "{title: T, kind: change, baseline: 2, goal: 9}"
STEPS = "{title: T, kind: steps, steps: [drafted, agreed]}"
CASES = "{title: T, kind: cases, within: 10, stages: [checked, answered]}"
KINDS = (TOTAL, EACH, WEEKLY, WEDNESDAYS, OF_TWO, LIMIT, UNASKED, LEVEL, CHANGE, STEPS, CASES)


def case(day: str, event: str, ref: str = "c", **more: Any) -> Fields:
    return dated(day, case=ref, event=event, **more)


def logged(target: str, *entries: Fields) -> Records:
    """Return a plan with entries that were written down in this order."""
    moments = (f"2026-06-01T09:00:00.{n:06}Z" for n, _ in enumerate(entries))
    lines = [line(logged=moment, **each) for moment, each in zip(moments, entries, strict=True)]
    return records(plan_text(target, *lines, **SPAN))


def said(target: str, *entries: Fields, added: int = 1) -> list[str]:
    """Return what is said of the entries that were added last."""
    found = logged(target, *entries)
    assert found.findings == ()
    new = [each for each in found.log.entries if each in found.entries][-added:]
    return [why for _, why in of_progress(found, new, date(2026, 5, 5))]


@pytest.mark.parametrize(
    ("target", "before", "new", "why"),
    [
        (TOTAL, [], entry("2026-03-03", 0), "0 adds nothing"),
        (EACH, [], entry("2026-03-03", 0, for_="director"), "0 adds nothing"),
        (WEEKLY, [entry("2026-03-03")], entry("2026-03-08"),
         "the week of Sun 8 Mar 2026 is already kept"),
        (WEEKLY, [entry("2026-03-08")], entry("2026-03-03"),
         "the week of Sun 8 Mar 2026 is already kept"),
        (WEDNESDAYS, [entry("2026-03-03", 2)], entry("2026-03-04"),
         "the week of Wed 4 Mar 2026 is already kept"),
        (MONTHLY, [entry("2026-04-30")], entry("2026-04-01"), "Apr 2026 is already kept"),
        (OF_TWO, [entry("2026-03-03", for_="team")], entry("2026-03-04", for_="deputy"),
         "the week of Sun 8 Mar 2026 is already kept by deputy"),
        (LIMIT, [entry("2026-03-03", 0)], entry("2026-03-20", 0), "Mar 2026 is already reported"),
        (LIMIT, [entry("2026-03-20", 2)], entry("2026-03-03", 0), "Mar 2026 is already reported"),
        (QUARTERLY, [entry("2026-04-20", 2)], entry("2026-05-03", 0), "Q2 2026 is already reported"),
        (UNASKED, [], entry("2026-03-03", 0), "no report is asked for"),
        (LEVEL, [entry("2026-03-20", 6)], entry("2026-03-19", 7),
         "the later reading of 20 Mar counts"),
        (CHANGE, [entry("2026-03-20", 6)], entry("2026-03-19", 7),
         "the later reading of 20 Mar counts"),
        (STEPS, [dated("2026-03-20", step="drafted")], dated("2026-03-20", step="drafted"),
         "'drafted' has been done since 20 Mar"),
        (CASES, [case("2026-03-03", "opened"), case("2026-03-04", "checked")], case("2026-03-05", "checked"),
         "case c is already 'checked'"),
        (CASES, [case("2026-03-03", "opened")], case("2026-03-05", "handed", for_="clerk"),
         "clerk already has case c"),
        (CASES, [entry("2026-03-03", 0)], entry("2026-03-31", 0), "Mar 2026 is already reported"),
        (CASES, [case("2026-03-03", "opened")], entry("2026-03-31", 0), "Mar 2026 is already reported"),
        (CASES, [case("2026-02-03", "opened"), case("2026-02-04", "answered")], case("2026-02-05", "checked"),
         "case c was opened on 3 Feb, outside the days of t"),
        (CASES, [], case("2026-05-06", "opened"), "case c was opened on 6 May, outside the days of t"),
    ],
)  # fmt: skip
def test_an_entry_that_moves_no_figure_says_why(
    target: str, before: list[Fields], new: Fields, why: str
) -> None:
    assert said(target, *before, new) == [f"this moves no figure: {why}"]


@pytest.mark.parametrize(
    ("target", "before", "new"),
    [
        (TOTAL, [entry("2026-03-03")], entry("2026-03-03", 0.01)),
        (WEEKLY, [entry("2026-03-08")], entry("2026-03-16")),
        (WEDNESDAYS, [entry("2026-03-03")], entry("2026-03-04")),
        (OF_TWO, [entry("2026-03-03", for_="deputy")], entry("2026-03-04", for_="team")),
        (LIMIT, [entry("2026-03-31", 0)], entry("2026-04-01", 0)),
        (LIMIT, [entry("2026-03-03", 0)], entry("2026-03-20", 2)),
        (LEVEL, [entry("2026-03-20", 6)], entry("2026-03-20", 7)),
        (STEPS, [dated("2026-03-20", step="drafted")], dated("2026-03-19", step="drafted")),
        (STEPS, [dated("2026-03-20", step="drafted")], dated("2026-03-20", step="agreed")),
        (CASES, [case("2026-03-03", "opened")], case("2026-03-05", "checked")),
        (CASES, [case("2026-03-03", "opened"), case("2026-03-05", "checked")], case("2026-03-04", "checked")),
        (CASES, [case("2026-03-03", "opened")], case("2026-03-05", "handed", for_="head")),
        (CASES, [case("2026-02-03", "opened")], entry("2026-03-31", 0)),
    ],
)  # fmt: skip
def test_an_entry_that_moves_something_is_taken_without_a_word(
    target: str, before: list[Fields], new: Fields
) -> None:
    assert said(target, *before, new) == []


@pytest.mark.parametrize(
    ("target", "new", "why"),
    [
        (TOTAL, entry("2026-03-01"), "2026-03-01 is before the first day, 2026-03-02; not counted"),
        (TOTAL, entry("2026-05-06"), "2026-05-06 is after the due day, 2026-05-05; counted as late"),
        (EACH, entry("2026-03-01", for_="team"),
         "2026-03-01 is before the first day, 2026-03-02; not counted"),
        (LIMIT, entry("2026-03-01"), "2026-03-01 is before the first day, 2026-03-02; not counted"),
        (LIMIT, entry("2026-05-06"), "2026-05-06 is after the due day, 2026-05-05; not counted"),
        (LEVEL, entry("2026-03-01"), "2026-03-01 is before the first day, 2026-03-02"),
        (WEEKLY, entry("2026-05-06"), "2026-05-06 is after the due day, 2026-05-05; not counted"),
        (WEEKLY, entry("2026-05-04"), "2026-05-04 is in the week that falls due on Sun 10 May 2026, after the due day, 2026-05-05; not counted"),
        (WEEKLY, entry("2026-03-10"), "2026-03-10 is in the week that falls due on Sun 15 Mar 2026, which is exempt; not counted"),
        (MONDAYS_FROM_TUESDAY, entry("2026-03-04"),
         "2026-03-04 is in the week that falls due on Mon 2 Mar 2026, before the first day, 2026-03-03; not counted"),
        (MONTHLY, entry("2026-05-05"), "2026-05-05 is in the month that falls due on Sun 31 May 2026, after the due day, 2026-05-05; not counted"),
        (CASES, entry("2026-03-01", 0), "2026-03-01 is before the first day, 2026-03-02; not counted"),
        (CASES, entry("2026-05-06", 0), "2026-05-06 is after the due day, 2026-05-05; not counted"),
    ],
)  # fmt: skip
def test_an_entry_outside_the_days_that_count_says_what_becomes_of_it(
    target: str, new: Fields, why: str
) -> None:
    assert said(target, new) == [why]


def test_what_becomes_of_a_case_counts_whenever_it_does() -> None:
    """Each case has its own days, which may begin before the target's and end after them."""
    old = case("2026-02-27", "opened"), case("2026-03-03", "checked")
    assert said(CASES, *old, case("2026-05-06", "answered")) == []


def test_who_had_left_keeps_no_window() -> None:
    text = plan_text(OF_TWO, line(**entry("2026-04-01", for_="deputy")), **SPAN)
    found = records(text.replace("deputy: {", "deputy: {left: 2026-03-20, ", 1))
    [(_, why)] = of_progress(found, found.entries, date(2026, 5, 5))
    assert why == "this moves no figure: deputy had left by then"


@pytest.mark.parametrize(
    ("target", "entries", "many"),
    [
        (WEEKLY, [entry("2026-03-04"), entry("2026-03-03")], 1),
        (LEVEL, [entry("2026-03-03", 6), entry("2026-03-04", 6), entry("2026-03-05", 6)], 0),
        (LEVEL, [entry("2026-03-05", 6), entry("2026-03-04", 6), entry("2026-03-03", 6)], 2),
        (LIMIT, [entry("2026-03-03", 0), entry("2026-03-04", 0), entry("2026-04-04", 0)], 1),
    ],
)
def test_of_many_entries_each_is_looked_at_beside_those_before_it(
    target: str, entries: list[Fields], many: int
) -> None:
    """As if they had been logged one by one."""
    assert len(said(target, *entries, added=len(entries))) == many


days = st.dates(date(2026, 2, 25), date(2026, 5, 12)).map(date.isoformat)
people = st.sampled_from(["director", "deputy", ["director", "deputy"]])


def of(target: str) -> st.SearchStrategy[Fields]:
    """Return entries that a target takes."""
    if target is STEPS:
        return st.builds(dated, days, step=st.sampled_from(["drafted", "agreed"]))
    if target is CASES:
        events = st.sampled_from(["opened", "handed", "checked", "answered", "dropped"])
        names = st.sampled_from(["head", "clerk"])
        cases = st.builds(case, days, events, st.sampled_from("cd"), for_=names)
        return cases | st.builds(entry, days, st.just(0))
    values = st.integers(1, 2) if "cadence" in target else st.integers(0, 6)
    if "who" in target:
        return st.builds(entry, days, values, for_=people)
    return st.builds(entry, days, values)


def read(found: Records) -> Reading:
    """Return what is read on a day after the last, but for what depends on how many entries are."""
    day = date(2026, 5, 20)
    reading = standing_of(found.plan, "t", found.until(day), day).reading
    return replace(reading, forecast=None)


@pytest.mark.parametrize("target", KINDS)
@given(data=st.data())
@examples(60)
def test_what_is_said_to_move_nothing_moves_nothing(target: str, data: st.DataObject) -> None:
    """Neither does what is said not to count. What `log` refuses is left out."""
    entries = data.draw(st.lists(of(target), min_size=1, max_size=8))
    before, after = logged(target, *entries[:-1]), logged(target, *entries)
    new = after.log.entries[-1]
    others = [each for each in after.entries if each is not new]
    assume(by_value(others) == by_value(before.entries))
    assume(len(after.entries) > len(before.entries))
    told = " ".join(why for _, why in of_progress(after, [new], date(2026, 5, 20)))
    if "moves no figure" in told or "not counted" in told:
        assert read(after) == read(before)
