"""The log of a plan is read alike by both readers, and one bad entry never hides the others."""

from datetime import UTC, date, datetime
from decimal import Decimal
from unittest import mock

import pytest
import yaml
from hypothesis import example, given

from rectrack.errors import RequestError
from rectrack.limits import LONGEST_LINE
from rectrack.log import loader
from rectrack.log.entry import Entry, decode, encode
from rectrack.log.loader import read_log
from rectrack.log.model import Log
from rectrack.log.stamp import Stamp
from rectrack.storage import yaml_events
from rectrack.storage.document import take_apart
from tests.conftest import ROOT
from tests.log.strategies import bodies, entries
from tests.support import by_value, examples, plan_text, records

pytestmark = pytest.mark.sampled(one_in=3)

GOOD = '{"id":"a1","date":"2026-01-05","target":"t","value":1,"by":"clerk"}'


def both(body: str, ending: str = "\n") -> tuple[Log, Log]:
    """Read a body fast, in pieces so small that it has several, and as YAML."""
    raw = (plan_text() + body).replace("\n", ending).encode("utf-8", "surrogatepass")
    document = take_apart(raw)
    with mock.patch.object(loader, "PIECE", 100):
        return read_log(document), read_log(document, fast=False)


@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("count", [1, 2, 7, 300])
def test_a_long_log_is_read_piece_by_piece(count: int, ending: str, end: str) -> None:
    lines = [f"  - {GOOD.replace('a1', f'a{number}')}" for number in range(count)]
    fast, slow = both("\n".join(lines) + end, ending)
    assert [entry.id for entry in fast.entries] == [f"a{number}" for number in range(count)]
    assert fast.by_lines
    assert by_value(fast.entries) == by_value(slow.entries)
    assert fast.place(count - 1) == slow.place(count - 1)


@given(bodies())
@examples(150)
@example("  - note: 'opens and\n" + f"  - {GOOD}\n" + "  - x'\n")
@example(f"  - {GOOD}\n      - {{a: 1}}\n")
@example(f"  - {GOOD}\n...\n  - {GOOD}\n")
def test_the_fast_reader_and_the_yaml_reader_agree(body: str) -> None:
    """Same meaning or same refusal, at the same places, for any progress section."""
    fast, slow = both(body)
    assert by_value(fast.entries) == by_value(slow.entries)
    assert fast.findings == slow.findings
    places = [fast.place(index) for index in range(len(fast.entries))]
    assert places == [slow.place(index) for index in range(len(slow.entries))]


@given(bodies())
@examples(100)
def test_both_readers_agree_on_a_file_with_the_line_ends_of_windows(body: str) -> None:
    fast, slow = both(body, "\r\n")
    assert by_value(fast.entries) == by_value(slow.entries)
    assert fast.findings == slow.findings


@given(entries())
def test_an_entry_survives_its_line(entry: Entry) -> None:
    """What is written is read back alike as JSON and as YAML, on one line of plain characters."""
    line = encode(entry)
    assert by_value(decode(line + b"\n") or []) == by_value([entry])
    assert b"\n" not in line
    _, slow = both(f"  - {line.decode()}\n")
    assert by_value(slow.entries) == by_value([entry])


def test_characters_that_yaml_forbids_are_escaped() -> None:
    entry = Entry(
        date=date(2026, 1, 5), by="clerk", note="\x7f\x85\x9b\u2028\u2029\ufeff\ufffe\uffff"
    )
    line = encode(entry)
    assert line.isascii()
    assert line.endswith(rb'"\u007f\u0085\u009b\u2028\u2029\ufeff\ufffe\uffff"}')


@pytest.mark.parametrize(
    "text",
    [
        '{"id":"a1","date":"2026-01-05","target":"t","value":1,"by":"clerk"} ',
        '{"date":"2026-01-05","id":"a1","target":"t","value":1,"by":"clerk"}',
        '{"id": "a1","date":"2026-01-05","target":"t","value":1,"by":"clerk"}',
        '{"id":"a1","date":"2026-01-05","target":"t","value":"1","by":"clerk"}',
        '{"id":"a1","date":"2026-01-05","target":"t","value":1,"by":"clerk","note":null}',
        "{id: a1, date: 2026-01-05, target: t, value: 1, by: clerk}",
        "id: a1\n    date: 2026-01-05\n    target: t\n    value: 1\n    by: clerk",
    ],
)
def test_what_is_not_canonical_means_the_same(text: str) -> None:
    assert decode(text.encode() + b"\n") is None
    [entry] = records(plan_text("{title: T, kind: total, goal: 10}", text)).entries
    said = Entry(id="a1", date=date(2026, 1, 5), target="t", value=Decimal(1), by="clerk")
    assert by_value([entry]) == by_value([said])


@pytest.mark.parametrize("zero", ["-0", "-0.0", "-0.000000"])
def test_a_zero_with_a_sign_is_zero_to_both_readers(zero: str) -> None:
    line = GOOD.replace('"value":1', f'"value":{zero}')
    [entry] = records(plan_text("{title: T, kind: total, goal: 10}", line)).entries
    assert entry.value is not None
    assert (str(abs(entry.value)), entry.value.is_signed()) == (zero[1:], False)
    assert by_value(decode(encode(entry) + b"\n") or []) == by_value([entry])


