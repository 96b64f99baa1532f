"""`explain` and `conclude`: a failure is answered for, and a measure that cannot be met ends."""

import json
import sys
from pathlib import Path

import pytest

from rectrack.records import read_records
from rectrack.render.page import Page
from rectrack.render.status_page import status_page
from tests.commands.measures import (
    findings_on_decisions,
    in_json,
    in_text,
    measure,
    problem,
    refused,
    run,
    shown,
    word,
    write,
)
from tests.commands.process import Conversation, rectrack
from tests.support import line, single_spaced

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="terminals are those of Unix")

SIX = line(id="six-1", date="2026-05-04", target="complaints", value=6, logged="2026-05-04T09:00:00.5Z")  # fmt: skip
"""One complaint more than `politer` allows: its only target has failed."""
ANSWER = ("explain", "complaints", "New", "staff", "--remedy", "A course", "--due", "2026-06-15")


@pytest.fixture
def failed(done: Path) -> Path:
    write(done, SIX)
    return done


def target(plan: Path, day: str) -> dict[str, object]:
    found: dict[str, object]
    [found] = [each for each in in_json(plan, day)["targets"] if each["id"] == "complaints"]
    return found


# ---- Explanations --------------------------------------------------------------------------------


def test_an_explanation_is_one_line_and_undone_like_any(failed: Path) -> None:
    text = failed.read_text()
    said = run(failed, *ANSWER, "--dry-run")
    assert said.startswith("would add: complaints explained: New staff; remedy: A course, by 15 Jun 2026, on Wed 6 May 2026\n")  # fmt: skip
    assert failed.read_text() == text
    said = run(failed, *ANSWER, "--evidence", "a.pdf", "--date", "yesterday", by="clerk")
    assert "\nnow failed: 6, at most 5 allowed; exceeded on 4 May; explained, due 15 Jun: A course\n" in said  # fmt: skip
    added = json.loads(failed.read_text().removeprefix(text).strip(" -\n"))
    assert said.endswith(f"\nto undo: rectrack undo {added.pop('id')}\n")
    del added["logged"]
    assert added == {
        "date": "2026-05-05", "target": "complaints", "event": "explained", "due": "2026-06-15",
        "cause": "New staff", "remedy": "A course", "by": "clerk", "evidence": ["a.pdf"],
    }  # fmt: skip
    run(failed, "undo", by="clerk")
    assert not target(failed, "2026-05-06")["explained"]


def test_every_page_tells_an_answered_failure_from_one_that_is_not(failed: Path) -> None:
    """The state stays, and --fail-on counts it."""
    wide = Page(width=None, color=False, unicode=True)
    before = single_spaced(status_page(shown(failed, "2026-05-06"), None, wide))
    assert "6/≤5 rectrack explain complaints CAUSE --remedy TEXT head" in before
    run(failed, *ANSWER)
    after = single_spaced(status_page(shown(failed, "2026-05-06"), None, wide))
    assert "6/≤5 explained, due 15 Jun: A course head" in after
    assert "→ explained, due 15 Jun: A course" in in_text(failed, "2026-05-06")
    names = ("state", "explained", "cause", "remedy", "remedy_due")
    assert [target(failed, "2026-05-06")[name] for name in names] == [
        "failed", True, "New staff", "A course", "2026-06-15",
    ]  # fmt: skip
    for command in ("status", "summary --week this", "show complaints"):
        found = rectrack(*command.split(), "-f", failed, RECTRACK_TODAY="2026-05-06")
        assert "explained, due 15 Jun: A course" in found.stdout
    assert "New staff; on 6 May 2026 by inspector" in found.stdout
    found = rectrack("status", "-f", failed, "--fail-on", "failed", RECTRACK_TODAY="2026-05-06")
    assert found.returncode == 3
    summary = rectrack("summary", "-f", failed, "--week", "this", RECTRACK_TODAY="2026-05-07")
    row = "complaints inspector explained: New staff; remedy: A course, by 15 Jun 2026"
    assert row in single_spaced(summary.stdout)


