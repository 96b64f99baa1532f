"""How time grows with the size of a plan: `python -m benchmarks.growth`.

Of each thing that may be many, plans of three sizes are made that are alike in all else. A command
that takes no more than twelve times as long for ten times as many grows as sorting does, or less.
"""

import math
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.files import Files
from benchmarks.office import TODAY
from benchmarks.timing import run

ROUNDS = 3
HEAD = """\
rectrack: 1
title: A plan that grows
period: {{start: 2026-01-01, end: 2026-12-31}}
people:
  director: {{name: Director}}
{people}groups:
  team: [{team}]
problems:
  p: {{title: A problem}}
measures:
  m:
    title: A measure
    answers: [p]
    lead: director
    targets:
{targets}progress:
"""
Lines = Iterator[str]


def plan(targets: list[str], people: int, lines: Lines) -> str:
    """Return a plan of these targets, so many people in one group, and lines of the log."""
    names = [f"p{number}" for number in range(people)]
    return HEAD.format(
        people="".join(f"  {name}: {{name: {name}, reports_to: director}}\n" for name in names),
        team=", ".join(["director", *names]),
        targets="".join(f"      t{at}: {target}\n" for at, target in enumerate(targets)),
    ) + "".join(f"  - {line}\n" for line in lines)


def day(number: int) -> date:
    """Return a day of the year, in turn."""
    return date(2026, 1, 1) + timedelta(days=number % 300)


def entry(number: int, more: str) -> str:
    """Return a line as `log` writes it, with these fields of its own."""
    moment = f"{day(number)}T09:00:{number % 60:02}.{number:06}+08:00"
    return f'{{"id":"e{number}","date":"{day(number)}",{more},"by":"director","logged":"{moment}"}}'


def many_targets(number: int) -> str:
    kinds = (
        "{title: T, kind: total, goal: 9}",
        "{title: T, kind: cadence, every: month, who: team}",
    )
    return plan([kinds[at % 2] for at in range(number)], 12, iter(()))


def many_people(number: int) -> str:
    targets = ["{title: T, kind: cadence, every: week, who: team}"] * 2
    targets += ["{title: T, kind: each, goal: 4, who: team}"] * 2
    said = (
        entry(at, f'"target":"t{at % 4}","value":1,"for":"p{at % number}"') for at in range(500)
    )
    return plan(targets, number, said)


def many_cases(number: int) -> str:
    def lines() -> Lines:
        for at in range(number):
            yield entry(2 * at, f'"target":"t0","case":"c{at}","event":"opened"')
            yield entry(2 * at + 1, f'"target":"t0","case":"c{at}","event":"answered"')

    return plan(["{title: T, kind: cases, within: 400, stages: [answered]}"], 1, lines())


def long_chain(number: int) -> str:
    """One entry, and so many that each take back the one before."""

    def lines() -> Lines:
        yield entry(0, '"target":"t0","value":1')
        yield from (entry(at, f'"voids":"e{at - 1}"') for at in range(1, number))

    return plan(["{title: T, kind: total, goal: 9}"], 1, lines())


COMMANDS = ("status --format json", "summary --format json", "assess --format json", "check")
GROWING: tuple[tuple[str, tuple[int, ...], Callable[[int], str], tuple[str, ...]], ...] = (
    ("targets", (50, 500, 5_000), many_targets, (*COMMANDS, "show m")),
    ("people", (20, 200, 2_000), many_people, (*COMMANDS, "show t0", "show p1")),
    ("cases", (1_000, 10_000, 100_000), many_cases, (*COMMANDS, "show t0", "cases --open")),
    ("corrections in a chain", (100, 1_000, 10_000), long_chain, (*COMMANDS, "entries --all")),
)
OF_ENTRIES = (1_000, 10_000, 100_000)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="rectrack-growth-") as folder:
        print("| many | command | " + "small | × 10 | × 100 | exponent" + " |")
        print("| --- | --- | ---: | ---: | ---: | ---: |")
        files = Files(Path(folder))
        plans = [files.path("plan", number) for number in OF_ENTRIES]
        for command in (*COMMANDS, "show deputy-research", "show weak-cohesion", "entries --all"):
            _row("entries", OF_ENTRIES, command, plans)
        for name, sizes, make, commands in GROWING:
            plans = [Path(folder) / f"{name}-{size}" for size in sizes]
            for place, size in zip(plans, sizes, strict=True):
                place.write_text(make(size), encoding="utf-8")
            for command in commands:
                _row(name, sizes, command, plans)


def _row(name: str, sizes: tuple[int, ...], command: str, plans: list[Path]) -> None:
    """Print what a command takes on plans of three sizes, less what it takes on the empty one."""
    took = [_seconds(command, place) for place in plans]
    least = _seconds("--version", plans[0])
    beyond = [max(each - least, 0.001) for each in took]
    exponent = math.log(beyond[2] / beyond[1]) / math.log(sizes[2] / sizes[1])
    shown = " | ".join(f"{each * 1000:.0f} ms" for each in took)
    print(f"| {sizes[0]:,} {name} | {command} | {shown} | {exponent:.2f} |", flush=True)


def _seconds(command: str, place: Path) -> float:
    """Return the median of a few runs; findings are no failure here."""
    name, *words = command.split()
    line = [name] if name.startswith("-") else [name, "-f", str(place), *words]
    environ = {"PATH": os.environ["PATH"], "RECTRACK_TODAY": TODAY.isoformat(), "LC_ALL": "C.UTF-8"}
    shell = ["/bin/sh", "-c", '"$@"; test $? -le 1', "sh", sys.executable, "-m", "rectrack", *line]
    with tempfile.TemporaryFile() as complaints:
        runs = [run(shell, environ, complaints, Path.cwd()) for _ in range(ROUNDS)]
    return statistics.median(each.seconds for each in runs)


if __name__ == "__main__":
    main()
