"""`check` is silent when all is well; otherwise it says each thing once, at its place."""

import json
from pathlib import Path

import pytest

from rectrack.errors import PlanError
from rectrack.records import read_records
from rectrack.reports.check import check
from tests.commands.process import rectrack
from tests.support import line, records

SOUND = """\
rectrack: 1
title: A sound plan
period: {start: 2026-01-01, end: 2026-12-31}
people:
  director: {name: Director}
  clerk: {name: Clerk, reports_to: director}
problems:
  slow: {title: Slow work}
measures:
  faster:
    title: Work faster
    answers: [slow]
    lead: director
    targets:
      t:
        title: Reports
        kind: total
        owner: clerk
        goal: 10
progress:
  - {"id":"first","date":"2026-03-04","target":"t","value":1,"by":"clerk","evidence":["3.pdf"],"logged":"2026-03-04T09:00:00+08:00"}
"""
SOUND_AND_SIGNABLE = (
    SOUND.replace('"by":"clerk"', '"by":"director"')
    .replace("owner: clerk", "owner: director")
    .replace("reports_to: director}", "reports_to: director, left: 2026-12-31}")
)
"""Whose clerk has no part in the measure, and so may sign it off, extend and waive."""


def warnings(*edits: tuple[str, str], entries: tuple[str, ...] = ()) -> list[str]:
    """Return what check says of the sound plan, edited and with entries added from line 22 on.

    That nobody is left in it to decide is said elsewhere.
    """
    text = SOUND
    for right, wrong in edits:
        assert right in text
        text = text.replace(right, wrong, 1)
    text += "".join(f"  - {entry}\n" for entry in entries)
    every = check(read_records(text.encode()), lambda path: path == "3.pdf")
    assert {finding.severity for finding in every} <= {"warning"}
    found = [each for each in every if not each.rule.startswith("nobody-to-")]
    return [f"{each.line}:{each.column} {each.message}" for each in found]


def test_a_sound_plan_gives_nothing_to_say() -> None:
    assert warnings() == []


@pytest.mark.parametrize(
    ("right", "wrong", "finding"),
    [
        ("  slow:", "  rude: {title: Rude}\n  slow:", "8:3 rude is not addressed by any measurable target: no measure with a target addresses it"),
        ("progress:", "  other: {title: O, answers: [slow], lead: director}\nprogress:", "20:3 other has no targets: nothing would show that it was carried out"),
        ("  clerk: {name", "  cook: {name: Cook, reports_to: director}\n  clerk: {name", "6:3 cook has no measure or target (fine for someone who only signs off)"),
        ("goal: 10", "goal:\n      u: {title: U, kind: total, goal: 1}", "19:9 t: goal is not set yet, so the target shows 'no data'"),
        ("        goal: 10\n", "      u: {title: U, kind: total, goal: 1}\n", "15:7 t: goal is not set yet, so the target shows 'no data'"),
        ("goal: 10", "goal: 10\n      u: {title: U, kind: cases, within: }", "20:34 u: within is not set yet, so the target shows 'no data'"),
        ("goal: 10", "goal: 10\n      u: {title: U, kind: each, goal: 3, who: }", "20:42 u: who is not set yet, so the target shows 'no data'"),
        ('"date":"2026-03-04"', '"date":"2025-12-31"', "21:5 this entry on t is dated 2025-12-31, before the first day, 2026-01-01; not counted"),
        ("goal: 10", "goal: 10\n        due: 2026-03-03", "22:5 this entry on t is dated 2026-03-04, after the due day, 2026-03-03; counted as late"),
        ("3.pdf", "4.pdf", "21:5 the evidence 4.pdf does not exist"),
    ],
)  # fmt: skip
def test_a_weak_point_is_said_at_its_place(right: str, wrong: str, finding: str) -> None:
    assert warnings((right, wrong)) == [finding]


@pytest.mark.parametrize(("event", "idle"), [("handed", False), ("answered", True)])
def test_who_holds_an_open_case_answers_for_something(event: str, *, idle: bool) -> None:
    """Until it is closed."""
    cook = ("  clerk: {name", "  cook: {name: Cook, reports_to: director}\n  clerk: {name")
    register = ("goal: 10", "goal: 10\n      u: {title: U, kind: cases, within: 9}")
    opened, then = (
        f"{{date: {day}, target: u, case: c, event: {what}, by: clerk, for: cook, note: {day}}}"
        for day, what in (("2026-03-04", "opened"), ("2026-03-05", event))
    )
    said = "6:3 cook has no measure or target (fine for someone who only signs off)"
    assert (said in warnings(cook, register, entries=(opened, then))) is idle


