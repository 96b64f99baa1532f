"""A folder of exported tables: `TABLE/as_of=DAY/TABLE.ndjson`, as databases read them.

Only a folder that is new or empty, or was begun by an export, is written to, and nothing outside
of it: each folder in it is entered by its descriptor and never through a link, so that nothing
planted there leads elsewhere. All files of a day are written aside first, and then take their names
one after the other: whenever the program ends, each is the old one or the new one, whole.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from rectrack.errors import RequestError
from rectrack.storage import lock
from rectrack.storage.entered_folder import ASIDE, EnteredFolder, entered
from rectrack.storage.location import is_there

MARKER = "rectrack-export.json"
"""The file by which a folder is known as an export: the schema of its rows."""
LARGEST = 1 << 20
"""The files beside the tables have fewer bytes than this."""


def write(
    folder: Path,
    partition: str,
    tables: Sequence[str],
    beside: Mapping[str, str],
    rows: Iterable[tuple[str, bytes]],
) -> None:
    """Write a partition of each table, from rows that come with the names of their tables.

    `beside` are the other files of the folder, MARKER among them. Rows are written as they come;
    what raises on the way leaves the folder as it was. Raises RequestError where the folder is
    not one for an export or cannot be written, BusyError where another export is writing to it.
    """
    try:
        real = _ready(folder)
        with lock.held(real / MARKER), entered(real, real) as root:
            _check_ours(root, folder, beside[MARKER])
            for name, text in beside.items():
                _keep(root, name, text.encode())
            _write_tables(root, partition, tables, rows)
    except OSError as error:
        raise RequestError(f"{_place(error, folder)} cannot be written: {error.strerror}") from None


def _place(error: OSError, folder: Path) -> str:
    """Return which file in a folder an error is about, or the folder where it is none of ours."""
    about = error.filename2 or error.filename
    name = Path(about).name if isinstance(about, str | Path) else ""
    if not name or name == folder.name or ASIDE.fullmatch(name):
        return str(folder)
    return f"{name} in {folder}"


def _ready(folder: Path) -> Path:
    """Return the folder with its links resolved; it is made where there is none."""
    if not os.path.lexists(folder):
        if not folder.parent.is_dir():
            raise RequestError(f"there is no folder {folder.parent}: create it first")
        folder.mkdir(exist_ok=True)
    if not folder.is_dir():
        what = "is a file, not a folder" if is_there(folder) else "is a broken link"
        raise RequestError(f"{folder} {what}: name first the FOLDER to write to, then the plans")
    return folder.resolve()


def _check_ours(root: EnteredFolder, folder: Path, ours: str) -> None:
    """Raise RequestError where a folder holds anything but an export of this version."""
    names = root.names()
    if MARKER not in names:
        if names:
            raise RequestError(
                f"{folder} is not empty, and no export has written it: name a new folder"
            )
        return
    try:
        theirs = json.loads(root.read(MARKER, LARGEST))["title"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        raise RequestError(
            f"{folder / MARKER} cannot be read as that of an export: name a new folder"
        ) from None
    if theirs != json.loads(ours)["title"]:
        raise RequestError(f"{folder} was written by another version: name a new folder")


def _keep(root: EnteredFolder, name: str, fresh: bytes) -> None:
    """Write a small file where it does not say the same already."""
    with contextlib.suppress(OSError):
        if root.read(name, LARGEST) == fresh:
            return
    aside, file = root.begin()
    try:
        with file:
            file.write(fresh)
            _flush(file)
        root.name(aside, name)
    finally:
        root.remove(aside)


def _write_tables(
    root: EnteredFolder, partition: str, tables: Sequence[str], rows: Iterable[tuple[str, bytes]]
) -> None:
    with ExitStack() as stack:
        begun: dict[str, tuple[EnteredFolder, str, IO[bytes]]] = {}
        for table in tables:
            of_table = stack.enter_context(root.enter(table))
            here = stack.enter_context(of_table.enter(partition))
            here.names()
            aside, file = here.begin()
            stack.callback(here.remove, aside)
            begun[table] = here, aside, stack.enter_context(file)
        for table, line in rows:
            begun[table][2].write(line)
        for _, _, file in begun.values():
            _flush(file)
            file.close()
        for table, (here, aside, _) in begun.items():
            here.name(aside, f"{table}.ndjson")


def _flush(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
