"""Which entries count does not depend on their order, and nothing is ever lost by correcting."""

import random
from collections.abc import Collection
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.log.corrections import resolve
from rectrack.log.entry import Entry, content
from rectrack.plan.model import Person
from tests.log.strategies import corrections, entries
from tests.support import by_value, examples, line, plan_text, records, standing

TOTAL = "{title: T, kind: total, goal: 10}"


def total(*lines: str) -> Decimal | None:
    return standing(TOTAL, *lines, on="2026-12-31").reading.actual


def entry(name: str, value: int = 1, at: str = "09", **more: str) -> str:
    moment = f"2026-02-01T{at}:00:00+08:00"
    return line(id=name, date="2026-02-01", value=value, logged=moment, **more)


def void(name: str, of: str, at: str = "10") -> str:
    moment = f"2026-02-02T{at}:00:00+08:00"
    return line(id=name, date="2026-02-02", voids=of, logged=moment)


def in_force(log: list[Entry], wrong: Collection[Entry] = ()) -> list[tuple[Any, ...]]:
    """Return what counts of the entries of a log, of which some are set aside in any case."""
    people = {each.by: Person(id=each.by, name=each.by) for each in log}
    return by_value(resolve(log, {*wrong}, people).entries)


@given(st.lists(entries() | entries(with_id=False) | corrections(), max_size=12), st.randoms())
@examples(120)
def test_the_order_of_the_file_changes_nothing(log: list[Entry], chance: random.Random) -> None:
    shuffled = log[:]
    chance.shuffle(shuffled)
    assert in_force(shuffled) == in_force(log)


