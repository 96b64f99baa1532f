"""`rectrack amend`: a slip is put right by an entry that replaces it."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.changes.amend import AmendRequest, amend
from rectrack.changes.undo import UndoRequest, undo
from rectrack.errors import RectrackError
from tests.commands.process import answer, last, rectrack
from tests.support import examples, line, plan_text
from tests.test_order import EXAMPLE, days, page

pytestmark = pytest.mark.sampled(one_in=3)

TOTAL = "{title: T, kind: total, goal: 10}"


def entry(name: str = "a1", date: str = "2026-02-01", **more: Any) -> str:
    fields = {"value": 1} if not more.keys() & {"value", "case", "step", "event"} else {}
    return line(id=name, date=date, **fields, **more, logged="2026-02-01T09:00:00+08:00")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return tmp_path / "rectification.yaml"


def write(plan: Path, *entries: str, target: str = TOTAL) -> None:
    plan.write_text(plan_text(target, *entries), encoding="utf-8")


def log(plan: Path, *args: str) -> None:
    answer(plan, "log", *args, "--id", "a1")


def test_it_says_what_it_was_and_is_where_that_stands_and_how_to_undo_it(small: Path) -> None:
    write(small, entry(note="Roads"))
    before = small.read_bytes()
    said = answer(small, "amend", "a", "--value", "4", "--date", "2026-02-03", "--note", "Roofs")
    assert said == (
        "amended: t +1 on Sun 1 Feb 2026 (a1): date Sun 1 Feb 2026 is now Tue 3 Feb 2026,"
        " value 1 is now 4, note 'Roads' is now 'Roofs'\nnow behind, 4/10: 4 more now, 6 by 31 Dec\n"
        f"to undo: rectrack undo {last(small)['id']}\n"
    )
    assert small.read_bytes().startswith(before)
    assert last(small).items() >= {"target": "t", "replaces": "a1", "by": "clerk"}.items()


@pytest.mark.parametrize(
    ("logged", "options", "fields"),
    [
        (["bulletins"], ["--value", "2"], {"value": 2, "target": "bulletins", "by": "clerk"}),
        (["bulletins", "2", "x"], ["--date", "wed"], {"date": "2026-10-28", "value": 2, "note": "x"}),
        (["bulletins"], ["-d", "2027-01-01", "--allow-future"], {"date": "2027-01-01"}),
        (["bulletins"], ["--for", "head", "--for", ""], {"for": "letters-head"}),
        (["bulletins"], ["--note", "-5"], {"note": "-5"}),
        (["bulletins", "1", "Roads"], ["--note", ""], {"note": None}),
        (["bulletins"], ["-e", "a.pdf", "-e", "b.pdf"], {"evidence": ["a.pdf", "b.pdf"]}),
        (["bulletins", "-e", "a.pdf"], ["--evidence", ""], {"evidence": None}),
        (["bulletins", "-e", "a.pdf"], ["--value", "2"], {"evidence": ["a.pdf"]}),
        (["team-unity", "80"], ["--value", "-5"], {"value": -5}),
        (["red-envelopes", "2"], ["--value", "None"], {"value": 0}),
        (["sign-off-system", "--step", "drafted"], ["--step", "APPROVED"], {"step": "approved"}),
        (["leader-instructions", "--case", "7", "--event", "opened"], ["--case", "8"],
         {"case": "8", "event": "opened"}),
        (["leader-instructions", "--case", "7", "--event", "opened"],
         ["--case", "", "--event", "", "--value", "none"], {"case": None, "event": None, "value": 0}),
        (["bulletins", "2"], ["--target", "research-reports"], {"target": "research-reports", "value": 2}),
        (["bulletins", "2"], ["--target", "sign-off-system", "--step", "drafted"],
         {"target": "sign-off-system", "step": "drafted", "value": None}),
        (["red-envelopes", "none"], ["--target", "leader-instructions"],
         {"target": "leader-instructions", "value": 0}),
    ],
)  # fmt: skip
def test_what_is_given_is_corrected_and_the_rest_stays(
    plan: Path, logged: list[str], options: list[str], fields: dict[str, Any]
) -> None:
    log(plan, *logged)
    answer(plan, "amend", "a1", *[text.replace("head", "letters-head") for text in options])
    found = last(plan)
    assert {key: found.get(key) for key in fields} == fields
    assert found["replaces"] == "a1"


def test_whose_work_it_is_stays_so_when_another_amends_it(small: Path) -> None:
    write(small, entry(), entry("a2", **{"for": "deputy"}))
    said = answer(small, "amend", "a1", "--value", "2", by="head")
    assert (last(small)["by"], last(small)["for"]) == ("head", "clerk")
    assert said.startswith(
        "amended: t +1 on Sun 1 Feb 2026 (a1): value 1 is now 2, by clerk is now head\nnow"
    )
    answer(small, "amend", "a1", "--value", "3")
    assert (last(small)["by"], last(small).get("for")) == ("clerk", None)
    answer(small, "amend", "a2", "--value", "2", by="head")
    assert last(small)["for"] == "deputy"
    answer(small, "amend", "a2", "--for", "")
    assert last(small)["for"] == "head"


def test_the_newest_version_is_amended_and_named(small: Path) -> None:
    write(small, entry())
    answer(small, "amend", "a1", "--value", "2")
    newest = last(small)["id"]
    said = answer(small, "amend", "a1", "--value", "3")
    assert said.startswith(
        f"amended: t +2 on Sun 1 Feb 2026 ({newest}, the newest version of a1): value 2 is now 3\n"
    )
    assert last(small)["replaces"] == newest


def test_undo_brings_the_former_version_back(small: Path) -> None:
    write(small, entry())
    answer(small, "amend", "a1", "--value", "2")
    said = answer(small, "undo", last(small)["id"])
    assert said.startswith("undone: t +2 on Sun 1 Feb 2026: value 2 is now 1\nnow behind, 1/10: ")
    assert answer(small, "amend", "a1", "--value", "5").startswith("amended: t +1")


def test_moved_to_another_target_it_shows_where_both_stand(plan: Path) -> None:
    log(plan, "bulletins", "2")
    said = answer(plan, "amend", "a1", "--target", "research-reports")
    assert "\nbulletins: now behind, 0/15: " in said
    assert "\nresearch-reports: now behind, 2/30: " in said


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ([], 1, "a1 already says so: give what is to be corrected, such as --value or --note"),
        (["--value", "1", "--date", "2026-10-31"], 1, "a1 already says so"),
        (["--value", "1,420"], 1, "--value: '1,420' has a separator in it: write 1420"),
        (["--value", "-5"], 1, "value: -5 is negative, and amounts cannot be negative"),
        (["--value", "none"], 1, '"none" is not used for bulletins: log only what was done'),
        (["--value", ""], 1, "bulletins: value is missing; a target of kind total takes value"),
        (["--date", "someday"], 2, "--date: 'someday' is not a date"),
        (["--date", "2026-11-01"], 1, "Sun 1 Nov 2026 is still to come: --allow-future logs it"),
        (["--target", "bulletns"], 1, "there is no target 'bulletns'; did you mean bulletins?"),
        (["--target", "supervision"], 1, "'supervision' is a measure; progress is logged on its targets"),
        (["--target", "sign-off-system"], 1, "step is missing; a target of kind steps takes step"),
        (["--target", "survey-articles"], 1, "clerk has no part in survey-articles: say whose work"),
        (["--for", "directr"], 1, "for: 'directr' is not among the people and groups; did you mean director?"),
        (["--for", "team"], 1, "for: give one person per entry on bulletins"),
        (["--step", "drafted"], 1, "step has no place in this entry"),
        (["--event", "extended"], 1, "to is missing"),
        (["--by", "clrk", "--value", "2"], 1, "'clrk' is not among the people; did you mean clerk?"),
        (["--by", "", "--value", "2"], 2, "who writes this down?"),
        (["--evidnce", "x"], 2, "No such option: --evidnce"),
    ],
)  # fmt: skip
def test_what_cannot_be_amended_is_refused_with_what_to_do(
    plan: Path, options: list[str], code: int, message: str
) -> None:
    log(plan, "bulletins")
    before = plan.read_bytes()
    assert message in answer(plan, "amend", "a1", *options, code=code)
    assert plan.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a1", "a1 is undone by v: rectrack undo v restores it, and then it can be amended"),
        ("v", "v takes back a1 and says nothing else: rectrack undo v restores that"),
        ("b2", "b2 is undone by w: rectrack undo w restores it, and then it can be amended"),
        ("zz", "no entry's id begins with 'zz': rectrack entries lists them"),
        ("b", "2 ids begin with 'b': give more of b1, b2"),
    ],
)
def test_what_was_undone_is_not_amended(small: Path, name: str, message: str) -> None:
    void, other = (line(id=v, date="2026-02-02", voids=of) for v, of in (("v", "a1"), ("w", "b2")))
    write(small, entry(), void, entry("b1"), entry("b2", value=2, replaces="b1"), other)
    assert answer(small, "amend", name, "--value", "3", code=1) == f"rectrack: {message}\n"


def test_without_an_id_the_writers_newest_entry_is_amended(small: Path) -> None:
    """As `undo` takes it back: by the moment of writing down, and no older than a day."""
    write(small, entry(), entry("b1", by="head"))
    answer(small, "log", "t", "2", "--date", "2026-01-05")
    newest = last(small)["id"]
    said = answer(small, "amend", "--value", "3")
    assert said.startswith(f"amended: t +2 on Mon 5 Jan 2026 ({newest}): value 2 is now 3\n")
    answer(small, "undo", last(small)["id"])
    answer(small, "undo", newest)
    answer(small, "claim", "measure")
    newest = last(small)["id"]
    assert answer(small, "amend", "--value", "3", code=1) == (
        f"rectrack: {newest}, measure claimed on Sat 31 Oct 2026: value has no place in this entry\n"
    )
    answer(small, "undo", newest)
    assert answer(small, "amend", "--value", "3", code=1) == (
        "rectrack: clerk's newest entry that counts is t +1 on Sun 1 Feb 2026, logged on"
        " Sun 1 Feb 2026, more than a day ago: to amend it, write rectrack amend a1\n"
    )


def test_an_amended_entry_of_a_batch_is_no_more_of_it(small: Path) -> None:
    write(small, entry(batch="week"), entry("b1", value=2, batch="week"))
    answer(small, "amend", "a1", "--value", "5")
    assert "batch" not in last(small)
    assert answer(small, "undo", "week").startswith("undone: 1 entry on 1 target\nt: 1 entry, now")


def test_a_dry_run_shows_the_line_and_adds_nothing(small: Path) -> None:
    write(small, entry())
    before = small.read_bytes()
    said = answer(small, "amend", "a1", "--value", "2", "--dry-run").splitlines()
    assert said[0].startswith("would be amended: t +1 on Sun 1 Feb 2026 (a1): value 1 is now 2")
    assert said[1].startswith("now behind, 2/10: ")
    assert json.loads(said[2])["replaces"] == "a1"
    assert small.read_bytes() == before


def test_a_case_cannot_be_moved_from_under_what_happened_to_it(small: Path) -> None:
    opened = entry(case="7", event="opened")
    closed = entry("a2", "2026-02-05", case="7", event="answered")
    write(small, opened, closed, target="{title: T, kind: cases, within: 15}")
    assert answer(small, "amend", "a1", "--date", "2026-02-06", code=1) == (
        "rectrack: the entry on line 22 would no longer make sense:"
        " case 7 was not open on 5 Feb 2026\n"
    )
    said = answer(small, "amend", "a2", "--date", "2026-01-31", code=1)
    assert said == "rectrack: case 7 was not open on 31 Jan 2026\n"
    assert answer(small, "amend", "a1", "--date", "2026-02-04").startswith("amended: t 7 opened on")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ({"measure": "measure", "event": "claimed"},
         "measure claimed on Sun 1 Feb 2026 (a1): note is now 'Flood'\nnow claimed;"),
        ({"person": "clerk", "event": "reward", "value": 2, "by": "director"},
         "clerk reward 2 on Sun 1 Feb 2026 (a1): note is now 'Flood'\nto undo:"),
        ({"event": "waived", "until": "2026-11-30", "note": "Fire"},
         "t waived until 30 Nov 2026 on Sun 1 Feb 2026 (a1): note 'Fire' is now 'Flood'\nnow waived"),
    ],
)  # fmt: skip
def test_a_word_is_amended_by_whoever_said_it(small: Path, word: dict[str, str], said: str) -> None:
    """Amended by another it would be that person's word."""
    by = word.get("by", "clerk")
    write(small, entry(**word))
    assert answer(small, "amend", "a1", "--note", "Flood", by=by).startswith(f"amended: {said}")
    assert answer(small, "amend", "a1", "--note", "Fire", by="deputy", code=1) == (
        f"rectrack: a1 is a decision of {by}, and only they can take it back or change it\n"
    )


