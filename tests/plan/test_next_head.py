"""The head of the next plan: what belongs to the old period is cleared, the rest stays as it is."""

from datetime import date

import pytest

from rectrack.errors import RequestError
from rectrack.plan.model import Period
from rectrack.plan.next_head import NextPeriod, next_head
from tests.conftest import ROOT

NEXT = Period(date(2027, 1, 1), date(2027, 12, 31))
HEAD = """\
# written by hand
rectrack: 1
title: Plan of 2026   # the second
period: {start: 2026-01-01, end: 2026-12-31}
measures:
  m:
    targets:
      t:
        goal: 3
"""


def following(head: str, *, calendar: str = "", title: str | None = None) -> str:
    """Return the next head after one, without the remark on the plan before."""
    remark = "Follows old.yaml."
    found = next_head(head, NextPeriod(NEXT, remark, calendar, title))
    return found.replace(f"# {remark}\n", "", 1)


def changed(old: str, new: str, **fresh: str) -> None:
    """Assert what becomes of lines of the target `t`, and that of nothing else anything does."""
    head = HEAD.replace("2026-01-01, end: 2026-12-31", "2027-01-01, end: 2027-12-31")
    assert following(HEAD + old, **fresh) == head + new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("        due: 2026-06-30  # in time\n", "        # due: 2026-06-30  # in time\n"),
        ("        start:\n", "        start:\n"),
        ("        except: [2026-02-18,\n      2026-05-06]\n", "        # except: [2026-02-18,\n      # 2026-05-06]\n"),
        (
            "        checkpoints:\n          # half\n\n          2026-06-30: 2\n        unit: x\n",
            "        # checkpoints:\n        #   # half\n\n        #   2026-06-30: 2\n        unit: x\n",
        ),
        ("        baseline: 42   # last year's\n", "        baseline:   # last year's   # before: 42\n"),
        ("        baseline:   # to be set\n", "        baseline:   # to be set\n"),
        ("        steps:\n          drafted: 2026-03-31\n          due:\n", "        steps:\n          drafted:   # before: 2026-03-31\n          due:\n"),
        ("        steps: [drafted, due]\n", "        steps: [drafted, due]\n"),
        (
            "      u: {title: U, due: 2026-06-30, 'baseline': 1.5, goal: 2} # both\n",
            "      u: {title: U, due: , 'baseline': , goal: 2} # both   # before: due 2026-06-30, baseline 1.5\n",
        ),
        ("    lead: {2026-01-01: a, 2026-07-01: b}\n", "    lead: {2026-01-01: a, 2026-07-01: b}\n"),
    ],
)  # fmt: skip
def test_days_and_baselines_become_comments(old: str, new: str) -> None:
    """A key goes with its line; where it must stay or shares its line, its value alone goes."""
    changed(old, new)


def test_the_period_and_the_title_are_the_new_ones() -> None:
    head = following(HEAD, title='"Plan of 2027"')
    assert 'title: "Plan of 2027"   # the second\n' in head
    assert "period: {start: 2027-01-01, end: 2027-12-31}\n" in head


def test_the_new_calendar_stands_below_the_period_and_the_old_one_is_a_comment() -> None:
    old = HEAD.replace("measures:", "calendar:\n  holidays: [2026-05-01]\nmeasures:")
    head = following(old, calendar="calendar:\n  holidays: [2027-05-01]")
    assert (
        "end: 2027-12-31}\ncalendar:\n  holidays: [2027-05-01]\n"
        "# calendar:\n#   holidays: [2026-05-01]\nmeasures:\n"
    ) in head


def test_the_remark_stands_above_the_first_key() -> None:
    found = next_head(HEAD, NextPeriod(NEXT, "Follows old.yaml."))
    assert found.startswith("# written by hand\n# Follows old.yaml.\nrectrack: 1\n")


def test_lines_end_as_they_did() -> None:
    text = (HEAD + "        due: 2026-06-30\n").replace("\n", "\r\n")
    found = next_head(text, NextPeriod(NEXT, "Follows old.yaml.", "calendar:\n  workdays: []"))
    assert found.count("\n") == found.count("\r\n") == text.count("\n") + 3


def test_what_cannot_be_cleared_safely_is_left_to_a_person() -> None:
    """Here a comment at the end of the line would fall into a text that goes on below it."""
    odd = '      u: {due: 2026-06-30, title: "A\n        B"}\n'
    with pytest.raises(RequestError, match="write each of due on a line of its own"):
        following(HEAD + odd)


@pytest.mark.parametrize("name", ["rectification", "example"])
def test_of_a_shipped_plan_only_lines_with_days_and_baselines_change(name: str) -> None:
    text = (ROOT / "plans" / f"{name}.yaml").read_text(encoding="utf-8")
    head = text[: text.index("\nprogress:") + 1]
    old, new = head.splitlines(), following(head).splitlines()
    assert len(old) == len(new)
    differing = [one for one, other in zip(old, new, strict=True) if one != other]
    days: tuple[str, ...] = ("due:", "start:", "except:", "checkpoints:", "baseline:", "period:")
    days += ("calendar:", "holidays:", "workdays:")
    assert all("2026-" in line or line.strip().startswith(days) for line in differing)
