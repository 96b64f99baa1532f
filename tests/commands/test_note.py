"""`rectrack note`: a remark on a target or measure, which is shown and changes no figure."""

import json
from pathlib import Path

import pytest

from rectrack.records import read_records
from tests.commands.process import Conversation, answer, environment, last, rectrack
from tests.support import line, plan_text

STEPS = "{title: T, kind: steps, steps: [drafted, in force]}"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    plan = tmp_path / "rectification.yaml"
    plan.write_text(plan_text(), encoding="utf-8")
    return plan


def standings(plan: Path) -> dict[str, object]:
    """Return all that the status says, but how many entries there are."""
    found = json.loads(answer(plan, "status", "--format", "json"))
    found["plan"].pop("entries")
    return dict(found)


@pytest.mark.parametrize("subject", ["t", "measure"])
def test_a_remark_is_added_and_undone_and_changes_nothing(small: Path, subject: str) -> None:
    was = standings(small)
    said = answer(small, "note", subject, "Printer", "out of order", "--date", "30 Oct")
    assert said == (
        f'added: remark on {subject}, Fri 30 Oct 2026, "Printer out of order"\n'
        f"to undo: rectrack undo {last(small)['id']}\n"
    )
    key = "target" if subject == "t" else "measure"
    fields = {key: subject, "event": "remark", "note": "Printer out of order", "by": "clerk"}
    assert last(small).items() >= {**fields, "date": "2026-10-30"}.items()
    assert standings(small) == was
    assert "error" not in answer(small, "check")
    assert answer(small, "undo").startswith(
        f'undone: remark on {subject}, Fri 30 Oct 2026, "Printer out of order"\n'
    )


@pytest.mark.parametrize(
    "target", [STEPS, "{title: T, kind: cases, within: 15}", "{title: T, kind: total, goal: }"]
)
def test_whatever_the_target_takes_it_takes_remarks(small: Path, target: str) -> None:
    small.write_text(plan_text(target))
    answer(small, "note", "t", "Seen")
    assert read_records(small.read_bytes()).findings == ()


def test_a_remark_is_shown_among_the_entries_and_in_the_summary(small: Path) -> None:
    answer(small, "note", "t", "Printer out of order")
    assert "remark  by clerk  Printer out of order" in answer(small, "entries", "t")
    assert "Printer out of order" in answer(small, "show", "t")
    assert "Printer out of order" in answer(small, "show", "measure")
    week = ("summary", "--week", "this")
    assert "Printer out of order" in answer(small, *week)
    [found] = json.loads(answer(small, *week, "--format", "json"))["remarks"]
    assert found["note"] == "Printer out of order"


def test_a_remark_may_be_amended_by_anybody_and_not_become_progress_by_that(small: Path) -> None:
    answer(small, "note", "t", "Printer out of order")
    name = last(small)["id"]
    answer(small, "amend", name, "--note", "Printer mended", by="head")
    assert last(small)["event"] == "remark"
    assert "value has no place" in answer(small, "amend", name, "--value", "2", code=1)


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["tt", "Seen"], 1, "there is no target or measure 'tt'; did you mean t?"),
        (["clerk", "Seen"], 1, "'clerk' is neither a target nor a measure: note it on one"),
        (["t", "yesterday"], 1, "'yesterday' begins with a day: give that as --date DAY"),
        (["t", "Seen", "--date", "tomorrow"], 1, "Sun 1 Nov 2026 is still to come"),
        (["t"], 2, "what is there to say? write rectrack note t TEXT"),
        ([], 2, "which target or measure? write rectrack note ID TEXT"),
        (["t", "Seen", "--by", "clrk"], 1, "did you mean clerk?"),
    ],
)
def test_what_cannot_be_noted_is_refused_with_what_to_do(
    small: Path, args: list[str], code: int, said: str
) -> None:
    before = small.read_bytes()
    assert said in answer(small, "note", *args, code=code)
    assert small.read_bytes() == before


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (line(date="2026-03-01", event="remark"), "note: a remark has a text"),
        (line(date="2026-03-01", event="remark", note="x", value=1), "value has no place"),
        (line(date="2026-03-01", measure="m", event="remark", note="x"), "there is no measure"),
        (line(date="2026-03-01", person="head", event="remark", note="x"), "must be one of reward"),
    ],
)
def test_a_remark_by_hand_that_says_nothing_or_more_is_set_aside(
    small: Path, entry: str, why: str
) -> None:
    small.write_text(plan_text("{title: T, kind: total, goal: 10}", entry))
    [found] = read_records(small.read_bytes()).findings
    assert (found.severity, why in found.message) == ("error", True)


def test_a_dry_run_shows_the_line_and_adds_nothing(small: Path) -> None:
    before = small.read_bytes()
    said = answer(small, "note", "t", "Seen", "--dry-run").splitlines()
    assert said[0] == 'would add: remark on t, Sat 31 Oct 2026, "Seen"'
    assert json.loads(said[1])["event"] == "remark"
    assert small.read_bytes() == before


def test_what_is_left_out_is_asked_for_on_a_terminal(small: Path) -> None:
    env = environment(RECTRACK_BY="clerk")
    with Conversation("note", "-f", small, env=env) as talk:
        talk.say("measure", after="> ")
        talk.say("Seen", after="What is there to say?")
        assert talk.end() == 0
    assert (last(small)["measure"], last(small)["note"]) == ("measure", "Seen")


def test_a_stage_that_is_called_remark_is_progress(small: Path) -> None:
    small.write_text(plan_text("{title: T, kind: cases, within: 15, stages: [remark, answered]}"))
    answer(small, "log", "t", "7", "opened")
    assert rectrack("log", "t", "7", "remark", "-f", small, "--by", "clerk").returncode == 0
    assert "7 remark" in answer(small, "entries", "t")
