"""What a plan cannot promise, and what an entry cannot say, by kind of target.

A fault in the plan is an error; a wrong entry is set aside. Either names what to do about it.
"""

import pytest

from tests.targets.helpers import (
    Fields,
    dated,
    entry,
    extended,
    objection,
    refusals,
    waived,
)

DAY = "2026-03-02"


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        (
            "kind: total, goal: 11, shares: {director: 6, deputy: 4}",
            "they add up to 10, not to the goal 11",
        ),
        (
            "kind: total, goal: 9.5, shares: {director: 6, deputy: 4}",
            "they add up to 10, not to the goal 9.5",
        ),
        ("kind: total, goal: 10, shares: {team: 10}", "'team' is not among the people"),
        ("kind: total, goal: 10, checkpoints: {2026-02-28: 2}", "outside the target's days"),
        ("kind: total, goal: 10, checkpoints: {2026-04-01: 2}", "outside the target's days"),
        ("kind: total, goal: 0", "0 must be above zero"),
        ('kind: total, goal: "1,420"', "write 1420"),
        ("kind: each, goal: 5, who: []", "the list is empty"),
        ("kind: each, goal: 5, who: [clark]", "'clark' is not among the people and groups"),
        ("kind: each, goal: 5, who: [clerk, clerk]", "clerk appears twice"),
        ("kind: each, goal: 0, who: [clerk]", "0 must be above zero"),
        ("kind: cadence, every: month, due: 2026-03-30", "no month falls due between 2026-03-01"),
        ("kind: cadence, every: week, start: 2026-03-30", "no week falls due"),
        ("kind: cadence, every: week, on: wed, start: 2026-03-26, due: 2026-03-31", "no week"),
        ("kind: cadence, every: two weeks, due: 2026-03-07", "no two-week period falls due"),
        ("kind: cadence, every: day, start: 2026-03-28, due: 2026-03-29", "no day falls due"),
        ("kind: cadence, every: day, on: wed", "a day of the week is for `every: week`"),
        ("kind: cadence, every: quarter, except: [2026-03-31]", "no quarter falls due"),
        ("kind: cadence, every: month, on: wed", "a day of the week is for `every: week`"),
        (
            "kind: cadence, every: decade",
            "'decade' is not one of day, week, two weeks, month, quarter, half-year, year",
        ),
        ("kind: cadence, times: 2", "every"),
        ("kind: cadence, every: week, times: 0", "0 must be above zero"),
        ("kind: cadence, every: week, share: 101", "101 is not between 0 and 100 %"),
        ("kind: limit, goal: 5, baseline: 10", "keep one"),
        ("kind: limit, goal: 5, cut: 20", "a cut needs a `baseline`"),
        ("kind: limit, goal: -1", "negative"),
        ("kind: limit, baseline: 10, cut: 101", "101 is not between 0 and 100 %"),
        ("kind: limit, goal: 5, attest: week", "'week' is not one of month, quarter, never"),
        ("kind: level, min: 5.01, max: 5", "5.01 is above the max, 5"),
        ("kind: level, min: 90, stale_after: 0", "0 must be above zero"),
        ("kind: level, min: 90, stale_after: 1.5", "1.5 must be a whole number"),
        ("kind: level, min: 90, independent: perhaps", "neither true nor false"),
        ("kind: level, goal: 90", "has no key 'goal'"),
        ("kind: change, baseline: 60, goal: 60.0", "60 is also the baseline"),
        ("kind: change, baseline: 60, goal: 0", "0 must be above zero"),
        ("kind: cases, within: 10, stages: []", "the list is empty"),
        ("kind: cases, within: 10, stages: [opened, told]", "'opened' has a meaning of its own"),
        ("kind: cases, within: 10, stages: [handed]", "'handed' has a meaning of its own"),
        ("kind: cases, within: 0", "0 must be above zero"),
        ("kind: cases, within: 10, attest: week", "'week' is not one of month, quarter, never"),
        ("kind: steps, steps: {drafted: 2026-02-28}", "2026-02-28 is outside the target's days"),
        ("kind: steps, steps: {drafted: 2026-04-01}", "2026-04-01 is outside the target's days"),
        ("kind: steps, steps: {drafted: 2026-02-29}", "February 2026 has 28 days"),
        ("kind: steps, steps: [drafted, drafted]", "drafted appears twice"),
        ("kind: steps, steps: []", "the list is empty"),
        ("kind: steps, steps: {}", "the mapping is empty"),
        ("kind: steps, steps: ", "steps"),
    ],
)
def test_a_promise_that_cannot_be_meant_is_an_error_of_the_plan(terms: str, sentence: str) -> None:
    """The plan runs through March 2026."""
    said = objection(f"{{title: T, {terms}}}", start="2026-03-01", end="2026-03-31")
    assert sentence in said


@pytest.mark.parametrize(
    ("terms", "entries"),
    [
        ("kind: limit, goal: 0", [entry(DAY, 0)]),
        ("kind: level, min: 5, max: 5", [entry(DAY, -5)]),
        ("kind: steps, steps: {drafted: 2026-03-01, approved: 2026-03-31}", []),
        ("kind: total, goal: 10, checkpoints: {2026-03-01: 0, 2026-03-31: 10}", []),
        ("kind: total, goal: 0.3, shares: {director: 0.1, deputy: 0.2}", [entry(DAY, 0)]),
        ("kind: cadence, every: week, on: wed, start: 2026-03-25, due: 2026-03-25", []),
    ],
)
def test_what_is_just_within_the_rules_is_taken(terms: str, entries: list[Fields]) -> None:
    assert refusals(f"{{title: T, {terms}}}", *entries, start="2026-03-01", end="2026-03-31") == []


