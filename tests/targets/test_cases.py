"""`cases`: cases opened, owned by someone, and brought through their stages in time."""

from datetime import date
from typing import Any

import pytest

from rectrack.render.target_text import figures
from rectrack.reports.check import check
from rectrack.targets.case import Case
from rectrack.targets.cases import Cases
from rectrack.targets.kinds import kind_of
from tests.support import plan_text, records, standing
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
    assert reading.why == f"0 of 1 case closed; overdue: c1 (1 day late, with {owner})"


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
        (["told"], "move c1 to 'looked into' by 11 Mar", 0),
        (["told", "looked into"], "move c1 to 'decided' by 11 Mar", 0),
        (["told", "decided", "looked into"], "", 1),
    ],
)
def test_only_all_stages_close_a_case_in_whatever_order(
    stages: list[str], next_step: str, closed: int
) -> None:
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
        ("2025-12-31", "2026-02-01", 1),
        ("2026-01-01", "2026-02-01", 1),
        ("2026-03-31", "2026-04-01", 1),
        ("2026-04-01", "2026-04-02", 0),
    ],
)
def test_cases_opened_within_the_targets_days_are_its_own(day: str, on: str, cases: int) -> None:
    """So is one that is still open on the first of them."""
    reading = standing(TEN_DAYS, opened(day), on=on, **FIRST_QUARTER).reading
    assert (reading.goal or 0) == cases


def test_a_case_open_since_before_the_first_day_runs_from_its_opening() -> None:
    """Opening it again is set aside, so that it renews nothing."""
    text = plan_text(TEN_DAYS, opened("2025-12-20"), opened("2026-01-10"))
    found = judged(text, on="2026-01-15")
    assert shown(found, "state", "why") == (
        "behind",
        "0 of 1 case closed; overdue: c1 (16 days late, with clerk)",
    )


@pytest.mark.parametrize(("closed", "cases"), [("2025-12-31", 0), ("2026-01-01", 1)])
def test_a_case_closed_before_the_first_day_is_none_of_the_register(
    closed: str, cases: int
) -> None:
    found = standing(TEN_DAYS, opened("2025-12-28"), answered(closed), on="2026-02-01")
    assert found.reading.goal == cases


@pytest.mark.parametrize(
    ("on", "state", "goal"),
    [("2026-04-01", "met", 1), ("2026-04-12", "on track", 2), ("2026-04-13", "overdue", 2)],
)
def test_a_case_opened_again_after_the_last_day_is_open(on: str, state: str, goal: int) -> None:
    """One that is opened then for the first time is not among those of the register."""
    entries = (
        opened("2026-02-28"),
        answered("2026-03-03"),
        opened("2026-04-02"),
        opened("2026-04-02", "new"),
    )
    found = standing(TEN_DAYS, *entries, on=on, **FIRST_QUARTER)
    assert shown(found, "state", "goal") == (state, goal)


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


def cases(target: str, *entries: Fields, on: str, **span: str) -> list[Case]:
    """Return the cases that count, of a plan in which nothing is wrong."""
    progress = standing(target, *entries, on=on, **span).progress
    kind = kind_of(progress.target)
    assert isinstance(kind, Cases)
    return kind.cases(progress)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_a_case_is_closed_on_the_day_of_its_latest_stage(order: tuple[int, ...]) -> None:
    stages = (
        case("2026-03-02", "c1", "told"),
        case("2026-03-05", "c1", "looked into"),
        case("2026-03-04", "c1", "decided"),
    )
    [only] = cases(STAGES, opened("2026-03-01"), *(stages[at] for at in order), on="2026-03-09")
    assert only.closed == date(2026, 3, 5)


def test_a_case_that_has_its_last_stage_but_lacks_another_is_open_and_says_which() -> None:
    entries = opened("2026-03-01"), case("2026-03-04", "c1", "told")
    found = standing(STAGES, *entries, on="2026-03-12").reading
    assert found.why == (
        "0 of 1 case closed; overdue: c1 (1 day late, lacks 'looked into' and 'decided', with clerk)"
    )
    young = standing(STAGES, *entries, on="2026-03-11").reading
    assert young.why == (
        "0 of 1 case closed; a stage is missing: c1 (lacks 'looked into' and 'decided', with clerk)"
    )


def test_of_a_stage_entered_twice_the_earliest_counts() -> None:
    twice = answered("2026-03-20"), answered("2026-03-05")
    found = standing(TEN_DAYS, opened("2026-03-01"), *twice, on="2026-12-31")
    assert found.reading.why == "1 of 1 case closed"


