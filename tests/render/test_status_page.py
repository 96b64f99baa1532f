"""A status on a terminal: at a glance where it fits, a line each, and never longer where wider."""

from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from rectrack.records import Records, read_records
from rectrack.render.fitted import Fitted
from rectrack.render.page import Page
from rectrack.render.status_page import status_page
from rectrack.render.table import STATE, Column
from rectrack.reports.sections import GroupBy, sections
from rectrack.reports.status import Status, Wanted, status
from rectrack.targets.state import State
from tests.conftest import ROOT
from tests.support import line, plan_text, records

DAY = date(2026, 10, 31)
WIDTHS = range(40, 201)
SHOWS_THEM = "rectrack status --outstanding"


@cache
def example(wanted: Wanted | None = None) -> Status:
    return status(read_records((ROOT / "plans" / "example.yaml").read_bytes()), DAY, wanted)


def lines(
    found: Status, width: int | None, height: int | None = None, by: GroupBy | None = None
) -> list[str]:
    """Return the lines of a status without colours, of all targets where they are grouped."""
    page = Page(width=width, color=False, unicode=True, height=height)
    return status_page(found, sections(found, by) if by else None, page).splitlines()


def seen(text: str, day: date = DAY) -> list[str]:
    return lines(status(records(text), day), None)


TITLES = st.text("abc 次", min_size=1, max_size=70).map(lambda text: f"T{text}T")
NUMBERS = st.sampled_from(["0.5", "3", "12.25", "378", "512000", "98765432109.75"])
WORDS = st.sampled_from(
    ["ducha", "an-id-of-17-signs", "a-long-id-that-nobody-would-like-to-type", "x"]
)


@st.composite
def plans(draw: st.DrawFn) -> Records:
    """A plan of up to eight targets of all lengths, in all states."""
    target = "{{title: {}, kind: {}, {}: {}, due: {}}}"
    targets = [
        f"t{number}{draw(WORDS)}: "
        + target.format(
            draw(TITLES),
            *draw(st.sampled_from([("total", "goal"), ("limit", "goal"), ("level", "min")])),
            draw(st.just("") | NUMBERS),
            draw(st.sampled_from(["2026-08-31", "2026-12-31"])),
        )
        for number in range(draw(st.integers(1, 8)))
    ]
    text = plan_text(target="TARGET", start="2026-01-01")
    text = text.replace("A measure", draw(TITLES)).replace("A plan for tests", draw(TITLES))
    head, _, _ = text.replace("t: TARGET", "\n      ".join(targets)).partition("progress:")
    entries = [
        line(date="2026-05-04", target=each.partition(":")[0], value=float(draw(NUMBERS)))
        for each in targets
        if draw(st.booleans())
    ]
    log = "".join(f"\n  - {entry}" for entry in entries)
    return records(f"{head}progress:{log or ' []'}\n")


VIEWS = st.sampled_from([None, "measure", "problem", "person"])
HEIGHTS = st.sampled_from([None, 10, 24, 40])
PAIRS = st.lists(st.sampled_from(WIDTHS), min_size=2, max_size=3, unique=True).map(sorted)


@settings(max_examples=12)
@given(PAIRS, HEIGHTS, VIEWS)
def test_more_columns_never_give_more_lines(
    widths: list[int], height: int | None, by: GroupBy | None
) -> None:
    shown = [lines(example(), width, height, by) for width in widths]
    assert all(len(wider) <= len(narrower) for narrower, wider in pairwise(shown))
    for page, width in zip(shown, widths, strict=True):
        assert max(map(cell_len, page)) <= width


@pytest.mark.parametrize("by", [None, "measure"])
def test_no_column_more_gives_a_line_more(by: GroupBy | None) -> None:
    """Neither where a reason comes to stand beside a target nor where another figure does."""
    found = example(Wanted(("thrift", "work-procedures")))
    numbers = [len(lines(found, width, by=by)) for width in WIDTHS]
    assert numbers == sorted(numbers, reverse=True)


@given(plans(), PAIRS, HEIGHTS, VIEWS)
def test_more_columns_never_give_more_lines_of_any_plan(
    plan: Records, widths: list[int], height: int | None, by: GroupBy | None
) -> None:
    assert not plan.findings
    found = status(plan, DAY)
    shown = [lines(found, width, height, by) for width in widths]
    assert all(len(wider) <= len(narrower) for narrower, wider in pairwise(shown))
    for page, width in zip(shown, widths, strict=True):
        assert max(map(cell_len, page)) <= width


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_at_a_glance_it_fits_the_terminal(columns: int) -> None:
    """With a line each for the command above it and the next prompt below."""
    shown = lines(example(), columns, 40)
    assert len(shown) == 38
    assert f"18 more (12 behind, 5 no data, 1 recheck): {SHOWS_THEM}" in shown
    assert sum(each.startswith(tuple(State)) for each in shown) == 9


def attention(width: int) -> dict[str, str]:
    """Return the rows of what needs attention by the ids of what they are about."""
    found = example()
    names = [each.target.id for each in found.attention]
    names += [each.measure.id for each in found.rechecks]
    rows = [each for each in lines(found, width) if each.startswith((*State, "recheck"))]
    return dict(zip(names, rows, strict=True))


@pytest.mark.parametrize("width", [80, 100, 120])
def test_each_row_has_whoever_takes_the_step_and_on_a_wide_page_the_whole_id(width: int) -> None:
    """A narrow one has more of the title instead, which says more to a reader."""
    for name, row in attention(width).items():
        assert name in row.split() or width < 120
        assert row.split()[-1] in example().plan.people or name == "three-services"


