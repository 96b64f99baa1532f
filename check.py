"""Set up a virtual environment and run every check of the project: `python3 check.py`.

Needs nothing but Python 3.11 or later and pip. What it installs is pinned, so that a verdict does
not depend on the day. `--with lowest` and `--with newest` run the tests alone, in an environment of
their own, with the lowest or the newest releases that pyproject.toml admits. `--fast` leaves out
the tests that run the program. Any other arguments are passed on to pytest.
"""

import argparse
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENTS = {"pinned": ".venv", "lowest": ".venv-lowest", "newest": ".venv-newest"}
TESTS = ("pytest", "-n", "auto")
SLOW = [f"--ignore=tests/{each}" for each in ("commands", "safety", "terminal")]
CHECKS = (("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",), TESTS)


def run(scripts: Path, *command: str, **variables: str) -> bool:
    """Run a command of an environment, showing what it says; whether it succeeded."""
    print("$", *command, flush=True)
    program, *rest = command
    env = {**os.environ, **variables}
    return (
        subprocess.run([scripts / program, *rest], cwd=ROOT, env=env, check=False).returncode == 0
    )


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


def main() -> int:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--with", dest="releases", choices=ENVIRONMENTS, default="pinned")
    parser.add_argument("--fast", action="store_true")
    asked, for_pytest = parser.parse_known_args()
    if asked.fast:
        for_pytest += SLOW
    folder = ROOT / ENVIRONMENTS[asked.releases]
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    if not scripts.is_dir():
        venv.create(folder, with_pip=True)
    if not install(scripts, asked.releases):
        return 1
    checks = CHECKS if asked.releases == "pinned" else (TESTS,)
    failed = [
        " ".join(check)
        for check in checks
        if not run(scripts, *check, *(for_pytest if check is TESTS else ()))
    ]
    for check in failed:
        print("failed:", check)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
