"""What `show` gathers: everything that bears on one thing, and nothing that came later."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rectrack.log.entry import Entry
from rectrack.reports.details import details
from rectrack.reports.details_model import (
    AnyDetails,
    GroupDetails,
    MeasureDetails,
    PersonDetails,
    ProblemDetails,
    TargetDetails,
)
from rectrack.reports.signals import Signals
from tests.support import line, plan_text, records
from tests.targets.helpers import dated, entry, extended, waived

TOTAL = "{title: T, kind: total, goal: 2, due: 2026-03-31}"


def of(name: str, text: str, on: str = "2026-06-30") -> AnyDetails:
    found = records(text)
    assert found.findings == ()
    return details(found, name, date.fromisoformat(on))


def target(*entries: dict[str, Any], on: str = "2026-06-30") -> TargetDetails:
    found = of("t", plan_text(TOTAL, *entries), on)
    assert isinstance(found, TargetDetails)
    return found


def ids(entries: list[Entry]) -> list[str | None]:
    return [each.id for each in entries]


def test_entries_are_told_newest_first_and_none_that_came_later() -> None:
    """Of two on one day, the later logged is the newer."""
    found = target(
        entry("2026-02-01", id="first"),
        entry("2026-03-01", id="late", logged="2026-03-02T10:00:00.000001Z"),
        entry("2026-03-01", id="early", logged="2026-03-02T09:00:00.000001Z"),
        entry("2026-05-01", id="to-come"),
        on="2026-04-30",
    )
    assert ids(found.entries) == ["late", "early", "first"]
    assert found.counted == 3
    assert found.standing.reading.actual == 3


def test_what_was_corrected_is_left_out() -> None:
    found = target(
        entry("2026-02-01", id="wrong"),
        entry("2026-02-01", 2, id="right", replaces="wrong"),
        entry("2026-02-02", id="slip"),
        {"date": "2026-02-03", "voids": "slip", "by": "clerk", "id": "void"},
    )
    assert ids(found.entries) == ["right"]


def test_each_extension_says_what_it_moved_and_whether_it_was_asked_in_time() -> None:
    found = target(
        extended("2026-03-30", to="2026-04-30"),
        extended("2026-05-02", to="2026-06-30"),
        waived("2026-06-01", until="2026-06-15"),
        extended("2026-06-20", to="2026-12-31"),
        on="2026-06-10",
    )
    moved = [
        (each.before.isoformat(), str(each.entry.to), each.late)
        for each in found.standing.progress.extensions
    ]
    assert moved == [("2026-03-31", "2026-04-30", False), ("2026-04-30", "2026-06-30", True)]
    assert [str(each.until) for each in found.waivers] == ["2026-06-15"]
    assert found.standing.first_due == date(2026, 3, 31)


def test_a_measure_has_its_own_words_and_the_entries_on_its_targets() -> None:
    word = {"measure": "measure", "by": "director"}
    text = plan_text(
        TOTAL,
        entry("2026-02-01", 2, id="work", evidence=["a.pdf"]),
        {"date": "2026-02-02", "event": "claimed", "id": "claim", **word},
        {"date": "2026-02-03", "event": "signed-off", "id": "own", **word, "by": "deputy"},
        {"date": "2026-02-04", "event": "signed-off", "id": "closed", **word},
        {"date": "2026-07-04", "event": "rejected", "id": "to-come", **word},
        {"date": "2026-02-05", "person": "clerk", "event": "reward", "value": 1, "by": "head"},
    )
    found = of("measure", text)
    assert isinstance(found, MeasureDetails)
    assert ids([word.entry for word in found.standing.history]) == ["claim", "own", "closed"]
    assert ids(found.entries) == ["closed", "own", "claim", "work"]
    assert found.standing.state == "signed off"
    assert [(each.id, rule) for each, rule in found.standing.refused] == [
        ("own", "deputy is the measure's lead")
    ]
    assert [each.target.id for each in found.targets] == ["t"]


OTHER = """\
  other:
    title: Another measure
    answers: [problem]
    lead: head
    targets:
      u: {title: U, kind: each, goal: 1, who: [team, clerk]}
      v: {title: V, kind: cases, within: 9, attest: never, owner: clerk}
  unrelated:
    title: A measure for something else
    answers: [rest]
    lead: director
    targets:
      w: {title: W, kind: total, goal: 1}