def test_at_80_columns_the_step_can_be_read() -> None:
    rows = attention(80)
    for name, step in {
        "learning-incentive": "complete 'in force'",
        "team-unity": "raise by 6 to 80, record it",
        "staff-talks": "1 more from deputy-letters",
        "decisions-done": "close fee-review",
        "disputes": "log the first case, or none",
        "waste": "rectrack explain waste",
        "three-services": "rectrack recheck three-services --",
    }.items():
        assert step in rows[name]


def test_at_120_columns_titles_stand_before_the_ids() -> None:
    rows = attention(120)
    assert "Instances of waste found  waste " in rows["waste"]
    assert "Learning incent…  learning-incentive " in rows["learning-incentive"]


def test_five_rows_at_least_need_attention_on_a_low_terminal() -> None:
    shown = lines(example(), 80, 12)
    assert sum(each.startswith(tuple(State)) for each in shown) == 5
    assert f"22 more: {SHOWS_THEM}" in shown


def test_off_a_terminal_nothing_that_needs_attention_is_left_out() -> None:
    """Nor is anything cut where there is no width either; the measures keep their recheck."""
    shown = lines(example(), None)
    assert sum(each.startswith(tuple(State)) for each in shown) == 26
    assert not [each for each in shown if "…" in each or SHOWS_THEM in each]
    assert sum(each.startswith(tuple(State)) for each in lines(example(), 80)) == 26
    title = "Raise the three services and the office's standing  recheck  three-services"
    assert any(each.startswith(title) for each in shown)


def test_one_that_would_be_left_out_has_the_line_that_would_say_so() -> None:
    whole = len(lines(example(), 80))
    assert len(lines(example(), 80, whole + 2)) == whole
    assert "2 more" in "\n".join(lines(example(), 80, whole + 1))


def test_what_is_worst_comes_first_with_the_step_and_who_takes_it() -> None:
    first, *_ = [each for each in lines(example(), None) if each.startswith(tuple(State))]
    assert first.split("  ")[0].strip() == State.FAILED
    assert "Regular assessment of everyone's targets held  regular-assessment" in first
    assert first.endswith("  personnel-head")


def test_a_step_that_has_no_room_for_all_is_cut_behind_what_leads_back_on_track() -> None:
    rows = [("behind", ("1 more now", "5 by 31 Dec")), ("failed", ("record the cause",))]
    columns = (STATE, Column("next step", "sentence"))

    def steps(width: int | None) -> list[str]:
        fitted = Fitted(columns, rows, Page(width=width, color=False, unicode=True))
        return [fitted.line(row).plain.partition("  ")[2] for row in rows]

    assert steps(None) == steps(31) == ["1 more now, 5 by 31 Dec", "record the cause"]
    assert steps(30) == ["1 more now", "record the cause"]
    assert steps(17) == ["1 more n…", "record t…"]


def test_one_long_figure_does_not_widen_the_column_of_all() -> None:
    """It takes the room from the title beside it; points stand below each other."""
    found = example(Wanted(("thrift", "handling-days", "study-results", "bulletins")))
    rows = [each for each in lines(found, 80, by="measure") if each.startswith(tuple(State))]
    [head] = [each for each in lines(found, 80, by="measure") if each.startswith("state ")]
    assert head.endswith("  now  expected  goal")
    [long] = [each for each in rows if "426288.7" in each]
    assert long.startswith("on track  Office expenses  expenses  ")
    assert long.endswith("  426288.7  ≤426433    ≤512000")
    points = {each.index("82.2") + 2 for each in rows if "82.2" in each}
    assert points == {each.index("5.4") + 1 for each in rows if "5.4" in each}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-12-01", "begins on 1 Jan 2026"),
        ("2026-01-01", "day 1 of 365, 364 days left"),
        ("2026-12-31", "day 365 of 365, 0 days left"),
        ("2027-01-31", "31 days after the period ended"),
    ],
)
def test_the_time_gone_is_that_of_the_period(day: str, said: str) -> None:
    shown = seen(plan_text(), date.fromisoformat(day))
    [time] = [each for each in shown if each.startswith("Time")]
    assert time.endswith(f"  {said}")
    assert ("█" in time, "░" in time) == (day >= "2026-01-01", day < "2026-12-31")


def test_where_nothing_needs_attention_it_says_so() -> None:
    shown = seen(
        plan_text("{title: T, kind: total, goal: 10}", {"date": "2026-01-05", "value": 10})
    )
    assert "Nothing needs attention." in shown
    assert not [each for each in shown if "outstanding" in each]


def test_a_bar_is_solid_as_far_as_targets_are_met_and_coloured_by_state() -> None:
    """So that it can be read with and without colours."""
    page = Page(width=80, color=True, unicode=True, height=40)
    [row] = [
        each
        for each in status_page(example(), None, page).splitlines()
        if "Step up supervision" in each
    ]
    bar = "\x1b[32m██\x1b[0m\x1b[36m▒▒\x1b[0m\x1b[33m▒▒\x1b[0m\x1b[31m▒\x1b[0m"
    assert f"2/7  {bar} " in row


def test_reasons_stand_beside_where_they_fit_and_of_trouble_below_where_not() -> None:
    found = example(Wanted(("thrift",)))
    wide, narrow = lines(found, 200, by="measure"), lines(found, 80, by="measure")
    assert len([each for each in wide if each.startswith("    ")]) == 0
    below = [each for each in narrow if each.startswith("    ")]
    assert below[0].startswith(
        "    331 of at most 378 documents; only 315 allowed by 31 Oct → no more"
    )
    assert "94 of at most 120 meetings" not in "\n".join(narrow)
    assert "94 of at most 120 meetings" in "\n".join(wide)
