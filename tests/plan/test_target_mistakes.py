"""Every mistake in a target comes back as a sentence, at the place of the mistake.

The target stands beside the finding; it begins in column 10 of line 19.
"""

from collections.abc import Sequence

import pytest

from rectrack.targets.kinds import KINDS
from tests.support import complaints, plan_text

Table = Sequence[tuple[str, str]]


def columns(table: Table) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("target", "finding"), table)


@columns(
    [
        ("{title: T, kind: totl, goal: 1}", "19:27 kind: there is no kind 'totl'; did you mean total?"),
        ("{title: T, kind: Total, goal: 1}", "19:27 kind: there is no kind 'Total'; did you mean total?"),
        ("{title: T, kind: sum, goal: 1}", f"19:27 kind: there is no kind 'sum'; there are {', '.join(KINDS)}"),
        ("{title: T, goal: 1}", "19:10 a target needs `kind`"),
        ("{title: T, kind: '', goal: 1}", "19:27 kind: is empty"),
        ("{title: T, kind: [total], goal: 1}", "19:27 kind: must be a single value, not a list"),
        ("{kind: total, goal: 1}", "19:10 a target of kind total needs `title`"),
        ("{title: T, kind: total, gaol: 1}", "19:34 a target of kind total has no key 'gaol'; did you mean goal?"),
        ("{title: T, kind: total, goal: 1, every: week}", "19:43 a target of kind total has no key 'every'; it may have title, kind, unit, start, due, owner, weight, source, goal, checkpoints, shares"),
        ("{title: T, kind: total, goal: 1, unti: m}", "19:43 a target of kind total has no key 'unti'; did you mean unit?"),
        ("{title: T, kind: total, goal: 1, weight: 0}", "19:51 weight: 0 must be above zero"),
        ("{title: T, kind: total, goal: 1, owner: clrk}", "19:50 owner: 'clrk' is not among the people; did you mean clerk?"),
        ("{title: T, kind: total, goal: 1, owner: team}", "19:50 owner: 'team' is not among the people"),
    ]
)  # fmt: skip
def test_kinds_and_keys(target: str, finding: str) -> None:
    assert complaints(plan_text(target)) == [finding]


def test_a_group_is_unknown_also_to_a_plan_without_groups() -> None:
    text = plan_text("{title: T, kind: each, goal: 1, who: team}")
    assert complaints(text.replace("groups:\n  team: [director, deputy]\n", "")) == [
        "17:47 who: 'team' is not among the people and groups"
    ]


@columns(
    [
        ("'1,420'", "'1,420' has a separator in it: write 1420, or 1.420 if that is meant"),
        ("1 420", "'1 420' has a separator in it: write 1420"),
        ("1_420", "'1_420' has a separator in it: write 1420"),
        ("1'420", '"1\'420" has a separator in it: write 1420'),
        ("'1,420.50'", "'1,420.50' has a separator in it: write 1420.50"),
        ("nan", "'nan' is not a number"),
        (".inf", "'.inf' is not a number"),
        ("ten", "'ten' is a number in words: write it in digits (10)"),
        ("more than 30", "'more than 30' is not a plain number: write the whole amount in digits alone"),
        ("0x10", "'0x10' is not a plain number: write the whole amount in digits alone"),
        ("1e3", "'1e3' is written with an exponent: write it out in full"),
        ("10.", "'10.' needs digits on both sides of its point"),
        (".5", "'.5' needs digits on both sides of its point"),
        ("1234567890123456", "'1234567890123456' has too many digits: at most 15, and 6 after the point"),
        ("0.1234567", "'0.1234567' has too many digits: at most 15, and 6 after the point"),
        ("0", "0 must be above zero"),
        ("-5", "-5 must be above zero"),
        ("[10]", "must be a single value, not a list"),
        ("{a: 10}", "must be a single value, not a mapping"),
    ]
)  # fmt: skip
def test_a_goal_is_a_plain_decimal_above_zero(target: str, finding: str) -> None:
    text = plan_text(f"{{title: T, kind: total, goal: {target}}}")
    assert complaints(text) == [f"19:40 goal: {finding}"]


