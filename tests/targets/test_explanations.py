"""An explanation answers for what went wrong up to its day; what goes wrong later is unanswered."""

from typing import Any

import pytest

from rectrack.targets.state import State
from tests.support import standing
from tests.targets.helpers import Fields, dated, entry

GIFTS = "{title: T, kind: limit, goal: 1, attest: never}"
COSTS = "{title: T, kind: limit, goal: 365, attest: month}"
WEEKS = "{title: T, kind: cadence, every: week, on: wed, start: 2026-03-02, due: 2026-05-31}"
CASES = "{title: T, kind: cases, within: 10, attest: never}"
RULES = "{title: T, kind: steps, steps: {drafted: 2026-03-10, in force: 2026-06-30}}"
STAGES = "{title: T, kind: total, goal: 10, checkpoints: {2026-03-31: 2, 2026-06-30: 5}}"
REPORTS = "{title: T, kind: total, goal: 365}"
TALKS = "{title: T, kind: each, goal: 365, who: [head]}"
BOTH = "{title: T, kind: each, goal: 365, who: [head, clerk]}"
RATING = "{title: T, kind: level, min: 80}"
DAYS = "{title: T, kind: change, baseline: 366, goal: 1}"


def explained(day: str, **more: Any) -> Fields:
    return dated(day, event="explained", cause="Snow", remedy="A plough", **more)


def remedied(day: str) -> Fields:
    return dated(day, event="remedied", note="It is there")


def case(day: str, ref: str, event: str) -> Fields:
    return dated(day, case=ref, event=event)


@pytest.mark.parametrize(
    ("target", "entries", "on", "state", "answered"),
    [
        # A limit: every amount above the ceiling is a breach.
        (GIFTS, [entry("2026-03-01", 2), explained("2026-03-01")], "2026-04-01", State.FAILED, True),
        (GIFTS, [entry("2026-03-01", 2), explained("2026-02-28")], "2026-04-01", State.FAILED, False),
        (GIFTS, [entry("2026-03-01", 2), explained("2026-03-05"), entry("2026-03-06", 1)], "2026-04-01", State.FAILED, False),
        (GIFTS, [entry("2026-03-01", 2), explained("2026-03-05"), entry("2026-03-06", 0)], "2026-04-01", State.FAILED, True),
        (GIFTS, [entry("2026-03-01", 2), explained("2026-03-05"), entry("2026-03-06", 1), explained("2026-03-06")], "2026-04-01", State.FAILED, True),
        # More than is allowed by the day, and a missing report.
        (COSTS, [entry("2026-01-05", 90), explained("2026-01-06")], "2026-01-20", State.BEHIND, True),
        (COSTS, [entry("2026-01-05", 90), explained("2026-01-06"), entry("2026-01-07", 1)], "2026-01-20", State.BEHIND, False),
        (COSTS, [explained("2026-02-01")], "2026-02-20", State.BEHIND, True),
        (COSTS, [explained("2026-02-01")], "2026-03-01", State.BEHIND, False),
        # A cadence: each window that was lost.
        (WEEKS, [explained("2026-03-09")], "2026-03-11", State.FAILED, True),
        (WEEKS, [explained("2026-03-09")], "2026-03-16", State.FAILED, False),
        # Cases and steps: each that is late, from the day after its last.
        (CASES, [case("2026-03-01", "a", "opened"), explained("2026-03-12")], "2026-03-30", State.BEHIND, True),
        (CASES, [case("2026-03-01", "a", "opened"), explained("2026-03-11")], "2026-03-30", State.BEHIND, False),
        (CASES, [case("2026-03-01", "a", "opened"), explained("2026-03-12"), case("2026-03-10", "b", "opened")], "2026-03-30", State.BEHIND, False),
        (CASES, [case("2026-03-01", "a", "opened"), explained("2026-03-12"), case("2026-03-10", "b", "opened"), case("2026-03-29", "b", "answered")], "2026-03-30", State.BEHIND, True),
        (RULES, [explained("2026-03-11")], "2026-06-30", State.BEHIND, True),
        (RULES, [explained("2026-03-11")], "2026-07-01", State.BEHIND, False),
        # Checkpoints are due on their own day.
        (STAGES, [explained("2026-03-31")], "2026-06-29", State.BEHIND, True),
        (STAGES, [explained("2026-03-31")], "2026-06-30", State.BEHIND, False),
        # An even pace has no days of its own: it holds until the target has caught up.
        (REPORTS, [explained("2026-01-05")], "2026-05-01", State.BEHIND, True),
        (REPORTS, [explained("2026-01-05"), entry("2026-01-20", 3)], "2026-05-01", State.BEHIND, True),
        (REPORTS, [explained("2026-01-05"), entry("2026-01-20", 20)], "2026-05-01", State.BEHIND, False),
        (REPORTS, [entry("2026-01-01", 9), explained("2026-01-05")], "2026-05-01", State.BEHIND, False),
        (TALKS, [explained("2026-01-05"), entry("2026-01-20", 3, for_="head")], "2026-05-01", State.BEHIND, True),
        (TALKS, [explained("2026-01-05"), entry("2026-01-20", 20, for_="head")], "2026-05-01", State.BEHIND, False),
        (RATING, [entry("2026-03-01", 70), explained("2026-03-02"), entry("2026-03-09", 75)], "2026-03-10", State.BEHIND, True),
        (RATING, [entry("2026-03-01", 70), explained("2026-03-02"), entry("2026-03-09", 85), entry("2026-03-10", 75)], "2026-03-10", State.BEHIND, False),
        (RATING, [entry("2026-01-01", 85), explained("2026-03-31")], "2026-04-02", State.BEHIND, False),
        (RATING, [entry("2026-01-01", 85), explained("2026-04-02")], "2026-05-02", State.BEHIND, True),
        # Of several people, whoever falls behind later is unanswered.
        (BOTH, [explained("2026-01-05")], "2026-03-10", State.BEHIND, True),
        (BOTH, [entry("2026-01-01", 30, for_="head"), explained("2026-01-05")], "2026-01-29", State.BEHIND, True),
        (BOTH, [entry("2026-01-01", 30, for_="head"), explained("2026-01-05")], "2026-01-31", State.BEHIND, False),
        (DAYS, [entry("2026-01-05", 365), explained("2026-01-06"), entry("2026-01-20", 300)], "2026-05-01", State.BEHIND, False),
        (DAYS, [entry("2026-01-05", 365), explained("2026-01-06")], "2026-03-10", State.BEHIND, True),
        # To be late at the end is a breach of its own.
        (REPORTS, [explained("2026-12-31")], "2027-01-01", State.OVERDUE, False),
        (REPORTS, [explained("2027-01-01")], "2027-01-01", State.OVERDUE, True),
    ],
)  # fmt: skip
def test_an_explanation_covers_what_went_wrong_up_to_its_day(
    target: str, entries: list[Fields], on: str, state: State, answered: bool
) -> None:
    """The state itself stays as it is."""
    found = standing(target, *entries, on=on)
    assert (found.state, found.explained) == (state, answered)
    assert ("explained: A plough" in found.reading.step) is answered


