"""The eight states of a target: which comes first, and what extensions and waivers do to it."""

from datetime import date

import pytest

from rectrack.targets.state import State
from tests.support import plan_text, standing
from tests.targets.helpers import (
    MARCH_1_TO_10,
    Fields,
    entry,
    extended,
    judged,
    objection,
    shown,
    waived,
)

TOTAL = "{title: T, kind: total, goal: 10}"
BLANK = "{title: T, kind: total, goal: }"
LIMIT = "{title: T, kind: limit, goal: 10, attest: never}"
LEVEL = "{title: T, kind: level, min: 90}"
WEEKLY = "{title: T, kind: cadence, every: week}"
MONTHLY_LIMIT = "{title: T, kind: limit, goal: 10}"

WITHDRAWN = {
    "date": "2026-03-03",
    "measure": "measure",
    "event": "withdrawn",
    "by": "director",
    "note": "merged",
}
WAIVED = waived("2026-03-01", until="2026-12-31")


@pytest.mark.parametrize(
    ("target", "entries", "on", "state"),
    [
        (BLANK, [WITHDRAWN], "2026-03-05", "withdrawn"),
        (TOTAL, [entry("2026-03-01", 10), WITHDRAWN], "2026-03-05", "withdrawn"),
        (TOTAL, [WAIVED, WITHDRAWN], "2026-03-05", "withdrawn"),
        (LIMIT, [entry("2026-03-01", 11), WITHDRAWN], "2026-03-05", "withdrawn"),
        (TOTAL, [WITHDRAWN], "2026-03-11", "withdrawn"),
        (BLANK, [WAIVED, entry("2026-03-01", 10)], "2026-03-11", "no data"),
        (LEVEL, [WAIVED], "2026-03-05", "no data"),
        (TOTAL, [WAIVED, entry("2026-03-01", 10)], "2026-03-05", "met"),
        (TOTAL, [entry("2026-03-20", 10)], "2026-03-20", "met"),
        (WEEKLY, [WAIVED], "2026-03-05", "waived"),
        (LEVEL, [WAIVED], "2026-03-11", "waived"),
        (TOTAL, [WAIVED], "2026-03-11", "waived"),
        (TOTAL, [WAIVED], "2026-03-05", "waived"),
        (TOTAL, [WAIVED, entry("2026-03-01", 9)], "2026-03-05", "waived"),
        (WEEKLY, [], "2026-03-05", "failed"),
        (WEEKLY, [], "2026-03-11", "failed"),
        (LIMIT, [entry("2026-03-01", 11)], "2026-03-01", "failed"),
        (MONTHLY_LIMIT, [entry("2026-03-01", 11)], "2026-03-11", "failed"),
        (LEVEL, [entry("2026-03-01", 80)], "2026-03-11", "overdue"),
        (MONTHLY_LIMIT, [], "2026-03-11", "overdue"),
        (TOTAL, [], "2026-03-11", "overdue"),
        (TOTAL, [], "2026-03-10", "behind"),
        (LEVEL, [entry("2026-03-01", 80)], "2026-03-10", "behind"),
        (TOTAL, [entry("2026-03-01", 9)], "2026-03-09", "on track"),
    ],
)
def test_the_first_state_that_holds_is_shown(
    target: str, entries: list[Fields], on: str, state: State
) -> None:
    found = standing(target, *entries, on=on, **MARCH_1_TO_10)
    assert found.state == state
    assert found.outstanding is (state not in {"met", "waived", "withdrawn"})


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        ("kind: total, goal: ", "the goal is not set in the plan"),
        ("kind: total, goal: null", "the goal is not set in the plan"),
        ("kind: each, goal: , who: [clerk]", "the goal is not set in the plan"),
        ("kind: each, goal: 5, who: ", "the list of people (who) is not set in the plan"),
        ("kind: each", "the goal and the list of people (who) are not set in the plan"),
        ("kind: limit", "the goal is not set in the plan"),
        ("kind: limit, cut: 20", "the baseline is not set in the plan"),
        ("kind: limit, baseline: 20", "the cut is not set in the plan"),
        ("kind: limit, baseline: 20, cut: ", "the cut is not set in the plan"),
        ("kind: limit, baseline: , cut: ", "the baseline and the cut are not set in the plan"),
        (
            "kind: level, min: , max: ",
            "the lowest value (min) and the highest value (max) are not set in the plan",
        ),
        ("kind: change, goal: 5", "the baseline is not set in the plan"),
        ("kind: change, baseline: 5", "the goal is not set in the plan"),
        ("kind: change", "the baseline and the goal are not set in the plan"),
    ],
)
@pytest.mark.parametrize("on", ["2026-02-28", "2026-03-10", "2026-03-11"])
def test_a_blank_figure_is_named_and_never_green(terms: str, why: str, on: str) -> None:
    found = standing(f"{{title: T, {terms}}}", entry("2026-03-01", 5), on=on, **MARCH_1_TO_10)
    assert shown(found, "state", "why") == ("no data", why)


