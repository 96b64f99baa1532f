"""Draw the pictures of the documents from the example plan: `python docs/make_pictures.py`.

Each is what the program shows on a terminal of 80 columns; it needs a pseudo-terminal of Unix.
"""

import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

DOCS = Path(__file__).parent
EXAMPLE = DOCS.parent / "plans" / "example.yaml"
DAY = "2026-10-31"
COLUMNS = 80
DRAWN_ID = re.compile(r"(\nrectrack undo |: rectrack undo )[a-z0-9]{10}")
"""An entry's id is drawn at random, and a picture must come out the same each time."""
FONT_FROM_ELSEWHERE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)

PICTURES = {
    "status": ["rectrack status supervision thrift"],
    "log": [
        'rectrack log bulletins "Bulletin 11: heating checked"',
        "rectrack log handling-days 4.8 --date yesterday",
        "rectrack log bulletns",
    ],
    "show": ["rectrack show bulletins"],
    "summary": ["rectrack summary --week 2026-W18"],
}
"""What each picture shows: commands typed one after another."""


def session(commands: list[str], plan: Path) -> str:
    """Return what a terminal shows of some commands, colours included."""
    return "\n".join(f"$ {command}\n{on_terminal(command, plan)}" for command in commands)


def on_terminal(command: str, plan: Path) -> str:
    """Return what one command shows on a terminal of its own."""
    ours, theirs = pty.openpty()
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("RECTRACK_", "NO_COLOR", "FORCE_COLOR", "CLICOLOR"))
    }
    environment |= {
        "COLUMNS": str(COLUMNS),
        "TERM": "xterm-256color",
        "PYTHONUTF8": "1",
        "RECTRACK_TODAY": DAY,
        "RECTRACK_FILE": str(plan),
        "RECTRACK_BY": "clerk",
        "RECTRACK_PAGER": "",
        "RECTRACK_CONFIG": "",
    }
    words = [sys.executable, "-m", *shlex.split(command)]
    with subprocess.Popen(words, env=environment, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""


def picture(name: str) -> str:
    """Return a picture as an SVG drawing."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "rectification.yaml"
        plan.write_bytes(EXAMPLE.read_bytes())
        text = session(PICTURES[name], plan).rstrip("\n")
    text = DRAWN_ID.sub(r"\1k3f9qz7mwa", text)
    console = Console(record=True, width=COLUMNS, file=StringIO(), legacy_windows=False)
    console.print(Text.from_ansi(text), overflow="fold")
    return FONT_FROM_ELSEWHERE.sub("", console.export_svg(title="rectrack", unique_id=name))


def main() -> None:
    for name in PICTURES:
        (DOCS / f"{name}.svg").write_text(picture(name), encoding="utf-8")


if __name__ == "__main__":
    main()
