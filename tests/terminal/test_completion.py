"""Completion as the shells' scripts ask for it: what may follow, and silence where nothing may."""

import contextlib
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

import pytest
import typer

from rectrack.cli import program
from rectrack.terminal import completion
from rectrack.terminal.command_index import COMMANDS, function_of
from rectrack.terminal.session import Session
from rectrack.terminal.shells import FILES, answer_to, split
from tests.commands.commands import command
from tests.commands.process import PROGRAM, environment, rectrack, run_forked
from tests.support import plan_text

pytestmark = pytest.mark.sampled(one_in=3)


def answer(
    line: str, plan: Path | str = "", *, by: str = "fish", cwd: Path | None = None, **env: str
) -> list[str]:
    """Ask as a script does, with the line up to the cursor; return the lines of the answer.

    It asks within this process, which is quicker than one for each question.
    """
    variable = "COMP_WORDS" if by == "bash" else "_TYPER_COMPLETE_ARGS"
    asking = {"_RECTRACK_COMPLETE": f"complete_{by}", variable: line, "RECTRACK_FILE": str(plan)}
    asking |= env
    with (
        contextlib.chdir(cwd or Path.cwd()),
        mock.patch.dict(os.environ, environment(**asking), clear=True),
    ):
        session = Session(clock=lambda: datetime.now(UTC))
        said = answer_to(program(), session, f"complete_{by}", os.environ)
    return said.decode().splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="it is forked")
@pytest.mark.parametrize("by", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    "line", ["rectrack ", "rectrack log bul", "rectrack status 'x", "rectrack undo "]
)
def test_a_program_of_its_own_answers_alike(by: str, line: str, example: Path) -> None:
    variable = "COMP_WORDS" if by == "bash" else "_TYPER_COMPLETE_ARGS"
    asking = {"_RECTRACK_COMPLETE": f"complete_{by}", variable: line}
    found = run_forked([], None, environment(**asking, RECTRACK_FILE=str(example)))
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.splitlines() == answer(line, example, by=by)


def words(
    line: str, plan: Path | str = "", *, cwd: Path | None = None, home: str = ""
) -> list[str]:
    """Return the words of an answer, without their help."""
    lines = answer(line, plan, cwd=cwd, HOME=home)
    return [each if each == FILES else each.split("\t")[0] for each in lines]


@pytest.mark.parametrize("name", COMMANDS)
def test_whatever_takes_a_file_completes_files(name: str) -> None:
    """The shell does it by itself. The lock is no file, or for a moment one that it never shows."""
    for param in command(name).params:
        if re.search(r"FILE|\bREF", param.metavar or "") and param.name != "case":
            option = max(param.opts, key=len)
            line = f"rectrack {name} {option if option.startswith('-') else ''} "
            assert answer(line) == ["\tfiles"], option


def test_commands_are_named_with_their_help() -> None:
    """The help is the first line of each command's own."""
    helps = {name: function_of(name).__doc__ or "" for name in COMMANDS}
    expected = [f"{name}\t{text.splitlines()[0]}" for name, text in helps.items()]
    assert answer("rectrack ") == expected


