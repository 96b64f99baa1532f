"""What is said of a target wherever it is listed, with the words of the plan as they are."""

from decimal import Decimal

from rectrack.targets.progress import Reading
from rectrack.targets.standing import Standing
from rectrack.wording import beside, number


def figures(standing: Standing) -> str:
    """Return the actual figure against the goal, or against the bounds."""
    reading = standing.reading
    shown = _actual(reading)
    actual = "–" if shown is None else number(shown)
    if reading.low is not None and reading.high is not None:
        return f"{actual}/{number(reading.low)}..{number(reading.high)}"
    if reading.low is not None:
        return f"{actual}/≥{number(reading.low)}"
    if reading.high is not None:
        return f"{actual}/≤{number(reading.high)}"
    return f"{actual}/{'–' if reading.goal is None else number(reading.goal)}"


def _actual(reading: Reading) -> Decimal | None:
    """Return the actual figure as it is shown beside all that it is judged by."""
    if reading.actual is None:
        return None
    return beside(reading.actual, reading.goal, reading.low, reading.high, reading.expected)


def expected_by_now(standing: Standing) -> str:
    """Return the figure expected by the day, or nothing where there is none."""
    reading = standing.reading
    if not reading.expected:
        return ""
    at_most = "≤" if reading.high is not None else ""
    return f"{at_most}{number(beside(reading.expected, _actual(reading), reading.goal))}"


def by_now(standing: Standing) -> str:
    """Return what is expected by the day in words, or nothing: "by now 11"."""
    expected = expected_by_now(standing)
    return f"by now {expected}" if expected else ""


def title_and_reason(standing: Standing, person: str | None = None) -> str:
    """Return what a target is and why it is in its state, with a person's own part before it."""
    return f"{standing.target.title}: {_own_part(standing, person)}{standing.reading.why}"


def _own_part(standing: Standing, person: str | None) -> str:
    """Return what a person has done of their own part of a target, if they have one."""
    part = standing.reading.parts.get(person or "")
    return f"own part {number(part.actual)} of {number(part.goal)}; " if part else ""


def who_does_what(standing: Standing) -> str:
    """Return the next step with who takes it, or nothing where there is none to take."""
    step, who = standing.reading.step, standing.reading.next_by
    return f"{who or standing.target.owner}: {step}" if step else ""
