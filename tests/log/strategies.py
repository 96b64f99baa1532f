"""What hypothesis draws the logs of the tests from."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from rectrack.log.entry import Entry, encode

days = st.dates(date(2025, 12, 1), date(2027, 1, 31))
moments = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001  the strategy adds the zones
    datetime(2027, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3))]),
)
numbers = st.decimals(0, 10**6, places=2).map(lambda value: Decimal(f"{value:f}"))
texts = st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20
) | st.sampled_from(
    ["{", "- a", "# no", "a: b", "'", '"', "\u2028", "\x85", "\ufeff", "é", "议", "\t", "|", "null"]
)
ids = st.sampled_from([f"id{n}" for n in range(12)])


@st.composite
def entries(draw: st.DrawFn, *, with_id: bool = True) -> Entry:
    """An entry of progress on the target `t` of the test plans."""
    return Entry(
        id=draw(ids) if with_id else None,
        date=draw(days),
        target="t",
        value=draw(numbers),
        by=draw(st.sampled_from(["clerk", "head"])),
        for_=draw(st.none() | st.just("deputy")),
        note=draw(st.none() | texts),
        evidence=draw(st.just(()) | st.tuples(texts)),
        logged=draw(st.none() | moments),
        batch=draw(st.none() | st.sampled_from(["b1", "b2"])),
    )


@st.composite
def corrections(draw: st.DrawFn) -> Entry:
    """An entry that voids or replaces one of a few others."""
    entry = draw(entries())
    named = draw(ids)
    if draw(st.booleans()):
        return Entry(id=entry.id, date=entry.date, by=entry.by, voids=named, logged=entry.logged)
    return Entry(
        id=entry.id,
        date=entry.date,
        target="t",
        value=entry.value,
        by=entry.by,
        replaces=named,
        logged=entry.logged,
    )


def by_hand(entry: Entry) -> str:
    """Return an entry as a person might write it: block style, JSON for what needs quoting."""
    fields = json.loads(encode(entry))
    rows = [f"{key}: {json.dumps(value, ensure_ascii=True)}" for key, value in fields.items()]
    return "\n    ".join(rows)


canonical_items = entries().map(lambda entry: encode(entry).decode())
hand_items = entries(with_id=False).map(by_hand)
odd_items = st.sampled_from(
    [
        "",
        "null",
        "just text",
        "[a, b]",
        "{date: 2026-01-05, target: t, value: 1, by: clerk}",
        "{date: 2026-01-05, target: t, value: 1, by: clerk}   # a comment",
        "&a {date: 2026-01-05, target: t, value: 1, by: clerk}",
        "*a",
        "{date: 2026-01-05, target: t,\n     value: 1, by: clerk}",
        "date: 2026-01-05\n    target: t\n    value: 1\n    by: clerk\n    note: |\n      a\n      # b\n",
        "date: 2026-01-05\n    target: t\n    value: 1\n    by: clerk\n    note: >-\n      a\n\n      b",
        "note: 'opens and",
        'note: "opens and',
        "does not close'",
        '{"id":"x","date":"2026-01-05","target":"t","value":1E+2,"by":"clerk"}',
        '{"id":"x","date":"2026-01-05","target":"t","value":NaN,"by":"clerk"}',
        '{"id":"x","date":"2026-01-05","target":"t","value":1,"value":2,"by":"clerk"}',
        '{"id":"x","date":"2026-01-05","target":"t","value":1,"by":"clerk","note":"\\ud800"}',
        '{"id":"x","date":"2026-01-05","target":"t","value":12345678901234567890,"by":"clerk"}',
        '{"id":"x","date":"2026-01-05","target":"t","value":1,"by":"clerk","note":"\u2028"}',
        '{"id":"x","date":"2026-01-05","target":"t","value":1,"by":"clerk","note":"\x85"}',
        '{"date":"2026-01-05","target":"t","value":1,"by":"clerk","colour":"red"}',
        '{ "date":"2026-01-05","target":"t","value":1,"by":"clerk"}',
        '{"date":"2026-01-05","target":"t","value":1,"by":"clerk","logged":"2026-01-05T09:00:00"}',
        '{"date":"2026-01-05","target":"t","value":1,"by":"clerk","logged":"2026-01-05T09:00:00Z"}',
        "!!str x",
        "? a\n    : b",
        "\tx",
    ]
)
between = st.sampled_from(
    [
        "",
        "\n",
        "  # a comment\n",
        "# at the edge\n",
        "   \n",
        "...\n",
        "---\n",
        "  junk\n",
        "      deeper: 1\n",
        "<<<<<<< ours\n",
        "=======\n",
        ">>>>>>> theirs\n",
        "other: 1\n",
        "      - {a: 1}\n",
        " - x\n",
        "\r\n",
        "\r",
        "\t# a tab\n",
        "  # \x07\n",
        "\x0c\n",
        "# a comment\u2028  - hidden\n",
        "# \0\n",
    ]
)


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """The lines below `progress:`, as tools, people and accidents leave them."""
    indent = draw(st.sampled_from(["  ", "", "    "]))
    parts = draw(
        st.lists(
            st.tuples(
                st.one_of(canonical_items, canonical_items, hand_items, odd_items),
                st.just("") | st.just("") | between,
            ),
            max_size=6,
        )
    )
    text = "".join(f"{indent}- {item}\n{gap}" for item, gap in parts)
    ending: Any = draw(st.sampled_from(["", "\n", "# end\n", "cut"]))
    return text[:-1] if ending == "cut" else text + ending
