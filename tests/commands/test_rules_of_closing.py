"""The rules of closing on every kind of measure: neither a command nor an editor gets round them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.commands.measures import (
    DONE,
    RULES,
    findings_on_decisions,
    in_text,
    measure,
    problem,
    refused,
    run,
    void,
    word,
    write,
)
from tests.commands.process import rectrack
from tests.support import line, single_spaced

REPORTS_ARE = "{title: Reports, kind: total, goal: 2}"
ALL_TARGETS = f"""targets:
      reports: {REPORTS_ARE}
      rules: {{title: Rules, kind: steps, steps: [in force]}}
"""
ONE_OUTSTANDING = "1 of 2 targets outstanding: reports"


def on_reports(day: str, **fields: object) -> str:
    return line(date=day, target="reports", evidence=["r.pdf"], **fields)


CANNOT = [
    pytest.param(
        "{title: Reports, kind: cadence, every: month}",
        [on_reports(f"2026-0{month}-03", value=1) for month in range(1, 6)],
        "inspector", ONE_OUTSTANDING, id="cadence-before-the-end",
    ),
    pytest.param(
        "{title: Reports, kind: cases, within: 30, attest: never}",
        [on_reports("2026-05-01", case="c", event="opened"),
         on_reports("2026-05-02", case="c", event="answered")],
        "inspector", ONE_OUTSTANDING, id="cases-before-the-end",
    ),
    pytest.param(
        "{title: Reports, kind: limit, goal: 5, attest: never}",
        [on_reports("2026-05-01", value=1)],
        "inspector", ONE_OUTSTANDING, id="limit-before-the-end",
    ),
    pytest.param(
        "{title: Reports, kind: level, min: 2}",
        [on_reports("2026-05-01", value=3), on_reports("2026-05-02", value=1)],
        "inspector", ONE_OUTSTANDING, id="not-met-any-more",
    ),
    pytest.param(
        "{title: Reports, kind: total, goal: }",
        [on_reports("2026-05-01", value=3)],
        "inspector", ONE_OUTSTANDING, id="blank",
    ),
    pytest.param(
        "{title: Reports, kind: each, goal: 1, who: [section]}",
        [on_reports("2026-05-01", value=1, **{"for": "section"})],
        "head", "head worked on reports", id="work-of-their-group",
    ),
    pytest.param(
        "{title: Reports, kind: total, goal: 2}",
        [on_reports("2026-05-01", value=2, by="inspector"), on_reports("2026-05-02", value=1)],
        "inspector", "inspector worked on reports", id="some-of-the-work",
    ),
    pytest.param(None, [], "inspector", "it has no targets", id="no-targets"),
]  # fmt: skip


def plan_of(bare: Path, target: str | None, entries: Sequence[str]) -> Path:
    """Return the plan with another target in the place of `reports`, or none at all."""
    text = bare.read_text()
    if target is None:
        bare.write_text(text.replace(ALL_TARGETS, "targets: {}\n"))
    else:
        bare.write_text(text.replace(REPORTS_ARE, target))
        write(bare, *entries, RULES.replace('"for": "head", ', ""))
    return bare


@pytest.mark.parametrize(("target", "entries", "by", "why"), CANNOT)
def test_what_breaks_a_rule_is_refused(
    bare: Path, target: str | None, entries: list[str], by: str, why: str
) -> None:
    plan = plan_of(bare, target, entries)
    assert refused(plan, "sign-off", "faster", by=by) == f"faster cannot be signed off: {why}"


@pytest.mark.parametrize(("target", "entries", "by", "why"), CANNOT)
def test_what_breaks_a_rule_by_hand_does_not_count(
    bare: Path, target: str | None, entries: list[str], by: str, why: str
) -> None:
    plan = plan_of(bare, target, entries)
    write(plan, word("signed-off", by, "2026-05-06"))
    assert f"the sign-off of faster does not count: {why}" in findings_on_decisions(plan)
    assert problem(plan, "slow", "2026-05-06")["signed_off"] == 0
    if target is not None:
        assert measure(plan)["state"] == "open"


def test_a_waiver_settles_also_what_has_no_figure_yet(bare: Path) -> None:
    """Met, or under a waiver still in force: so say the rules of closing. It is `no data` still."""
    plan = plan_of(bare, "{title: Reports, kind: total, goal: }", [])
    run(
        plan,
        "waive",
        "reports",
        "--until",
        "2026-05-31",
        "It opens next year",
        "-e",
        "w.pdf",
        by="director",
    )
    assert "ready for sign-off" in run(plan, "claim", "faster", by="deputy")
    run(plan, "sign-off", "faster")
    assert (measure(plan)["state"], measure(plan)["lapsed"]) == ("signed_off", False)
    assert measure(plan, "2026-06-01")["lapsed"]


def test_a_longer_waiver_is_not_cut_short_by_another(bare: Path) -> None:
    """The longest in force holds: a shorter one beside it would be in the file in vain."""
    run(bare, "waive", "reports", "--until", "2026-12-31", "Snow", by="director")
    waiver = bare.read_text().splitlines()[-1].partition('"id":"')[2][:10]
    shorter = ("waive", "reports", "--until", "2026-08-01", "Thaw")
    assert refused(bare, *shorter, by="director") == (
        "reports is already waived until 31 Dec 2026: give a later day,"
        f" or take it back with rectrack undo {waiver}"
    )


def test_a_failed_recheck_by_hand_reopens_the_measure(bare: Path) -> None:
    """It is a rebound like any other, in its history and in a summary."""
    write(
        bare,
        *DONE,
        word("signed-off", "inspector", "2026-05-06"),
        word("rechecked", "inspector", "2026-05-20", passed=False, note="Two are missing"),
    )
    found = measure(bare, "2026-05-20")
    assert (found["state"], found["rebounds"]) == ("reopened", 1)
    shown = rectrack("show", "faster", "-f", bare, RECTRACK_TODAY="2026-05-20").stdout
    assert "  6 May 2026   signed off         by inspector\n" in shown
    assert "  20 May 2026  rechecked, failed  by inspector: Two are missing\n" in shown
    days = ("--since", "2026-05-18", "--until", "2026-05-24")
    said = single_spaced(rectrack("summary", "-f", bare, *days, RECTRACK_TODAY="2026-05-25").stdout)
    assert (
        "  Work faster faster was signed off reopened once deputy ready to be signed off\n" in said
    )
    assert "  closed measures reopened 1 1\n" in said


def test_a_lead_cannot_paste_in_that_a_recheck_never_failed(bare: Path) -> None:
    """Nor that there was no penalty: `undo` refuses it, and so does the file."""
    write(
        bare,
        *DONE,
        word("signed-off", "inspector", "2026-05-06"),
        word("rechecked", "inspector", "2026-05-20", id="recheck", passed=False, note="Two gone"),
        line(date="2026-05-20", person="deputy", event="penalty", value=40, by="director",
             id="penalty", note="Two gone"),
    )  # fmt: skip
    before = rectrack("assess", "deputy", "-f", bare, RECTRACK_TODAY="2026-06-01").stdout
    write(bare, void("recheck", by="deputy"), void("penalty", by="deputy"))
    found = measure(bare, "2026-06-01")
    assert (found["state"], found["rebounds"]) == ("reopened", 1)
    assert rectrack("assess", "deputy", "-f", bare, RECTRACK_TODAY="2026-06-01").stdout == before
    checked = rectrack("check", "-f", bare)
    assert checked.returncode == 1
    assert [each.split(": error: ")[1] for each in checked.stdout.splitlines() if "error" in each] == [
        "recheck is a decision of inspector, and only they can take it back or change it; this entry is set aside",
        "penalty is a decision of director, and only they can take it back or change it; this entry is set aside",
    ]  # fmt: skip


def test_a_sign_off_lapses_by_what_is_corrected_by_hand(bare: Path) -> None:
    write(bare, *DONE, word("signed-off", "inspector", "2026-05-06", logged="2026-05-06T09:00:00Z"))
    write(bare, void("reports-1", logged="2026-05-20T09:00:00Z"))
    assert measure(bare, "2026-05-20")["lapsed"]
    assert "signed off, no longer met: recheck" in in_text(bare, "2026-05-20")


def test_a_withdrawal_by_hand_never_counts_as_done(bare: Path) -> None:
    write(bare, *DONE, word("withdrawn", "director", "2026-05-06", note="No money"))
    assert measure(bare)["state"] == "withdrawn"
    found = problem(bare, "slow", "2026-05-06")
    assert (found["state"], found["withdrawn"]) == ("open", 1)


@pytest.mark.parametrize(
    ("target", "before"),
    [
        ("{title: Reports, kind: steps, steps: {drafted: 2026-03-31, agreed: 2026-06-30}, due: 2026-06-30}",
         "1 of 2 steps overdue: 'drafted' (due 31 Mar)"),
        ("{title: Reports, kind: total, goal: 9, checkpoints: {2026-03-31: 4, 2026-06-30: 9}, due: 2026-06-30}",
         "0 of 4 expected by 6 May"),
    ],
    ids=["steps", "checkpoints"],
)  # fmt: skip
def test_steps_and_checkpoints_do_not_move_with_an_extension(
    bare: Path, target: str, before: str
) -> None:
    plan = plan_of(bare, target, [])
    assert before in in_text(plan, "2026-05-06")
    said = run(plan, "extend", "reports", "--to", "2026-09-30", "Snow", by="director")
    assert before in in_text(plan, "2026-05-06")
    assert "(extended once from 30 Jun to 30 Sep)" in said


def test_an_extension_that_is_dated_back_says_so(bare: Path) -> None:
    """Asked for in time, as it claims, and written down when the day had passed."""
    plan = plan_of(bare, "{title: Reports, kind: total, goal: 9, due: 2026-05-31}", [])
    days = ("--to", "2026-09-30", "--asked", "2026-05-20", "--date", "2026-05-21")
    run(plan, "extend", "reports", *days, "Snow", by="director", day="2026-06-10")
    written = "recorded after it had passed"
    entries = rectrack("entries", "reports", "-f", plan, RECTRACK_TODAY="2026-06-10").stdout
    assert f"requested on 20 May 2026  by director  Snow  from 31 May 2026, {written}\n" in entries
    page = rectrack("show", "reports", "-f", plan, RECTRACK_TODAY="2026-06-10").stdout
    assert "recorded after it had passed, on 10 Jun 2026, by director: Snow" in page
