"""Whatever is written down, in whatever order, no measure is counted closed against the rules."""

import json
import random
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from rectrack.records import read_records
from rectrack.reports.closing import closing
from rectrack.reports.measure_standing import MeasureStanding
from tests.support import examples

HEAD = """\
rectrack: 1
title: A plan to close
period: {start: 2026-03-01, end: 2026-03-31}
people:
  lead: {name: L}
  successor: {name: S}
  owner: {name: B}
  worker: {name: W}
  inspector: {name: I}
  other: {name: O}
problems: {p: {title: P}}
measures:
  m:
    title: M
    answers: [p]
    lead: {2026-01-01: lead, 2026-03-10: successor}
    recheck_after: 7
    targets:
      a: {title: A, kind: total, goal: 2}
      b: {title: B, kind: total, goal: 2, owner: owner}
progress:
"""
TARGETS = ("a", "b")
Line = dict[str, Any]
LACKING: Line = {"value": 1, "evidence": []}

targets = st.sampled_from(TARGETS)
days = st.sampled_from(["2026-03-03", "2026-03-05", "2026-03-10", "2026-03-20", "2026-03-31"])
approvers = st.sampled_from([*["inspector"] * 5, "other", "lead", "successor", "owner"])
workers = st.sampled_from([*["worker"] * 7, "inspector"])
values = st.integers(0, 2)
chances = st.randoms(use_true_random=False)
progress = st.fixed_dictionaries(
    {"date": days, "target": targets, "value": values, "by": workers},
    optional={"for": workers, "evidence": st.just(["proof"])},
)
waivers: st.SearchStrategy[Line] = st.fixed_dictionaries(
    {"date": days, "target": targets, "event": st.just("waived"), "until": days},
    optional={"evidence": st.just(["proof"])},
)
words = st.fixed_dictionaries(
    {
        "date": days,
        "measure": st.just("m"),
        "event": st.sampled_from(["claimed", "rejected", "withdrawn", *["signed-off"] * 7]),
    }
)
rechecks = st.fixed_dictionaries(
    {"date": days, "measure": st.just("m"), "event": st.just("rechecked"), "passed": st.booleans()}
)
decisions = st.builds(
    lambda line, by: {**line, "by": by, "note": "So it is"},
    waivers.filter(lambda line: line["date"] <= line["until"]) | words | rechecks,
    approvers,
)


