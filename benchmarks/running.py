"""Running the commands of a group, and comparing what they took."""

import os
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO

from benchmarks.cases import Command, Comparison, Group
from benchmarks.files import Files
from benchmarks.office import TODAY
from benchmarks.programs import PROGRAMS
from benchmarks.ratios import Ratio, compare
from benchmarks.timing import Run, interleaved, run

ROOT = Path(__file__).parent.parent


def results(group: Group, files: Files) -> Iterator[tuple[Comparison, Ratio | str]]:
    """Yield each comparison with its ratio, or with the reason why it could not be made."""
    possible = [each for each in group.comparisons if not _lack(each)]
    commands = tuple(
        dict.fromkeys(command for each in possible for command in (each.subject, each.reference))
    )
    _tell(f"{group.name}: {len(commands)} commands, {group.rounds} times each")
    with tempfile.TemporaryFile() as complaints:
        runs = interleaved(
            commands, group.rounds, partial(_run, files, complaints), warm_up=group.warm_up
        )
    for each in group.comparisons:
        if lack := _lack(each):
            yield each, lack
            continue
        subject, reference = (
            [_figure(run, each) for run in runs[command]]
            for command in (each.subject, each.reference)
        )
        yield each, compare(subject, reference)


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _lack(comparison: Comparison) -> str:
    """Say which program is missing without which a comparison cannot be made, if any."""
    for command in (comparison.subject, comparison.reference):
        if not PROGRAMS[command.program].is_there:
            return f"{PROGRAMS[command.program].words[0]} is not installed"
    return ""


def _figure(run: Run, comparison: Comparison) -> float:
    return run.seconds if comparison.quantity == "time" else run.memory


def _run(files: Files, complaints: IO[bytes], command: Command) -> Run:
    own = f"-{command.program}" if command.writes else ""
    file = files.path(command.kind, command.entries, for_=own)
    program = PROGRAMS[command.program]
    environ = {**_environment(), **program.environ, **dict(command.environ)}
    return run(
        [*program.words, *(word.format(file=file) for word in command.args)],
        {name: value.format(file=file) for name, value in environ.items()},
        complaints,
        ROOT,
    )


def _environment() -> dict[str, str]:
    """Return the environment of every command: nothing in it but what they need."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    settings = {"HOME": str(ROOT), "LC_ALL": "C.UTF-8", "RECTRACK_CACHE": "0"}
    return {**kept, **settings, "RECTRACK_TODAY": TODAY.isoformat(), "RECTRACK_BY": "clerk"}
