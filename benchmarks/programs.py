"""The programs that are compared: how each is called, and which version of it is there."""

import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version

from rectrack import __version__

LIBRARIES = ("typer", "rich", "pyyaml", "msgspec")


@dataclass(frozen=True)
class Program:
    """How a program is called. `version` are the words that make it tell its own."""

    words: tuple[str, ...]
    environ: Mapping[str, str] = field(default_factory=dict)
    version: tuple[str, ...] = ()

    @property
    def is_there(self) -> bool:
        return shutil.which(self.words[0]) is not None


PROGRAMS = {
    "rectrack": Program((sys.executable, "-m", "rectrack")),
    "empty": Program((sys.executable, "-m", "benchmarks.empty_app")),
    "floor": Program((sys.executable, "-m", "benchmarks.floor_app")),
    "heads": Program((sys.executable, "-m", "benchmarks.heads")),
    "ledger": Program(("ledger", "--args-only"), version=("--version",)),
    "hledger": Program(("hledger",), version=("--version",)),
    "task": Program(
        ("task",),
        environ={"HOME": "{file}", "TASKDATA": "{file}", "TASKRC": "{file}/taskrc"},
        version=("--version",),
    ),
}
"""`{file}` stands for the file, or the folder, that a command reads."""


def versions() -> dict[str, str]:
    """Return the version of all that has a part in the results, or that it is missing."""
    found = {"rectrack": __version__, "Python": platform.python_version()}
    found |= {name: version(name) for name in LIBRARIES}
    return found | {name: _told(each) for name, each in PROGRAMS.items() if each.version}


def _told(program: Program) -> str:
    """Return what a program says of its version, in the words of its first line with a digit."""
    if not program.is_there:
        return "missing"
    said = subprocess.run(
        [program.words[0], *program.version], check=True, capture_output=True, encoding="utf-8"
    ).stdout
    words = said.replace(",", " ").split()
    return next(word for word in words if word[:1].isdigit())
