"""On a terminal the clerk is asked for what is missing, and for nothing else."""

import importlib.util
import json
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commands.process import Conversation, rectrack
from tests.conftest import Golden
from tests.support import plan_text

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals are those of Unix")

WHAT = "What was done? A number, or part of an id or title.\n"
DAY = "On which day? [today] "
NOTE = "A note, or Enter for none: "


def last(plan: Path) -> dict[str, Any]:
    """Return the entry at the end of a plan, without what is new each time."""
    line = plan.read_text(encoding="utf-8").splitlines()[-1].removeprefix("  - ")
    entry: dict[str, Any] = json.loads(line)
    return {key: value for key, value in entry.items() if key not in {"id", "logged"}}


def asked(plan: Path, *args: str, by: str | None = "clerk", **options: Any) -> Conversation:
    """Begin `rectrack log` on a terminal."""
    env = {"RECTRACK_FILE": str(plan), "NO_COLOR": "1"} | (
        {} if by is None else {"RECTRACK_BY": by}
    )
    return Conversation("log", *args, env=env, **options)


def test_a_bare_log_asks_for_everything(plan: Path) -> None:
    """Part of a title narrows, Enter takes what is left, and words for days are echoed."""
    with asked(plan) as talk:
        talk.hear(WHAT)
        talk.say("stud")
        assert "wednesday-study" in talk.hear("study-visits")
        talk.say("wednesday night")
        talk.say("", after="[wednesday-study] > ")
        talk.say("2", after="How many? [1] ")
        talk.say("last wed", after=DAY)
        talk.hear("Wed 28 Oct 2026\n")
        talk.say("第三次学习", after=NOTE)
        talk.hear("next time: rectrack log wednesday-study 2 '第三次学习' --date 'last wed'\n")
        talk.hear('added: wednesday-study +2 on Wed 28 Oct 2026, "第三次学习"\nnow ')
        assert talk.end() == 0
    assert last(plan) == {
        "date": "2026-10-28",
        "target": "wednesday-study",
        "value": 2,
        "by": "clerk",
        "note": "第三次学习",
    }


def test_enter_answers_all_that_can_be_left_out(plan: Path) -> None:
    with asked(plan) as talk:
        talk.say("bulletins")
        talk.say("", after="How many bulletins? [1] ")
        talk.say("", after=DAY)
        talk.say("", after=NOTE)
        assert talk.end() == 0
    assert "next time: rectrack log bulletins 1\n" in talk.shown
    assert last(plan) == {"date": "2026-10-31", "target": "bulletins", "value": 1, "by": "clerk"}


def test_a_line_that_says_enough_is_asked_nothing(plan: Path) -> None:
    with asked(plan, "bulletins") as talk:
        assert talk.end() == 0
    assert talk.shown.startswith("added: bulletins +1 on Sat 31 Oct 2026\n")