def test_a_register_without_its_days_is_blank() -> None:
    found = standing("{title: T, kind: cases}", entry("2026-03-01", 0), on="2027-01-01")
    assert shown(found, "state", "why") == (
        "no data",
        "the time limit (within) is not set in the plan",
    )


@pytest.mark.parametrize(
    "terms",
    [
        "kind: total, goal: 10",
        "kind: each, goal: 5, who: [clerk]",
        "kind: cadence, every: week",
        "kind: limit, goal: 10",
        "kind: steps, steps: [drafted]",
        "kind: level, min: 5",
        "kind: change, baseline: 5, goal: 8",
        "kind: cases, within: 15",
        "kind: cadence, every: week, who: [clerk]",
    ],
)
def test_before_its_first_day_a_target_is_on_track_and_says_when_it_starts(terms: str) -> None:
    target = f"{{title: T, {terms}}}"
    before = standing(target, on="2026-02-28", **MARCH_1_TO_10)
    assert shown(before, "state", "why") == ("on track", "starts on 1 Mar")
    first_day = standing(target, on="2026-03-01", **MARCH_1_TO_10)
    assert "starts on" not in first_day.reading.why


@pytest.mark.parametrize(
    ("terms", "left"),
    [
        ("kind: level, min: 5", "raise by 2 to 5, record it"),
        ("kind: change, baseline: 4, goal: 8", "raise by 5 by 10 Mar"),
    ],
)
def test_a_reading_that_is_short_before_the_first_day_is_not_behind(terms: str, left: str) -> None:
    """Nothing is asked for yet; what is left to the end is said."""
    early = entry("2026-02-03", 3)
    found = standing(f"{{title: T, {terms}}}", early, on="2026-02-28", **MARCH_1_TO_10)
    assert shown(found, "state", "why", "step") == ("on track", "starts on 1 Mar", left)
    assert found.reading.actions == ()
    begun = standing(f"{{title: T, {terms}}}", early, on="2026-03-01", **MARCH_1_TO_10)
    assert begun.state == "behind"


def test_a_start_in_another_year_is_said_with_its_year() -> None:
    found = standing(TOTAL, on="2026-12-31", start="2027-01-01", end="2027-12-31")
    assert found.reading.why == "starts on 1 Jan 2027"


def test_what_is_met_before_the_first_day_is_met() -> None:
    found = standing(LEVEL, entry("2026-02-27", 95), on="2026-02-28", **MARCH_1_TO_10)
    assert found.state == "met"


@pytest.mark.parametrize(
    ("on", "state", "last", "extensions"),
    [
        ("2026-03-11", "overdue", "2026-03-10", 0),
        ("2026-03-12", "behind", "2026-03-20", 1),
        ("2026-03-14", "behind", "2026-03-20", 1),
        ("2026-03-15", "on track", "2026-06-08", 2),
        ("2026-06-08", "behind", "2026-06-08", 2),
        ("2026-06-09", "overdue", "2026-06-08", 2),
    ],
)
def test_an_extension_moves_the_last_day_from_its_own_day_on(
    on: str, state: str, last: str, extensions: int
) -> None:
    """The first last day stays beside it. Of 10 in 100 days, 1 is expected after 15."""
    entries = (
        extended("2026-03-15", to="2026-06-08"),
        extended("2026-03-12", to="2026-03-20"),
        entry("2026-03-02", 1),
    )
    found = standing(TOTAL, *entries, on=on, **MARCH_1_TO_10)
    assert (found.state, found.span.end.isoformat()) == (state, last)
    assert shown(found, "extensions", "first_due") == (extensions, date(2026, 3, 10))


def test_lateness_is_counted_from_the_extended_day() -> None:
    entries = extended("2026-03-09", to="2026-03-20"), entry("2026-03-22", 10)
    reading = standing(TOTAL, *entries, on="2026-03-31", **MARCH_1_TO_10).reading
    assert reading.why == "reached on 22 Mar, 2 days late (extended once from 10 Mar to 20 Mar)"


