"""`cadence`: what happens in every day, week, month or the like, and which of them were kept."""

import pytest

from rectrack.targets.kinds import kind_of
from tests.support import plan_text, standing
from tests.targets.helpers import (
    Fields,
    entry,
    judged,
    parts,
    shown,
    standing_when_head_left,
)

FOUR_WEEKS = {"start": "2026-03-02", "end": "2026-03-29"}
"""From a Monday to a Sunday; the Sundays are 8, 15, 22 and 29 March."""
MONDAYS = ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"]
WEEKLY = "{title: T, kind: cadence, every: week}"
WEDNESDAYS = "{title: T, kind: cadence, every: week, on: wed}"
OF_TWO = "{title: T, kind: cadence, every: week, on: wed, who: [director, deputy]}"


def weekly(**terms: object) -> str:
    return (
        f"{{title: T, kind: cadence, every: week, {', '.join(f'{k}: {terms[k]}' for k in terms)}}}"
    )


def on_days(*days: str) -> list[Fields]:
    return [entry(day) for day in days]


@pytest.mark.parametrize(
    ("target", "on", "due", "state"),
    [
        (WEEKLY, "2026-03-01", 0, "on track"),
        (WEEKLY, "2026-03-08", 0, "on track"),
        (WEEKLY, "2026-03-09", 1, "failed"),
        (WEDNESDAYS, "2026-03-04", 0, "on track"),
        (WEDNESDAYS, "2026-03-05", 1, "behind"),
        (WEDNESDAYS, "2026-03-08", 1, "behind"),
        (WEDNESDAYS, "2026-03-09", 1, "failed"),
        (WEDNESDAYS, "2026-03-30", 4, "failed"),
    ],
)
def test_a_window_is_due_after_its_nominal_day_and_lost_after_its_last(
    target: str, on: str, due: int, state: str
) -> None:
    """Nothing is logged, and every week must be kept."""
    found = standing(target, on=on, **FOUR_WEEKS)
    assert shown(found, "expected", "state") == (due, state)


@pytest.mark.parametrize(
    ("day", "kept", "state"),
    [
        ("2026-03-02", 1, "on track"),
        ("2026-03-05", 1, "on track"),
        ("2026-03-08", 1, "on track"),
        ("2026-03-09", 1, "failed"),
    ],
)
def test_a_happening_on_any_day_of_its_week_keeps_it(day: str, kept: int, state: str) -> None:
    """The Monday after keeps the week after, and the first is lost."""
    found = standing(WEDNESDAYS, entry(day), on="2026-03-09", **FOUR_WEEKS)
    assert shown(found, "actual", "state") == (kept, state)


def test_a_week_kept_before_its_nominal_day_counts_at_once() -> None:
    found = standing(WEDNESDAYS, entry("2026-03-03"), on="2026-03-03", **FOUR_WEEKS)
    assert shown(found, "why", "goal") == ("1 of 1 week kept", 4)


@pytest.mark.parametrize(("on", "state"), [("2026-03-29", "on track"), ("2026-03-30", "met")])
def test_a_cadence_is_met_only_at_the_end(on: str, state: str) -> None:
    assert standing(WEEKLY, *on_days(*MONDAYS), on=on, **FOUR_WEEKS).state == state


@pytest.mark.parametrize(
    ("share", "weeks_kept", "on", "state"),
    [
        ("75 %", [2, 3, 4], "2026-03-30", "met"),
        ("75 %", [3, 4], "2026-03-30", "failed"),
        ("75 %", [], "2026-03-09", "behind"),
        ("75 %", [], "2026-03-16", "failed"),
        ("75 %", [2, 3], "2026-03-23", "behind"),
        ("75 %", [2, 3, 4], "2026-03-29", "on track"),
        ("76 %", [2, 3, 4], "2026-03-09", "failed"),
        ("50 %", [2], "2026-03-15", "on track"),
        ("0 %", [], "2026-03-29", "on track"),
        ("0 %", [], "2026-03-30", "met"),
    ],
)
def test_the_share_asked_decides_what_may_be_missed(
    share: str, weeks_kept: list[int], on: str, state: str
) -> None:
    """Behind while the share is below what is asked, failed once it is out of reach."""
    entries = on_days(*(MONDAYS[week - 1] for week in weeks_kept))
    assert standing(weekly(share=share), *entries, on=on, **FOUR_WEEKS).state == state


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-03-11", "on track"),
        ("2026-03-12", "behind"),
        ("2026-03-15", "behind"),
        ("2026-03-16", "on track"),
    ],
)
def test_a_week_that_is_due_and_can_still_be_kept_is_behind_whatever_the_share(
    on: str, state: str
) -> None:
    """Half is asked, the first week was kept; the second is due after its Wednesday, 11 March."""
    half = weekly(on="wed", share="50 %")
    assert standing(half, entry("2026-03-02"), on=on, **FOUR_WEEKS).state == state


