"""`check --against`: whoever keeps an older copy learns what was moved, and where."""

from pathlib import Path

import pytest

from rectrack.plan.schema import MEASURE, PERSON, PROBLEM, TARGET
from rectrack.plan.schema import PLAN as PLAN_FIELDS
from rectrack.records import read_records
from rectrack.reports.compare import compare
from rectrack.targets.kinds import KINDS
from tests.commands.process import rectrack
from tests.repository import git
from tests.support import line

PLAN = """\
rectrack: 1
title: A plan
period: {start: 2026-01-01, end: 2026-12-31}
people:
  director: {name: Director}
  clerk: {name: Clerk, reports_to: director}
groups:
  team: [director, clerk]
problems:
  slow: {title: Slow work}
  rude: {title: Rude answers}
measures:
  faster:
    title: Work faster
    answers: [slow, rude]
    lead: director
    targets:
      t: {title: Reports, kind: total, goal: 10, checkpoints: {2026-06-30: 5}}
      c: {title: Study, kind: cadence, every: week, on: wed}
      l: {title: Staff, kind: level, min: , due: 2026-10-31}
progress:
  - {"id":"first","date":"2026-03-04","target":"t","value":1,"by":"clerk","logged":"2026-03-04T09:00:00+08:00"}
  - {"id":"second","date":"2026-03-05","target":"t","value":2,"by":"clerk","logged":"2026-03-05T09:00:00+08:00"}
  - {date: 2026-03-06, target: t, value: 1, by: clerk}
  - {date: 2026-03-06, target: t, value: 1, by: clerk}
"""


def differences(*edits: tuple[str, str]) -> list[str]:
    """Return what is told of the plan after these edits."""
    text = PLAN
    for before, after in edits:
        assert before in text
        text = text.replace(before, after, 1)
    found = compare(read_records(PLAN.encode()), read_records(text.encode()))
    return [f"{each.line}:{each.column} {each.severity} {each.message}" for each in found]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("goal: 10", "goal: 8", "18:40 warning t.goal was 10, and is now 8"),
        ("{2026-06-30: 5}", "{2026-09-30: 5}", "18:50 warning t.checkpoints was 2026-06-30: 5, and is now 2026-09-30: 5"),
        ("on: wed", "on: fri", "19:53 warning c.on was Wed, and is now Fri"),
        ("every: week, on: wed", "every: week", "19:7 warning c.on was Wed, and is now not given"),
        ("every: week, on: wed", "every: week, on: wed, share: 80%", "19:62 warning c.share was 100, and is now 80"),
        ("min: ", "min: 3", "20:38 warning l.min was not given, and is now 3"),
        ("due: 2026-10-31", "due: 2026-11-30", "20:45 warning l.due was 2026-10-31, and is now 2026-11-30"),
        ("min: ,", "min: , owner: clerk,", "20:45 warning l.owner was not given, and is now clerk"),
        ("end: 2026-12-31", "end: 2027-01-31", "3:29 warning period.end was 2026-12-31, and is now 2027-01-31"),
        ("lead: director", "lead: clerk", "16:5 warning faster.lead was director, and is now clerk"),
        ("[slow, rude]", "[slow]", "15:5 warning faster.answers was slow, rude, and is now slow"),
        ("[director, clerk]", "[clerk]", "8:3 warning team was director, clerk, and is now clerk"),
        ("{name: Clerk, reports_to: director}", "{name: Clerk, reports_to: director, left: 2026-06-30}",
         "6:46 warning clerk.left was not given, and is now 2026-06-30"),
        ("      c: {title: Study, kind: cadence, every: week, on: wed}\n", "",
         "0:0 warning c, on line 19 of the older copy, is missing; promises are never deleted"),
        ('"value":2', '"value":3', "23:5 error the entry second differs from line 23 of the older copy"),
        ("2026-03-05T09", "2026-03-05T08", "23:5 error the entry second differs from line 23 of the older copy"),
        ("  - {date: 2026-03-06, target: t, value: 1, by: clerk}\n", "",
         "0:0 error an entry without an id, on line 25 of the older copy, is missing; entries are never removed"),
    ],
)  # fmt: skip
def test_what_moved_is_told_at_its_place(before: str, after: str, told: str) -> None:
    assert differences((before, after)) == [told]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("goal: 10", "goal: 10.0"),
        ("progress:\n", "# a remark\nprogress:\n"),
        ('"value":2,', '"value":2.0,'),
        ("progress:\n", "progress:\n  - " + line(date="2026-01-05", value=1) + "\n"),
    ],
)  # fmt: skip
def test_comments_other_spellings_and_new_entries_move_nothing(before: str, after: str) -> None:
    assert differences((before, after)) == []


