"""A target whose kind is still to be decided: no data, no progress, and no error of the plan."""

from rectrack.reports.check import check
from tests.support import complaints, plan_text, records, standing
from tests.targets.helpers import entry, shown

BLANK = "{title: T, kind: , goal: 5, unit: visits}"


def test_a_target_without_a_kind_has_no_data_and_says_what_to_do() -> None:
    found = standing(BLANK, on="2027-01-01")
    assert shown(found, "state", "why", "step") == (
        "no data",
        "the kind is not set in the plan",
        "set the kind in the plan",
    )


def test_check_lists_it() -> None:
    found = [each.message for each in check(records(plan_text(BLANK)), lambda _: True)]
    assert "t: kind is not set yet, so the target shows 'no data'" in found


def test_an_entry_on_it_is_set_aside() -> None:
    [found] = complaints(plan_text(BLANK, entry("2026-03-01")))
    assert "t has no kind yet, so it takes no progress: set its kind in the plan" in found


def test_its_keys_are_those_of_some_kind() -> None:
    [found] = complaints(plan_text("{title: T, kind: , gaol: 5}"))
    assert found.endswith("a target has no key 'gaol'; did you mean goal?")


def test_a_kind_that_is_left_out_or_an_empty_text_is_an_error() -> None:
    assert complaints(plan_text("{title: T}")) == ["19:10 a target needs `kind`"]
    assert complaints(plan_text("{title: T, kind: ''}")) == ["19:27 kind: is empty"]


def test_a_cut_that_was_assumed_is_named_and_assumed_no_more() -> None:
    """Up to 0.1 it was a fifth; one that is left blank was never assumed."""
    old = "{title: T, kind: limit, baseline: 100}"
    [warning] = [
        each.message
        for each in check(records(plan_text(old)), lambda _: True)
        if each.rule == "blank-figure"
    ]
    assert warning == (
        "t: cut is not set yet, so the target shows 'no data'; up to version 0.1 it was taken as"
        " 20%: write cut: 20% to keep that"
    )
    blank = check(
        records(plan_text("{title: T, kind: limit, baseline: 100, cut: }")), lambda _: True
    )
    assert not any("0.1" in each.message for each in blank)
