"""Completion in the shells themselves: what is typed by Tab is what the program is given."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.process import PROGRAM, Conversation, rectrack
from tests.conftest import ROOT
from tests.support import plan_text

pytestmark = pytest.mark.sampled(one_in=3)

WITHOUT_SETTINGS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i", "-C", "function fish_prompt; echo '$ '; end"],
}
WITH_SETTINGS = {
    "bash": ["bash", "--noprofile", "-i"],
    "zsh": ["zsh", "-d", "-i"],
    "fish": ["fish", "-i", "-C", "function fish_prompt; echo '$ '; end"],
}
SCRIPTS = ROOT / "src/rectrack/terminal/scripts"
STEPS = (
    "in force",
    "审批: 通过",
    'say "hi"',
    "it's $HOME",
    "back\\slash",
    "glob*[x]",
    "a:b=c@d",
    "(brackets) & more",
)
TITLE = "T: [b]x[/b] %F{red} `touch harm` $(touch harm) 两 \\e[31m"


@pytest.fixture(params=WITHOUT_SETTINGS)
def shell(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if sys.platform == "win32" or shutil.which(name) is None:
        pytest.skip(f"{name} is not installed here")
    return name


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with two plans, and a program that shows what it is given unless a shell asks."""
    steps = json.dumps(STEPS, ensure_ascii=False)
    target = f'{{title: "{TITLE}", kind: steps, steps: {steps}}}'
    (tmp_path / "rectification.yaml").write_text(plan_text(target), encoding="utf-8")
    other = plan_text().replace("      t: {title: T,", "      other: {title: Another,")
    (tmp_path / "other plan.yaml").write_text(other, encoding="utf-8")
    program = tmp_path / "bin/rectrack"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\n"
        f'[ -n "$_RECTRACK_COMPLETE" ] && exec {shlex.join(PROGRAM)}\n'
        "printf 'given:'; printf ' <%s>' \"$@\"; echo\n"
    )
    program.chmod(0o755)
    return tmp_path


def at_home(place: Path, *args: str, shell: str = "") -> "subprocess.CompletedProcess[str]":
    """Run the program with a folder as the home of its user, whoever runs the tests."""
    return rectrack(
        *args,
        HOME=str(place),
        ZDOTDIR=str(place),
        XDG_CONFIG_HOME="",
        XDG_DATA_HOME="",
        SHELL=shell,
    )


def begin(command: list[str], place: Path) -> Conversation:
    """Begin an interactive shell whose rectrack is the one of the place."""
    talk = Conversation(
        program=command,
        columns=120,
        cwd=place,
        env={
            "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PS1": "$ ",
            "PYTHONPATH": str(ROOT / "src"),
            "HOME": str(place),
            "ZDOTDIR": str(place),
            "XDG_CONFIG_HOME": "",
        },
    )
    talk.hear("$ ")
    return talk


def completing(shell: str, place: Path) -> Conversation:
    """Begin an interactive shell that has loaded its script."""
    talk = begin(WITHOUT_SETTINGS[shell], place)
    script = shlex.quote(str(SCRIPTS / f"rectrack.{shell}"))
    talk.press(f"source {script}; echo rea''dy\n")
    talk.hear("ready")
    return talk


def given(talk: Conversation, keys: str) -> str:
    """Type keys, then Enter; return what the program is given."""
    talk.press(f"{keys}\n")
    talk.hear("given: ")
    return talk.hear("\n").strip()


@pytest.mark.sampled(one_in=3)
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_step_arrives_as_it_stands_in_the_plan(
    shell: str, place: Path, step: str, quote: str
) -> None:
    """Blanks, colons, quotes, dollars, brackets and any script survive, in open quotes too."""
    begun = step[:2] if quote else step[:2].replace("(", r"\(")
    with completing(shell, place) as talk:
        found = given(talk, f"rectrack log t --step {quote}{begun}\t")
    assert found == f"<log> <t> <--step> <{step}>"


