"""Figures may be written as 60% where the unit is %, and nowhere else."""

from decimal import Decimal

import pytest

from rectrack.changes.amend import AmendRequest, amend
from rectrack.changes.imports import ImportRequest, import_rows
from rectrack.changes.log import LogRequest, log
from rectrack.errors import RequestError
from rectrack.log.rows import read_rows
from rectrack.log.yaml_loader import ENTRY
from tests.changes.test_change import NOW
from tests.support import complaints, plan_text, records, standing

LEVEL = '{title: T, unit: "%", kind: level, min: 60%, max: 90 %}'


@pytest.mark.parametrize(
    "target",
    [
        LEVEL,
        "{title: T, kind: level, min: 60%, max: 90%, unit: '%'}",
        '{title: T, kind: level, min: 60％, max: 90, unit: "％"}',
    ],
)
def test_figures_of_a_target_in_per_cent_may_say_so(target: str) -> None:
    """Wherever the unit stands."""
    assert standing(target, on="2026-03-01").reading.low == 60
    assert standing(target, on="2026-03-01").reading.high == 90


@pytest.mark.parametrize(
    "terms",
    [
        "kind: total, goal: 60%, checkpoints: {2026-06-30: 20%}, shares: {clerk: 60%}",
        "kind: each, goal: 60%, who: [clerk]",
        "kind: limit, baseline: 60%, cut: 10%",
        "kind: limit, goal: 60%",
        "kind: change, baseline: 10%, goal: 60%",
    ],
)
def test_of_every_kind(terms: str) -> None:
    assert complaints(plan_text(f"{{title: T, unit: '%', {terms}}}")) == []
    assert "is not a plain number" in complaints(plan_text(f"{{title: T, {terms}}}"))[0]


def test_a_weight_is_no_figure_of_the_unit() -> None:
    [found] = complaints(plan_text("{title: T, unit: '%', kind: level, min: 5, weight: 2%}"))
    assert "weight: '2%' is not a plain number" in found


def test_entries_by_hand_may_say_so() -> None:
    by_hand = "{date: 2026-03-01, target: t, value: 62.5%, by: clerk}"
    assert standing(LEVEL, by_hand, on="2026-03-01").reading.actual == 62.5
    [found] = complaints(plan_text("{title: T, kind: level, min: 5}", by_hand))
    assert found.endswith(
        "value: '62.5%' is not a plain number: write the whole amount in digits alone;"
        " this entry is set aside"
    )


@pytest.mark.parametrize(
    ("words", "note"),
    [(("62.5%",), None), (("62.5 %",), None), (("62.5", "%"), None), (("62.5", "%", "so"), "so")],
)
def test_so_may_a_command_line(words: tuple[str, ...], note: str | None) -> None:
    before = records(plan_text(LEVEL))
    [new] = log(before, LogRequest(target="t", words=words, by="clerk"), NOW).entries
    assert (new.value, new.note) == (Decimal("62.5"), note)


def test_a_command_line_is_refused_where_the_unit_is_another() -> None:
    before = records(plan_text("{title: T, kind: level, min: 5, unit: km}"))
    with pytest.raises(RequestError, match="'62%' is not a plain number"):
        log(before, LogRequest(target="t", words=("62%",), by="clerk"), NOW)


def test_so_may_rows_and_corrections() -> None:
    before = records(plan_text(LEVEL))
    rows = read_rows("date,target,value\n2026-03-01,t,62.5％\n".encode(), ENTRY, str)
    added = import_rows(before, ImportRequest(rows=rows, writer=lambda: "clerk"), NOW)
    [new] = added.entries
    assert new.value == 62.5
    request = AmendRequest(id=new.id or "", by="clerk", value="63 %")
    [corrected] = amend(added.after, request, NOW).entries
    assert corrected.value == 63
