"""Whatever is written down, no measure counts as concluded against the rules."""

import json
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rectrack.records import read_records
from rectrack.reports.closing import closing
from rectrack.reports.measure_standing import state_of
from tests.support import examples

HEAD = """\
rectrack: 1
title: A plan to end
period: {start: 2026-03-01, end: 2026-03-10}
people: {lead: {name: L}, worker: {name: W}, inspector: {name: I}}
problems: {p: {title: P}}
measures:
  m:
    title: M
    answers: [p]
    lead: lead
    targets:
      gifts: {title: Gifts, kind: limit, goal: 1, attest: never}
progress:
"""
LAST = "2026-03-10"
Line = dict[str, Any]

days = st.sampled_from(["2026-03-03", "2026-03-05", "2026-03-10", "2026-03-12", "2026-03-20"])
late = st.sampled_from(["2026-03-11", "2026-03-12", "2026-03-20"])
amounts = st.fixed_dictionaries(
    {
        "date": days,
        "target": st.just("gifts"),
        "value": st.sampled_from([0, 1, 2, 2]),
        "by": st.just("worker"),
    }
)
explanations = st.fixed_dictionaries(
    {"date": days, "target": st.just("gifts"), "event": st.just("explained"), "by": st.just("lead")}
).map(lambda line: {**line, "cause": "C", "remedy": "R"})
remedies = st.fixed_dictionaries(
    {"date": days, "target": st.just("gifts"), "event": st.just("remedied"), "by": st.just("lead")}
).map(lambda line: {**line, "note": "N"})
decisions = st.fixed_dictionaries(
    {
        "date": days | late,
        "measure": st.just("m"),
        "event": st.sampled_from([*["concluded"] * 5, "rejected", "claimed"]),
        "by": st.sampled_from(["inspector", "inspector", "worker", "lead"]),
    }
).map(lambda line: {**line, "note": "N"})
logs = (
    st.tuples(
        st.lists(amounts, min_size=1, max_size=3),
        st.lists(explanations, max_size=2),
        st.lists(remedies, max_size=1),
        st.lists(decisions, min_size=1, max_size=4),
    )
    .map(lambda parts: [line for part in parts for line in part])
    .flatmap(st.permutations)
)


def answered(lines: list[Line], day: str) -> bool:
    """Whether the limit was passed by a day, and explained no earlier than the last gift."""
    gifts = [line for line in lines if line.get("value") and line["date"] <= min(day, LAST)]
    gifts.sort(key=lambda line: line["date"])
    passed = [line["date"] for at, line in enumerate(gifts) if _sum(gifts[: at + 1]) > 1]
    told = [
        line["date"] for line in lines if line.get("event") == "explained" and line["date"] <= day
    ]
    return bool(passed and told) and max(told) >= max(passed)


def _sum(lines: list[Line]) -> int:
    return sum(line["value"] for line in lines)


def expected(lines: list[Line], day: str) -> str:
    """The rules once more, in other words."""
    state = "open"
    for line in lines:
        if "measure" not in line or line["date"] > day:
            continue
        worked = any("value" in each and each["date"] <= line["date"] for each in lines)
        has_part = line["by"] == "lead" or (line["by"] == "worker" and worked)
        match line["event"]:
            case "claimed" if state in {"open", "rejected"}:
                state = "claimed"
            case "rejected" if state in {"claimed", "concluded"}:
                state = "rejected"
            case "concluded" if state != "concluded" and not has_part:
                if line["date"] > LAST and answered(lines, line["date"]):
                    state = "concluded"
    return state


@given(lines=logs, day=late | days)
@examples(200)
def test_a_measure_is_concluded_by_the_rules_alone(lines: list[Line], day: str) -> None:
    """A remedy that is carried out changes nothing of that."""
    named = [{**line, "id": f"e{at:02}"} for at, line in enumerate(lines)]
    text = HEAD + "".join(f"  - {json.dumps(line)}\n" for line in named)
    found = read_records(text.encode())
    seen = date.fromisoformat(day)
    standing = closing(found, found.plan.measures["m"], found.until(seen), seen)
    in_order = sorted(named, key=lambda line: (line["date"], line["id"]))
    assert standing.state == expected(in_order, day)
    assert not standing.closed
    assert standing.rebounds == 0


def test_a_conclusion_that_no_longer_holds_says_so() -> None:
    """Another breach, written down only after it, has not been explained."""
    lines = [
        {"id": "a", "date": "2026-03-03", "target": "gifts", "value": 2, "by": "worker"},
        {"id": "b", "date": "2026-03-05", "target": "gifts", "event": "explained", "by": "lead",
         "cause": "C", "remedy": "R"},
        {"id": "c", "date": "2026-03-12", "measure": "m", "event": "concluded", "by": "inspector",
         "note": "N", "logged": "2026-03-12T09:00:00Z"},
        {"id": "d", "date": "2026-03-06", "target": "gifts", "value": 2, "by": "worker",
         "logged": "2026-04-01T09:00:00Z"},
    ]  # fmt: skip
    text = HEAD + "".join(f"  - {json.dumps(line)}\n" for line in lines)
    found, day = read_records(text.encode()), date(2026, 4, 2)
    standing = closing(found, found.plan.measures["m"], found.until(day), day)
    assert state_of(standing, day) == (
        "concluded, no longer holds: failed and not explained: gifts"
    )
