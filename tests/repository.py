"""Git repositories for the tests, without the settings of whoever runs them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *args: str | Path, check: bool = True) -> str:
    """Run git in a folder, as the clerk, and return what it says."""
    clerk = ("-c", "user.name=Clerk", "-c", "user.email=clerk@example.org")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        ["git", "-C", folder, *clerk, *args],
        env={**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        encoding="utf-8",
        check=check,
    ).stdout
