"""The plans in a folder and all below it."""

import os
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
    found = {each: None for place in places for each in _below(place, set())}
    return sorted(found)


def _below(place: Path, seen: set[tuple[int, int]]) -> Iterator[Path]:
    try:
        if not place.is_dir():
            yield place
            return
        status = place.stat()
        children = sorted(place.iterdir())
    except OSError:
        yield place
        return
    if (here := (status.st_dev, status.st_ino)) in seen:
        return
    seen.add(here)
    for child in children:
        if os.path.isdir(child):  # noqa: PTH112  never raises
            if not child.name.startswith("."):
                yield from _below(child, seen)
        elif child.suffix in ENDINGS and _is_plan(child):
            yield child


def _is_plan(file: Path) -> bool:
    return (file.name in OWN_NAMES and is_there(file)) or looks_like_plan(file)