@pytest.mark.parametrize(("share", "asked"), [("75 %", 3), ("76 %", 4), ("1 %", 1), ("0 %", 0)])
def test_the_goal_is_how_many_windows_must_be_kept(share: str, asked: int) -> None:
    assert standing(weekly(share=share), on="2026-03-02", **FOUR_WEEKS).reading.goal == asked


@pytest.mark.parametrize(
    ("entries", "kept"),
    [
        ([entry("2026-03-02")], 0),
        ([entry("2026-03-02", 2)], 1),
        ([entry("2026-03-02"), entry("2026-03-02")], 1),
        ([entry("2026-03-02"), entry("2026-03-08")], 1),
        ([entry("2026-03-08"), entry("2026-03-09")], 0),
        ([entry("2026-03-02", 4)], 1),
    ],
)
def test_times_asks_for_several_happenings_in_one_window(entries: list[Fields], kept: int) -> None:
    found = standing(weekly(times=2), *entries, on="2026-03-09", **FOUR_WEEKS)
    assert found.reading.actual == kept


@pytest.mark.parametrize(
    ("terms", "state", "goal"),
    [
        ({"except": "[2026-03-08]"}, "on track", 3),
        ({"except": "[2026-03-07]"}, "failed", 4),
        ({"except": "[2026-03-04]", "on": "wed"}, "on track", 3),
        ({"except": "[2026-03-08]", "on": "wed"}, "failed", 4),
    ],
)
def test_an_exempt_nominal_day_exempts_its_window(
    terms: dict[str, str], state: str, goal: int
) -> None:
    found = standing(weekly(**terms), on="2026-03-09", **FOUR_WEEKS)
    assert shown(found, "state", "goal") == (state, goal)


@pytest.mark.parametrize(
    ("terms", "first", "last", "state"),
    [
        ("start: 2026-03-04", "2026-03-04", "2026-03-23", "met"),
        ("start: 2026-03-04", "2026-03-03", "2026-03-23", "failed"),
        ("on: wed, due: 2026-03-27", "2026-03-02", "2026-03-27", "met"),
        ("on: wed, due: 2026-03-27", "2026-03-02", "2026-03-28", "failed"),
        ("on: wed, start: 2026-03-05", "2026-03-30", "2026-03-23", "met"),
        ("due: 2026-03-28", "2026-03-02", "2026-03-30", "met"),
    ],
)
def test_windows_are_clipped_to_the_targets_days(
    terms: str, first: str, last: str, state: str
) -> None:
    """A week whose nominal day is outside asks for nothing; what is outside keeps nothing."""
    target = f"{{title: T, kind: cadence, every: week, {terms}}}"
    entries = on_days(first, "2026-03-09", "2026-03-16", last)
    assert standing(target, *entries, on="2026-03-30", **FOUR_WEEKS).state == state


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (["2026-12-21", "2026-12-28", "2027-01-04"], "met"),
        (["2026-12-21", "2027-01-03", "2027-01-10"], "met"),
        (["2026-12-21", "2026-12-27", "2027-01-04"], "failed"),
    ],
)
def test_week_53_is_one_week_across_the_year_end(days: list[str], state: str) -> None:
    found = standing(WEEKLY, *on_days(*days), on="2027-01-11", start="2026-12-21", end="2027-01-10")
    assert shown(found, "state", "goal") == (state, 3)


