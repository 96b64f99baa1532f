"""Whose the plan is and who may use it stays, whoever logs; or the plan stays as it is.

The tests run as root, and the program as accounts that need not exist on the machine.
"""

import errno
import os
import stat
import struct
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.process import rectrack
from tests.safety.promises import LOG, NAME, is_whole, lines_more, names

if sys.platform == "win32":
    pytest.skip("owners and modes are those of Unix", allow_module_level=True)
from tests.safety.persons import log_as

pytestmark = pytest.mark.sampled(one_in=3)

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else")

OWNER, COLLEAGUE, STRANGER = 41001, 41002, 41003
TEAM, OTHERS = 42001, 42002
ACCESS, BY_DEFAULT = "system.posix_acl_access", "system.posix_acl_default"
USER, NAMED_USER, GROUP, NAMED_GROUP, MASK, OTHER = 1, 2, 4, 8, 16, 32
NOBODY = 0xFFFFFFFF
HINT = "to add it by hand, put this line at the end of the plan:\n"


def access_list(*entries: tuple[int, int] | tuple[int, int, int]) -> bytes:
    """Return an access list as Linux keeps it: of each entry its sort, what it allows, and whom."""
    full = [entry if len(entry) == 3 else (*entry, NOBODY) for entry in entries]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in full)


def set_access(path: Path, entries: bytes, name: str = ACCESS) -> None:
    try:
        os.setxattr(path, name, entries)
    except (AttributeError, OSError):
        pytest.skip("this file system has no access lists")


def access_of(path: Path) -> bytes | None:
    return os.getxattr(path, ACCESS) if ACCESS in os.listxattr(path) else None


def kept(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)


@pytest.fixture
def shared(plan: Path) -> Iterator[Path]:
    """The plan in a folder that every account may reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "office"
        folder.mkdir()
        folder.parent.chmod(0o755)
        path = folder / NAME
        path.write_bytes(plan.read_bytes())
        yield path


def give(path: Path, user: int, group: int, mode: int, folder: tuple[int, int, int]) -> bytes:
    """Give a plan and its folder to an owner and a group, with a mode; return the plan's bytes."""
    for place, (owner, team, bits) in ((path, (user, group, mode)), (path.parent, folder)):
        os.chown(place, owner, team)
        place.chmod(bits)
    return path.read_bytes()


def check_refused(path: Path, before: bytes, said: str, *words: str) -> None:
    """Check that a plan is as it was, and that it was told why, and the line to paste."""
    first, hint, pasted = said.partition(HINT)
    assert hint, said
    assert first.startswith(f"rectrack: {path} cannot be written: "), said
    assert first.endswith("; nothing was logged\n")
    for word in words:
        assert word in first
    assert is_whole(before + pasted.encode())
    assert path.read_bytes() == before
    assert names(path.parent) == {NAME}


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o2664, 0o2775, 0o1644, 0o4755, 0o7777])
def test_a_plan_of_any_mode_takes_entries_and_keeps_it(plan: Path, mode: int) -> None:
    plan.chmod(mode)
    for number in range(2):
        assert rectrack(*LOG, "--note", f"Letter {number}", cwd=plan.parent).stderr == ""
        assert kept(plan)[2] == mode


@as_root
def test_a_folder_that_the_writer_may_not_read_is_named(shared: Path) -> None:
    before = give(shared, OWNER, TEAM, 0o660, folder=(0, TEAM, 0o730))
    found = log_as(shared, OWNER, TEAM)
    assert found.returncode == 1
    check_refused(shared, before, found.stderr, f"you may not read its folder, {shared.parent}")


@as_root
def test_after_root_has_logged_once_the_owner_still_logs(shared: Path) -> None:
    before = give(shared, OWNER, OTHERS, 0o600, folder=(OWNER, OTHERS, 0o700))
    for user in (0, OWNER, 0, OWNER):
        found = log_as(shared, user, OTHERS if user else 0)
        assert (found.returncode, found.stderr) == (0, "")
        assert kept(shared) == (OWNER, OTHERS, 0o600)
    assert lines_more(shared.read_bytes(), before) == 4
    assert names(shared.parent) == {NAME}


@as_root
@pytest.mark.parametrize("mode", [0o660, 0o664, 0o2664])
@pytest.mark.parametrize("folder", [0o2770, 0o2775, 0o770])
def test_all_who_share_a_folder_by_its_group_may_log(shared: Path, mode: int, folder: int) -> None:
    """Also one whose own group is another, where the folder does not hand on its group."""
    before = give(shared, OWNER, TEAM, mode, folder=(OWNER, TEAM, folder))
    people = [(OWNER, OTHERS, TEAM), (COLLEAGUE, TEAM), (STRANGER, 7, TEAM), (OWNER, TEAM)]
    for user, *groups in people:
        found = log_as(shared, user, *groups)
        assert (found.returncode, found.stderr) == (0, "")
        assert kept(shared)[1:] == (TEAM, mode)
    assert lines_more(shared.read_bytes(), before) == len(people)
    assert names(shared.parent) == {NAME}


