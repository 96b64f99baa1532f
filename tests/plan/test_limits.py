"""A plan of a size that no office means is refused at the first that is too much, and at once."""

from collections.abc import Iterator

import pytest

from rectrack import limits
from rectrack.errors import PlanError
from rectrack.records import read_head
from tests.support import plan_text


def listed(prefix: str, count: int) -> str:
    return ", ".join(f"{prefix}{number}" for number in range(count))


def people(count: int, *, in_line: bool = False) -> str:
    above = (f", reports_to: p{number + 1}" if in_line else "" for number in range(count))
    lines = [f"  p{number}: {{name: P{over}}}\n" for number, over in enumerate(above)]
    return "".join(lines) + f"  p{count}: {{name: P}}\n"


def with_people(text: str, lines: str) -> str:
    return text.replace("groups:\n", f"{lines}groups:\n")


def plans() -> Iterator[tuple[str, str, str]]:
    """Yield what is too much, a plan with it, and what is said of it."""
    most = limits.MOST
    yield (
        "steps",
        plan_text(f"{{title: T, kind: steps, steps: [{listed('s', most + 1)}]}}"),
        "more than 10000 items in one list or mapping",
    )
    yield (
        "people",
        with_people(plan_text(), people(most + 1)),
        "more than 10000 items in one list or mapping",
    )
    half = "".join(
        f"      t{n}: {{title: T, kind: total, goal: 1}}\n" for n in range(most // 2 + 1)
    )
    more = "  other:\n    title: M\n    answers: [problem]\n    lead: deputy\n    targets:\n"
    other = half.replace("      t", "      u")
    yield (
        "targets",
        plan_text().replace("progress:", f"{more}{half}  third{more[7:]}{other}progress:"),
        "more than 10000 targets",
    )
    yield (
        "levels",
        with_people(plan_text(), people(limits.MOST_LEVELS + 1, in_line=True)),
        "more than 50 people are above",
    )
    yield (
        "days of people",
        with_people(
            plan_text(f"{{title: T, kind: cadence, every: day, who: [{listed('p', 9_900)}]}}"),
            people(9_900),
        ),
        "days, weeks or months of people",
    )
    yield (
        "windows of people",
        with_people(
            plan_text(
                f"{{title: T, kind: cadence, every: week, who: [{listed('p', 9_900)}]}}"
            ).replace("2026-12-31", "2036-12-31"),
            people(9_900),
        ),
        "weeks or months of people",
    )


@pytest.mark.parametrize(
    ("text", "said"), [pytest.param(text, said, id=name) for name, text, said in plans()]
)
def test_what_no_office_means_is_refused_where_it_goes_too_far(text: str, said: str) -> None:
    with pytest.raises(PlanError) as refused:
        read_head(text.encode())
    [finding] = refused.value.findings
    assert said in finding.message
    assert finding.line > 1
