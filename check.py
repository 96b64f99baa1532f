"""Set up a virtual environment and run every check of the project: `python3 check.py`.

Needs nothing but Python 3.11 or later and pip. What it installs is pinned, so that a verdict does
not depend on the day, and is installed again only once what is asked for has changed. `--with
lowest` and `--with newest` run the tests alone, in an environment of their own, with the lowest or
the newest releases that pyproject.toml admits. `--fast` leaves out the tests that run the program.
Any other arguments are passed on to pytest.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path
from subprocess import PIPE, STDOUT
from typing import Any

ROOT = Path(__file__).resolve().parent
ENVIRONMENTS = {"pinned": ".venv", "lowest": ".venv-lowest", "newest": ".venv-newest"}
TESTS = ("pytest", "-n", "auto", "--dist", "worksteal")
TYPES = ("mypy",)
SLOW = [f"--ignore=tests/{each}" for each in ("commands", "safety", "terminal")]
CHECKS = (("ruff", "format", "--check", "."), ("ruff", "check", "."), TESTS)


def start(scripts: Path, command: tuple[str, ...], **more: Any) -> "subprocess.Popen[bytes]":
    """Start a command of an environment; `more` is for its process."""
    program, *rest = command
    return subprocess.Popen([scripts / program, *rest], cwd=ROOT, **more)


def run(scripts: Path, *command: str, **variables: str) -> bool:
    """Run a command of an environment, showing what it says; whether it succeeded."""
    print("$", *command, flush=True)
    return start(scripts, command, env={**os.environ, **variables}).wait() == 0


def install(scripts: Path, releases: str) -> bool:
    """Install the project and what its checks need; whether that succeeded."""
    what = ("--editable", ".[dev]" if releases == "pinned" else ".[test]")
    pip = ("python", "-m", "pip", "install", "--quiet")
    if releases == "newest":
        return run(scripts, *pip, "--upgrade", "--upgrade-strategy", "eager", *what)
    # Relative, since pip takes a blank for the end of a path. The second is for what builds the
    # project, which older releases of pip constrain by the first as well.
    pins = f"constraints/{releases}.txt"
    return run(scripts, *pip, *what, PIP_CONSTRAINT=pins, PIP_BUILD_CONSTRAINT=pins)


def asked_for(releases: str) -> str:
    """Return what differs wherever something else is to be installed."""
    names = ("pyproject.toml", "src/rectrack/__init__.py", "constraints/*.txt")
    files = sorted(path for name in names for path in ROOT.glob(name))
    said = (releases, str(ROOT), sys.version, *(each.read_text("utf-8") for each in files))
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def prepare(folder: Path, scripts: Path, releases: str) -> bool:
    """Make an environment and install into it, unless that is done; whether it succeeded."""
    done, wanted = folder / "installed", asked_for(releases)
    if done.is_file() and done.read_text("utf-8") == wanted:
        return True
    if not scripts.is_dir():
        venv.create(folder, with_pip=True)
    if not install(scripts, releases):
        return False
    if releases != "newest":  # which are others tomorrow
        done.write_text(wanted, "utf-8")
    return True


def main() -> int:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--with", dest="releases", choices=ENVIRONMENTS, default="pinned")
    parser.add_argument("--fast", action="store_true")
    asked, for_pytest = parser.parse_known_args()
    if asked.fast:
        for_pytest += SLOW
    folder = ROOT / ENVIRONMENTS[asked.releases]
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    if not prepare(folder, scripts, asked.releases):
        return 1
    # Types are checked beside the rest: at their end the tests do not use every processor.
    pinned = asked.releases == "pinned"
    types = start(scripts, TYPES, stdout=PIPE, stderr=STDOUT) if pinned else None
    failed = [
        " ".join(check)
        for check in (CHECKS if pinned else (TESTS,))
        if not run(scripts, *check, *(for_pytest if check is TESTS else ()))
    ]
    if types is not None:
        said, _ = types.communicate()
        print("$", *TYPES)
        print(said.decode(errors="replace"), end="")
        failed += [" ".join(TYPES)] if types.returncode else []
    for check in failed:
        print("failed:", check)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
