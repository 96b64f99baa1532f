"""The first word behind the target: a value, a note, or a slip that must not count as another."""

from pathlib import Path
from typing import Any

import pytest

from tests.commands.process import answer, last
from tests.support import plan_text

pytestmark = pytest.mark.sampled(one_in=3)

BULLETINS = "{title: Bulletins, kind: total, goal: 15, unit: bulletins}"
COSTS = "{title: Costs, kind: limit, goal: 90000, unit: yuan}"
RULES = "{title: Rules, kind: steps, steps: [drafted, in force]}"
LETTERS = "{title: Letters, kind: cases, within: 15, stages: [checked, answered]}"


def office(folder: Path, target: str) -> Path:
    plan = folder / "plan.yaml"
    plan.write_text(plan_text(target))
    return plan


def refusal(plan: Path, *words: str) -> str:
    """Return how a line is refused, which leaves the plan alone."""
    before = plan.read_bytes()
    said = answer(plan, "log", "t", *words, code=1)
    assert plan.read_bytes() == before
    return said.removeprefix("rectrack: ").removesuffix("\n")


def behind(words: str) -> str:
    return f"; put a note after the amount: rectrack log t VALUE {words}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["fifty"], "VALUE: 'fifty' is a number in words: write it in digits" + behind("fifty")),
        (["two"], "VALUE: 'two' is a number in words: write it in digits (2)" + behind("two")),
        (["two", "roads", "repaired"], "VALUE: 'two' is a number in words: write it in digits" + behind("'two roads repaired'")),
        (["two", "hundred"], "VALUE: 'two' is a number in words: write it in digits" + behind("'two hundred'")),
        (["a", "dozen"], "VALUE: 'a dozen' is a number in words: write it in digits" + behind("'a dozen'")),
        (["twenty bulletins"], "VALUE: 'twenty bulletins' is a number in words: write it in digits" + behind("'twenty bulletins'")),
        (["nothing"], "VALUE: 'nothing' is a number in words: write it in digits" + behind("nothing")),
        (["五十"], "VALUE: '五十' is a number in words: write it in digits" + behind("'五十'")),
        (["二"], "VALUE: '二' is a number in words: write it in digits (2)" + behind("'二'")),
        (["五十份"], "VALUE: '五十份' is a number in words: write it in digits" + behind("'五十份'")),
        (["1万"], "VALUE: '1万' is not in digits alone: write 10000 if that is meant" + behind("'1万'")),
        (["5", "million"], "VALUE: '5 million' is not in digits alone: write 5000000 if that is meant"),
        (["1", "1/2"], "VALUE: 1 1/2 is two numbers: write one, without spaces"),
        (["1", "½"], "VALUE: 1 ½ is two numbers: write one, without spaces"),
        (["~3"], "VALUE: '~3' is not a plain number: write the whole amount in digits alone"),
        (["(3)"], "VALUE: '(3)' is not a plain number: write the whole amount in digits alone"),
        (["RMB50"], "VALUE: 'RMB50' is not a plain number: write the whole amount in digits alone" + behind("RMB50")),
        (["x3"], "VALUE: 'x3' is not a plain number: write the whole amount in digits alone" + behind("x3")),
        (["yesterday"], "'yesterday' begins with a day: give that as --date DAY" + behind("yesterday")),
        (["Monday", "meeting"], "'Monday meeting' begins with a day: give that as --date DAY" + behind("'Monday meeting'")),
        (["last", "wed"], "'last wed' begins with a day: give that as --date DAY" + behind("'last wed'")),
        (["next week"], "'next week' begins with a day: give that as --date DAY" + behind("'next week'")),
        (["tomorrow"], "'tomorrow' begins with a day: give that as --date DAY" + behind("tomorrow")),
        (["3", "days", "ago"], "'3 days ago' begins with a day: give that as --date DAY" + behind("'3 days ago'")),
        (["2026-03-04"], "'2026-03-04' begins with a day: give that as --date DAY" + behind("2026-03-04")),
        (["31/10/2026", "roads"], "'31/10/2026 roads' begins with a day: give that as --date DAY" + behind("'31/10/2026 roads'")),
        (["October"], "'October' begins with a day: give that as --date DAY" + behind("October")),
        (["Mar", "4"], "'Mar 4' begins with a day: give that as --date DAY" + behind("'Mar 4'")),
        (["昨天"], "'昨天' begins with a day: give that as --date DAY" + behind("'昨天'")),
        (["上周三"], "'上周三' begins with a day: give that as --date DAY" + behind("'上周三'")),
        (["3月4日"], "'3月4日' begins with a day: give that as --date DAY" + behind("'3月4日'")),
        (["十月"], "'十月' begins with a day: give that as --date DAY" + behind("'十月'")),
    ],
)  # fmt: skip
def test_what_names_a_number_or_a_day_is_not_taken_for_a_note(
    tmp_path: Path, words: list[str], said: str
) -> None:
    """Taken for one it would count as 1, today; the refusal says how it becomes a note."""
    assert refusal(office(tmp_path, BULLETINS), *words) == said


