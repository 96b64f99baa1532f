"""`rectrack undo`: what was written down is taken back, and can be restored."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.changes.undo import UndoRequest, undo
from rectrack.errors import RequestError
from rectrack.records import Records
from tests.commands.process import answer, last, rectrack
from tests.support import line, plan_text, records

TOTAL = "{title: T, kind: total, goal: 10}"
BEHIND = "now behind, 0/10: "

NOON = "2026-10-31T12:00:00Z"


def entry(name: str, value: int = 1, at: str = "09", **more: str) -> str:
    moment = f"2026-10-31T{at}:00:00Z"
    return line(id=name, date="2026-02-01", value=value, logged=moment, **more)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return tmp_path / "rectification.yaml"


def write(plan: Path, *entries: str, target: str = TOTAL) -> None:
    plan.write_text(plan_text(target, *entries), encoding="utf-8")


def test_it_says_what_it_undid_where_that_stands_and_how_to_restore_it(small: Path) -> None:
    write(small, entry("a"))
    before = small.read_bytes()
    said = answer(small, "undo")
    first, second, third = said.splitlines()
    assert first == "undone: t +1 on Sun 1 Feb 2026"
    assert second.startswith(BEHIND)
    assert third == f"to restore: rectrack undo {last(small)['id']}"
    assert small.read_bytes().startswith(before)
    assert last(small).items() >= {"date": "2026-10-31", "by": "clerk", "voids": "a"}.items()


def test_without_an_id_it_steps_back_through_what_the_writer_wrote(small: Path) -> None:
    """By the moment of writing down, whatever day an entry is dated; others' are left alone."""
    late = line(id="c", date="2026-01-05", value=3, logged="2026-10-31T11:00:00Z")
    write(small, entry("a"), entry("b", 2, "10", by="head"), late)
    assert answer(small, "undo").startswith("undone: t +3 on Mon 5 Jan 2026")
    assert answer(small, "undo").startswith("undone: t +1 on Sun 1 Feb 2026")
    assert answer(small, "undo", code=1) == ("rectrack: clerk has no entry that counts\n")
    assert answer(small, "undo", "--by", "head").startswith("undone: t +2 on Sun 1 Feb 2026")


@pytest.mark.parametrize(
    ("logged", "when"),
    [
        ("2026-10-30T11:59:59Z", "logged on Fri 30 Oct 2026, more than a day ago"),
        ("2026-09-26T09:00:00Z", "logged on Sat 26 Sep 2026, more than a day ago"),
        (None, "with no time of logging"),
    ],
)
def test_without_an_id_what_was_logged_longer_than_a_day_ago_is_left_alone(
    small: Path, logged: str | None, when: str
) -> None:
    """As after a `log` that failed: what it should have undone was never there."""
    write(small, line(id="a", date="2026-09-26", value=1, **({"logged": logged} if logged else {})))
    before = small.read_bytes()
    assert answer(small, "log", "tt", code=1).startswith("rectrack: there is no target 'tt'")
    found = rectrack("undo", "-f", small, "--by", "clerk", RECTRACK_TODAY=NOON)
    assert found.returncode == 1
    assert found.stderr == (
        f"rectrack: clerk's newest entry that counts is t +1 on Sat 26 Sep 2026, {when}:"
        " to take it back, write rectrack undo a\n"
    )
    assert small.read_bytes() == before
    assert answer(small, "undo", "a").startswith("undone: t +1 on Sat 26 Sep 2026")


@pytest.mark.parametrize("logged", ["2026-10-30T12:00:00Z", "2026-11-02T09:00:00Z"])
def test_without_an_id_what_was_logged_within_a_day_is_undone(small: Path, logged: str) -> None:
    """To the second, and also where the clock of another machine is ahead."""
    write(small, line(id="a", date="2026-09-26", value=1, logged=logged))
    found = rectrack("undo", "-f", small, "--by", "clerk", RECTRACK_TODAY=NOON)
    assert found.stdout.startswith("undone: t +1 on Sat 26 Sep 2026")


def test_what_is_undone_is_named_with_its_note(small: Path) -> None:
    """Entries that are otherwise alike can be told apart, also where one is only named."""
    write(small, entry("a", note="Roads"), entry("b", at="10", note="Roofs"))
    assert answer(small, "undo").startswith('undone: t +1 on Sun 1 Feb 2026, "Roofs"\n')
    assert answer(small, "undo").startswith('undone: t +1 on Sun 1 Feb 2026, "Roads"\n')
    write(
        small, line(id="a", date="2026-02-01", value=1, note="Old", logged="2026-10-01T09:00:00Z")
    )
    said = "clerk's newest entry that counts is t +1 on Sun 1 Feb 2026, 'Old', logged on"
    assert said in answer(small, "undo", code=1)
    assert said in answer(small, "amend", "--value", "2", code=1)


