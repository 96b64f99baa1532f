"""A folder of exported tables: `TABLE/as_of=DAY/TABLE.ndjson`, as databases read them.

Only a folder that is new or empty, or was begun by an export, is written to, and nothing outside
of it: each folder in it is entered by its descriptor and never through a link, so that nothing
planted there leads elsewhere. All files of a day are written aside first, and then take their names
one after the other: whenever the program ends, each is the old one or the new one, whole.
"""

import contextlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from rectrack.errors import RequestError
from rectrack.storage import lock
from rectrack.storage.atomic import ANEW
from rectrack.storage.location import is_there

MARKER = "rectrack-export.json"
"""The file by which a folder is known as an export: the schema of its rows."""
LARGEST_MARKER = 1 << 20
ASIDE = re.compile(r"\.rectrack-[0-9a-f]{16}\.tmp")
BY_DESCRIPTOR = os.open in os.supports_dir_fd
"""Whether folders are entered by a descriptor; Windows knows them by their paths alone."""
FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)


class _Folder:
    """A folder that is entered: what happens in it happens there, whatever takes its name."""

    def __init__(self, path: Path, descriptor: int | None) -> None:
        self.path, self.descriptor = path, descriptor

    def at(self, name: str) -> str | Path:
        """Return how a file in it is called beside its descriptor."""
        return name if BY_DESCRIPTOR else self.path / name

    @contextlib.contextmanager
    def enter(self, name: str) -> Iterator["_Folder"]:
        """Lend a folder in it, which is made where there is none; never through a link."""
        with contextlib.suppress(FileExistsError):
            os.mkdir(self.at(name), dir_fd=self.descriptor)
        status = os.lstat(self.at(name), dir_fd=self.descriptor)
        if not stat.S_ISDIR(status.st_mode):
            raise RequestError(
                f"{self.path / name} is in the way: it is no folder; move it away, or name"
                " another folder"
            )
        with _entered(self.path / name, self.at(name), self.descriptor) as found:
            yield found

    def begin(self) -> tuple[str, IO[bytes]]:
        """Return a new file that has no name yet but one that nobody reads."""
        name = f".rectrack-{os.urandom(8).hex()}.tmp"
        descriptor = os.open(self.at(name), ANEW, 0o666, dir_fd=self.descriptor)
        return name, open(descriptor, "wb")  # noqa: PTH123  already open

    def name(self, aside: str, name: str) -> None:
        """Give a file that was begun its name, in place of the one that bears it."""
        here = self.descriptor
        os.replace(self.at(aside), self.at(name), src_dir_fd=here, dst_dir_fd=here)
        if here is not None:
            with contextlib.suppress(OSError):  # some file systems refuse it
                os.fsync(here)

    def remove(self, name: str) -> None:
        with contextlib.suppress(OSError):  # it has its name by now, or is swept away later
            os.unlink(self.at(name), dir_fd=self.descriptor)

    def names(self) -> list[str]:
        """Return what is in it, without what killed runs have left, which is removed."""
        where = self.path if self.descriptor is None else self.descriptor
        found = os.listdir(where)  # noqa: PTH208  a descriptor is no path
        for each in filter(ASIDE.fullmatch, found):
            self.remove(each)
        return [each for each in found if not ASIDE.fullmatch(each)]

    def read(self, name: str) -> bytes:
        """Return the beginning of a small file in it, never through a link."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(self.at(name), flags, dir_fd=self.descriptor)
        with open(descriptor, "rb") as file:  # noqa: PTH123  already open
            return file.read(LARGEST_MARKER)


@contextlib.contextmanager
def _entered(path: Path, name: str | Path, of: int | None) -> Iterator[_Folder]:
    if not BY_DESCRIPTOR:
        yield _Folder(path, None)
        return
    descriptor = os.open(name, FOLDER, dir_fd=of)
    try:
        yield _Folder(path, descriptor)
    finally:
        os.close(descriptor)


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
        with lock.held(real / MARKER), _entered(real, real, None) as root:
            _check_ours(root, folder, beside[MARKER])
            for name, text in beside.items():
                _keep(root, name, text.encode())
            _write_tables(root, partition, tables, rows)
    except OSError as error:
        raise RequestError(f"{_place(error, folder)} cannot be written: {error.strerror}") from None


def _place(error: OSError, folder: Path) -> str:
    """Return which file in a folder an error is about, or the folder where it is none of ours."""
    name = Path(error.filename2 or error.filename or "").name
    return (
        f"{name} in {folder}"
        if name and name != folder.name and not ASIDE.fullmatch(name)
        else str(folder)
    )


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


def _check_ours(root: _Folder, folder: Path, ours: str) -> None:
    """Raise RequestError where a folder holds anything but an export of this version."""
    names = root.names()
    if MARKER not in names:
        if names:
            raise RequestError(
                f"{folder} is not empty, and no export has written it: name a new folder"
            )
        return
    try:
        theirs = json.loads(root.read(MARKER))["title"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        raise RequestError(
            f"{folder / MARKER} cannot be read as that of an export: name a new folder"
        ) from None
    if theirs != json.loads(ours)["title"]:
        raise RequestError(f"{folder} was written by another version: name a new folder")


def _keep(root: _Folder, name: str, fresh: bytes) -> None:
    """Write a small file where it does not say the same already."""
    with contextlib.suppress(OSError):
        if root.read(name) == fresh:
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
    root: _Folder, partition: str, tables: Sequence[str], rows: Iterable[tuple[str, bytes]]
) -> None:
    with ExitStack() as stack:
        begun: dict[str, tuple[_Folder, str, IO[bytes]]] = {}
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