def test_opening_again_what_lacks_a_stage_leaves_it_in_the_register_with_a_warning() -> None:
    """It is neither open nor closed: to open a case anew is no way to skip a stage."""
    entries = (
        opened("2026-03-01"),
        case("2026-03-04", "c1", "told"),
        opened("2026-03-06"),
        *(case("2026-03-07", "c1", stage) for stage in ("looked into", "decided", "told")),
    )
    found = standing(STAGES, *entries, on="2027-01-01")
    assert shown(found, "state", "actual", "goal", "why") == (
        "met",
        1,
        2,
        "1 of 2 cases closed; closed without a stage: c1 (lacks 'looked into' and 'decided')",
    )
    assert check_of(STAGES, *entries) == [
        "t: case c1 is opened again although it lacks 'looked into' and 'decided'"
    ]


def check_of(target: str, *entries: Fields, head_left: str = "") -> list[str]:
    """Return what `check` says of entries, beside that no one has much to do in a small plan."""
    text = plan_text(target, *entries)
    if head_left:
        text = text.replace("head: {", f"head: {{left: {head_left}, ")
    found = check(records(text), lambda _: True)
    return [each.message for each in found if each.rule in {"doubtful-entry", "out-of-time"}]


def test_a_stage_of_a_case_that_was_never_opened_is_set_aside() -> None:
    assert "case c1 was not open" in objection(STAGES, case("2026-03-02", "c1", "decided"))


@pytest.mark.parametrize(
    ("within", "due"),
    [
        ("10", "2026-10-08"),
        ("10 working days", "2026-10-19"),
        ("1 working day", "2026-09-29"),
        ("10 个工作日", "2026-10-19"),
    ],
)
def test_days_may_be_working_days_of_the_plans_calendar(within: str, due: str) -> None:
    """28 September to 8 October: a holiday of a week, and a Saturday to make up for it."""
    target = f"{{title: T, kind: cases, within: {within}, attest: never}}"
    text = plan_text(target, opened("2026-09-28")).replace(
        "people:",
        "calendar: {holidays: [2026-10-01..2026-10-08], workdays: [2026-10-10]}\npeople:",
        1,
    )
    progress = judged(text, on="2026-09-28").progress
    [only] = kind_of(progress.target).items(progress)
    assert only.due == date.fromisoformat(due)


def test_a_case_may_have_a_deadline_of_its_own_and_says_what_it_is_about() -> None:
    entry = opened("2026-03-01", due="2026-03-20", title="Road to the school", asked_by="mayor")
    found = standing(TEN_DAYS, entry, on="2026-03-21").reading
    assert found.back_on_track == "close c1 (1 day late)"
    [only] = cases(TEN_DAYS, entry, on="2026-03-20")
    assert (only.due, only.asked_by, only.state(date(2026, 3, 20))) == (
        date(2026, 3, 20),
        "mayor",
        "open",
    )


def moved(day: str, to: str, **more: Any) -> Fields:
    return {**extended(day, to), "case": "c1", "by": "director", **more}


def test_the_deadline_of_a_case_is_extended_on_the_record() -> None:
    """The first one stays, and so does that it was requested too late."""
    entries = opened("2026-03-01"), moved("2026-03-12", "2026-03-20")
    [only] = cases(TEN_DAYS, *entries, on="2026-03-20")
    assert (only.first_due, only.due) == (date(2026, 3, 11), date(2026, 3, 20))
    assert [each.late for each in only.extensions] == [True]
    assert standing(TEN_DAYS, *entries, on="2026-03-20").state == "on track"
    assert standing(TEN_DAYS, *entries, on="2026-03-21").state == "behind"


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ([moved("2026-03-02", "2026-03-20")], "case c1 was not open on 2 Mar 2026"),
        (
            [opened("2026-03-01"), moved("2026-03-02", "2026-03-11")],
            "case c1 is already due on 11 Mar 2026: give a later day",
        ),
        (
            [opened("2026-03-01"), answered("2026-03-02"), moved("2026-03-03", "2026-03-20")],
            "case c1 was not open on 3 Mar 2026",
        ),
    ],
)
def test_an_extension_that_moves_no_deadline_of_a_case_is_set_aside(
    entries: list[Fields], sentence: str
) -> None:
    assert objection(TEN_DAYS, *entries).startswith(sentence)


def test_a_target_without_cases_has_none_to_extend() -> None:
    said = objection("{title: T, kind: total, goal: 9}", moved("2026-03-02", "2027-03-20"))
    assert said.startswith("a total has no cases")


def dropped(day: str, **more: Any) -> Fields:
    return case(day, "c1", "dropped", **{"by": "director", "note": "passed to the court", **more})


def test_a_case_that_went_elsewhere_is_neither_open_nor_closed() -> None:
    entries = opened("2026-03-01"), dropped("2026-03-05"), opened("2026-03-06", "c2")
    found = standing(TEN_DAYS, *entries, on="2026-03-20")
    assert shown(found, "actual", "goal") == (0, 1)
    assert found.reading.why == (
        "0 of 1 case closed; overdue: c2 (4 days late, with clerk); dropped: c1"
    )


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"by": "clerk"}, "case c1 cannot be dropped by clerk, who holds it"),
        ({"by": "deputy"}, "case c1 cannot be dropped by deputy, who owns t"),
        ({"note": ""}, "note: an entry that drops case c1 gives its reason"),
    ],
)
def test_nobody_is_rid_of_a_case_of_their_own_or_without_a_reason(
    more: Fields, sentence: str
) -> None:
    said = objection(TEN_DAYS, opened("2026-03-01"), dropped("2026-03-05", **more))
    assert said.startswith(sentence)