@as_root
def test_an_owner_whose_groups_are_unknown_here_keeps_access_outside_the_group_too(
    shared: Path,
) -> None:
    """The machine knows no account of that number, and so not whether it is in the group."""
    set_access(shared, access_list((USER, 6), (GROUP, 6), (OTHER, 4)))
    before = give(shared, OWNER, TEAM, 0o664, folder=(OWNER, TEAM, 0o2775))
    assert log_as(shared, COLLEAGUE, TEAM).returncode == 0
    assert kept(shared) == (COLLEAGUE, TEAM, 0o664)
    assert log_as(shared, OWNER, OTHERS).returncode == 0
    assert log_as(shared, COLLEAGUE, OTHERS, TEAM).returncode == 0
    assert lines_more(shared.read_bytes(), before) == 3


@as_root
def test_where_the_machine_knows_that_they_are_in_the_group_nothing_is_added(shared: Path) -> None:
    give(shared, OWNER, TEAM, 0o664, folder=(OWNER, TEAM, 0o2775))
    assert log_as(shared, COLLEAGUE, TEAM, known={"alpha": (OWNER, OTHERS, TEAM)}).returncode == 0
    assert (kept(shared), access_of(shared)) == ((COLLEAGUE, TEAM, 0o664), None)


@as_root
def test_where_the_machine_knows_that_they_are_not_the_plan_stays_theirs(shared: Path) -> None:
    before = give(shared, OWNER, TEAM, 0o664, folder=(OWNER, TEAM, 0o2775))
    found = log_as(shared, COLLEAGUE, TEAM, known={"alpha": (OWNER, OTHERS)})
    assert found.returncode == 1
    check_refused(shared, before, found.stderr, "its owner, alpha,", "have alpha do this")
    assert kept(shared) == (OWNER, TEAM, 0o664)


@as_root
def test_who_may_write_by_an_access_list_does_not_take_the_plan_from_its_owner(
    shared: Path,
) -> None:
    before = give(shared, OWNER, TEAM, 0o640, folder=(OWNER, TEAM, 0o750))
    own = access_list((USER, 6), (NAMED_USER, 6, COLLEAGUE), (GROUP, 4), (MASK, 6), (OTHER, 0))
    set_access(shared, own)
    set_access(
        shared.parent,
        access_list((USER, 7), (NAMED_USER, 7, COLLEAGUE), (GROUP, 5), (MASK, 7), (OTHER, 0)),
    )
    whose = kept(shared)
    found = log_as(shared, COLLEAGUE, OTHERS)
    assert found.returncode == 1
    check_refused(shared, before, found.stderr, f"group {TEAM}")
    assert (kept(shared), access_of(shared)) == (whose, own)


@as_root
def test_nor_where_the_group_is_kept_and_may_only_read(shared: Path) -> None:
    before = give(shared, OWNER, TEAM, 0o640, folder=(OWNER, TEAM, 0o2770))
    own = access_list((USER, 6), (NAMED_USER, 6, COLLEAGUE), (GROUP, 4), (MASK, 6), (OTHER, 0))
    set_access(shared, own)
    found = log_as(shared, COLLEAGUE, TEAM)
    assert found.returncode == 1
    check_refused(shared, before, found.stderr, f"its owner, {OWNER},")
    assert access_of(shared) == own


@as_root
def test_an_owner_who_is_named_in_the_access_list_need_not_own_the_plan(shared: Path) -> None:
    before = give(shared, OWNER, TEAM, 0o664, folder=(OWNER, TEAM, 0o2770))
    own = access_list(
        (USER, 6),
        (NAMED_USER, 6, OWNER),
        (NAMED_USER, 6, COLLEAGUE),
        (GROUP, 4),
        (MASK, 6),
        (OTHER, 0),
    )
    set_access(shared, own)
    for user in (COLLEAGUE, OWNER, COLLEAGUE):
        assert log_as(shared, user, TEAM).stderr == ""
    assert access_of(shared) == own
    assert lines_more(shared.read_bytes(), before) == 3


@as_root
@pytest.mark.parametrize("mode", [0o664, 0o660, 0o646])
def test_a_plan_that_the_writer_cannot_leave_to_its_group_is_left_alone(
    shared: Path, mode: int
) -> None:
    """The owner of a plan has left its group, or somebody gave it to one the owner is not in."""
    before = give(shared, OWNER, TEAM, mode, folder=(OWNER, TEAM, 0o770))
    whose = kept(shared)
    found = log_as(shared, OWNER, OTHERS)
    if mode == 0o646:  # all others may do what the group may
        assert (found.returncode, found.stderr) == (0, "")
        assert lines_more(shared.read_bytes(), before) == 1
        return
    assert found.returncode == 1
    check_refused(shared, before, found.stderr, f"group {TEAM}")
    assert kept(shared) == whose


