"""`rectrack init`: a starter plan, and never anything lost."""

import os
import re
import shlex
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectrack.errors import RequestError
from rectrack.records import read_records
from rectrack.render.new_plan import TEMPLATE, starter
from rectrack.reports.check import check
from rectrack.reports.status import standing_of
from rectrack.storage import atomic, files
from rectrack.storage.git import WorkTree, work_tree_of
from rectrack.storage.package import packaged_text
from tests.commands.process import Conversation, on_terminal, rectrack
from tests.commands.test_schema import complaints
from tests.conftest import Golden
from tests.repository import git

DEFAULT = "rectification.yaml"
LINE = f"/{DEFAULT} merge=union -text"
PACKAGED = packaged_text(TEMPLATE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder in no git work tree, above which no plan is looked for."""
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def tree(folder: Path) -> Path:
    """The root of a git work tree."""
    git(folder, "init", "--quiet")
    return folder


def init(folder: Path, *args: str | Path, code: int = 0, **env: str) -> str:
    """Run `init` in a folder and return what was said, on stdout where all went well."""
    home = str(folder)
    above = str(folder.parent)
    settings = {"HOME": home, "USERPROFILE": home, "GIT_CEILING_DIRECTORIES": above, **env}
    found = rectrack("init", *args, cwd=folder, **settings)
    assert found.returncode == code, found.stderr
    return found.stderr if code else found.stdout


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != ".git")


def test_a_starter_plan_is_created_and_what_to_type_next_is_shown(
    folder: Path, golden: Golden
) -> None:
    assert init(folder) == (
        "created rectification.yaml, a starter plan with comments; edit it, or try it:\n"
        "  rectrack check\n"
        "  rectrack log reports --by clerk\n"
    )
    assert names(folder) == [DEFAULT]
    golden("starter.yaml", (folder / DEFAULT).read_bytes().decode())


TO_TYPE = (
    "rectrack check",
    "rectrack log reports --by clerk",
    "rectrack log gifts none --by clerk",
    "rectrack status",
    "rectrack log sign-off-rules --step drafted",
    "rectrack log lessons --for deputy",
)


@pytest.mark.parametrize("args", [[], ["my plan.yaml"]])
def test_what_the_plan_and_the_answer_say_to_type_can_be_typed(
    folder: Path, args: list[str]
) -> None:
    said = init(folder, *args)
    path = folder / (args or [DEFAULT])[0]
    text = path.read_text(encoding="utf-8")
    assert all(re.search(f"{command}( {{2}}|\n)", text) for command in TO_TYPE)
    typed = [line.strip() for line in said.splitlines() if line.startswith("  rectrack ")]
    assert len(typed) == 2
    for command in (*typed, *(f"{command} -f {shlex.quote(path.name)}" for command in TO_TYPE)):
        found = rectrack(*shlex.split(command)[1:], cwd=folder, RECTRACK_BY="clerk")
        again = re.match("warning: this says the same as the entry", found.stderr)
        assert (found.returncode, found.stderr if not again else "") == (0, ""), command
    entries = read_records(path.read_bytes()).entries
    assert sorted(entry.target or "" for entry in entries) == [
        "gifts", "lessons", "reports", "reports", "sign-off-rules",
    ]  # fmt: skip


@given(st.dates())
def test_on_any_day_the_plan_is_sound_and_nothing_in_it_is_late_already(day: date) -> None:
    """Only in the last days of a year is something expected on the very first day."""
    text = starter(PACKAGED, "Plan", day)
    records = read_records(text.encode())
    assert check(records, lambda _: False) == []
    assert day in records.plan.period
    assert complaints(text) == []
    for target in records.plan.targets:
        state = standing_of(records.plan, target, records.until(day), day).state
        assert state == "on track" or (day.month, day.day) >= (12, 20), target


@given(st.text().filter(str.strip))
def test_any_title_is_the_title_of_the_plan(title: str) -> None:
    text = starter(PACKAGED, title, date(2026, 1, 1))
    assert read_records(text.encode()).plan.title == title


def test_the_title_is_asked_for_by_an_option(folder: Path) -> None:
    init(folder, "--title", '整改: "plan" # 1')
    assert read_records((folder / DEFAULT).read_bytes()).plan.title == '整改: "plan" # 1'
    assert init(folder, "new.yaml", "--title", " ", code=2) == "rectrack: --title is empty\n"
    assert names(folder) == [DEFAULT]


@pytest.mark.parametrize("args", [["a.yaml"], ["--file", "a.yaml"], ["-f", "a.yaml"]])
def test_the_file_may_be_named_in_any_way(folder: Path, args: list[str]) -> None:
    assert init(folder, *args, RECTRACK_FILE="b.yaml").startswith("created a.yaml,")
    assert names(folder) == ["a.yaml"]


def test_the_plan_of_the_environment_is_the_one_that_is_begun(folder: Path) -> None:
    """It is the plan of every other command."""
    init(folder, RECTRACK_FILE="b.yaml")
    assert names(folder) == ["b.yaml"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["a.yaml", "-f", "b.yaml"], "use FILE or --file, not both"),
        ([""], "the name of the plan is empty: give one, or leave it out"),
        (["--file", ""], "the name of the plan is empty: give one, or leave it out"),
    ],
)
def test_no_file_or_two_are_refused(folder: Path, args: list[str], said: str) -> None:
    assert init(folder, *args, code=2) == f"rectrack: {said}\n"
    assert names(folder) == []


def a_file(path: Path) -> None:
    path.write_text("mine")


def an_empty_file(path: Path) -> None:
    path.touch()


def a_link(path: Path) -> None:
    path.with_name("real.yaml").write_text("mine")
    path.symlink_to("real.yaml")


def a_dead_link(path: Path) -> None:
    path.symlink_to("nowhere.yaml")


def a_circle(path: Path) -> None:
    path.symlink_to(path.name)


def what_is_in(folder: Path) -> list[tuple[str, int, int, int]]:
    statuses = ((path.name, path.lstat()) for path in sorted(folder.iterdir()))
    return [(name, each.st_mode, each.st_ino, each.st_mtime_ns) for name, each in statuses]


IS_THERE = "exists, and nothing is overwritten: name another file, or move this one away"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (a_file, IS_THERE),
        (an_empty_file, IS_THERE),
        (a_link, IS_THERE),
        (
            a_dead_link,
            "is a broken link: remove it, or name another file",
        ),
        (
            a_circle,
            "is a broken link: remove it, or name another file",
        ),
        (Path.mkdir, f"is a folder: name a file, such as {Path('p.yaml', DEFAULT)}"),
        (getattr(os, "mkfifo", a_file), IS_THERE),
    ],
)
def test_nothing_is_ever_overwritten(tree: Path, make: Callable[[Path], None], said: str) -> None:
    """Whatever bears the name stays as it is, and so does all around it."""
    try:
        make(tree / "p.yaml")
    except OSError:
        pytest.skip("no links here")
    before = what_is_in(tree)
    assert init(tree, "p.yaml", "--gitattributes", code=1) == f"rectrack: p.yaml {said}\n"
    assert what_is_in(tree) == before


@pytest.mark.parametrize("name", [DEFAULT, f"plans/{DEFAULT}", f"../{DEFAULT}"])
def test_no_plan_is_begun_unasked_that_would_hide_another(folder: Path, name: str) -> None:
    here = folder / "here"
    plan = here / name
    here.mkdir()
    plan.parent.mkdir(exist_ok=True)
    plan.touch()
    shown = name if ".." not in name else str(folder / DEFAULT)
    assert init(here, code=1, HOME=str(folder)) == (
        f"rectrack: {Path(shown)} is already your plan: name a FILE to create another\n"
    )
    init(here, "other.yaml", HOME=str(folder))
    assert plan.read_bytes() == b""


@pytest.mark.parametrize("name", ["missing/p.yaml", "file/p.yaml"])
def test_the_folder_must_be_there(folder: Path, name: str) -> None:
    (folder / "file").touch()
    assert init(folder, name, code=1) == (
        f"rectrack: there is no folder {Path(name).parent}: create it, or name a file elsewhere\n"
    )
    assert names(folder) == ["file"]


def fails(*args: object, **options: object) -> NoReturn:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize(("owner", "step"), [(os, "fsync"), (os, "open")])
def test_a_failing_disk_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch, owner: object, step: str
) -> None:
    monkeypatch.setattr(owner, step, fails)
    with pytest.raises(RequestError, match=r"p\.yaml cannot be written: No space left on device"):
        files.create(folder / "p.yaml", b"new")
    assert names(folder) == []


def test_a_file_that_appears_at_the_last_moment_is_kept(folder: Path) -> None:
    path = folder / "p.yaml"
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        atomic.create(path, b"new")
    assert (names(folder), path.read_text()) == (["p.yaml"], "mine")


def test_where_files_have_one_name_only_a_new_one_is_written_as_safely(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some sticks and network drives know no second name for a file."""
    monkeypatch.setattr(os, "link", fails)
    path = folder / "p.yaml"
    atomic.create(path, b"new")
    assert (names(folder), path.read_bytes()) == (["p.yaml"], b"new")
    with pytest.raises(FileExistsError):
        atomic.create(path, b"newer")
    assert path.read_bytes() == b"new"
    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="No space left"):
        atomic.create(folder / "q.yaml", b"new")
    assert names(folder) == ["p.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of Unix")