def test_what_is_new_in_the_plan_is_told() -> None:
    """An easy target of great weight moves a score as a lowered goal does."""
    easy = "      easy: {title: Easy, kind: total, goal: 1, weight: 100}\nprogress:\n"
    assert differences(("progress:\n", easy)) == [
        "21:7 warning easy is new, a target of weight 100"
    ]
    late = "  rude: {title: Rude answers}\n  late: {title: Late}\n"
    assert differences(("  rude: {title: Rude answers}\n", late)) == ["12:3 warning late is new"]


SLIPPED_IN = "is not in the older copy, although it was logged before the last one there: it was merged, or backdated"


def test_an_entry_that_says_it_was_logged_before_the_copy_is_told() -> None:
    """It came by a merge, or was backdated to change what was known then."""
    old = line(id="old", date="2026-03-05", value=5, logged="2026-03-05T08:59:59+08:00")
    new = line(id="new", date="2026-03-05", value=5, logged="2026-03-05T09:00:01+08:00")
    assert differences(("progress:\n", f"progress:\n  - {old}\n  - {new}\n")) == [
        f"22:5 warning the entry old {SLIPPED_IN}"
    ]
    assert differences(('"id":"second"', '"id":"other"')) == [
        "0:0 error the entry second, on line 23 of the older copy, is missing; entries are never removed",
        f"23:5 warning the entry other {SLIPPED_IN}",
    ]


def test_an_entry_by_hand_cannot_say_otherwise_when_it_was_logged() -> None:
    told = "0:0 error an entry without an id, on line 25 of the older copy, is missing; entries are never removed"
    logged = "by: clerk, logged: 2026-03-06T09:00:00+08:00}"
    assert told in differences(("by: clerk}", logged))


def test_an_entry_that_could_not_be_read_is_missed_all_the_same() -> None:
    wrong = '  - {"id":"wrong","date":"2026-13-45","target":"t","value":1,"by":"clerk"}\n'
    old = read_records((PLAN + wrong).encode())
    [found] = compare(old, read_records(PLAN.encode()))
    assert (
        found.message
        == "the entry wrong, on line 26 of the older copy, is missing; entries are never removed"
    )


