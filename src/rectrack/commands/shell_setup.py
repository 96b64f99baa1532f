"""Setting up completion: the script of a shell, and storing it where that shell finds it."""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

from rectrack.errors import RequestError, UsageError


def script(shell: str) -> str:
    """Return the script that makes a shell complete; raises UsageError for other shells."""
    folder = Path(__file__).with_name("scripts")
    there = {path.suffix[1:]: path for path in sorted(folder.glob("rectrack.*"))}
    if shell not in there:
        asked = f"there is no completion for {shell!r}" if shell else "for which shell?"
        raise UsageError(f"{asked}; write one of {', '.join(there)}")
    return there[shell].read_text(encoding="utf-8")


def install(shell: str, environ: Mapping[str, str]) -> str:
    """Store the script of a shell, have the shell load it, and return a sentence on both.

    bash and zsh load it by a line at the end of their startup file, which is added once; fish
    looks for it by itself. Raises RequestError where that cannot be written.
    """
    content = script(shell)
    try:
        home = Path.home()
        if shell == "fish":
            config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
            place, startup = config / "fish/completions/rectrack.fish", None
        else:
            data = Path(environ.get("XDG_DATA_HOME") or home / ".local/share")
            place = data / "rectrack" / f"completion.{shell}"
            rc_folder = Path(environ.get("ZDOTDIR") or home) if shell == "zsh" else home
            startup = rc_folder / f".{shell}rc"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content, encoding="utf-8")
        if startup is not None:
            _add_line(startup, f"source {shlex.quote(str(place))}")
    except (OSError, RuntimeError) as error:  # RuntimeError: an account without a home
        raise RequestError(f"completion cannot be set up: {error}") from None
    loaded = f", which {startup} loads" if startup else ""
    return f"{shell} completes rectrack from its next start on, by {place}{loaded}"


def _add_line(file: Path, line: str) -> None:
    """Add a line at the end of a file, once."""
    before = file.read_bytes() if file.exists() else b""
    added = os.fsencode(line)
    if added in before.splitlines():
        return
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    with file.open("ab") as end:
        end.write(gap + added + b"\n")
