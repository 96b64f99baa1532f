"""The program loaded once and forked for each command line, which saves loading it anew.

A process of its own loads the program and waits. For each line it forks a child with the streams,
the environment and the folder that a test gives it, and a terminal of its own where one is given:
all that the program can see of its process but how the interpreter was started.
"""

import atexit
import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, TextIO

SIGN = b"+"
STREAMS = (0, 1, 2)


class Child:
    """A child that runs the program; it is used as one of `subprocess` is."""

    def __init__(self, server: socket.socket, pid: int) -> None:
        self.server, self.pid = server, pid
        self.returncode: int | None = None

    def kill(self) -> None:
        """End it at once, if it has not ended."""
        self._send(9)

    def terminate(self) -> None:
        """Ask it to end."""
        self._send(15)

    def _send(self, signal: int) -> None:
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal)

    def wait(self, timeout: float = 60) -> int:
        """Wait for its end and return its exit code, below zero where a signal ended it."""
        if self.returncode is None:
            self.server.settimeout(timeout)
            self.returncode = _ask(self.server, {"wait": self.pid})
        return self.returncode


def start(
    args: Sequence[str],
    streams: tuple[int, int, int],
    cwd: Path | None,
    env: Mapping[str, str],
    *,
    terminal: bool = False,
    account: Sequence[Any] = (),
) -> Child:
    """Run the program on these streams, the first of which may be its terminal.

    `account` is what `tests.safety.persons` wants to know of whom it runs as, where that is another.
    """
    line: dict[str, Any] = {"args": args, "cwd": str(cwd or Path.cwd()), "env": dict(env)}
    line |= {"terminal": terminal, "account": account}
    server = _server()
    return Child(server, _ask(server, line, streams))


def _ask(server: socket.socket, line: dict[str, Any], streams: Sequence[int] = ()) -> int:
    """Return the number with which a line is answered; a sign before it carries the streams."""
    socket.send_fds(server, [SIGN], list(streams))
    server.sendall(json.dumps(line).encode() + b"\n")
    return int(_line_from(server))


def _line_from(end: socket.socket) -> bytes:
    """Return the line that is sent next; nobody sends a second one before it is answered."""
    found = b""
    while not found.endswith(b"\n"):
        piece = end.recv(1 << 16)
        if not piece:
            raise EOFError
        found += piece
    return found


@cache
def _server() -> socket.socket:
    """Return the end at which the loaded program is asked for children."""
    ours, theirs = socket.socketpair()
    ours.settimeout(60)
    waiting = subprocess.Popen(
        [sys.executable, "-m", __name__, str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    theirs.close()

    def end() -> None:
        ours.close()
        waiting.wait()

    atexit.register(end)
    return ours


def serve(theirs: socket.socket) -> None:
    """Fork a child for each line that is asked for, until nobody is there to ask."""
    while True:
        sign, streams, _, _ = socket.recv_fds(theirs, len(SIGN), len(STREAMS))
        if not sign:
            return
        line = json.loads(_line_from(theirs))
        if "wait" in line:
            _, status = os.waitpid(line["wait"], 0)
            theirs.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
            continue
        if line["account"]:
            from tests.safety.persons import load  # noqa: PLC0415  not to be had on Windows

            load()
        pid = os.fork()
        if pid == 0:
            theirs.close()
            _become(line, streams)
        for each in streams:
            os.close(each)
        theirs.sendall(b"%d\n" % pid)


def _become(line: dict[str, Any], streams: list[int]) -> None:
    """Run the program as if this process had been started for it; never returns."""
    import fcntl  # noqa: PLC0415  not to be had on Windows
    import termios  # noqa: PLC0415  the same

    from rectrack.__main__ import main  # noqa: PLC0415  loaded already

    os.setsid()
    for given, number in zip(streams, STREAMS, strict=True):
        os.dup2(given, number)
        os.close(given)
    if line["terminal"]:
        # Only the terminal of its session sends a program the interrupt of Ctrl-C.
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.chdir(line["cwd"])
    os.environ.clear()
    os.environ.update(line["env"])
    time.tzset()
    sys.argv = ["rectrack", *line["args"]]
    encoding = line["env"].get("PYTHONIOENCODING", "utf-8")
    sys.stdin = _open(0, "r", encoding, "surrogateescape")
    sys.stdout = _open(1, "w", encoding, "surrogateescape")
    sys.stderr = _open(2, "w", encoding, "backslashreplace")
    if line["account"]:
        from tests.safety.persons import become  # noqa: PLC0415  not to be had on Windows

        become(*line["account"])
    try:
        main()
    except SystemExit as error:
        os._exit(error.code if isinstance(error.code, int) else 1)
    except BaseException:  # noqa: BLE001  as the interpreter ends with it
        import traceback  # noqa: PLC0415  hardly ever needed

        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _open(stream: int, mode: Literal["r", "w"], encoding: str, errors: str) -> TextIO:
    """Open a stream as an interpreter in UTF-8 mode does, or with what it is told to use."""
    return open(stream, mode, encoding=encoding, errors=errors, closefd=False)


def _load() -> None:
    """Load all that any command loads, but for what looks at a terminal once it is loaded."""
    import pkgutil  # noqa: PLC0415
    from importlib import import_module  # noqa: PLC0415

    import rectrack  # noqa: PLC0415

    for each in pkgutil.walk_packages(rectrack.__path__, "rectrack."):
        import_module(each.name)


if __name__ == "__main__":
    _load()
    serve(socket.socket(fileno=int(sys.argv[1])))
