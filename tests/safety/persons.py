"""Runs of the program by other accounts than that of the tests, which has to be root's for it.

An account need not exist for a process to run as it. The process loads what the program loads before
it changes to the account, as the interpreter may lie where only its owner may look.
"""

import contextlib
import grp
import json
import os
import pwd
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from rectrack import cli
from tests.commands.process import environment
from tests.support import plan_text

PRELOADED = (grp, pwd)


def log_as(
    plan: Path, user: int, *groups: int, known: Mapping[str, tuple[int, ...]] | None = None
) -> subprocess.CompletedProcess[str]:
    """Log on a plan as an account, by its number and those of its groups, the first its own.

    `known` are the accounts that the machine knows: their numbers, then those of their groups.
    """
    what = json.dumps([str(plan), user, groups, known or {}])
    return subprocess.run(
        [sys.executable, "-m", "tests.safety.persons", what],
        env=environment(PYTHONPATH=os.pathsep.join(filter(None, sys.path))),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _load() -> None:
    """Have the program load what it needs to log, also where it is refused."""
    with tempfile.TemporaryDirectory() as name, open(os.devnull, "w") as nowhere:  # noqa: PTH123
        plan = Path(name, "plan.yaml")
        plan.write_text(plan_text(), encoding="utf-8")
        plan.chmod(0o664)
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            for target in ("t", "unknown"):
                cli.run(["log", "-f", str(plan), target, "--by", "clerk"])


def _main() -> None:
    plan, user, groups, known = json.loads(sys.argv[1])
    _load()
    accounts = {
        number: SimpleNamespace(pw_name=name, pw_gid=first)
        for name, (number, first, *_) in known.items()
    }
    mock.patch.object(pwd, "getpwuid", accounts.__getitem__).start()
    mock.patch.object(os, "getgrouplist", lambda name, group: known[name][1:]).start()
    os.chdir("/")
    os.setgroups(groups)
    os.setgid(groups[0])
    os.setuid(user)
    cli.main(["log", "-f", plan, "t", "--by", "clerk"])


if __name__ == "__main__":
    _main()