@pytest.mark.parametrize(("superior", "idle"), [("", False), (", reports_to: director", True)])
def test_someone_from_outside_who_signs_is_not_said_to_have_no_target(
    superior: str, *, idle: bool
) -> None:
    """From outside is who has no superior and no staff in a plan that says who reports to whom."""
    inspector = ("  clerk: {name", f"  inspector: {{name: Inspector{superior}}}\n  clerk: {{name")
    said = "6:3 inspector has no measure or target (fine for someone who only signs off)"
    assert warnings(inspector) == [said] * idle


def test_a_happening_that_no_window_counts_is_out_of_time() -> None:
    """Here it is in a week whose Wednesday is exempt; one in another week is taken silently."""
    register = (
        "goal: 10",
        "goal: 10\n      u: {title: U, kind: cadence, every: week, on: wed, except: [2026-03-11]}",
    )
    happened = tuple(
        f"{{date: {day}, target: u, value: 1, by: clerk}}" for day in ("2026-03-04", "2026-03-12")
    )
    [only] = warnings(register, entries=happened)
    assert only == (
        "24:5 this entry on u is dated 2026-03-12, in the week that falls due on Wed 11 Mar 2026,"
        " which is exempt; not counted"
    )


def test_a_problem_whose_only_targets_are_blank_is_served_by_nothing() -> None:
    assert warnings(("goal: 10", "goal:")) == [
        "8:3 slow is not addressed by any measurable target: all of its targets lack a figure",
        "19:9 t: goal is not set yet, so the target shows 'no data'",
    ]


@pytest.mark.parametrize(
    "busy",
    [
        ("lead: director", "lead: cook"),
        ("owner: clerk\n", "owner: clerk\n        shares: {clerk: 6, cook: 4}\n"),
        ("goal: 10", "goal: 10\n      u: {title: U, kind: each, goal: 3, who: [cook, director]}"),
        ("  cook: {name: Cook, reports_to: director}", "  cook: {name: Cook, left: 2026-02-01}"),
    ],
    ids=["lead", "shares", "who", "left"],
)
def test_whoever_answers_for_a_part_or_has_left_is_not_idle(busy: tuple[str, str]) -> None:
    cook = ("people:", "people:\n  cook: {name: Cook, reports_to: director}")
    found = warnings(cook, busy)
    assert not any("cook" in each for each in found)


BY_HAND = "{date: 2026-05-06, target: t, value: 2, by: clerk}"


def test_identical_entries_by_hand_are_pointed_out_and_all_count() -> None:
    again = "{by: clerk, value: '2', target: t, date: 2026-05-06}"
    assert warnings(entries=(BY_HAND, again, again)) == [
        "23:5 says the same as the entry on line 22; both count",
        "24:5 says the same as the entry on line 23; both count",
    ]


def test_an_entry_that_an_alias_repeats_counts_twice_and_is_pointed_out() -> None:
    """Both stand at one place, so there is nothing to put them in order by."""
    assert warnings(entries=(f"&a {BY_HAND}", "*a")) == [
        "22:5 says the same as the entry on line 22; both count"
    ]


def test_entries_that_an_id_or_a_word_tells_apart_are_not_identical() -> None:
    named = [line(id=name, date="2026-05-06", value=2) for name in ("a", "b")]
    other = BY_HAND.replace("value: 2", "value: 3")
    assert warnings(entries=(*named, BY_HAND, other)) == []


def test_entries_that_do_not_count_are_not_said_to_count() -> None:
    text = SOUND + 2 * "  - {date: 2026-05-06, target: t, value: 2, by: nobody}\n"
    found = check(read_records(text.encode()), lambda path: True)
    assert not any("both count" in each.message for each in found)


def correction(name: str, value: int, minute: int) -> str:
    moment = f"2026-03-05T09:{minute:02}:00+08:00"
    return line(id=name, date="2026-03-04", value=value, replaces="first", logged=moment)


def test_rival_corrections_are_pointed_out() -> None:
    assert warnings(entries=(correction("two", 2, 0), correction("three", 3, 1))) == [
        "22:5 corrects first, as three does: the last logged counts"
    ]


def test_a_correction_of_a_correction_is_no_rival() -> None:
    second = correction("three", 3, 1).replace('"first"', '"two"')
    assert warnings(entries=(correction("two", 2, 0), second)) == []


def test_an_extension_moves_the_last_day_that_an_entry_may_bear() -> None:
    extension = (
        "{date: 2026-12-01, target: t, event: extended, to: 2027-01-31,"
        " asked: 2026-11-30, by: county, note: Snow}"
    )
    within, past = line(date="2027-01-31", value=1), line(date="2027-02-01", value=1)
    county = ("people:", "people:\n  county: {name: County, left: 2027-12-31}")
    assert warnings(county, entries=(extension, within, past)) == [
        "25:5 this entry on t is dated 2027-02-01, after the due day, 2027-01-31; counted as late"
    ]