@pytest.mark.parametrize(
    ("args", "answers", "line"),
    [
        (["handling-days"], [("What is the reading, in days? ", "6.5")], "handling-days 6.5"),
        (["handling-days", "by hand"], [("in days? ", "6.5")], "handling-days 6.5 'by hand'"),
        (["team-unity"], [("What is the reading, in marks? ", "-5")], "team-unity -5"),
        (["red-envelopes"], [("How many cases? A number, or none. ", "none")], "red-envelopes none"),
        (["red-envelopes"], [("or none. ", "0")], "red-envelopes 0"),
        (["sign-off-system"], [("> ", "2")], "sign-off-system --step approved"),
        (["sign-off-system", "signed"], [("> ", "forc"), ("[in force] > ", "")],
         "sign-off-system signed --step 'in force'"),
        (["leader-instructions"], [("> ", "2026-031"), ("[opened] > ", "")],
         "leader-instructions --case 2026-031 --event opened"),
        (["leader-instructions", "--event", "opened"], [("> ", "7")],
         "leader-instructions --case 7 --event opened"),
        (["leader-instructions", "--case", "7"], [("[opened] > ", "")],
         "leader-instructions --case 7 --event opened"),
        (["leader-instructions"], [("> ", "none")], "leader-instructions none"),
        (["leader-instructions"], [("> ", "0")], "leader-instructions 0"),
        (["survey-articles"], [("> ", "1 deputy-letters, team")],
         "survey-articles --for director --for deputy-letters --for team"),
        (["survey-articles", "2", "-d", "wed", "-e", "a b.pdf"], [("> ", "team")],
         "survey-articles 2 --date wed --evidence 'a b.pdf' --for team"),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for_and_then_shown_as_one_line(
    plan: Path, args: list[str], answers: list[tuple[str, str]], line: str
) -> None:
    """The line writes down the same entry without a question."""
    plan.with_name("a b.pdf").touch()
    before = plan.read_bytes()
    with asked(plan, *args) as talk:
        for prompt, answer in answers:
            talk.say(answer, after=prompt)
        assert talk.end() == 0
    assert f"next time: rectrack log {line}\n" in talk.shown
    entry = last(plan)
    plan.write_bytes(before)
    found = rectrack("log", *shlex.split(line), "-f", plan, RECTRACK_BY="clerk")
    assert found.returncode == 0
    assert "rectrack:" not in found.stderr
    assert last(plan) == entry


def test_who_writes_is_asked_where_nothing_says_it(plan: Path) -> None:
    with asked(plan, "bulletins", by=None) as talk:
        talk.hear("Who writes this down?\n")
        talk.say("clerk")
        assert talk.end() == 0
    assert "next time: rectrack log bulletins --by clerk\n" in talk.shown
    with Conversation("undo", "-f", plan, env={"NO_COLOR": "1"}) as talk:
        talk.hear("Who writes this down?\n")
        talk.say("discipline", "")
        assert talk.end() == 1
    assert "discipline-officer has no entry that counts" in talk.shown


def test_those_who_have_left_are_not_offered(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    text = plan_text().replace("clerk: {", "clerk: {left: 2026-10-30, ")
    plan.write_text(text.replace("head: {", "head: {left: 2026-10-31, "), encoding="utf-8")
    with asked(plan, "t", by=None) as talk:
        assert "head" in (offered := talk.hear("> "))
        assert "clerk" not in offered


def test_the_question_of_one_who_has_no_part_comes_after_the_writer(plan: Path) -> None:
    """A member of the team is not asked whose work it is: it is their own."""
    with asked(plan, "survey-articles", by=None) as talk:
        talk.say("director")
        assert talk.end() == 0
    assert "Whose work" not in talk.shown
    assert last(plan)["by"] == "director"


def test_a_case_goes_on_from_stage_to_stage_and_hand_to_hand(plan: Path) -> None:
    with asked(plan, "leader-instructions") as talk:
        talk.say("snow-plan", "")
        assert talk.end() == 0
    with asked(plan, "leader-instructions") as talk:
        talk.hear("1  snow-plan  opened on 31 Oct, with clerk, next is 'checked'\n")
        talk.say("", after="[snow-plan] > ")
        talk.hear("1  checked   the next stage\n")
        talk.say("handed")
        talk.hear("Whose case is it now?\n")
        talk.say("letters-head")
        assert talk.end() == 0
    assert last(plan)["event"] == "handed"
    assert last(plan)["for"] == "letters-head"


def test_a_reference_that_is_part_of_another_is_a_new_one_if_said_again(plan: Path) -> None:
    with asked(plan, "leader-instructions") as talk:
        talk.say("2026-031", "")
        assert talk.end() == 0
    with asked(plan, "leader-instructions") as talk:
        talk.say("2026-03")
        talk.hear("press Enter to use it, or type 2026-03 again to create a new one\n")
        talk.say("2026-03", "")
        assert talk.end() == 0
    assert last(plan)["case"] == "2026-03"


@pytest.mark.parametrize(
    ("args", "prompt", "answer", "told"),
    [
        (["handling-days"], "days? ", "abc", "'abc' is not a number"),
        (["handling-days"], "days? ", "1,420", "'1,420' has a separator in it: write 1420"),
        (["handling-days"], "days? ", "", "a number is needed here"),
        (["handling-days"], "days? ", "none", "log a reading of nothing as 0"),
        (["handling-days"], "days? ", "\N{FULLWIDTH DIGIT SIX}天", "write the whole amount in digits alone"),
        (["red-envelopes"], "none. ", "-1", "-1 is negative, and amounts cannot be negative"),
        (["sign-off-system"], "> ", "xyz", "'xyz' is not one of these (Ctrl-C to give up)"),
        (["sign-off-system"], "> ", "4", "'4' is not one of these"),
        (["survey-articles"], "> ", "director clerk", "'director clerk' is not one of these"),
    ],
)  # fmt: skip
def test_an_answer_that_will_not_do_is_told_and_asked_again(
    plan: Path, args: list[str], prompt: str, answer: str, told: str
) -> None:
    before = plan.read_bytes()
    with asked(plan, *args) as talk:
        talk.say(answer, after=prompt)
        talk.hear(told)
        talk.hear(prompt)
        talk.press("\x03")
        assert talk.end() == 130
    assert plan.read_bytes() == before


def test_a_day_and_a_note_that_will_not_do_are_asked_again(plan: Path) -> None:
    with asked(plan) as talk:
        talk.say("sign-off-system", "1")
        talk.say("someday", after=DAY)
        talk.hear("'someday' is not a date: write 2026-03-04, today")
        talk.say("2026-11-01", after=DAY)
        talk.hear("2026-11-01 is still to come (Ctrl-C to give up)\n")
        talk.say("yesterday", after=DAY)
        for word in ("2", "two", "last week", "approved"):
            talk.say(word, after=NOTE)
            talk.hear(
                "begin the note with a word, not with a number or a day (Ctrl-C to give up)\n"
            )
        talk.say("none", after=NOTE)
        assert talk.end() == 0
    assert last(plan) == {
        "date": "2026-10-30",
        "target": "sign-off-system",
        "step": "drafted",
        "by": "clerk",
    }


def test_what_the_line_says_is_not_asked_and_narrows_the_targets(plan: Path) -> None:
    """Only targets of the kind that takes steps are offered where a step is named."""
    with asked(plan, "--step", "drafted", "--date", "2027-01-01", "--allow-future") as talk:
        assert "bulletins" not in talk.hear("> ")
        talk.press("sign-off-system\n")
        talk.say("", after=NOTE)
        assert talk.end() == 0
    assert DAY not in talk.shown
    assert last(plan)["date"] == "2027-01-01"
    assert "--step drafted --date 2027-01-01 --allow-future\n" in talk.shown


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["bulletns"], 1, "there is no target 'bulletns'; did you mean bulletins?"),
        (["--by", "clrk"], 1, "'clrk' is not among the people; did you mean clerk?"),
        (["handling-days", "--for", "tem"], 1, "'tem' is not among the people and groups; did you"),
        (["handling-days", "--date", "someday"], 2, "--date: 'someday' is not a date"),
        (["bulletins", "1,420"], 1, "VALUE: '1,420' has a separator in it: write 1420"),
        (["sign-off-system", "2"], 1, "sign-off-system takes no VALUE"),
        (["leader-instructions", "2026-031", "closed"], 1,
         "'closed' is not a stage of leader-instructions; it has opened, handed,"),
    ],
)  # fmt: skip
def test_what_is_said_wrongly_is_refused_before_any_question(
    plan: Path, args: list[str], code: int, told: str
) -> None:
    with asked(plan, *args) as talk:
        assert talk.end() == code
    assert talk.shown.startswith(f"rectrack: {told}")


