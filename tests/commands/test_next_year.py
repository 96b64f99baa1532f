"""`rectrack init --after`: the plan of the next period, with the cases that are still open."""

import json
from pathlib import Path

import pytest

from rectrack.records import Records, read_records
from rectrack.reports.check import check
from tests.commands.process import rectrack
from tests.support import plan_text

YEAR = ("--period", "2027-01-01..2027-12-31")
REGISTER = "{title: T, kind: cases, stages: [checked, answered], within: 15}"


def moved(case: str, event: str, day: str, **more: str) -> dict[str, str]:
    return {"case": case, "event": event, "date": day, **more}


def after(folder: Path, old: str, *args: str, code: int = 0) -> str:
    """Begin new.yaml after a plan and return what was said, on stderr where it was refused."""
    (folder / "old.yaml").write_text(old, encoding="utf-8")
    found = rectrack("init", "new.yaml", "--after", "old.yaml", *(args or YEAR), cwd=folder)
    assert found.returncode == code, found.stderr
    assert (folder / "old.yaml").read_text(encoding="utf-8") == old
    assert (folder / "new.yaml").exists() is not bool(code)
    return found.stderr if code else found.stdout + found.stderr


def new(folder: Path) -> Records:
    return read_records((folder / "new.yaml").read_bytes())


def carried(folder: Path) -> list[str]:
    return [f"{each.case} {each.event} {each.date}" for each in new(folder).entries]


def test_the_next_plan_follows_and_says_so(tmp_path: Path) -> None:
    assert after(tmp_path, plan_text("{title: T, kind: limit, baseline: 9, cut: 10}")) == (
        "created new.yaml, which continues old.yaml; set what is blank, then try it:\n"
        "  rectrack check -f new.yaml\n"
        "  rectrack status -f new.yaml\n"
    )
    text = (tmp_path / "new.yaml").read_text(encoding="utf-8")
    assert text.startswith(
        "# Follows old.yaml, which has the record of 2026-01-01 to 2026-12-31.\nrectrack: 1\n"
    )
    records = new(tmp_path)
    assert str(records.plan.period) == "2027-01-01 to 2027-12-31"
    assert records.entries == []
    found = check(records, lambda _: True)
    assert {each.severity for each in found} == {"warning"}
    assert "t: baseline is not set yet" in " ".join(each.message for each in found)
    run = rectrack("check", "-f", "new.yaml", cwd=tmp_path)
    assert run.returncode == 0


def test_open_cases_are_carried_over_with_all_that_happened_to_them(tmp_path: Path) -> None:
    """From their first day on; what was closed stays behind, and so does all other progress."""
    said = after(
        tmp_path,
        plan_text(
            REGISTER,
            moved("A", "opened", "2026-11-02", title="Roof", due="2027-02-01", asked_by="county"),
            moved("A", "checked", "2026-11-05"),
            moved("A", "handed", "2026-11-06", **{"for": "head"}),
            moved("B", "opened", "2026-11-02"),
            moved("B", "checked", "2026-11-03"),
            moved("B", "answered", "2026-11-04"),
            moved("C", "opened", "2026-12-30"),
            {"value": "0", "date": "2026-05-31"},
        ),
    )
    assert "with its 2 open cases;" in said
    assert carried(tmp_path) == [
        "A opened 2026-11-02", "A checked 2026-11-05", "A handed 2026-11-06", "C opened 2026-12-30",
    ]  # fmt: skip
    first, *_ = new(tmp_path).entries
    assert (first.title, str(first.due), first.asked_by) == ("Roof", "2027-02-01", "county")


def test_of_a_case_that_was_opened_again_the_open_round_is_carried_over(tmp_path: Path) -> None:
    old = plan_text(
        "{title: T, kind: cases, within: 15}",
        moved("A", "opened", "2026-03-02"),
        moved("A", "answered", "2026-03-03"),
        moved("A", "opened", "2026-12-01"),
    )
    after(tmp_path, old)
    assert carried(tmp_path) == ["A opened 2026-12-01"]


def test_corrections_are_left_behind_and_what_they_correct_goes_as_it_is_now(
    tmp_path: Path,
) -> None:
    slip = {"date": "2026-12-01", "target": "t", "case": "A", "event": "opened", "by": "clerk"}
    again = {**slip, "date": "2026-12-03", "replaces": "slip"}
    lines = [
        json.dumps({"id": "slip", **slip, "batch": "b1", "logged": "2026-12-02T09:00:00+08:00"}),
        json.dumps({"id": "new", **again, "logged": "2026-12-04T09:00:00+08:00"}),
    ]
    after(tmp_path, plan_text(REGISTER, *lines))
    [only] = new(tmp_path).entries
    assert (only.id, str(only.date), only.replaces, only.batch) == ("new", "2026-12-03", None, None)