FULL = """\
rectrack: 1
title: A plan
period: {start: 2026-01-01, end: 2026-12-31}
timezone: Asia/Shanghai
calendar: {holidays: 2026-05-01}
people:
  director: {name: Director}
  clerk: {name: Clerk, reports_to: director, left: 2026-11-30}
groups: {team: [director, clerk]}
problems:
  slow: {title: Slow work, raised_by: [staff], source: part 1, description: It is slow, severity: low}
measures:
  faster:
    title: Work faster
    answers: [slow]
    lead: director
    with: [clerk]
    source: part 2
    recheck_after: 30
    targets:
      t:
        {title: Reports, kind: total, unit: pages, start: 2026-02-01, due: 2026-11-30, weight: 2,
         owner: clerk, source: part 3, goal: 10, checkpoints: {2026-06-30: 5}, shares: {clerk: 10}}
      e: {title: Talks, kind: each, goal: 2, who: [team]}
      c: {title: Study, kind: cadence, every: week, on: wed, times: 2, share: 80%, except: [2026-02-18]}
      l: {title: Papers, kind: limit, goal: 20, attest: quarter}
      b: {title: Costs, kind: limit, baseline: 50, cut: 10%}
      v: {title: Staff, kind: level, min: 2, max: 4, stale_after: 30, independent: true}
      x: {title: Days, kind: change, baseline: 9, goal: 5}
      k: {title: Letters, kind: cases, stages: [read, answered], within: 15, attest: never}
      s: {title: Rules, kind: steps, steps: {drafted: 2026-03-31, in force: 2026-06-30}}
assessment: {regular: 70, central: 30}
progress: []
"""
MOVES = {
    "title": ("title: A plan", "title: The plan"),
    "period": ("start: 2026-01-01", "start: 2026-01-02"),
    "timezone": ("timezone: Asia/Shanghai\n", ""),
    "people": ("  director: {name: Director}", "  cook: {name: Cook}\n  director: {name: Director}"),
    "groups": ("[director, clerk]", "[clerk]"),
    "problems": ("problems:\n", "problems:\n  new: {title: New}\n"),
    "measures": ("  faster:\n    title", "  other: {title: O, answers: [slow], lead: clerk}\n  faster:\n    title"),
    "assessment": ("regular: 70, central: 30", "regular: 60, central: 40"),
    "calendar": ("{holidays: 2026-05-01}", "{holidays: 2026-05-01..2026-05-03}"),
    "person.name": ("name: Clerk", "name: Cook"),
    "person.reports_to": ("reports_to: director, ", ""),
    "person.left": ("left: 2026-11-30", "left: 2026-10-31"),
    "problem.title": ("Slow work", "Some work"),
    "problem.raised_by": ("[staff]", "[leaders]"),
    "problem.description": ("It is slow", "It is too slow"),
    "problem.severity": ("severity: low", "severity: high"),
    "problem.source": ("part 1", "part 9"),
    "measure.title": ("Work faster", "Work"),
    "measure.answers": ("answers: [slow]\n    lead", "answers: [new]\n    lead"),
    "measure.lead": ("lead: director", "lead: clerk"),
    "measure.with": ("with: [clerk]", "with: [team]"),
    "measure.source": ("part 2", "part 9"),
    "measure.recheck_after": ("recheck_after: 30", "recheck_after: 300"),
    "measure.targets": ("      e: {title: Talks", "      n: {title: N, kind: total, goal: 1}\n      e: {title: Talks"),
    "target.title": ("Reports", "Notes"),
    "target.kind": ("kind: change, baseline: 9, goal: 5", "kind: total, goal: 5"),
    "target.unit": ("unit: pages", "unit: lines"),
    "target.start": ("start: 2026-02-01", "start: 2026-03-01"),
    "target.due": ("due: 2026-11-30", "due: 2026-12-15"),
    "target.owner": ("owner: clerk", "owner: director"),
    "target.weight": ("weight: 2", "weight: 1"),
    "target.source": ("part 3", "part 9"),
    "total.goal": ("goal: 10, checkpoints: {2026-06-30: 5}, shares: {clerk: 10}", "goal: 9, checkpoints: {2026-06-30: 5}, shares: {clerk: 9}"),
    "total.checkpoints": ("2026-06-30: 5", "2026-07-31: 5"),
    "total.shares": ("shares: {clerk: 10}", "shares: {director: 10}"),
    "each.goal": ("kind: each, goal: 2", "kind: each, goal: 1"),
    "each.who": ("who: [team]", "who: [clerk]"),
    "cadence.every": ("every: week, on: wed", "every: month"),
    "cadence.on": ("on: wed", "on: fri"),
    "cadence.times": ("times: 2", "times: 1"),
    "cadence.share": ("share: 80%", "share: 50%"),
    "cadence.except": ("[2026-02-18]", "[2026-02-18, 2026-02-25]"),
    "cadence.who": ("on: wed,", "on: wed, who: [clerk],"),
    "limit.goal": ("goal: 20", "goal: 30"),
    "limit.attest": ("attest: quarter", "attest: never"),
    "limit.baseline": ("baseline: 50", "baseline: 60"),
    "limit.cut": ("cut: 10%", "cut: 5%"),
    "level.min": ("min: 2", "min: 1"),
    "level.max": ("max: 4", "max: 9"),
    "level.stale_after": ("stale_after: 30", "stale_after: 300"),
    "level.independent": ("independent: true", "independent: false"),
    "change.baseline": ("baseline: 9", "baseline: 6"),
    "change.goal": ("goal: 5", "goal: 8"),
    "cases.stages": ("[read, answered]", "[answered]"),
    "cases.within": ("within: 15", "within: 50"),
    "cases.attest": ("attest: never", "attest: quarter"),
    "steps.steps": ("in force: 2026-06-30", "in force: 2026-09-30"),
}  # fmt: skip