@columns(
    [
        ("2026-02-30", "2026-02-30 does not exist: February 2026 has 28 days"),
        ("2028-02-30", "2028-02-30 does not exist: February 2028 has 29 days"),
        ("2026-06-31", "2026-06-31 does not exist: June 2026 has 30 days"),
        ("2026-06-00", "2026-06-00 does not exist: June 2026 has 30 days"),
        ("2026-13-01", "2026-13-01 is not a date: there is no month 13"),
        ("0000-01-01", "0000-01-01 is not a date"),
        ("2026-06", "2026-06 is a month, not a date: write 2026-06-01 or the day you mean"),
        ("2026-W10", "2026-W10 is a week, not a date: write a day such as 2026-03-04"),
        ("2026-06-01T09:00", "'2026-06-01T09:00' has a time of day: write the day alone, 2026-06-01"),
        ("2026-06-01 09:00:00", "'2026-06-01 09:00:00' has a time of day: write the day alone, 2026-06-01"),
        ("2026-6-1", "'2026-6-1' is not a date: write it as 2026-03-04"),
        ("01/06/2026", "'01/06/2026' is not a date: write it as 2026-03-04"),
        ("20260601", "'20260601' is not a date: write it as 2026-03-04"),
        ("end of June", "'end of June' is not a date: write it as 2026-03-04"),
        ("２０２６-06-01", "'２０２６-06-01' is not a date: write it as 2026-03-04"),
        ("[2026-06-01]", "must be a single value, not a list"),
    ]
)  # fmt: skip
def test_a_due_day_is_a_day_that_exists(target: str, finding: str) -> None:
    text = plan_text(f"{{title: T, kind: total, goal: 1, due: {target}}}")
    assert complaints(text) == [f"19:48 due: {finding}"]


@columns(
    [
        ("every: decade", "19:43 every: 'decade' is not one of day, week, two weeks, month, quarter, half-year, year"),
        ("every: weekly", "19:43 every: 'weekly' is not one of day, week, two weeks, month, quarter, half-year, year; did you mean week?"),
        ("every: 2026-03-04", "19:43 every: '2026-03-04' is not one of day, week, two weeks, month, quarter, half-year, year"),
        ("every: week, on: wednesdy", "19:53 on: 'wednesdy' is not a day of the week: write one of mon, tue, wed, thu, fri, sat, sun"),
        ("every: week, on: 3", "19:53 on: '3' is not a day of the week: write one of mon, tue, wed, thu, fri, sat, sun"),
        ("every: month, on: wed", "19:50 on: a day of the week is for `every: week`, not for month"),
        ("every: week, times: 0", "19:56 times: 0 must be above zero"),
        ("every: week, times: 1.5", "19:56 times: 1.5 must be a whole number"),
        ("every: week, share: 120%", "19:56 share: 120% is not between 0 and 100 %"),
        ("every: week, except: [2026-02-30]", "19:58 except: 2026-02-30 does not exist: February 2026 has 28 days"),
        ("every: week, except: 2026-02", "19:57 except: 2026-02 is a month, not a date: write 2026-02-01 or the day you mean"),
        ("every: week, who: teem", "19:54 who: 'teem' is not among the people and groups; did you mean team?"),
        ("every: week, who: []", "19:54 who: the list is empty"),
        ("every: quarter, start: 2026-02-01, due: 2026-03-01", "19:36 every: no quarter falls due between 2026-02-01 and 2026-03-01"),
    ]
)  # fmt: skip
def test_cadences(target: str, finding: str) -> None:
    assert complaints(plan_text(f"{{title: T, kind: cadence, {target}}}")) == [finding]


