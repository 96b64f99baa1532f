"""Which file is the plan, and what is said where it cannot be read."""

import os
from pathlib import Path
from typing import NoReturn

import pytest

from rectrack.errors import RequestError, UsageError
from rectrack.storage import files
from rectrack.storage.location import find_plan

AS_ROOT = getattr(os, "geteuid", lambda: 0)() == 0


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, with a folder `work/deep` in it."""
    home = tmp_path / "home"
    (home / "work" / "deep").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    return home


def plan(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def refusal(path: Path) -> str:
    with pytest.raises(RequestError) as caught:
        files.read(path)
    return str(caught.value)


def test_a_file_named_on_the_command_line_goes_before_all_others(home: Path) -> None:
    plan(home / "rectification.yaml")
    assert find_plan("my.yaml", {"RECTRACK_FILE": "other.yaml"}, home) == Path("my.yaml")


def test_the_environment_goes_before_looking_around(home: Path) -> None:
    plan(home / "rectification.yaml")
    assert find_plan(None, {"RECTRACK_FILE": "other.yaml"}, home) == Path("other.yaml")


def test_a_named_file_that_is_missing_is_never_replaced_by_another(home: Path) -> None:
    plan(home / "rectification.yaml")
    missing = home / "missing.yaml"
    for found in (
        find_plan(str(missing), {}, home),
        find_plan(None, {"RECTRACK_FILE": str(missing)}, home),
    ):
        assert refusal(found) == f"{missing} does not exist"


def test_an_empty_name_is_never_replaced_by_another(home: Path) -> None:
    """`--file "$PLAN"` with PLAN unset must not log into whatever plan is near."""
    plan(home / "rectification.yaml")
    with pytest.raises(UsageError):
        find_plan("", {}, home)


@pytest.mark.parametrize("name", ["rectification.yaml", "plans/rectification.yaml"])
def test_the_plan_is_looked_for_here_and_in_every_folder_above(home: Path, name: str) -> None:
    deep = home / "work" / "deep"
    above = plan(home / name)
    assert find_plan(None, {}, deep) == above
    nearer = plan(home / "work" / name)
    assert find_plan(None, {}, deep) == nearer
    plan(deep / name)
    assert find_plan(None, {}, deep) == Path(name)


def test_a_plan_here_goes_before_the_one_in_plans(home: Path) -> None:
    plan(home / "plans" / "rectification.yaml")
    plan(home / "rectification.yaml")
    assert find_plan(None, {}, home) == Path("rectification.yaml")


def test_a_plan_by_another_name_is_named_and_not_taken(home: Path) -> None:
    """Only where it is the only one; a YAML file that is no plan is none."""
    (home / "notes.yaml").write_text("title: Notes\n")
    other = home / "our plan.yml"
    other.write_text("# A plan\nrectrack: 1\n")
    said = r"there is our plan.yml: use --file 'our plan.yml', or rename it$"
    with pytest.raises(UsageError, match=said):
        find_plan(None, {}, home)
    (home / "second.yaml").write_text("rectrack: 1\n")
    with pytest.raises(UsageError, match="name one with --file"):
        find_plan(None, {}, home)


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_the_search_ends_at_the_root_of_the_git_work_tree(home: Path, kind: str) -> None:
    """In a linked work tree `.git` is a file."""
    plan(home / "rectification.yaml")
    deep = home / "work" / "deep"
    git = home / "work" / ".git"
    if kind == "folder":
        git.mkdir()
    else:
        git.write_text("gitdir: elsewhere")
    with pytest.raises(UsageError, match="no plan found"):
        find_plan(None, {}, deep)
    inside = plan(home / "work" / "plans" / "rectification.yaml")
    assert find_plan(None, {}, deep) == inside


def test_the_search_ends_at_the_home_folder(home: Path) -> None:
    plan(home.parent / "rectification.yaml")
    with pytest.raises(UsageError) as caught:
        find_plan(None, {}, home / "work" / "deep")
    assert str(caught.value) == (
        "no plan found: no rectification.yaml or plans/rectification.yaml here or in a folder"
        " above; name one with --file or RECTRACK_FILE, or create one with `rectrack init`"
    )
    assert caught.value.exit_code == 2


@pytest.mark.skipif(os.name == "nt", reason="accounts without a home are a Unix matter")
def test_an_account_without_a_home_finds_its_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a container the program may run under a number that no progress has."""
    import pwd  # noqa: PLC0415  not to be had on Windows

    def nobody(number: int) -> NoReturn:
        raise KeyError(number)

    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    plan(tmp_path / "rectification.yaml")
    assert find_plan(None, {}, tmp_path) == Path("rectification.yaml")


def test_a_plan_is_read_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\x1a\xff")
    assert files.read(path) == b"\xef\xbb\xbfa\r\nb\x1a\xff"


def test_a_link_to_a_plan_is_followed_and_a_dead_one_named(tmp_path: Path) -> None:
    link, real = tmp_path / "link.yaml", tmp_path / "real.yaml"
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("no links here")
    assert refusal(link) == f"{link} does not exist"
    real.write_bytes(b"x")
    assert files.read(link) == b"x"


def test_a_folder_is_no_plan(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path} is a folder, not a plan file"


def test_a_file_below_a_file_cannot_be_read(tmp_path: Path) -> None:
    path = plan(tmp_path / "a") / "b"
    assert refusal(path).startswith(f"{path} ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
def test_a_pipe_is_refused_without_waiting_for_its_other_end(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert refusal(path) == f"{path} is a pipe, not a plan file"


@pytest.mark.skipif(os.name == "nt", reason="devices have other names there")
def test_a_device_is_refused_without_reading_it() -> None:
    assert refusal(Path("/dev/zero")) == "/dev/zero is a device, not a plan file"


def test_a_file_too_large_for_a_plan_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"x" * 11)
    assert refusal(path) == f"{path} is too large for a plan: 11 bytes"


def test_a_name_too_long_for_any_file_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / ("x" * 300))


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_a_plan_that_one_may_not_read_is_named_with_what_to_do(tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.yaml")
    path.chmod(0)
    assert refusal(path) == f"you may not read {path}: ask its owner for permission"


@pytest.mark.skipif(AS_ROOT, reason="root may enter every folder")
def test_a_plan_in_a_folder_that_one_may_not_enter_is_refused_alike(tmp_path: Path) -> None:
    path = plan(tmp_path / "closed" / "plan.yaml")
    path.parent.chmod(0)
    try:
        assert "you may not read" in refusal(path)
    finally:
        path.parent.chmod(0o700)


@pytest.mark.skipif(AS_ROOT, reason="root may enter every folder")
def test_a_folder_above_that_one_may_not_enter_is_passed_over(home: Path) -> None:
    above = plan(home / "rectification.yaml")
    (home / "work").chmod(0)
    try:
        assert find_plan(None, {}, home / "work" / "deep") == above
    finally:
        (home / "work").chmod(0o700)