@pytest.mark.parametrize(
    ("terms", "windows"), [("on: thu", 53), ("on: fri", 52), ("on: sun", 52), ("on: wed", 52)]
)
def test_a_year_of_53_thursdays_asks_for_53_of_them(terms: str, windows: int) -> None:
    """2026 begins and ends on a Thursday."""
    target = f"{{title: T, kind: cadence, every: week, {terms}}}"
    assert standing(target, on="2026-01-01").reading.goal == windows


@pytest.mark.parametrize(
    ("every", "days", "on", "state"),
    [
        ("month", ["2028-01-31", "2028-02-29"], "2028-03-01", "on track"),
        ("month", ["2028-01-31"], "2028-02-29", "on track"),
        ("month", ["2028-01-31"], "2028-03-01", "failed"),
        ("month", ["2028-01-01", "2028-03-01"], "2028-03-01", "failed"),
        ("quarter", ["2028-03-31", "2028-04-01"], "2028-07-01", "on track"),
        ("quarter", ["2028-03-31"], "2028-06-30", "on track"),
        ("quarter", ["2028-03-31"], "2028-07-01", "failed"),
    ],
)
def test_months_and_quarters_are_those_of_the_calendar(
    every: str, days: list[str], on: str, state: str
) -> None:
    target = f"{{title: T, kind: cadence, every: {every}}}"
    found = standing(target, *on_days(*days), on=on, start="2028-01-01", end="2028-12-31")
    assert found.state == state


@pytest.mark.parametrize(
    ("credited", "kept", "state"),
    [
        ("team", {"director": 1, "deputy": 1}, "on track"),
        (["director", "deputy"], {"director": 1, "deputy": 1}, "on track"),
        ("director", {"director": 1, "deputy": 0}, "behind"),
        ("clerk", {"director": 0, "deputy": 0}, "behind"),
    ],
)
def test_with_who_each_of_them_keeps_every_window(
    credited: str | list[str], kept: dict[str, int], state: str
) -> None:
    happened = entry("2026-03-03", for_=credited)
    found = standing(OF_TWO, happened, on="2026-03-05", **FOUR_WEEKS)
    assert {each.id: each.actual for each in found.reading.people} == kept
    assert shown(found, "state", "goal") == (state, 8)


def test_everyone_must_keep_the_share() -> None:
    """What one keeps beyond the half does not make up for what the other lacks."""
    half = weekly(share="50 %", who="[director, deputy]")
    of_one = [entry(day, by="director") for day in MONDAYS]
    of_both = [entry(day, by=by) for day in MONDAYS[:2] for by in ("director", "deputy")]
    assert standing(half, *of_one, on="2026-03-30", **FOUR_WEEKS).state == "failed"
    assert standing(half, *of_both, on="2026-03-30", **FOUR_WEEKS).state == "met"


def test_those_still_to_come_are_named() -> None:
    happened = entry("2026-03-03", by="director")
    reading = standing(OF_TWO, happened, on="2026-03-05", **FOUR_WEEKS).reading
    assert reading.why == "1 of 2 weeks kept; this week is still open for deputy"


def test_anyone_keeps_a_window_where_nobody_is_named() -> None:
    entries = entry("2026-03-03", for_="team"), entry("2026-03-10", by="head")
    found = standing(WEEKLY, *entries, on="2026-03-15", **FOUR_WEEKS)
    assert shown(found, "actual", "people") == (2, ())


@pytest.mark.parametrize(
    ("left", "asked_of_head"),
    [("2026-03-03", 0), ("2026-03-04", 1), ("2026-03-17", 2), ("2026-03-25", 4)],
)
def test_windows_after_someone_left_are_not_expected_of_them(left: str, asked_of_head: int) -> None:
    """A window is theirs if they were still there on its nominal day."""
    found = standing_when_head_left(
        left, weekly(on="wed", who="[head, clerk]"), on="2026-03-02", **FOUR_WEEKS
    )
    asked = {"head": (0, asked_of_head)} if asked_of_head else {}
    assert parts(found) == {**asked, "clerk": (0, 4)}
    assert found.reading.goal == asked_of_head + 4