def test_targets_are_named_with_their_titles_in_the_order_of_the_plan(example: Path) -> None:
    found = answer("rectrack log ", example)
    assert len(found) == 79
    assert found[:2] == [
        "wednesday-study\tWednesday-night study held",
        "study-subjects\tThe named study subjects completed",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("rectrack lo", ["log"]),
        ("rectrack log bul", ["bulletins"]),
        ("rectrack log bulletins ", []),
        ("rectrack log red-envelopes ", ["none"]),
        ("rectrack log x --by cl", ["clerk"]),
        ("rectrack log x --by=cl", ["--by=clerk"]),
        ("rectrack log x --by deputy-", ["deputy-supervision", "deputy-research", "deputy-affairs", "deputy-letters"]),
        ("rectrack log x --for te", ["team"]),
        ("rectrack log x -d y", ["yesterday"]),
        ("rectrack log --step approved --for te", ["team"]),
        ("rectrack log sign-off-system --step ", ["drafted", "approved", "in force"]),
        ("rectrack log sign-off-system --step=in", ["--step=in force"]),
        ("rectrack log sign-off-system --step 'in fo", ["in force"]),
        ("rectrack log leader-instructions --event ", ["opened", "handed", "checked", "resolved", "answered", "dropped"]),
        ("rectrack log leader-instructions --event opened --case ", ["snow-plan"]),
        ("rectrack log bulletins --case ", []),
        ("rectrack log bulletins --step ", []),
        ("rectrack log nothing-like-it --step ", []),
        ("rectrack log --step ", []),
        ("rectrack log bulletins -5 --by cl", ["clerk"]),
        ("rectrack log bulletins -- --b", []),
        ("rectrack log --evi", ["--evidence"]),
        ("rectrack log -e x --evi", ["--evidence"]),
        ("rectrack log --dry-run --dry", []),
        ("rectrack log -n --dry", []),
        ("rectrack log --by clerk --b", []),
        ("rectrack log -e ", ["\tfiles"]),
        ("rectrack log --file=pl", ["\tfiles"]),
        ("rectrack log --from ", ["\tfiles"]),
        ("rectrack amend x -e ", ["\tfiles"]),
        ("rectrack check --against=pl", ["\tfiles"]),
        ("rectrack init ", ["\tfiles"]),
        ("rectrack help sta", ["status"]),
        ("rectrack help conf", ["config"]),
        ("rectrack --fi", ["--file"]),
        ("rectrack --file ", ["\tfiles"]),
        ("rectrack --color ", ["auto", "always", "never"]),
        ("rectrack --no-input --color=n", ["--color=never"]),
        ("rectrack --show-completion ", ["bash", "zsh", "fish"]),
        ("rectrack --install-completion z", ["zsh"]),
        ("rectrack check --format ", ["text", "json"]),
        ("rectrack status team-", ["team-unity", "team-exchange"]),
        ("rectrack status t", ["team-unity", "talents", "themed-activities", "theory-study", "team-exchange", "target-management", "thrift", "three-services", "team"]),
        ("rectrack status thrift weak", ["weak-cohesion", "weak-supervision"]),
        ("rectrack status --person deputy-s", ["deputy-supervision"]),
        ("rectrack status -g p", ["problem", "person"]),
        ("rectrack status --fail-on o", ["overdue", "on-track"]),
        ("rectrack status --fail-on failed,overdue,b", ["failed,overdue,behind"]),
        ("rectrack status --state w", ["withdrawn", "waived"]),
        ("rectrack undo 30", ["30tbxx3kne"]),
        ("rectrack undo --by=discipline", ["--by=discipline-officer"]),
        ("rectrack frobnicate ", []),
        ("rectrack --frob log bul", ["bulletins"]),
    ],
)  # fmt: skip
def test_a_word_goes_on_with_what_fits_its_place(
    example: Path, line: str, expected: list[str]
) -> None:
    assert words(line, example) == expected


def test_entries_are_named_newest_first_with_what_they_say(plan: Path) -> None:
    for value in ("1", "2"):
        rectrack("log", "bulletins", value, "-f", plan, "--by", "clerk")
    undone = rectrack("undo", "-f", plan, "--by", "clerk")
    void = undone.stdout.split()[-1]
    found = answer("rectrack undo ", plan)
    assert [line.split("\t")[1] for line in found][1:] == ["bulletins +1 on Sat 31 Oct 2026"]
    assert found[0].startswith(f"{void}\t")


def test_cases_are_named_with_where_they_stand(example: Path) -> None:
    line = "rectrack log leader-instructions --case "
    assert answer(line, example) == [
        "snow-plan\tA plan for snow on the roads, opened on 22 Oct, with deputy-supervision, next is 'resolved'"
    ]


def test_days_are_named_with_what_they_mean(example: Path) -> None:
    found = answer("rectrack status --as-of ", example)
    assert found[:3] == [
        "today\tSat 31 Oct 2026",
        "yesterday\tFri 30 Oct 2026",
        "mon\tMon 26 Oct 2026",
    ]


def test_groups_are_named_with_their_members(example: Path) -> None:
    [found] = answer("rectrack log bulletins --for tea", example)
    assert found == (
        "team\tdirector, deputy-supervision, deputy-research, deputy-affairs, deputy-letters"
    )


