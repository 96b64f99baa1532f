"""Part of a log is enough to tell what was effective once, and what will be with more entries."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from rectrack.log.entry import Entry, encode
from rectrack.log.history import up_to
from rectrack.log.versions import ends
from rectrack.records import Records, known_at, with_added
from rectrack.reports.sign_off_rules import SignOffRules
from tests.log import strategies as logs
from tests.support import by_value, examples, line, plan_text, records

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
@examples(150)
def test_what_counted_on_some_targets_is_what_counted_among_all(
    log: list[Entry], moment: datetime, targets: set[str]
) -> None:
    """Whatever was corrected, moved to another target, doubled, or made no sense."""
    known = [entry for entry in log if entry.logged is None or entry.logged <= moment]
    whole = records(plan_text(TARGET + MORE, *map(as_line, known)))
    now = records(plan_text(TARGET + MORE, *map(as_line, log)))
    found = known_at(now, now.facts.on(targets), moment)
    there = [entry for entry in whole.entries if entry.target in targets]
    assert by_value(entry for entry in found.entries if entry.target in targets) == by_value(there)


@given(st.lists(entries(), min_size=4, max_size=8), logs.moments, logs.days)
@examples(150)
def test_nothing_counted_otherwise_where_nothing_was_logged_since_that_bears_on_the_day(
    log: list[Entry], moment: datetime, day: date
) -> None:
    """So that the many sign-offs of a plan need not each be judged by all that was known then."""
    found = records(plan_text(TARGET + MORE, *map(as_line, log)))
    measure = found.plan.measures["measure"]
    rules = SignOffRules(found, measure, found.until(date.max))
    if not rules.is_known_better(day, since=moment):
        known = known_at(found, found.facts.on(measure.targets), moment)
        then = [entry for entry in known.entries if entry.target in measure.targets]
        now = [entry for entry in found.entries if entry.target in measure.targets]
        assert by_value(up_to(then, day)) == by_value(up_to(now, day))


def test_links_end_where_they_lead_and_those_of_a_circle_at_one_of_it() -> None:
    links = {"a": "b", "b": "c", "x": "y", "y": "z", "z": "y"}
    assert ends(links) == {"a": "c", "b": "c", "x": "y", "y": "y", "z": "y"}
    assert ends(dict(reversed(links.items()))) == ends(links)


@st.composite
def facts(draw: st.DrawFn) -> Entry:
    """An entry that corrects nothing, with an id of its own or none; not all make sense."""
    entry = replace(draw(entries()), voids=None, replaces=None)
    entry = replace(entry, id=draw(st.none() | st.sampled_from("aefxyz")))
    if entry.target is None or entry.case is None:
        entry = replace(entry, target=draw(st.sampled_from(["t", "v", "gone"])))
        if draw(st.booleans()):
            to = entry.date + timedelta(days=draw(st.integers(-400, 400)))
            return replace(entry, value=None, event="extended", to=to, asked=entry.date, note="n")
        return replace(entry, value=Decimal(1), by=draw(st.sampled_from(["clerk", "nobody"])))
    return entry


FACT = Entry(id="x", date=date(2026, 1, 5), target="t", value=Decimal(1), by="clerk")
UNREAD = '{id: a, date: 2026-02-01, target: t, value: "1,0", by: clerk}'


def said(found: Records) -> dict[str, Any]:
    """Return what a plan file says; where an entry will stand that is to be added is not known."""
    return {
        "entries": by_value(found.entries),
        "named": dict(zip(found.named, by_value(found.named.values()), strict=True)),
        "corrections": by_value(found.corrections),
        "of entries": [
            (*by_value([each.entry]), each.severity, each.message) for each in found.entry_findings
        ],
        "findings": sorted((each.severity, each.message) for each in found.findings),
    }


@given(
    st.lists((entries() | facts()).map(as_line) | st.just(UNREAD), min_size=1, max_size=6),
    st.lists(st.lists(facts(), max_size=3) | st.lists(entries(), max_size=2), max_size=3),
)
@examples(200)
@example([line(id="v", date="2026-01-05", voids="x")], [[FACT]])
@example([encode(FACT).decode()], [[replace(FACT, date=LATE.date(), value=2)]])
@example([encode(FACT).decode()], [[replace(FACT, id="y"), replace(FACT, id="y", value=2)]])
@example(
    [line(id="a", target="u", date="2026-01-06", case="c", event="answered")],
    [[replace(FACT, target="u", case="c", event="opened", value=None)]],
)
def test_what_is_said_with_entries_added_is_what_the_file_says_that_holds_them(
    lines: list[str], batches: list[list[Entry]]
) -> None:
    """However they are added, and whatever was set aside before and is no longer."""
    found = records(plan_text(TARGET + MORE, *lines))
    for batch in batches:
        found = with_added(found, batch)
        lines += map(as_line, batch)
        assert said(found) == said(records(plan_text(TARGET + MORE, *lines)))
