"""Setting up completion: the script of a shell, and storing it where that shell finds it."""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path

from rectrack.errors import RequestError, UsageError
from rectrack.storage import files
from rectrack.terminal.console import tell
from rectrack.terminal.shells import SHELLS


def script(shell: str) -> str:
    """Return the script that makes a shell complete; raises UsageError for other shells."""
    if shell not in SHELLS:
        asked = f"there is no completion for {shell!r}" if shell else "for which shell?"
        raise UsageError(f"{asked}; write one of {', '.join(sorted(SHELLS))}")
    return files.read(Path(__file__).with_name("scripts") / f"rectrack.{shell}").decode()


def install(shell: str, environ: Mapping[str, str]) -> str:
    """Store the script of a shell, have the shell load it, and return a sentence on both.

    bash and zsh load it by a line at the end of their startup file, which is added once; fish
    looks for it by itself. Raises BusyError or RequestError where that cannot be written.
    """
    content = script(shell).encode()
    try:
        home = Path.home()
    except RuntimeError:
        raise RequestError("completion cannot be set up: this account has no home") from None
    if shell == "fish":
        config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
        place, startup = config / "fish/completions/rectrack.fish", None
    else:
        data = Path(environ.get("XDG_DATA_HOME") or home / ".local/share")
        place = data / "rectrack" / f"completion.{shell}"
        rc_folder = Path(environ.get("ZDOTDIR") or home) if shell == "zsh" else home
        startup = rc_folder / f".{shell}rc"
    try:
        warnings = files.edit(place, lambda before: None if before == content else content)
        if startup is not None:
            line = os.fsencode(f"source {shlex.quote(str(place))}")
            warnings += files.edit(startup, lambda before: _with_line(before, line))
    except RequestError as error:
        raise RequestError(f"completion cannot be set up: {error}") from None
    tell(*(f"warning: {each}" for each in warnings))
    loaded = f", which {startup} loads" if startup else ""
    return f"{shell} completes rectrack from its next start on, by {place}{loaded}"


def _with_line(before: bytes, line: bytes) -> bytes | None:
    """Return what stands in a file with a line at its end; None where it has it already."""
    if line in before.splitlines():
        return None
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    return before + gap + line + b"\n"