@pytest.mark.parametrize(
    "address",
    [
        *("https://example.org/3", "http://x/3.pdf", "mailto:a@b.org", "MAILTO:a@b.org"),
        *("file://host/3.pdf", r"file:\\host\3.pdf", "FILE:/host/3.pdf", "smb://host/3.pdf"),
        *(r"\\host\3.pdf", "//host/3.pdf", r"\/host/3.pdf", r"/\host/3.pdf", r"\\?\UNC\host\3.pdf"),
        *(r"\\.\pipe\3", "c:3.pdf", "Z:", "Z:folder/3.pdf"),
    ],
)
def test_an_address_is_evidence_that_is_not_looked_up(address: str) -> None:
    """Nor is a share of another machine, which would learn who looks: on no system."""
    escaped = address.replace("\\", "\\\\")
    assert warnings(("3.pdf", escaped)) == []


@pytest.mark.parametrize(
    "path", ["c:/3.pdf", r"c:\3.pdf", "/srv/3.pdf", "a/b//c.pdf", "cd:4", "文:4"]
)
def test_a_path_is_looked_up(path: str) -> None:
    [finding] = warnings(("3.pdf", path.replace("\\", "\\\\")))
    assert finding.endswith(" does not exist")


def test_evidence_of_an_entry_that_was_undone_is_not_asked_for() -> None:
    void = "{date: 2026-03-04, voids: first, by: clerk}"
    assert warnings(("3.pdf", "4.pdf"), entries=(void,)) == []


@pytest.mark.parametrize(
    ("entry", "rule", "said"),
    [
        ("measure: faster, event: signed-off, by: clerk", "refused-sign-off", "the sign-off of faster does not count: "),
        ("measure: faster, event: withdrawn, by: director, note: No", "refused-withdrawal", "the withdrawal of faster does not count: director is the measure's lead"),
        ("target: t, event: extended, to: 2027-03-31, asked: 2026-05-06, by: clerk, note: Snow", "refused-extension", "the extension of t does not count: clerk is the owner of t"),
        ("target: t, event: waived, until: 2026-12-31, by: director, note: Snow", "refused-waiver", "the waiver of t does not count: director is the measure's lead"),
        ("person: director, event: penalty, value: 5, by: clerk, note: Late", "refused-penalty", "the penalty of director does not count: nobody is above director, and clerk has somebody above"),
        ("person: clerk, event: reward, value: 101, by: director, note: Good", "refused-reward", "the reward of clerk does not count: 101 points are more than 100, a whole score"),
    ],
)  # fmt: skip
def test_a_decision_that_breaks_a_rule_is_an_error_at_its_place(
    entry: str, rule: str, said: str
) -> None:
    """It is no error of reading: the entry is there, and has no effect."""
    found = records(SOUND + f"  - {{date: 2026-05-06, {entry}}}\n")
    assert found.findings == ()
    [error] = [each for each in check(found, lambda _: True) if each.severity == "error"]
    assert (error.line, error.column, error.rule) == (22, 5, rule)
    assert error.message.startswith(said)


def test_a_decision_that_only_comes_at_the_wrong_time_is_a_warning() -> None:
    """Two who claim, or sign, may do so in two copies of a plan that are merged."""
    twice = 2 * ("{date: 2026-05-06, measure: faster, event: claimed, by: director}",)
    assert "23:5 has no effect: faster cannot be claimed: it is claimed already" in warnings(
        entries=twice
    )


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ([], ["10:3 nobody could sign faster off: director is the measure's lead; clerk is the owner of t",
              "15:7 nobody could extend or waive t: director is the measure's lead; clerk is the owner of t"]),
        ([("owner: clerk", "unit: r")], ["10:3 nobody could sign faster off: director is the measure's lead; clerk worked on t"]),
        ([("owner: clerk", "unit: r"), ('"by":"clerk"', '"by":"director"')], []),
        ([("reports_to: director}", "reports_to: director}\n  inspector: {name: I, left: 2026-03-04}")], []),
        ([("reports_to: director}", "reports_to: director}\n  inspector: {name: I, left: 2026-03-03}")],
             ["11:3 nobody could sign faster off: director is the measure's lead; clerk is the owner of t",
              "16:7 nobody could extend or waive t: director is the measure's lead; clerk is the owner of t"]),
    ],
    ids=["two people", "one did the work", "one is free", "somebody else", "who has left"],
)  # fmt: skip
def test_a_measure_on_which_nobody_could_decide_is_pointed_out(
    edits: list[tuple[str, str]], said: list[str]
) -> None:
    text = SOUND
    for right, wrong in edits:
        text = text.replace(right, wrong)
    found = check(records(text), lambda _: True)
    assert [
        f"{each.line}:{each.column} {each.message}"
        for each in found
        if each.rule in {"nobody-to-sign", "nobody-to-extend"}
    ] == said


