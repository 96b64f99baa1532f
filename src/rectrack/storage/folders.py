"""The plans in a folder and all below it."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from rectrack.storage.location import NAMES, is_there, looks_like_plan

ENDINGS = {".yaml", ".yml"}
OWN_NAMES = {Path(name).name for name in NAMES}


def plans(places: Iterable[Path]) -> list[Path]:
    """Return the plans that are named, and those in the folders that are, each once, by path.

    Links to folders are followed, but into no folder a second time, so that a circle ends; hidden
    folders are left out. A file that is named is taken as it is; below a folder, every YAML file
    that begins as plans do, or has the name of one. A folder that may not be listed stands for
    what is in it, and what is not there for itself, so that reading them says what is wrong.
    """
    found = {each: None for place in places for each in _below(place)}
    return sorted(found)


def _below(place: Path) -> Iterator[Path]:
    seen: set[tuple[int, int]] = set()
    waiting = [place]
    while waiting:
        here = waiting.pop()
        try:
            status = here.stat()
            children = sorted(here.iterdir()) if stat.S_ISDIR(status.st_mode) else None
        except OSError:
            children = None
        if children is None:
            yield here
        elif (known := (status.st_dev, status.st_ino)) not in seen:
            seen.add(known)
            for child in children:
                if os.path.isdir(child):  # noqa: PTH112  never raises
                    waiting += [child] if not child.name.startswith(".") else []
                elif child.suffix in ENDINGS and _is_plan(child):
                    yield child


def _is_plan(file: Path) -> bool:
    return (file.name in OWN_NAMES and is_there(file)) or looks_like_plan(file)
