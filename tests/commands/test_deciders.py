"""Who may decide: neither a command nor an editor gets round it, and no successor undoes it."""

import json
from pathlib import Path
from typing import Any

import pytest

from rectrack.records import read_records
from rectrack.reports.status import Wanted
from tests.commands.measures import (
    HEAD,
    RULES,
    findings_on_decisions,
    in_json,
    in_text,
    measure,
    problem,
    refused,
    run,
    word,
    write,
)
from tests.commands.process import rectrack
from tests.support import line

pytestmark = pytest.mark.sampled(one_in=3)

OWNED = ("reports: {title: Reports,", "reports: {title: Reports, owner: head,")
WAIVER = {"target": "reports", "event": "waived", "until": "2026-06-30", "note": "Snow"}
EXTENSION = {
    "target": "reports", "event": "extended", "to": "2027-01-31", "asked": "2026-05-06",
    "note": "Snow",
}  # fmt: skip
COMMANDS: dict[str, tuple[list[str], dict[str, Any], str]] = {
    "extend": (["reports", "--to", "2027-01-31", "Snow"], EXTENSION, "extended"),
    "waive": (["reports", "--until", "2026-06-30", "Snow"], WAIVER, "waived"),
    "withdraw": (["faster", "No money"],
                 {"measure": "faster", "event": "withdrawn", "note": "No money"}, "withdrawn"),
}  # fmt: skip
NOUNS = {"extend": "extension", "waive": "waiver", "withdraw": "withdrawal"}
ROLES = [("deputy", "deputy is the measure's lead"), ("head", "head is the owner of reports")]
every_role = pytest.mark.parametrize(("by", "why"), ROLES)
every_command = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture
def owned(bare: Path) -> Path:
    """The plan in which the head of section owns the reports, and the deputy leads."""
    bare.write_text(bare.read_text().replace(*OWNED))
    return bare


def target(plan: Path, day: str = "2026-05-06") -> dict[str, Any]:
    found: dict[str, Any]
    [found] = [each for each in in_json(plan, day)["targets"] if each["id"] == "reports"]
    return found


# ---- Extensions, waivers and withdrawals ---------------------------------------------------------


@every_command
@every_role
def test_neither_lead_nor_owner_decides_on_their_own(
    owned: Path, command: str, by: str, why: str
) -> None:
    args, _, done = COMMANDS[command]
    assert refused(owned, command, *args, by=by) == f"{args[0]} cannot be {done}: {why}"


@every_command
@every_role
def test_what_lead_or_owner_write_by_hand_has_no_effect_and_is_shown(
    owned: Path, command: str, by: str, why: str
) -> None:
    """No other command fails for it; `check` does."""
    was, (_, entry, _) = target(owned), COMMANDS[command]
    write(owned, line(id="mine", date="2026-05-06", by=by, **entry))
    assert read_records(owned.read_bytes()).findings == ()
    now, on_measure = target(owned), measure(owned)
    same = ("state", "due", "extensions")
    assert [now[key] for key in same] == [was[key] for key in same]
    where = on_measure if command == "withdraw" else now
    assert where["refused"] == [{"entry": "mine", "rule": why}]
    article = "an" if command == "extend" else "a"
    said = f"{article} {NOUNS[command]} does not count"
    assert f"{said}: {why}" in in_text(owned, "2026-05-06", Wanted(("faster",)))
    name = where["id"]
    assert f"the {NOUNS[command]} of {name} does not count: {why}" in findings_on_decisions(owned)
    shown = rectrack("show", name, "-f", owned, RECTRACK_TODAY="2026-05-06")
    assert shown.returncode == 0
    assert why in shown.stdout
    assert rectrack("status", "-f", owned, RECTRACK_TODAY="2026-05-06").returncode == 0
    assert rectrack("check", "-f", owned).returncode == 1
    entries = rectrack("entries", name, "-f", owned).stdout
    assert f"does not count: {why}" in entries


@every_command
def test_whoever_has_neither_role_decides(owned: Path, command: str) -> None:
    """The clerk too: whose work it is bars from signing off, not from these."""
    args, entry, _ = COMMANDS[command]
    by_hand = owned.with_name("by-hand.yaml")
    by_hand.write_text(owned.read_text())
    write(by_hand, line(date="2026-05-06", by="clerk", **entry))
    run(owned, command, *args, by="clerk")
    for plan in (owned, by_hand):
        found = target(plan)
        assert (found["extensions"], found["state"]) == {
            "extend": (1, "on_track"), "waive": (0, "waived"), "withdraw": (0, "withdrawn")
        }[command]  # fmt: skip
        assert findings_on_decisions(plan) == []