@pytest.mark.parametrize(
    ("words", "value", "note"),
    [
        (["1", "two roads repaired"], 1, "two roads repaired"),
        (["1", "two", "roads"], 1, "two roads"),
        (["2", "yesterday"], 2, "yesterday"),
        (["1", "五十份"], 1, "五十份"),
        (["two on roads"], 1, "two on roads"),
        (["Monday meeting held"], 1, "Monday meeting held"),
        (["second", "bulletin"], 1, "second bulletin"),
        (["March", "bulletin"], 1, "March bulletin"),
        (["last", "bulletin"], 1, "last bulletin"),
        (["a", "bulletin"], 1, "a bulletin"),
        (["No.", "12:", "roads"], 1, "No. 12: roads"),
        (["#3"], 1, "#3"),
        (["IV"], 1, "IV"),
        (["第二期"], 1, "第二期"),
        (["一致通过"], 1, "一致通过"),
        (["1.420"], 1.42, None),
    ],
)
def test_what_tells_more_than_that_is_a_note(
    tmp_path: Path, words: list[str], value: float, note: str | None
) -> None:
    plan = office(tmp_path, BULLETINS)
    said = answer(plan, "log", "t", *words)
    entry = last(plan)
    assert (entry["value"], entry.get("note")) == (value, note)
    shown = "" if note is None else f', "{note}"'
    assert said.startswith(f"added: t +{value} on Sat 31 Oct 2026{shown}\nnow ")


@pytest.mark.parametrize(
    ("target", "words", "said"),
    [
        (RULES, ["in force", "--step", "drafted"], "'in force' is another step: log one alone"),
        (RULES, ["yesterday", "--step", "drafted"], "'yesterday' begins with a day: give that as --date DAY"),
        (RULES, ["two", "--step", "drafted"], "VALUE: 'two' is a number in words: write it in digits (2)"),
        (LETTERS, ["answered", "--case", "7", "--event", "checked"], "'answered' is another event: log one alone"),
    ],
)  # fmt: skip
def test_what_names_a_step_or_an_event_is_not_taken_for_a_note(
    tmp_path: Path, target: str, words: list[str], said: str
) -> None:
    hint = "; a note says more than that, in quotation marks"
    assert refusal(office(tmp_path, target), *words) == said + hint


def test_where_no_value_is_taken_a_note_may_begin_with_a_number(tmp_path: Path) -> None:
    plan = office(tmp_path, RULES)
    answer(plan, "log", "t", "3 copies printed", "--step", "drafted")
    assert last(plan)["note"] == "3 copies printed"
    assert "t takes no VALUE, only step and a note" in refusal(plan, "3", "--step", "in force")


@pytest.mark.parametrize(
    ("target", "words", "fields"),
    [
        (RULES, ["drafted"], {"step": "drafted"}),
        (RULES, ["In", "force"], {"step": "in force"}),
        (RULES, ["in force", "signed", "by all"], {"step": "in force", "note": "signed by all"}),
        (RULES, ["drafted", "--note", "yesterday"], {"step": "drafted", "note": "yesterday"}),
        (LETTERS, ["7", "opened"], {"case": "7", "event": "opened"}),
        (LETTERS, ["2026-03", "Opened", "by", "phone"],
         {"case": "2026-03", "event": "opened", "note": "by phone"}),
        (LETTERS, ["a b", "opened"], {"case": "a b", "event": "opened"}),
        (LETTERS, ["7", "--event", "opened"], {"case": "7", "event": "opened"}),
        (LETTERS, ["opened", "by phone", "--case", "7"],
         {"case": "7", "event": "opened", "note": "by phone"}),
        (LETTERS, ["none", "all", "quiet"], {"value": 0, "note": "all quiet"}),
    ],
)  # fmt: skip
def test_a_step_or_a_case_needs_no_option(
    tmp_path: Path, target: str, words: list[str], fields: dict[str, Any]
) -> None:
    plan = office(tmp_path, target)
    answer(plan, "log", "t", *words)
    kept = {"value", "step", "case", "event", "note"}
    assert {key: value for key, value in last(plan).items() if key in kept} == fields


@pytest.mark.parametrize(
    ("target", "words", "said"),
    [
        (RULES, ["draftd"], "which step of t? give one of: drafted, in force; did you mean drafted?"),
        (RULES, ["about roads"], "which step of t? give one of: drafted, in force"),
        (LETTERS, ["7"], "what happened to 7? give one of: opened, handed, checked, answered, dropped"),
        (LETTERS, ["7", "anwered", "by phone"], "'anwered' is not a stage of t; it has opened, handed, checked, answered, dropped; did you mean answered?"),
        (LETTERS, ["8", "answered"], "there is no case '8' of t; rectrack log t 8 opened opens it"),
        (LETTERS, ["road", "answered"], "there is no case 'road' of t; did you mean roads?"),
        (LETTERS, ["yesterday"], "'yesterday' begins with a day: give that as --date DAY; a note says more than that, in quotation marks"),
    ],
)  # fmt: skip
def test_a_step_or_a_case_that_is_not_there_is_refused_with_what_is(
    tmp_path: Path, target: str, words: list[str], said: str
) -> None:
    plan = office(tmp_path, target)
    if target is LETTERS:
        answer(plan, "log", "t", "roads", "opened")
    assert refusal(plan, *words) == said