def test_undoing_an_undo_restores_and_can_be_undone_in_turn(small: Path) -> None:
    write(small, entry("a"))
    answer(small, "undo")
    for verb in ("restored", "undone", "restored"):
        assert answer(small, "undo", last(small)["id"][:8]).startswith(f"{verb}: t +1 on Sun 1 Feb")
    assert answer(small, "undo").startswith("undone: t +1 on Sun 1 Feb")


def test_undoing_an_amendment_brings_back_what_it_amended(small: Path) -> None:
    write(small, entry("a"), entry("b", 2, "10", replaces="a", note="Roads"))
    said = answer(small, "undo")
    assert said.startswith(
        "undone: t +2 on Sun 1 Feb 2026: value 2 is now 1, note 'Roads' is gone\nnow behind, 1/10: "
    )
    restore = last(small)["id"]
    assert answer(small, "undo", restore).startswith(
        "restored: t +2 on Sun 1 Feb 2026: value 1 is now 2, note is now 'Roads'\nnow behind, 2/10: "
    )


def test_without_an_id_amendments_are_stepped_back_through_like_any_entry(small: Path) -> None:
    amendment = entry("c", 5, "11", replaces="a")
    write(small, entry("a"), entry("b", 2, "10"), amendment)
    said = [answer(small, "undo") for _ in range(3)]
    assert [re.match(r"undone: t \+\d", each)[0] for each in said] == [  # type: ignore[index]
        "undone: t +5",
        "undone: t +2",
        "undone: t +1",
    ]


def test_what_another_has_amended_is_no_more_the_writers_to_step_back_to(small: Path) -> None:
    write(small, entry("a"), entry("b", 2, "10", replaces="a", by="head"))
    assert "clerk has no entry that counts" in answer(small, "undo", code=1)
    answer(small, "undo", by="head")
    assert answer(small, "undo").startswith("undone: t +1")


def test_an_amendment_to_another_target_shows_where_both_stand(plan: Path) -> None:
    answer(plan, "log", "bulletins", "--id", "a")
    answer(plan, "amend", "a", "--target", "research-reports")
    said = answer(plan, "undo")
    assert said.startswith(
        "undone: research-reports +1 on Sat 31 Oct 2026:"
        " target research-reports is now bulletins\nresearch-reports: now behind, 0/30: "
    )
    assert "\nbulletins: now behind, 1/15: " in said


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("zzzz", "no entry's id begins with 'zzzz': rectrack entries lists them"),
        ("", "the id is empty: give the beginning of an entry's id"),
        ("k", "3 ids begin with 'k': give more of ka, kb, kv"),
        ("ka", "ka is already undone by kv: rectrack undo kv restores it"),
        ("kb", "kb is already replaced by c: rectrack undo c restores what it says"),
    ],
)
def test_what_cannot_be_undone_is_refused_with_what_to_do(
    small: Path, name: str, message: str
) -> None:
    void = line(id="kv", date="2026-02-02", voids="ka", logged="2026-02-02T09:00:00+08:00")
    write(small, entry("ka"), entry("kb", 2), entry("c", 3, "10", replaces="kb"), void)
    before = small.read_bytes()
    assert answer(small, "undo", name, code=1) == f"rectrack: {message}\n"
    assert small.read_bytes() == before


def test_who_undoes_is_among_the_people(small: Path) -> None:
    write(small, entry("a"))
    assert answer(small, "undo", by="clrk", code=1) == (
        "rectrack: 'clrk' is not among the people; did you mean clerk?\n"
    )
    assert "who writes this down?" in answer(small, "undo", by="", code=2)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ({"measure": "measure", "event": "claimed"},
         "measure claimed on Sun 1 Feb 2026\nnow open;"),
        ({"person": "head", "event": "reward", "value": 2},
         "head reward 2 on Sun 1 Feb 2026\nto restore:"),
        ({"event": "waived", "until": "2026-11-30", "note": "Flood"},
         't waived until 30 Nov 2026 on Sun 1 Feb 2026, "Flood"\n' + BEHIND),
        ({"event": "extended", "to": "2027-03-31", "asked": "2026-02-01", "note": "Flood"},
         't extended to 31 Mar 2027 on Sun 1 Feb 2026, "Flood"\n' + BEHIND),
    ],
)  # fmt: skip
def test_words_on_measures_targets_and_people_are_undone_alike(
    small: Path, word: dict[str, str], said: str
) -> None:
    write(small, line(id="a", date="2026-02-01", logged="2026-10-31T09:00:00Z", **word))
    assert answer(small, "undo").startswith(f"undone: {said}")
    assert answer(small, "undo", last(small)["id"]).startswith("restored: ")