def test_a_right_withdrawal_counts_beside_one_that_does_not(owned: Path) -> None:
    for day, by in (("2026-05-06", "deputy"), ("2026-05-07", "director")):
        write(owned, word("withdrawn", by, day, note="No money"))
    assert measure(owned, "2026-05-06")["state"] == "open"
    assert measure(owned, "2026-05-07")["state"] == "withdrawn"
    assert "does not count" not in in_text(owned, "2026-05-07")


def test_a_waiver_that_does_not_count_lets_nobody_sign_off(bare: Path) -> None:
    """Nor does its evidence count as any."""
    write(bare, RULES, line(date="2026-05-06", by="deputy", evidence=["w.pdf"], **WAIVER))
    said = refused(bare, "sign-off", "faster")
    assert said == (
        "faster cannot be signed off: 1 of 2 targets outstanding: reports; no evidence on reports"
    )


# ---- Sign-offs and rechecks ----------------------------------------------------------------------


APPROVALS = {"sign-off": ["sign-off", "faster"], "recheck": ["recheck", "faster", "--passed"]}
PARTS = [
    ("deputy", "deputy is the measure's lead"),
    ("director", "director is the owner of reports"),
    ("clerk", "clerk worked on reports, rules"),
    ("head", "head worked on rules"),
]


def signable(plan: Path, command: str) -> Path:
    """Return the plan of which the director owns a target, done and signed off before a recheck."""
    plan.write_text(plan.read_text().replace("title: Reports,", "title: Reports, owner: director,"))
    if command == "recheck":
        write(plan, word("signed-off", "inspector", "2026-05-06"))
    return plan


@pytest.mark.parametrize("command", APPROVALS)
@pytest.mark.parametrize(("by", "why"), PARTS)
def test_who_had_a_part_finds_no_measure_done(done: Path, command: str, by: str, why: str) -> None:
    plan = signable(done, command)
    verb = "pass a recheck" if command == "recheck" else "be signed off"
    said = refused(plan, *APPROVALS[command], by=by, day="2026-05-07")
    assert said == f"faster cannot {verb}: {why}"


@pytest.mark.parametrize("command", APPROVALS)
@pytest.mark.parametrize(("by", "why"), PARTS)
def test_an_approval_by_hand_of_who_had_a_part_does_not_count(
    done: Path, command: str, by: str, why: str
) -> None:
    plan = signable(done, command)
    state = measure(plan, "2026-05-07")["state"]
    event = (
        {"event": "signed-off"} if command == "sign-off" else {"event": "rechecked", "passed": True}
    )
    write(plan, line(id="mine", date="2026-05-07", measure="faster", by=by, **event))
    found = measure(plan, "2026-05-07")
    assert (found["state"], found["refused"]) == (state, [{"entry": "mine", "rule": why}])
    assert findings_on_decisions(plan) == [f"the {command} of faster does not count: {why}"]
    assert f"a {command} does not count" in in_text(plan, "2026-05-07")
    assert rectrack("check", "-f", plan).returncode == 1
    if command == "sign-off":
        assert problem(plan, "slow", "2026-05-07")["signed_off"] == 0


def test_anybody_may_say_that_a_measure_is_not_done(done: Path) -> None:
    """Rejecting it, or failing its recheck, is free."""
    write(done, word("signed-off", "inspector", "2026-05-06"))
    run(done, "recheck", "faster", "--failed", by="deputy", day="2026-05-07")
    run(done, "claim", "faster", by="deputy", day="2026-05-07")
    run(done, "reject", "faster", by="clerk", day="2026-05-08")
    assert measure(done, "2026-05-08")["rebounds"] == 1
    assert findings_on_decisions(done) == []


LIMIT = (
    "{title: Complaints, kind: limit, goal: 5, attest: month, start: 2026-05-01, due: 2026-05-31}"
)
LEVEL = "{title: Rating, kind: level, min: 2, stale_after: 12, due: 2026-05-31}"


def one_target(plan: Path, target: str, *entries: str) -> Path:
    """Return the plan with one target of `faster` alone, and its entries."""
    head, rest = HEAD.split("      reports:")
    plan.write_text(f"{head}      reports: {target}\n  politer:{rest.split('  politer:')[1]}")
    write(plan, *entries)
    return plan


