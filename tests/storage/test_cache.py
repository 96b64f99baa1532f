"""What is kept for the next time: only the user's own is believed, and nothing depends on it."""

import os
import stat
import sys
from pathlib import Path
from unittest import mock

import pytest

from rectrack.storage import cache

on_unix = pytest.mark.skipif(sys.platform == "win32", reason="modes and owners of Unix")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "rectrack"


def test_what_is_kept_is_found_again_by_every_name_of_the_plan(
    folder: Path, tmp_path: Path
) -> None:
    """And only of that plan; the latest is kept, and nothing else is left in the folder."""
    plan, link = tmp_path / "a.yaml", tmp_path / "b.yaml"
    plan.touch()
    assert cache.load(folder, plan) is None
    cache.store(folder, plan, b"earlier")
    cache.store(folder, plan, b"known")
    assert cache.load(folder, plan) == b"known"
    assert cache.load(folder, tmp_path / "c.yaml") is None
    assert len(list(folder.iterdir())) == 1
    if sys.platform != "win32":
        link.symlink_to(plan)
        assert cache.load(folder, link) == b"known"


@on_unix
def test_nobody_else_may_look_into_it(folder: Path, tmp_path: Path) -> None:
    cache.store(folder, tmp_path / "a.yaml", b"known")
    [kept] = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "a.yaml" not in kept.name


@on_unix
@pytest.mark.parametrize("what", ["a folder for all", "a file for all", "a link", "a pipe"])
def test_what_somebody_else_may_have_written_is_not_believed(
    folder: Path, tmp_path: Path, what: str
) -> None:
    plan = tmp_path / "a.yaml"
    cache.store(folder, plan, b"known")
    [kept] = folder.iterdir()
    match what:
        case "a folder for all":
            folder.chmod(0o777)
        case "a file for all":
            kept.chmod(0o666)
        case "a link":
            kept.rename(tmp_path / "elsewhere")
            kept.symlink_to(tmp_path / "elsewhere")
        case "a pipe":
            kept.unlink()
            os.mkfifo(kept)
    assert cache.load(folder, plan) is None


@on_unix
def test_a_folder_of_somebody_else_is_left_alone(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True)
    with mock.patch.object(os, "geteuid", return_value=12345):
        cache.store(folder, tmp_path / "a.yaml", b"known")
        assert cache.load(folder, tmp_path / "a.yaml") is None
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("fails", ["open", "mkdir", "replace", "write"])
def test_a_full_disk_or_a_folder_that_cannot_be_written_to_is_no_fault(
    folder: Path, tmp_path: Path, fails: str
) -> None:
    """What was kept before stays whole, and no part of the new is left."""
    plan = tmp_path / "a.yaml"
    cache.store(folder, plan, b"earlier")
    full = OSError(28, "No space left on device")
    where: tuple[object, str] = {
        "open": (os, "open"),
        "mkdir": (Path, "mkdir"),
        "replace": (Path, "replace"),
        "write": (cache, "_sweep"),
    }[fails]
    with mock.patch.object(*where, side_effect=full):
        cache.store(folder, plan, b"known")
    assert cache.load(folder, plan) == b"earlier"
    assert len(list(folder.iterdir())) == 1


def test_what_a_killed_run_has_left_is_cleared_away(folder: Path, tmp_path: Path) -> None:
    plan = tmp_path / "a.yaml"
    cache.store(folder, plan, b"earlier")
    [kept] = folder.iterdir()
    kept.with_suffix(".0123456789abcdef").write_bytes(b"half")
    cache.store(folder, plan, b"known")
    assert list(folder.iterdir()) == [kept]


def test_a_file_where_the_folder_should_be_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    cache.store(tmp_path / "cache", tmp_path / "a.yaml", b"known")
    assert cache.load(tmp_path / "cache", tmp_path / "a.yaml") is None


def test_a_program_that_was_mended_is_another(tmp_path: Path) -> None:
    """Whatever its version says: what was kept before may be by other rules."""
    here = cache.program()
    assert here == cache.program()
    (tmp_path / "storage").mkdir()
    (tmp_path / "rule.py").write_text("one")
    with mock.patch.object(cache, "__file__", str(tmp_path / "storage" / "cache.py")):
        before = cache.program()
        (tmp_path / "rule.py").write_text("another")
        assert len({here, before, cache.program()}) == 3
