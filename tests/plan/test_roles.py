"""Roles that change hands: a plan tells who held each of them on any day."""

from datetime import date

import pytest

from rectrack.plan.model import Target
from tests.support import complaints, edited, records

HANDED_OVER = edited("lead: deputy", "lead: {2026-07-01: director, 2026-01-01: deputy}")


def target_on(text: str, day: date) -> Target:
    """Return the target of a plan as it is on a day."""
    return records(text).plan.as_of(day).targets["t"]


@pytest.mark.parametrize(
    ("day", "lead"),
    [
        (date(2025, 12, 31), "deputy"),
        (date(2026, 1, 1), "deputy"),
        (date(2026, 6, 30), "deputy"),
        (date(2026, 7, 1), "director"),
        (date(2027, 1, 1), "director"),
    ],
)
def test_a_role_is_held_from_its_first_day_to_the_day_before_the_next(day: date, lead: str) -> None:
    target = target_on(HANDED_OVER, day)
    assert (target.lead, target.owner) == (lead, lead)


def test_without_a_day_the_last_holder_has_the_role() -> None:
    assert records(HANDED_OVER).plan.measures["measure"].lead == "director"


def test_an_owner_of_its_own_does_not_change_with_the_lead() -> None:
    owned = HANDED_OVER.replace("kind: total,", "kind: total, owner: clerk,")
    target = target_on(owned, date(2026, 2, 1))
    assert (target.lead, target.owner) == ("deputy", "clerk")


def test_whom_people_report_to_is_judged_on_every_day() -> None:
    """A circle that closes on one day alone is a circle."""
    by_day = "{name: Director, reports_to: {2026-03-01: clerk, 2026-04-01: head}}"
    [found] = complaints(edited("{name: Director}", by_day))
    assert "ends up reporting to itself" in found


def test_ids_may_have_capitals_and_differ_in_more_than_these() -> None:
    assert complaints(edited("problem:", "F-01:").replace("[problem]", "[F-01]")) == []
    twice = edited("problem:", "F-01: {title: A}\n  f-01:").replace("[problem]", "[F-01]")
    [found] = complaints(twice)
    assert "the id f-01 is already used on line" in found
    assert ", as F-01: " in found