@pytest.mark.parametrize(
    ("bad", "place", "message"),
    [
        ("{id: b, date: 2026-02-30, target: t, value: 1, by: clerk}", "22:19",
         "date: 2026-02-30 does not exist: February 2026 has 28 days; this entry is set aside"),
        ("{id: b, date: 2026-02-03, target: x, value: 1, by: clerk}", "22:5",
         "there is no target 'x'; this entry is set aside"),
        ("{id: b, date: 2026-02-03, target: t, vlaue: 1, by: clerk}", "22:42",
         "an entry has no key 'vlaue'; did you mean value?; this entry is set aside"),
        ("note: 'never closed", "22:11",
         "a quotation mark opened here is never closed; this entry is set aside"),
        ("just text", "22:5",
         "an entry must be a mapping of keys to values, not a single value; this entry is set aside"),
    ],
)  # fmt: skip
def test_a_bad_entry_is_named_and_the_others_count(bad: str, place: str, message: str) -> None:
    found = records(
        plan_text("{title: T, kind: total, goal: 10}", GOOD, bad, GOOD.replace("a1", "a2"))
    )
    assert [entry.id for entry in found.entries] == ["a1", "a2"]
    assert [f"{f.line}:{f.column} {f.message}" for f in found.findings] == [f"{place} {message}"]


BY_HAND = "date: 2026-01-05\n    target: t\n    value: 1\n    by: clerk"
OPENS = "note: 'opens and"


@pytest.mark.parametrize(
    "hidden", ["\r", "\n\r", "  # a comment\r", "# \u2028", "# \u2029", "# \x85"]
)
def test_no_entry_hides_behind_a_line_break_that_is_one_to_yaml_alone(hidden: str) -> None:
    for body in (f"{hidden}  - {GOOD}\n", f"  - {BY_HAND}\n{hidden}  - {GOOD}\n"):
        fast, slow = both(body)
        assert fast.entries[-1].id == "a1"
        assert by_value(fast.entries) == by_value(slow.entries)
        assert fast.findings == slow.findings


def test_lines_count_as_in_an_editor_also_where_old_machines_end_them() -> None:
    fast, slow = both(f"\r  junk\r  - {OPENS}\n  - junk\n")
    assert [each.line for each in fast.findings] == [21, 21, 22]
    assert fast.findings == slow.findings


@pytest.mark.parametrize("comment", ["  # \x07", "\t# a tab", "# \x7f\ufffe", "\x0c", "# \ud800"])
@pytest.mark.parametrize("above", [GOOD, "{date: 2026-01-05, target: t, value: 1, by: clerk}"])
def test_no_character_of_a_comment_costs_the_entry_above_it(above: str, comment: str) -> None:
    """Neither in a log that is in order nor in one that is not."""
    for below in (GOOD, OPENS):
        fast, slow = both(f"  - {above}\n{comment}\n  - {below}\n")
        assert fast.entries[0].date == date(2026, 1, 5)
        assert by_value(fast.entries) == by_value(slow.entries)
        assert fast.findings == slow.findings
        assert len(fast.findings) == (below is OPENS)


@pytest.mark.parametrize(
    "long",
    [
        "  - " + GOOD.replace("}", ',"note":"LONG"}'),
        "  - {id: b, date: 2026-01-05, target: t, by: clerk,\n    note: LONG}",
        "  # LONG",
        "LONG",
    ],
    ids=["an entry", "an item of several lines", "a comment", "no entry"],
)
def test_a_line_longer_than_any_entry_is_set_aside_and_the_others_count(long: str) -> None:
    """It would take minutes, and gigabytes, to look into it."""
    fast, slow = both(f"{long.replace('LONG', 'x' * LONGEST_LINE)}\n  - {GOOD}\n")
    for log in (fast, slow):
        assert [entry.id for entry in log.entries] == ["a1"]
        [finding] = log.findings
        assert finding.message.endswith(
            f"an entry has {LONGEST_LINE} at most; this entry is set aside"
        )


def test_nothing_is_written_that_would_be_too_long_to_read() -> None:
    stamp = Stamp([], datetime(2026, 1, 5, tzinfo=UTC))
    entry = Entry(date=date(2026, 1, 5), target="t", by="clerk", note="x" * LONGEST_LINE)
    with pytest.raises(RequestError, match="a line of"):
        stamp.on(entry)


def test_both_sides_of_a_conflict_count_and_its_markers_are_named() -> None:
    text = plan_text("{title: T, kind: total, goal: 10}", GOOD)
    text += f"<<<<<<< ours\n  - {GOOD.replace('a1', 'a2')}\n=======\n"
    text += f"  - {GOOD.replace('a1', 'a3')}\n>>>>>>> theirs\n"
    found = records(text)
    assert [entry.id for entry in found.entries] == ["a1", "a2", "a3"]
    assert [finding.line for finding in found.findings] == [22, 24, 26]


def test_without_the_c_library_a_plan_reads_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = (ROOT / "plans" / "example.yaml").read_bytes()
    fast = records(raw.decode())
    monkeypatch.setattr(yaml_events, "LOADER", yaml.BaseLoader)
    slow = records(raw.decode())
    assert slow.plan == fast.plan
    assert by_value(slow.entries) == by_value(fast.entries)
