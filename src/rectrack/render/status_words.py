"""What a status says of one target, in the same words for every format."""

from decimal import Decimal

from rectrack.reports.status import Totals
from rectrack.targets.judging import Standing
from rectrack.wording import day, number, plural


def figures(standing: Standing) -> str:
    """Return the actual figure against the goal: "10/15", "3/≥4", "94/≤120"."""
    reading = standing.reading
    actual = "–" if reading.actual is None else number(_shown(reading.actual))
    if reading.low is not None and reading.high is not None:
        return f"{actual}/{number(reading.low)}..{number(reading.high)}"
    if reading.low is not None:
        return f"{actual}/≥{number(reading.low)}"
    if reading.high is not None:
        return f"{actual}/≤{number(reading.high)}"
    return f"{actual}/{'–' if reading.goal is None else number(_shown(reading.goal))}"


def by_now(standing: Standing) -> str:
    """Return what is expected by now, or nothing where nothing is: "by now 11"."""
    expected, high = standing.reading.expected, standing.reading.high
    at_most = "≤" if high is not None else ""
    return f"by now {at_most}{number(_shown(expected))}" if expected else ""


def why(standing: Standing) -> str:
    """Return the reason, with the day first promised where it was moved."""
    if not standing.extensions:
        return standing.reading.why
    first, last = day(standing.first_due), day(standing.span.end)
    times = "" if standing.extensions == 1 else f" in {standing.extensions} steps"
    return f"{standing.reading.why} (extended from {first} to {last}{times})"


def own_part(standing: Standing, person: str | None) -> str:
    """Return what a person has done of their own part of a target: "own part 1 of 2; "."""
    for part in standing.reading.people:
        if part.id == person:
            return f"own part {number(part.actual)} of {number(part.goal)}; "
    return ""


def tally(sums: Totals) -> str:
    """Return how many targets there are of each sort: "2 of 6 targets met, 4 outstanding"."""
    said = [
        f"{sums.met} of {plural(sums.targets, 'target')} met",
        f"{sums.outstanding} outstanding",
    ]
    said += [
        f"{n} {word}" for n, word in ((sums.waived, "waived"), (sums.withdrawn, "withdrawn")) if n
    ]
    return ", ".join(said)


def _shown(value: Decimal) -> Decimal:
    return value if value == value.to_integral_value() else round(value, 1)
