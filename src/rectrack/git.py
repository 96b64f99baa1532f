"""What git says of a plan: in which work tree it lies, and how two copies of it merge."""

import re
import subprocess
from pathlib import Path

from msgspec import Struct

ATTRIBUTES = ".gitattributes"
RULE = "merge=union -text"
"""Entries merge line by line, and lines keep their ends: with another end one would be another."""


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
        said = _ask(self.root, "check-attr", "-z", "merge", "--", self.plan)
        return said is not None and said.split("\0")[2:3] == ["union"]


def work_tree_of(plan: Path) -> WorkTree | None:
    """Return the work tree of a plan, which need not exist; None where there is none, or no git."""
    folder = plan.parent.resolve()
    root = _ask(folder, "rev-parse", "--show-toplevel")
    if not root:
        return None
    top = Path(root.removesuffix("\n")).resolve()
    if not folder.is_relative_to(top):  # git was told to take another for the work tree
        return None
    return WorkTree(top, (folder / plan.name).relative_to(top).as_posix())


def copy_of(plan: Path, revision: str) -> bytes:
    """Return a plan as a branch, a tag or a commit has it, or what `REVISION:PATH` names.

    Raises LookupError with what git says where it has no such copy.
    """
    name = revision if ":" in revision else f"{revision}:./{plan.name}"
    try:
        answer = subprocess.run(  # noqa: S603  nothing of it is a shell's to read
            ["git", "cat-file", "blob", "--end-of-options", name],  # noqa: S607  the user's own git
            cwd=plan.parent,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError:
        raise LookupError("git is not to be had") from None
    if answer.returncode != 0:
        said = answer.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise LookupError(f"git says: {said}")
    return answer.stdout


def _ask(folder: Path, *question: str) -> str | None:
    """Return git's answer to a question about a folder; None where it has none."""
    try:
        answer = subprocess.run(  # noqa: S603  nothing of it is a shell's to read
            ["git", "-C", folder, *question],  # noqa: S607  the user's own git
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except OSError:  # no git here
        return None
    return answer.stdout if answer.returncode == 0 else None