@pytest.mark.parametrize("keys", ["\x03", "\x04"])
@pytest.mark.parametrize("args", [[], ["handling-days"]])
def test_who_gives_no_answer_has_logged_nothing(plan: Path, args: list[str], keys: str) -> None:
    """Ctrl-C and Ctrl-D are quiet, and the next prompt of the shell begins a line."""
    before = plan.read_bytes()
    with asked(plan, *args) as talk:
        prompt = talk.hear("> " if not args else "? ")
        talk.press(keys)
        assert talk.end() == 130
    assert prompt
    assert talk.shown[talk.heard :] in {"\n", "^C\n"}
    assert plan.read_bytes() == before
    assert [path.name for path in plan.parent.iterdir()] == [plan.name]


with_readline = pytest.mark.skipif(
    importlib.util.find_spec("readline") is None, reason="nothing here lets a line be edited"
)
LEFT, RIGHT, UP, BACK = "\x1b[D", "\x1b[C", "\x1b[A", "\x7f"


@with_readline
@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (f"65{LEFT}.", 6.5),
        (f"5{LEFT}6.{RIGHT}1", 6.51),
        (f"66{BACK}.5", 6.5),
        ("6.5\t\t", 6.5),
        (f"{UP}{LEFT}6.5", 6.5),
    ],
)
@pytest.mark.parametrize("term", ["xterm-256color", "dumb", ""])
def test_an_answer_is_edited_as_in_a_shell(plan: Path, keys: str, value: float, term: str) -> None:
    env = {"RECTRACK_FILE": str(plan), "RECTRACK_BY": "clerk", "TERM": term}
    with Conversation("log", "handling-days", env=env) as talk:
        talk.say(keys, after="days? ")
        assert talk.end() == 0
    assert last(plan)["value"] == value


