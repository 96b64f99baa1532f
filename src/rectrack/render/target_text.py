"""What is said of a target wherever it is listed, with the words of the plan as they are."""

from decimal import Decimal

from rectrack.targets.reading import Reading
from rectrack.targets.standing import Standing
from rectrack.targets.state import ATTENTION
from rectrack.wording import beside, number


def figures(standing: Standing) -> str:
    """Return the actual figure against the goal, or against the bounds."""
    return f"{now(standing)}/{goal(standing)}"


def now(standing: Standing) -> str:
    """Return the actual figure, or a dash where there is none."""
    shown = _actual(standing.reading)
    return "–" if shown is None else number(shown)


def goal(standing: Standing) -> str:
    """Return the goal or the bounds that the actual figure is judged by, or a dash."""
    reading = standing.reading
    low, high = reading.low, reading.high
    if low is not None and high is not None:
        return f"{number(low)}..{number(high)}"
    if low is not None:
        return f"≥{number(low)}"
    if high is not None:
        return f"≤{number(high)}"
    return "–" if reading.goal is None or reading.is_empty else number(reading.goal)


def _actual(reading: Reading) -> Decimal | None:
    """Return the actual figure as it is shown beside all that it is judged by.

    "0 of 0" says nothing.
    """
    if reading.actual is None or reading.is_empty:
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
    """Return what is expected by the day in words, or nothing: "expected by now: 11"."""
    expected = expected_by_now(standing)
    return f"expected by now: {expected}" if expected else ""


def reason(standing: Standing, person: str | None = None) -> str:
    """Return why a target is in its state, with a person's own part before it, if they have one."""
    part = standing.reading.parts.get(person or "")
    own = f"own part {number(part.actual)} of {number(part.goal)}; " if part else ""
    return f"{own}{standing.reading.why}"


def reason_and_step(standing: Standing, person: str | None = None) -> str:
    """Return why a target is in its state and, of one that needs attention, what to do."""
    step = standing.reading.step if standing.state in ATTENTION else ""
    return " → ".join(filter(None, (reason(standing, person), step)))


def who_does_what(standing: Standing) -> str:
    """Return the next step with who takes it, or nothing where there is none to take."""
    step, who = standing.reading.step, standing.reading.next_by
    return f"{who or standing.target.owner}: {step}" if step else ""
