"""What was proven once of a long log changes nothing that is said of it, only how soon."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from rectrack import proof
from rectrack.errors import PlanError, RequestError
from rectrack.limits import LONGEST_LINE
from rectrack.log.entry import Entry, encode
from rectrack.log.history import History
from rectrack.log.insertion import with_entries
from rectrack.records import Records, as_known, read_records, with_added
from rectrack.render.json import status_json
from rectrack.reports.closing import followed
from rectrack.reports.journal import Selection, journal
from rectrack.reports.status import status
from tests.conftest import ROOT
from tests.log.strategies import between, by_hand, moments, odd_items
from tests.support import by_value, examples
from tests.test_records import UNREAD, said

PLAN = ROOT / "tests" / "plans" / "every-kind.yaml"
HEAD, _, _ = PLAN.read_text("utf-8").partition("progress:")
LIKE = [replace(each, batch=None) for each in read_records(PLAN.read_bytes()).log.entries]
"""Entries of every sort, on targets of every kind."""
DAYS = [date(2026, 2, 1), date(2026, 7, 1), date(2027, 2, 1)]
NEW = Entry(id="new", date=DAYS[0], target="reports", value=1, by="director")  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def short_logs() -> Iterator[None]:
    """Take logs of any length for long ones, and a few lines for many."""
    with mock.patch.multiple(proof, LINES_WORTH_A_PROOF=1, MOST_BELOW=3):
        yield


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry of any sort under one of a few ids, which may correct one of them."""
    like = draw(st.sampled_from(LIKE))
    ago = timedelta(days=draw(st.integers(-40, 40)))
    entry = replace(
        like,
        id=draw(st.none() | st.sampled_from("abcdefghijklmnop")),
        date=like.date + ago,
        by=draw(st.just(like.by) | st.sampled_from(["director", "deputy", "nobody"])),
        logged=draw(st.none() | moments),
        replaces=None,
        voids=None,
    )
    match draw(st.integers(0, 9)):
        case 0:
            return Entry(
                id=entry.id,
                date=entry.date,
                by=entry.by,
                voids=draw(st.sampled_from("abcdefgh")),
                logged=entry.logged,
            )
        case 1:
            return replace(entry, replaces=draw(st.sampled_from("abcdefgh")))
    return entry


def text_of(entry: Entry) -> bytes:
    return b"  - " + encode(entry) + b"\n"


def lines() -> st.SearchStrategy[bytes]:
    """An entry as `log` writes it, or as a person may, perhaps with an amount that cannot be read."""
    hand = entries().map(lambda entry: f"  # a remark\n  - {by_hand(entry)}\n".encode())
    unread = st.sampled_from("abcdefgh").map(lambda name: UNREAD.replace("a", name, 1))
    aside = unread.map(lambda item: f"  - {item}\n".encode())
    return st.one_of(*[entries().map(text_of)] * 14, hand, hand, hand, aside)


def all_said(found: Records) -> dict[str, Any]:
    """Return all that reports are made of, and some of them."""
    history, named = found.history, found.plan.measures.values()
    return {
        **said(found),
        "log": by_value(found.log.entries),
        "places": [found.log.place_of(each) for each in found.log.entries],
        "aside": sorted((encode(each), why) for each, why in found.set_aside.items()),
        "history": values_of(history),
        "days": [values_of(found.until(day)) for day in DAYS],
        "status": [status_json(status(found, day), PLAN) for day in DAYS[1:]],
        "known": said(as_known(found, DAYS[1])),
        "decisions": [
            (by_value([each.entry]), each.state, each.wrong)
            for measure in named
            for each in followed(found, measure, history)
        ],
        "journal": [
            (by_value([each.entry]), each.line, each.counts, each.remark, each.but)
            for each in journal(found, Selection(), everything=True).entries
        ],
    }


def values_of(history: History) -> list[object]:
    """Return what a history holds, to compare: entries are equal to themselves alone."""
    return [
        *(
            sorted((name, by_value(there)) for name, there in lists.items() if there)
            for lists in (
                history.progress,
                history.target_decisions,
                history.measure_decisions,
                history.awards,
            )
        ),
        sorted(
            (name, by_value(why), list(why.values())) for name, why in history.passed_over.items()
        ),
        sorted(
            (
                name,
                by_value(each.entry for each in pairs),
                by_value(each.correction for each in pairs),
            )
            for name, pairs in history.overruled.items()
        ),
    ]


