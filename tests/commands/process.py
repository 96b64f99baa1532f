"""Running the program as its users do: as a process, in a pipe or on a terminal."""

import codecs
import contextlib
import io
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Self
from unittest import mock

from rectrack import cli
from rectrack.render.page import escape_what_is_lacking
from tests.commands import loaded

OURS = ("RECTRACK_", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "TERM", "COLUMNS", "LINES")
OF_THE_INTERPRETER = ("PYTHON", "LANG", "LC_")
OF_THE_PROCESS = ("TZ", "PYTHONIOENCODING")
INTERRUPT = "\x03"
PROGRAM = (sys.executable, "-m", "rectrack")
TODAY = "2026-10-31"


def environment(**extra: str) -> dict[str, str]:
    """Return this process's environment without what would change the program's output."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    ours = {"RECTRACK_TODAY": TODAY, "RECTRACK_PAGER": "", "RECTRACK_CONFIG": ""}
    ours |= {"RECTRACK_CACHE": "0"}
    return {**kept, "PYTHONUTF8": "1", **ours, **extra}


def rectrack(
    *args: str | Path, cwd: Path | None = None, encoding: str = "utf-8", **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in a pipe that is read in an encoding.

    It runs in this process, which saves loading it anew a thousand times, unless a variable asks
    something of the interpreter itself.
    """
    if not any(map(is_of_the_interpreter, env)):
        here = cwd or Path.cwd()
        return _run_here([str(arg) for arg in args], here, encoding, environment(**env))
    if is_forked(env):
        return run_forked([str(arg) for arg in args], cwd, environment(**env), encoding)
    return subprocess.run(
        [*PROGRAM, *map(str, args)],
        cwd=cwd,
        env=environment(**env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding=encoding,
        timeout=60,
        check=False,
    )


def is_forked(env: Iterable[str]) -> bool:
    """Whether nothing among some variables is asked of the interpreter before it starts."""
    asked = (name for name in env if name not in OF_THE_PROCESS)
    return sys.platform != "win32" and not any(map(is_of_the_interpreter, asked))


def is_of_the_interpreter(name: str) -> bool:
    """Whether a variable is asked for by what runs the program rather than by the program."""
    return name in OF_THE_PROCESS or name.startswith(OF_THE_INTERPRETER)


def run_forked(
    args: list[str],
    cwd: Path | None,
    env: dict[str, str],
    encoding: str = "utf-8",
    account: Sequence[Any] = (),
) -> subprocess.CompletedProcess[str]:
    """Run the program in a child of the one that is loaded, perhaps as another account."""
    with (
        open(os.devnull) as nothing,  # noqa: PTH123  the null device is no file
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        streams = nothing.fileno(), out.fileno(), err.fileno()
        code = loaded.start(args, streams, cwd, env, account=account).wait()
        out.seek(0)
        err.seek(0)
        said, wrong = out.read().decode(encoding), err.read().decode(encoding)
    return subprocess.CompletedProcess([*PROGRAM, *args], code, said, wrong)


def _run_here(
    args: list[str], cwd: Path, encoding: str, env: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    codecs.register_error("rectrack", escape_what_is_lacking)
    out, err = io.BytesIO(), io.BytesIO()
    with (
        contextlib.chdir(cwd),
        mock.patch.dict(os.environ, env, clear=True),
        mock.patch.multiple(
            sys,
            stdin=_stream(io.BytesIO(), encoding),
            stdout=_stream(out, encoding),
            stderr=_stream(err, encoding),
        ),
    ):
        code = cli.run(args)
        return subprocess.CompletedProcess(
            [*PROGRAM, *args],
            code,
            out.getvalue().decode(encoding),
            err.getvalue().decode(encoding),
        )


def _stream(end: io.BytesIO, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(end, encoding, errors="rectrack", newline="", write_through=True)


def answer(
    plan: Path, *args: str | Path, by: str = "clerk", code: int = 0, cwd: Path | None = None
) -> str:
    """Run a command on a plan and return what it says, on stderr where it must not succeed."""
    command, *rest = args
    found = rectrack(command, "-f", plan, *rest, cwd=cwd, RECTRACK_BY=by)
    assert found.returncode == code, found.stderr
    return found.stderr if code else found.stdout


def last(plan: Path) -> dict[str, Any]:
    """Return the entry on the last line of a plan."""
    line = plan.read_text(encoding="utf-8").splitlines()[-1]
    found: dict[str, Any] = json.loads(line.removeprefix("  - "))
    return found


class Conversation:
    """A program on a terminal, and a person who waits for each question before the answer.

    With `stdout` that goes to a file, and only the rest to the terminal. The program is ours
    unless another one is named.
    """

    def __init__(
        self,
        *args: str | Path,
        columns: int = 80,
        rows: int = 50,
        program: Sequence[str] = PROGRAM,
        stdout: IO[bytes] | None = None,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        import fcntl  # noqa: PLC0415  these are not to be had on Windows
        import pty  # noqa: PLC0415
        import struct  # noqa: PLC0415
        import termios  # noqa: PLC0415

        self.terminal, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        words = [str(arg) for arg in args]
        around = environment(**{"TERM": "xterm-256color", **(env or {})})
        self.process: loaded.Child | subprocess.Popen[bytes]
        if program == PROGRAM and is_forked(env or {}):
            streams = theirs, stdout.fileno() if stdout else theirs, theirs
            self.process = loaded.start(words, streams, cwd, around, terminal=True)
        else:
            self.process = self._started([*program, *words], theirs, stdout, cwd, around)
        os.close(theirs)
        self.raw = b""
        self.heard = 0

    @staticmethod
    def _started(
        command: list[str],
        theirs: int,
        stdout: IO[bytes] | None,
        cwd: Path | None,
        env: dict[str, str],
    ) -> "subprocess.Popen[bytes]":
        import fcntl  # noqa: PLC0415  not to be had on Windows
        import termios  # noqa: PLC0415  the same

        return subprocess.Popen(
            command,
            cwd=cwd,
            env=env,
            stdin=theirs,
            stdout=stdout or theirs,
            stderr=theirs,
            start_new_session=True,
            # Only the terminal of its session sends a program the interrupt of Ctrl-C.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)

    @property
    def shown(self) -> str:
        """All that has been shown so far, what was typed included."""
        return self.raw.decode(errors="replace").replace("\r\n", "\n")

    def hear(self, text: str) -> str:
        """Wait until a text is shown; return what was shown since the one before."""
        while (found := self.shown.find(text, self.heard)) < 0:
            assert self._read(), f"{text!r} is never shown:\n{self.shown}"
        since, self.heard = self.heard, found + len(text)
        return self.shown[since : self.heard]

    def say(self, *lines: str, after: str = "> ") -> None:
        """Answer with lines, each once the prompt is shown."""
        for line in lines:
            self.hear(after)
            self.press(f"{line}\n")

    def press(self, keys: str) -> None:
        """Press keys, of which none is Enter unless it is among them.

        An interrupt in the moment between a prompt and the reading of its answer is noticed only
        with the next key, and no person is as quick as that.
        """
        if keys == INTERRUPT:
            self.wait_until_it_reads()
        os.write(self.terminal, keys.encode())

    def terminate(self) -> None:
        """Tell the program to end, once it reads an answer."""
        self.wait_until_it_reads()
        self.process.terminate()

    def wait_until_it_reads(self) -> None:
        """Wait until the program sleeps; where the system does not tell, for as long as it may take."""
        time.sleep(0.2)
        state = Path(f"/proc/{self.process.pid}/stat")
        while state.exists() and state.read_text().rpartition(")")[2].split()[0] == "R":
            time.sleep(0.01)

    def end(self) -> int:
        """Wait for the end and return the exit code."""
        while self._read():
            pass
        return self.process.wait(timeout=60)

    def _read(self) -> bool:
        ready, _, _ = select.select([self.terminal], [], [], 30)
        assert ready, f"nothing more is shown:\n{self.shown}"
        try:
            chunk = os.read(self.terminal, 65536)
        except OSError:  # how Linux says that the other end is closed
            return False
        self.raw += chunk
        return bool(chunk)


def on_terminal(
    *args: str | Path, columns: int, cwd: Path | None = None, typed: str = "", **env: str
) -> str:
    """Run the program on a terminal of so many columns, type on it, and return what it shows."""
    with Conversation(*args, columns=columns, cwd=cwd, env=env) as program:
        program.press(typed)
        program.end()
        return program.shown
