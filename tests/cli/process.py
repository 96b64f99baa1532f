"""Running the program as its users do: as a process, in a pipe or on a terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

OURS = ("RECTRACK_", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "TERM", "COLUMNS", "LINES")
PROGRAM = (sys.executable, "-m", "rectrack")
TODAY = "2026-10-31"


def environment(**extra: str) -> dict[str, str]:
    """Return this process's environment without what would change the program's output."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**kept, "PYTHONUTF8": "1", "RECTRACK_TODAY": TODAY, **extra}


def rectrack(
    *args: str | Path, cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in a pipe."""
    return subprocess.run(
        [*PROGRAM, *map(str, args)],
        cwd=cwd,
        env=environment(**env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


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


def on_terminal(
    *args: str | Path, columns: int, cwd: Path | None = None, typed: str = "", **env: str
) -> str:
    """Run the program on a terminal of so many columns, type on it, and return what it shows."""
    import fcntl  # noqa: PLC0415  these are not to be had on Windows
    import pty  # noqa: PLC0415
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    with subprocess.Popen(
        [*PROGRAM, *map(str, args)],
        cwd=cwd,
        env=environment(TERM="xterm-256color", **env),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b""
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not chunk:
                break
            shown += chunk
        os.close(ours)
        process.wait(timeout=60)
    return shown.decode().replace("\r\n", "\n")