def on_reports(by: str, value: int, day: str = "2026-05-20", **more: Any) -> str:
    return line(date=day, target="reports", value=value, by=by, evidence=["r.pdf"], **more)


@pytest.mark.parametrize(
    ("target", "entry", "by", "why"),
    [
        (LIMIT, on_reports("inspector", 0), "inspector", None),
        (LIMIT, on_reports("inspector", 1), "inspector", "inspector worked on reports"),
        (LIMIT, on_reports("deputy", 0, **{"for": "inspector"}), "inspector",
         "inspector worked on reports"),
        (LEVEL.replace("min", "independent: true, min"), on_reports("inspector", 3), "inspector", None),
        (LEVEL, on_reports("inspector", 3), "inspector", "inspector worked on reports"),
        ("{title: R, kind: each, goal: 1, who: [head]}", on_reports("deputy", 1, **{"for": "section"}),
         "clerk", "clerk worked on reports"),
        ("{title: R, kind: each, goal: 1, who: [head]}", on_reports("deputy", 1, **{"for": "all"}),
         "clerk", None),
    ],
    ids=["none", "some", "none-by-the-lead", "independent", "own-reading", "group", "everybody"],
)  # fmt: skip
@pytest.mark.parametrize("by_hand", [False, True])
def test_supervision_is_no_part_in_the_work(
    bare: Path, target: str, entry: str, by: str, why: str | None, *, by_hand: bool
) -> None:
    """To state that nothing happened, or to take an independent reading, is to look at the work."""
    plan = one_target(bare, target, entry)
    plan.write_text(
        plan.read_text().replace(
            "  section:", "  all: [director, deputy, head, clerk, inspector]\n  section:"
        )
    )
    if by_hand:
        write(plan, word("signed-off", by, "2026-06-01"))
    elif why is None:
        run(plan, "sign-off", "faster", by=by, day="2026-06-01")
    else:
        said = refused(plan, "sign-off", "faster", by=by, day="2026-06-01")
        assert said == f"faster cannot be signed off: {why}"
        return
    assert measure(plan, "2026-06-01")["state"] == ("open" if why else "signed_off")


def test_a_recheck_asks_for_a_reading_that_is_still_valid_on_its_day(bare: Path) -> None:
    """Although a level is judged by how old its reading was on its last day."""
    plan = one_target(bare, LEVEL, on_reports("clerk", 3, "2026-05-30"))
    write(plan, word("signed-off", "inspector", "2026-06-01"))
    why = "the last reading of reports is too old: take a new one"
    said = refused(plan, "recheck", "faster", "--passed", day="2027-05-01")
    assert said == f"faster cannot pass a recheck: {why}"
    by_hand = plan.read_text()
    write(plan, word("rechecked", "inspector", "2027-05-01", passed=True))
    assert measure(plan, "2027-05-01")["state"] == "signed_off"
    assert findings_on_decisions(plan) == [f"the recheck of faster does not count: {why}"]
    plan.write_text(by_hand)
    write(plan, on_reports("clerk", 3, "2027-04-25"))
    run(plan, "recheck", "faster", "--passed", day="2027-05-01")
    assert measure(plan, "2027-05-01")["state"] == "rechecked"


# ---- Roles that change hands ---------------------------------------------------------------------


LEADS = ("lead: deputy", "lead: {2026-01-01: deputy, 2026-07-01: inspector}")


def handed_over(plan: Path) -> Path:
    """Return the plan whose lead goes from the deputy to the inspector in July."""
    plan.write_text(plan.read_text().replace(*LEADS, 1))
    return plan


@pytest.mark.parametrize("left", [False, True])
def test_a_successor_does_not_undo_what_was_decided_before(done: Path, *, left: bool) -> None:
    """Nor does it if whoever decided has left since."""
    plan = handed_over(done)
    run(plan, "sign-off", "faster", by="inspector")
    run(plan, "extend", "complaints", "--to", "2026-08-31", "Snow", by="inspector")
    if left:
        text = plan.read_text().replace("{name: Inspector}", "{name: Inspector, left: 2026-08-01}")
        plan.write_text(text)
    found = measure(plan, "2026-12-01")
    assert (found["state"], found["lead"]) == ("signed_off", "inspector")
    assert findings_on_decisions(plan) == []
    assert measure(plan, "2026-05-06")["lead"] == "deputy"