def test_a_new_breach_is_unanswered_until_it_is_explained_too(failed: Path) -> None:
    run(failed, *ANSWER)
    run(failed, "log", "complaints", "1", day="2026-05-07")
    page = rectrack("show", "complaints", "-f", failed, RECTRACK_TODAY="2026-05-07").stdout
    assert "\nUnexplained what went wrong after 6 May 2026\n" in single_spaced(page)
    page = rectrack("show", "complaints", "-f", failed, RECTRACK_TODAY="2026-05-06").stdout
    assert "Unexplained" not in page
    assert (target(failed, "2026-05-06")["explained"], target(failed, "2026-05-07")["explained"]) == (True, False)  # fmt: skip
    run(failed, "explain", "complaints", "Again", "--remedy", "Advice", day="2026-05-08")
    found = target(failed, "2026-05-08")
    assert (found["explained"], found["remedy"], found["remedy_due"]) == (True, "Advice", None)


def test_a_remedy_that_is_replaced_before_it_is_done_is_named(failed: Path) -> None:
    run(failed, *ANSWER)
    again = ("explain", "complaints", "Again", "--remedy", "Advice", "-f", failed, "--by", "head")
    found = rectrack(*again, RECTRACK_TODAY="2026-05-08")
    assert found.stderr == (
        "warning: this takes the place of the explanation of 6 May 2026, whose remedy is not done:"
        " A course\n"
    )


def test_a_remedy_that_is_late_says_so(failed: Path) -> None:
    run(failed, *ANSWER)
    assert "explained, due 15 Jun: A course\n" in in_text(failed, "2026-06-15")
    assert "explained, late since 15 Jun: A course\n" in in_text(failed, "2026-06-16")


def test_a_remedy_is_due_until_it_is_reported_as_carried_out(failed: Path) -> None:
    run(failed, *ANSWER)
    remedy = "head remedy: A course"
    for day, there in (("2026-06-10", True), ("2026-06-20", True)):
        found = rectrack("due", "-f", failed, "--as-of", day, RECTRACK_TODAY="2026-06-30")
        assert (remedy in single_spaced(found.stdout)) is there
    found = rectrack("summary", "-f", failed, RECTRACK_TODAY="2026-06-22")
    assert "remedy: A course" in found.stdout.partition("Overdue")[2]
    said = run(failed, "explain", "complaints", "--done", "All were there", day="2026-06-21")
    assert said.startswith('added: complaints remedy carried out on Sun 21 Jun 2026, "All were there"\n')  # fmt: skip
    assert "explained, done on 21 Jun: A course" in said
    assert target(failed, "2026-06-21")["remedy_done"] == "2026-06-21"
    found = rectrack("due", "-f", failed, RECTRACK_TODAY="2026-06-22")
    assert "A course" not in found.stdout


@pytest.mark.parametrize(
    ("args", "code", "why"),
    [
        (["complaints"], 2, "why? write rectrack explain complaints CAUSE --remedy TEXT"),
        (["complaints", "New staff"], 2, "what will be done about it? write rectrack explain complaints CAUSE --remedy TEXT"),
        ([], 2, "which target? write rectrack explain TARGET CAUSE --remedy TEXT"),
        (["complaints", "New", "--remedy", "It", "--done", "Ok"], 2, "--done ends a remedy: leave out the cause, --remedy and --due"),
        (["complaints", "New", "--remedy", "It", "--due", "soon"], 2, "--due: 'soon' is not a date: write it as 2026-03-04"),
        (["complaints", "New", "--remedy", "It", "--due", "2026-05-05"], 1, "due: 2026-05-05 is before 2026-05-06, the day of the entry itself"),
        (["complaints", "--done", "Ok"], 1, "complaints has no remedy that is still to be done"),
        (["reports", "New", "--remedy", "It"], 1, "reports is met: there is nothing to explain"),
        (["politer", "New", "--remedy", "It"], 1, "'politer' is a measure; this decision is about a target: complaints"),
    ],
)  # fmt: skip
def test_what_is_no_explanation_is_refused(
    failed: Path, args: list[str], code: int, why: str
) -> None:
    assert refused(failed, "explain", *args, code=code) == why


@on_unix
def test_on_a_terminal_what_is_missing_is_asked_for(failed: Path) -> None:
    env = {"RECTRACK_FILE": str(failed), "NO_COLOR": "1", "RECTRACK_TODAY": "2026-05-06"}
    with Conversation("explain", "--by", "head", env=env) as talk:
        talk.hear("Which target?\n")
        talk.say("complaints")
        talk.say("New staff", after="Why? ")
        talk.say("A course", after="What will be done about it? ")
        talk.hear("added: complaints explained: New staff; remedy: A course")
        assert talk.end() == 0
    assert target(failed, "2026-05-06")["explained"]


