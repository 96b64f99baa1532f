"""Whose a file is and who may use it, handed on to the file that takes its place.

A new file belongs to whoever writes it. Where the system does not let the writer leave it to the
old one's owner and group, those two must keep their access, or the old file is left alone.
Windows gives a new file the rights that its folder hands on, and there is nothing to do.
"""

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path
from typing import NoReturn

from rectrack.storage import access_list
from rectrack.storage.access_list import GROUP, NAMED_GROUP, OTHERS, OWNER, USER, Rights


def hand_on(path: Path, fresh: int) -> None:
    """Give an open new file the owner, group, mode, access list and attributes of an old one.

    Raises PermissionError, which says what to do, where the owner or the group of the old file
    would lose access to it, and OSError where its mode or its access list cannot be kept.
    """
    if sys.platform == "win32":
        return
    old = path.lstat()
    _leave_to(old, fresh)
    new = os.fstat(fresh)
    rights = access_list.read(path)
    may = access_list.in_force(rights or access_list.of_mode(old.st_mode))
    if new.st_gid != old.st_gid:
        _check_group(old.st_gid, may)
    if new.st_uid != old.st_uid:
        _check_folder(old.st_uid, path.parent.stat())
        if _must_be_named(old.st_uid, new.st_gid, may):
            rights = access_list.naming(rights or access_list.of_mode(old.st_mode), old.st_uid)
    access_list.write(fresh, rights)
    _copy_attributes(path, fresh)
    mode = stat.S_IMODE(old.st_mode)
    if stat.S_IMODE(os.fstat(fresh).st_mode) != mode:
        os.fchmod(fresh, mode)


def _leave_to(old: os.stat_result, fresh: int) -> None:
    """Leave a new file to the owner and the group of an old one, as far as the system lets us."""
    new = os.fstat(fresh)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        for owner in (old.st_uid, -1):
            with contextlib.suppress(OSError):
                os.fchown(fresh, owner, old.st_gid)
                break


def _check_group(group: int, may: Rights) -> None:
    """Refuse where the access of a file's group would pass to another group."""
    if not _covers(may[OTHERS], may[GROUP]):
        _refuse(
            f"you are not in its group {_name_of_group(group)}, which would lose it:"
            " have a member do this, or ask to be made one"
        )


def _check_folder(owner: int, folder: os.stat_result) -> None:
    """Refuse where a former owner could never again replace the file in its folder."""
    if folder.st_mode & stat.S_ISVTX and folder.st_uid != owner:
        name = _name_of_user(owner)
        _refuse(
            "in its folder only the owner of a file may replace it (mode +t), and its owner,"
            f" {name}, would lose it: have {name} do this, or keep it in another folder"
        )


def _must_be_named(owner: int, group: int, may: Rights) -> bool:
    """Whether a file's former owner is sure of access only if its access list names them.

    Refuses where they would lose it. `group` is the file's.
    """
    members = [(group, may[GROUP])]
    members += [(number, each) for (what, number), each in may.items() if what == NAMED_GROUP]
    groups = _groups_of(owner)
    if (USER, owner) in may:
        found = [may[USER, owner]]
    elif groups is not None:
        found = [each for number, each in members if number in groups] or [may[OTHERS]]
    elif all(_covers(each, may[OWNER]) for _, each in (*members, (0, may[OTHERS]))):
        return False
    else:  # in the group or not: this machine cannot tell
        found = [may[GROUP]]
    if not any(_covers(each, may[OWNER]) for each in found):
        name = _name_of_user(owner)
        _refuse(
            f"it would become yours, and its owner, {name}, would lose it: have {name} do this,"
            " or share it by a group of you both that may write it (chgrp, chmod g+rw)"
        )
    return groups is None and (USER, owner) not in may


def _covers(allowed: int, wanted: int) -> bool:
    return not wanted & ~allowed


def _refuse(reason: str) -> NoReturn:
    raise PermissionError(errno.EPERM, reason)


def _name_of_user(number: int) -> str:
    import pwd  # noqa: PLC0415  not to be had on Windows

    with contextlib.suppress(KeyError):  # an account of another machine
        return pwd.getpwuid(number).pw_name
    return str(number)


def _name_of_group(number: int) -> str:
    import grp  # noqa: PLC0415  not to be had on Windows

    with contextlib.suppress(KeyError):
        return grp.getgrgid(number).gr_name
    return str(number)


def _groups_of(user: int) -> set[int] | None:
    """Return the groups of a user; None where this machine does not know the account."""
    import pwd  # noqa: PLC0415  not to be had on Windows

    try:
        account = pwd.getpwuid(user)
    except KeyError:
        return None
    return set(os.getgrouplist(account.pw_name, account.pw_gid))


def _copy_attributes(path: Path, fresh: int) -> None:
    """Copy what else is kept beside a file, as far as this user may."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError):
        for name in os.listxattr(path):
            if name != access_list.ATTRIBUTE:
                with contextlib.suppress(OSError):
                    os.setxattr(fresh, name, os.getxattr(path, name))
