"""The example plan shows a whole year, with what goes well in it and what goes badly."""

from datetime import date

import pytest

from rectrack.records import read_records
from rectrack.reports.check import check
from rectrack.reports.closing import closing
from rectrack.reports.measure_standing import MeasureStanding
from rectrack.reports.problems import problems
from rectrack.reports.status import standing_of, standings, status
from rectrack.targets import standing
from rectrack.targets.base import Kind
from rectrack.targets.progress import Progress
from rectrack.targets.reading import Reading
from rectrack.targets.standing import Standing
from tests.conftest import ROOT

RECORDS = read_records((ROOT / "plans" / "example.yaml").read_bytes())
PLAN = RECORDS.plan
SHIPPED = read_records((ROOT / "plans" / "rectification.yaml").read_bytes()).plan
AUTUMN, END = date(2026, 10, 31), date(2027, 1, 31)


def target(name: str, day: date) -> Standing:
    return standing_of(PLAN, name, RECORDS.until(day), day)


def measure(name: str, day: date) -> MeasureStanding:
    return closing(RECORDS, PLAN.measures[name], RECORDS.until(day), day)


def test_something_is_logged_in_each_month_and_no_entry_is_wrong() -> None:
    assert {entry.date.month for entry in RECORDS.entries if entry.date.year == 2026} == {
        *range(1, 13)
    }
    errors = [each for each in check(RECORDS, lambda _: True) if each.severity == "error"]
    assert [each.message for each in errors if "work-procedures" not in each.message] == []


def test_it_is_the_shipped_plan_with_its_figures_set() -> None:
    """Problems, people, measures and targets, who answers for each, and what each leads back to."""
    assert PLAN.problems == SHIPPED.problems
    assert PLAN.people == SHIPPED.people
    for name, shipped in SHIPPED.targets.items():
        ours = PLAN.targets[name]
        assert (ours.title, ours.kind, ours.unit) == (shipped.title, shipped.kind, shipped.unit)
        assert (ours.measure, ours.owner) == (shipped.measure, shipped.owner)
        assert ours.source == shipped.source
    assert list(PLAN.targets) == list(SHIPPED.targets)
    assert [name for name, each in PLAN.targets.items() if each.blanks] == [
        "study-visits", "follow-ups", "activities"
    ]  # fmt: skip


def test_every_word_that_can_be_logged_is_in_it() -> None:
    words = {entry.event for entry in RECORDS.entries if not entry.case}
    assert words >= {"claimed", "signed-off", "rejected", "rechecked", "withdrawn"}
    assert words >= {"extended", "waived", "explained", "remedied", "reward", "penalty"}
    assert any(entry.replaces for entry in RECORDS.corrections)
    assert any(entry.voids for entry in RECORDS.corrections)
    assert any(entry.event == "handed" for entry in RECORDS.entries)


def test_every_state_is_shown_in_autumn() -> None:
    states = {each.state for each in standings(PLAN, RECORDS.until(AUTUMN), AUTUMN)}
    assert states == {
        "met", "on track", "behind", "overdue", "failed", "no data", "waived", "withdrawn"
    }  # fmt: skip


def test_a_status_reads_each_target_once_for_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many reports of it ask: what is missing for a sign-off is known by then."""
    read: list[tuple[str, date]] = []
    really = standing.read

    def counted(progress: Progress, kind: Kind) -> Reading:
        read.append((progress.target.id, progress.day))
        return really(progress, kind)

    monkeypatch.setattr(standing, "read", counted)
    status(RECORDS, AUTUMN)
    assert [name for name, day in read if day == AUTUMN] == list(PLAN.targets)


def test_a_rebound_is_followed_by_a_second_closing() -> None:
    measures = [measure("team-exchange", day) for day in (date(2026, 9, 21), AUTUMN, END)]
    assert [each.state for each in measures] == ["signed off", "reopened", "signed off"]
    assert [each.rebounds for each in measures] == [0, 1, 1]


@pytest.mark.parametrize(
    ("name", "day", "state"),
    [
        ("work-procedures", END, "rechecked"),
        ("office-systems", AUTUMN, "rejected"),
        ("office-systems", END, "signed off"),
        ("field-research", END, "rejected"),
        ("computer-skills", END, "withdrawn"),
    ],
)
def test_what_becomes_of_measures(name: str, day: date, state: str) -> None:
    assert measure(name, day).state == state


def test_a_waiver_runs_out_by_itself() -> None:
    found = [target("mobility", day).state for day in (date(2026, 11, 30), date(2026, 12, 1), END)]
    assert found == ["waived", "overdue", "met"]


def test_an_extension_was_asked_for_late() -> None:
    assert target("existing-rules", END).late_extensions == 1
    assert target("supervision-body", END).late_extensions == 0


def test_one_problem_is_closed_at_the_end() -> None:
    """Its measures are signed off by somebody who had no part in them, one under a waiver."""
    found = problems(PLAN, [measure(name, END) for name in PLAN.measures])
    assert [each.problem.id for each in found if each.state == "closed"] == ["weak-cohesion"]
    assert target("hardships", END).state == "waived"


def test_every_case_says_what_it_is_about_and_some_have_a_deadline_of_their_own() -> None:
    by_hand = "long-illness"
    opened = [entry for entry in RECORDS.entries if entry.event == "opened"]
    assert {entry.case for entry in opened if not entry.title} == {by_hand}
    assert {entry.case for entry in opened if entry.due} == {"snow-plan", "winter-heating"}
    assert all(entry.asked_by for entry in opened if entry.target == "leader-instructions")
    moved = [entry.case for entry in RECORDS.entries if entry.event == "extended" and entry.case]
    assert moved == ["village-roads"]


def test_the_office_rests_on_its_holidays() -> None:
    """Nothing is dated or logged on one, but for what a car was taken for."""
    days = {entry.date: entry.target for entry in RECORDS.entries}
    days |= {entry.logged.date(): entry.target for entry in RECORDS.entries if entry.logged}
    rest = {day: target for day, target in days.items() if not PLAN.calendar.is_working(day)}
    assert rest == {date(2026, 5, 3): "private-car-use"}


def test_a_failure_that_was_answered_for_fails_again() -> None:
    """Waste is explained once, and found once more: nobody has answered for that."""
    waste = [entry for entry in RECORDS.entries if entry.target == "waste"]
    [explained] = [entry.date for entry in waste if entry.event == "explained"]
    found = sorted(entry.date for entry in waste if entry.value)
    assert found[0] < explained < found[1]


def test_a_lead_who_signs_off_what_he_leads_closes_nothing() -> None:
    signed = [
        (entry.date, entry.by)
        for entry in RECORDS.entries
        if entry.measure == "work-procedures" and entry.event == "signed-off"
    ]
    assert signed == [
        (date(2026, 7, 3), PLAN.measures["work-procedures"].lead),
        (date(2026, 7, 8), "discipline-officer"),
    ]
    states = [measure("work-procedures", date(2026, 7, day)).state for day in (2, 3, 7, 8)]
    assert states == ["claimed", "claimed", "claimed", "signed off"]