def test_findings_come_in_the_order_of_their_places() -> None:
    found = warnings(
        ("3.pdf", "4.pdf"),
        ("people:", "people:\n  cook: {name: Cook, reports_to: director}"),
        ("  slow:", "  rude: {title: Rude}\n  slow:"),
        entries=(BY_HAND, BY_HAND),
    )
    assert [each.split()[0] for each in found] == ["5:3", "9:3", "23:5", "25:5"]


def test_the_command_is_silent_and_returns_0_when_all_is_well(tmp_path: Path) -> None:
    """An evidence path is looked for from the folder of the plan, wherever one stands."""
    (tmp_path / "plan.yaml").write_text(SOUND_AND_SIGNABLE)
    (tmp_path / "3.pdf").touch()
    run = rectrack("check", "-f", tmp_path / "plan.yaml", cwd=tmp_path.parent)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_the_command_returns_0_for_warnings_one_to_a_line(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(
        SOUND.replace("3.pdf", "a\\nb.pdf")
        .replace("owner: clerk", "unit: r")
        .replace('"by":"clerk"', '"by":"director"')
    )
    run = rectrack("check", "-f", "p.yaml", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == (
        "p.yaml:6:3: warning: clerk has no measure or target (fine for someone who only signs off)\n"
        "p.yaml:21:5: warning: the evidence a\\x0ab.pdf does not exist\n"
    )


def test_the_command_returns_1_for_an_entry_that_was_set_aside(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(
        SOUND_AND_SIGNABLE + "  - {date: 2026-02-30, target: t, value: 1, by: clerk}\n"
    )
    (tmp_path / "3.pdf").touch()
    run = rectrack("check", "-f", "p.yaml", cwd=tmp_path)
    assert run.returncode == 1
    assert run.stdout == (
        "p.yaml:22:12: error: date: 2026-02-30 does not exist: February 2026 has 28 days;"
        " this entry is set aside\n"
    )


def test_the_command_says_the_same_to_programs(tmp_path: Path) -> None:
    """Schema name, counts, and each finding with its place, its rule and its sentence."""
    (tmp_path / "p.yaml").write_text(
        SOUND_AND_SIGNABLE + "  - {date: 2026-02-30, target: t, value: 1, by: clerk}\n"
    )
    run = rectrack("check", "-f", "p.yaml", "--format", "json", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (1, "")
    found = json.loads(run.stdout)
    assert {key: found[key] for key in ("schema", "file", "errors", "warnings")} == {
        "schema": "rectrack/check/1", "file": "p.yaml", "errors": 1, "warnings": 1,
    }  # fmt: skip
    assert [(each["line"], each["column"], each["rule"]) for each in found["findings"]] == [
        (21, 5, "missing-evidence"),
        (22, 12, "entry"),
    ]
    text = rectrack("check", "-f", "p.yaml", cwd=tmp_path).stdout.splitlines()
    assert [line.split(": ", 2)[2] for line in text] == [m["message"] for m in found["findings"]]


def test_the_command_returns_1_for_a_head_that_does_not_read(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(SOUND.replace("owner:", "ownr:").replace("slow]", "slwo]"))
    run = rectrack("check", "-f", "p.yaml", cwd=tmp_path)
    assert run.returncode == 1
    assert run.stdout == (
        "p.yaml:12:15: error: answers: 'slwo' is not among the problems; did you mean slow?\n"
        "p.yaml:18:9: error: a target of kind total has no key 'ownr'; did you mean owner?\n"
    )


def test_a_plan_that_does_not_read_is_not_checked_for_weak_points() -> None:
    with pytest.raises(PlanError):
        warnings(("goal: 10", "gaol: 10"))


def test_an_entry_that_is_called_as_a_batch_is_warned_of() -> None:
    """`undo` of that name takes back the entry, and never the batch."""
    batch = (
        '{"id":"a","date":"2026-03-05","target":"t","value":1,"by":"clerk","batch":"first"}',
        '{"id":"b","date":"2026-03-05","target":"t","value":2,"by":"clerk","batch":"week"}',
    )
    assert warnings(entries=batch) == [
        "21:5 the id first is the name of a batch too: undo takes back this entry"
    ]


def test_roles_of_somebody_who_has_left_are_nobodys() -> None:
    """A lead, an owner, or whoever holds an open case; a successor ends that."""
    left = ("{name: Director", "{name: Director, left: 2026-01-31")
    [found] = [each for each in warnings(left) if "has left" in each]
    assert found.endswith("director, who has left, leads faster")
    handed_on = ("lead: director", "lead: {2026-01-01: director, 2026-02-01: clerk}")
    assert not [each for each in warnings(left, handed_on) if "has left" in each]
