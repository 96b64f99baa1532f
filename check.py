"""Set up a virtual environment and run every check of the project: `python3 check.py`.

Needs nothing but Python 3.11 or later and pip. Any arguments are passed on to pytest.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")


def run(*command: str) -> bool:
    """Run a command of the environment, showing what it says; whether it succeeded."""
    print("$", *command, flush=True)
    program, *rest = command
    return subprocess.run([SCRIPTS / program, *rest], cwd=ROOT, check=False).returncode == 0


def main() -> int:
    if not SCRIPTS.is_dir():
        venv.create(ENVIRONMENT, with_pip=True)
    if not run("python", "-m", "pip", "install", "--quiet", "--editable", ".[dev]"):
        return 1
    checks = (
        ("ruff", "format", "--check", "."),
        ("ruff", "check", "."),
        ("mypy",),
        ("pytest", "-n", "auto", *sys.argv[1:]),
    )
    failed = [" ".join(check) for check in checks if not run(*check)]
    for check in failed:
        print("failed:", check)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
