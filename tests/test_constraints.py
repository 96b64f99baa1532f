"""A verdict does not depend on the day: what is installed for the checks is pinned, all of it."""

import os
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import ROOT

pytestmark = pytest.mark.sampled(one_in=3)

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DEV, TEST = "rectrack[dev,browser]", "rectrack[test]"
PINS = {"pinned": DEV, "lowest": TEST}
"""The files of `constraints/`, and what is installed with each."""
SYSTEMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MACHINES = [(system, python) for system in SYSTEMS for python in PYTHONS]


def holds(requirement: Requirement, system: str, python: str, extra: str = "") -> bool:
    """Whether a requirement is one on a system with a Python, for an extra."""
    here = {
        "sys_platform": system,
        "platform_system": SYSTEMS[system],
        "os_name": "nt" if system == "win32" else "posix",
        "python_version": python,
        "python_full_version": f"{python}.0",
        "extra": extra,
    }
    return requirement.marker is None or requirement.marker.evaluate(here)


def pins(name: str, system: str, python: str) -> dict[str, Version]:
    """Return the releases that a file pins."""
    text = (ROOT / "constraints" / f"{name}.txt").read_text(encoding="utf-8")
    lines = [Requirement(line) for line in text.splitlines() if not line.startswith("#")]
    found = {}
    for each in lines:
        if holds(each, system, python):
            [pin] = each.specifier
            assert pin.operator == "=="
            assert each.name not in found
            found[each.name] = Version(pin.version)
    return found


def needed(what: str, system: str, python: str) -> set[str]:
    """Return the names of all that is installed with a package, as far as it is installed here."""
    found: set[str] = set()
    waiting = [Requirement(what)]
    seen: set[str] = set()
    while waiting:
        each = waiting.pop()
        if str(each) in seen:
            continue
        seen.add(str(each))
        found.add(canonicalize_name(each.name))
        try:
            inside = [Requirement(line) for line in requires(each.name) or ()]
        except PackageNotFoundError:  # of another system
            continue
        waiting += [
            one
            for one in inside
            if any(holds(one, system, python, extra) for extra in (each.extras or {""}))
        ]
    return found - {"rectrack"}


def direct(*extras: str) -> list[Requirement]:
    """Return what pyproject.toml itself asks for."""
    optional = PROJECT["project"]["optional-dependencies"]
    lines = [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"]]
    lines += [line for extra in extras for line in optional[extra]]
    found = [Requirement(line) for line in lines]
    for each in found:
        each.name = canonicalize_name(each.name)
    return [each for each in found if each.name != "rectrack"]


@pytest.mark.parametrize(("system", "python"), MACHINES)
@pytest.mark.parametrize("name", PINS)
def test_all_that_is_installed_is_pinned(name: str, system: str, python: str) -> None:
    """On every system and Python, what the project asks for as well as what that needs in turn."""
    assert needed(PINS[name], system, python) - pins(name, system, python).keys() == set()


@pytest.mark.parametrize(("system", "python"), MACHINES)
def test_what_is_pinned_is_what_pyproject_admits(system: str, python: str) -> None:
    pinned = pins("pinned", system, python)
    assert [
        each
        for each in direct("dev", "browser", "test", "calendar")
        if pinned[each.name] not in each.specifier
    ] == []


@pytest.mark.parametrize("python", PYTHONS[:-1])
def test_the_lowest_releases_are_the_bounds_of_pyproject(python: str) -> None:
    """For 3.14 there are later ones only of some."""
    lowest = pins("lowest", "linux", python)
    bounds = {
        each.name: Version(bound.version)
        for each in direct("test", "calendar")
        for bound in each.specifier
        if bound.operator == ">="
    }
    assert bounds.keys() == {each.name for each in direct("test", "calendar")}
    assert {name: lowest[name] for name in bounds} == bounds


def test_what_needs_a_library_says_before_which_release_it_ends() -> None:
    """So that what a user installs today still works after the next great release of any."""
    mine = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
    unbounded = [
        each.name for each in mine if "<" not in {bound.operator for bound in each.specifier}
    ]
    assert unbounded == ["tzdata"]


STUB = """#!/usr/bin/env bash
words="${0##*/} $*"
echo "$words"
[ "$words" != "$FAILING" ]
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a script of Unix")
@pytest.mark.parametrize(
    ("failing", "code"),
    [
        ("nothing", 0),
        ("python3 check.py", 1),
        ("python3 check.py --with lowest", 1),
        ("pytest -n auto -m heavy", 1),
        ("python -m fuzz --seconds 20", 1),
        ("pytest -m browser", 1),
        ("python3 check.py --with newest", 0),
    ],
)
def test_the_newest_releases_warn_and_decide_nothing(
    tmp_path: Path, failing: str, code: int
) -> None:
    """All that the continuous checks run decides but the last: that may fail, a download as well."""
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    for name in ("bin/python3", "bin/chromium", ".venv/bin/pytest", ".venv/bin/python"):
        stub = tmp_path / name
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text(STUB, encoding="utf-8")
        stub.chmod(0o755)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    found = subprocess.run(
        ["bash", tmp_path / ".ci" / "run"],
        env={**os.environ, "PATH": path, "FAILING": failing},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == code
    assert found.stdout.splitlines()[-1].startswith("warning: ") == failing.endswith("newest")
