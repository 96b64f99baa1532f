"""What falls due: each kind names the days by which something must be done, and no others."""

from datetime import date
from typing import Any

import pytest

from rectrack.plan.model import Period
from rectrack.reports.deadlines import deadlines
from rectrack.reports.status import standings
from tests.support import plan_text, records

DAY = date(2026, 3, 4)


def due(target: str, *entries: dict[str, Any], to: str, end: str = "2026-12-31") -> list[str]:
    """Return what falls due from 4 March 2026 to another day, that day included."""
    found = records(plan_text(target, *entries, end=end))
    assert found.findings == ()
    history = found.until(DAY)
    standing = standings(found.plan, history, DAY)
    days = Period(DAY, date.fromisoformat(to))
    return [f"{each.day} {each.who}: {each.what}" for each in deadlines(standing, [], days)]


@pytest.mark.parametrize(
    ("target", "entries", "to", "expected"),
    [
        ("{title: T, kind: total, goal: 10}", [], "2026-12-30", []),
        ("{title: T, kind: total, goal: 10}", [{"date": "2026-01-05", "value": 4}], "2026-12-31",
         ["2026-12-31 deputy: 6 more"]),
        ("{title: T, kind: total, goal: 4}", [{"date": "2026-01-05", "value": 4}], "2026-12-31", []),
        ("{title: T, kind: total, goal: 10, checkpoints: {2026-03-10: 5, 2026-06-30: 8}}",
         [{"date": "2026-01-05", "value": 3}], "2026-03-31",
         ["2026-03-10 deputy: 2 more, to reach 5"]),
        ("{title: T, kind: total, goal: 10, checkpoints: {2026-03-10: 5}}",
         [{"date": "2026-01-05", "value": 5}], "2026-03-31", []),
        ("{title: T, kind: each, goal: 1, who: team, due: 2026-03-20}",
         [{"date": "2026-01-05", "value": 1, "for": "deputy"}], "2026-03-20",
         ["2026-03-20 deputy: 1 more from director"]),
        ("{title: T, kind: cadence, every: week, on: wed, start: 2026-03-02}", [], "2026-03-11",
         ["2026-03-04 deputy: hold the week's session", "2026-03-11 deputy: hold the week's session"]),
        ("{title: T, kind: cadence, every: week, on: wed, start: 2026-03-02}",
         [{"date": "2026-03-03", "value": 1}], "2026-03-11", ["2026-03-11 deputy: hold the week's session"]),
        ("{title: T, kind: cadence, every: month, who: team, start: 2026-03-01}",
         [{"date": "2026-03-03", "value": 1, "for": "director"}], "2026-03-31",
         ["2026-03-31 deputy: hold the month's session: deputy"]),
        ("{title: T, kind: limit, goal: 5, start: 2026-03-01}", [], "2026-04-29",
         ["2026-03-31 deputy: log the figure for Mar 2026, or none"]),
        ("{title: T, kind: limit, goal: 5, start: 2026-03-01}",
         [{"date": "2026-03-02", "value": 0}], "2026-04-29", []),
        ("{title: T, kind: limit, goal: 5, start: 2026-03-01}",
         [{"date": "2026-03-02", "value": 6}], "2026-12-31", []),
        ("{title: T, kind: limit, goal: 5, attest: never}", [], "2026-12-31", []),
        ("{title: T, kind: level, min: 5, due: 2026-06-30}", [{"date": "2026-01-05", "value": 7}], "2026-12-31",
         ["2026-04-05 deputy: take a new reading before the last one expires"]),
        ("{title: T, kind: level, min: 5, due: 2026-03-31}", [{"date": "2026-01-05", "value": 7}], "2026-12-31", []),
        ("{title: T, kind: level, min: 5, due: 2026-03-31}", [{"date": "2026-03-01", "value": 3}], "2026-12-31",
         ["2026-03-31 deputy: raise by 2 to 5, record it"]),
        ("{title: T, kind: level, min: 5}", [], "2026-12-31", ["2026-12-31 deputy: take the first reading"]),
        ("{title: T, kind: change, baseline: 8, goal: 5, due: 2026-03-31}",
         [{"date": "2026-03-01", "value": 7}], "2026-12-31", ["2026-03-31 deputy: reduce by 2"]),
        ("{title: T, kind: cases, within: 15, attest: never}",
         [{"date": "2026-02-25", "case": "a", "event": "opened", "for": "head"},
          {"date": "2026-02-25", "case": "b", "event": "opened"},
          {"date": "2026-02-26", "case": "b", "event": "answered"}],
         "2026-12-31", ["2026-03-12 head: move a to 'answered'"]),
        ("{title: T, kind: cases, within: 15, start: 2026-03-01}", [], "2026-03-31",
         ["2026-03-31 deputy: log the cases for Mar 2026, or none"]),
        ("{title: T, kind: steps, steps: {drafted: 2026-03-10, in force: }, due: 2026-03-31}", [], "2026-12-31",
         ["2026-03-10 deputy: complete 'drafted'", "2026-03-31 deputy: complete 'in force'"]),
        ("{title: T, kind: steps, steps: {drafted: 2026-03-10, in force: }, due: 2026-03-31}",
         [{"date": "2026-03-01", "step": "drafted"}], "2026-03-30", []),
        ("{title: T, kind: total, goal: }", [], "2026-12-31", []),
    ],
)  # fmt: skip
def test_what_falls_due(
    target: str, entries: list[dict[str, Any]], to: str, expected: list[str]
) -> None:
    assert due(target, *entries, to=to) == expected


