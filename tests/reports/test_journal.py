"""What became of each entry: nothing that was written down is without a word on where it went."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.log.corrections import reading_order
from rectrack.log.entry import Entry, encode
from rectrack.reports.journal import Selection, journal
from tests.log.strategies import corrections, entries
from tests.support import examples, line, plan_text, records

TOTAL = "{title: T, kind: total, goal: 10}"
FIRST_LINE = plan_text(TOTAL).count("\n") + 1


def entry(name: str, at: str = "09", **more: str) -> str:
    moment = f"2026-02-01T{at}:00:00+08:00"
    return line(id=name, date="2026-02-01", value=1, logged=moment, **more)


def void(name: str, of: str, at: str = "10") -> str:
    moment = f"2026-02-01T{at}:00:00+08:00"
    return line(id=name, date="2026-02-01", voids=of, logged=moment)


def fates(*lines: str) -> dict[str, str | None]:
    """Return the remark on each entry by its id, "counts" for one that counts."""
    found = journal(records(plan_text(TOTAL, *lines)), Selection(), everything=True)
    return {
        each.entry.id or f"line {each.line}": "counts" if each.counts else each.remark
        for each in found.entries
    }


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([entry("a")], {"a": "counts"}),
        ([entry("a"), void("v", "a")], {"a": "undone by v", "v": None}),
        (
            [entry("a"), void("v", "a"), void("w", "v")],
            {"a": "counts", "v": "undone by w", "w": None},
        ),
        ([entry("a"), entry("b", replaces="a")], {"a": "replaced by b", "b": "counts"}),
        (
            [entry("a"), entry("b", replaces="a"), entry("c", replaces="b")],
            {"a": "replaced by b", "b": "replaced by c", "c": "counts"},
        ),
        (
            [entry("a"), entry("b", "10", replaces="a"), entry("c", "11", replaces="a")],
            {"a": "replaced by c", "b": "a is replaced by c", "c": "counts"},
        ),
        (
            [entry("a"), entry("b", "10", replaces="a"), entry("c", "11", replaces="a"),
             entry("d", "12", replaces="b")],
            {"a": "replaced by c", "b": "replaced by d", "c": "counts", "d": "a is replaced by c"},
        ),
        (
            [entry("a"), void("v", "a", "10"), void("w", "a", "11")],
            {"a": "undone by w", "v": "a is undone by w", "w": None},
        ),
        (
            [entry("a"), line(date="2026-02-01", voids="a")],
            {"a": f"undone by the entry on line {FIRST_LINE + 1}", f"line {FIRST_LINE + 1}": None},
        ),
        (
            [void("v", "w"), void("w", "v"), void("x", "v")],
            {
                "v": "its corrections refer to each other in a circle; this entry is set aside",
                "w": "its corrections refer to each other in a circle; this entry is set aside",
                "x": "v, which it corrects, is set aside",
            },
        ),
        ([void("v", "a")], {"v": "there is no entry a to correct; this entry is set aside"}),
        (
            [entry("a", target="u"), entry("b", replaces="a")],
            {"a": "replaced by b", "b": "counts"},
        ),
        (
            [entry("b", replaces="a"), entry("c", replaces="b")],
            {"b": "replaced by c", "c": "a, which it corrects, is set aside"},
        ),
        ([entry("a", target="u")], {"a": "there is no target 'u'; this entry is set aside"}),
    ],
)  # fmt: skip
def test_every_entry_tells_what_became_of_it(lines: list[str], said: dict[str, str | None]) -> None:
    assert fates(*lines) == said


def test_a_copy_of_what_is_set_aside_names_its_line_too() -> None:
    wrong = line(id="a", date="2026-02-01", value=1, evidence=[" "])
    found = journal(records(plan_text(TOTAL, wrong, wrong)), Selection(), everything=True)
    assert sorted(str(each.remark) for each in found.entries) == [
        "evidence is empty: give a path or an address; this entry is set aside",
        f"the same entry is on line {FIRST_LINE}",
    ]


def test_a_copy_names_the_line_of_the_other() -> None:
    found = journal(records(plan_text(TOTAL, entry("a"), entry("a"))), Selection(), everything=True)
    assert [each.remark for each in found.entries] == [
        None,
        f"the same entry is on line {FIRST_LINE}",
    ]


@given(st.lists(entries() | entries(with_id=False) | corrections(), max_size=12))
@examples(120)
def test_whatever_does_not_count_has_a_remark_or_corrects(log: list[Entry]) -> None:
    found = records(plan_text(TOTAL, *(encode(each).decode() for each in log)))
    shown = journal(found, Selection(), everything=True).entries
    assert len(shown) == len(found.log.entries)
    order = [reading_order(each.entry) for each in shown]
    assert order == sorted(order)
    assert [each.entry for each in shown if each.counts] == found.entries
    for each in shown:
        if each.counts:
            assert each.remark is None
        elif each.remark is None:
            assert each.entry.voids is not None
            assert each.entry in found.corrections