progress:
"""


def two_measures(*entries: dict[str, Any]) -> str:
    """Return a plan with `t` in one measure, `u` and `v` in another, and `w` for `rest`."""
    head = plan_text(TOTAL).replace("progress:\n", OTHER)
    head = head.replace("problem: {title: A problem}", "problem: {title: A problem}\n  rest: {title: The rest}")  # fmt: skip
    return head + "".join(f"  - {line(**each)}\n" for each in entries)


def test_a_problem_has_all_measures_that_answer_it_and_theirs() -> None:
    found = of(
        "problem",
        two_measures(
            entry("2026-02-01", id="a"),
            entry("2026-02-02", id="b", target="u", for_="clerk"),
            entry("2026-02-03", id="c", target="w"),
            {"date": "2026-02-04", "id": "d", "measure": "other", "event": "claimed", "by": "head"},
        ),
    )
    assert isinstance(found, ProblemDetails)
    assert [each.measure.id for each in found.standing.measures] == ["measure", "other"]
    assert [each.target.id for each in found.targets] == ["t", "u", "v"]
    assert ids(found.entries) == ["d", "b", "a"]


def test_a_person_has_what_they_lead_answer_for_and_hold() -> None:
    """Entries by them, for them or a group of theirs, and on them."""
    found = of(
        "deputy",
        two_measures(
            entry("2026-02-01", id="by", by="deputy", for_="head"),
            entry("2026-02-02", id="group", target="u", for_="team"),
            entry("2026-02-03", id="other", target="u", for_="clerk"),
            {"date": "2026-02-04", "id": "on", "person": "deputy", "event": "penalty", "value": 1, "by": "director"},
            dated("2026-02-05", id="open", target="v", case="a", event="opened", for_="deputy"),
            dated("2026-02-06", id="closed", target="v", case="b", event="opened", for_="deputy"),
            dated("2026-02-07", id="close", target="v", case="b", event="answered", for_="deputy"),
            dated("2026-02-04", id="given", target="v", case="c", event="opened", for_="deputy"),
            dated("2026-02-08", id="hand", target="v", case="c", event="handed", for_="head"),
        ),
    )  # fmt: skip
    assert isinstance(found, PersonDetails)
    assert [each.id for each in found.reports] == ["head"]
    assert found.groups == ["team"]
    assert [each.measure.id for each in found.measures] == ["measure"]
    assert [each.target.id for each in found.targets] == ["t", "u"]
    assert [(each.target, each.item.name) for each in found.holds] == [("v", "a")]
    assert ids(found.awards) == ["on"]
    assert ids(found.entries) == ["close", "closed", "open", "on", "given", "group", "by"]


def test_a_group_has_its_members_and_the_targets_that_name_it() -> None:
    found = of(
        "team",
        two_measures(
            entry("2026-02-02", id="group", target="u", for_="team"),
            entry("2026-02-03", id="member", target="u", for_="deputy"),
        ),
    )
    assert isinstance(found, GroupDetails)
    assert [each.id for each in found.members] == ["director", "deputy"]
    assert [each.target.id for each in found.targets] == ["u"]
    assert ids(found.entries) == ["group"]


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        (
            "t",
            Signals(2, tardy=1, unlogged=1, extensions=1, asked_late=1, rebounds=0, corrections=1),
        ),
        (
            "measure",
            Signals(4, tardy=1, unlogged=3, extensions=1, asked_late=1, rebounds=1, corrections=1),
        ),
        (
            "problem",
            Signals(5, tardy=1, unlogged=4, extensions=1, asked_late=1, rebounds=1, corrections=1),
        ),
        (
            "rest",
            Signals(1, tardy=0, unlogged=1, extensions=0, asked_late=0, rebounds=0, corrections=1),
        ),
        (
            "deputy",
            Signals(1, tardy=1, unlogged=0, extensions=1, asked_late=1, rebounds=1, corrections=0),
        ),
        (
            "clerk",
            Signals(3, tardy=1, unlogged=2, extensions=0, asked_late=0, rebounds=0, corrections=2),
        ),
        (
            "team",
            Signals(0, tardy=0, unlogged=0, extensions=0, asked_late=0, rebounds=0, corrections=0),
        ),
    ],
)
def test_every_page_counts_the_signals_of_what_it_is_about(name: str, counts: Signals) -> None:
    """Of its entries, its targets and its measures, and how many of its entries were corrected."""
    word = {"measure": "measure", "by": "director"}
    text = two_measures(
        entry(
            "2026-02-01", 2, id="a", for_="deputy", evidence=["a"], logged="2026-02-09T09:00:00.5Z"
        ),
        entry("2026-02-01", 2, id="slip"),
        {"date": "2026-02-03", "voids": "slip", "by": "head", "id": "void"},
        entry("2026-02-04", id="b", target="u", for_="clerk"),
        entry("2026-02-05", 2, id="c", target="w"),
        entry("2026-02-05", 1, id="d", target="w", replaces="c"),
        {"date": "2026-02-10", "event": "signed-off", **word},
        {"date": "2026-02-11", "event": "rechecked", "passed": False, **word},
        {**extended("2026-04-02", to="2026-04-30", asked="2026-04-01"), "by": "director"},
    )
    assert of(name, text).signals == counts


def test_what_came_in_the_last_tenth_counts_each_person_it_is_credited_to() -> None:
    """One talk of two people is two talks where each of them owes one."""
    text = two_measures(
        entry("2026-03-01", id="a", target="u", for_=["clerk", "director", "head"]),
        entry("2026-12-01", id="b", target="u", for_="clerk"),
    )
    found = of("other", text, "2026-12-31").last_tenth
    assert [(each.target, each.amount, each.total) for each in found] == [
        ("u", Decimal(1), Decimal(3))
    ]
