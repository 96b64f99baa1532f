"""Showing what is longer than the screen through another program, as git does."""

import os
import shlex
import signal
import subprocess
import sys

NONE = {"", "cat"}
"""What a pager is called by those who want none."""
FOR_LESS = {"LESS": "FRX"}
"""Unless LESS says otherwise, less ends where all fits, and keeps colours and the screen."""
UTF_8 = {"LESSCHARSET": "utf-8"}
"""How less knows the letters that it is given, whatever the locale."""
NOT_STARTED = {126, 127}
"""The exit codes by which a shell says that it could not run a program."""
FOR_A_SHELL = frozenset("|&;<>()$`\"'\\*?[#~=%{}\n")
"""A pager with one of these is a line of shell, as git takes it."""


def page_through(text: str, pager: str) -> bool:
    """Show a text through a pager; whether it was shown so.

    It was not where the pager cannot be started. Ctrl-C is for the pager alone, which is let go
    whenever it ends.
    """
    # What is started does not inherit a function, as it would inherit that a signal is ignored.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    utf_8 = UTF_8 if sys.stdout.encoding.lower().replace("-", "") == "utf8" else {}
    try:
        sys.stdout.flush()
        with subprocess.Popen(  # noqa: S603  a program of the user's own choice
            _line(pager),
            stdin=subprocess.PIPE,
            stdout=sys.stdout,
            env={**FOR_LESS, **utf_8, **os.environ},
            encoding=sys.stdout.encoding,
            errors=sys.stdout.errors,
        ) as process:
            try:
                process.communicate(text)
            except BaseException:  # told to end: the pager gives the terminal back first
                process.terminate()
                raise
    except (OSError, ValueError):
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return process.returncode not in NOT_STARTED


def _line(pager: str) -> list[str] | str:
    """Return how a pager is started: by itself, or by a shell where its line asks for one."""
    if sys.platform == "win32":
        return pager
    return ["/bin/sh", "-c", pager] if FOR_A_SHELL & set(pager) else shlex.split(pager)