@pytest.mark.parametrize(
    "line",
    [
        "rectrack -f other.yaml log ",
        "rectrack log -f other.yaml ",
        "rectrack log -fother.yaml ",
        "rectrack log --file=other.yaml ",
        "rectrack --file other.yaml log ",
        "rectrack -f first.yaml log -f other.yaml ",
        "rectrack log -f 'other.yaml' ",
        "rectrack log -f ~/other.yaml ",
        "rectrack log -f $HOME/other.yaml ",
    ],
)
def test_the_words_are_those_of_the_plan_that_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "first.yaml").write_text(plan_text())
    (tmp_path / "other.yaml").write_text(plan_text().replace("      t: {", "      other: {"))
    assert words("rectrack log ", "first.yaml", cwd=tmp_path) == ["t"]
    assert words(line, "first.yaml", cwd=tmp_path, home=str(tmp_path)) == ["other"]


def test_the_plan_is_found_as_it_is_by_every_command(plan: Path) -> None:
    below = plan.parent / "a/b"
    below.mkdir(parents=True)
    assert words("rectrack log bul", cwd=below) == ["bulletins"]


LINES = ("rectrack log ", "rectrack undo ", "rectrack log t --step ", "rectrack status --as-of ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("content", [None, "", "no plan: [", "\0", "rectrack: 1\ntitle: x\n"])
def test_where_no_plan_reads_there_is_silence(
    tmp_path: Path, shell: str, line: str, content: str | None
) -> None:
    plan = tmp_path / "plan.yaml"
    if content is not None:
        plan.write_text(content)
    assert answer(line, plan, by=shell) == []
    assert answer(line, tmp_path, by=shell) == []
    assert answer(line, by=shell, cwd=tmp_path, HOME="") == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes and users are those of Unix")
def test_where_nothing_may_be_read_there_is_silence(plan: Path) -> None:
    plan.chmod(0)
    if os.access(plan, os.R_OK):
        pytest.skip("this user may read everything")
    assert answer("rectrack log ", plan) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
def test_in_a_folder_that_is_gone_there_is_silence(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    found = subprocess.run(
        ["sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh", *PROGRAM],
        env=environment(_RECTRACK_COMPLETE="complete_fish", _TYPER_COMPLETE_ARGS="rectrack log "),
        cwd=gone,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (found.returncode, found.stdout, found.stderr) == (0, b"", b"")


@pytest.mark.parametrize(
    "asking",
    [
        {"_RECTRACK_COMPLETE": "complete_tcsh"},
        {"_RECTRACK_COMPLETE": ""},
        {"_RECTRACK_COMPLETE": "complete_fish"},
        {"_RECTRACK_COMPLETE": "complete_bash"},
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_nothing(asking: dict[str, str]) -> None:
    found = subprocess.run(
        PROGRAM, env=environment(**asking), capture_output=True, timeout=60, check=False
    )
    assert (found.returncode, found.stdout, found.stderr) == (0, b"", b"")


@pytest.mark.parametrize(
    ("line", "found", "quote"),
    [
        ("a b ", ["a", "b", ""], ""),
        ("a  b", ["a", "b"], ""),
        ("a 'b c", ["a", "b c"], "'"),
        ("a \"b 'c", ["a", "b 'c"], '"'),
        ("a 'b c'd\\ e", ["a", "b cd e"], ""),
        ("a '' b", ["a", "", "b"], ""),
        ("a ''", ["a", ""], ""),
        ('a "b\\"', ["a", 'b"'], '"'),
        ("a 'b\\' c", ["a", "b\\", "c"], ""),
        ("a\nb\t", ["a", "b", ""], ""),
        ("", [""], ""),
        ("a \\", ["a", ""], ""),
    ],
)
def test_a_line_is_split_as_shells_do(line: str, found: list[str], quote: str) -> None:
    assert split(line) == (found, quote)


STEPS = """{title: T, kind: steps, steps: [drafted, 'in force', 'a:b\\c', "x\\e[31m"]}"""


def test_zsh_gets_words_and_help_parted_by_the_first_bare_colon(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    title = 'title: "T: 50% \\\\ [b]x[/b] 会议"'
    plan.write_text(plan_text(STEPS.replace("title: T", title)), encoding="utf-8")
    assert answer("rectrack log ", plan, by="zsh") == [r"t:T: 50% \\ [b]x[/b] 会议"]
    assert answer("rectrack log t --step ", plan, by="zsh") == [
        "drafted",
        "in force",
        r"a\:b\\c",
    ]


@pytest.mark.parametrize(
    ("line", "word", "typed"),
    [
        ("rectrack log t --step ", "", ["drafted", "in\\ force", "a:b\\\\c"]),
        ("rectrack log t --step 'in", "in", ["in force"]),
        ("rectrack log t --step=in", "in", ["in\\ force"]),
        ("rectrack log t --step=", "", ["drafted", "in\\ force", "a:b\\\\c"]),
        ("rectrack log t --step a:", "", ["b\\\\c"]),
        ("rectrack log t --step a:b", "b", ["b\\\\c"]),
        ("rectrack log t --step a:b", "a:b", ["a:b\\\\c"]),
    ],
)
def test_bash_gets_words_as_they_are_typed_from_where_it_parts_them(
    tmp_path: Path, line: str, word: str, typed: list[str]
) -> None:
    """`COMP_WORD` is what bash takes for the word, which depends on COMP_WORDBREAKS."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(plan_text(STEPS), encoding="utf-8")
    assert answer(line, plan, by="bash", COMP_TYPE="9", COMP_WORD=word) == typed


def test_bash_lists_help_only_where_it_types_nothing(example: Path) -> None:
    def listed(line: str, comp_type: str) -> list[str]:
        return answer(line, example, by="bash", COMP_TYPE=comp_type, COLUMNS="40")

    assert listed("rectrack log study-", "63") == [
        "study-subjects  (The named study subjec",
        "study-results   (Average result in stud",
        "study-visits    (Study visits to other ",
        "study-system    (Study and assessment s",
    ]
    plain = ["study-subjects", "study-results", "study-visits", "study-system"]
    assert listed("rectrack log study-", "9") == plain
    assert listed("rectrack log study-", "37") == plain
    assert listed("rectrack log study-v", "63") == ["study-visits"]


@pytest.mark.parametrize("columns", ["", "0", "-5", "wide", "99999999999", "9" * 5000])
def test_help_is_listed_whatever_the_shell_says_of_its_width(example: Path, columns: str) -> None:
    line = "rectrack log study-"
    [found, *_] = answer(line, example, by="bash", COMP_TYPE="63", COLUMNS=columns)
    assert found.startswith("study-subjects  (The named study subjects completed")


def test_bash_may_ask_as_the_scripts_of_typer_do(example: Path) -> None:
    """They give the words on a line each, up to the one at the cursor."""
    assert answer("rectrack\nlog\nbul", example, by="bash", COMP_CWORD="2") == ["bulletins"]
    assert answer("rectrack\n", example, by="bash", COMP_CWORD="1") == list(COMMANDS)


def test_ids_with_capitals_are_listed(tmp_path: Path) -> None:
    plan = tmp_path / "audit.yaml"
    plan.write_text(plan_text().replace("      t: ", "      F-01: "), encoding="utf-8")
    assert answer("rectrack log F", plan, by="bash", COMP_TYPE="9") == ["F-01"]


def test_ids_need_no_more_than_the_head_of_a_plan(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(completion, "read_records")
    session = Session(clock=lambda: pytest.fail("no day is needed"), file=str(plan))
    context = typer.Context(typer.main.get_command(typer.Typer(callback=lambda: None)), obj=session)
    for function in (completion.targets, completion.measures, completion.everything):
        assert function(context)


def test_nothing_is_loaded_that_is_not_needed(example: Path) -> None:
    """A command does not load completion, and completion does not load Rich."""
    file = str(example)
    loaded = rectrack("check", RECTRACK_FILE=file, PYTHONPROFILEIMPORTTIME="1").stderr
    assert "rectrack.terminal.session" in loaded
    assert "rectrack.terminal.shells" not in loaded
    loaded = rectrack(
        RECTRACK_FILE=file,
        PYTHONPROFILEIMPORTTIME="1",
        _RECTRACK_COMPLETE="complete_fish",
        _TYPER_COMPLETE_ARGS="rectrack log ",
    ).stderr
    assert "rectrack.terminal.shells" in loaded
    assert "rich.console" not in loaded