@pytest.mark.parametrize(
    ("extensions", "said", "late"),
    [
        ([extended("2026-03-11", to="2026-03-20", asked="2026-03-10")],
         "(extended once from 10 Mar to 20 Mar)", 0),
        ([extended("2026-03-11", to="2026-03-20", asked="2026-03-11")],
         "(extended once from 10 Mar to 20 Mar, requested after the deadline)", 1),
        ([extended("2026-03-10", to="2026-03-20"), extended("2026-03-21", to="2026-03-31", asked="2026-03-20")],
         "(extended twice from 10 Mar to 31 Mar)", 0),
        ([extended("2026-03-10", to="2026-03-20"), extended("2026-03-21", to="2026-03-31")],
         "(extended twice from 10 Mar to 31 Mar, 1 of them requested after the deadline)", 1),
        ([extended("2026-03-12", to="2026-03-20", asked="2026-03-09"),
          extended("2026-03-13", to="2026-03-31", asked="2026-03-11")],
         "(extended twice from 10 Mar to 31 Mar, 1 of them requested after the deadline)", 1),
        ([extended("2026-03-10", to="2027-01-31")], "(extended once from 10 Mar to 31 Jan 2027)", 0),
    ],
)  # fmt: skip
def test_what_was_asked_for_after_the_last_day_it_then_had_is_marked_late(
    extensions: list[Fields], said: str, late: int
) -> None:
    """The first last day, the present one and the number of extensions stand in the reason."""
    found = standing(TOTAL, *extensions, on="2026-03-25", **MARCH_1_TO_10)
    assert found.reading.why.endswith(said)
    assert shown(found, "extensions", "late_extensions") == (len(extensions), late)


@pytest.mark.parametrize("to", ["2026-03-10", "2026-03-09", "2026-01-01"])
def test_an_extension_to_a_day_that_is_not_later_is_set_aside(to: str) -> None:
    idle = extended("2026-03-05", to=to)
    assert "not extended by a day that is not later" in objection(TOTAL, idle, **MARCH_1_TO_10)
    found = judged(plan_text(TOTAL, idle, **MARCH_1_TO_10), on="2026-03-11")
    assert shown(found, "state", "extensions") == ("overdue", 0)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-03-02", "behind"),
        ("2026-03-03", "waived"),
        ("2026-03-06", "waived"),
        ("2026-03-07", "behind"),
        ("2026-03-11", "overdue"),
    ],
)
def test_a_waiver_holds_from_its_own_day_to_its_end_and_then_it_is_judged_again(
    on: str, state: str
) -> None:
    found = standing(TOTAL, waived("2026-03-03", "2026-03-06"), on=on, **MARCH_1_TO_10)
    assert found.state == state


def test_a_waived_target_says_until_when_and_how_it_stands() -> None:
    found = standing(TOTAL, waived("2026-03-03", "2026-03-06"), on="2026-03-04", **MARCH_1_TO_10)
    assert found.reading.why.startswith("waived until 6 Mar; 0 of 4 expected by 4 Mar")


def test_a_waiver_in_force_holds_whatever_another_says() -> None:
    entries = waived("2026-03-02", "2026-03-07"), waived("2026-03-04", "2026-03-06")
    assert standing(TOTAL, *entries, on="2026-03-07", **MARCH_1_TO_10).state == "waived"
    assert standing(TOTAL, *entries, on="2026-03-08", **MARCH_1_TO_10).state == "behind"


@pytest.mark.parametrize(("on", "state"), [("2026-03-02", "behind"), ("2026-03-03", "withdrawn")])
def test_a_target_is_withdrawn_from_the_day_its_measure_is(on: str, state: str) -> None:
    assert standing(TOTAL, WITHDRAWN, on=on, **MARCH_1_TO_10).state == state


def test_an_entry_set_aside_does_not_stop_the_rest() -> None:
    text = plan_text(TOTAL, entry("2026-03-01", 4), entry("2026-03-01", -4), **MARCH_1_TO_10)
    found = judged(text, on="2026-03-04")
    assert shown(found, "state", "actual") == ("on track", 4)


FAR_OFF = {"start": "9999-11-01", "end": "9999-12-31"}


@pytest.mark.parametrize(
    ("target", "entries", "state"),
    [
        (TOTAL, [], "behind"),
        (WEEKLY, [], "failed"),
        (
            "{title: T, kind: total, goal: 100}",
            [entry(f"9999-12-0{n}") for n in (1, 2, 3)],
            "behind",
        ),
        ("{title: T, kind: level, min: 90}", [entry("9999-12-01", 95)], "met"),
        (
            "{title: T, kind: cases, within: 90}",
            [{"date": "9999-12-01", "case": "c1", "event": "opened"}],
            "behind",
        ),
    ],
)
def test_no_day_is_too_far_off_to_be_judged(target: str, entries: list[Fields], state: str) -> None:
    """Some write 9999-12-31 for a day that never comes."""
    assert standing(target, *entries, on="9999-12-10", **FAR_OFF).state == state