@pytest.mark.parametrize("note", ["3 villages", "yesterday", "two", "none"])
def test_a_note_of_its_own_option_may_begin_with_anything(tmp_path: Path, note: str) -> None:
    plan = office(tmp_path, BULLETINS)
    answer(plan, "log", "t", "2", "--note", note)
    assert (last(plan)["value"], last(plan)["note"]) == (2, note)
    assert refusal(plan, "2", "roads", "--note", note) == (
        "the note is given twice: leave out --note, or 'roads'"
    )


def test_a_step_may_be_named_again_behind_itself(tmp_path: Path) -> None:
    plan = office(tmp_path, RULES)
    answer(plan, "log", "t", "drafted", "--step", "Drafted")
    assert (last(plan)["step"], last(plan)["note"]) == ("drafted", "drafted")


WHO = "who: [clerk]"
NO_STATEMENT = '"none" is not used for t: log only what was done'


@pytest.mark.parametrize("word", ["none", "None", "0", "0.0"])
@pytest.mark.parametrize(
    "target",
    [
        "{title: T, kind: total, goal: 9}",
        f"{{title: T, kind: each, goal: 9, {WHO}}}",
        f"{{title: T, kind: cadence, every: month, {WHO}}}",
        "{title: T, kind: steps, steps: [drafted]}",
    ],
)
def test_where_silence_is_enough_neither_none_nor_0_is_taken(
    tmp_path: Path, target: str, word: str
) -> None:
    said = refusal(office(tmp_path, target), word)
    adds_nothing = f"{word} adds nothing to t: log only what was done"
    assert said == (NO_STATEMENT if word.lower() == "none" else adds_nothing)


@pytest.mark.parametrize("word", ["none", "0"])
@pytest.mark.parametrize("target", [COSTS, LETTERS])
def test_where_a_statement_is_asked_for_none_and_0_are_the_same(
    tmp_path: Path, target: str, word: str
) -> None:
    plan = office(tmp_path, target)
    said = answer(plan, "log", "t", word, "checked all")
    assert said.startswith('added: t none on Sat 31 Oct 2026, "checked all"\nnow ')
    assert last(plan)["value"] == 0


@pytest.mark.parametrize("target", [
    "{title: T, kind: level, min: 0}", "{title: T, kind: change, baseline: 9, goal: 1}",
])  # fmt: skip
def test_a_reading_of_0_is_a_reading_and_none_is_not(tmp_path: Path, target: str) -> None:
    plan = office(tmp_path, target)
    assert answer(plan, "log", "t", "0").startswith("added: t reads 0 on Sat 31 Oct 2026\nnow ")
    assert refusal(plan, "none") == '"none" is not used for t: log a reading of nothing as 0'


@pytest.mark.parametrize("word", ["none", "0"])
def test_there_cannot_be_both_a_case_and_none(tmp_path: Path, word: str) -> None:
    assert refusal(office(tmp_path, LETTERS), word, "--case", "7", "--event", "opened") == (
        "none says that there was nothing: leave it out, or what there was"
    )


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        ("none", 1, NO_STATEMENT),
        ("0", 1, "0 adds nothing to t: log only what was done"),
        ("1万", 1, "--value: '1万' is not in digits alone: write 10000 if that is meant"),
        ("fifty", 1, "--value: 'fifty' is a number in words: write it in digits"),
    ],
)
def test_an_amendment_takes_what_log_takes(
    tmp_path: Path, value: str, code: int, said: str
) -> None:
    plan = office(tmp_path, BULLETINS)
    answer(plan, "log", "t", "5", "--id", "k")
    assert answer(plan, "amend", "k", "--value", value, code=code) == f"rectrack: {said}\n"


def rows(plan: Path, text: str, **how: Any) -> str:
    plan.with_name("rows").write_text(text)
    return answer(plan, "log", "--from", "rows", cwd=plan.parent, **how)


def test_a_row_takes_what_log_takes(tmp_path: Path) -> None:
    plan = office(tmp_path, BULLETINS)
    said = rows(plan, "target,value\nt,1万\nt,fifty\nt,none\nt,0\n", code=1)
    assert said.splitlines()[:-1] == [
        "rows:2: value: '1万' is not in digits alone: write 10000 if that is meant",
        "rows:3: value: 'fifty' is a number in words: write it in digits",
        f"rows:4: {NO_STATEMENT}",
        "rows:5: 0 adds nothing to t: log only what was done",
    ]


def test_what_an_older_version_logged_is_brought_over_as_it_is(tmp_path: Path) -> None:
    """It took a 0 where no statement is asked for; a log with one still goes into another plan."""
    plan = office(tmp_path, BULLETINS)
    row = '{"target": "t", "value": 0, "logged": "2026-03-05T09:14:03+08:00"}\n'
    assert rows(plan, row).startswith("added: 1 entry on 1 target\n")
