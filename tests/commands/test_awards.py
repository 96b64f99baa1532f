"""`rectrack reward` and `rectrack penalty`: one line with its reason, and what it does."""

import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.commands.process import TODAY, answer, last, rectrack

pytestmark = pytest.mark.sampled(one_in=3)

KEYS = ["Keys of the cars", "not locked away"]


@pytest.fixture
def example_copy(example: Path, tmp_path: Path) -> Path:
    """A copy of the example plan that a test may write to."""
    copy = tmp_path / "plan.yaml"
    copy.write_bytes(example.read_bytes())
    return copy


run = partial(answer, by="director")


@pytest.mark.parametrize(
    ("args", "fields"),
    [
        (["reward", "clerk", "2", "Good", "log"],
         {"person": "clerk", "event": "reward", "value": 2, "note": "Good log", "by": "director", "date": TODAY}),
        (["penalty", "logistics-head", "0.5", *KEYS, "--date", "last wed"],
         {"event": "penalty", "value": 0.5, "note": " ".join(KEYS), "date": "2026-10-28"}),
        (["reward", "clerk", "1", "Log", "-5", "days", "--by", "deputy-supervision"],
         {"note": "Log -5 days", "by": "deputy-supervision"}),
        (["penalty", "director", "1", "Late", "--by", "county-inspector"], {"person": "director", "by": "county-inspector"}),
        (["reward", "clerk", "1", "So", "-e", "a.pdf", "--evidence", "b.pdf"], {"evidence": ["a.pdf", "b.pdf"]}),
    ],
)  # fmt: skip
def test_one_line_is_added_that_says_so(
    example_copy: Path, args: list[str], fields: dict[str, Any]
) -> None:
    before = example_copy.read_bytes()
    run(example_copy, *args)
    after = example_copy.read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == before.count(b"\n") + 1
    assert fields.items() <= last(example_copy).items()


def scores(plan: Path, person: str) -> dict[str, float]:
    found = json.loads(run(plan, "assess", person, "--format", "json"))
    return {quarter["name"]: quarter["score"] for quarter in found["people"][0]["quarters"]}


@pytest.mark.parametrize(
    ("command", "day", "quarter", "change", "mark"),
    [
        ("reward", "2026-06-01", "Q2 2026", 2, "late: the quarter had ended"),
        ("penalty", "2026-06-30", "Q2 2026", -2, "late: the quarter had ended"),
        ("penalty", "2026-10-31", "Q4 2026", -2, "provisional"),
    ],
)
def test_the_answer_says_what_it_does_to_the_score_and_how_to_undo_it(
    example_copy: Path, command: str, day: str, quarter: str, change: int, mark: str
) -> None:
    was = scores(example_copy, "logistics-head")
    said = run(example_copy, command, "logistics-head", "2", "So it was", "--date", day)
    now = scores(example_copy, "logistics-head")
    assert now == {**was, quarter: pytest.approx(was[quarter] + change)}
    answer = rf"added: logistics-head {command} 2 on [A-Z][a-z]{{2}} \d+ [A-Z][a-z]{{2}} 2026, "
    answer += rf'"So it was"\n{quarter}: {was[quarter]} → {now[quarter]}, {mark}\n'
    match = re.fullmatch(answer + r"to undo: rectrack undo ([a-z0-9]{10})\n", said)
    assert match, said
    assert run(example_copy, "undo", match[1]).startswith(f"undone: logistics-head {command} 2 on")
    assert scores(example_copy, "logistics-head") == was


def test_a_score_is_held_within_100_and_the_answer_says_so(example_copy: Path) -> None:
    said = run(example_copy, "reward", "clerk", "5", "Never a day late")
    assert "\nQ4 2026: 100.0 → 100.0, provisional\n" in said


@pytest.mark.parametrize(("event", "then"), [("penalty", "98.0"), ("reward", "100.0")])
def test_a_dry_run_shows_the_line_and_adds_nothing(
    example_copy: Path, event: str, then: str
) -> None:
    before = example_copy.read_bytes()
    for option in ("-n", "--dry-run"):
        said = run(example_copy, event, "clerk", "2", "Log late", option)
        assert said.startswith(
            f'would add: clerk {event} 2 on Sat 31 Oct 2026, "Log late"\nQ4 2026: 100.0 → {then}'
        )
        assert json.loads(said.splitlines()[2])["note"] == "Log late"
    assert example_copy.read_bytes() == before


