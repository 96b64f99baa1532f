"""Runs of the program that are killed at one of their system calls: by ptrace, so on Linux only.

A process of its own loads the program once and forks it for each run: a run then makes no more
system calls than its work takes, a few hundred, and thousands of runs take a minute.
"""

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn, Self

from rectrack import cli
from rectrack.storage import lock
from tests.commands.process import environment

TRACE_ME, ON_TO_A_SYSTEM_CALL, SET_OPTIONS = 0, 24, 0x4200
MARK_SYSTEM_CALLS, END_WITH_TRACER = 0x1, 0x100000
AT_SYSTEM_CALL = signal.SIGTRAP | 0x80
KILLED = -signal.SIGKILL
REFUSED = 255
"""The exit code of a run that may not be traced here."""

Trace = Callable[[int, int, int, int], int]


class Runs:
    """Runs of the program in a folder.

    None of them waits for the plan: one that a killed run still held would give exit code 4.
    """

    def __init__(self, folder: Path) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.safety.killing"],
            cwd=folder,
            env=environment(PYTHONPATH=os.pathsep.join(filter(None, sys.path))),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._server.communicate(timeout=60)

    def first(self, *args: str) -> int:
        """Run the program to its end, and keep loaded what it loads; return its exit code."""
        return self._answer(args, None)

    def run(self, *args: str, kill_at: int = 0) -> int:
        """Run the program and return its exit code, or KILLED.

        It is killed on entering its system call of that number, counted from 1.
        """
        return self._answer(args, kill_at)

    def _answer(self, args: Sequence[str], kill_at: int | None) -> int:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps([args, kill_at]) + "\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())


def _serve() -> None:
    lock.SECONDS = 0
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    trace = ctypes.CDLL(None).ptrace
    trace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    trace.restype = ctypes.c_long
    for line in sys.stdin:
        args, kill_at = json.loads(line)
        if kill_at is None:
            code = cli.run(args)
        elif process := os.fork():
            code = _followed(trace, process, kill_at)
        else:
            _run_followed(trace, args)
        answers.write(f"{code}\n")


def _run_followed(trace: Trace, args: Sequence[str]) -> NoReturn:
    """Run the program in this process, once the tracer has taken notice of it."""
    code = REFUSED
    if trace(TRACE_ME, 0, 0, 0) == 0:
        os.kill(os.getpid(), signal.SIGSTOP)
        try:
            cli.main(args)
        except SystemExit as end:
            code = int(end.code or 0)
        with contextlib.suppress(OSError):
            sys.stderr.flush()
    os._exit(code)


def _followed(trace: Trace, process: int, kill_at: int) -> int:
    """Let a process go from system call to system call; return its exit code."""
    _, status = os.waitpid(process, 0)
    passed_on, entered = 0, 0
    inside = False
    if os.WIFSTOPPED(status):
        trace(SET_OPTIONS, process, 0, MARK_SYSTEM_CALLS | END_WITH_TRACER)
    while os.WIFSTOPPED(status):
        if entered == kill_at != 0 and inside:
            os.kill(process, signal.SIGKILL)
        trace(ON_TO_A_SYSTEM_CALL, process, 0, passed_on)
        _, status = os.waitpid(process, 0)
        passed_on = 0
        if os.WIFSTOPPED(status) and os.WSTOPSIG(status) == AT_SYSTEM_CALL:
            inside = not inside
            entered += inside
        elif os.WIFSTOPPED(status):
            passed_on = os.WSTOPSIG(status)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    _serve()
