"""Every plan below a folder is found once, in the order of the paths."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rectrack.storage.folders import plans

PLAN = "rectrack: 1\n"


def put(folder: Path, **files: str) -> None:
    for name, text in files.items():
        place = folder / name.replace("__", "/").replace("_yaml", ".yaml")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def test_plans_are_known_by_how_they_begin_and_by_their_name(tmp_path: Path) -> None:
    put(tmp_path, b_yaml=PLAN, a__x_yaml=PLAN, a__other_yaml="jobs: []\n")
    put(tmp_path, c__rectification_yaml="broken", d__hidden=PLAN)
    put(tmp_path / ".git", inside_yaml=PLAN)
    assert plans([tmp_path]) == [
        tmp_path / "a/x.yaml",
        tmp_path / "b.yaml",
        tmp_path / "c/rectification.yaml",
    ]


def test_what_is_named_is_taken_as_it_is_and_once(tmp_path: Path) -> None:
    put(tmp_path, a__x_yaml=PLAN, odd="text")
    named = [tmp_path / "odd", tmp_path / "missing.yaml", tmp_path / "a", tmp_path / "a/x.yaml"]
    assert plans(named) == sorted([tmp_path / "a/x.yaml", tmp_path / "missing.yaml", named[0]])


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_links_in_a_circle_end(tmp_path: Path) -> None:
    put(tmp_path, a__x_yaml=PLAN)
    (tmp_path / "a/back").symlink_to(tmp_path)
    (tmp_path / "a/loop.yaml").symlink_to(tmp_path / "a/loop.yaml")
    assert plans([tmp_path]) == [tmp_path / "a/x.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="names and pipes as Unix has them")
def test_odd_names_are_found_and_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    """A pipe would be waited for, and a socket or a device is none of a plan."""
    put(tmp_path, **{"a\nb_yaml": PLAN, "\N{BELL}_yaml": PLAN, "=1__x_yaml": PLAN})
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "null.yaml").symlink_to(os.devnull)
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    found = [str(each.relative_to(tmp_path)) for each in plans([tmp_path])]
    assert found == sorted(["=1/x.yaml", "a\nb.yaml", "\N{BELL}.yaml"])


@pytest.mark.skipif(sys.platform == "win32", reason="paths are shorter there")
def test_no_depth_is_too_deep(tmp_path: Path) -> None:
    """Where the path is no longer one that the system takes, the folder stands for the rest."""
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    put(tmp_path, x_yaml=PLAN)
    assert tmp_path / "x.yaml" in plans([tmp_path])
    subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)  # too deep for whoever tidies up


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_listed_stands_for_what_is_in_it(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    assert plans([tmp_path]) == [closed]