def test_an_entry_set_aside_is_undone_by_name_and_not_complained_of_any_more(small: Path) -> None:
    """It does not count, so that without an id the newest that counts is undone instead."""
    write(small, entry("a"), entry("bad", 2, "10", by="clerk", step="x"))
    assert answer(small, "undo", "bad").startswith("undone: bad, which did not count\nto restore")
    assert "error" not in answer(small, "check")
    assert answer(small, "undo").startswith("undone: t +1")


def test_the_loser_of_two_corrections_can_be_undone_and_nothing_moves(small: Path) -> None:
    rivals = entry("b", 2, "10", replaces="a"), entry("c", 3, "11", replaces="a")
    write(small, entry("a"), *rivals)
    assert answer(small, "undo", "b").startswith("undone: b, which did not count\n")
    assert answer(small, "undo", "c").startswith("undone: t +3 on Sun 1 Feb 2026: value 3 is now 1")


def test_undoing_the_opening_of_a_case_tells_what_is_left_hanging(small: Path) -> None:
    opened = line(
        id="a", date="2026-02-01", case="7", event="opened", logged="2026-02-01T09:00:00Z"
    )
    closed = line(
        id="b", date="2026-02-02", case="7", event="answered", logged="2026-02-02T09:00:00Z"
    )
    write(small, opened, closed, target="{title: T, kind: cases, within: 15}")
    said = rectrack("undo", "a", "-f", small, "--by", "clerk")
    assert (said.returncode, said.stderr) == (
        0,
        f"{small}:22:5: warning: case 7 was not open on 2 Feb 2026; this entry is set aside\n",
    )
    answer(small, "undo", "b")
    assert "error" not in answer(small, "check")


@pytest.mark.parametrize(
    "word",
    [
        {"measure": "measure", "event": "claimed"},
        {"person": "head", "event": "penalty", "value": 2},
        {"event": "waived", "until": "2026-11-30", "note": "Fire"},
    ],
)
def test_a_word_is_taken_back_by_whoever_said_it(small: Path, word: dict[str, str]) -> None:
    """Nobody makes the penalty undone that was given to them; what was undone is restored alike."""
    said = line(
        id="a", date="2026-02-01", logged="2026-02-01T09:00:00+08:00", by="director", **word
    )
    write(small, said)
    refused = "rectrack: a is a decision of director, and only they can take it back or change it\n"
    assert answer(small, "undo", "a", by="head", code=1) == refused
    answer(small, "undo", "a", by="director")
    assert answer(small, "undo", last(small)["id"], by="head", code=1) == refused
    assert answer(small, "undo", last(small)["id"], by="director").startswith("restored: ")


def test_a_decision_stands_although_another_pasted_in_that_it_does_not(small: Path) -> None:
    """Whoever made it clears the pasted line away, and nobody else does."""
    write(
        small,
        line(id="a", date="2026-02-01", measure="measure", event="claimed", by="deputy"),
        line(id="b", date="2026-02-02", voids="a", by="head"),
    )
    why = "a is a decision of deputy, and only they can take it back or change it"
    assert answer(small, "undo", "b", by="head", code=1) == f"rectrack: {why}\n"
    assert answer(small, "undo", "b", by="deputy").startswith("undone: b, which did not count")
    assert "error" not in answer(small, "check")


def test_a_dry_run_shows_what_would_be_undone_and_adds_nothing(small: Path) -> None:
    write(small, entry("a"))
    before = small.read_bytes()
    said = answer(small, "undo", "-n").splitlines()
    assert said[0] == "would be undone: t +1 on Sun 1 Feb 2026"
    assert '"voids":"a"' in said[-1]
    assert small.read_bytes() == before


def in_batch(name: str, value: int = 1, batch: str = "week", **more: str) -> str:
    return entry(name, value, batch=batch, **more)


def voided(plan: Path) -> list[tuple[str, str]]:
    """Return what the last entries void, each with the batch that it came in."""
    entries = [json.loads(each[4:]) for each in plan.read_text().splitlines() if '"voids"' in each]
    return [(each["voids"], each.get("batch", "")) for each in entries]