def test_a_year_is_a_period(tmp_path: Path) -> None:
    after(tmp_path, plan_text(), "--period", "2028")
    assert str(new(tmp_path).plan.period) == "2028-01-01 to 2028-12-31"


def test_the_title_and_the_calendar_may_be_new(tmp_path: Path) -> None:
    after(tmp_path, plan_text(), *YEAR, "--title", "整改: 2027", "--calendar", "de")
    plan = new(tmp_path).plan
    assert plan.title == "整改: 2027"
    assert not plan.calendar.is_working(plan.period.start)


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        ((), 1, "--period begins on 1 Dec 2026, but the plan before lasts until 31 Dec 2026: begin after that"),
        (("--period", "next"), 2, "--period: write FIRST..LAST, as in 2027-01-01..2027-12-31, or a year"),
        (("--period", "2027-01-01..2027-02-30"), 2, "--period: 2027-02-30 does not exist: February 2027 has 28 days"),
        (("--period", "2028-01-01..2027-01-01"), 2, "--period: 2028-01-01..2027-01-01 ends before it begins"),
        (("--period", "2027-01-01..2927-01-01"), 2, "--period: 2027-01-01..2927-01-01 is longer than a plan can be"),
        ((*YEAR, "--calendar", "xx"), 2, "--calendar: the library holidays knows no xx: write a country as in cn, or with a region as in de-by"),
        ((*YEAR, "--after", "other.yaml"), 2, "--after is given as 'old.yaml' and as 'other.yaml': leave one out"),
    ],
)  # fmt: skip
def test_what_cannot_follow_is_refused_and_nothing_is_written(
    tmp_path: Path, args: tuple[str, ...], code: int, said: str
) -> None:
    args = args or ("--period", "2026-12-01..2027-12-31")
    assert said in after(tmp_path, plan_text(), *args, code=code)


@pytest.mark.parametrize("args", [("--after", "old.yaml"), YEAR])
def test_a_plan_before_and_a_period_go_together(tmp_path: Path, args: tuple[str, ...]) -> None:
    found = rectrack("init", "new.yaml", *args, cwd=tmp_path)
    assert (found.returncode, found.stderr) == (
        2,
        "rectrack: --after OLD and --period FIRST..LAST go together: give both or neither\n",
    )


def test_a_plan_that_cannot_be_read_is_named_at_its_mistake(tmp_path: Path) -> None:
    said = after(tmp_path, plan_text().replace("lead: deputy", "lead: nobody"), code=1)
    assert said.startswith("rectrack: cannot continue: old.yaml:17:11: error: ")


def test_a_plan_that_could_not_be_read_is_not_written(tmp_path: Path) -> None:
    """A week's rhythm has no place in a plan of one day."""
    old = plan_text("{title: T, kind: cadence, every: week}")
    said = after(tmp_path, old, "--period", "2027-01-01..2027-01-01", code=1)
    assert said.startswith("rectrack: the next plan could not be read: every: ")


def test_entries_that_are_set_aside_stay_behind_with_a_warning(tmp_path: Path) -> None:
    bad = moved("A", "opened", "2026-02-30")
    said = after(tmp_path, plan_text(REGISTER, bad, moved("B", "opened", "2026-12-01")))
    assert carried(tmp_path) == ["B opened 2026-12-01"]
    assert said.endswith(
        "warning: 1 entry of old.yaml is set aside and not carried over: rectrack check -f old.yaml\n"
    )


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(plan_text(), encoding="utf-8")
    (tmp_path / "new.yaml").write_text("mine", encoding="utf-8")
    found = rectrack("init", "new.yaml", "--after", "old.yaml", *YEAR, cwd=tmp_path)
    assert (found.returncode, (tmp_path / "new.yaml").read_text(encoding="utf-8")) == (1, "mine")
    assert "nothing is overwritten" in found.stderr


def test_a_starter_plan_has_the_holidays_of_this_year(tmp_path: Path) -> None:
    found = rectrack("init", "new.yaml", "--calendar", "cn", cwd=tmp_path)
    assert (found.returncode, found.stderr) == (0, "")
    records = new(tmp_path)
    assert [str(day) for day in records.plan.calendar.workdays][:2] == ["2026-01-04", "2026-02-14"]
    assert check(records, lambda _: True) == []


def test_a_case_that_was_opened_after_the_last_day_is_carried_over_too(tmp_path: Path) -> None:
    """It counts in no plan otherwise."""
    old = plan_text(REGISTER, moved("k9", "opened", "2027-01-05"))
    after(tmp_path, old)
    assert carried(tmp_path) == ["k9 opened 2027-01-05"]
