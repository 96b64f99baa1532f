"""Write `pinned.txt` anew, with the newest releases that pyproject.toml admits.

Run it with the oldest Python that is supported: it takes only releases that this one can run.
"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BESIDE = ("colorama", "tzdata", "editables")
"""What is installed on Windows only, and what an editable installation needs to be built."""


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
    wanted = [".[dev,browser]", *project["build-system"]["requires"], *BESIDE]
    found = subprocess.run(
        [*pip, "--report", "-", *wanted], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    packages = [each["metadata"] for each in json.loads(found.stdout)["install"]]
    pins = sorted(
        f"{each['name'].lower().replace('_', '-')}=={each['version']}"
        for each in packages
        if each["name"] != project["project"]["name"]
    )
    lines = ["# What the checks install. Written by `constraints/renew.py`.", *pins]
    (ROOT / "constraints" / "pinned.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