@with_readline
def test_an_answer_that_was_refused_can_be_mended(plan: Path) -> None:
    with asked(plan, "handling-days") as talk:
        talk.say("6,5", after="days? ")
        talk.say(f"{UP}{LEFT}{BACK}.", after="days? ")
        assert talk.end() == 0
    assert last(plan)["value"] == 6.5


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "zh_CN.GBK"])
def test_a_note_in_any_script_is_taken_in_any_locale(plan: Path, locale: str) -> None:
    """One that is not there is as good as none."""
    env = {"RECTRACK_FILE": str(plan), "RECTRACK_BY": "clerk", "LC_ALL": locale}
    with Conversation("log", env=env) as talk:
        talk.say("bulletins")
        talk.say("", after="[1] ")
        talk.say("", after=DAY)
        talk.say("می\u200cخواهم 第三次学习 é", after=NOTE)
        assert talk.end() == 0
    assert last(plan)["note"] == "می\u200cخواهم 第三次学习 é"


def test_no_answer_is_kept_anywhere(plan: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    env = {"RECTRACK_FILE": str(plan), "RECTRACK_BY": "clerk", "HOME": str(home)}
    with Conversation("log", "handling-days", env=env, cwd=home) as talk:
        talk.say("6.5", after="days? ")
        assert talk.end() == 0
    assert list(home.iterdir()) == []


def test_where_nothing_lets_a_line_be_edited_it_is_taken_as_it_is(
    plan: Path, tmp_path: Path
) -> None:
    """Keys that then are no text are told, and asked for again."""
    (tmp_path / "readline.py").write_text("raise ImportError\n")
    env = {"RECTRACK_FILE": str(plan), "RECTRACK_BY": "clerk", "PYTHONPATH": str(tmp_path)}
    with Conversation("log", "handling-days", env=env) as talk:
        talk.say(f"6{LEFT}", after="days? ")
        talk.hear("perhaps from the arrow keys: 6\\x1b[D")
        talk.say("6.5", after="days? ")
        assert talk.end() == 0
    assert last(plan)["value"] == 6.5


def test_a_terminal_is_left_as_it_was_found(plan: Path) -> None:
    """Whether the question is answered, interrupted, or the program told to end."""
    import termios  # noqa: PLC0415  not to be had on Windows

    for keys, code in (("6.5\n", 0), ("\x03", 130), ("\x04", 130), ("", 143)):
        with asked(plan, "handling-days") as talk:
            before = termios.tcgetattr(talk.terminal)
            talk.hear("days? ")
            if keys:
                talk.press(keys)
            else:
                talk.terminate()
            assert talk.end() == code
            assert termios.tcgetattr(talk.terminal) == before


def test_questions_stay_out_of_the_answer(plan: Path, tmp_path: Path) -> None:
    with (
        (tmp_path / "answer").open("wb") as answer,
        asked(plan, stdout=answer, columns=40, rows=12) as talk,
    ):
        assert max(map(len, talk.hear("> ").splitlines())) < 40
        talk.press("handling-days\n")
        talk.say("6.5", after="days? ")
        talk.say("", after=DAY)
        talk.say("", after=NOTE)
        assert talk.end() == 0
    said = (tmp_path / "answer").read_text(encoding="utf-8")
    assert said.startswith("added: handling-days reads 6.5 on Sat 31 Oct 2026\n")
    assert said.count("\n") == 3
    assert "added" not in talk.shown


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["log"], 2, "what was done? give the id of a target: rectrack log TARGET"),
        (["log", "handling-days"], 1, "enter a number: rectrack log handling-days VALUE"),
        (["log", "bulletins", "--by", ""], 2, "who writes this down? give --by PERSON"),
        (["undo", "--by", ""], 2, "who writes this down? give --by PERSON"),
    ],
)
def test_no_input_asks_nothing_wherever_it_stands(
    plan: Path, args: list[str], code: int, told: str
) -> None:
    env = {"RECTRACK_FILE": str(plan), "RECTRACK_BY": "clerk"}
    for line in ([*args, "--no-input"], ["--no-input", *args]):
        with Conversation(*line, env=env) as talk:
            assert talk.end() == code
        assert talk.shown.startswith(f"rectrack: {told}")


