"""The rules of the assessment, each on a small plan whose figures can be calculated in the head."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rectrack.reports.assessment import assess
from rectrack.reports.scores import Calculation, Mean, Quarter
from tests.support import plan_text, records
from tests.targets.helpers import MARCH_1_TO_10, Fields, dated, entry, extended, waived

HALF_A_YEAR = {"start": "2026-01-01", "end": "2026-06-30"}
TEN = "{title: T, kind: total, goal: 10}"
LIMIT = "{title: T, kind: limit, goal: 10}"
LEVEL = "{title: T, kind: level, min: 80}"
CHANGE = "{title: T, kind: change, baseline: 20, goal: 10}"
CASES = "{title: T, kind: cases, within: 2}"
STEPS = "{title: T, kind: steps, steps: {a: 2026-03-03, b: }}"
TWO_EACH = "{title: T, kind: each, goal: 2, who: [director, head]}"
HALF_EACH = "{title: T, kind: each, goal: 0.5, who: [director, head]}"
MONTHLY = "{title: T, kind: cadence, every: month}"
HALF_THE_MONTHS = "{title: T, kind: cadence, every: month, share: 50%}"


def calculated(text: str, on: str, person: str = "deputy") -> Calculation:
    found = records(text)
    assert found.findings == ()
    [calculation] = assess(found, date.fromisoformat(on), [person]).people
    return calculation


def judged(target: str, *entries: Fields, on: str, **span: str) -> Calculation:
    """Return the calculation of the owner, the deputy, in a plan of one target."""
    return calculated(plan_text(target, *entries, **span), on)


def last(calculation: Calculation) -> Quarter:
    """Return the last quarter that had begun."""
    return [quarter for quarter in calculation.quarters if quarter.mean is not None][-1]


def mean(of: Mean | None) -> Mean:
    assert of is not None
    return of


def rate(of: Mean | None) -> tuple[str, str]:
    """Return how the rate of the only line comes about, and what it is."""
    [line] = mean(of).lines
    return str(line.ratio), str(line.ratio.value)


def left_out(of: Mean | None) -> list[str | None]:
    return [verdict.left_out for verdict in mean(of).left_out]


def award(day: str, event: str, value: float, person: str = "deputy") -> Fields:
    more = {"person": person, "event": event, "value": value, "note": "So it was"}
    return {**dated(day, **more), "by": "director"}


def case(day: str, ref: str, event: str) -> Fields:
    return dated(day, case=ref, event=event)


@pytest.mark.parametrize(
    ("target", "entries", "on", "pace", "completion"),
    [
        (TEN, [], "03-01", ("0 / 1", "0.000"), ("0 / 10", "0.000")),
        (TEN, [entry("2026-03-02", 3)], "03-05", ("3 / 5", "0.600"), ("3 / 10", "0.300")),
        (TEN, [entry("2026-03-02", 3)], "03-10", ("3 / 10", "0.300"), ("3 / 10", "0.300")),
        (TEN, [entry("2026-03-02", 12)], "03-05", ("12 / 5", "1.000"), ("12 / 10", "1.000")),
        ("{title: T, kind: total, goal: 5}", [], "03-01", ("nothing due yet", "1.000"), ("0 / 5", "0.000")),
        ("{title: T, kind: total, goal: 0.5}", [], "03-01", ("0 / 0.05", "0.000"), ("0 / 0.5", "0.000")),
        ("{title: T, kind: total, goal: 8, checkpoints: {2026-03-04: 4}}", [entry("2026-03-02")],
         "03-04", ("1 / 4", "0.250"), ("1 / 8", "0.125")),
        (TWO_EACH, [], "03-04", ("nothing due yet", "1.000"), ("0 / 4", "0.000")),
        (TWO_EACH, [entry("2026-03-02", 3, for_="director")], "03-05", ("1 / 2", "0.500"), ("2 / 4", "0.500")),
        (TWO_EACH, [entry("2026-03-02", 3, for_=["director", "head"])], "03-10", ("4 / 4", "1.000"), ("4 / 4", "1.000")),
        (HALF_EACH, [], "03-05", ("0 / 0.5", "0.000"), ("0 / 1", "0.000")),
        (HALF_EACH, [], "03-10", ("0 / 1", "0.000"), ("0 / 1", "0.000")),
        (HALF_EACH, [entry("2026-03-02", 0.2, for_="director")], "03-05", ("0.2 / 0.5", "0.400"), ("0.2 / 1", "0.200")),
        (LIMIT, [entry("2026-03-02", 5)], "03-05", ("5 of at most 5", "1.000"), ("5 of at most 10", "1.000")),
        (LIMIT, [entry("2026-03-02", 8)], "03-05", ("5 / 8", "0.625"), ("8 of at most 10", "1.000")),
        (LIMIT, [entry("2026-03-02", 20)], "03-10", ("10 / 20", "0.500"), ("10 / 20", "0.500")),
        ("{title: T, kind: limit, goal: 0}", [entry("2026-03-02")], "03-05", ("0 / 1", "0.000"), ("0 / 1", "0.000")),
        (LEVEL, [], "03-05", ("0 / 1", "0.000"), ("0 / 1", "0.000")),
        (LEVEL, [entry("2026-03-02", 80)], "03-05", ("1 / 1", "1.000"), ("1 / 1", "1.000")),
        (LEVEL, [entry("2026-03-02", 79.9)], "03-05", ("0 / 1", "0.000"), ("0 / 1", "0.000")),
        (LEVEL, [entry("2025-11-01", 99)], "03-05", ("0 / 1", "0.000"), ("0 / 1", "0.000")),
        (CHANGE, [], "03-05", ("no reading", "0.000"), ("no reading", "0.000")),
        (CHANGE, [entry("2026-03-02", 18)], "03-05",
         ("(18 − 20) / (15 − 20)", "0.400"), ("(18 − 20) / (10 − 20)", "0.200")),
        (CHANGE, [entry("2026-03-02", 25)], "03-10",
         ("(25 − 20) / (10 − 20)", "0.000"), ("(25 − 20) / (10 − 20)", "0.000")),
        (CHANGE, [entry("2026-03-02", 18), entry("2026-03-03", 9)], "03-05",
         ("(9 − 20) / (15 − 20)", "1.000"), ("(9 − 20) / (10 − 20)", "1.000")),
        (CASES, [], "03-05", ("no case", "1.000"), ("no case", "1.000")),
        (CASES, [case("2026-03-02", "7", "opened")], "03-04", ("0 of 1 late", "1.000"), ("1 / 1", "1.000")),
        (CASES, [case("2026-03-02", "7", "opened")], "03-05", ("1 of 1 late", "0.000"), ("0 / 1", "0.000")),
        (CASES, [case("2026-03-02", "7", "opened"), case("2026-03-02", "8", "opened"),
                 case("2026-03-09", "7", "answered"), case("2026-03-03", "8", "answered")],
         "03-10", ("1 of 2 late", "0.500"), ("2 / 2", "1.000")),
        (STEPS, [], "03-03", ("nothing due yet", "1.000"), ("0 / 2", "0.000")),
        (STEPS, [dated("2026-03-02", step="b")], "03-04", ("0 / 1", "0.000"), ("1 / 2", "0.500")),
        (STEPS, [dated("2026-03-09", step="a")], "03-10", ("1 / 1", "1.000"), ("1 / 2", "0.500")),
    ],
)  # fmt: skip
def test_pace_and_completion_of_each_kind(
    target: str,
    entries: list[Fields],
    on: str,
    pace: tuple[str, str],
    completion: tuple[str, str],
) -> None:
    """Of the ten days from 1 to 10 March a tenth each is gone at the end of every day."""
    found = judged(target, *entries, on=f"2026-{on}", **MARCH_1_TO_10)
    assert rate(last(found).mean) == pace
    assert rate(found.central) == completion


@pytest.mark.parametrize(
    ("target", "stray"),
    [
        (CASES, []),
        (CASES, [case("2026-03-12", "c1", "opened")]),
        (CASES, [entry("2026-03-12", 0)]),
        (CASES, [entry("2026-02-28", 0)]),
        (CASES, [case("2026-02-20", "c1", "opened"), case("2026-02-28", "c1", "answered")]),
        (LIMIT, [entry("2026-03-12", 0)]),
        (LIMIT, [entry("2026-02-28", 0)]),
    ],
)
def test_silence_is_0_whatever_is_entered_outside_the_days_of_a_target(
    target: str, stray: list[Fields]
) -> None:
    span = "start: 2026-03-01, due: 2026-03-10}"
    found = judged(f"{target[:-1]}, {span}", *stray, on="2026-03-31", **HALF_A_YEAR)
    terms, value = rate(last(found).mean)
    assert rate(found.central) == (terms, value)
    assert (terms.endswith(" · 0 / 1 reported"), value) == (True, "0.000")


@pytest.mark.parametrize(
    ("target", "entries", "on", "pace", "completion"),
    [
        (MONTHLY, [], "01-31", ("nothing due yet", "1.000"), ("0 / 6", "0.000")),
        (MONTHLY, [], "02-01", ("0 / 1", "0.000"), ("0 / 6", "0.000")),
        (MONTHLY, [entry("2026-01-09")], "03-31", ("1 / 2", "0.500"), ("1 / 6", "0.167")),
        (MONTHLY, [entry("2026-01-09"), entry("2026-03-09")], "03-31", ("2 / 3", "0.667"), ("2 / 6", "0.333")),
        (HALF_THE_MONTHS, [entry("2026-01-09")], "03-31",
         ("1 / (2 · 50 %)", "1.000"), ("1 / (6 · 50 %)", "0.333")),
        (HALF_THE_MONTHS, [], "01-15", ("nothing due yet", "1.000"), ("0 / (6 · 50 %)", "0.000")),
        (LIMIT, [], "01-31", ("0 of at most 2", "1.000"), ("0 of at most 10", "1.000")),
        (LIMIT, [], "02-01", ("0 of at most 2 · 0 / 1 reported", "0.000"), ("0 of at most 10 · 0 / 1 reported", "0.000")),
        (LIMIT, [entry("2026-01-31", 0)], "05-31",
         ("0 of at most 9 · 1 / 4 reported", "0.250"), ("0 of at most 10 · 1 / 4 reported", "0.250")),
        (LIMIT, [entry("2026-01-31", 4)], "03-01", ("4 of at most 4 · 1 / 2 reported", "0.500"), ("4 of at most 10 · 1 / 2 reported", "0.500")),
        (LIMIT, [entry("2026-01-31", 8)], "03-01", ("4 / 8 · 1 / 2 reported", "0.250"), ("8 of at most 10 · 1 / 2 reported", "0.500")),
        ("{title: T, kind: limit, goal: 10, attest: never}", [], "05-31",
         ("0 of at most 9", "1.000"), ("0 of at most 10", "1.000")),
        (CASES, [], "02-01", ("no case · 0 / 1 reported", "0.000"), ("no case · 0 / 1 reported", "0.000")),
        (CASES, [entry("2026-01-31", 0)], "02-28", ("no case", "1.000"), ("no case", "1.000")),
        (CASES, [entry("2026-01-31", 0)], "05-31", ("no case · 1 / 4 reported", "0.250"), ("no case · 1 / 4 reported", "0.250")),
    ],
)  # fmt: skip
def test_what_is_asked_for_month_by_month(
    target: str,
    entries: list[Fields],
    on: str,
    pace: tuple[str, str],
    completion: tuple[str, str],
) -> None:
    """Each rate counts by the part of the statements due that were made, all while none is due."""
    found = judged(target, *entries, on=f"2026-{on}", **HALF_A_YEAR)
    assert rate(last(found).mean) == pace
    assert rate(found.central) == completion


@pytest.mark.parametrize(
    ("kept", "pace"),
    [
        ({"director": 2, "head": 2}, ("2 / 2", "1.000")),
        ({"director": 2, "head": 1}, ("2 / 2", "1.000")),
        ({"director": 2, "head": 0}, ("1 / 2", "0.500")),
    ],
)
def test_a_surplus_of_windows_covers_nobody_elses_gap(
    kept: dict[str, int], pace: tuple[str, str]
) -> None:
    """Half of two months is one for each; what is kept beyond it counts for nobody."""
    target = "{title: T, kind: cadence, every: month, share: 50%, who: [director, head]}"
    entries = [
        entry(f"2026-0{month}-09", for_=person)
        for person, months in kept.items()
        for month in range(1, months + 1)
    ]
    assert rate(last(judged(target, *entries, on="2026-03-15", **HALF_A_YEAR)).mean) == pace


def test_halves_are_rounded_up() -> None:
    """One of 16 is 0.0625."""
    found = judged(
        "{title: T, kind: total, goal: 16}", entry("2026-03-02"), on="2026-03-10", **MARCH_1_TO_10
    )
    assert rate(last(found).mean) == ("1 / 16", "0.063")


@pytest.mark.parametrize(
    ("goal", "done", "shown", "score"),
    [
        (10000, 9999.96, "0.999996", "99.9996"),
        (10000, 9995, "0.9995", "99.95"),
        (10000, 9994, "0.999", "99.9"),
        (10000, 10000, "1.000", "100.0"),
        (10000, 10000.04, "1.000", "100.0"),
    ],
)
def test_what_falls_short_of_the_whole_is_never_rounded_to_it(
    goal: int, done: float, shown: str, score: str
) -> None:
    target = f"{{title: T, kind: total, goal: {goal}}}"
    found = judged(target, entry("2026-03-02", done), on="2026-03-10", **MARCH_1_TO_10)
    assert rate(found.central)[1] == rate(last(found).mean)[1] == shown
    assert [str(each) for each in (last(found).score, found.regular, found.final)] == [score] * 3


def test_neither_is_a_mean_that_falls_short_by_one_of_many() -> None:
    """Of a hundredth of the weight, a twenty-fifth is missing."""
    small = "{title: T, kind: total, goal: 100}"
    whole = "{title: U, kind: total, goal: 1, weight: 99}"
    entries = entry("2026-03-02", 96), {**entry("2026-03-02"), "target": "u"}
    found = judged(f"{small}\n      u: {whole}", *entries, on="2026-03-10", **MARCH_1_TO_10)
    assert [str(each) for each in (mean(found.central).value, found.final)] == ["99.96", "99.96"]


@pytest.mark.parametrize(
    ("target", "entries", "why"),
    [
        ("{title: T, kind: total, goal: }", [], "the goal is not set in the plan"),
        ("{title: T, kind: level, min: }", [], "the lowest value (min) is not set in the plan"),
        ("{title: T, kind: total, goal: 9, start: 2026-03-06}", [], "starts on 6 Mar"),
        (TEN, [waived("2026-03-02", "2026-03-05")], "waived until 5 Mar"),
        (TEN, [dated("2026-03-05", measure="measure", event="withdrawn", note="Needless")],
         "its measure was withdrawn"),
    ],
)  # fmt: skip
def test_what_is_not_judged_is_left_out_with_the_reason(
    target: str, entries: list[Fields], why: str
) -> None:
    """It has no place in a mean, and where nothing else is judged there is no score."""
    found = judged(target, *entries, on="2026-03-05", **MARCH_1_TO_10)
    assert left_out(last(found).mean) == left_out(found.central) == [why]
    assert (last(found).score, found.regular, found.final) == (None, None, None)


def test_nothing_is_asked_of_the_owner_once_nobody_of_who_is_left() -> None:
    text = plan_text("{title: T, kind: each, goal: 2, who: [head]}", **MARCH_1_TO_10)
    found = calculated(text.replace("head: {", "head: {left: 2026-03-02, "), "2026-03-05")
    assert left_out(last(found).mean) == ["everyone named in `who` has left"]


@pytest.mark.parametrize(
    ("entries", "on"),
    [
        ([waived("2026-03-02", "2026-03-05")], "2026-03-06"),
        ([waived("2026-03-06", "2026-03-08")], "2026-03-05"),
        ([waived("2026-03-02", "2026-03-08"), entry("2026-03-03", 10)], "2026-03-05"),
        ([dated("2026-03-06", measure="measure", event="withdrawn", note="Needless")], "2026-03-05"),
    ],
)  # fmt: skip
def test_what_was_over_not_yet_said_or_needless_leaves_nothing_out(
    entries: list[Fields], on: str
) -> None:
    """A waiver that ran out, one still to come, one on a target that is met, and so on."""
    found = judged(TEN, *entries, on=on, **MARCH_1_TO_10)
    assert left_out(last(found).mean) == []
    assert last(found).score is not None


def test_what_came_after_a_quarter_changes_nothing_of_it() -> None:
    """Neither work nor a new last day."""
    target = "{title: T, kind: total, goal: 12, due: 2026-03-31}"
    found = judged(
        target,
        entry("2026-03-31", 3),
        entry("2026-04-01", 6),
        extended("2026-04-10", "2026-06-30"),
        on="2026-05-15",
        **HALF_A_YEAR,
    )
    first, second = found.quarters
    assert rate(first.mean) == ("3 / 12", "0.250")
    assert rate(second.mean) == ("9 / 8", "1.000")


def scores_of(calculation: Calculation) -> list[str]:
    return [str(score) for score in calculation.scores]


@pytest.mark.parametrize(
    ("target", "entries", "scores"),
    [
        (STEPS.replace("{a: 2026-03-03, b: }", "[a, b]"), [], ["100.0", "0.0"]),
        (STEPS.replace("{a: 2026-03-03, b: }", "{a: 2026-03-31, b: 2026-06-30}"), [], ["0.0", "0.0"]),
        ("{title: T, kind: cadence, every: quarter}", [], ["0.0", "0.0"]),
        (MONTHLY, [entry("2026-01-10"), entry("2026-02-10")], ["66.7", "33.3"]),
        (MONTHLY, [entry("2026-01-10"), entry("2026-02-10"), entry("2026-04-01")], ["66.7", "50.0"]),
        ("{title: T, kind: limit, goal: 3, attest: quarter}", [entry("2026-03-31", 0)], ["100.0", "50.0"]),
        ("{title: T, kind: total, goal: 2, due: 2026-03-31}", [entry("2026-04-01", 2)], ["0.0", "100.0"]),
    ],
)  # fmt: skip
def test_what_falls_due_on_the_last_day_of_a_quarter_is_judged_in_it(
    target: str, entries: list[Fields], scores: list[str]
) -> None:
    """It is judged on the day after its last, on what is dated up to its last."""
    assert scores_of(judged(target, *entries, on="2026-08-01", **HALF_A_YEAR)) == scores


def test_on_its_last_day_a_quarter_is_judged_as_status_reads_that_day() -> None:
    """The day is not over, so what falls due on it is not asked for yet, and it is provisional."""
    found = judged("{title: T, kind: cadence, every: quarter}", on="2026-03-31", **HALF_A_YEAR)
    assert rate(last(found).mean) == ("nothing due yet", "1.000")
    assert last(found).provisional


@pytest.mark.parametrize(
    ("target", "entries", "why"),
    [
        ("{title: T, kind: level, min: 80, start: 2026-04-01}", [], "starts on 1 Apr"),
        (LEVEL, [waived("2026-03-02", "2026-03-31")], "waived until 31 Mar"),
    ],
)
def test_what_was_not_asked_for_on_the_last_day_of_a_quarter_is_left_out_of_it(
    target: str, entries: list[Fields], why: str
) -> None:
    """Although it is asked for on the next day, as of which the quarter is judged."""
    first, second = judged(target, *entries, on="2026-08-01", **HALF_A_YEAR).quarters
    assert (left_out(first.mean), left_out(second.mean)) == ([why], [])


def test_a_register_that_must_report_nothing_and_has_no_case_is_left_out() -> None:
    found = judged(CASES.replace("2}", "2, attest: never}"), on="2026-08-01", **HALF_A_YEAR)
    why = "nothing recorded, and nothing had to be reported"
    assert left_out(last(found).mean) == left_out(found.central) == [why]
    assert found.final is None


def test_a_case_within_its_days_at_the_end_costs_nothing_although_it_is_open() -> None:
    """What became of it after the last day is not looked at."""
    found = judged(
        CASES.replace("2}", "30, attest: never}"),
        case("2026-06-28", "x", "opened"),
        case("2026-07-05", "x", "answered"),
        on="2026-08-01",
        **HALF_A_YEAR,
    )
    assert duties(found, found.central) == [("", "1", "1 / 1")]


REGISTER = "{title: T, kind: cases, within: 10, attest: never, weight: 2}"


def passed(to: str, day: str, ref: str) -> Fields:
    return {**case(day, ref, "handed"), "for": to}


def opened(day: str, ref: str, by: str) -> Fields:
    return {**case(day, ref, "opened"), "for": by}


def duties(found: Calculation, of: Mean | None) -> list[tuple[str, str, str]]:
    """Return the cases that each line is for, its weight, and how its rate comes about."""
    return [
        (
            " ".join(each.case.ref for each in line.verdict.responsibility.holdings),
            str(line.weight),
            str(line.ratio),
        )
        for line in mean(of).lines
    ]


@pytest.mark.parametrize(
    ("handed_on", "on", "head", "clerk"),
    [
        ("2026-03-10", "2026-03-20", "0 of 2 late", "1 of 1 late"),
        ("2026-03-11", "2026-03-20", "1 of 2 late", "1 of 1 late"),
        ("2026-03-12", "2026-03-20", "1 of 2 late", "1 of 1 late"),
        ("2026-03-10", "2026-03-11", "0 of 2 late", "0 of 1 late"),
    ],
)
def test_a_case_counts_as_late_with_everybody_in_whose_hands_it_was_late(
    handed_on: str, on: str, head: str, clerk: str
) -> None:
    """It was opened on 1 March and has until the 11th; the other one was answered in time.

    Who hands a case on only on its last day has left no time to the next.

    Each weighs by the cases held: two of the two for the head, and one of them for the clerk.
    """
    entries = [
        opened("2026-03-01", "a", "head"),
        opened("2026-03-01", "b", "head"),
        case("2026-03-05", "b", "answered"),
        passed("clerk", handed_on, "a"),
    ]
    text = plan_text(REGISTER, *entries, **HALF_A_YEAR)
    for person, refs, weight, pace in (("head", "a b", "2", head), ("clerk", "a", "1.000", clerk)):
        found = calculated(text, on, person)
        assert duties(found, last(found).mean) == [(refs, weight, pace)]


def test_the_owner_of_a_register_answers_for_the_whole_and_for_the_cases_in_hand() -> None:
    entries = [opened("2026-03-01", "a", "deputy"), opened("2026-03-02", "b", "head")]
    found = calculated(plan_text(REGISTER, *entries, **HALF_A_YEAR), "2026-03-12", "deputy")
    assert duties(found, last(found).mean) == [
        ("", "2", "1 of 2 late"),
        ("a", "1.000", "1 of 1 late"),
    ]
    assert duties(found, found.central) == [("", "2", "1 / 2"), ("a", "1.000", "0 / 1")]


def test_at_the_end_a_holder_is_done_with_what_is_closed_in_time_or_with_another() -> None:
    """One was closed late, one is overdue with the head still, and one with the clerk."""
    entries = [opened("2026-03-01", ref, "head") for ref in ("a", "b", "c")]
    entries += [case("2026-03-20", "a", "answered"), passed("clerk", "2026-03-09", "c")]
    found = calculated(plan_text(REGISTER, *entries, **HALF_A_YEAR), "2026-03-30", "head")
    assert duties(found, last(found).mean) == [("a b c", "2", "2 of 3 late")]
    assert duties(found, found.central) == [("a b c", "2", "2 / 3")]


def test_a_target_counts_with_its_owner_of_the_last_day_of_the_quarter() -> None:
    """A successor does not answer for the quarters before, nor the predecessor for those after."""
    owner = "owner: {2026-01-01: deputy, 2026-04-15: head}"
    text = plan_text(f"{TEN[:-1]}, {owner}}}", **HALF_A_YEAR)
    there = [
        [
            bool(mean(quarter.mean).lines)
            for quarter in calculated(text, "2026-08-01", person).quarters
        ]
        for person in ("deputy", "head")
    ]
    assert there == [[True, False], [False, True]]


def test_a_quota_of_ones_own_is_judged_for_who_left_although_nothing_is_asked_the_day_after() -> (
    None
):
    target = "{title: T, kind: each, goal: 2, who: [head]}"
    text = plan_text(target, entry("2026-02-01", 1, for_="head"), **HALF_A_YEAR)
    found = calculated(text.replace("head: {", "head: {left: 2026-06-15, "), "2026-08-01", "head")
    assert rate(last(found).mean) == ("1 / 1", "1.000")


def test_what_a_score_stands_on_is_told_beside_it() -> None:
    """A target of which somebody has two lines is one target; a share has its own weight."""
    shares = "{title: T, kind: total, goal: 10, weight: 2, shares: {deputy: 3, head: 7}}"
    text = plan_text(f"{shares}\n      u: {LEVEL[:-1]}, start: 2026-04-01}}", **HALF_A_YEAR)
    found = calculated(text, "2026-08-01")
    stands_on = [mean(each.mean).coverage for each in found.quarters]
    assert [(each.targets, str(each.weight)) for each in [*stands_on, found.coverage]] == [
        (1, "2.600"),
        (2, "3.600"),
        (2, "3.600"),
    ]


@pytest.mark.parametrize(
    ("logged", "late"), [("2026-03-31", False), ("2026-04-01", True), (None, False)]
)
def test_an_award_logged_after_its_quarter_had_ended_is_marked_as_late(
    logged: str | None, late: bool
) -> None:
    reward = award("2026-03-03", "reward", 2)
    if logged is not None:
        reward |= {"id": "aaaaaaaaaa", "logged": f"{logged}T09:00:00.000000+00:00"}
    found = judged(TEN, {**reward, "by": "director"}, on="2026-08-01", **HALF_A_YEAR)
    [quarter, _] = found.quarters
    assert [quarter.is_late(each) for each in quarter.awards] == [late]
    assert [each.name for each, _ in found.late_awards] == (["Q1 2026"] if late else [])


def test_a_quarter_lies_within_the_plans_period() -> None:
    found = judged(TEN, on="2027-01-01", start="2026-02-10", end="2026-04-20")
    assert [(q.name, str(q.span.start), str(mean(q.mean).at.last)) for q in found.quarters] == [
        ("Q1 2026", "2026-02-10", "2026-03-31"),
        ("Q2 2026", "2026-04-01", "2026-04-20"),
    ]
    assert mean(found.central).at.last == date(2026, 4, 20)


@pytest.mark.parametrize(
    ("on", "scored", "provisional"),
    [
        ("2025-12-31", [], []),
        ("2026-01-01", ["Q1 2026"], ["Q1 2026"]),
        ("2026-03-30", ["Q1 2026"], ["Q1 2026"]),
        ("2026-03-31", ["Q1 2026"], ["Q1 2026"]),
        ("2026-04-01", ["Q1 2026", "Q2 2026"], ["Q2 2026"]),
        ("2026-06-30", ["Q1 2026", "Q2 2026"], ["Q2 2026"]),
        ("2027-06-30", ["Q1 2026", "Q2 2026"], []),
    ],
)
def test_a_quarter_that_has_not_begun_has_no_score_and_one_that_runs_is_provisional(
    on: str, scored: list[str], provisional: list[str]
) -> None:
    found = judged(TEN, on=on, **HALF_A_YEAR)
    assert [q.name for q in found.quarters if q.score is not None] == scored
    assert [q.name for q in found.quarters if q.provisional] == provisional
    assert [q.unjudged for q in found.quarters if q.name not in scored] == [
        f"begins on {day}" for day in ("1 Jan 2026", "1 Apr 2026")[len(scored) :]
    ]
    assert found.provisional is ("2026-01-01" <= on <= "2026-06-30")
    assert (found.central is None) is (on < "2026-01-01")


@pytest.mark.parametrize(
    ("done", "awards", "clamping", "score"),
    [
        (6, [], "0.0", "60.0"),
        (
            6,
            [award("2026-03-01", "reward", 2), award("2026-03-09", "reward", 0.25)],
            "0.00",
            "62.25",
        ),
        (6, [award("2026-03-03", "reward", 2), award("2026-03-03", "penalty", 5)], "0.0", "57.0"),
        (9, [award("2026-03-03", "reward", 12)], "-2.0", "100"),
        (0, [award("2026-03-03", "penalty", 1.5)], "1.5", "0"),
        (9, [award("2026-03-11", "penalty", 5)], "0.0", "90.0"),
        (9, [award("2026-03-03", "penalty", 5, person="head")], "0.0", "90.0"),
    ],
)
def test_rewards_and_penalties_of_the_quarter_count_within_0_and_100(
    done: int, awards: list[Fields], clamping: str, score: str
) -> None:
    found = judged(TEN, entry("2026-03-02", done), *awards, on="2026-03-10", **MARCH_1_TO_10)
    [quarter] = found.quarters
    assert (str(quarter.clamping), str(quarter.score)) == (clamping, score)
    assert quarter.sum is not None
    assert quarter.sum + quarter.clamping == quarter.score


@pytest.mark.parametrize(
    ("target", "day", "why"),
    [
        (TEN, "2025-12-31", "dated outside the plan's period, 2026-01-01 to 2026-06-30"),
        (TEN, "2026-07-01", "dated outside the plan's period, 2026-01-01 to 2026-06-30"),
        ("{title: T, kind: total, goal: 9, start: 2026-05-01}", "2026-03-03",
         "there is nothing to assess in Q1 2026"),
    ],
)  # fmt: skip
def test_an_award_that_counts_nowhere_is_told(target: str, day: str, why: str) -> None:
    found = judged(target, award(day, "reward", 2), on="2026-08-01", **HALF_A_YEAR)
    assert [reason for _, reason in found.idle] == [why]
    assert found.awarded("reward") == 0
    assert all(not quarter.awards for quarter in found.quarters)


def test_rewards_and_penalties_are_summed_up_apart() -> None:
    awards = [("reward", 2), ("penalty", 2), ("reward", 3), ("penalty", 4)]
    entries = [award(f"2026-0{n}-03", *each) for n, each in enumerate(awards, 1)]
    found = judged(TEN, *entries, on="2026-06-30", **HALF_A_YEAR)
    assert (str(found.awarded("reward")), str(found.awarded("penalty"))) == ("5", "6")


TWO_TARGETS = """{title: T, kind: total, goal: 10, weight: 3}
      u: {title: U, kind: total, goal: 8, weight: 0.5}
      v: {title: V, kind: total, goal: 7, owner: head}"""


def test_the_mean_is_weighted() -> None:
    """100 · (3 · 0.4 + 0.5 · 0.75) / 3.5 = 45."""
    entries = [entry("2026-03-02", 4), entry("2026-03-02", 6, target="u")]
    found = judged(TWO_TARGETS, *entries, on="2026-03-10", **MARCH_1_TO_10)
    whole = mean(last(found).mean)
    assert [(line.verdict.responsibility.target.id, line.points) for line in whole.lines] == [
        ("t", Decimal("1.2")),
        ("u", Decimal("0.375")),
    ]
    assert (whole.weight, whole.points, str(whole.value)) == (
        Decimal("3.5"),
        Decimal("1.575"),
        "45.0",
    )


def responsibilities(calculation: Calculation) -> list[tuple[str | None, str, str]]:
    """Return whose part each line is, its weight, and how its pace comes about."""
    return [
        (line.verdict.responsibility.own, str(line.weight), str(line.ratio))
        for line in mean(last(calculation).mean).lines
    ]


SHARED = "{title: T, kind: total, goal: 10, weight: 2, shares: {deputy: 3, head: 7}}"


@pytest.mark.parametrize(
    ("person", "lines"),
    [
        ("deputy", [(None, "2", "6 / 5"), ("deputy", "0.600", "4 / 1")]),
        ("head", [("head", "1.400", "2 / 3")]),
        ("clerk", []),
    ],
)
def test_a_share_counts_by_its_part_of_the_goal_and_the_owner_answers_for_the_whole_as_well(
    person: str, lines: list[tuple[str | None, str, str]]
) -> None:
    """Half-way 1 of 3 and 3 of 7 are expected, each in whole numbers."""
    entries = [entry("2026-03-02", 4, for_="deputy"), entry("2026-03-02", 2, for_="head")]
    text = plan_text(SHARED, *entries, **MARCH_1_TO_10)
    assert responsibilities(calculated(text, "2026-03-05", person)) == lines


@pytest.mark.parametrize(
    ("shares", "person", "expected"),
    [
        ("{deputy: 3, head: 7}", "deputy", "0 / 1"),
        ("{deputy: 3, head: 7}", "head", "0 / 3"),
        ("{deputy: 2.5, head: 7.5}", "deputy", "0 / 1.25"),
    ],
)
def test_a_share_takes_its_part_of_each_checkpoint(shares: str, person: str, expected: str) -> None:
    """Of the 5 expected on 2 March a share of 3 in 10 takes 1.5, in whole numbers 1."""
    target = (
        f"{{title: T, kind: total, goal: 10, checkpoints: {{2026-03-02: 5}}, shares: {shares}}}"
    )
    found = calculated(plan_text(target, **MARCH_1_TO_10), "2026-03-02", person)
    assert responsibilities(found)[-1][2] == expected


def test_no_share_is_too_small_to_weigh_anything() -> None:
    target = "{title: T, kind: total, goal: 10000, shares: {head: 1, clerk: 9999}}"
    found = calculated(plan_text(target, **MARCH_1_TO_10), "2026-03-10", "head")
    assert responsibilities(found) == [("head", "0.001", "0 / 1")]
    assert last(found).score == 0


@pytest.mark.parametrize(
    ("kind", "own", "whole"),
    [
        ("kind: each, goal: 4", "1 / 2", "3 / 4"),
        ("kind: cadence, every: week, on: wed", "1 / 1", "1 / 2"),
    ],
)
def test_a_quota_and_windows_of_ones_own_carry_the_whole_weight(
    kind: str, own: str, whole: str
) -> None:
    """The owner answers for everyone together, and as one of them for their own part."""
    target = f"{{title: T, {kind}, who: team, weight: 2}}"
    day = "2026-03-04"
    entries = [entry(day, for_="deputy")]
    entries += [entry("2026-03-01", 3, for_="director")]
    text = plan_text(target, *entries, **MARCH_1_TO_10)
    assert responsibilities(calculated(text, "2026-03-06", "deputy")) == [
        (None, "2", whole),
        ("deputy", "2", own),
    ]


LEAVES = "deputy: {left: 2026-02-15, "


@pytest.mark.parametrize("on", ["2026-02-15", "2026-02-16", "2026-05-05", "2026-12-31"])
def test_who_left_is_judged_up_to_the_day_of_leaving(on: str) -> None:
    """Later quarters ask for nothing, nor does the end; the quarters then count in full."""
    awards = [award("2026-02-15", "reward", 1), award("2026-02-16", "penalty", 9)]
    text = plan_text(TEN, entry("2026-02-01", 1), entry("2026-02-16", 9), *awards, **HALF_A_YEAR)
    found = calculated(text.replace("deputy: {", LEAVES, 1), on)
    first, second = found.quarters
    assert (mean(first.mean).at.last, first.provisional) == (date(2026, 2, 15), on == "2026-02-15")
    assert rate(first.mean) == ("1 / 2", "0.500")
    assert first.score == 51
    if on > "2026-02-15":
        assert (found.central, found.no_central) == (None, "left on 15 Feb 2026")
        assert [(part.name, str(part.percent)) for part in found.parts] == [("regular", "100")]
        assert found.final == 51
        assert [why for _, why in found.idle] == ["dated after the day of leaving, 2026-02-15"]
    if on > "2026-04-01":
        assert (second.mean, second.unjudged) == (None, "left on 15 Feb 2026")


def test_before_they_leave_nothing_is_different() -> None:
    text = plan_text(TEN, entry("2026-02-01", 1), **HALF_A_YEAR)
    found = calculated(text.replace("deputy: {", LEAVES, 1), "2026-02-14")
    assert last(found).provisional
    assert found.central is not None


def test_who_left_before_it_all_began_has_no_score() -> None:
    text = plan_text(TEN, **HALF_A_YEAR).replace("deputy: {", "deputy: {left: 2025-12-31, ", 1)
    found = calculated(text, "2026-06-30")
    assert [quarter.unjudged for quarter in found.quarters] == ["left on 31 Dec 2025"] * 2
    assert found.final is None


@pytest.mark.parametrize(
    ("weights", "final"),
    [
        ("", "28.0"),
        ("assessment: {regular: 70, central: 30}\n", "26.0"),
        ("assessment: {regular: 0, central: 100}\n", "40.0"),
        ("assessment: {regular: 100, central: 0}\n", "20.0"),
        ("assessment: {regular: 33.3, central: 66.7}\n", "33.3"),
    ],
)
def test_the_final_score_weighs_the_mean_of_the_quarters_and_the_end(
    weights: str, final: str
) -> None:
    """Nothing and then 4 of 10 make 0 and 40, 20 in the mean, and 40 at the end."""
    entries = [entry("2026-06-30", 4)]
    text = plan_text(TEN, *entries, **HALF_A_YEAR).replace("progress:", f"{weights}progress:")
    found = calculated(text, "2026-06-30")
    assert [str(score) for score in found.scores] == ["0.0", "40.0"]
    assert str(found.regular) == "20.0"
    assert str(found.final) == final


def test_a_part_alone_counts_in_full_unless_it_was_to_count_nothing() -> None:
    """Here the only target was waived at the end, after a quarter in which it was judged.

    By 1 April 5 of the 10 are expected.
    """
    entries = [entry("2026-03-01", 2.5), waived("2026-06-01", "2026-12-31")]
    text = plan_text(TEN, *entries, **HALF_A_YEAR)
    found = calculated(text, "2026-06-30")
    assert (str(found.regular), mean(found.central).value) == ("50.0", None)
    assert str(found.final) == "50.0"
    only_the_end = "assessment: {regular: 0, central: 100}\nprogress:"
    assert calculated(text.replace("progress:", only_the_end), "2026-06-30").final is None


def test_who_answers_for_nothing_has_no_score() -> None:
    """Neither does a reward make them one; it is told that it counts nowhere."""
    reward = {**award("2026-02-02", "reward", 2, "clerk"), "by": "director"}
    found = calculated(plan_text(TEN, reward, **HALF_A_YEAR), "2026-06-30", "clerk")
    assert [quarter.score for quarter in found.quarters] == [None, None]
    assert (found.regular, mean(found.central).value, found.final) == (None, None, None)
    assert [why for _, why in found.idle] == ["there is nothing to assess in Q1 2026"]


def sources(calculation: Calculation) -> list[Any]:
    [line] = mean(last(calculation).mean).lines
    return [entry.id for entry in line.verdict.sources()]


@pytest.mark.parametrize(
    ("target", "person", "ids"),
    [
        (TEN, "deputy", ["b", "c", "e"]),
        (LEVEL, "deputy", ["e"]),
        (LIMIT, "deputy", ["b", "c"]),
        (
            "{title: T, kind: each, goal: 9, who: [head, clerk], owner: director}",
            "head",
            ["b", "e"],
        ),
        ("{title: T, kind: each, goal: 9, who: [head], owner: director}", "director", ["b", "e"]),
    ],
)
def test_every_figure_names_the_entries_that_it_comes_from(
    target: str, person: str, ids: list[str]
) -> None:
    """The latest reading of those that are read; of the others what counts towards it, no more."""
    days = {
        "a": "2026-02-28",
        "b": "2026-03-02",
        "c": "2026-03-03",
        "e": "2026-03-11",
        "f": "2026-03-13",
    }
    entries = [
        entry(day, id=name, for_="head" if name in {"b", "e"} else "clerk")
        for name, day in days.items()
    ]
    short = target[:-1] + ", start: 2026-03-01, due: 2026-03-10}"
    text = plan_text(short, *entries, start="2026-03-01", end="2026-03-12")
    assert sources(calculated(text, "2026-04-01", person)) == ids


def test_a_round_that_was_given_up_is_not_done() -> None:
    """It lacks a stage; the next one, which has them all, is."""
    register = "{title: T, kind: cases, stages: [checked, answered], within: 5, attest: never}"
    entries = [
        opened("2026-01-05", "a", "deputy"),
        case("2026-01-06", "a", "answered"),
        opened("2026-02-05", "a", "deputy"),
        case("2026-02-06", "a", "answered"),
        case("2026-02-07", "a", "checked"),
    ]
    found = calculated(plan_text(register, *entries, **HALF_A_YEAR), "2026-07-01")
    assert [str(line.ratio) for line in mean(found.central).lines] == ["1 / 2", "1 / 2"]
