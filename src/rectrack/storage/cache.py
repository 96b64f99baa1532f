"""What is kept for the next time, in the user's own cache folder, and may be deleted at any time.

Nothing depends on it: what cannot be read or written is as if it were not there. Yet what lies
there is believed, so nobody but its owner may have written to it.
"""

import contextlib
import os
import stat
import sys
from hashlib import sha256
from pathlib import Path

import yaml

from rectrack import __version__

LARGEST = 1 << 28
ANEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
NOT_THROUGH_A_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | NOT_THROUGH_A_LINK
OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


def program() -> str:
    """Return what is another whenever this program, or what it reads plans with, is another.

    What an earlier one has kept it may have reckoned by other rules. A version is not enough, since
    a program is also mended where it is installed.
    """
    root, found = Path(__file__).parent.parent, [__version__, sys.version, yaml.__version__]
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith(".py"):
                with contextlib.suppress(OSError):
                    status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118  quicker
                    found.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return sha256("\n".join(sorted(found)).encode()).hexdigest()


def load(folder: Path, plan: Path) -> bytes | None:
    """Return what is kept for a plan; None where that is nothing, or may be somebody else's."""
    with contextlib.suppress(OSError):
        descriptor = os.open(_place(folder, plan), READ)
        with open(descriptor, "rb") as file:  # noqa: PTH123  already open
            if _is_own(folder.stat()) and _is_own(os.fstat(descriptor)):
                found = file.read(LARGEST + 1)
                return found if len(found) <= LARGEST else None
    return None


def store(folder: Path, plan: Path, kept: bytes) -> None:
    """Keep something for a plan, whole or not at all; where that cannot be, nothing is said."""
    place = _place(folder, plan)
    temporary = place.with_suffix(f".{os.urandom(8).hex()}")
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_own(folder.stat()):
            return
        _sweep(place)
        try:
            with open(os.open(temporary, ANEW, 0o600), "wb") as file:  # noqa: PTH123  for its mode
                file.write(kept)
            temporary.replace(place)
        finally:
            temporary.unlink(missing_ok=True)


def _place(folder: Path, plan: Path) -> Path:
    """Return where something of a plan is kept, under a name that does not tell which it is."""
    name = sha256(os.fsencode(os.path.realpath(plan))).hexdigest()[:32]
    return folder / f"{name}.proof"


def _sweep(place: Path) -> None:
    """Remove what killed runs have left beside a file; who is writing there now writes in vain."""
    for each in place.parent.glob(f"{place.stem}.*"):
        if each != place:
            each.unlink(missing_ok=True)


def _is_own(status: os.stat_result) -> bool:
    """Whether only the user can have written to a file or folder, as far as the system tells."""
    if sys.platform == "win32":
        return True
    kind = stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)
    return kind and status.st_uid == os.geteuid() and not status.st_mode & OTHERS_MAY_WRITE