def test_the_plan_may_be_read_by_whoever_may_read_other_new_files(folder: Path) -> None:
    mask = os.umask(0o027)
    try:
        init(folder)
    finally:
        os.umask(mask)
    assert (folder / DEFAULT).stat().st_mode & 0o777 == 0o640


def test_in_a_pipe_the_line_for_git_is_said_and_nothing_is_changed(tree: Path) -> None:
    said = init(tree)
    assert said.endswith(
        f"so that git merges the entries of two copies, add this line to .gitattributes:\n  {LINE}\n"
    )
    assert names(tree) == [DEFAULT]


def test_the_line_is_added_where_that_is_wanted_and_git_obeys_it(tree: Path) -> None:
    said = init(tree, "--gitattributes")
    assert said.endswith(f"added to .gitattributes: {LINE}\n")
    assert names(tree) == [".gitattributes", DEFAULT]
    assert (tree / ".gitattributes").read_bytes() == f"{LINE}\n".encode()
    said = git(tree, "check-attr", "merge", "text", "--", DEFAULT)
    assert said == f"{DEFAULT}: merge: union\n{DEFAULT}: text: unset\n"


def test_the_line_goes_to_the_root_of_the_work_tree(tree: Path) -> None:
    (tree / "plans").mkdir()
    above = str(tree.parent)
    said = init(tree / "plans", "--gitattributes", "p.yaml", GIT_CEILING_DIRECTORIES=above)
    assert said.endswith(
        f"added to {tree.resolve() / '.gitattributes'}: /plans/p.yaml merge=union -text\n"
    )


