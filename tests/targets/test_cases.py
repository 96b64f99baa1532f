"""`cases`: cases opened, owned by someone, and brought through their stages in time."""

from typing import Any

import pytest

from tests.support import plan_text, standing
from tests.targets.helpers import (
    Fields,
    dated,
    extended,
    judged,
    objection,
    refusals,
    shown,
)

TEN_DAYS = "{title: T, kind: cases, within: 10, attest: never}"
STAGES = "{title: T, kind: cases, within: 10, attest: never, stages: [looked into, decided, told]}"
LONG = {"start": "2026-01-01", "end": "2028-12-31"}
FIRST_QUARTER = {"start": "2026-01-01", "end": "2026-03-31"}


def case(day: str, ref: str, event: str, **more: Any) -> Fields:
    return dated(day, case=ref, event=event, **more)


def opened(day: str, ref: str = "c1", **more: Any) -> Fields:
    return case(day, ref, "opened", **more)


def answered(day: str, ref: str = "c1") -> Fields:
    return case(day, ref, "answered")


def handed(day: str, to: str, ref: str = "c1") -> Fields:
    return case(day, ref, "handed", for_=to)


@pytest.mark.parametrize(
    ("open_from", "on", "state"),
    [
        ("2026-03-01", "2026-03-11", "on track"),
        ("2026-03-01", "2026-03-12", "behind"),
        ("2026-02-20", "2026-03-02", "on track"),
        ("2026-02-20", "2026-03-03", "behind"),
        ("2028-02-20", "2028-03-01", "on track"),
        ("2028-02-20", "2028-03-02", "behind"),
        ("2026-12-25", "2027-01-04", "on track"),
        ("2026-12-25", "2027-01-05", "behind"),
    ],
)
def test_a_case_may_stay_open_for_its_days_and_not_one_more(
    open_from: str, on: str, state: str
) -> None:
    """Also over the end of February, with and without a leap day, and over the year end."""
    assert standing(TEN_DAYS, opened(open_from), on=on, **LONG).state == state


@pytest.mark.parametrize(
    ("entries", "on", "state"),
    [
        ([], "2026-12-31", "no data"),
        ([], "2027-01-01", "met"),
        ([opened("2026-12-25")], "2027-01-04", "on track"),
        ([opened("2026-12-25")], "2027-01-05", "overdue"),
        ([opened("2026-12-25"), answered("2027-01-03")], "2027-01-03", "met"),
        ([opened("2026-12-01"), answered("2026-12-05")], "2026-12-31", "on track"),
        ([opened("2026-12-01"), answered("2026-12-31")], "2027-01-01", "met"),
        ([opened("2026-12-01")], "2027-01-01", "overdue"),
        ([opened("2026-12-25"), opened("2026-12-01", "c2")], "2027-01-01", "overdue"),
    ],
)
def test_a_register_is_met_at_the_end_and_what_is_in_hand_then_is_not_overdue(
    entries: list[Fields], on: str, state: str
) -> None:
    assert standing(TEN_DAYS, *entries, on=on).state == state


@pytest.mark.parametrize(
    ("closed", "why"),
    [
        ("2026-03-11", "1 of 1 case closed"),
        ("2026-03-12", "1 of 1 case closed; closed late: c1"),
    ],
)
def test_a_case_closed_late_is_named_for_good(closed: str, why: str) -> None:
    found = standing(TEN_DAYS, opened("2026-03-01"), answered(closed), on="2027-01-01")
    assert shown(found, "state", "why") == ("met", why)


def test_the_figures_are_cases_closed_of_cases_opened() -> None:
    """Expected by now are those closed and those past their days."""
    entries = (
        *(opened("2026-03-01", ref) for ref in ("c1", "c2", "c3")),
        answered("2026-03-05", "c2"),
        opened("2026-03-05", "c4"),
    )
    found = standing(TEN_DAYS, *entries, on="2026-03-12")
    assert shown(found, "actual", "goal", "expected") == (1, 4, 3)


@pytest.mark.parametrize(
    ("entries", "owner"),
    [
        ([opened("2026-03-01")], "clerk"),
        ([opened("2026-03-01", for_="head")], "head"),
        ([opened("2026-03-01"), handed("2026-03-02", "deputy")], "deputy"),
        ([opened("2026-03-01"), case("2026-03-02", "c1", "looked into", by="head")], "clerk"),
        (
            [opened("2026-03-01"), handed("2026-03-03", "head"), handed("2026-03-02", "deputy")],
            "head",
        ),
        ([opened("2026-03-01"), handed("2026-03-20", "deputy")], "clerk"),
    ],
)
def test_who_opens_a_case_owns_it_until_it_is_handed_on_by_name(
    entries: list[Fields], owner: str
) -> None:
    reading = standing(STAGES, *entries, on="2026-03-12").reading
    assert reading.next_by == owner
    assert (
        reading.why == f"0 of 1 case closed; open for more than 10 days: c1 (11 days, with {owner})"
    )


def test_the_case_that_is_open_longest_is_the_next() -> None:
    entries = opened("2026-03-05", "c1"), opened("2026-03-01", "c3"), opened("2026-03-01", "c2")
    reading = standing(TEN_DAYS, *entries, on="2026-03-06").reading
    assert reading.next_step == "move c2 to 'answered' by 11 Mar"