TAKERS = {
    "total": "goal: 10",
    "each": "goal: 5, who: [director, deputy]",
    "cadence": "every: week",
    "limit": "goal: 10",
    "level": "min: 90",
    "change": "baseline: 20, goal: 60",
    "cases": "within: 10",
    "steps": "steps: [drafted, approved]",
}


def refused(kind: str, wrong: Fields) -> str:
    said = objection(f"{{title: T, kind: {kind}, {TAKERS[kind]}}}", wrong)
    assert said.endswith("; this entry is set aside")
    return said


@pytest.mark.parametrize(
    ("kind", "wrong", "sentence"),
    [
        ("total", entry(DAY, -1), "value: -1 is negative"),
        ("total", entry(DAY, step="drafted"), "step has no place"),
        ("total", entry(DAY, event="opened"), "event has no place"),
        ("each", entry(DAY, -0.5), "value: -0.5 is negative"),
        ("each", entry(DAY, for_="nobody"), "'nobody' is not among the people and groups"),
        ("each", entry(DAY, for_=[]), "names nobody"),
        ("total", entry(DAY, evidence=["a.pdf", " "]), "evidence is empty"),
        ("each", entry(DAY, case="c1"), "case has no place"),
        ("cadence", entry(DAY, 0), "value: 0 must be a whole number of times"),
        ("cadence", entry(DAY, 1.5), "value: 1.5 must be a whole number of times"),
        ("cadence", entry(DAY, -1), "value: -1 is negative"),
        ("cadence", entry(DAY, passed=True), "passed has no place"),
        ("limit", entry(DAY, -3), "value: -3 is negative"),
        ("limit", entry(DAY, until=DAY), "until has no place"),
        ("limit", waived(DAY, "2026-03-09"), "a limit cannot be waived"),
        ("level", entry(DAY, step="read"), "step has no place"),
        ("change", entry(DAY, passed=False), "passed has no place"),
        ("cases", dated(DAY, case="c1", event="anwsered"), "did you mean answered?"),
        ("cases", entry(DAY, 1), "case is missing"),
        ("cases", dated(DAY, case="c1"), "event is missing"),
        ("cases", dated(DAY, event="opened"), "case is missing"),
        ("cases", entry(DAY, case="c1", event="opened"), "value has no place"),
        ("steps", dated(DAY, step="aproved"), "did you mean approved?"),
        ("steps", dated(DAY, step="Drafted"), "t has no step 'Drafted'"),
        ("steps", dated(DAY), "step is missing"),
        ("steps", entry(DAY, step="drafted"), "value has no place"),
        ("total", {**extended(DAY, "2027-04-01"), "asked": None}, "asked is missing"),
        ("total", {**extended(DAY, "2027-04-01"), "to": None}, "to is missing"),
        ("total", {**extended(DAY, "2027-04-01"), "note": None}, "reason"),
        (
            "total",
            extended(DAY, "2027-04-01", asked="2026-03-03"),
            "asked: 2026-03-03 is after 2026-03-02",
        ),
        ("total", extended(DAY, "2207-04-01"), "to: 2207-04-01 is more than a hundred years away"),
        ("total", {**waived(DAY, "2026-04-01"), "until": None}, "until is missing"),
        ("total", waived(DAY, "2026-03-01"), "until: 2026-03-01 is before 2026-03-02"),
        ("total", {**waived(DAY, "2026-04-01"), "value": 1}, "value has no place"),
        ("total", {**waived(DAY, "2026-04-01"), "note": None}, "reason"),
    ],
)
def test_an_entry_that_its_target_does_not_take_is_set_aside(
    kind: str, wrong: Fields, sentence: str
) -> None:
    assert sentence in refused(kind, wrong)


@pytest.mark.parametrize("kind", ["total", "each", "cadence", "limit", "level", "change"])
def test_an_entry_without_its_figure_is_set_aside(kind: str) -> None:
    """Nothing is guessed from a file: only `log` knows what is meant where a value is left out."""
    assert "value is missing" in refused(kind, dated(DAY, note="done"))


ONE_PERSONS_WORK: dict[str, Fields] = {
    "total": entry(DAY),
    "limit": entry(DAY),
    "level": entry(DAY),
    "change": entry(DAY),
    "cases": dated(DAY, case="c1", event="opened"),
    "steps": dated(DAY, step="drafted"),
}


@pytest.mark.parametrize("kind", ONE_PERSONS_WORK)
def test_only_each_and_cadence_credit_several_people(kind: str) -> None:
    together = {**ONE_PERSONS_WORK[kind], "for": ["director", "deputy"]}
    assert "for: give one person per " in refused(kind, together)


@pytest.mark.parametrize("kind", ONE_PERSONS_WORK)
def test_only_each_and_cadence_credit_a_group(kind: str) -> None:
    assert refused(kind, {**ONE_PERSONS_WORK[kind], "for": "team"})