def test_one_that_affects_no_score_is_added_with_a_warning(example_copy: Path) -> None:
    found = rectrack(
        "reward", "clerk", "2", "Old merits", "-d", "2025-12-31", "-f", example_copy, "--by", "director"
    )  # fmt: skip
    assert found.returncode == 0
    assert found.stdout.startswith(
        'added: clerk reward 2 on Wed 31 Dec 2025, "Old merits"\nto undo:'
    )
    assert found.stderr == (
        "warning: it does not affect any score: dated outside the plan's period, 2026-01-01 to 2026-12-31\n"
    )
    assert "dated outside the plan's period" in run(example_copy, "assess", "clerk")


@pytest.mark.parametrize("command", ["reward", "penalty"])
@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        ([], 2, "whom? write rectrack {command} PERSON VALUE NOTE"),
        (["clerk"], 2, "by how much? write rectrack {command} PERSON VALUE NOTE"),
        (["clerk", "2"], 2, "why? write rectrack {command} PERSON VALUE NOTE, the note being the reason"),
        (["clerk", "2", "  "], 2, "why?"),
        (["clerk", "two", "So"], 1, "VALUE: 'two' is a number in words: write it in digits (2)"),
        (["clerk", "1,5", "So"], 1, "VALUE: '1,5' has a decimal comma: write 1.5"),
        (["clerk", "0", "So"], 1, "value: 0 must be above zero"),
        (["clerk", "-2", "So"], 1, "value: -2 must be above zero"),
        (["clerk", "100.5", "So"], 1, "100.5 points are more than 100, a whole score"),
        (["clrk", "2", "So"], 1, "there is no person 'clrk'; did you mean clerk?"),
        (["clerk", "2", "So", "--by", "directr"], 1, "by: 'directr' is not among the people; did you mean director?"),
        (["clerk", "2", "So", "--date", "2026-11-01"], 1, "Sun 1 Nov 2026 is still to come"),
        (["clerk", "2", "So", "--date", "someday"], 2, "'someday' is not a date"),
        (["clerk", "2", "So", "--evidnce", "x"], 2, "No such option: --evidnce"),
    ],
)  # fmt: skip
def test_what_cannot_be_awarded_is_refused_with_what_to_do(
    example_copy: Path, command: str, args: list[str], code: int, said: str
) -> None:
    before = example_copy.read_bytes()
    assert said.format(command=command) in run(example_copy, command, *args, code=code)
    assert example_copy.read_bytes() == before


WRONG_AWARDS = [
    (["director", "2"], "director", "nobody gives points to themselves"),
    (["director", "2"], "clerk", "nobody is above director, and clerk has somebody above"),
    (["deputy-affairs", "2"], "deputy-research", "deputy-research is not above deputy-affairs"),
    (["deputy-supervision", "2"], "clerk", "clerk is not above deputy-supervision"),
    (["letters-head", "2"], "discipline-officer", "discipline-officer is not above letters-head"),
    (["clerk", "1000"], "director", "1000 points are more than 100, a whole score"),
]


@pytest.mark.parametrize(("command", "done"), [("reward", "rewarded"), ("penalty", "penalised")])
@pytest.mark.parametrize(("args", "by", "why"), WRONG_AWARDS)
def test_points_come_from_above_and_are_bounded(
    example_copy: Path, command: str, done: str, args: list[str], by: str, why: str
) -> None:
    before = example_copy.read_bytes()
    said = run(example_copy, command, *args, "So it was", "--by", by, code=1)
    assert said == f"rectrack: {args[0]} cannot be {done}: {why}\n"
    assert example_copy.read_bytes() == before


@pytest.mark.parametrize(("args", "by", "why"), WRONG_AWARDS)
def test_points_written_by_hand_against_the_rules_change_no_score_and_are_shown(
    example_copy: Path, args: list[str], by: str, why: str
) -> None:
    """They are no damage: what only reads shows them, and `check` calls them an error."""
    person, points = args
    was = scores(example_copy, person)
    award = {"date": "2026-10-30", "person": person, "event": "penalty", "value": int(points)}
    entry = json.dumps({**award, "by": by, "note": "So it was"})
    example_copy.write_text(example_copy.read_text() + f"  - {entry}\n")
    assert scores(example_copy, person) == was
    assert why in run(example_copy, "assess", person)
    shown = run(example_copy, "show", person)
    assert (
        f"Does not count  penalty {points}, decided on 30 Oct 2026 by {by}: So it was ({why})"
        in shown
    )
    assert f"does not count: {why}" in run(example_copy, "entries", person, "--since", "2026-10-30")
    checked = rectrack("check", "-f", example_copy)
    assert checked.returncode == 1
    assert f"error: the penalty of {person} does not count: {why}\n" in checked.stdout


def test_without_a_writer_nothing_is_awarded(example_copy: Path) -> None:
    found = rectrack("reward", "clerk", "2", "So", "-f", example_copy)
    assert (found.returncode, found.stdout) == (2, "")
    assert "give --by PERSON, or set RECTRACK_BY" in found.stderr