def test_the_plan_is_not_locked_while_a_question_waits(plan: Path) -> None:
    """Somebody else logs meanwhile; both entries are there."""
    before = plan.read_bytes().count(b"\n")
    with asked(plan, "handling-days") as talk:
        talk.hear("days? ")
        assert rectrack("log", "bulletins", "-f", plan, "--by", "clerk").returncode == 0
        talk.press("6.5\n")
        assert talk.end() == 0
    assert plan.read_bytes().count(b"\n") == before + 2


def test_a_plan_that_does_not_read_is_told_before_any_question(plan: Path) -> None:
    plan.write_text(plan.read_text().replace("kind: total", "kind: totl", 1))
    with asked(plan) as talk:
        assert talk.end() == 1
    assert "there is no kind 'totl'; did you mean total?" in talk.shown


def test_a_plan_without_targets_asks_for_none(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan_text().replace("    targets:\n", "").replace("      t: ", "#"))
    with asked(plan) as talk:
        assert talk.end() == 2
    assert talk.shown.startswith("rectrack: what was done?")


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (80, 24), (120, 50)])
def test_the_list_fits_the_terminal(example: Path, golden: Golden, columns: int, rows: int) -> None:
    """What needs attention comes first; what does not fit is counted."""
    with asked(example, columns=columns, rows=rows) as talk:
        screen = talk.hear("\n> ")
    assert screen.count("\n") < rows
    golden(f"asking-{columns}.txt", screen)


@pytest.mark.parametrize(("rows", "unseen"), [(8, 4), (24, 0), (60, 0)])
def test_a_search_finds_the_same_on_a_terminal_of_any_height(
    plan: Path, rows: int, unseen: int
) -> None:
    """Of all targets, seven have it in their title; Enter takes none of several."""
    before = plan.read_bytes()
    with asked(plan, rows=rows, columns=200) as talk:
        talk.say("offi")
        found = talk.hear("\n> ").splitlines()[1:-1]
        assert found[7 - unseen :] == (
            [f"and {unseen} more: type part of a name"] if unseen else []
        )
        assert ["ffi" in line for line in found[: 7 - unseen]] == [True] * (7 - unseen)
        talk.press("\n")
        talk.hear("> ")
        talk.press("\x03")
        assert talk.end() == 130
    assert plan.read_bytes() == before


HOSTILE = (
    r"""{title: "会议次数 [bold]x[/bold] \e[31m\u202e 第二次", kind: total, goal: 3, unit: 次}"""
)


@pytest.mark.parametrize("columns", [40, 80])
def test_titles_in_any_script_are_shown_harmlessly_and_found(
    tmp_path: Path, golden: Golden, columns: int
) -> None:
    plan = tmp_path / "plan.yaml"
    text = plan_text(HOSTILE).replace(
        "progress:", "      other-one: {title: 调研报告, kind: cadence, every: month}\nprogress:"
    )
    plan.write_text(text, encoding="utf-8")
    with asked(plan, columns=columns) as talk:
        talk.say("没有")
        talk.say("第二", after="> ")
        talk.say("", after="[t] > ")
        talk.say("", after="How many 次? [1] ")
        talk.say("", after=DAY)
        talk.say("", after=NOTE)
        assert talk.end() == 0
    assert "\x1b" not in talk.shown
    assert "\u202e" not in talk.shown
    golden(f"asking-wide-{columns}.txt", talk.shown.partition("next time")[0])