@pytest.mark.parametrize(
    ("stages", "next_step", "closed"),
    [
        ([], "move c1 to 'looked into' by 11 Mar", 0),
        (["looked into"], "move c1 to 'decided' by 11 Mar", 0),
        (["looked into", "decided"], "move c1 to 'told' by 11 Mar", 0),
        (["looked into", "decided", "told"], "", 1),
    ],
)
def test_only_the_last_stage_closes_a_case(stages: list[str], next_step: str, closed: int) -> None:
    entries = [case(f"2026-03-0{day}", "c1", stage) for day, stage in enumerate(stages, start=2)]
    found = standing(STAGES, opened("2026-03-01"), *entries, on="2026-03-05")
    assert shown(found, "next_step", "actual") == (next_step, closed)


def test_opening_a_closed_case_again_starts_it_anew() -> None:
    """Its days are counted from the new opening, and the first matter stays closed."""
    entries = opened("2026-03-01"), answered("2026-03-02"), opened("2026-03-20")
    in_time = standing(TEN_DAYS, *entries, on="2026-03-30")
    assert shown(in_time, "state", "actual", "goal") == ("on track", 1, 2)
    assert standing(TEN_DAYS, *entries, on="2026-03-31").state == "behind"


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ([answered("2026-03-02")], "case c1 was not open on 2 Mar 2026"),
        ([handed("2026-03-02", "head")], "case c1 was not open on 2 Mar 2026"),
        ([opened("2026-03-03"), answered("2026-03-02")], "case c1 was not open on 2 Mar 2026"),
        (
            [opened("2026-03-01"), answered("2026-03-02"), handed("2026-03-03", "head")],
            "case c1 was not open on 3 Mar 2026",
        ),
        ([opened("2026-03-01"), answered("2026-03-02", "C1")], "case C1 was not open"),
        ([opened("2026-03-01"), opened("2026-03-02")], "case c1 is open already"),
    ],
)
def test_a_word_on_a_case_that_is_not_open_is_set_aside(
    entries: list[Fields], sentence: str
) -> None:
    said = objection(TEN_DAYS, *entries)
    assert said.startswith(sentence)
    assert said.endswith("this entry is set aside")


def test_a_second_opening_does_not_renew_the_days() -> None:
    text = plan_text(TEN_DAYS, opened("2026-03-01"), opened("2026-03-10"))
    found = judged(text, on="2026-03-12")
    assert shown(found, "state", "goal") == ("behind", 1)


@pytest.mark.parametrize(
    "moments",
    [
        {
            "opened": {"logged": "2026-03-02T09:00:00Z"},
            "answered": {"logged": "2026-03-02T10:00:00Z"},
        },
        {"opened": {"id": "a"}, "answered": {"id": "b"}},
    ],
)
def test_a_case_may_be_opened_and_closed_on_one_day(moments: dict[str, Fields]) -> None:
    """The order of the day is that of the moments or ids, never that of the file."""
    entries = [
        case("2026-03-02", "c1", event, **moments[event]) for event in ("answered", "opened")
    ]
    assert standing(TEN_DAYS, *entries, on="2026-03-02").reading.actual == 1


def test_references_are_per_target() -> None:
    """Case c1 of another target is another case."""
    two = f"{TEN_DAYS}\n      u: {TEN_DAYS}"
    of_u = {**answered("2026-03-02"), "target": "u"}
    assert refusals(two, opened("2026-03-01"), {**opened("2026-03-01"), "target": "u"}) == []
    assert "case c1 was not open" in objection(two, opened("2026-03-01"), of_u)


def test_an_entry_that_is_set_aside_is_no_data() -> None:
    text = plan_text(TEN_DAYS, answered("2026-02-15"))
    assert judged(text, on="2026-03-01").state == "no data"


@pytest.mark.parametrize(
    ("day", "on", "cases"),
    [
        ("2025-12-31", "2026-02-01", 0),
        ("2026-01-01", "2026-02-01", 1),
        ("2026-03-31", "2026-04-01", 1),
        ("2026-04-01", "2026-04-02", 0),
    ],
)
def test_cases_opened_within_the_targets_days_are_its_own(day: str, on: str, cases: int) -> None:
    reading = standing(TEN_DAYS, opened(day), on=on, **FIRST_QUARTER).reading
    assert (reading.goal or 0) == cases


def test_a_case_open_since_before_the_first_day_is_not_opened_by_what_is_set_aside() -> None:
    text = plan_text(TEN_DAYS, opened("2025-12-20"), opened("2026-01-10"))
    assert judged(text, on="2026-01-15").reading.goal in (None, 0)


def test_an_extension_takes_in_the_cases_opened_up_to_the_new_day() -> None:
    later = extended("2026-03-31", to="2026-06-30")
    found = standing(TEN_DAYS, later, opened("2026-06-30"), on="2026-07-01", **FIRST_QUARTER)
    assert shown(found, "state", "goal") == ("on track", 1)


@pytest.mark.parametrize("within", ["10", ""])
def test_whoever_has_a_case_in_hand_is_a_holder(within: str) -> None:
    """Not only of the case that is open longest, nor only once its days are set."""
    entries = (
        opened("2026-03-01", "c1"),
        opened("2026-03-02", "c2", for_="head"),
        handed("2026-03-03", "deputy", "c2"),
        opened("2026-03-02", "c3", for_="director"),
        answered("2026-03-03", "c3"),
    )
    target = f"{{title: T, kind: cases, attest: never, within: {within}}}"
    assert standing(target, *entries, on="2026-03-05").reading.holders == ("clerk", "deputy")