def test_a_cadence_of_nobody_cannot_be_judged() -> None:
    found = standing_when_head_left(
        "2026-02-01", weekly(who="[head]"), on="2026-03-09", **FOUR_WEEKS
    )
    assert shown(found, "state", "why") == ("no data", "everyone named in `who` has left")


@pytest.mark.parametrize(("on", "expected"), [("2026-03-04", 0), ("2026-03-05", 1)])
def test_of_each_person_the_windows_due_are_expected(on: str, expected: int) -> None:
    people = standing(OF_TWO, on=on, **FOUR_WEEKS).reading.people
    assert [each.expected for each in people] == [expected, expected]


def test_what_one_person_keeps_beyond_the_share_covers_nobody_elses_gap() -> None:
    """Three of four quarters are asked of each: the director kept four, the deputy two."""
    quarters = ["2026-01-03", "2026-04-03", "2026-07-03", "2026-10-03"]
    target = "{title: T, kind: cadence, every: quarter, share: 75%, who: team}"
    entries = [entry(day, for_="director") for day in quarters]
    entries += [entry(day, for_="deputy") for day in quarters[:2]]
    found = standing(target, *entries, on="2027-01-02")
    assert shown(found, "state", "actual", "goal") == ("failed", 5, 6)
    assert parts(found) == {"director": (3, 3), "deputy": (2, 3)}
    assert found.reading.why == (
        "5 of 6 required quarters kept, 75 % from each; 2 missed, 1 allowed each (deputy 2)"
    )


@pytest.mark.parametrize(
    ("share", "kept", "said"),
    [
        ("75 %", MONDAYS[:2], "0 of 1 miss used"),
        ("50 %", MONDAYS[:1], "1 of 2 misses used"),
        ("75 %", [], "2 missed, 1 allowed"),
        ("100 %", MONDAYS[:1], "1 missed"),
        ("100 %", MONDAYS[:2], ""),
    ],
)
def test_how_many_may_still_be_missed_is_said(share: str, kept: list[str], said: str) -> None:
    """Of four weeks, two are over."""
    reading = standing(weekly(share=share), *on_days(*kept), on="2026-03-16", **FOUR_WEEKS).reading
    assert reading.spare == said
    assert said in reading.why


def test_a_year_of_working_days_counts_no_day_of_rest() -> None:
    """What happens on a Saturday is logged with a warning, and keeps nothing."""
    daily = "{title: T, kind: cadence, every: day, share: 50%}"
    kept = entry("2026-03-02"), entry("2026-03-07")
    found = standing(daily, *kept, on="2026-03-09", **FOUR_WEEKS)
    assert shown(found, "actual", "goal", "expected") == (1, 10, 3)
    progress = found.progress
    [_, saturday] = progress.entries
    kind = kind_of(found.target)
    assert kind.out_of_time(saturday, progress.span) == "a day of rest; not counted"


def test_a_holiday_of_the_plan_exempts_its_week() -> None:
    text = plan_text(WEDNESDAYS, entry("2026-03-09"), **FOUR_WEEKS)
    found = judged(
        text.replace("people:", "calendar: {holidays: [2026-03-11]}\npeople:", 1), "2026-03-16"
    )
    assert shown(found, "actual", "goal", "expected") == (0, 3, 1)
    [only] = found.progress.entries
    assert kind_of(found.target).out_of_time(only, found.span) == (
        "in the week that falls due on Wed 11 Mar 2026, which the calendar exempts; not counted"
    )


@pytest.mark.parametrize(
    ("who", "kept", "said"),
    [
        ("[director, deputy]", ["director", "deputy"], "none missed, 1 allowed each"),
        ("[director, deputy]", ["director"], "1 missed, 1 allowed each (deputy 1)"),
        ("[director, head]", ["director"], "1 missed (of those allowed: head 1 of 0)"),
        ("[head]", ["head"], ""),
    ],
)
def test_of_each_person_too(who: str, kept: list[str], said: str) -> None:
    """Of four weeks one may be missed, and of the head's three, who leaves before the last, none."""
    entries = [entry("2026-03-02", for_=name) for name in kept]
    target = weekly(share="75 %", who=who)
    found = standing_when_head_left("2026-03-23", target, *entries, on="2026-03-09", **FOUR_WEEKS)
    assert found.reading.spare == said