def test_whoever_held_the_role_on_the_day_is_barred_and_nobody_else(bare: Path) -> None:
    plan = handed_over(bare)
    waive = ("waive", "reports", "--until", "2026-12-01", "Snow")
    barred = "reports cannot be waived: {} is the measure's lead"
    assert refused(plan, *waive, by="deputy", day="2026-06-30") == barred.format("deputy")
    assert refused(plan, *waive, by="inspector", day="2026-07-01") == barred.format("inspector")
    dated_back = ("--date", "2026-06-30")
    assert refused(plan, *waive, *dated_back, by="deputy", day="2026-07-01") == barred.format(
        "deputy"
    )
    write(plan, line(date="2026-06-30", by="deputy", **{**WAIVER, "until": "2026-12-01"}))
    assert target(plan, "2026-07-02")["state"] == "behind"
    write(plan, line(date="2026-07-01", by="deputy", **{**WAIVER, "until": "2026-12-01"}))
    assert target(plan, "2026-07-02")["state"] == "waived"


def test_an_independent_reading_stays_one_when_its_reader_takes_the_lead(bare: Path) -> None:
    level = LEVEL.replace("min", "independent: true, min")
    plan = handed_over(one_target(bare, level, on_reports("inspector", 3)))
    assert read_records(plan.read_bytes()).findings == ()
    write(plan, on_reports("inspector", 3, "2026-07-01"))
    [found] = read_records(plan.read_bytes()).findings
    assert "needs an independent reading, not one by inspector" in found.message


@pytest.mark.parametrize("report", ["show", "status", "summary"])
def test_a_page_of_a_past_day_shows_who_had_the_role_then(bare: Path, report: str) -> None:
    plan = handed_over(bare)
    for day, lead in (("2026-06-30", "deputy"), ("2026-07-01", "inspector")):
        args = {"show": ["reports"], "summary": ["--since", day, "--until", day]}.get(report, [])
        found = rectrack(report, *args, "-f", plan, "--format", "json", RECTRACK_TODAY=day).stdout
        [owner] = _owners(json.loads(found))
        assert owner == lead


def _owners(found: Any) -> set[str]:
    """Return the owners that are named of the reports, anywhere."""
    if isinstance(found, list):
        return set().union(*map(_owners, found))
    if not isinstance(found, dict):
        return set()
    own = {found["owner"]} if found.get("id") == "reports" and "owner" in found else set()
    return own.union(*map(_owners, found.values()))


def test_points_are_judged_by_who_was_above_then(bare: Path) -> None:
    reports_to = "{2026-01-01: head, 2026-07-01: inspector}"
    plan = bare
    plan.write_text(plan.read_text().replace("reports_to: head}", f"reports_to: {reports_to}}}"))
    run(plan, "reward", "clerk", "2", "Good", by="deputy", day="2026-06-30")
    said = refused(plan, "reward", "clerk", "2", "Good", by="deputy", day="2026-07-01")
    assert said == "clerk cannot be rewarded: deputy is not above clerk"
    run(plan, "reward", "clerk", "2", "Good", by="inspector", day="2026-07-01")
    assert findings_on_decisions(plan) == []


def test_a_decision_of_somebody_who_left_is_undone_by_who_was_above_them(bare: Path) -> None:
    """Nobody else can, and amending it would make it another's decision."""
    plan = bare
    write(plan, line(id="d", date="2026-05-06", by="deputy", person="clerk", event="penalty",
                     value=2, note="Late"))  # fmt: skip
    only = "d is a decision of deputy, and only they can take it back or change it"
    assert refused(plan, "undo", "d", by="director") == only
    plan.write_text(plan.read_text().replace("{name: Deputy,", "{name: Deputy, left: 2026-06-30,"))
    assert refused(plan, "undo", "d", by="director", day="2026-06-30") == only
    gone = "d is a decision of deputy, who has left: "
    assert refused(plan, "undo", "d", by="head", day="2026-07-01") == (
        gone + "only somebody above them can take it back"
    )
    assert refused(plan, "amend", "d", "--note", "So", by="director", day="2026-07-01") == (
        gone + "take it back with rectrack undo, and decide anew"
    )
    assert run(plan, "undo", "d", by="director", day="2026-07-01").startswith("undone: clerk")


# ---- What others changed on a limit --------------------------------------------------------------


SHOWN = "1 of 20 May by inspector, "


