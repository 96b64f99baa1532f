"""The access list of a file, as Linux keeps it: what its owner, named users and groups may do.

Where there is none, the mode says the same. Other systems are asked for none.
"""

import errno
import os
import struct
import sys
from pathlib import Path

ATTRIBUTE = "system.posix_acl_access"
HEADING = struct.pack("<I", 2)
ENTRY = struct.Struct("<HHI")
NOBODY = 0xFFFFFFFF
USER, NAMED_GROUP = 2, 8
OWNER, GROUP, MASK, OTHERS = (1, NOBODY), (4, NOBODY), (16, NOBODY), (32, NOBODY)
READ_AND_WRITE = 6

Rights = dict[tuple[int, int], int]
"""What each may do, in bits as of a mode. A key is what an entry is for, and the number of the user
or the group that it names."""


def read(file: Path | int) -> Rights | None:
    """Return what the access list of a file says; None where it has none."""
    if sys.platform != "linux":
        return None
    try:
        listed = os.getxattr(file, ATTRIBUTE)
    except OSError as error:
        if error.errno in {errno.ENODATA, errno.ENOTSUP}:
            return None
        raise
    entries = ENTRY.iter_unpack(listed[len(HEADING) :])
    return {(what, number): allowed for what, allowed, number in entries}


def write(file: int, rights: Rights | None) -> None:
    """Give an open file this access list, or none; its folder may have given it one.

    Raises OSError where the file system does not take it.
    """
    if sys.platform != "linux" or read(file) == rights:
        return
    try:
        if rights is None:
            os.removexattr(file, ATTRIBUTE)
        else:
            entries = (ENTRY.pack(what, may, number) for (what, number), may in rights.items())
            os.setxattr(file, ATTRIBUTE, HEADING + b"".join(entries))
    except OSError as error:
        reason = f"its access list cannot be kept ({error.strerror})"
        raise OSError(error.errno, f"{reason}: have its owner do this") from None


def of_mode(mode: int) -> Rights:
    """Return what a mode says."""
    return {OWNER: mode >> 6 & 7, GROUP: mode >> 3 & 7, OTHERS: mode & 7}


def in_force(rights: Rights) -> Rights:
    """Return how much of reading and writing each may do, with the mask of the list minded."""
    mask = rights.get(MASK, READ_AND_WRITE)
    unmasked = {OWNER, OTHERS}
    return {
        who: may & READ_AND_WRITE & (READ_AND_WRITE if who in unmasked else mask)
        for who, may in rights.items()
    }


def naming(rights: Rights, user: int) -> Rights:
    """Return rights by which a user may read and write as the owner may."""
    mask = {MASK: rights.get(MASK, rights[GROUP])}
    return dict(sorted({**rights, **mask, (USER, user): rights[OWNER] & READ_AND_WRITE}.items()))
