"""On a terminal nothing that a person wrote acts: on no page, in no question and no completion."""

import re
import sys
from pathlib import Path

import pytest

from rectrack.terminal.command_index import COMMANDS
from rectrack.terminal.shells import FILES
from tests.commands.hostile_lines import PLANS, Line, acts, assert_clean, looks
from tests.commands.process import Conversation
from tests.commands.screen import on_screen
from tests.hostile_plan import Text, hostile, tame
from tests.terminal.test_completion import answer

pytestmark = pytest.mark.sampled(one_in=3)

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal of Unix")
COLOUR = re.compile("\x1b\\[([0-9;]*)m")
COLOURS = {"0", "1", "2", "9", "31", "32", "33", "35", "36", "94", "1;9", "1;31"}
"""What the program draws with: neither does it blink nor move the cursor."""
PAGES = [
    pytest.param(line, id=" ".join(line), marks=marks)
    for lines, marks in ((looks(), ()), (acts(), pytest.mark.heavy))
    for line in lines
    if line[-1] not in {"json", "csv", "md"}
]


@pytest.fixture
def attacked(tmp_path: Path) -> Path:
    """A folder with the hostile plan, and the other one beside it."""
    (tmp_path / "plan.yaml").write_bytes(PLANS[hostile])
    (tmp_path / "other.yaml").write_bytes(PLANS[tame])
    return tmp_path


def assert_drawn(shown: str) -> None:
    """Raise AssertionError where more than the program's own colours reaches a terminal."""
    assert set(COLOUR.findall(shown)) <= COLOURS
    assert_clean(COLOUR.sub("", shown))


@pytest.mark.sampled(one_in=2)
@on_unix
@pytest.mark.parametrize("line", PAGES)
def test_no_text_acts_on_a_terminal(attacked: Path, line: Line) -> None:
    words = [hostile(901).replace("\n", " ") if word == "TEXT" else word for word in line]
    shown = on_screen(
        *words, columns=80, cwd=attacked, RECTRACK_FILE="plan.yaml", RECTRACK_BY="clerk"
    )
    assert "rectrack: internal error" not in shown
    assert_drawn(shown.replace("\r\n", "\n") if "ics" in line else shown)


@on_unix
@pytest.mark.heavy
@pytest.mark.parametrize("columns", [20, 40, 120])
@pytest.mark.parametrize("line", list(looks()), ids=" ".join)
def test_no_text_acts_at_any_width(attacked: Path, line: Line, columns: int) -> None:
    shown = on_screen(*line, columns=columns, cwd=attacked, RECTRACK_FILE="plan.yaml")
    assert_drawn(shown.replace("\r\n", "\n") if "ics" in line else shown)


@on_unix
@pytest.mark.parametrize(
    ("target", "asked", "answers"),
    [
        ("total", "How many", ["3", "", "a note"]),
        ("cases", "Which case", ["other", "opened", "", "a note"]),
        ("steps", "Which step", ["1", "", "a note"]),
    ],
)
def test_no_question_acts(attacked: Path, target: str, asked: str, answers: list[str]) -> None:
    plan = attacked / "plan.yaml"
    with Conversation(
        "log", "-f", plan, "--by", "clerk", env={"RECTRACK_TODAY": "2026-10-31"}
    ) as talk:
        talk.hear("> ")
        talk.press(f"{target}\n")
        talk.hear("> ")
        talk.press("\n")
        talk.hear(asked)
        for each in answers:
            talk.press(f"{each}\n")
        talk.end()
    assert_drawn(talk.shown)


COMPLETED = (
    *(f"rectrack {name} " for name in COMMANDS),
    *("rectrack log steps --step ", "rectrack log cases --event ", "rectrack log cases --case "),
    *("rectrack status --person ", "rectrack log each --for ", "rectrack amend "),
)


@pytest.mark.parametrize("by", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("line", COMPLETED)
def test_no_completion_acts(tmp_path: Path, line: str, by: str) -> None:
    """What would act cannot be typed for anybody, and is offered to nobody."""

    def asked(text: Text) -> list[str]:
        plan = tmp_path / "plan.yaml"
        plan.write_bytes(PLANS[text])
        return answer(line, plan, by=by, COMP_TYPE="63")

    plain, found = asked(tame), asked(hostile)
    if plain == [FILES]:
        assert found == [FILES]
        return
    assert_clean("".join(found).replace("\t", " "))
    is_word = line.endswith(("--step ", "--event ", "--case "))
    assert is_word or len(found) == len(plain)
