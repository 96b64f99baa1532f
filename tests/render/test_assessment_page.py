"""The page of one person can be retraced with a pocket calculator, from what is printed alone."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.log.entry import Entry, encode
from rectrack.records import Records, read_records
from rectrack.render.assessment_page import assessment_page
from rectrack.render.page import Page
from rectrack.reports.assessment import assess
from tests.calculator import as_shown, figure, keyed_in, rate
from tests.conftest import ROOT
from tests.support import examples, plan_text, records

pytestmark = pytest.mark.sampled(one_in=3)

EXAMPLE = read_records((ROOT / "plans" / "example.yaml").read_bytes())
HEAD = EXAMPLE.document.raw[: EXAMPLE.document.body]
PEOPLE = sorted(EXAMPLE.plan.people)
PIPE = Page(width=None, color=False, unicode=True)

LINE = re.compile(r"  (\S.*?)  +(\S.*?)  +([01]\.[0-9]{3,})  +([0-9.]+)  +([0-9.]+)")
"""A target: how its rate comes about, the rate, the weight, the points."""
TOTAL = re.compile(r"  total  +([0-9.]+)  +([0-9.]+)")
AMOUNT = re.compile(r"  (\S.*?)(?:  +(\S.*?))?  +(−?[0-9.]+)")
"""What adds to a score, or is one: how it comes about, and how much it is."""


def in_full(found: Records, day: date, person: str, width: int | None = None) -> str:
    page = Page(width=width, color=False, unicode=True)
    return assessment_page(assess(found, day, [person]), page, in_full=True)


def retraced(text: str) -> dict[str, Decimal]:
    """Calculate a page once more, section by section; return the results by their names."""
    results: dict[str, Decimal] = {}
    sections = text.split("\n\n")[2:]
    assert sections
    for section in sections:
        weights = points = column = Decimal(0)
        for line in section.splitlines()[1:]:
            if match := LINE.fullmatch(line):
                _, terms, *shown = match.groups()
                pace, weight, product = map(figure, shown)
                assert rate(terms) == pace, line
                assert pace * weight == product, line
                weights, points = weights + weight, points + product
            elif match := TOTAL.fullmatch(line):
                assert (figure(match[1]), figure(match[2])) == (weights, points), section
            elif not line.startswith("   ") and (match := AMOUNT.fullmatch(line)):
                name, terms, amount = match[1], match[2], figure(match[3])
                if name == "weighted mean":
                    assert terms.startswith(f"100 · {points}"), line
                    assert as_shown(keyed_in(terms), 1, 100) == amount, line
                elif name.endswith("score") or name.startswith("score of"):
                    assert amount == (
                        as_shown(column, 1, 100) if name == "final score" else column
                    ), line
                    results[name] = amount
                    continue
                elif name == "mean of the quarters":
                    assert as_shown(keyed_in(terms), 1, 100) == amount, line
                    quarters = [each for each in results if each.startswith("score of")]
                    assert len(quarters) == terms.count("+") + 1
                    continue
                elif name.endswith(" part"):
                    assert keyed_in(terms) == amount, line
                column += amount
    return results


def test_a_page_is_retraced_to_the_same_final_score() -> None:
    """The reader of this test may do so too."""
    text = in_full(EXAMPLE, date(2026, 12, 31), "logistics-head")
    [found] = assess(EXAMPLE, date(2026, 12, 31), ["logistics-head"]).people
    results = retraced(text)
    assert list(results) == [
        *(f"score of Q{n} 2026" for n in (1, 2, 3, 4)),
        "central score",
        "final score",
    ]
    assert results["final score"] == found.final


@given(
    st.sampled_from(PEOPLE),
    st.dates(date(2025, 12, 25), date(2027, 1, 10)),
    st.sets(st.integers(0, len(EXAMPLE.log.entries) - 1), max_size=300),
    st.lists(
        st.tuples(
            st.sampled_from(["reward", "penalty"]),
            st.decimals(Decimal("0.01"), Decimal(100), places=2),
            st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        ),
        max_size=3,
    ),
)
@examples(60)
def test_every_printed_column_adds_up(
    person: str, day: date, gone: set[int], awards: list[tuple[str, Decimal, date]]
) -> None:
    """Whoever it is, whenever, whatever of the example had not been done, however rewarded."""
    entries = [e for n, e in enumerate(EXAMPLE.log.entries) if n not in gone]
    entries += [
        Entry(id=f"award-{n}", date=on, person=person, event=event, value=value, by="director")
        for n, (event, value, on) in enumerate(awards)
        if (person, event) != ("director", "reward")
    ]
    lines = b"".join(b"  - " + encode(entry) + b"\n" for entry in entries)
    found = read_records(HEAD + lines)
    [calculation] = assess(found, day, [person]).people
    results = retraced(in_full(found, day, person))
    assert results.get("final score") == calculation.final
    assert [v for k, v in results.items() if k.startswith("score of")] == calculation.scores


WEIGHTS = """{title: T, kind: total, goal: 7, weight: 0.3, shares: {deputy: 2.5, head: 4.5}}
      u: {title: U, kind: change, baseline: -3, goal: 11.5, weight: 2.25}
      v: {title: V, kind: cadence, every: week, share: 70%, who: team}"""


@pytest.mark.parametrize("person", ["deputy", "head", "director"])
@pytest.mark.parametrize("on", ["2026-02-11", "2026-05-17", "2027-01-01"])
def test_odd_weights_and_shares_add_up_as_well(person: str, on: str) -> None:
    entries = [
        {"date": "2026-02-02", "value": 1.3, "for": "deputy"},
        {"date": "2026-03-02", "value": -4.2, "target": "u"},
        {"date": "2026-05-02", "value": 2.001, "target": "u"},
        *(
            {"date": f"2026-0{n}-1{n}", "value": 1, "target": "v", "for": "team"}
            for n in range(1, 9)
        ),
    ]
    assert retraced(in_full(records(plan_text(WEIGHTS, *entries)), date.fromisoformat(on), person))


@pytest.mark.sampled(one_in=4)
@pytest.mark.parametrize("width", [80, 60, 40])
@pytest.mark.parametrize("person", PEOPLE)
def test_nothing_is_lost_on_a_narrow_terminal(person: str, width: int) -> None:
    """Every word of the page in a pipe is there, and no line is wider than the terminal."""
    day = date(2026, 10, 31)
    narrow = in_full(EXAMPLE, day, person, width)
    assert max(map(len, narrow.splitlines())) <= width
    assert "".join(narrow.split()) == "".join(in_full(EXAMPLE, day, person).split())


def test_a_reason_is_told_once_and_an_entry_named_where_it_first_comes_in() -> None:
    text = in_full(EXAMPLE, date(2026, 10, 31), "logistics-head")
    assert text.count("everyone done, 20 days late") == 1
    names = re.findall(r"\b[a-z0-9]{10}\b(?=,|\n| and)", text)
    assert len(names) == len(set(names))
    assert "entries 65z2cse365, zm3xd8bkqs, 4oge7tld37 and 6 above" in text


def test_an_entry_without_an_id_is_named_by_its_day_and_writer() -> None:
    found = records(
        plan_text("{title: T, kind: total, goal: 10}", {"date": "2026-03-01", "value": 2})
    )
    assert "entry 2026-03-01 by clerk\n" in in_full(found, date(2026, 3, 31), "deputy")


def test_what_a_person_wrote_cannot_act_on_the_terminal() -> None:
    reward = {"person": "head", "event": "reward", "value": 1, "date": "2026-03-01"}
    text = plan_text(
        "{title: T, kind: total, goal: 10, owner: head}", {**reward, "note": "\x1b[2J[bold]"}
    )
    shown = in_full(
        records(text.replace("Head of section", '"\\u202eHead"')), date(2026, 3, 31), "head"
    )
    assert r"\x1b[2J[bold]" in shown
    assert r"\u202eHead (head)" in shown


@pytest.mark.parametrize(
    ("start", "heads"), [("2026-01-01", "Q1 "), ("2025-10-01", "Q4 2025 Q1 2026")]
)
def test_the_year_stands_with_the_quarters_where_there_are_several(start: str, heads: str) -> None:
    found = records(plan_text(start=start, end="2026-06-30"))
    shown = assessment_page(assess(found, date(2026, 6, 30)), PIPE, in_full=False)
    assert heads in shown.splitlines()[3]
    assert shown.splitlines()[4].split() == [
        "director", *["–"] * (4 if start == "2026-01-01" else 5), "0.0", "0.0", "–", "0", "0"
    ]  # fmt: skip