def test_what_an_extension_moved_is_due_on_its_new_day() -> None:
    extension = {
        "date": "2026-03-01", "event": "extended", "to": "2026-04-15", "asked": "2026-02-27", "note": "Snow",
    }  # fmt: skip
    target = "{title: T, kind: total, goal: 10, due: 2026-03-10}"
    assert due(target, extension, to="2026-04-30") == [
        "2026-04-15 deputy: 10 more (extended once from 10 Mar to 15 Apr)"
    ]


def test_a_waiver_ends_on_a_day() -> None:
    waiver = {"date": "2026-03-01", "event": "waived", "until": "2026-03-20", "note": "Snow"}
    target = "{title: T, kind: steps, steps: {drafted: 2026-03-10, in force: 2026-04-01}}"
    assert due(target, waiver, to="2026-12-31") == [
        "2026-03-20 deputy: the waiver ends",
        "2026-04-01 deputy: complete 'in force'",
    ]


def test_what_is_past_its_day_is_no_longer_to_come() -> None:
    target = "{title: T, kind: steps, steps: {drafted: 2026-03-03, in force: 2026-03-04}}"
    assert due(target, to="2026-12-31") == ["2026-03-04 deputy: complete 'in force'"]


@pytest.mark.parametrize(
    ("target", "entries", "following"),
    [
        ("{title: T, kind: total, goal: 10, checkpoints: {2026-03-10: 5}}", [], ["2026-03-10"]),
        ("{title: T, kind: each, goal: 1, who: team}", [], ["2026-12-31"]),
        ("{title: T, kind: cadence, every: quarter}", [], []),
        ("{title: T, kind: limit, goal: 5}", [], []),
        ("{title: T, kind: level, min: 5}", [{"date": "2026-03-01", "value": 3}], ["2026-12-31"]),
        ("{title: T, kind: change, baseline: 1, goal: 5}", [], ["2026-12-31"]),
        ("{title: T, kind: steps, steps: {drafted: 2026-03-10, in force: }}", [], ["2026-03-10"]),
        ("{title: T, kind: steps, steps: {drafted: 2026-03-01, in force: }}", [], ["2026-12-31"]),
        ("{title: T, kind: cases, within: 15}",
         [{"date": "2026-03-01", "case": "a", "event": "opened"},
          {"date": "2026-03-02", "case": "b", "event": "opened"}], ["2026-03-16"]),
    ],
)  # fmt: skip
def test_what_the_target_says_is_next_is_told_apart_from_what_else_falls_due(
    target: str, entries: list[dict[str, Any]], following: list[str]
) -> None:
    """So that a page can name it once."""
    found = records(plan_text(target, *entries))
    standing = standings(found.plan, found.until(DAY), DAY)
    coming = deadlines(standing, [], Period(DAY, date(2026, 12, 31)))
    assert [str(each.day) for each in coming if each.is_next] == following