@columns(
    [
        ("total, goal: 10, shares: {head: 4, clerk: 5}", "19:44 shares: they add up to 9, not to the goal 10"),
        ("total, goal: 10, shares: {head: 4, clrk: 6}", "19:62 shares: 'clrk' is not among the people; did you mean clerk?"),
        ("total, goal: 10, shares: [head, clerk]", "19:52 shares: must be a mapping, not a list"),
        ("total, goal: 10, checkpoints: {2027-01-01: 5}", "19:44 checkpoints: 2027-01-01 is outside the target's days, 2026-01-01 to 2026-12-31"),
        ("total, goal: 10, checkpoints: {2026-06: 5}", "19:58 checkpoints: 2026-06 is a month, not a date: write 2026-06-01 or the day you mean"),
        ("each, goal: 3, who: all", "19:47 who: 'all' is not among the people and groups"),
        ("limit, goal: 5, baseline: 10", "19:43 baseline: the ceiling is either `goal` or `baseline` less the cut: keep one"),
        ("limit, goal: 5, cut: 10", "19:43 cut: a cut needs a `baseline` to be taken from, not a `goal`"),
        ("limit, baseline: 10, cut: 120%", "19:53 cut: 120% is not between 0 and 100 %"),
        ("limit, goal: 5, attest: monthly", "19:51 attest: 'monthly' is not one of month, quarter, never; did you mean month?"),
        ("level, min: 10, max: 5", "19:34 min: 10 is above the max, 5"),
        ("level, min: 5, independent: maybe", "19:55 independent: 'maybe' is neither true nor false"),
        ("change, baseline: 5, goal: 5", "19:48 goal: 5 is also the baseline: nothing would change"),
        ("cases, stages: [opened, closed]", "19:34 stages: 'opened' has a meaning of its own: give the stage another name"),
        ("cases, stages: [a, a]", "19:46 stages: a appears twice in this list"),
        ("cases, within: 0", "19:42 within: 0 must be above zero"),
        ("steps, steps: []", "19:41 steps: the list is empty"),
        ("steps, steps: [a, '']", "19:45 steps: is empty"),
        ("steps, steps: [a, a]", "19:45 steps: a appears twice in this list"),
        ("steps, steps: {a: 2026-02-30}", "19:45 steps: 2026-02-30 does not exist: February 2026 has 28 days"),
        ("steps, steps: {a: 2027-01-01}", "19:34 steps: a: 2027-01-01 is outside the target's days, 2026-01-01 to 2026-12-31"),
    ]
)  # fmt: skip
def test_the_other_kinds(target: str, finding: str) -> None:
    assert complaints(plan_text(f"{{title: T, kind: {target}}}")) == [finding]


BAD = '{date: 2026-02-30, target: t, value: "1,420", by: clerk, nte: x}'
GOOD = {"date": "2026-03-04", "value": 1}


def test_an_entry_with_mistakes_is_set_aside_with_all_of_them_and_the_rest_count() -> None:
    text = plan_text("{title: T, kind: total, goal: 10}", GOOD, BAD, GOOD)
    assert complaints(text) == [
        "22:12 date: 2026-02-30 does not exist: February 2026 has 28 days; this entry is set aside",
        "22:42 value: '1,420' has a separator in it: write 1420, or 1.420 if that is meant; this entry is set aside",
        "22:62 an entry has no key 'nte'; did you mean note?; this entry is set aside",
    ]


@columns(
    [
        ("{date: 2026-03, target: t, value: 1, by: clerk}", "21:12 date: 2026-03 is a month, not a date: write 2026-03-01 or the day you mean"),
        ("{date: 2026-03-04, target: tt, value: 1, by: clerk}", "21:5 there is no target 'tt'; did you mean t?"),
        ("{date: 2026-03-04, target: t, value: 1, by: clrk}", "21:5 by: 'clrk' is not among the people; did you mean clerk?"),
        ("{date: 2026-03-04, target: t, value: nan, by: clerk}", "21:42 value: 'nan' is not a number"),
        ("{date: 2026-03-04, target: t, value: -1, by: clerk}", "21:5 value: -1 is negative, and amounts cannot be negative"),
        ("{date: 2026-03-04, target: t, by: clerk}", "21:5 t: value is missing; a target of kind total takes value"),
        ("{target: t, value: 1, by: clerk}", "21:5 an entry needs `date`"),
        ("{date: 2026-03-04, value: 1, by: clerk}", "21:5 an entry names a target, a measure, a person, or the entry that it voids"),
        ("&a {date: *a}", "21:15 *a refers to an anchor that is not defined above"),
    ]
)  # fmt: skip
def test_what_is_wrong_with_an_entry(target: str, finding: str) -> None:
    text = plan_text("{title: T, kind: total, goal: 10}", target)
    assert complaints(text) == [f"{finding}; this entry is set aside"]
