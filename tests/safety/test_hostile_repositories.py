"""A plan may lie in a stranger's repository: looking at it runs no program that its settings name."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from rectrack.storage import git as asked
from tests.commands.process import PROGRAM, TODAY, rectrack
from tests.repository import git, needs_git
from tests.support import plan_text

pytestmark = [
    needs_git,
    pytest.mark.skipif(sys.platform == "win32", reason="the programs are scripts of Unix"),
]
HOOKS = ("fsmonitor-watchman", "post-index-change", "reference-transaction", "pre-auto-gc")
SETTINGS: dict[str, dict[str, str]] = {
    "a file system monitor": {"core.fsmonitor": "PROGRAM"},
    "one in an included file": {"include.path": "INCLUDED"},
    "hooks": {"core.hooksPath": "HOOKS"},
    "a remote that is a program": {
        "remote.evil.url": "ext::PROGRAM %S",
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
    },
    "a program at the other end": {"remote.evil.uploadpack": "PROGRAM"},
    "the same of an address": {
        "remote.evil.url": "file://HERE",
        "remote.evil.uploadpack": "PROGRAM",
    },
    "ssh": {"remote.evil.url": "ssh://there/x", "core.sshCommand": "PROGRAM"},
    "a proxy": {"remote.evil.url": "git://there/x", "core.gitProxy": "PROGRAM"},
    "a helper for a remote": {"remote.evil.vcs": "evil"},
    "a helper for passwords": {
        "remote.evil.url": "http://127.0.0.1:9/x",
        "credential.helper": "!PROGRAM",
        "core.askPass": "PROGRAM",
    },
    "references of others": {"core.alternateRefsCommand": "PROGRAM"},
    "a pager": {"core.pager": "PROGRAM", "pager.cat-file": "PROGRAM", "pager.check-attr": "true"},
    "other names": {
        "alias.fetch": "!PROGRAM",
        "alias.cat-file": "!PROGRAM",
        "alias.check-attr": "!PROGRAM",
        "alias.rev-parse": "!PROGRAM",
    },
    "a converter": {"diff.evil.textconv": "PROGRAM", "diff.external": "PROGRAM"},
    "a filter": {
        "filter.evil.process": "PROGRAM",
        "filter.evil.smudge": "PROGRAM",
        "filter.evil.clean": "PROGRAM",
        "filter.evil.required": "true",
    },
    "a merge driver": {"merge.union.driver": "PROGRAM"},
    "an editor and a signer": {"core.editor": "PROGRAM", "gpg.program": "PROGRAM"},
}
"""Each lies in a clone that lacks the plan, and would have it from a remote of its settings."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The root of a work tree, in which a plan is committed."""
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "plan.yaml").write_text(plan_text(), encoding="utf-8")
    git(folder, "init", "--quiet")
    (folder / ".gitattributes").write_text("* diff=evil filter=evil\n")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Plan")
    return folder


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that leaves a mark once it runs; so does every hook, and `git-remote-evil`."""
    program = tmp_path / "programs" / "evil"
    hooks = tmp_path / "programs" / "hooks"
    hooks.mkdir(parents=True)
    for path in (program, program.with_name("git-remote-evil"), *(hooks / name for name in HOOKS)):
        path.write_text(f"#!/bin/sh\necho {path.name} >> '{tmp_path / 'mark'}'\n")
        path.chmod(0o755)
    program.with_name("included").write_text(f"[core]\n\tfsmonitor = {program}\n")
    return program


def attack(folder: Path, program: Path, settings: dict[str, str]) -> None:
    """Give a repository settings, and take the plan out of what it has."""
    lacking = git(folder, "rev-parse", "HEAD:plan.yaml").strip()
    (folder / ".git" / "objects" / lacking[:2] / lacking[2:]).unlink()
    (folder / ".git" / "objects" / "info" / "alternates").write_text(f"{folder}/.git/objects\n")
    words = {
        "PROGRAM": str(program),
        "HOOKS": str(program.with_name("hooks")),
        "INCLUDED": str(program.with_name("included")),
        "HERE": str(folder),
    }
    partial = {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "evil",
        "remote.evil.promisor": "true",
        "remote.evil.url": str(folder),
    }
    for name, value in (partial | settings).items():
        for word, meant in words.items():
            value = value.replace(word, meant)  # noqa: PLW2901
        git(folder, "config", name, value)


@pytest.mark.parametrize("knows", [True, False], ids=["new git", "old git"])
@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_no_program_of_a_repository_runs(
    folder: Path,
    program: Path,
    settings: dict[str, str],
    knows: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither where a plan is begun nor where it is compared with an older copy.

    Old versions of git do not know the variable by which nothing is fetched that lacks.
    """
    attack(folder, program, settings)
    if not knows:
        monkeypatch.delitem(asked.ALONE, "GIT_NO_LAZY_FETCH")
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    found = rectrack("check", "-f", "plan.yaml", "--against", "HEAD", cwd=folder, PATH=path)
    lacking = "this clone does not have HEAD:./plan.yaml yet: run git fetch first"
    assert (found.returncode, found.stderr) == (1, f"rectrack: HEAD is not a file, and {lacking}\n")
    for name, option in (("a.yaml", "--gitattributes"), ("b.yaml", "--no-input")):
        assert rectrack("init", name, option, cwd=folder, PATH=path).returncode == 0
    assert "/a.yaml merge=union" in (folder / ".gitattributes").read_text()
    assert not (folder.parent / "mark").exists()