@given(st.lists(entries() | corrections(), max_size=12), st.randoms())
@examples(120)
def test_doubling_entries_that_have_an_id_changes_nothing(
    log: list[Entry], chance: random.Random
) -> None:
    """Two copies of a log merge by union."""
    doubled = log + chance.sample(log, len(log) // 2)
    assert in_force(doubled) == in_force(log)


def test_hand_written_entries_that_say_the_same_both_count() -> None:
    same = "{date: 2026-02-01, target: t, value: 2, by: clerk}"
    assert total(same, same) == 4


def test_a_voided_entry_does_not_count() -> None:
    assert total(entry("a"), void("v", "a")) == 0


def test_undoing_an_undo_restores() -> None:
    assert total(entry("a"), void("v", "a"), void("w", "v")) == 1
    assert total(entry("a"), void("v", "a"), void("w", "v"), void("x", "w")) == 0


def test_a_replaced_entry_counts_as_corrected_however_often() -> None:
    once = [entry("a", 1), entry("b", 2, "10", replaces="a")]
    twice = [*once, entry("c", 3, "11", replaces="b")]
    assert total(*once) == 2
    assert total(*twice) == 3
    assert total(*twice, void("v", "c")) == 2


def test_of_a_void_and_a_replacement_the_last_logged_counts() -> None:
    log = [entry("a", 1), entry("b", 2, "10", replaces="a"), entry("c", 3, "11", replaces="b")]
    [kept] = records(plan_text(TOTAL, *log, void("v", "b"))).entries
    assert kept.id == "a"


def test_a_correction_takes_effect_from_the_day_of_what_it_corrects() -> None:
    """A slip never happened, whatever day it was noticed on."""
    log = [entry("a"), void("v", "a")]
    assert standing(TOTAL, *log, on="2026-02-01").reading.actual == 0


def test_of_two_rival_replacements_the_last_logged_counts() -> None:
    log = [entry("a"), entry("b", 2, "11", replaces="a"), entry("c", 3, "10", replaces="a")]
    found = records(plan_text(TOTAL, *log))
    assert [each.id for each in found.entries] == ["b"]
    assert [(f.severity, f.line, f.message) for f in found.findings] == [
        ("warning", 23, "corrects a, as b does: the last logged counts")
    ]


@pytest.mark.parametrize(
    ("log", "counting", "messages"),
    [
        ([entry("a"), entry("a", 2, "10")], ["a"],
         ["the id a is already used by another entry; this entry is set aside"]),
        ([entry("a", 2, "10"), entry("a")], ["a"],
         ["the id a is already used by another entry; this entry is set aside"]),
        ([entry("a", replaces="b"), entry("b", replaces="a")], [],
         ["its corrections refer to each other in a circle; this entry is set aside"] * 2),
        ([void("v", "gone")], [], ["there is no entry gone to correct; this entry is set aside"]),
        ([entry("a", replaces="a")], [], ["an entry cannot correct itself; this entry is set aside"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_set_aside_by_name(
    log: list[str], counting: list[str], messages: list[str]
) -> None:
    found = records(plan_text(TOTAL, *log))
    assert [each.id for each in found.entries] == counting
    assert [finding.message for finding in found.findings] == messages


def test_of_one_id_for_two_things_the_first_logged_counts() -> None:
    [kept] = records(plan_text(TOTAL, entry("a", 2, "10"), entry("a", 1, "09"))).entries
    assert kept.value == 1


def test_a_chain_of_ten_thousand_undos_is_followed() -> None:
    log = [entry("v0")] + [void(f"v{n}", f"v{n - 1}") for n in range(1, 10_001)]
    assert [each.id for each in records(plan_text(TOTAL, *log)).entries] == ["v0"]


def test_a_bad_correction_has_no_effect_until_it_is_itself_replaced() -> None:
    bad = entry("b", 2, "10", replaces="a", by="nobody")
    first = records(plan_text(TOTAL, entry("a", 1), bad))
    assert [each.id for each in first.entries] == ["a"]
    assert [finding.message for finding in first.findings] == [
        "by: 'nobody' is not among the people: director, deputy, head, clerk; this entry is set aside"
    ]
    mended = records(plan_text(TOTAL, entry("a", 1), bad, entry("c", 3, "11", replaces="b")))
    assert [each.id for each in mended.entries] == ["c"]
    assert mended.findings == ()


@pytest.mark.parametrize(
    "bad",
    [
        line(id="b", date="2026-02-01", replaces="a", value="-2", logged="2026-02-01T10:00:00Z"),
        line(id="b", date="2026-02-01", voids="a", by="nobody"),
        void("b", "gone"),
        entry("b", 2, "10", replaces="gone"),
    ],
)
def test_a_bad_correction_that_is_voided_is_not_complained_of(bad: str) -> None:
    assert len(records(plan_text(TOTAL, entry("a"), bad)).findings) == 1
    found = records(plan_text(TOTAL, entry("a"), bad, void("v", "b", "11")))
    assert [each.id for each in found.entries] == ["a"]
    assert found.findings == ()


@given(
    st.lists(st.tuples(entries() | corrections(), st.booleans()), max_size=12),
    st.randoms(use_true_random=False),
)
@examples(120)
def test_the_order_of_the_file_changes_nothing_where_some_entries_are_bad(
    log: list[tuple[Entry, bool]], chance: random.Random
) -> None:
    """Entries of one id that say the same are equally bad."""
    bad = {content(each) for each, is_bad in log if is_bad}
    lines = [each for each, _ in log]
    wrong = {each for each in lines if content(each) in bad}
    shuffled = lines[:]
    chance.shuffle(shuffled)
    assert in_force(shuffled, wrong) == in_force(lines, wrong)


def test_what_cannot_be_read_is_complained_of_until_it_is_corrected_itself() -> None:
    """A correction that names an id is of the entry that could be read, where there is one."""
    unread = '{id: a, date: 2026-02-01, target: t, value: "1,0", by: clerk}'
    mended = entry("b", 2, "10", replaces="a")
    assert len(records(plan_text(TOTAL, unread)).findings) == 1
    assert records(plan_text(TOTAL, unread, mended)).findings == ()
    assert total(unread, mended) == 2
    assert records(plan_text(TOTAL, unread, void("v", "a"))).findings == ()
    both = records(plan_text(TOTAL, unread, entry("a"), mended))
    assert [each.id for each in both.entries] == ["b"]
    assert len(both.findings) == 1
