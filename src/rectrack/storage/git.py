"""What git says of a plan: in which work tree it lies, and how two copies of it merge.

A repository may come from a stranger, and its settings name programs. None of them runs: what git
is asked here needs none, and where git would start one all the same, that is forbidden to it.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from msgspec import Struct

ATTRIBUTES = ".gitattributes"
RULE = "merge=union -text"
"""Entries merge line by line, and lines keep their ends: with another end one would be another."""


SETTINGS = {
    "core.fsmonitor": "",  # which older versions of git take for a program, whatever it says
    "core.hooksPath": os.devnull,
    "fetch.bundleURI": "",
    "safe.bareRepository": "explicit",
}
"""What goes before the settings of a repository."""
ALONE = {
    "GIT_NO_LAZY_FETCH": "1",  # what a clone lacks is not had from where its settings say
    "GIT_ALLOW_PROTOCOL": "",  # nor by a git that does not know this variable
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
"""Variables by which git neither fetches nor writes nor asks."""
OF_THE_USER = frozenset(
    {
        "GIT_CEILING_DIRECTORIES",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CONFIG_SYSTEM",
        "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    }
)
"""The variables of git that are heeded; all others may be those that a hook is given."""


class WorkTree(Struct, frozen=True):
    """The root of the git work tree in which a plan lies, and the plan's path from there."""

    root: Path
    plan: str

    @property
    def attributes(self) -> Path:
        """The file that tells git how to treat what is in the work tree."""
        return self.root / ATTRIBUTES

    @property
    def line(self) -> str:
        """The line of that file by which git merges the plan's entries."""
        pattern = "/" + re.sub(r"[\\*?\[]", r"\\\g<0>", self.plan)
        if re.search(r'[\s"]', pattern):
            escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
            pattern = f'"{escaped}"'
        return f"{pattern} {RULE}"

    @property
    def merges_by_union(self) -> bool:
        """Whether git merges the plan's lines by union already."""
        said = _text(self.root, "check-attr", "-z", "merge", "--", self.plan)
        return said is not None and said.split("\0")[2:3] == ["union"]


class NewFileError(LookupError):
    """A file that a commit does not have."""


def work_tree_of(plan: Path) -> WorkTree | None:
    """Return the work tree of a plan, which need not exist; None where there is none, or no git."""
    folder = plan.parent.resolve()
    root = _text(folder, "rev-parse", "--show-toplevel")
    if not root:
        return None
    top = Path(root.removesuffix("\n")).resolve()
    if not folder.is_relative_to(top):  # git was told to take another for the work tree
        return None
    return WorkTree(top, (folder / plan.name).relative_to(top).as_posix())


def copy_of(plan: Path, revision: str) -> bytes:
    """Return a plan as a branch, a tag or a commit has it, or what `REVISION:PATH` names.

    Raises LookupError with what git says where it has no such copy, NewFileError where it has the
    commit without the plan.
    """
    name = revision if ":" in revision else f"{revision}:./{plan.name}"
    answer = _ask(plan.parent, "cat-file", "blob", "--end-of-options", name)
    if answer is None:
        raise LookupError("git is not available")
    if answer.returncode == 0:
        return answer.stdout
    known = _ask(plan.parent, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    if known is not None and known.returncode == 0:
        raise LookupError(f"this clone does not have {name} yet: run git fetch first")
    said = (
        answer.stderr.decode(errors="replace").strip().rpartition("\n")[2].removeprefix("fatal: ")
    )
    commit = f"{revision}^{{commit}}"
    there = _ask(plan.parent, "rev-parse", "--verify", "--quiet", "--end-of-options", commit)
    kind = NewFileError if there is not None and there.returncode == 0 else LookupError
    raise kind(f"git reported: {said}")


def _text(folder: Path, *question: str) -> str | None:
    """Return git's answer to a question about a folder; None where it has none."""
    answer = _ask(folder, *question)
    if answer is None or answer.returncode != 0:
        return None
    return answer.stdout.decode("utf-8", "surrogateescape")


def _ask(folder: Path, *question: str) -> "subprocess.CompletedProcess[bytes] | None":
    """Ask git about a folder, and have it do nothing but answer; None where there is no git."""
    program = _program()
    if program is None:
        return None
    settings = (word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}"))
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in OF_THE_USER
    }
    try:
        return subprocess.run(  # noqa: S603  nothing of it is a shell's to read
            [program, "-C", folder, *settings, *question],
            env={**kept, **ALONE},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None


def _program() -> str | None:
    """Return where git is, which is never looked for in the current folder, as Windows does."""
    name = "git.exe" if sys.platform == "win32" else "git"
    folders = (Path(each) for each in os.get_exec_path())
    found = (shutil.which(folder / name) for folder in folders if folder.is_absolute())
    return next(filter(None, found), None)
