"""A terminal for the program within the tests' own process, where nobody types."""

import codecs
import contextlib
import io
import os
import sys
import threading
from pathlib import Path
from unittest import mock

from rectrack import cli
from rectrack.render.page import escape_what_is_lacking
from tests.commands.process import environment


def on_screen(*args: str | Path, columns: int, cwd: Path, **env: str) -> str:
    """Run the program, its results and messages going to a terminal, and return what it shows.

    A hundred of these take as long as one process or two.
    """
    import fcntl  # noqa: PLC0415  these are not to be had on Windows
    import pty  # noqa: PLC0415
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    codecs.register_error("rectrack", escape_what_is_lacking)
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    shown: list[bytes] = []
    reader = threading.Thread(target=_read, args=(ours, shown))
    reader.start()
    screen = open(theirs, "w", encoding="utf-8", errors="rectrack", newline="")  # noqa: PTH123, SIM115  closed below
    with (
        contextlib.chdir(cwd),
        mock.patch.dict(os.environ, environment(TERM="xterm-256color", **env), clear=True),
        mock.patch.multiple(sys, stdin=io.StringIO(), stdout=screen, stderr=screen),
        screen,
    ):
        cli.run(list(map(str, args)))
    reader.join()
    os.close(ours)
    return b"".join(shown).decode().replace("\r\n", "\n")


def _read(terminal: int, shown: list[bytes]) -> None:
    """Read until the other end is closed, which Linux calls an error."""
    with contextlib.suppress(OSError):
        while chunk := os.read(terminal, 65536):
            shown.append(chunk)