@pytest.mark.parametrize("state", [State.MET, State.ON_TRACK, State.WAIVED])
def test_what_is_not_in_trouble_is_not_explained(state: State) -> None:
    more = {
        State.MET: entry("2026-03-03", 365),
        State.ON_TRACK: entry("2026-03-03", 200),
        State.WAIVED: dated("2026-03-03", event="waived", until="2026-06-30", note="Snow"),
    }
    found = standing(REPORTS, explained("2026-03-01"), more[state], on="2026-03-10")
    assert (found.state, found.explained, found.reading.answered) == (state, False, "")


@pytest.mark.parametrize(
    ("entries", "open_still", "says"),
    [
        ([explained("2026-03-01")], True, "explained: A plough"),
        ([explained("2026-03-01", due="2026-05-01")], True, "explained, due 1 May: A plough"),
        ([explained("2026-03-01"), remedied("2026-03-09")], False, "explained, done on 9 Mar: A plough"),
        ([explained("2026-03-01"), remedied("2026-03-11")], True, "explained: A plough"),
        ([explained("2026-03-01"), remedied("2026-03-02"), explained("2026-03-03")], True, "explained: A plough"),
        ([remedied("2026-03-01"), explained("2026-03-02")], True, "explained: A plough"),
        ([explained("2026-03-01"), entry("2026-03-09", 365)], False, ""),
        ([explained("2026-03-01"), entry("2026-03-09", 200)], True, ""),
    ],
)  # fmt: skip
def test_a_remedy_is_to_be_carried_out_until_it_is_or_the_target_is_met(
    entries: list[Fields], open_still: bool, says: str
) -> None:
    """To be back on track ends no remedy; a later explanation has a remedy of its own."""
    found = standing(REPORTS, *entries, on="2026-03-10")
    assert (found.remedy is not None, found.reading.answered) == (open_still, says)


def test_an_unanswered_failure_and_an_answered_one_never_look_alike() -> None:
    broken = entry("2026-03-01", 2)
    before = standing(GIFTS, broken, on="2026-03-10")
    after = standing(GIFTS, broken, explained("2026-03-02", due="2026-05-01"), on="2026-03-10")
    assert before.reading.step == "rectrack explain t CAUSE --remedy TEXT"
    assert after.reading.step == "explained, due 1 May: A plough"