def test_an_entry_amended_to_where_it_does_not_count_is_warned_of(small: Path) -> None:
    write(small, entry(value=1))
    found = rectrack("amend", "a1", "-f", small, "--by", "clerk", "--date", "2025-12-31")
    assert found.returncode == 0
    assert found.stderr == (
        "warning: 2025-12-31 is before the first day, 2026-01-01; not counted\n"
    )


def test_a_word_keeps_its_rules(small: Path) -> None:
    """A waiver has a reason; a sign-off that breaks a rule of closing would not count."""
    waiver = entry(event="waived", until="2026-11-30", note="Flood")
    write(small, waiver, entry("b1", measure="measure", event="claimed"))
    assert "gives its reason" in answer(small, "amend", "a1", "--note", "", code=1)
    said = answer(small, "amend", "b1", "--event", "signed-off", code=1)
    assert said == "rectrack: measure cannot be signed off: no evidence on t\n"


@pytest.mark.parametrize(
    ("bad", "options"),
    [
        (entry(step="x", value=1), ["--step", ""]),
        (entry(value=-1), ["--value", "1"]),
        (line(id="a1", date="2026-02-01", target="tt", value=1), ["--target", "t"]),
        (line(id="a1", date="2026-02-01", value=1, by="clrk"), ["--for", "clerk"]),
        ('{id: a1, date: 2026-02-01, target: t, value: "1,0", by: clerk}', ["--value", "1"]),
        ("{id: a1, date: 2026-02-31, target: t, value: 1, by: clerk}", ["--date", "2026-02-01"]),
        ("{id: a1, target: t, value: 1, by: clerk}", ["--date", "2026-02-01"]),
        ("{id: a1, date: 2026-02-01, target: t, vlaue: 1, by: clerk}", ["--value", "1"]),
        ("{id: a1, date: 2026-02-01, target: t, value: 1, value: 2, by: clerk}", ["--value", "1"]),
        ("{id: a1, date: 2026-02-01, target: t, value: 1}", ["--for", "clerk"]),
        ("{id: a1, date: 2026-02-01, target: t, value: 1, by: clerk, logged: 5}", ["--note", "x"]),
    ],
)  # fmt: skip
def test_an_entry_set_aside_is_mended_by_amending_it(
    small: Path, bad: str, options: list[str]
) -> None:
    """Then `check` has nothing against it any more, until that is undone."""
    write(small, bad)
    assert answer(small, "check", code=1) == ""
    said = answer(small, "amend", "a1", *options)
    assert said.startswith("corrected: t +1 on Sun 1 Feb 2026 (a1)")
    assert "\nnow behind, 1/10: " in said
    assert "error" not in answer(small, "check")
    answer(small, "undo")
    assert answer(small, "check", code=1) == ""


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ('{id: a1, date: 2026-02-01, target: t, value: "1,0", by: clerk}',
         "value of a1 cannot be read: give --value"),
        ("{id: a1, date: 2026-02-01, target: t, value: 1}", "for of a1 cannot be read: give --for"),
        ("{id: a1, date: 2026-02-01, target: t, value: 1, by: clerk, fro: head}",
         "for of a1 cannot be read: give --for"),
        ("{id: a1, date: 2026-02-01, target: t, event: extended, to: soon, by: clerk}",
         "to cannot be amended: correct it in the plan, on line 21"),
        (line(id="a1", date="2026-02-01", value=1, by="clrk"),
         "for: 'clrk' is not among the people and groups; did you mean clerk?"),
        (entry(replaces="gone"), "a1 cannot be amended: correct it in the plan, on line 21"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_not_guessed_when_amending(
    small: Path, bad: str, message: str
) -> None:
    write(small, bad)
    before = small.read_bytes()
    assert answer(small, "amend", "a1", "--note", "x", code=1) == f"rectrack: {message}\n"
    assert small.read_bytes() == before


def test_a_bad_amendment_is_mended_itself(small: Path) -> None:
    write(small, entry(), entry("b1", value=-2, replaces="a1"))
    assert answer(small, "amend", "b1", "--value", "3").startswith("corrected: t +3 on Sun 1 Feb")
    assert "error" not in answer(small, "check")
    assert "3 of 8 expected" in answer(small, "status", "t")


requests = st.builds(
    AmendRequest,
    id=st.sampled_from([each.id for each in EXAMPLE.entries if each.id]),
    by=st.sampled_from(sorted(EXAMPLE.plan.people)),
    date=st.none() | days.map(str),
    target=st.none() | st.sampled_from(sorted(EXAMPLE.plan.targets)),
    value=st.none() | st.sampled_from(["", "none", "1", "2.5", "-3"]),
    step=st.none() | st.sampled_from(["", "drafted", "in force"]),
    case=st.none() | st.sampled_from(["", "2026-031"]),
    event=st.none() | st.sampled_from(["", "opened", "answered", "claimed", "waived"]),
    for_=st.none() | st.lists(st.sampled_from(["", *EXAMPLE.plan.people]), max_size=2).map(tuple),
    title=st.none() | st.sampled_from(["", "Roads"]),
    due=st.none() | st.sampled_from(["", "2026-12-01"]),
    asked_by=st.none() | st.sampled_from(["", "County head"]),
    note=st.none() | st.sampled_from(["", "Roads"]),
    evidence=st.none() | st.just(()) | st.just(("a.pdf",)),
)


@given(requests, days)
@examples(80)
def test_amending_and_undoing_leaves_every_reading_as_it_was(
    request: AmendRequest, day: date
) -> None:
    """And an amendment that is not refused counts, in the place of what it amends."""
    now = datetime(2027, 1, 1, tzinfo=UTC)
    try:
        made = amend(EXAMPLE, request, now)
    except RectrackError:
        return
    [new] = made.entries
    assert new in made.after.entries
    assert EXAMPLE.named[new.replaces or ""] not in made.after.entries
    assert len(made.after.entries) == len(EXAMPLE.entries)
    undone = undo(made.after, UndoRequest(new.id, request.by), now).after
    assert page(undone, day) == page(EXAMPLE, day)
    assert undone.entry_findings == EXAMPLE.entry_findings
