"""What "today" is: the plan's time zone decides, wherever the machine is."""

import json
import sys
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest

from rectrack.errors import UsageError
from rectrack.records import read_records
from rectrack.terminal.session import Session
from tests.commands.process import last, rectrack
from tests.support import line, plan_text

pytestmark = pytest.mark.sampled(one_in=3)

EVENING = "2026-10-30T20:00:00Z"
"""The 30th in London, the 31st in Shanghai."""
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="TZ is that of Unix")


def text(zone: str | None) -> str:
    head = plan_text()
    return head.replace("people:", f"timezone: {zone}\npeople:") if zone else head


def today(zone: str | None, moment: str) -> date:
    """Return the day in a zone when the machine's clock shows a moment."""
    session = Session(clock=lambda: datetime.fromisoformat(moment).astimezone(UTC))
    return session.today(read_records(text(zone).encode()).plan)


@pytest.fixture(autouse=True)
def no_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RECTRACK_TODAY", raising=False)


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("Asia/Shanghai", "2026-10-30T15:59:59Z", "2026-10-30"),
        ("Asia/Shanghai", "2026-10-30T16:00:00Z", "2026-10-31"),
        ("America/Los_Angeles", "2026-10-31T06:59:59Z", "2026-10-30"),
        ("America/Los_Angeles", "2026-10-31T07:00:00Z", "2026-10-31"),
        ("Pacific/Kiritimati", "2026-10-30T10:00:00Z", "2026-10-31"),
        # Summer time ends on 25 October: midnight is at 22 o'clock before it, at 23 after it.
        ("Europe/Berlin", "2026-10-23T22:00:00Z", "2026-10-24"),
        ("Europe/Berlin", "2026-10-25T22:30:00Z", "2026-10-25"),
        ("Europe/Berlin", "2026-10-25T23:00:00Z", "2026-10-26"),
        # A year and a month end where the plan is.
        ("Asia/Shanghai", "2026-12-31T16:00:00Z", "2027-01-01"),
        ("UTC", "2028-02-29T00:00:00Z", "2028-02-29"),
    ],
)
def test_the_clock_is_read_in_the_zone_of_the_plan(zone: str, moment: str, day: str) -> None:
    assert today(zone, moment) == date.fromisoformat(day)