@pytest.mark.parametrize("what", MOVES)
def test_nothing_in_a_plan_can_be_moved_unseen(what: str) -> None:
    before, after = MOVES[what]
    assert before in FULL
    text = FULL.replace(before, after, 1)
    if "[new]" in after:
        text = text.replace("problems:\n", "problems:\n  new: {title: New}\n")
    assert compare(read_records(FULL.encode()), read_records(text.encode())) != []


@pytest.mark.parametrize(
    ("role", "before", "after"),
    [
        ("clerk.reports_to", "reports_to: director", "director"),
        ("faster.lead", "lead: director", "director"),
        ("t.owner", "owner: clerk", "clerk"),
    ],
)  # fmt: skip
def test_a_role_that_changes_hands_is_a_move(role: str, before: str, after: str) -> None:
    text = FULL.replace("people:\n", "people:\n  deputy: {name: Deputy}\n")
    key = before.partition(":")[0]
    by_day = f"{key}: {{2026-01-01: {after}, 2026-07-01: deputy}}"
    [moved] = [
        found.message
        for found in compare(
            read_records(text.encode()), read_records(text.replace(before, by_day, 1).encode())
        )
    ]
    assert moved == f"{role} was {after}, and is now 2026-01-01: {after}, 2026-07-01: deputy"


def test_the_moves_are_all_that_there_are() -> None:
    """A field that is added to the plan must be compared as well."""
    known = {"person": PERSON, "problem": PROBLEM, "measure": MEASURE, "target": TARGET}
    known |= {name: kind.fields for name, kind in KINDS.items()}
    keys = {f"{name}.{key}" for name, fields in known.items() for key in fields}
    assert set(MOVES) == keys | PLAN_FIELDS.keys() - {"rectrack", "progress"}


def test_the_order_of_the_entries_does_not_matter() -> None:
    head, entries = PLAN.split("progress:\n")
    turned = head + "progress:\n" + "".join(reversed(entries.splitlines(keepends=True)))
    assert compare(read_records(PLAN.encode()), read_records(turned.encode())) == []


def test_an_older_copy_is_a_file_or_what_git_knows(tmp_path: Path) -> None:
    plan = tmp_path / "plans" / "plan.yaml"
    plan.parent.mkdir()
    plan.write_text(PLAN, encoding="utf-8")
    (tmp_path / "kept.yaml").write_text(PLAN, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "Plan")
    git(tmp_path, "tag", "filed")
    plan.write_text(PLAN.replace("goal: 10", "goal: 8"), encoding="utf-8")
    moved = "plans/plan.yaml:18:40: warning: t.goal was 10, and is now 8\n"
    for reference in ("kept.yaml", "HEAD", "filed", "HEAD:plans/plan.yaml"):
        found = rectrack("check", "-f", "plans/plan.yaml", "--against", reference, cwd=tmp_path)
        assert (found.returncode, found.stderr) == (0, ""), reference
        assert moved in found.stdout
    plan.write_text(PLAN.replace("second", "other"), encoding="utf-8")
    found = rectrack("check", "-f", "plans/plan.yaml", "--against", "HEAD", cwd=tmp_path)
    assert found.returncode == 1
    assert "the entry second, on line 23 of the older copy, is missing" in found.stdout


@pytest.mark.parametrize(
    ("reference", "answer"),
    [
        ("no-such-branch", "no-such-branch is not a file, and git reported: "),
        ("--batch", "--batch is not a file, and git reported: "),
        ("broken.yaml", "cannot compare: broken.yaml:"),
        (".", ". is a folder, not a plan file"),
    ],
)
def test_what_is_no_older_copy_is_refused(tmp_path: Path, reference: str, answer: str) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("title: [", encoding="utf-8")
    found = rectrack("check", "-f", "plan.yaml", "--against", reference, cwd=tmp_path)
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.startswith(f"rectrack: {answer}")