class Words(RuleBasedStateMachine):
    """People write entries, in no order of their days; some do not say when they write.

    After each, what is shown of some day keeps the rules, in whatever order the file is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    @initialize(
        missing=st.sampled_from([None, None, None, "value", "evidence"]), signed=st.booleans()
    )
    def begin(self, missing: str | None, signed: bool) -> None:
        """Start with a measure whose work is done, or lacks something, and is signed off or not."""
        for target in TARGETS:
            work: Line = {"date": "2026-03-02", "target": target, "by": "worker"}
            work |= {"value": 2, "evidence": ["proof"]}
            if missing and target == "b":
                work[missing] = LACKING[missing]
            self.add(work, timed=True)
        if signed:
            word = {"date": "2026-03-03", "measure": "m", "event": "signed-off", "by": "inspector"}
            self.add(word, timed=True)

    @rule(
        line=st.one_of(progress, decisions, decisions, decisions),
        timed=st.booleans(),
        seen=days,
        chance=chances,
    )
    def write(self, line: Line, timed: bool, seen: str, chance: random.Random) -> None:
        self.add(line, timed)
        self.look(seen, chance)

    @precondition(lambda self: bool(uncorrected(self.lines)))
    @rule(data=st.data(), value=st.none() | values, timed=st.booleans(), seen=days, chance=chances)
    def correct(
        self, data: st.DataObject, value: int | None, timed: bool, seen: str, chance: random.Random
    ) -> None:
        """Void an entry, a decision by whoever made it, or amend its value where it has one."""
        line = data.draw(st.sampled_from(uncorrected(self.lines)))
        if value is None or "value" not in line:
            by = "other" if "value" in line else line["by"]
            self.add({"date": line["date"], "by": by, "voids": line["id"]}, timed)
        else:
            kept = {key: line[key] for key in line if key not in {"logged", "replaces"}}
            self.add({**kept, "value": value, "replaces": line["id"]}, timed)
        self.look(seen, chance)

    def add(self, line: Line, timed: bool) -> None:
        n = len(self.lines)
        logged = {"logged": f"2026-04-01T09:00:00.{n:06}Z"} if timed else {}
        self.lines.append({**line, "id": f"e{n:02}", **logged})

    def look(self, day: str, chance: random.Random) -> None:
        shuffled = list(self.lines)
        chance.shuffle(shuffled)
        found = standing(shuffled, day)
        assert shown(found) == expected(self.lines, day)
        afterwards = standing(shuffled, "2027-12-31")
        assert afterwards.rebounds_by(date.fromisoformat(day)) == found.rebounds
        if found.closed and not found.lapsed:
            assert all(settled(facts(self.lines), target, day) for target in TARGETS)


def standing(lines: list[Line], day: str) -> MeasureStanding:
    text = HEAD + "".join(f"  - {json.dumps(line)}\n" for line in lines)
    records = read_records(text.encode())
    assert records.findings == ()
    at = date.fromisoformat(day)
    return closing(records, records.plan.measures["m"], records.until(at), at)


def shown(found: MeasureStanding) -> tuple[str, str | None, bool, int]:
    due = found.recheck_due.isoformat() if found.recheck_due else None
    return found.state, due, found.lapsed, found.rebounds


# The rules once more, in other words: lists of dicts, days as text, one question at a time.


def uncorrected(lines: list[Line]) -> list[Line]:
    """Return the lines that no other corrects and that may be corrected themselves."""
    named = {line.get("voids") or line.get("replaces") for line in lines}
    return [line for line in lines if line["id"] not in named and "voids" not in line]


def facts(lines: list[Line], known_at: str | None = None) -> list[Line]:
    """Return what counts, now or as of a moment of writing; a void of an amendment restores."""
    known: dict[str, Line] = {}
    for line in lines:
        named = line.get("voids") or line.get("replaces")
        written = known_at is None or line.get("logged", "") <= known_at
        if written and (named is None or named in known):
            known[line["id"]] = line
    voided = {line.get("voids") for line in known.values()}
    live = [line for line in known.values() if line["id"] not in voided]
    replaced = {line.get("replaces") for line in live}
    there = [line for line in live if "voids" not in line and line["id"] not in replaced]
    return [line for line in there if "until" not in line or may_waive(line)]


def lead_on(day: str) -> str:
    return "lead" if day < "2026-03-10" else "successor"


def owners_on(day: str) -> dict[str, str]:
    return {"a": lead_on(day), "b": "owner"}


def may_waive(line: Line) -> bool:
    day = line["date"]
    return line["by"] not in {lead_on(day), owners_on(day)[line["target"]]}


def on(lines: list[Line], target: str, day: str) -> list[Line]:
    return [line for line in lines if line.get("target") == target and line["date"] <= day]


def settled(lines: list[Line], target: str, day: str) -> bool:
    there = on(lines, target, day)
    waived = any(line["until"] >= day for line in there if "until" in line)
    return waived or sum(line.get("value", 0) for line in there) >= 2


def all_there(lines: list[Line], day: str) -> bool:
    """Whether every target is settled and has evidence."""
    return all(
        settled(lines, target, day) and any(line.get("evidence") for line in on(lines, target, day))
        for target in TARGETS
    )


def had_a_part(lines: list[Line], person: str, day: str) -> bool:
    progress = [line for target in TARGETS for line in on(lines, target, day) if "value" in line]
    return person in {lead_on(day), *owners_on(day).values()} or any(
        person in (line["by"], line.get("for", line["by"])) for line in progress
    )


def approved(lines: list[Line], word: Line) -> tuple[bool, bool]:
    """Return whether a sign-off or a passed recheck stands, and whether it was premature."""
    day = word["date"]
    right = all_there(facts(lines), day)
    right_then = "logged" in word and all_there(facts(lines, word["logged"]), day)
    independent = not had_a_part(facts(lines), word["by"], day)
    return independent and (right or right_then), not right


def expected(lines: list[Line], day: str) -> tuple[str, str | None, bool, int]:
    """Return state, recheck day, whether it has lapsed, and rebounds."""
    words = [line for line in facts(lines) if "measure" in line and line["date"] <= day]
    words.sort(key=lambda line: (line["date"], line.get("logged", ""), line["id"]))
    state, due, premature, rebounds = "open", None, False, 0
    for word in words:
        event = word["event"] + str(word.get("passed", ""))
        closed = due is not None
        if event == "withdrawn" and word["by"] not in {lead_on(word["date"]), "owner"}:
            return "withdrawn", None, False, rebounds
        if event == "claimed" and not closed:
            state = "claimed"
        if event == "rejected" and (closed or state == "claimed"):
            state, due, rebounds = "rejected", None, rebounds + closed
        if event == "recheckedFalse" and closed:
            state, due, rebounds = "reopened", None, rebounds + 1
        if event == ("recheckedTrue" if closed else "signed-off"):
            stands, was_premature = approved(lines, word)
            if stands:
                state, premature = "rechecked" if closed else "signed off", was_premature
                due = str(date.fromisoformat(word["date"]) + timedelta(7))
    lapsed = due is not None and (premature or not all_there(facts(lines), day))
    return state, due, lapsed, rebounds


TestWords = Words.TestCase
TestWords.settings = examples(100, stateful_step_count=12)
