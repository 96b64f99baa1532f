"""The page of a plan shows what the other reports show: the same figures, and every entry once."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from rectrack.log.entry import Entry
from rectrack.records import Records, read_records
from rectrack.reports import plan_report as module
from rectrack.reports.plan_report import plan_report
from rectrack.reports.status import status
from rectrack.targets.state import State
from tests.support import plan_text, records

DAY = date(2026, 10, 31)


def read(path: Path) -> Records:
    return read_records(path.read_bytes())


def measure_of(data: Records, entry: Entry) -> str | None:
    return data.plan.targets[entry.target].measure if entry.target else entry.measure


def test_all_stand_where_the_status_says(example: Path) -> None:
    found = plan_report(read(example), DAY)
    expected = status(read(example), DAY)
    assert [each.standing.state for each in found.targets] == [
        each.state for each in expected.targets
    ]
    assert found.status.totals == expected.totals


def test_the_course_ends_where_the_status_is(example: Path) -> None:
    found = plan_report(read(example), DAY)
    last = [point for point in found.course.points if point.actual is not None][-1]
    assert last.day == DAY
    assert last.actual == found.status.totals.by_state[State.MET]


def test_every_entry_on_a_target_is_told_once_with_what_became_of_it(example: Path) -> None:
    data = read(example)
    found = plan_report(data, DAY)
    shown = [row.entry for each in found.targets for row in each.entries]
    assert set(shown) == {e for e in data.log.entries if e.target and e.date <= DAY}
    assert len(shown) == len(set(shown))
    counting = set(data.entries)
    for each in found.targets:
        for row in each.entries:
            assert row.counts == (row.entry in counting)
            assert row.counts or row.remark


def test_of_many_entries_the_latest_are_shown_and_the_rest_is_summed_up() -> None:
    entries = [
        {"date": str(date(2026, 1, 1) + timedelta(days=n)), "value": n % 3 + 1} for n in range(230)
    ]
    data = records(plan_text("{title: T, kind: total, goal: 900}", *entries))
    [each] = plan_report(data, DAY).targets
    assert len(each.entries) == module.MOST_ENTRIES
    assert each.entries[0].entry.date == max(e.date for e in data.entries)
    assert each.older is not None
    shown = sum((row.entry.value or Decimal() for row in each.entries), Decimal())
    assert each.older.count == 30
    assert shown + (each.older.sum or 0) == each.standing.reading.actual


def test_every_entry_is_in_its_week_and_with_its_measure(example: Path) -> None:
    data = read(example)
    found = plan_report(data, DAY).activity
    counted = [e for e in data.entries if e.date <= DAY and (e.target or e.measure)]
    assert sum(sum(counts) for _, counts in found.rows) + found.before == len(counted)
    for measure, counts in found.rows:
        for week, count in zip(found.weeks, counts, strict=True):
            own = [e for e in counted if e.date in week and measure_of(data, e) == measure.id]
            assert count == len(own)


def test_a_plan_of_many_years_shows_the_latest_weeks() -> None:
    text = plan_text("{title: T, kind: total, goal: 9}", {"date": "2026-01-05", "value": 1})
    found = plan_report(records(text), date(2028, 6, 1)).activity
    assert (len(found.weeks), found.before) == (53, 1)
    assert found.weeks[-1].end >= date(2028, 6, 1)
