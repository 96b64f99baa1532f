"""Fuzz the program: `python -m fuzz --seconds 600 [plans|entries|lines|workbooks|all]`."""

import argparse
import random
import sys
from collections.abc import Sequence
from importlib import import_module

from fuzz.campaign import campaign

TARGETS = {
    "plans": "any bytes in the place of a plan, looked at by every command",
    "entries": "any text below `progress`: both readers agree, and entries are added safely",
    "workbooks": "any bytes in the place of a workbook: read within bounds, or refused",
    "lines": "any command lines, one after another, on any plan: the file survives",
}


def main(args: Sequence[str] | None = None) -> int:
    """Run the targets asked for, and return 1 where an input broke a promise."""
    parser = argparse.ArgumentParser(
        prog="python -m fuzz",
        description="Draw inputs until one breaks a promise; print that one, shrunk, as a test.",
        epilog="; ".join(f"{name}: {about}" for name, about in TARGETS.items()),
    )
    parser.add_argument("target", nargs="?", default="all", choices=[*TARGETS, "all"])
    parser.add_argument("--seconds", type=float, default=60, help="for all targets together")
    parser.add_argument("--seed", type=int, help="the first seed, to repeat what was drawn")
    asked = parser.parse_args(args)
    names = list(TARGETS) if asked.target == "all" else [asked.target]
    first = random.SystemRandom().randrange(2**32) if asked.seed is None else asked.seed
    failed = False
    for name in names:
        target = import_module(f"fuzz.{name}")
        runs, crash = campaign(target, asked.seconds / len(names), first)
        print(f"{name}: {runs} inputs from seed {first}", flush=True)
        if crash is not None:
            failed = True
            print(crash.story, crash.as_test(), sep="\n", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