def test_each_holder_has_the_lateness_of_their_own_days() -> None:
    """The clerk for the nine days past the deadline, the deputy for the five after that."""
    entries = (
        opened("2026-03-01"),
        handed("2026-03-03", "head"),
        handed("2026-03-04", "clerk"),
        handed("2026-03-20", "deputy"),
        answered("2026-03-25"),
    )
    [only] = cases(TEN_DAYS, *entries, on="2026-04-01")
    found = only.holders(date(2026, 4, 1))
    assert [(each.person, each.days_late, each.ran_late) for each in found] == [
        ("clerk", 0, False),
        ("head", 0, False),
        ("clerk", 9, True),
        ("deputy", 5, True),
    ]


def test_handing_a_case_on_on_its_last_day_does_not_rid_one_of_its_lateness() -> None:
    entries = opened("2026-03-01"), handed("2026-03-11", "head")
    [only] = cases(TEN_DAYS, *entries, on="2026-03-13")
    late = [each.person for each in only.holders(date(2026, 3, 13)) if each.ran_late]
    assert late == ["clerk", "head"]
    assert not any(each.ran_late for each in only.holders(date(2026, 3, 11)))


@pytest.mark.parametrize(
    ("day", "left", "said"),
    [
        ("2026-03-10", "", []),
        ("2026-03-11", "", ["t: case c1 is handed on on the day it falls due"]),
        ("2026-03-12", "", ["t: case c1 is handed on late"]),
        ("2026-03-10", "2026-03-10", []),
        ("2026-03-10", "2026-03-09", ["t: case c1 is handed to head, who had left by then"]),
    ],
)
def test_a_doubtful_handover_is_a_warning_of_check(day: str, left: str, said: list[str]) -> None:
    assert check_of(TEN_DAYS, opened("2026-03-01"), handed(day, "head"), head_left=left) == said


@pytest.mark.parametrize(
    ("on", "state", "why"),
    [("2026-12-31", "no data", "no cases so far"), ("2027-01-01", "met", "no cases")],
)
def test_where_nothing_was_asked_and_nothing_came_no_figure_is_shown(
    on: str, state: str, why: str
) -> None:
    """Neither "0/0", nor that something is not logged yet beside "met"."""
    found = standing(TEN_DAYS, on=on)
    assert shown(found, "state", "why") == (state, why)
    assert figures(found) == "–/–"


def test_to_drop_a_late_case_does_not_undo_its_lateness() -> None:
    """The pace still has it; what is to be completed is what was not dropped."""
    entries = opened("2026-03-01"), dropped("2026-03-20"), opened("2026-03-20", "c2")
    found = standing(TEN_DAYS, *entries, on="2026-03-21")
    kind = kind_of(found.target)
    assert str(kind.pace(found.progress, found.reading)) == "1 of 2 late"
    assert kind.completion(found.progress, found.reading).whole == 1


def test_how_late_a_case_is_is_counted_as_its_time_is() -> None:
    """Due on Fri 9 Jan, it is late on the Monday by one working day, on the Saturday by none yet."""
    within = "{title: T, kind: cases, within: 5 working days, attest: never}"
    entry = {"date": "2026-01-02", "case": "a", "event": "opened"}
    for day, said in (("2026-01-10", "late"), ("2026-01-12", "1 working day late")):
        why = standing(within, entry, on=day).reading.why
        assert f"overdue: a ({said}, with clerk)" in why


def test_that_a_deadline_was_moved_is_said_with_its_first_day() -> None:
    entries = [
        {"date": "2026-01-05", "case": "a", "event": "opened"},
        {"date": "2026-02-01", "case": "a", "event": "extended", "to": "2026-02-10",
         "asked": "2026-02-01", "by": "director", "note": "Snow"},
    ]  # fmt: skip
    target = "{title: T, kind: cases, within: 5, attest: never}"
    why = standing(target, *entries, on="2026-03-01").reading.why
    assert "a (19 days late, with clerk, extended once from 10 Jan, requested late)" in why


def test_who_holds_a_case_does_not_extend_it() -> None:
    entries = [
        {"date": "2026-01-05", "case": "a", "event": "opened", "for": "head"},
        {"date": "2026-01-06", "case": "a", "event": "extended", "to": "2026-02-10",
         "asked": "2026-01-06", "by": "head", "note": "Snow"},
    ]  # fmt: skip
    found = records(plan_text("{title: T, kind: cases, within: 5, attest: never}", *entries))
    assert [each.message for each in found.findings] == [
        "case a cannot be extended by head, who holds it; this entry is set aside"
    ]
