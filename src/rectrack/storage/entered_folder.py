"""A folder that is entered by its descriptor, so that nothing planted in it leads elsewhere."""

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from rectrack.errors import RequestError
from rectrack.storage.atomic import ANEW

ASIDE = re.compile(r"\.rectrack-[0-9a-f]{16}\.tmp")
"""What a file is called until all of it is written."""
BY_DESCRIPTOR = os.open in os.supports_dir_fd
"""Whether folders are entered by a descriptor; Windows knows them by their paths alone."""
FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
TO_READ = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


class EnteredFolder:
    """A folder that is entered: what happens in it happens there, whatever takes its name."""

    def __init__(self, path: Path, descriptor: int | None) -> None:
        self.path, self.descriptor = path, descriptor

    def at(self, name: str) -> str | Path:
        """Return how a file in it is called beside its descriptor."""
        return name if BY_DESCRIPTOR else self.path / name

    @contextlib.contextmanager
    def enter(self, name: str) -> Iterator["EnteredFolder"]:
        """Lend a folder in it, which is made where there is none; never through a link."""
        with contextlib.suppress(FileExistsError):
            os.mkdir(self.at(name), dir_fd=self.descriptor)
        status = os.lstat(self.at(name), dir_fd=self.descriptor)
        if not stat.S_ISDIR(status.st_mode):
            raise RequestError(
                f"{self.path / name} is in the way: it is no folder; move it away, or name"
                " another folder"
            )
        with entered(self.path / name, self.at(name), self.descriptor) as found:
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

    def read(self, name: str, most: int) -> bytes:
        """Return the first bytes of a file in it, so many at most, and never through a link."""
        descriptor = os.open(self.at(name), TO_READ, dir_fd=self.descriptor)
        try:
            with open(descriptor, "rb", closefd=False) as file:
                return file.read(most)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def entered(path: Path, name: str | Path, of: int | None = None) -> Iterator[EnteredFolder]:
    """Lend a folder by its path; `name` is what it is called in the folder of a descriptor."""
    if not BY_DESCRIPTOR:
        yield EnteredFolder(path, None)
        return
    descriptor = os.open(name, FOLDER, dir_fd=of)
    try:
        yield EnteredFolder(path, descriptor)
    finally:
        os.close(descriptor)