class AnOfficeWithACache(RuleBasedStateMachine):
    """A plan that is logged to, edited, merged and damaged, and what is kept of it at each look."""

    @initialize(lines=st.lists(lines(), min_size=2, max_size=10))
    def begin(self, lines: list[bytes]) -> None:
        self.head, self.lines, self.kept, self.older = HEAD.encode(), lines, b"", [b""]
        self.other: list[bytes] = []

    head: bytes = b""
    kept: bytes = b""

    @property
    def raw(self) -> bytes:
        return self.head + b"progress:\n" + b"".join(self.lines)

    @rule(entry=entries())
    def log(self, entry: Entry) -> None:
        self.lines.append(text_of(entry))

    @rule(entry=st.sampled_from(LIKE), number=st.integers(0, 999))
    def log_what_stands_by_itself(self, entry: Entry, number: int) -> None:
        self.lines.append(text_of(replace(entry, id=f"n{number}", replaces=None, voids=None)))

    @rule(at=st.integers(0, 20), entry=entries())
    def change_a_line(self, at: int, entry: Entry) -> None:
        if self.lines:
            self.lines[at % len(self.lines)] = text_of(entry)

    @rule(at=st.integers(0, 20))
    def delete_a_line(self, at: int) -> None:
        if self.lines:
            del self.lines[at % len(self.lines)]

    @rule(at=st.integers(0, 20), item=odd_items, gap=between)
    def write_by_hand(self, at: int, item: str, gap: str) -> None:
        self.lines.insert(at % (len(self.lines) + 1), f"  - {item}\n{gap}".encode())

    @rule(at=st.integers(0, 20), text=lines())
    def write_well_by_hand(self, at: int, text: bytes) -> None:
        self.lines.insert(at % (len(self.lines) + 1), text)

    @rule()
    def take_back_what_is_by_hand(self) -> None:
        self.lines = [each for each in self.lines if each.startswith(b'  - {"id')]

    @rule(order=st.randoms(use_true_random=False))
    def merge(self, order: Any) -> None:
        """The union of what two people had, some of it twice, in any order."""
        self.lines += self.other
        self.other = list(self.lines)
        order.shuffle(self.lines)
        self.lines = self.lines[:30]

    @rule(bytes_left=st.integers(1, 200))
    def cut_off(self, bytes_left: int) -> None:
        whole = b"".join(self.lines)
        self.lines = whole[:-bytes_left].splitlines(keepends=True)

    @rule(words=st.sampled_from([("goal: 4", "goal: 3"), ("owner: clerk", "owner: director"), ("left: 2026-11-30", "left: 2026-02-01"), ("Every kind", "Another plan"), ("\n", "\r\n"), ("kind: total", "kind: limit")]))  # fmt: skip
    def change_the_head(self, words: tuple[str, str]) -> None:
        was, now = (each.encode() for each in words)
        self.head = self.head.replace(was, now, 1) if was in self.head else HEAD.encode()

    @precondition(lambda self: self.kept)
    @rule(at=st.integers(0, 5000), byte=st.integers(0, 255), cut=st.booleans())
    def damage_what_is_kept(self, at: int, byte: int, cut: bool) -> None:
        at %= len(self.kept)
        self.kept = self.kept[:at] + (b"" if cut else bytes([byte]) + self.kept[at + 1 :])

    @rule(at=st.integers(0, 20))
    def find_what_was_kept_earlier(self, at: int) -> None:
        self.kept = self.older[at % len(self.older)]

    @invariant()
    def says_the_same_with_and_without_it(self) -> None:
        if not self.head:
            return
        try:
            right = read_records(self.raw)
        except PlanError:
            assert refused(lambda: proof.read(self.raw, self.kept, "this one")) == refused(
                lambda: read_records(self.raw)
            )
            return
        known, fresh = proof.read(self.raw, self.kept, "this one")
        assert all_said(known) == all_said(right)
        assert said(with_added(known, [NEW])) == said(with_added(right, [NEW]))
        assert added_to(known) == added_to(right)
        if fresh is not None:
            self.kept = fresh
            self.older.append(fresh)


def refused(read: Callable[[], object]) -> object:
    """Return what is found wrong with a plan that cannot be read."""
    with pytest.raises(PlanError) as found:
        read()
    return found.value.findings


def added_to(found: Records) -> bytes | str:
    """Return a plan's bytes with one more entry, or why it cannot be added."""
    try:
        return with_entries(found.document, found.log, [NEW])
    except RequestError as error:
        return str(error)


TestWithAndWithout = AnOfficeWithACache.TestCase
TestWithAndWithout.settings = examples(50, stateful_step_count=12)


def test_a_line_that_is_longer_than_any_entry_is_no_more_one_below_what_is_proven() -> None:
    begun = HEAD.encode() + b"progress:\n" + text_of(LIKE[0])
    _, kept = proof.read(begun, None, "this one")
    raw = begun + text_of(replace(NEW, note="x" * LONGEST_LINE))
    assert said(proof.read(raw, kept, "this one")[0]) == said(read_records(raw))
    assert len(read_records(raw).entries) == 1


@pytest.mark.parametrize(("lines", "anew"), [(3, False), (4, True)])
def test_all_is_proven_anew_once_many_lines_stand_below(lines: int, anew: bool) -> None:
    """So that what is not proven stays short."""
    begun = HEAD.encode() + b"progress:\n" + text_of(LIKE[0])
    _, kept = proof.read(begun, None, "this one")
    more = b"".join(text_of(replace(NEW, id=f"n{number}")) for number in range(lines))
    found, fresh = proof.read(begun + more, kept, "this one")
    assert (fresh is not None) is anew
    assert len(found.entries) == lines + 1


def test_what_another_program_has_proven_is_proven_anew() -> None:
    """It may have gone by other rules."""
    raw = HEAD.encode() + b"progress:\n" + text_of(LIKE[0])
    _, kept = proof.read(raw, None, "this one")
    assert proof.read(raw, kept, "this one")[1] is None
    assert proof.read(raw, kept, "another")[1] not in {None, kept}
