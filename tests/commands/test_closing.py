"""Closing a measure: every rule holds on the command line, and for what is written by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from rectrack.records import read_records
from rectrack.reports.status import Wanted
from tests.commands.measures import (
    DONE,
    HEAD,
    REPORTS,
    RULES,
    findings_on_decisions,
    in_json,
    in_text,
    measure,
    problem,
    refused,
    run,
    void,
    word,
    write,
)
from tests.commands.process import last, rectrack
from tests.support import line

# ---- The rules of a sign-off ---------------------------------------------------------------------


SHORT = line(id="reports-1", date="2026-05-04", target="reports", value=1)
BREAKS = [
    pytest.param([SHORT, RULES], "inspector",
        "1 of 2 targets outstanding: reports; no evidence on reports", id="not-met"),
    pytest.param([], "inspector",
        "2 of 2 targets outstanding: reports, rules; no evidence on reports, rules", id="nothing"),
    pytest.param([SHORT], "deputy",
        "2 of 2 targets outstanding: reports, rules; no evidence on reports, rules;"
        " deputy is the measure's lead", id="all-that-is-missing"),
    pytest.param([line(date="2026-05-02", target="reports", event="waived", until="2026-05-05", note="Move", evidence=["r.pdf"]), RULES],
        "inspector", "1 of 2 targets outstanding: reports", id="waiver-run-out"),
    pytest.param(DONE, "deputy", "deputy is the measure's lead", id="lead"),
    pytest.param(DONE, "clerk", "clerk worked on reports, rules", id="logged-it"),
    pytest.param(DONE, "head", "head worked on rules", id="did-it"),
    pytest.param([REPORTS.replace('"by"', '"for": "inspector", "by"'), RULES.replace('"for": "head", ', "")],
        "inspector", "inspector worked on reports", id="did-it-for-them"),
    pytest.param([REPORTS.replace('"clerk"', '"inspector"'), RULES.replace('"clerk"', '"head"'),
                  REPORTS.replace('"id": "reports-1"', '"id": "reports-2", "replaces": "reports-1"')],
        "inspector", "inspector worked on reports", id="logged-what-another-amended"),
    pytest.param([REPORTS, RULES.replace(', "evidence": ["r.pdf"]', "")],
        "inspector", "no evidence on rules", id="no-evidence"),
    pytest.param([*DONE, line(date="2026-05-07", target="rules", step="in force", evidence=["r.pdf"]), void("rules-1"),
                  line(date="2026-05-05", target="rules", step="in force")],
        "inspector", "no evidence on rules", id="evidence-of-a-later-day"),
]  # fmt: skip


@pytest.mark.parametrize(("entries", "by", "why"), BREAKS)
def test_a_sign_off_that_breaks_the_rules_is_refused_with_all_that_is_missing(
    bare: Path, entries: list[str], by: str, why: str
) -> None:
    write(bare, *entries)
    assert refused(bare, "sign-off", "faster", by=by) == f"faster cannot be signed off: {why}"


@pytest.mark.parametrize(("entries", "by", "why"), BREAKS)
def test_a_sign_off_by_hand_that_breaks_the_rules_does_not_count(
    bare: Path, entries: list[str], by: str, why: str
) -> None:
    write(bare, *entries, word("signed-off", by, "2026-05-06"))
    assert measure(bare)["state"] == "open"
    assert findings_on_decisions(bare) == [f"the sign-off of faster does not count: {why}"]


def test_a_word_of_an_earlier_day_leaves_the_later_ones_their_place(done: Path) -> None:
    """Withdrawn on the eve of its sign-off, a measure would have been signed off in vain."""
    run(done, "sign-off", "faster")
    line_ = done.read_text().count("\n")
    said = refused(done, "withdraw", "faster", "No money", by="director", day="2026-05-05")
    assert said == (
        f"the entry on line {line_} would no longer make sense:"
        " faster cannot be signed off: it is withdrawn, not open, claimed, rejected or reopened"
    )
    run(done, "withdraw", "faster", "No money", by="director", day="2026-05-07")


def test_a_word_of_an_earlier_day_may_make_a_later_one_needless(done: Path) -> None:
    """It was claimed all the same: two claims are no more than one."""
    run(done, "claim", "faster", by="deputy", day="2026-05-07")
    run(done, "claim", "faster", by="deputy", day="2026-05-06")
    assert measure(done, "2026-05-07")["state"] == "claimed"


def test_the_work_of_a_group_is_the_work_of_each_of_its_members(bare: Path) -> None:
    bare.write_text(
        HEAD.replace("kind: total, goal: 2", "kind: each, goal: 1, who: [section, director]")
    )
    together = line(
        date="2026-05-04", target="reports", value=1, by="clerk", evidence=["r.pdf"],
        **{"for": ["section", "director"]},
    )  # fmt: skip
    write(bare, together, RULES.replace('"for": "head", ', ""))
    assert refused(bare, "sign-off", "faster", by="head") == (
        "faster cannot be signed off: head worked on reports"
    )
    run(bare, "sign-off", "faster")


@pytest.mark.parametrize("day", ["2026-06-30", "2026-07-01"])
def test_what_cannot_be_met_early_cannot_be_signed_off_early(done: Path, day: str) -> None:
    write(
        done, line(date="2026-05-04", target="complaints", value=1, by="clerk", evidence=["r.pdf"])
    )
    if day == "2026-06-30":
        said = refused(done, "sign-off", "politer", day=day)
        assert said == "politer cannot be signed off: 1 of 1 target outstanding: complaints"
    else:
        assert "now signed off" in run(done, "sign-off", "politer", day=day)


def test_a_measure_without_targets_is_never_done(done: Path) -> None:
    done.write_text(
        done.read_text().replace(
            "measures:\n", "measures:\n  vague: {title: Try harder, answers: [dark], lead: head}\n"
        )
    )
    assert refused(done, "sign-off", "vague") == "vague cannot be signed off: it has no targets"


def test_a_target_under_a_waiver_in_force_is_settled(bare: Path) -> None:
    write(bare, RULES)
    run(bare, "waive", "reports", "--until", "2026-05-31", "Move", "-e", "r.pdf", by="director")
    assert "now signed off" in run(bare, "sign-off", "faster")


def test_evidence_may_be_brought_later_if_it_is_of_an_earlier_day(done: Path) -> None:
    """A sign-off is judged as of its own day, on the entries that count now."""
    done.write_text(done.read_text().replace(', "evidence": ["r.pdf"]', ""))
    write(done, word("signed-off", "inspector", "2026-05-06"))
    assert measure(done)["state"] == "open"
    run(
        done,
        "log",
        "rules",
        "--step",
        "in force",
        "-d",
        "2026-05-06",
        "-e",
        "r.pdf",
        by="clerk",
        day="2026-05-09",
    )
    run(done, "amend", "reports-1", "-e", "r.pdf", by="clerk", day="2026-05-09")
    assert measure(done)["state"] == "signed_off"


def test_a_sign_off_may_be_of_a_past_day_and_is_judged_as_of_it(done: Path) -> None:
    assert refused(done, "sign-off", "faster", "--date", "2026-05-04") == (
        "faster cannot be signed off: 1 of 2 targets outstanding: rules; no evidence on rules"
    )
    said = run(done, "sign-off", "faster", "--date", "2026-05-05")
    assert said.startswith(
        "added: faster signed off on Tue 5 May 2026\nnow signed off, recheck due 4 Jun\n"
    )


# ---- A sign-off that no longer holds -------------------------------------------------------------


LAPSED = "signed off, no longer met: recheck"


def test_a_waiver_that_has_run_out_makes_a_sign_off_lapse(bare: Path) -> None:
    """Its target is judged again by itself; nobody has to write anything."""
    write(bare, RULES)
    run(bare, "waive", "reports", "--until", "2026-05-31", "Move", "-e", "r.pdf", by="director")
    run(bare, "sign-off", "faster")
    assert LAPSED not in in_text(bare, "2026-05-31")
    assert LAPSED in in_text(bare, "2026-06-01")
    found = measure(bare, "2026-06-01")
    assert (found["state"], found["lapsed"]) == ("signed_off", True)
    assert problem(bare, "slow", "2026-06-01")["lapsed"] == 1
    run(bare, "log", "reports", "2", by="clerk", day="2026-06-02")
    assert LAPSED not in in_text(bare, "2026-06-02")


@pytest.mark.parametrize(
    ("correct", "lacks"),
    [
        (["undo", "reports-1"], "1 of 2 targets outstanding: reports; no evidence on reports"),
        (["log", "complaints", "1"], None),
    ],
    ids=["of-the-measure", "of-another"],
)
def test_what_is_corrected_after_a_sign_off_makes_it_lapse(
    done: Path, correct: list[str], lacks: str | None
) -> None:
    """Nobody broke a rule, so it stands, and is to be looked at again."""
    run(done, "sign-off", "faster")
    run(done, *correct, by="clerk", day="2026-05-07")
    found = measure(done, "2026-05-07")
    assert (found["state"], found["lapsed"]) == ("signed_off", lacks is not None)
    if lacks is None:
        assert findings_on_decisions(done) == []
        return
    shown = in_text(done, "2026-05-07")
    assert f"faster · deputy · {LAPSED}\n" in shown
    step = f"rectrack recheck faster --failed, or correct it: no longer met ({lacks})"
    assert f"recheck  Work faster  faster  {step}\n" in shown
    assert findings_on_decisions(done) == [
        f"the sign-off of faster no longer holds, by what was logged since: {lacks}"
    ]


OUTSTANDING = "1 of 2 targets outstanding: reports"
LAPSES = f"faster is now signed off, no longer met: recheck: {OUTSTANDING}"


@pytest.mark.parametrize(
    ("command", "by", "warning"),
    [
        (["undo", "reports-1"], "clerk", f"{LAPSES}; no evidence on reports"),
        (["amend", "reports-1", "--value", "1"], "clerk", LAPSES),
        (["log", "reports", "1", "--date", "2026-05-02"], "inspector",
         "faster is now open, a sign-off does not count: inspector worked on reports"),
        (["log", "--from", "rows.jsonl"], "clerk", f"{LAPSES}; no evidence on reports"),
        (["note", "reports", "Seen again"], "clerk", None),
        (["log", "complaints", "1"], "clerk", None),
        (["log", "reports", "1"], "clerk", "faster is already signed off, recheck due 5 Jun"),
    ],
    ids=["undone", "amended", "own-work", "imported", "remark", "of-another", "harmless"],
)  # fmt: skip
def test_whoever_touches_a_sign_off_is_told(
    done: Path, command: list[str], by: str, warning: str | None
) -> None:
    run(done, "sign-off", "faster")
    done.with_name("rows.jsonl").write_text('{"voids": "reports-1"}')
    options = ("-f", done, "--by", by)
    found = rectrack(*command, *options, cwd=done.parent, RECTRACK_TODAY="2026-05-07")
    assert found.returncode == 0
    was = "" if warning and "already" in warning else "; it was signed off, recheck due 5 Jun"
    assert found.stderr == (f"warning: {warning}{was}\n" if warning else "")


def test_whoever_takes_back_a_claim_after_the_sign_off_is_warned(done: Path) -> None:
    """The sign-off stands without it; taking back the sign-off itself is no surprise."""
    run(done, "claim", "faster", by="deputy")
    claim = last(done)["id"]
    run(done, "sign-off", "faster")
    sign_off = last(done)["id"]

    def warned(name: str, by: str) -> str:
        options = ("-f", done, "--by", by)
        return rectrack("undo", name, *options, RECTRACK_TODAY="2026-05-07").stderr

    assert warned(claim, "deputy") == "warning: faster is already signed off, recheck due 5 Jun\n"
    assert warned(sign_off, "inspector") == ""


def test_a_sign_off_that_does_not_count_is_told_beside_the_state(bare: Path) -> None:
    """Until a later one counts: nobody is to learn from `check` alone that a measure is open."""
    write(bare, *DONE, word("signed-off", "deputy", "2026-05-06"))
    assert "faster · deputy · open, a sign-off does not count\n" in in_text(bare, "2026-05-06")
    write(bare, word("signed-off", "inspector", "2026-05-07"))
    assert "faster · deputy · signed off, recheck due 6 Jun\n" in in_text(bare, "2026-05-07")


def test_a_word_that_was_taken_back_stays_in_sight(done: Path) -> None:
    run(done, "sign-off", "faster", "Files seen")
    run(done, "undo", last(done)["id"], day="2026-05-08")
    shown = rectrack("show", "faster", "-f", done, RECTRACK_TODAY="2026-05-09").stdout
    undone = last(done)["id"]
    assert (
        "\nDecisions taken back\n  6 May 2026  faster signed off  by inspector: Files seen" in shown
    )
    assert f"undone by inspector on 8 May 2026  {undone}\n" in shown
    line_ = ("show", "faster", "-f", done, "--format", "json")
    [found] = json.loads(rectrack(*line_, RECTRACK_TODAY="2026-05-09").stdout)["taken_back"]
    assert (found["event"], found["voided_by"]) == ("signed-off", undone)
    assert (
        "Taken back"
        not in rectrack("show", "faster", "-f", done, RECTRACK_TODAY="2026-05-07").stdout
    )


def test_what_has_lapsed_is_mended_by_a_recheck_or_by_taking_the_correction_back(
    done: Path,
) -> None:
    run(done, "sign-off", "faster")
    run(done, "undo", "reports-1", by="clerk", day="2026-05-07")
    refused_day = "2026-05-08"
    assert refused(done, "recheck", "faster", "--passed", day=refused_day) == (
        "faster cannot pass a recheck: 1 of 2 targets outstanding: reports; no evidence on reports"
    )
    run(done, "log", "reports", "2", "-e", "r.pdf", by="clerk", day="2026-05-09")
    found = measure(done, "2026-05-09")
    assert (found["state"], found["lapsed"]) == ("signed_off", True), "it was premature"
    run(done, "recheck", "faster", "--passed", day="2026-05-10")
    found = measure(done, "2026-05-10")
    assert (found["state"], found["lapsed"]) == ("rechecked", False)
    assert measure(done, "2026-05-09")["lapsed"] is True


def test_what_came_in_late_makes_a_sign_off_lapse_too(done: Path) -> None:
    write(done, line(date="2026-05-04", target="complaints", value=1, evidence=["r.pdf"]))
    run(done, "sign-off", "politer", day="2026-07-01")
    run(done, "log", "complaints", "5", "-d", "2026-06-30", by="clerk", day="2026-07-02")
    found = measure(done, "2026-07-02", "politer")
    assert (found["state"], found["lapsed"]) == ("signed_off", True)


@pytest.mark.parametrize(
    ("sign_off", "correction"),
    [
        ({}, {"logged": "2026-05-07T09:00:00.5Z"}),
        ({"logged": "2026-05-07T10:00:00.5Z"}, {"logged": "2026-05-07T09:00:00.5Z"}),
        ({"logged": "2026-05-07T08:00:00.5Z"}, {}),
    ],
    ids=["sign-off-without-moment", "sign-off-logged-later", "correction-without-moment"],
)
def test_only_what_tells_that_it_was_logged_before_a_correction_is_excused_by_it(
    done: Path, sign_off: dict[str, str], correction: dict[str, str]
) -> None:
    write(
        done,
        word("signed-off", "inspector", "2026-05-06", **sign_off),
        void("rules-1", **correction),
    )
    assert measure(done, "2026-05-30")["state"] == "open"
    [said] = findings_on_decisions(done)
    assert said.startswith("the sign-off of faster does not count: 1 of 2 targets outstanding: ")


def test_nothing_excuses_a_sign_off_by_whom_a_correction_shows_to_have_done_the_work(
    done: Path,
) -> None:
    run(done, "sign-off", "faster")
    write(
        done,
        line(id="rules-2", date="2026-05-05", target="rules", step="in force", replaces="rules-1",
             evidence=["r.pdf"], logged="2026-05-08T09:00:00.5Z", **{"for": "inspector"}),
    )  # fmt: skip
    assert measure(done)["state"] == "open"
    assert findings_on_decisions(done) == [
        "the sign-off of faster does not count: inspector worked on rules"
    ]


# ---- Rechecks ------------------------------------------------------------------------------------


def test_signing_off_sets_the_day_of_a_recheck_and_so_does_passing_it(done: Path) -> None:
    said = run(done, "sign-off", "faster")
    assert said.startswith("added: faster signed off on Wed 6 May 2026\nnow signed off, recheck due 5 Jun\nto undo: rectrack undo ")  # fmt: skip
    assert measure(done)["recheck_due"] == "2026-06-05"
    said = run(done, "recheck", "faster", "--passed", "Files", "seen", day="2026-06-10")
    assert 'added: faster rechecked, passed, on Wed 10 Jun 2026, "Files seen"\nnow rechecked, recheck due 10 Jul' in said  # fmt: skip
    assert measure(done, "2026-06-10")["recheck_due"] == "2026-07-10"


def test_a_recheck_is_due_after_90_days_where_the_plan_says_nothing(done: Path) -> None:
    done.write_text(done.read_text().replace("    recheck_after: 30\n", ""))
    assert "recheck due 4 Aug" in run(done, "sign-off", "faster")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-06-04", None),
        ("2026-06-05", "is due today"),
        ("2026-06-06", "was due on 5 Jun"),
    ],
)
def test_a_recheck_that_is_due_needs_attention(done: Path, day: str, said: str | None) -> None:
    """Even where only what is outstanding is asked for, and not where something else is."""
    run(done, "sign-off", "faster")
    step = f"rectrack recheck faster --passed or --failed: {said}"
    row = f"\nrecheck  Work faster  faster  {step}\n"
    for wanted in (None, Wanted(("faster",), outstanding=True), Wanted(person="deputy")):
        assert (row in in_text(done, day, wanted)) is (said is not None), wanted
    assert "recheck  " not in in_text(done, day, Wanted(("politer",)))


def test_a_failed_recheck_reopens_the_measure_and_is_a_rebound(done: Path) -> None:
    run(done, "sign-off", "faster")
    said = run(done, "recheck", "faster", "--failed", "None since May", day="2026-06-05")
    assert "\nnow reopened once; ready for sign-off\n" in said
    assert "faster · deputy · reopened once\n" in in_text(done, "2026-06-05")
    run(done, "sign-off", "faster", day="2026-06-08")
    found = measure(done, "2026-06-08")
    assert (found["state"], found["rebounds"]) == ("signed_off", 1)
    assert measure(done)["state"] == "signed_off", "the earlier closing stays in its history"


def test_a_rejected_sign_off_is_a_rebound_too(done: Path) -> None:
    run(done, "sign-off", "faster")
    said = run(done, "reject", "faster", "The files are copies", by="director")
    assert "\nnow rejected, reopened once; ready for sign-off\n" in said


def test_a_recheck_that_passes_by_hand_while_a_target_is_outstanding_does_not_count(
    done: Path,
) -> None:
    run(done, "sign-off", "faster")
    run(done, "undo", "rules-1", by="clerk", day="2026-05-07")
    write(done, word("rechecked", "inspector", "2026-05-08", passed=True))
    assert measure(done, "2026-05-08")["state"] == "signed_off"
    assert findings_on_decisions(done)[1] == (
        "the recheck of faster does not count:"
        " 1 of 2 targets outstanding: rules; no evidence on rules"
    )


def test_a_recheck_either_passes_or_fails(done: Path) -> None:
    run(done, "sign-off", "faster")
    for both in ([], ["--passed", "--failed"]):
        said = refused(done, "recheck", "faster", *both, code=2)
        assert said == "did faster pass? give either --passed or --failed"


# ---- Words out of place --------------------------------------------------------------------------


OUT_OF_PLACE = [
    ([], ["reject"], "cannot be rejected: it is open, not claimed, signed off, rechecked or concluded"),
    ([], ["recheck", "--passed"], "cannot pass a recheck: it is open, not signed off or rechecked"),
    (["claimed"], ["recheck", "--failed"], "cannot fail a recheck: it is claimed, not signed off or rechecked"),
    (["claimed"], ["claim"], "cannot be claimed: it is claimed already"),
    (["claimed", "rejected"], ["reject"], "cannot be rejected: it is rejected already"),
    (["signed-off"], ["claim"], "cannot be claimed: it is signed off, not open, rejected or reopened"),
    (["signed-off"], ["sign-off"], "cannot be signed off: it is signed off already"),
    (["withdrawn"], ["claim"], "cannot be claimed: it is withdrawn, not open, rejected or reopened"),
    (["withdrawn"], ["sign-off"], "cannot be signed off: it is withdrawn, not open, claimed, rejected or reopened"),
    (["withdrawn"], ["reject"], "cannot be rejected: it is withdrawn, not claimed, signed off, rechecked or concluded"),
    (["withdrawn"], ["recheck", "--failed"], "cannot fail a recheck: it is withdrawn, not signed off or rechecked"),
    (["withdrawn"], ["withdraw"], "cannot be withdrawn: it is withdrawn already"),
]  # fmt: skip
EVENTS = {
    "claim": "claimed", "sign-off": "signed-off", "reject": "rejected",
    "recheck": "rechecked", "withdraw": "withdrawn",
}  # fmt: skip


def by_inspector(event: str, day: str, **more: Any) -> str:
    return word(event, "inspector", day, note="So it is", **more)


@pytest.mark.parametrize(("before", "command", "why"), OUT_OF_PLACE)
def test_a_word_out_of_place_is_refused(
    done: Path, before: list[str], command: list[str], why: str
) -> None:
    write(done, *(by_inspector(event, f"2026-05-{5 + n:02}") for n, event in enumerate(before)))
    assert refused(done, command[0], "faster", *command[1:], "So it is", day="2026-05-09") == (
        f"faster {why}"
    )


@pytest.mark.parametrize(("before", "command", "why"), OUT_OF_PLACE)
def test_a_word_out_of_place_by_hand_changes_nothing(
    done: Path, before: list[str], command: list[str], why: str
) -> None:
    write(done, *(by_inspector(event, f"2026-05-{5 + n:02}") for n, event in enumerate(before)))
    state = measure(done, "2026-05-09")
    more = {"passed": "--passed" in command} if command[0] == "recheck" else {}
    write(done, by_inspector(EVENTS[command[0]], "2026-05-09", **more))
    assert measure(done, "2026-05-09") == state
    [said] = findings_on_decisions(done)
    assert said.endswith(why.split(": ", 1)[1])


# ---- Claiming, rejecting, withdrawing ------------------------------------------------------------


def test_a_claim_says_what_is_still_missing_for_a_sign_off(done: Path) -> None:
    done.write_text(done.read_text().replace(f"  - {RULES}\n", ""))
    said = run(done, "claim", "faster", "All", "is", "done", by="deputy")
    assert said.startswith(
        'added: faster claimed on Wed 6 May 2026, "All is done"\n'
        "now claimed; still missing for sign-off:"
        " 1 of 2 targets outstanding: rules; no evidence on rules\nto undo: rectrack undo "
    )
    said = run(done, "reject", "faster", "-5", "pages", by="director")
    assert "\nnow rejected; still missing for sign-off: 1 of 2 targets outstanding: rules;" in said
    added = [json.loads(each.strip(" -")) for each in done.read_text().splitlines()[-2:]]
    assert [each["note"] for each in added] == ["All is done", "-5 pages"]


def test_what_is_ready_to_be_signed_off_is_listed(done: Path) -> None:
    row = "\nready  Work faster  faster  rectrack sign-off faster: nothing is missing\n"
    assert row in in_text(done, "2026-05-05")
    assert measure(done)["ready"] is True
    assert "rectrack sign-off" not in in_text(done, "2026-05-04")
    assert "rectrack sign-off" not in in_text(done, "2026-05-05", Wanted(("politer",)))
    assert "\nnow claimed; ready for sign-off\n" in run(done, "claim", "faster", by="deputy")
    assert row in in_text(done, "2026-05-06", Wanted(outstanding=True))
    run(done, "sign-off", "faster")
    assert "rectrack sign-off" not in in_text(done, "2026-05-06")
    assert measure(done)["ready"] is False


def test_without_evidence_nothing_is_ready_to_be_signed_off(done: Path) -> None:
    done.write_text(done.read_text().replace('"evidence": ["r.pdf"], ', "", 1))
    assert "rectrack sign-off" not in in_text(done, "2026-05-06")


def test_withdrawing_has_a_reason_and_never_counts_as_done(done: Path) -> None:
    said = refused(done, "withdraw", "faster", by="director", code=2)
    assert said == "why? write rectrack withdraw faster REASON"
    said = run(done, "withdraw", "faster", "The county does it", by="director")
    assert said.startswith(
        'added: faster withdrawn on Wed 6 May 2026, "The county does it"\nnow withdrawn\nto undo'
    )
    shown = in_json(done, "2026-05-06")
    assert (shown["totals"]["withdrawn"], shown["totals"]["met"]) == (2, 0)
    assert problem(done, "slow", "2026-05-06")["signed_off"] == 0


def test_withdrawing_by_hand_without_a_reason_is_set_aside(done: Path) -> None:
    write(done, word("withdrawn", "director", "2026-05-06"))
    assert measure(done)["state"] == "open"
    [wrong] = read_records(done.read_bytes()).findings
    assert wrong.severity == "error"
    assert wrong.message.startswith("note: an entry that says withdrawn gives its reason")


# ---- Problems ------------------------------------------------------------------------------------


def test_a_problem_is_closed_once_every_measure_that_answers_it_is_signed_off(done: Path) -> None:
    write(done, line(date="2026-05-04", target="complaints", value=1, evidence=["r.pdf"]))
    run(done, "sign-off", "faster")
    assert problem(done, "slow", "2026-05-06") == {
        "id": "slow",
        "title": "Slow work",
        "severity": None,
        "description": None,
        "state": "open",
        "measures": ["faster", "politer"],
        "signed_off": 1,
        "lapsed": 0,
        "withdrawn": 0,
        "concluded": 0,
    }
    by_problem = in_text(done, "2026-05-06", by="problem")
    assert "slow · open, 1 of 2 measures signed off · 3 targets (2 met, 1 outstanding)\n" in by_problem  # fmt: skip
    assert "Dark halls  dark · open, no measure answers it · 0 targets" in by_problem
    run(done, "sign-off", "politer", day="2026-07-01")
    run(done, "recheck", "faster", "--passed", day="2026-07-01")
    by_problem = in_text(done, "2026-07-01", by="problem")
    assert "slow · closed, 2 of 2 measures signed off" in by_problem
    assert "rude · closed, 1 of 1 measure signed off" in by_problem
    assert problem(done, "slow", "2026-07-01")["state"] == "closed"
    assert problem(done, "dark", "2026-07-01")["state"] == "open"


def test_a_problem_whose_answer_was_withdrawn_or_has_lapsed_stays_open(done: Path) -> None:
    write(done, line(date="2026-05-04", target="complaints", value=1, evidence=["r.pdf"]))
    run(done, "sign-off", "politer", day="2026-07-01")
    run(done, "withdraw", "faster", "The county does it", by="director", day="2026-07-01")
    by_problem = in_text(done, "2026-07-01", by="problem")
    assert "slow · open, 1 of 2 measures signed off, 1 withdrawn ·" in by_problem
    run(done, "log", "complaints", "5", "-d", "2026-06-30", by="clerk", day="2026-07-02")
    by_problem = in_text(done, "2026-07-02", by="problem")
    assert "rude · open, 0 of 1 measure signed off, 1 no longer met ·" in by_problem


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(), ["slow", "rude", "dark"]),
        (Wanted(("faster",)), ["slow"]),
        (Wanted(("complaints",)), ["slow", "rude"]),
        (Wanted(("dark",)), ["dark"]),
        (Wanted(person="head"), ["slow", "rude"]),
    ],
)
def test_only_the_problems_that_are_meant_are_shown(
    done: Path, wanted: Wanted, ids: list[str]
) -> None:
    assert [each["id"] for each in in_json(done, "2026-05-06", wanted)["problems"]] == ids
