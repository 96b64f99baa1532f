"""A decision is corrected by whoever made it alone, however the correction came into the file."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.records import Records
from tests.support import examples, line, plan_text, records

TOTAL = "{title: T, kind: total, goal: 10}"
DECISIONS: dict[str, dict[str, Any]] = {
    "on a measure": {"measure": "measure", "event": "claimed"},
    "on a target": {"event": "waived", "until": "2026-11-30", "note": "Fire"},
    "an extension": {
        "event": "extended", "to": "2027-03-31", "asked": "2026-02-01", "note": "Fire",
    },
    "on a person": {"person": "head", "event": "penalty", "value": 2, "note": "Late"},
}  # fmt: skip
BY_DIRECTOR = "d is a decision of director, and only they can take it back or change it"
ASIDE = "; this entry is set aside"


def at(hour: int, **fields: Any) -> str:
    """Return an entry of one day, logged at an hour."""
    return line(**{"date": "2026-02-01", "logged": f"2026-02-01T{hour:02}:00:00Z", **fields})


def log(*entries: str) -> Records:
    return records(plan_text(TOTAL, *entries))


def counting(found: Records) -> list[str | None]:
    return [each.id for each in found.entries]


def errors(found: Records) -> list[tuple[int, str]]:
    """Return what is wrong, with the numbers of the entries from 1 on."""
    first = found.document.body_line - 1
    return [(each.line - first, each.message.removesuffix(ASIDE)) for each in found.findings]


@pytest.mark.parametrize("decision", DECISIONS.values(), ids=DECISIONS)
@pytest.mark.parametrize("replaced", [False, True])
def test_a_decision_stands_whatever_another_pastes(
    decision: dict[str, Any], *, replaced: bool
) -> None:
    said = at(9, id="d", by="director", **decision)
    other: dict[str, Any] = {**decision, "replaces": "d"} if replaced else {"voids": "d"}
    found = log(said, at(10, id="x", by="head", **other))
    assert counting(found) == ["d"]
    assert errors(found) == [(2, BY_DIRECTOR)]


@pytest.mark.parametrize("decision", DECISIONS.values(), ids=DECISIONS)
def test_whoever_made_a_decision_takes_it_back_changes_it_and_restores_it(
    decision: dict[str, Any],
) -> None:
    said = at(9, id="d", by="director", **decision)
    new = at(10, id="e", by="director", **{**decision, "note": "Flood"}, replaces="d")
    void = at(11, id="v", by="director", voids="e")
    again = at(12, id="w", by="director", voids="v")
    logs = (said,), (said, new), (said, new, void), (said, new, void, again)
    assert [counting(log(*each)) for each in logs] == [["d"], ["e"], ["d"], ["e"]]
    assert [errors(log(*each)) for each in logs] == [[]] * 4


def test_a_correction_of_a_correction_goes_back_to_the_same_decision() -> None:
    """Neither restoring nor a chain gets round it, and who overreached cannot hide it."""
    said = at(9, id="d", by="director", **DECISIONS["on a person"])
    void = at(10, id="v", by="director", voids="d")
    found = log(said, void, at(11, id="w", by="head", voids="v"))
    assert (counting(found), errors(found)) == ([], [(3, BY_DIRECTOR)])
    mine = at(10, id="x", by="head", **DECISIONS["on a person"], replaces="d")
    found = log(said, mine, at(11, id="y", by="head", voids="x"))
    assert (counting(found), errors(found)) == (["d"], [(2, BY_DIRECTOR), (3, BY_DIRECTOR)])
    found = log(said, mine, at(11, id="z", by="director", voids="x"))
    assert (counting(found), errors(found)) == (["d"], [])


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ("on a person", {"person": "deputy", "event": "penalty", "value": 2},
         "d is a decision on head: what replaces it is one as well"),
        ("on a person", {"value": 2}, "d is a decision on head: what replaces it is one as well"),
        ("on a measure", DECISIONS["on a target"],
         "d is a decision on measure: what replaces it is one as well"),
        ("on a target", {"value": 2}, "d is a decision on t: what replaces it is one as well"),
    ],
)  # fmt: skip
def test_a_decision_keeps_its_subject(before: str, after: dict[str, Any], wrong: str) -> None:
    said = at(9, id="d", by="director", **DECISIONS[before])
    found = log(said, at(10, id="e", by="director", **after, replaces="d"))
    assert (counting(found), errors(found)) == (["d"], [(2, wrong)])


def test_a_decision_is_no_correction_of_progress() -> None:
    """Else anybody who may correct the progress could take the decision back."""
    found = log(at(9, id="p", value=2), at(10, id="d", **DECISIONS["on a person"], replaces="p"))
    wrong = "p is progress on t: a decision is an entry of its own, and replaces none"
    assert (counting(found), errors(found)) == (["p"], [(2, wrong)])


def test_a_decision_of_nobody_in_the_plan_is_mended_by_anybody_and_then_theirs() -> None:
    said = at(9, id="d", by="dirctor", **DECISIONS["on a person"])
    mended = at(10, id="e", by="director", **DECISIONS["on a person"], replaces="d")
    assert counting(log(said, mended)) == ["e"]
    found = log(said, mended, at(11, id="v", by="head", voids="e"))
    wrong = "e is a decision of director, and only they can take it back or change it"
    assert (counting(found), errors(found)) == (["e"], [(3, wrong)])


def test_a_slip_in_a_correction_of_ones_own_is_mended() -> None:
    said = at(9, id="d", by="director", **DECISIONS["on a person"])
    slip = at(10, id="e", by="directr", **DECISIONS["on a person"], replaces="d")
    mended = at(11, id="f", by="director", **DECISIONS["on a person"], replaces="e")
    found = log(said, slip, mended)
    assert (counting(found), errors(found)) == (["f"], [])


LEFT = ("deputy: {name: Deputy,", "deputy: {name: Deputy, left: 2026-03-31,")
BY_DEPUTY: dict[str, Any] = {"person": "clerk", "event": "penalty", "value": 2, "note": "Late"}


def written(day: str, **fields: Any) -> str:
    return line(date=day, logged=f"{day}T09:00:00Z", **fields)


@pytest.mark.parametrize(
    ("day", "by", "counts", "wrong"),
    [
        ("2026-03-31", "director", True, "d is a decision of deputy, and only they can take it back or change it"),
        ("2026-04-01", "director", False, None),
        ("2026-04-01", "head", True, "d is a decision of deputy, who has left: only somebody above them can take it back"),
        ("2026-04-01", "deputy", False, None),
    ],
    ids=["not yet", "from above", "from below", "their own"],
)  # fmt: skip
def test_a_decision_of_somebody_who_left_is_taken_back_from_above(
    day: str, by: str, wrong: str | None, *, counts: bool
) -> None:
    said = written("2026-02-01", id="d", by="deputy", **BY_DEPUTY)
    text = plan_text(TOTAL, said, written(day, id="v", by=by, voids="d")).replace(*LEFT)
    found = records(text)
    assert counting(found) == (["d"] if counts else [])
    assert [each.message.removesuffix(ASIDE) for each in found.findings] == [wrong] * bool(wrong)


def test_a_decision_of_somebody_who_left_is_replaced_by_nobody() -> None:
    """It would be the decision of another: that is a decision of its own."""
    said = written("2026-02-01", id="d", by="deputy", **BY_DEPUTY)
    new = written("2026-04-01", id="e", by="director", **BY_DEPUTY, replaces="d")
    found = records(plan_text(TOTAL, said, new).replace(*LEFT))
    assert (counting(found), errors(found)) == (["d"], [
        (2, "d is a decision of deputy, who has left: take it back with rectrack undo, and decide anew")
    ])  # fmt: skip


def test_whoever_left_is_followed_by_who_was_above_them_on_the_day() -> None:
    """By who stood above them when it was taken back, not by who does today."""
    handed = ("reports_to: director}", "reports_to: {2026-01-01: director, 2026-06-01: clerk}}")
    said = written("2026-02-01", id="d", by="deputy", **BY_DEPUTY | {"person": "head"})
    for day, counts in (("2026-05-31", []), ("2026-06-01", ["d"])):
        text = plan_text(TOTAL, said, written(day, id="v", by="director", voids="d"))
        text = text.replace("clerk: {name: Clerk, reports_to: head}", "clerk: {name: Clerk}")
        assert counting(records(text.replace(*LEFT).replace(*handed, 1))) == counts


names = st.sampled_from([f"e{n}" for n in range(8)])


@st.composite
def corrections(draw: st.DrawFn) -> dict[str, Any]:
    """Return a correction of one of a few entries by the head of section, of any sort."""
    said = draw(st.sampled_from([None, {"value": 1}, *DECISIONS.values()]))
    named = draw(names | st.just("d"))
    return {"voids": named} if said is None else {**said, "replaces": named}


@given(
    st.sampled_from(sorted(DECISIONS)),
    st.lists(corrections(), max_size=8),
    st.randoms(use_true_random=False),
)
@examples(120)
def test_no_corrections_by_another_ever_move_a_decision(
    decision: str, others: list[dict[str, Any]], chance: random.Random
) -> None:
    """Whatever they name, in whatever order: it counts as it was made."""
    entries = [at(9, id="d", by="director", **DECISIONS[decision])]
    entries += [at(10 + n, id=f"e{n}", by="head", **other) for n, other in enumerate(others)]
    chance.shuffle(entries)
    assert counting(log(*entries)) == ["d"]