def test_two_copies_of_the_plan_merge_without_losing_an_entry(tree: Path) -> None:
    init(tree, "--gitattributes")
    git(tree, "add", ".")
    git(tree, "commit", "--quiet", "--message", "Begin")
    git(tree, "checkout", "--quiet", "-b", "other")
    for branch, target in (("other", "reports"), ("-", "reviews")):
        git(tree, "checkout", "--quiet", branch)
        assert rectrack("log", target, "--by", "clerk", cwd=tree).returncode == 0
        git(tree, "commit", "--quiet", "--all", "--message", target)
    git(tree, "merge", "--quiet", "--no-edit", "other")
    records = read_records((tree / DEFAULT).read_bytes())
    assert (len(records.entries), records.findings) == (2, ())


@pytest.mark.parametrize("before", [b"* text=auto\n", b"* text=auto", b"# a\r\n*.x -text\r\n", b""])
def test_what_stands_in_the_file_of_attributes_stays(tree: Path, before: bytes) -> None:
    attributes = tree / ".gitattributes"
    attributes.write_bytes(before)
    init(tree, "--gitattributes")
    after = attributes.read_bytes()
    newline = b"\r\n" if b"\r\n" in before else b"\n"
    lines = before.split(newline) if before else []
    assert after.split(newline) == [line for line in lines if line] + [LINE.encode(), b""]
    assert names(tree) == [".gitattributes", DEFAULT]


@pytest.mark.parametrize(
    "line", [LINE, "*.yaml merge=union", f"{DEFAULT} merge=union", "plans/** merge=union"]
)
@pytest.mark.parametrize("args", [[], ["--gitattributes"]])
def test_a_line_that_covers_the_plan_already_is_enough(
    tree: Path, line: str, args: list[str]
) -> None:
    (tree / "plans").mkdir()
    attributes = tree / ".gitattributes"
    attributes.write_text(f"{line}\n")
    place = tree / "plans" / DEFAULT if line.startswith("plans") else tree / DEFAULT
    assert "attributes" not in init(tree, place, *args)
    assert attributes.read_text() == f"{line}\n"


