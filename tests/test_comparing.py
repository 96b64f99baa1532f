"""`check --against`: whoever keeps an older copy learns what was moved, and where."""

from pathlib import Path

import pytest

from rectrack.records import read_records
from rectrack.reports.comparing import compare
from tests.cli.process import rectrack
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
        ("goal: 10", "goal: 8", "18:40 warning t.goal was 10, and is 8"),
        ("{2026-06-30: 5}", "{2026-09-30: 5}", "18:50 warning t.checkpoints was 2026-06-30: 5, and is 2026-09-30: 5"),
        ("on: wed", "on: fri", "19:53 warning c.on was Wed, and is Fri"),
        ("every: week, on: wed", "every: week", "19:7 warning c.on was Wed, and is not given"),
        ("every: week, on: wed", "every: week, on: wed, share: 80%", "19:62 warning c.share was 100, and is 80"),
        ("min: ", "min: 3", "20:38 warning l.min was not given, and is 3"),
        ("due: 2026-10-31", "due: 2026-11-30", "20:45 warning l.due was 2026-10-31, and is 2026-11-30"),
        ("min: ,", "min: , owner: clerk,", "20:45 warning l.owner was not given, and is clerk"),
        ("end: 2026-12-31", "end: 2027-01-31", "3:29 warning period.end was 2026-12-31, and is 2027-01-31"),
        ("lead: director", "lead: clerk", "16:5 warning faster.lead was director, and is clerk"),
        ("[slow, rude]", "[slow]", "15:5 warning faster.answers was slow, rude, and is slow"),
        ("[director, clerk]", "[clerk]", "8:3 warning team was director, clerk, and is clerk"),
        ("{name: Clerk, reports_to: director}", "{name: Clerk, reports_to: director, left: 2026-06-30}",
         "6:46 warning clerk.left was not given, and is 2026-06-30"),
        ("      c: {title: Study, kind: cadence, every: week, on: wed}\n", "",
         "0:0 warning c, on line 19 there, is gone; what was promised is never deleted"),
        ('"value":2', '"value":3', "23:5 error the entry second says something else than on line 23 there"),
        ("2026-03-05T09", "2026-03-05T08", "23:5 error the entry second says something else than on line 23 there"),
        ('"id":"second"', '"id":"other"', "0:0 error the entry second, on line 23 there, is gone; a log only grows"),
        ("  - {date: 2026-03-06, target: t, value: 1, by: clerk}\n", "",
         "0:0 error an entry without an id, on line 25 there, is gone; a log only grows"),
    ],
)  # fmt: skip
def test_what_moved_is_told_at_its_place(before: str, after: str, told: str) -> None:
    assert differences((before, after)) == [told]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Reports", "title: Monthly reports"),
        ("goal: 10", "goal: 10.0"),
        ("progress:\n", "# a remark\nprogress:\n"),
        ('"value":2,', '"value":2.0,'),
        ("progress:\n", "progress:\n  - " + line(date="2026-01-05", value=1) + "\n"),
        ("  rude: {title: Rude answers}\n", "  rude: {title: Rude answers}\n  late: {title: Late}\n"),
    ],
)  # fmt: skip
def test_new_words_and_new_entries_move_nothing(before: str, after: str) -> None:
    assert differences((before, after)) == []


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
    moved = "plans/plan.yaml:18:40: warning: t.goal was 10, and is 8\n"
    for reference in ("kept.yaml", "HEAD", "filed", "HEAD:plans/plan.yaml"):
        found = rectrack("check", "-f", "plans/plan.yaml", "--against", reference, cwd=tmp_path)
        assert (found.returncode, found.stderr) == (0, ""), reference
        assert moved in found.stdout
    plan.write_text(PLAN.replace("second", "other"), encoding="utf-8")
    found = rectrack("check", "-f", "plans/plan.yaml", "--against", "HEAD", cwd=tmp_path)
    assert found.returncode == 1
    assert "the entry second, on line 23 there, is gone" in found.stdout


@pytest.mark.parametrize(
    ("reference", "answer"),
    [
        ("no-such-branch", "no-such-branch is no file, and git says: "),
        ("--batch", "--batch is no file, and git says: "),
        ("broken.yaml", "there is nothing to compare with: broken.yaml:"),
        (".", ". is a folder, not a plan file"),
    ],
)
def test_what_is_no_older_copy_is_refused(tmp_path: Path, reference: str, answer: str) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("title: [", encoding="utf-8")
    found = rectrack("check", "-f", "plan.yaml", "--against", reference, cwd=tmp_path)
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.startswith(f"rectrack: {answer}")
