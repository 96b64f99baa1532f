"""What holds for every assessment, whatever the entries."""

import random
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rectrack.log.entry import Entry, encode
from rectrack.records import Records, read_records
from rectrack.render.assessment_json import assessment_json
from rectrack.reports.assessment import assess
from rectrack.reports.scores import Calculation
from rectrack.targets.ratio import Ratio
from tests.conftest import ROOT
from tests.support import examples

EXAMPLE = read_records((ROOT / "plans" / "example.yaml").read_bytes())
HEAD = EXAMPLE.document.raw[: EXAMPLE.document.body]
days = st.dates(date(2025, 12, 25), date(2027, 1, 10))
within = st.dates(date(2026, 1, 1), date(2026, 12, 31))
values = st.decimals(Decimal("0.01"), Decimal(100), places=2)


def rewritten(entries: list[Entry]) -> Records:
    return read_records(HEAD + b"".join(b"  - " + encode(entry) + b"\n" for entry in entries))


def award(event: str, person: str, value: Decimal, day: date, name: str) -> Entry:
    by = "director" if person != "director" else "discipline-officer"
    logged = datetime.fromisoformat("2027-01-31T09:00:00+08:00")
    return Entry(
        id=name, date=day, person=person, event=event, value=value, by=by, note="So", logged=logged
    )


def all_scores(calculation: Calculation) -> list[Decimal | None]:
    central = calculation.central.value if calculation.central is not None else None
    quarters = [quarter.score for quarter in calculation.quarters]
    return [*quarters, calculation.regular, central, calculation.final]


@given(st.randoms(use_true_random=False), days)
@examples(15)
def test_the_order_of_the_entries_is_irrelevant(chance: random.Random, day: date) -> None:
    entries = list(EXAMPLE.log.entries)
    chance.shuffle(entries)
    file = Path("plan")
    shuffled = assessment_json(assess(rewritten(entries), day), file)
    assert shuffled == assessment_json(assess(EXAMPLE, day), file)


@given(
    st.sets(st.integers(0, len(EXAMPLE.log.entries) - 1)),
    days,
    st.lists(st.tuples(st.sampled_from(["reward", "penalty"]), values, within), max_size=4),
)
@examples(20)
def test_every_score_lies_within_0_and_100(
    gone: set[int], day: date, awards: list[tuple[str, Decimal, date]]
) -> None:
    entries = [each for n, each in enumerate(EXAMPLE.log.entries) if n not in gone]
    for n, (event, value, on) in enumerate(awards):
        entries += [award(event, name, value, on, f"{n}-{name}") for name in EXAMPLE.plan.people]
    for calculation in assess(rewritten(entries), day).people:
        assert all(score is None or 0 <= score <= 100 for score in all_scores(calculation))


@given(st.sampled_from(sorted(EXAMPLE.plan.people)), values, within, days)
@examples(20)
def test_a_reward_never_lowers_a_score_nor_a_penalty_raises_one(
    person: str, value: Decimal, on: date, day: date
) -> None:
    def scores(*more: Entry) -> list[Decimal | None]:
        [found] = assess(rewritten([*EXAMPLE.log.entries, *more]), day, [person]).people
        return all_scores(found)

    plain = scores()
    better = scores(award("reward", person, value, on, "more"))
    worse = scores(award("penalty", person, value, on, "less"))
    for low, middle, high in zip(worse, plain, better, strict=True):
        assert (low is None) is (middle is None) is (high is None)
        assert low is None or middle is None or high is None or low <= middle <= high


@given(days)
@examples(15)
def test_asking_for_one_person_shows_what_the_table_of_all_does(day: date) -> None:
    for calculation in assess(EXAMPLE, day).people:
        [alone] = assess(EXAMPLE, day, [calculation.person.id]).people
        assert all_scores(alone) == all_scores(calculation)


@given(st.decimals(0, 10, places=6), st.decimals(0, 10, places=6))
def test_a_rate_is_full_only_where_all_is_done(done: Decimal, asked: Decimal) -> None:
    assert (Ratio(done, asked).value == 1) is (done >= asked)


@given(st.sets(st.integers(0, len(EXAMPLE.log.entries) - 1)), days)
@examples(15)
def test_a_score_is_full_only_where_every_line_is(gone: set[int], day: date) -> None:
    entries = [each for n, each in enumerate(EXAMPLE.log.entries) if n not in gone]
    for calculation in assess(rewritten(entries), day).people:
        for mean in (calculation.central, *(quarter.mean for quarter in calculation.quarters)):
            if mean is not None and mean.lines:
                assert (mean.value == 100) is all(line.ratio.value == 1 for line in mean.lines)