@pytest.mark.parametrize(
    "name", ["my plan.yaml", "a*b?[c].yaml", '!q"\\.yaml', "#1.yaml", "计划.yaml", "tab\t.yaml"]
)
def test_git_knows_the_plan_by_the_line_whatever_its_name(tree: Path, name: str) -> None:
    (tree / "sub").mkdir()
    found = work_tree_of(tree / "sub" / name)
    assert found == WorkTree(tree.resolve(), f"sub/{name}")
    assert not found.merges_by_union
    files.add_line(found.attributes, found.line)
    assert found.merges_by_union
    others = WorkTree(found.root, name), WorkTree(found.root, "sub/axbycc.yaml")
    assert not any(other.merges_by_union for other in others)


@pytest.mark.parametrize("args", [["--no-gitattributes"], ["--no-gitattributes", "--no-input"]])
def test_who_does_not_want_the_line_hears_nothing_of_it(tree: Path, args: list[str]) -> None:
    assert "git" not in init(tree, *args)
    assert names(tree) == [DEFAULT]


@pytest.mark.parametrize("path", [os.environ["PATH"], "nowhere"], ids=["git", "no git"])
def test_outside_git_there_is_no_line_to_speak_of(folder: Path, path: str) -> None:
    assert "git" not in init(folder, PATH=path)
    assert init(folder, "new.yaml", "--gitattributes", code=1, PATH=path) == (
        "rectrack: new.yaml is not in a git work tree: leave out --gitattributes\n"
    )
    assert names(folder) == [DEFAULT]


def test_where_the_line_cannot_be_added_the_plan_is_there_and_the_line_is_said(tree: Path) -> None:
    (tree / ".gitattributes").mkdir()
    found = rectrack("init", "--gitattributes", cwd=tree)
    assert found.returncode == 1
    assert found.stdout.startswith("created rectification.yaml,")
    assert found.stderr.endswith(f"; add this line to it: {LINE}\n")
    assert names(tree) == [".gitattributes", DEFAULT]


QUESTION = "Let git merge entries from two copies (adds a line to "
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="terminals are those of Unix")


def init_on_terminal(tree: Path, *args: str, typed: str = "") -> str:
    return on_terminal("init", *args, columns=200, cwd=tree, typed=typed, HOME=str(tree))


@on_unix
@pytest.mark.parametrize("typed", ["\n", "y\n", "Yes\n", "what?\ny\n"])
def test_on_a_terminal_a_person_is_asked_and_enter_agrees(tree: Path, typed: str) -> None:
    shown = init_on_terminal(tree, typed=typed)
    assert shown.count(QUESTION) == typed.count("\n")
    assert (tree / ".gitattributes").read_text() == f"{LINE}\n"
    assert names(tree) == [".gitattributes", DEFAULT]


@on_unix
@pytest.mark.parametrize("typed", ["n\n", "NO\n"])
def test_no_is_an_answer(tree: Path, typed: str) -> None:
    shown = init_on_terminal(tree, typed=typed)
    assert QUESTION in shown
    assert "merge=union" not in shown
    assert names(tree) == [DEFAULT]


@on_unix
def test_who_gives_no_answer_has_changed_nothing(tree: Path) -> None:
    with Conversation("init", columns=200, cwd=tree, env={"HOME": str(tree)}) as talk:
        talk.hear(QUESTION)
        talk.hear("[Y/n] ")
        talk.press("\x04")
        assert talk.end() == 130
    assert "created" not in talk.shown
    assert names(tree) == []


@on_unix
@pytest.mark.parametrize("option", ["--no-input", "--gitattributes", "--no-gitattributes"])
def test_on_a_terminal_too_an_option_answers_beforehand(tree: Path, option: str) -> None:
    shown = init_on_terminal(tree, option)
    assert QUESTION not in shown
    assert "created rectification.yaml" in shown
    assert (".gitattributes" in names(tree)) == (option == "--gitattributes")


@on_unix
def test_nothing_is_asked_where_git_knows_the_plan_already(tree: Path) -> None:
    (tree / ".gitattributes").write_text(f"{LINE}\n")
    assert QUESTION not in init_on_terminal(tree)
    assert names(tree) == [".gitattributes", DEFAULT]
