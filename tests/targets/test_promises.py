"""What a target promises, in words, and what it is made of, with the days of each part."""

from datetime import date

import pytest

from rectrack.targets.items import Item
from rectrack.targets.kinds import kind_of
from rectrack.targets.progress import progress_of
from tests.support import plan_text, records
from tests.targets.helpers import Fields, dated, entry, extended


def promise(target: str) -> str:
    found = records(plan_text(target)).plan.targets["t"]
    return kind_of(found).promise(found)


def items(target: str, *entries: Fields, on: str, **span: str) -> list[Item]:
    found = records(plan_text(target, *entries, **span))
    assert found.findings == ()
    day = date.fromisoformat(on)
    progress = progress_of(found.plan, found.plan.targets["t"], found.until(day), day)
    return kind_of(found.plan.targets["t"]).items(progress)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("{title: T, kind: total, goal: 15, unit: bulletins}", "15 bulletins in all"),
        ("{title: T, kind: total, goal: 2.5}", "2.5 in all"),
        ("{title: T, kind: total, goal: , unit: bulletins}", "? bulletins in all"),
        ("{title: T, kind: total, goal: 3, shares: {director: 2, deputy: 1}}", "3 in all, shared by 2 people"),
        ("{title: T, kind: each, goal: 2, who: [team, head], unit: articles}", "2 articles by each of team, head"),
        ("{title: T, kind: each, goal: , who: }", "? by each of ?"),
        ("{title: T, kind: cadence, every: month}", "every month"),
        ("{title: T, kind: cadence, every: quarter, times: 2}", "twice every quarter"),
        ("{title: T, kind: cadence, every: two weeks, times: 3}", "3 times every two weeks"),
        ("{title: T, kind: cadence, every: half-year}", "every half-year"),
        ("{title: T, kind: cadence, every: day}", "every working day"),
        ("{title: T, kind: cadence, every: week, on: wed, share: 90%, who: team}", "every week, on Wed, by each of team; at least 90 % of them"),
        ("{title: T, kind: cadence, every: week, on: wed, except: [2026-02-18]}", "every week, on Wed, except 18 Feb 2026"),
        ("{title: T, kind: limit, goal: 0, unit: cases}", 'at most 0 cases; reported every month, including "none"'),
        ("{title: T, kind: limit, goal: 9, attest: never}", "at most 9"),
        ("{title: T, kind: limit, baseline: 150, cut: 20%, attest: quarter}", 'at most 120, 20 % less than 150; reported every quarter, including "none"'),
        ("{title: T, kind: limit, baseline: 150, attest: never}", "at most ?"),
        ("{title: T, kind: }", "?"),
        ("{title: T, kind: limit, baseline: , attest: never, unit: km}", "at most ? km"),
        ("{title: T, kind: level, min: 80, unit: marks}", "at least 80 marks; a new reading at least every 90 days"),
        ("{title: T, kind: level, min: 1, max: 2, stale_after: 1, independent: true}", "1 to 2; a new reading at least every day, not by deputy"),
        ("{title: T, kind: level, max: }", "?; a new reading at least every 90 days"),
        ("{title: T, kind: change, baseline: 68, goal: 85, unit: marks}", "from 68 to 85 marks"),
        ("{title: T, kind: change, baseline: , goal: }", "from ? to ?"),
        ("{title: T, kind: cases, within: 15}", 'every case brought to \'answered\' within 15 days; reported every month, including "none"'),
        ("{title: T, kind: cases, within: , attest: never, stages: [met, told, done]}", "every case brought to 'done' within … days (not set) through 'met' and 'told'"),
        ("{title: T, kind: steps, steps: [drafted, in force]}", "2 steps: drafted, in force"),
    ],
)  # fmt: skip
def test_what_is_promised_is_said_in_words(target: str, words: str) -> None:
    """A figure that the office has yet to set is a question mark, or said not to be set."""
    assert promise(target) == words