@pytest.mark.parametrize(
    ("correction", "said"),
    [
        (["amend", "officer", "--value", "none"], SHOWN + "amended to none by clerk"),
        (["amend", "officer", "--note", "A slip"], SHOWN + "amended by clerk"),
        (["undo", "officer"], SHOWN + "taken back by clerk"),
    ],
    ids=["amended", "note", "undone"],
)
def test_what_another_changed_on_a_limit_is_shown_with_both_names(
    bare: Path, correction: list[str], said: str
) -> None:
    """Wherever the limit is: by command here, and the same by an editor."""
    plan = one_target(bare, LIMIT, on_reports("inspector", 1, id="officer"))
    run(plan, *correction, by="clerk", day="2026-05-25")
    for command in (["status", "faster"], ["show", "reports"], ["summary", "--week", "2026-W22"]):
        shown = rectrack(*command, "-f", plan, RECTRACK_TODAY="2026-05-26").stdout
        assert said in shown, command
    [pair] = target(plan, "2026-05-26")["overruled"]
    assert (pair["entry"], pair["by"], pair["corrected_by"]) == ("officer", "inspector", "clerk")
    run(plan, "undo", pair["correction"], by="clerk", day="2026-05-25")
    assert target(plan, "2026-05-26")["overruled"] == []


def test_a_void_by_an_editor_on_a_limit_is_shown_too(bare: Path) -> None:
    plan = one_target(bare, LIMIT, on_reports("inspector", 1, id="officer"))
    write(plan, line(date="2026-05-25", by="clerk", voids="officer"))
    assert SHOWN + "taken back by clerk" in in_text(plan, "2026-05-26")


def test_what_somebody_corrects_of_their_own_needs_no_mention(bare: Path) -> None:
    """Nor does a correction on what is no limit."""
    plan = one_target(bare, LIMIT, on_reports("clerk", 1, id="own"))
    run(plan, "amend", "own", "--value", "2", by="clerk", day="2026-05-25")
    assert target(plan, "2026-05-26")["overruled"] == []
    plan = one_target(bare, "{title: R, kind: total, goal: 5}", on_reports("clerk", 1, id="own"))
    run(plan, "amend", "own", "--value", "2", by="head", day="2026-05-25")
    assert target(plan, "2026-05-26")["overruled"] == []


def test_a_chain_of_changes_is_shown_by_where_it_ends(bare: Path) -> None:
    """A harmless first correction does not hide what the next one makes of the figure."""
    plan = one_target(bare, LIMIT, on_reports("inspector", 1, id="officer"))
    run(plan, "amend", "officer", "--note", "A slip", by="clerk", day="2026-05-24")
    [pair] = target(plan, "2026-05-24")["overruled"]
    run(plan, "amend", pair["correction"], "--value", "0", by="clerk", day="2026-05-25")
    assert SHOWN + "amended to none by clerk" in in_text(plan, "2026-05-26")


LEFT = ("{name: Inspector}", "{name: Inspector, left: 2026-05-05}")


@every_command
def test_whoever_has_left_decides_nothing_any_more(bare: Path, command: str) -> None:
    bare.write_text(bare.read_text().replace(*LEFT))
    args, _, done = COMMANDS[command]
    why = f"{args[0]} cannot be {done}: inspector had left by then"
    assert refused(bare, command, *args, by="inspector") == why


def test_whoever_has_left_signs_nothing_off_but_on_their_last_day(done: Path) -> None:
    """By hand it has no effect."""
    done.write_text(done.read_text().replace(*LEFT))
    assert "inspector had left by then" in refused(done, "sign-off", "faster", by="inspector")
    write(done, word("signed-off", "inspector", "2026-05-06"))
    assert measure(done)["state"] == "open"
    run(done, "sign-off", "faster", "--date", "2026-05-05", by="inspector", day="2026-05-05")
    assert measure(done)["state"] == "signed_off"


@pytest.mark.parametrize(("cause", "remedy"), [(" ", "A plough"), ("Snow", "")])
def test_an_explanation_that_says_nothing_answers_nothing(
    bare: Path, cause: str, remedy: str
) -> None:
    said = {"cause": cause, "remedy": remedy, "target": "reports", "event": "explained"}
    write(bare, line(date="2026-05-06", by="clerk", **said))
    [found] = read_records(bare.read_bytes()).findings
    assert "an entry that says explained gives its reason; this entry is set aside" in found.message
