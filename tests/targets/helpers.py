"""What the tests of all kinds of target share: entries in few words, and plans that need more."""

from datetime import date
from typing import Any

from rectrack.reports.status import standing_of
from rectrack.targets.standing import Standing
from tests.support import complaints, plan_text, records

Fields = dict[str, Any]

MARCH_1_TO_10 = {"start": "2026-03-01", "end": "2026-03-10"}
"""Ten days, of which f is a tenth each."""
JAN_1_TO_APR_10 = {"start": "2026-01-01", "end": "2026-04-10"}
"""A hundred days; the tenth of them is 10 January."""


def entry(day: str, value: float = 1, **more: Any) -> Fields:
    return dated(day, value=value, **more)


def dated(day: str, **fields: Any) -> Fields:
    """Return an entry; a field that Python keeps as a word of its own is written `for_`."""
    return {"date": day, **{key.rstrip("_"): value for key, value in fields.items()}}


def extended(day: str, to: str, asked: str | None = None) -> Fields:
    """Return an extension, asked for on its own day where no other is given."""
    asked = asked or day
    return {"date": day, "event": "extended", "to": to, "asked": asked, "note": "road works"}


def waived(day: str, until: str) -> Fields:
    return {"date": day, "event": "waived", "until": until, "note": "road works"}


def shown(found: Standing, *names: str) -> tuple[object, ...]:
    """Return what the standing, or its reading, says under each of the names."""
    return tuple(getattr(found if hasattr(found, name) else found.reading, name) for name in names)


def parts(found: Standing) -> dict[str, tuple[object, object]]:
    """Return by person how far each has come, and towards what."""
    return {each.id: (each.actual, each.goal) for each in found.reading.people}


def judged(text: str, on: str) -> Standing:
    """Return where `t` stands in a whole plan, of which some entries may be set aside."""
    found = records(text)
    day = date.fromisoformat(on)
    return standing_of(found.plan, "t", found.until(day), day)


def standing_when_head_left(
    left: str, target: str, *entries: Fields, on: str, **span: str
) -> Standing:
    """Return where a target stands in a plan whose head of section left on a day."""
    text = plan_text(target, *entries, **span)
    return judged(text.replace("head: {", f"head: {{left: {left}, "), on)


def refusals(target: str, *entries: Fields, **span: str) -> list[str]:
    """Return what is wrong with the target or its entries, places aside."""
    return [each.split(" ", 1)[1] for each in complaints(plan_text(target, *entries, **span))]


def objection(target: str, *entries: Fields, **span: str) -> str:
    """Return the one thing that is wrong with the target or its entries."""
    [only] = refusals(target, *entries, **span)
    return only
