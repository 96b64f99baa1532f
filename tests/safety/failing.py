"""A disk that fails at a chosen moment, below Python's own files and the program's lock.

The calls are those of the `os` module, the lock's, and those that an open file makes. They are
counted as they are made, so that a test can have every one of them fail in turn.
"""

import builtins
import io
import os
import sys
from collections.abc import Callable
from typing import Any, Self
from unittest import mock

OF_THE_SYSTEM = [
    "open",
    "close",
    "fsync",
    "stat",
    "lstat",
    "fstat",
    "readlink",
    "scandir",
    "link",
    "unlink",
    "replace",
    "chmod",
    "fchmod",
    "fchown",
    "listxattr",
    "getxattr",
    "setxattr",
    "removexattr",
]
READING = {
    "open",
    "read",
    "close",
    "stat",
    "lstat",
    "fstat",
    "readlink",
    "scandir",
    "listxattr",
    "getxattr",
}
"""What a disk still does that takes nothing more."""


class Disk:
    """Fails calls with an error number, from one of a number on, which counts from 1.

    It fails that one alone, or, `for_good`, all that come after it, other than those `spared`.
    `failed` tells which did fail.
    """

    def __init__(
        self, number: int, error: int, *, for_good: bool = False, spared: set[str] | None = None
    ) -> None:
        self.failed: list[str] = []
        self._number, self._error = number, error
        self._for_good, self._spared = for_good, spared or set()
        self._made = 0
        self._patches = [
            mock.patch.object(os, name, self._checked(name, getattr(os, name)))
            for name in OF_THE_SYSTEM
            if hasattr(os, name)
        ]
        self._patches += [mock.patch.object(home, "open", self._open) for home in (builtins, io)]
        if sys.platform != "win32":
            import fcntl  # noqa: PLC0415  not to be had on Windows

            flock = self._checked("flock", fcntl.flock)
            self._patches.append(mock.patch.object(fcntl, "flock", flock))

    def __enter__(self) -> Self:
        for patch in self._patches:
            patch.start()
        return self

    def __exit__(self, *error: object) -> None:
        for patch in self._patches:
            patch.stop()

    def let(self, name: str) -> None:
        """Count a call; raise OSError where it is to fail."""
        if name in self._spared:
            return
        self._made += 1
        if self._made == self._number or (self._for_good and self._made > self._number):
            self.failed.append(name)
            raise OSError(self._error, os.strerror(self._error))

    def _checked(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def checked(*args: Any, **options: Any) -> Any:
            if name == "close":  # which closes even where it fails
                call(*args)
            creates = name == "open" and args[1] & os.O_CREAT
            self.let("create" if creates else name)
            # Flushing takes long, and nobody cuts the power of a test.
            return None if name in {"close", "fsync"} else call(*args, **options)

        return checked

    def _open(self, file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if not isinstance(file, int):
            self.let("create" if "w" in mode else "open")
        raw = _Raw(self, file, "w" if "w" in mode else "r")
        buffered = io.BufferedReader(raw) if raw.readable() else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, "utf-8")


class _Raw(io.FileIO):
    """An open file on such a disk."""

    def __init__(self, disk: Disk, file: Any, mode: str) -> None:
        super().__init__(file, mode)
        self._disk = disk

    def readall(self) -> bytes:
        self._disk.let("read")
        return super().readall()

    def readinto(self, buffer: Any, /) -> int:
        self._disk.let("read")
        return super().readinto(buffer)

    def write(self, data: Any, /) -> int:
        self._disk.let("write")
        return super().write(data)

    def close(self) -> None:
        was_open = not self.closed
        super().close()
        if was_open:
            self._disk.let("close")
