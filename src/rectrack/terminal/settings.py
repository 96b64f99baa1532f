"""What is in force of all that a person can set, and who says so: the nearest word goes first."""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from rectrack.storage import location
from rectrack.terminal.console import NARROWEST, WIDEST

T = TypeVar("T")
When = Literal["auto", "always", "never"]
Environ = Mapping[str, str]
PAGER = "less"


class UserConfig(Struct, frozen=True):
    """What a config file says; None for what it leaves out. `path` is None where there is none."""

    path: Path | None = None
    by: str | None = None
    file: str | None = None
    pager: str | None = None
    cache: str | None = None


Config = Callable[[], UserConfig]
"""Reads the config file; it is only asked where nothing nearer answers."""


class Setting(Struct, Generic[T], frozen=True):
    """A value in force, and where it comes from."""

    value: T
    source: str


def plan(named: str | None, environ: Environ, folder: Path, config: Config) -> Setting[Path]:
    """--file > RECTRACK_FILE > the nearest plan > the config file; raises UsageError for none."""
    try:
        path = location.find_plan(named, environ, folder)
    except location.NoPlanError:
        own = config()
        if own.file is None:
            raise
        return Setting(Path(own.file).expanduser(), str(own.path))
    if named is not None:
        return Setting(path, "--file")
    source = "RECTRACK_FILE" if environ.get("RECTRACK_FILE") else "the nearest plan"
    return Setting(path, source)


def writer(given: str | None, environ: Environ, config: Config) -> Setting[str] | None:
    """--by > RECTRACK_BY > the config file; None where nobody is named."""
    if given is not None:
        return Setting(given, "--by")
    if name := environ.get("RECTRACK_BY"):
        return Setting(name, "RECTRACK_BY")
    own = config()
    return None if own.by is None else Setting(own.by, str(own.path))


def pager(environ: Environ, config: Config, *, off: bool) -> Setting[str]:
    """--no-pager > RECTRACK_PAGER > the config file > TERM=dumb > PAGER > less; empty for none."""
    if off:
        return Setting("", "--no-pager")
    if (named := environ.get("RECTRACK_PAGER")) is not None:
        return Setting(named, "RECTRACK_PAGER")
    own = config()
    if own.pager is not None:
        return Setting(own.pager, str(own.path))
    if environ.get("TERM") == "dumb":  # it cannot move its cursor
        return Setting("", "TERM")
    named = environ.get("PAGER")
    return Setting(PAGER, "the default") if named is None else Setting(named, "PAGER")


def cache(environ: Environ, config: Config) -> Setting[Path | None]:
    """RECTRACK_CACHE > the config file > the usual folder; None where it is switched off.

    What is named and is no full path switches it off, as 0 does.
    """
    named, source = environ.get("RECTRACK_CACHE"), "RECTRACK_CACHE"
    if not named:
        own = config()
        named, source = own.cache, str(own.path)
    if named is None:
        from platformdirs import user_cache_path  # noqa: PLC0415  only long logs ask for it

        named, source = str(user_cache_path("rectrack", appauthor=False)), "its usual place"
    folder = Path(os.path.expanduser(named))  # noqa: PTH111  leaves "~" where no home is known
    return Setting(folder if folder.is_absolute() else None, source)


def color(asked: When, environ: Environ, *, terminal: bool) -> Setting[bool]:
    """--color > NO_COLOR > FORCE_COLOR or CLICOLOR_FORCE > TERM=dumb > is it a terminal."""
    if asked != "auto":
        return Setting(asked == "always", "--color")
    if environ.get("NO_COLOR"):
        return Setting(value=False, source="NO_COLOR")
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if value := environ.get(name):
            return Setting(value != "0", name)
    if terminal and environ.get("TERM") == "dumb":
        return Setting(value=False, source="TERM")
    return Setting(terminal, "the terminal" if terminal else "not a terminal")


def width(asked: int | None, environ: Environ, terminal: int | None) -> Setting[int | None]:
    """--width > COLUMNS > the columns of the terminal; None where text may be of any width."""
    if asked is not None:
        return Setting(asked, "--width")
    columns = environ.get("COLUMNS", "")
    if re.fullmatch("0*[1-9][0-9]{0,8}", columns):
        return Setting(min(max(int(columns), NARROWEST), WIDEST), "COLUMNS")
    if terminal is not None:
        return Setting(min(max(terminal, NARROWEST), WIDEST), "the terminal")
    return Setting(None, "not a terminal")
