"""What counted at a moment is the same whether all of the log is asked or only what matters."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from rectrack.log.entry import Entry, encode
from rectrack.log.history import until, up_to
from rectrack.records import bearing_upon, known_at
from rectrack.reports.signing_off import Rules
from tests.log import strategies as logs
from tests.support import plan_text, records

TARGET = "{title: T, kind: total, goal: 10}"
MORE = "\n      u: {title: U, kind: cases, within: 5}\n      v: {title: V, kind: total, goal: 5}"


LATE = datetime(2027, 1, 2, tzinfo=UTC)
few_ids = st.sampled_from("abcdef")


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry on one of three targets, or a correction, which may move one to another target."""
    entry = replace(draw(logs.entries()), id=draw(few_ids), note=None, evidence=())
    if draw(st.integers(0, 3)) == 0:
        return replace(entry, target=None, value=None, for_=None, voids=draw(few_ids))
    if draw(st.integers(0, 2)) == 0:
        entry = replace(entry, replaces=draw(few_ids))
    entry = replace(entry, target=draw(st.sampled_from("tuv")))
    if entry.target != "u":
        return entry
    event = draw(st.sampled_from(["opened", "answered"]))
    return replace(entry, value=None, case="a case", event=event)


def as_line(entry: Entry) -> str:
    return encode(entry).decode()


@given(
    st.lists(entries(), min_size=4, max_size=8),
    st.just(LATE) | logs.moments,
    st.sets(st.sampled_from("tuv"), min_size=1, max_size=2),
)
@settings(max_examples=150)
def test_what_counted_on_some_targets_is_what_counted_among_all(
    log: list[Entry], moment: datetime, targets: set[str | None]
) -> None:
    """Whatever was corrected, moved to another target, doubled, or made no sense."""
    known = [entry for entry in log if entry.logged is None or entry.logged <= moment]
    whole = records(plan_text(TARGET + MORE, *map(as_line, known)))
    all_of_it = records(plan_text(TARGET + MORE, *map(as_line, log)))
    found = known_at(all_of_it, bearing_upon(all_of_it, targets), moment, targets)
    assert found == [entry for entry in whole.entries if entry.target in targets]


@given(st.lists(entries(), min_size=4, max_size=8), logs.moments, logs.days)
@settings(max_examples=150)
def test_nothing_counted_otherwise_where_nothing_was_logged_since_that_bears_upon_the_day(
    log: list[Entry], moment: datetime, day: date
) -> None:
    """So that the many sign-offs of a plan need not each be judged by all that was known then."""
    all_of_it = records(plan_text(TARGET + MORE, *map(as_line, log)))
    measure = all_of_it.plan.measures["measure"]
    rules = Rules(all_of_it, measure, until(all_of_it.entries, date.max))
    if not rules.is_known_better(day, since=moment):
        known = known_at(
            all_of_it, bearing_upon(all_of_it, measure.targets), moment, measure.targets
        )
        now = [entry for entry in all_of_it.entries if entry.target in measure.targets]
        assert up_to(known, day) == up_to(now, day)