@on_unix
@pytest.mark.parametrize(
    "machine", ["UTC", "America/New_York", "Pacific/Auckland", "Nowhere/At-All"]
)
def test_the_zone_of_the_machine_changes_nothing(tmp_path: Path, machine: str) -> None:
    """Not the day that is looked at, nor that of an entry, nor the moment it is written down."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(text("Asia/Shanghai"), encoding="utf-8")
    env = {"TZ": machine, "RECTRACK_TODAY": EVENING}
    found = rectrack("log", "-f", plan, "--by", "clerk", "t", cwd=tmp_path, **env)
    assert found.stdout.startswith("added: t +1 on Sat 31 Oct 2026\nnow behind, 1/10: ")
    entry = json.loads(plan.read_text(encoding="utf-8").splitlines()[-1].removeprefix("  - "))
    assert (entry["date"], entry["logged"]) == ("2026-10-31", "2026-10-31T04:00:00.000001+08:00")
    shown = rectrack("status", "-f", plan, "--format", "json", cwd=tmp_path, **env).stdout
    assert json.loads(shown)["as_of"] == "2026-10-31"
    yesterday = rectrack(
        "log", "-f", plan, "--by", "clerk", "t", "-d", "yesterday", "-n", cwd=tmp_path, **env
    )
    assert "on Fri 30 Oct 2026" in yesterday.stdout


@on_unix
@pytest.mark.parametrize(
    ("machine", "date", "logged"),
    [
        ("XXX-5:30:15", "2026-10-31", "2026-10-31T01:30:15.000001+05:30"),
        ("XXX+20:00:30", "2026-10-29", "2026-10-29T23:59:30.000001-20:00"),
        ("XXX-23:59:59", "2026-10-31", "2026-10-31T19:59:59.000001+23:59"),
        ("XXX-0:00:01", "2026-10-30", "2026-10-30T20:00:01.000001Z"),
    ],
)
def test_a_zone_whose_offset_has_seconds_is_written_down_without_them(
    tmp_path: Path, machine: str, date: str, logged: str
) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(text(None), encoding="utf-8")
    for words in (["log", "t"], ["undo"], ["check"]):
        found = rectrack(
            *words, "-f", plan, TZ=machine, RECTRACK_TODAY=EVENING, RECTRACK_BY="clerk"
        )
        assert (found.returncode, found.stderr) == (0, "")
        if words[0] == "log":
            assert (last(plan)["date"], last(plan)["logged"]) == (date, logged)


@pytest.mark.parametrize("fixed", [None, EVENING])
def test_a_variable_of_the_machine_that_names_no_zone_is_told(
    monkeypatch: pytest.MonkeyPatch, fixed: str | None
) -> None:
    """As TZ=<+99>-99 does, of which Python makes an offset of a day."""
    monkeypatch.setenv("TZ", "<+99>-99")
    if fixed:
        monkeypatch.setenv("RECTRACK_TODAY", fixed)

    class Clock(datetime):
        def astimezone(self, tz: tzinfo | None = None) -> Self:
            raise ValueError

    with pytest.raises(UsageError) as error:
        Session(clock=lambda: Clock(2026, 10, 30, tzinfo=UTC)).today()
    assert str(error.value) == "TZ: <+99>-99 is not a time zone: write one such as Asia/Shanghai"


@pytest.mark.parametrize(
    "words", [["log", "t"], ["log", "t", "-n"], ["undo", "a"], ["amend", "a", "--note", "x"]]
)
@pytest.mark.parametrize(
    ("fixed", "day"),
    [
        ("0001-01-01T00:00:00Z", "0001-01-01"),
        ("9999-12-31T23:59:59.999999Z", "9999-12-31"),
    ],
)
def test_a_clock_at_the_ends_of_the_calendar_shows_but_writes_nothing_down(
    tmp_path: Path, words: list[str], fixed: str, day: str
) -> None:
    plan = tmp_path / "plan.yaml"
    entry = line(id="a", date="0001-01-01", value=1)
    before = plan_text("{title: T, kind: total, goal: 10}", entry)
    plan.write_text(before.replace("people:", "timezone: UTC\npeople:"), encoding="utf-8")
    raw = plan.read_bytes()
    found = rectrack(*words, "-f", plan, RECTRACK_BY="clerk", RECTRACK_TODAY=fixed)
    said = f"rectrack: the clock says {day}, which cannot be: set it right\n"
    assert (found.returncode, found.stderr) == (1, said)
    assert plan.read_bytes() == raw
    assert rectrack("status", "-f", plan, RECTRACK_TODAY=fixed).returncode == 0


@on_unix
@pytest.mark.parametrize(
    ("machine", "day"), [("Asia/Shanghai", "2026-10-31"), ("America/New_York", "2026-10-30")]
)
def test_without_a_zone_the_machine_decides(tmp_path: Path, machine: str, day: str) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(text(None), encoding="utf-8")
    found = rectrack("status", "-f", plan, "--format", "json", TZ=machine, RECTRACK_TODAY=EVENING)
    assert json.loads(found.stdout)["as_of"] == day


@pytest.mark.parametrize(
    ("fixed", "day"),
    [
        ("2026-10-31", "2026-10-31"),
        (EVENING, "2026-10-31"),
        ("2026-10-30T20:00:00+00:00", "2026-10-31"),
        ("2026-10-31T03:59:59.5+08:00", "2026-10-31"),
        ("2026-10-30T23:00:00-11:00", "2026-10-31"),
    ],
)
def test_a_fixed_day_is_that_day_and_a_fixed_moment_its_day_in_the_zone(
    monkeypatch: pytest.MonkeyPatch, fixed: str, day: str
) -> None:
    monkeypatch.setenv("RECTRACK_TODAY", fixed)
    assert today("Asia/Shanghai", "2020-01-01T00:00:00Z") == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("fixed", "said"),
    [
        ("2026-10-32", "RECTRACK_TODAY: 2026-10-32 does not exist: October 2026 has 31 days"),
        ("tomorrow", "RECTRACK_TODAY: 'tomorrow' is not a date: write it as 2026-03-04"),
        ("2026-10-30T20:00:00", "has no offset from UTC: write it as 2026-10-30T20:00:00+08:00, with yours"),
        ("0001-01-01T00:00:00+14:00", "RECTRACK_TODAY: there is no 0001-01-01T00:00:00+14:00 in this time zone"),
        ("2026-10-30T25:00:00Z", "is not a moment: write it as 2026-03-05T09:14:03+08:00"),
    ],
)  # fmt: skip
def test_a_slip_in_the_fixed_day_is_told(
    monkeypatch: pytest.MonkeyPatch, fixed: str, said: str
) -> None:
    monkeypatch.setenv("RECTRACK_TODAY", fixed)
    with pytest.raises(UsageError) as error:
        today(None, "2026-01-01T00:00:00Z")
    assert said in str(error.value)


def test_an_hour_that_comes_twice_is_written_down_in_its_order(tmp_path: Path) -> None:
    """Moments carry their offset, so what was written down later stays later when clocks go back."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(text("Europe/Berlin"), encoding="utf-8")
    for moment in ("2026-10-25T00:30:00Z", "2026-10-25T01:10:00Z"):
        found = rectrack("log", "-f", plan, "--by", "clerk", "t", RECTRACK_TODAY=moment)
        assert found.returncode == 0, found.stderr
    first, second = (
        json.loads(line.removeprefix("  - "))["logged"]
        for line in plan.read_text(encoding="utf-8").splitlines()[-2:]
    )
    assert (first, second) == (
        "2026-10-25T02:30:00.000001+02:00",
        "2026-10-25T02:10:00.000001+01:00",
    )
    assert rectrack("check", "-f", plan).stdout.count("logged") == 0
