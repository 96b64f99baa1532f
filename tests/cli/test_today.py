"""What "today" is: the plan's time zone decides, wherever the machine is."""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rectrack.commands.session import Session
from rectrack.errors import UsageError
from rectrack.records import read_records
from tests.cli.process import rectrack
from tests.support import plan_text

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
    assert found.stdout.startswith("added: t +1 on Sat 31 Oct 2026; now behind, 1 of 8 expected by")
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
        ("tomorrow", "RECTRACK_TODAY: 'tomorrow' is not a day: write it as 2026-03-04"),
        ("2026-10-30T20:00:00", "lacks its offset: write it as 2026-10-30T20:00:00+08:00, with yours"),
        ("0001-01-01T00:00:00+14:00", "RECTRACK_TODAY: "),
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