@as_root
def test_a_plan_that_all_may_write_takes_entries_of_all(shared: Path) -> None:
    before = give(shared, OWNER, TEAM, 0o666, folder=(OWNER, TEAM, 0o777))
    for user in (STRANGER, OWNER, COLLEAGUE):
        assert log_as(shared, user, OTHERS).stderr == ""
    assert lines_more(shared.read_bytes(), before) == 3
    assert kept(shared)[2] == 0o666


@as_root
@pytest.mark.parametrize("keeper", [COLLEAGUE, STRANGER])
def test_where_only_owners_may_replace_files_nobody_takes_the_plan_over(
    shared: Path, keeper: int
) -> None:
    """The folder is sticky, as /tmp is: the former owner could never replace the plan again."""
    before = give(shared, OWNER, TEAM, 0o666, folder=(keeper, TEAM, 0o1777))
    found = log_as(shared, COLLEAGUE, TEAM)
    assert found.returncode == 1
    check_refused(shared, before, found.stderr, f"its owner, {OWNER},")
    assert log_as(shared, OWNER, TEAM).returncode == 0


@as_root
@pytest.mark.parametrize("mode", [0o666, 0o640])
def test_an_owner_whom_the_system_does_not_take_back_keeps_access_or_the_plan(
    plan: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    """As in a container that does not know the account, for which it says EINVAL."""
    os.chown(plan, OWNER, -1)
    plan.chmod(mode)
    whose, before = kept(plan), plan.read_bytes()

    def refuse(*args: object) -> None:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(os, "fchown", refuse)
    found = rectrack("log", "-f", plan, "t", "--by", "clerk")
    if mode == 0o666:
        assert (found.returncode, found.stderr) == (0, "")
        assert lines_more(plan.read_bytes(), before) == 1
        return
    assert found.returncode == 1
    check_refused(plan, before, found.stderr, f"its owner, {OWNER},")
    assert kept(plan) == whose


@as_root
def test_what_the_folder_would_allow_new_files_does_not_widen_who_may_use_the_plan(
    shared: Path,
) -> None:
    before = give(shared, OWNER, TEAM, 0o640, folder=(OWNER, TEAM, 0o770))
    wide = access_list((USER, 7), (NAMED_USER, 7, STRANGER), (GROUP, 7), (MASK, 7), (OTHER, 7))
    set_access(shared.parent, wide, BY_DEFAULT)
    assert log_as(shared, OWNER, TEAM).returncode == 0
    assert (kept(shared), access_of(shared)) == ((OWNER, TEAM, 0o640), None)
    assert lines_more(shared.read_bytes(), before) == 1


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_access_list_and_other_attributes_are_kept(plan: Path, number: int) -> None:
    own = access_list((USER, 6), (NAMED_USER, 6, STRANGER), (GROUP, 4), (MASK, 6), (OTHER, 0))
    set_access(plan, own)
    set_access(plan, b"kept", "user.origin")
    for each in range(number):
        assert rectrack(*LOG, "--note", f"Letter {each}", cwd=plan.parent).stderr == ""
    assert access_of(plan) == own
    assert os.getxattr(plan, "user.origin") == b"kept"


def test_an_access_list_that_cannot_be_kept_leaves_the_plan_as_it_is(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = access_list((USER, 6), (NAMED_USER, 6, STRANGER), (GROUP, 4), (MASK, 6), (OTHER, 0))
    set_access(plan, own)
    before = plan.read_bytes()

    def refuse(*args: object, **options: object) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr(os, "setxattr", refuse)
    found = rectrack(*LOG, cwd=plan.parent)
    assert found.returncode == 1
    assert (plan.read_bytes(), access_of(plan)) == (before, own)
    assert names(plan.parent) == {NAME}


@as_root
def test_no_link_put_in_the_way_gives_another_file_away(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder that others may write to, one of them swaps what root is just writing."""
    os.chown(plan, STRANGER, OTHERS)
    plan.chmod(0o666)
    victim = tmp_path / "elsewhere" / "secret"
    victim.parent.mkdir()
    victim.write_text("secret")
    victim.chmod(0o600)
    whose = kept(victim)
    real = os.open

    def swapping(path: str | Path, flags: int, *rest: int, **more: int) -> int:
        descriptor = real(path, flags, *rest, **more)
        if flags & os.O_CREAT and Path(path).parent == plan.parent:
            Path(path).unlink()
            Path(path).symlink_to(victim)
        return descriptor

    monkeypatch.setattr(os, "open", swapping)
    rectrack("log", "-f", plan, "t", "--by", "clerk")
    assert (kept(victim), victim.read_text()) == (whose, "secret")
