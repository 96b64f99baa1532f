"""Where the plan lies, or where a new one goes."""

import os
import re
import shlex
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from rectrack.errors import RequestError, UsageError

MOST_LOOKED_AT, BEGINNING = 50, 2**16
"""So many files, and so many bytes of each, are looked at for a plan by another name."""
NAMES = ("rectification.yaml", "plans/rectification.yaml")


class NoPlanError(UsageError):
    """No plan is named, and none is found."""


def find_plan(named: str | None, environ: Mapping[str, str], folder: Path) -> Path:
    """Return the plan to work on.

    `named` goes before RECTRACK_FILE, and that before `rectification.yaml` or
    `plans/rectification.yaml` in `folder` or the nearest folder above it, no further than the
    root of its git work tree or the home folder. A file that was named is taken as it is.
    Raises NoPlanError where there is none.
    """
    path = _named(named, environ) or _nearest(folder)
    if path is None:
        hint = "name one with --file or RECTRACK_FILE, or create one with `rectrack init`"
        if other := _only_other(folder):
            hint = f"there is {other.name}: use --file {shlex.quote(other.name)}, or rename it"
        raise NoPlanError(
            f"no plan found: no {' or '.join(NAMES)} here or in a folder above; {hint}"
        )
    return path


def place_for_plan(named: str | None, environ: Mapping[str, str], folder: Path) -> Path:
    """Return where a new plan goes: `named`, RECTRACK_FILE, or `rectification.yaml` in `folder`.

    Raises RequestError where nothing was named and a plan is found already: a second one would
    hide it, here or below.
    """
    path = _named(named, environ)
    if path is None and (found := _nearest(folder)):
        raise RequestError(f"{found} is already your plan: name a FILE to create another")
    return path or Path(NAMES[0])


def _named(named: str | None, environ: Mapping[str, str]) -> Path | None:
    given = named if named is not None else environ.get("RECTRACK_FILE") or None
    if given == "":
        raise UsageError("the name of the plan is empty: give one, or leave it out")
    return Path(given) if given is not None else None


def _nearest(folder: Path) -> Path | None:
    """Return the plan in a folder or the nearest above it; one in it by its bare name."""
    home = _home()
    for place in (folder, *folder.parents):
        for name in NAMES:
            if is_there(place / name):
                return Path(name) if place == folder else place / name
        if is_there(place / ".git") or place == home:
            break
    return None


def _only_other(folder: Path) -> Path | None:
    """Return the one file in a folder that is a plan by another name than those looked for."""
    try:
        files = [each for each in folder.iterdir() if each.suffix in {".yaml", ".yml"}]
        plans = [each for each in islice(sorted(files), MOST_LOOKED_AT) if looks_like_plan(each)]
    except OSError:
        return None
    return plans[0] if len(plans) == 1 else None


def looks_like_plan(path: Path) -> bool:
    """Whether the beginning of a file has the key with which every plan begins."""
    if not path.is_file():  # a pipe would be waited for
        return False
    try:
        with path.open("rb") as file:
            return re.search(rb"^rectrack[ \t]*:", file.read(BEGINNING), re.MULTILINE) is not None
    except OSError:
        return False


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:  # an account without one, as in some containers
        return None


def is_there(path: Path) -> bool:
    """Whether a path exists; one that may not be looked at counts as absent."""
    try:
        return path.exists()
    except OSError:
        return False


def seen_from(folder: Path, path: Path) -> str:
    """Return how a path is written in a file of a folder, so that both can be moved together."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return str(path)