def test_a_repository_that_hides_among_the_files_of_another_is_none(
    folder: Path, program: Path
) -> None:
    """Files that any archive may carry, without a folder .git, are not taken for a repository."""
    hidden = folder / "hidden"
    git(folder, "init", "--quiet", "--bare", hidden)
    git(hidden, "--git-dir", hidden, "config", "core.fsmonitor", str(program))
    git(hidden, "--git-dir", hidden, "config", "core.bare", "false")
    git(hidden, "--git-dir", hidden, "config", "core.worktree", str(hidden))
    assert rectrack("init", "plan.yaml", "--no-input", cwd=hidden).returncode == 0
    assert not (folder.parent / "mark").exists()


def test_in_a_hook_of_a_linked_work_tree_the_plan_is_found(folder: Path, tmp_path: Path) -> None:
    """Git tells a hook where its repository is, which is not where the plan's folder lies."""
    (folder / "plans").mkdir()
    git(folder, "mv", "plan.yaml", "plans")
    git(folder, "commit", "--quiet", "--message", "Move")
    linked = tmp_path / "linked"
    git(folder, "worktree", "add", "--quiet", linked)
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    line = f"{' '.join(PROGRAM)} check -f plans/plan.yaml --against HEAD"
    hook.write_text(f"#!/bin/sh\nRECTRACK_TODAY={TODAY} {line} > '{tmp_path / 'said'}' 2>&1\n")
    hook.chmod(0o755)
    plan = linked / "plans" / "plan.yaml"
    plan.write_text(plan_text().replace("goal: 10", "goal: 8"), encoding="utf-8")
    git(linked, "commit", "--quiet", "--all", "--message", "Less")
    assert "t.goal was 10, and is now 8" in (tmp_path / "said").read_text()


def test_no_variable_of_a_hook_leads_elsewhere(folder: Path, program: Path) -> None:
    """Whatever git may tell a hook, it is asked about the folder of the plan."""
    local = git(folder, "rev-parse", "--local-env-vars").split()
    variables = dict.fromkeys((*local, "GIT_EXEC_PATH", "GIT_ATTR_SOURCE"), "/nowhere")
    variables["GIT_CONFIG_PARAMETERS"] = f"'core.fsmonitor={program}'"
    variables["GIT_CONFIG_COUNT"] = "many"
    found = rectrack("check", "-f", "plan.yaml", "--against", "HEAD", cwd=folder, **variables)
    assert (found.returncode, found.stderr) == (0, "")
    found = rectrack("init", "new.yaml", "--gitattributes", cwd=folder, **variables)
    assert (found.returncode, found.stderr) == (0, "")
    assert not (folder.parent / "mark").exists()


@pytest.mark.parametrize("first", ["", ".", "programs"])
def test_git_is_not_looked_for_in_the_folder_of_the_plan(
    folder: Path, program: Path, first: str
) -> None:
    """Nor in any other that the path names as seen from the current folder."""
    (folder / "programs").mkdir()
    for place in (folder, folder / "programs"):
        shutil.copy(program, place / "git")
    path = f"{first}{os.pathsep}{os.environ['PATH']}"
    found = rectrack("check", "-f", "plan.yaml", "--against", "HEAD", cwd=folder, PATH=path)
    assert (found.returncode, found.stderr) == (0, "")
    assert not (folder.parent / "mark").exists()
    found = rectrack("check", "-f", "plan.yaml", "--against", "HEAD", cwd=folder, PATH=first)
    assert found.stderr == "rectrack: HEAD is not a file, and git is not available\n"