def test_steps_are_told_in_the_order_of_the_plan_with_their_days() -> None:
    """One without a day is due on the last, which an extension moves."""
    found = items(
        "{title: T, kind: steps, due: 2026-06-30, steps: {told: , drafted: 2026-03-31}}",
        dated("2026-04-02", step="drafted", for_="head"),
        extended("2026-05-01", to="2026-08-31"),
        on="2026-05-02",
    )
    assert found == [
        Item("told", due=day("2026-08-31")),
        Item("drafted", due=day("2026-03-31"), done=day("2026-04-02"), who=("head",)),
    ]


def test_open_cases_come_first_by_age_and_then_the_latest_closed() -> None:
    def case(when: str, ref: str, event: str, **more: str) -> Fields:
        return dated(when, case=ref, event=event, **more)

    found = items(
        "{title: T, kind: cases, within: 10, stages: [met, done]}",
        case("2026-01-05", "a", "opened"),
        case("2026-01-06", "b", "opened"),
        case("2026-01-07", "c", "opened"),
        case("2026-01-08", "d", "opened"),
        case("2026-01-08", "b", "met"),
        case("2026-01-09", "b", "done", for_="head"),
        case("2026-01-10", "a", "done"),
        case("2026-01-12", "a", "met"),
        case("2026-01-13", "d", "handed", for_="head"),
        case("2026-01-14", "d", "met"),
        on="2026-01-20",
    )
    assert [(each.name, each.began, each.due, each.done, each.stage, each.who) for each in found] == [
        ("c", day("2026-01-07"), day("2026-01-17"), None, "", ("clerk",)),
        ("d", day("2026-01-08"), day("2026-01-18"), None, "met", ("head",)),
        ("a", day("2026-01-05"), day("2026-01-15"), day("2026-01-12"), "done", ("clerk",)),
        ("b", day("2026-01-06"), day("2026-01-16"), day("2026-01-09"), "done", ("clerk",)),
    ]  # fmt: skip


def test_cases_are_told_while_their_time_is_still_blank() -> None:
    opened = dated("2026-01-05", case="a", event="opened")
    [found] = items("{title: T, kind: cases, within: }", opened, on="2026-01-20")
    assert (found.began, found.due) == (day("2026-01-05"), None)


def test_checkpoints_tell_when_the_sum_came_to_them() -> None:
    found = items(
        "{title: T, kind: total, goal: 9, unit: km, checkpoints: {2026-06-30: 6, 2026-03-31: 3}}",
        entry("2025-12-31", 9),
        entry("2026-02-01", 2),
        entry("2026-04-01", 3),
        on="2026-05-01",
    )
    assert found == [
        Item("3 km", due=day("2026-03-31"), done=day("2026-04-01")),
        Item("6 km", due=day("2026-06-30")),
    ]


def test_windows_that_were_lost_are_named_the_latest_first() -> None:
    """Those that can still be kept are not among them."""
    found = items(
        "{title: T, kind: cadence, every: week, on: wed, who: team}",
        entry("2026-03-04", for_="team"),
        entry("2026-03-11", for_="deputy"),
        on="2026-03-19",
        start="2026-03-02",
        end="2026-04-30",
    )
    assert found == [
        Item("week of Wed 11 Mar 2026", due=day("2026-03-11"), who=("director",)),
    ]
    monthly = items("{title: T, kind: cadence, every: month}", on="2026-03-19")
    assert [each.name for each in monthly] == ["Feb 2026", "Jan 2026"]
    quarterly = items("{title: T, kind: cadence, every: quarter}", on="2026-07-01")
    assert [each.name for each in quarterly] == ["Q2 2026", "Q1 2026"]


def test_months_without_a_statement_are_named() -> None:
    limit = "{title: T, kind: limit, goal: 5}"
    found = items(limit, entry("2026-02-03", 0), on="2026-04-01")
    assert found == [
        Item("Jan 2026", due=day("2026-01-31")),
        Item("Mar 2026", due=day("2026-03-31")),
    ]


@pytest.mark.parametrize(
    "target",
    [
        "{title: T, kind: total, goal: 5}",
        "{title: T, kind: each, goal: 5, who: team}",
        "{title: T, kind: level, min: 5}",
        "{title: T, kind: change, baseline: 1, goal: 5}",
    ],
)
def test_other_targets_are_of_one_piece(target: str) -> None:
    assert items(target, entry("2026-02-03", 1, for_="director"), on="2026-04-01") == []
