"""Compare rectrack with other programs on this machine: `python -m benchmarks`."""

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.cases import GROUPS, quick
from benchmarks.files import Files
from benchmarks.machine import machine
from benchmarks.programs import versions
from benchmarks.running import ROOT, results
from benchmarks.table import markdown, row, text

DOCUMENT = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- results -->\n", "<!-- end of the results -->\n"


def main() -> int:
    options = _options()
    groups = [group for group in GROUPS if options.only in {None, group.name}]
    if options.quick:
        groups = [quick(group) for group in groups]
    about = {"day": f"{datetime.now(UTC):%Y-%m-%d}", **machine(), **versions()}
    with tempfile.TemporaryDirectory(prefix="rectrack-benchmarks-") as folder:
        files = Files(Path(folder))
        rows = [row(*found) for group in groups for found in results(group, files)]
    told = "".join(f"- {name}: {value}\n" for name, value in about.items())
    if options.write:
        _write(f"{told}\n{markdown(rows)}")
    print(told, (markdown if options.markdown else text)(rows), sep="\n", end="")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick",
        action="store_true",
        help="one round with a thousandth of the entries: shows that all of it runs, no more",
    )
    parser.add_argument("--only", metavar="NAME", choices=[group.name for group in GROUPS])
    parser.add_argument("--markdown", action="store_true", help="print the results in Markdown")
    parser.add_argument(
        "--write",
        action="store_true",
        help=f"put the results of a whole run into {DOCUMENT.relative_to(ROOT)}",
    )
    options = parser.parse_args()
    if options.write and (options.quick or options.only):
        parser.error("--write is for whole runs: leave --quick and --only out")
    return options


def _write(found: str) -> None:
    """Put results between their marks in the document."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{found}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