@pytest.mark.sampled(one_in=3)
@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("rectrack chec\t", "<check>"),
        ("rectrack log t --ste\tdrafted", "<log> <t> <--step> <drafted>"),
        ("rectrack log t --step=审\t", "<log> <t> <--step=审批: 通过>"),
        ("rectrack log t --step='it\t", "<log> <t> <--step=it's $HOME>"),
        ("rectrack log t --step a:\t", "<log> <t> <--step> <a:b=c@d>"),
        ("rectrack log t --step=a:b=\t", "<log> <t> <--step=a:b=c@d>"),
        ('rectrack log t --step "say \\"h\t', '<log> <t> <--step> <say "hi">'),
        ("rectrack log t --step it\\'s\\ \t", "<log> <t> <--step> <it's $HOME>"),
        ("rectrack log t --by=cle\t", "<log> <t> <--by=clerk>"),
        ("rectrack log t --step drafted --for te\t", "<log> <t> <--step> <drafted> <--for> <team>"),
        ("rectrack -f 'other plan.yaml' log o\t", "<-f> <other plan.yaml> <log> <other>"),
        ("rectrack log -f other\\ plan.yaml o\t", "<log> <-f> <other plan.yaml> <other>"),
        ("rectrack log --file='other plan.yaml' o\t", "<log> <--file=other plan.yaml> <other>"),
        ("rectrack --file other\t log x", "<--file> <other plan.yaml> <log> <x>"),
        ("rectrack status --fail-on failed,ove\t", "<status> <--fail-on> <failed,overdue>"),
        ("rectrack log nothing-like-it\t", "<log> <nothing-like-it>"),
        ("rectrack log t a\t", "<log> <t> <a>"),
    ],
)  # fmt: skip
def test_tab_goes_on_with_what_fits_there(shell: str, place: Path, keys: str, found: str) -> None:
    with completing(shell, place) as talk:
        assert given(talk, keys) == found


def test_titles_are_shown_beside_ids_and_can_do_no_harm(shell: str, place: Path) -> None:
    plan = place / "rectification.yaml"
    second = "      t-two: {title: 第二个, kind: total, goal: 1}\nprogress:"
    plan.write_text(plan.read_text("utf-8").replace("progress:", second), encoding="utf-8")
    with completing(shell, place) as talk:
        talk.press("rectrack log t\t\t")
        talk.hear(r"T: [b]x[/b] %F{red} `touch harm` $(touch harm) 两 \x1b[31m")
        talk.hear("第二个")
    assert not (place / "harm").exists()


def test_a_plan_that_does_not_read_disturbs_nobody(shell: str, place: Path) -> None:
    (place / "rectification.yaml").write_text("no plan: [")
    with completing(shell, place) as talk:
        talk.press("rectrack log t\t\t")
        assert given(talk, "") == "<log> <t>"
    assert "Error" not in talk.shown
    assert "rectrack:" not in talk.shown


def test_installed_once_it_works_from_the_next_start_on(shell: str, place: Path) -> None:
    """What stands in the startup file of the shell stays."""
    startup = place / f".{shell}rc"
    startup.write_text("PS1='$ '  # without a line break")
    for _ in range(2):
        found = at_home(place, "--install-completion", shell)
        assert (found.returncode, found.stderr) == (0, "")
        assert found.stdout.startswith(f"{shell} completes rectrack from its next start on")
    if shell != "fish":
        before, ours = startup.read_text().splitlines()
        assert before == "PS1='$ '  # without a line break"
        assert ours.startswith("source ")
    with begin(WITH_SETTINGS[shell], place) as talk:
        assert given(talk, "rectrack log t --step in\t") == "<log> <t> <--step> <in force>"


def test_the_script_is_shown_for_those_who_load_it_themselves(shell: str) -> None:
    found = rectrack("--show-completion", shell)
    assert found.stdout == (SCRIPTS / f"rectrack.{shell}").read_text(encoding="utf-8")
    assert rectrack("--show-completion", SHELL=f"/usr/bin/{shell}").stdout == found.stdout


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_other_shells_are_told_which_there_are(option: str, tmp_path: Path) -> None:
    found = at_home(tmp_path, option, "tcsh")
    assert (found.returncode, found.stderr) == (
        2,
        "rectrack: there is no completion for 'tcsh'; write one of bash, fish, zsh\n",
    )
    assert at_home(tmp_path, option).returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of Unix")
def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    found = at_home(tmp_path / "home", "--install-completion", "fish")
    assert found.returncode == 1
    assert re.match(r"rectrack: completion cannot be set up: .*Not a directory", found.stderr)
