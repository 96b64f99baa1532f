"""Draw the pictures of the documents from the example plan: `python docs/make_pictures.py`.

Each is what the program shows on a terminal of 80 columns and 40 lines; it needs a pseudo-terminal
of Unix. A picture holds the colours of both themes; the reader's setting for light or dark pages
chooses. Look at both: `chromium docs/status.svg`, and once more with the option
`--blink-settings=preferredColorScheme=0` for dark.
"""

import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
import termios
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

DOCS = Path(__file__).parent
EXAMPLE = DOCS.parent / "plans" / "example.yaml"
DAY = "2026-10-31"
COLUMNS, LINES = 80, 40
DRAWN_ID = re.compile(r"(rectrack undo )[a-z0-9]{10}\b")
"""An entry's id is drawn at random, and a picture must come out the same each time."""
FONT_FROM_ELSEWHERE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
CLASS = re.compile(r"^ *(\.\S+) \{ fill: (#[0-9a-f]{6})", re.MULTILINE)
FILL = re.compile(r"\bfill=\"(#[0-9a-f]{6})\"")


def theme(plain: str, normal: str, bright: str) -> TerminalTheme:
    """Return a theme of colours that are written as hexadecimal digits."""
    background, text, *colours = (
        (red, green, blue)
        for red, green, blue in map(bytes.fromhex, f"{plain} {normal} {bright}".split())
    )
    return TerminalTheme(background, text, colours[:8], colours[8:])


# Background and text; then black, red, green, yellow, blue, magenta, cyan, white, plain and bright.
# No two of a theme are alike, so that each colour of one has its counterpart in the other.
LIGHT = theme(
    "ffffff 24292f",
    "1b1f24 b42318 116329 946200 0550ae 8250df 0b6e7f 57606a",
    "424a53 c4281c 0f7a34 9e6a03 0969da 9a4fe0 0d7d8f 6e7781",
)
DARK = theme(
    "0d1117 e6edf3",
    "484f58 ff7b72 3fb950 d9a429 79b8ff d2a8ff 39c5cf b1bac4",
    "7d8590 ffa198 56d364 e3b341 a5d6ff e2c5ff 56d4dd f0f6fc",
)

PICTURES = {
    "status": ["rectrack status"],
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
    termios.tcsetwinsize(theirs, (LINES, COLUMNS))
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("RECTRACK_", "NO_COLOR", "FORCE_COLOR", "CLICOLOR"))
    }
    environment |= {
        "COLUMNS": str(COLUMNS),
        "LINES": str(LINES),
        "PAGER": "cat",
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
    light, dark = (
        console.export_svg(title="rectrack", unique_id=name, theme=each, clear=False)
        for each in (LIGHT, DARK)
    )
    return FONT_FROM_ELSEWHERE.sub("", in_both_themes(light, dark))


def in_both_themes(light: str, dark: str) -> str:
    """Return the light drawing, with the colours of the dark one for viewers who prefer it."""
    classes = dict(CLASS.findall(dark))
    assert [name for name, _ in CLASS.findall(light)] == list(classes)
    fills = dict(zip(FILL.findall(light), FILL.findall(dark), strict=True))
    rules = [f"{name} {{ fill: {colour} }}" for name, colour in classes.items()]
    rules += [f'[fill="{one}"] {{ fill: {other} }}' for one, other in fills.items() if one != other]
    inside = "".join(f"      {rule}\n" for rule in rules)
    style = f"    @media (prefers-color-scheme: dark) {{\n{inside}    }}\n    </style>"
    edge = light.replace('stroke="rgba(255,255,255,0.35)"', 'stroke="rgba(128,128,128,0.5)"')
    return edge.replace("    </style>", style, 1)


def main() -> None:
    for name in PICTURES:
        (DOCS / f"{name}.svg").write_text(picture(name), encoding="utf-8")


if __name__ == "__main__":
    main()