@pytest.mark.parametrize("named", [(), ("we",)])
def test_one_undo_takes_a_whole_batch_back_and_another_restores_it(
    small: Path, named: tuple[str, ...]
) -> None:
    """Whose entries they are, also others'; what had been taken back before stays so."""
    gone = line(id="v", date="2026-02-01", voids="c", logged="2026-10-31T09:30:00Z")
    others = in_batch("b", 2, by="head")
    write(small, entry("z", 4, "08"), in_batch("a"), others, in_batch("c", 5), gone)
    said = answer(small, "undo", *named).splitlines()
    assert said[0] == "undone: 2 entries on 1 target"
    assert said[1].startswith("t: 2 entries, now behind, 4/10: ")
    (first, batch), (second, same) = voided(small)[1:]
    assert ({first, second}, batch) == ({"a", "b"}, same)
    assert said[2] == f"to restore: rectrack undo {batch}"
    said = answer(small, "undo", batch).splitlines()
    assert said[0] == "restored: 2 entries on 1 target"
    assert said[1].startswith("t: 2 entries, now behind, 7/10: ")


def test_of_a_batch_one_entry_may_be_undone_by_its_id(small: Path) -> None:
    write(small, in_batch("a"), in_batch("b", 2))
    assert answer(small, "undo", "b").startswith("undone: t +2 on Sun 1 Feb 2026\n")
    assert answer(small, "undo", "week").startswith("undone: 1 entry on 1 target\n")
    assert answer(small, "undo", "week", code=1) == (
        "rectrack: no entry of the batch week counts any more\n"
    )


def test_a_batch_that_corrects_itself_leaves_nothing_behind(small: Path) -> None:
    """It may void or replace its own entries, and those of others, which count again then."""
    void = line(id="v", date="2026-02-01", voids="a", batch="week", logged="2026-10-31T10:00:00Z")
    new = in_batch("r", 5, replaces="b", at="10")
    other = in_batch("s", 7, replaces="z", at="10")
    write(small, entry("z", 3, "08"), in_batch("a"), in_batch("b", 2), void, new, other)
    answer(small, "undo", "week")
    assert [each["value"] for each in counting(small)] == [3]
    answer(small, "undo", voided(small)[-1][1])
    assert [each["value"] for each in counting(small)] == [5, 7]


def counting(plan: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer(plan, "entries", "t", "--format", "json"))[
        "entries"
    ]
    return sorted(found, key=lambda each: each["value"])


def test_a_batch_with_a_decision_of_another_is_taken_back_by_nobody_else(small: Path) -> None:
    decision = line(
        id="d", date="2026-02-01", measure="measure", event="claimed", by="deputy", batch="week"
    )
    write(small, in_batch("a"), decision)
    before = small.read_bytes()
    assert "d is a decision of deputy" in answer(small, "undo", "week", code=1)
    assert small.read_bytes() == before


NOW = datetime(2026, 10, 31, 18, tzinfo=UTC)
happenings = st.lists(
    st.tuples(st.sampled_from(["fact", "void", "replace"]), st.integers(0, 20)),
    min_size=1,
    max_size=8,
)


def values(found: Records) -> list[int]:
    return sorted(int(each.value or 0) for each in found.entries)


@given(happenings)
def test_whatever_a_batch_holds_its_undo_leaves_what_there_was_and_restores_it_all(
    happened: list[tuple[str, int]],
) -> None:
    """Also where its entries correct one another, and those that were there before."""
    names = ["o0", "o1", "o2"]
    log = [entry(name, 2**number) for number, name in enumerate(names)]
    for number, (what, which) in enumerate(happened):
        about = {"fact": {}, "void": {"voids": names[which % len(names)]}}.get(
            what, {"replaces": names[which % len(names)]}
        )
        value = {} if what == "void" else {"value": 100 + number}
        logged = f"2026-10-31T10:00:{number:02}Z"
        log.append(
            line(id=f"b{number}", date="2026-02-01", **value, **about, batch="week", logged=logged)
        )
        names.append(f"b{number}")
    with_batch = records(plan_text(TOTAL, *log))
    try:
        undone = undo(with_batch, UndoRequest("week", "clerk"), NOW)
    except RequestError:
        assert values(with_batch) == [1, 2, 4]
        return
    assert values(undone.after) == [1, 2, 4]
    restored = undo(undone.after, UndoRequest(undone.entries[0].batch, "clerk"), NOW)
    assert values(restored.after) == values(with_batch)
