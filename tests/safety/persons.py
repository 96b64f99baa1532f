"""Runs of the program by other accounts than that of the tests, which has to be root's for it.

An account need not exist for a process to run as it. The process loads what the program loads before
it changes to the account, as the interpreter may lie where only its owner may look.
"""

import contextlib
import grp
import os
import pwd
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from rectrack import cli
from tests.commands.process import environment, run_forked
from tests.support import plan_text

PRELOADED = (grp, pwd)
LETTERS = count(1)
"""What each entry tells of, since one that says the same as another is warned of."""


def log_as(
    plan: Path, user: int, *groups: int, known: Mapping[str, tuple[int, ...]] | None = None
) -> subprocess.CompletedProcess[str]:
    """Log on a plan as an account, by its number and those of its groups, the first its own.

    `known` are the accounts that the machine knows: their numbers, then those of their groups.
    """
    line = ["log", "-f", str(plan), "t", "--by", "clerk", "--note", f"Letter {next(LETTERS)}"]
    return run_forked(line, Path("/"), environment(), account=(user, groups, known or {}))


@cache
def load() -> None:
    """Have the program load what it needs to log, also where it is refused."""
    with tempfile.TemporaryDirectory() as name, open(os.devnull, "w") as nowhere:  # noqa: PTH123
        plan = Path(name, "plan.yaml")
        plan.write_text(plan_text(), encoding="utf-8")
        plan.chmod(0o664)
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            for target in ("t", "unknown"):
                cli.run(["log", "-f", str(plan), target, "--by", "clerk"])


def become(user: int, groups: Sequence[int], known: Mapping[str, Sequence[int]]) -> None:
    """Have this process run as an account from now on."""
    accounts = {
        number: SimpleNamespace(pw_name=name, pw_gid=first)
        for name, (number, first, *_) in known.items()
    }
    mock.patch.object(pwd, "getpwuid", accounts.__getitem__).start()
    mock.patch.object(os, "getgrouplist", lambda name, group: known[name][1:]).start()
    os.setgroups(groups)
    os.setgid(groups[0])
    os.setuid(user)