# ---- Conclusions ---------------------------------------------------------------------------------

AFTER = "2026-07-01"
"""The day after the last of `politer`."""


def test_a_measure_whose_rest_has_failed_and_is_explained_is_concluded(failed: Path) -> None:
    """It is shown apart, and never as done: a problem that it answers stays open."""
    run(failed, *ANSWER)
    run(failed, "sign-off", "faster", day=AFTER)
    said = run(failed, "conclude", "politer", "Nothing is left to do", day=AFTER)
    assert said.startswith('added: politer concluded on Wed 1 Jul 2026, "Nothing is left to do"\nnow concluded\n')  # fmt: skip
    found = measure(failed, AFTER, "politer")
    assert (found["state"], found["recheck_due"], found["ready"]) == ("concluded", None, False)
    slow = problem(failed, "slow", AFTER)
    assert (slow["state"], slow["signed_off"], slow["concluded"]) == ("open", 1, 1)
    assert "slow · open, 1 of 2 measures signed off, 1 concluded" in in_text(failed, AFTER, by="problem")  # fmt: skip
    assert target(failed, AFTER)["state"] == "failed"
    run(failed, "reject", "politer", "Not yet", by="director", day=AFTER)
    assert measure(failed, AFTER, "politer")["state"] == "rejected"
    assert measure(failed, AFTER, "politer")["rebounds"] == 0


CANNOT = [
    pytest.param([SIX], "inspector", AFTER, "failed and not explained: complaints", id="unexplained"),
    pytest.param([SIX, "answer"], "inspector", "2026-06-30", "its last day is 30 Jun 2026", id="before-its-end"),
    pytest.param([SIX, "answer"], "head", AFTER, "head is the measure's lead", id="by-its-lead"),
    pytest.param([SIX, "answer"], "clerk", AFTER, "clerk worked on complaints", id="by-who-worked-on-it"),
    pytest.param([], "inspector", AFTER, "nothing is outstanding: sign it off instead", id="met"),
    pytest.param([SIX, "answer", "again"], "inspector", AFTER, "failed and not explained: complaints", id="new-breach"),
]  # fmt: skip
WRITTEN = {
    "answer": line(date="2026-05-06", target="complaints", event="explained", cause="New", remedy="A course"),
    "again": line(date="2026-05-07", target="complaints", value=1),
}  # fmt: skip


@pytest.mark.parametrize(("entries", "by", "day", "why"), CANNOT)
def test_what_cannot_be_concluded_is_refused(
    done: Path, entries: list[str], by: str, day: str, why: str
) -> None:
    write(done, *(WRITTEN.get(each, each) for each in entries))
    said = refused(done, "conclude", "politer", "So it is", by=by, day=day)
    assert said == f"politer cannot be concluded: {why}"


@pytest.mark.parametrize(("entries", "by", "day", "why"), CANNOT)
def test_what_cannot_be_concluded_by_hand_is_passed_over(
    done: Path, entries: list[str], by: str, day: str, why: str
) -> None:
    write(done, *(WRITTEN.get(each, each) for each in entries))
    write(done, line(date=day, measure="politer", event="concluded", by=by, note="So it is"))
    assert measure(done, day, "politer")["state"] == "open"
    assert findings_on_decisions(done) == [f"the conclusion of politer does not count: {why}"]


def test_what_may_still_be_reached_late_keeps_a_measure_from_being_concluded(bare: Path) -> None:
    said = refused(bare, "conclude", "faster", "So it is", day="2027-01-01")
    assert said == "faster cannot be concluded: outstanding, but not failed: reports, rules"


def test_status_says_what_can_be_concluded(failed: Path) -> None:
    run(failed, *ANSWER)
    step = "rectrack conclude politer REASON: what is outstanding has failed and is explained"
    assert step in in_text(failed, AFTER)
    assert "rectrack conclude" not in in_text(failed, "2026-06-30")
    run(failed, "conclude", "politer", "Nothing is left to do", day=AFTER)
    assert "rectrack conclude" not in in_text(failed, AFTER)


def test_concluding_needs_a_reason(failed: Path) -> None:
    said = refused(failed, "conclude", "politer", day=AFTER, code=2)
    assert said == "why? write rectrack conclude politer REASON"
    write(failed, word("concluded", "inspector", AFTER))
    [wrong] = read_records(failed.read_bytes()).findings
    assert wrong.message.startswith("note: an entry that says concluded gives its reason")
