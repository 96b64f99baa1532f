"""Running commands in turn, and what each run took."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

Command = TypeVar("Command")
KIBIBYTE = 1 if sys.platform == "darwin" else 1024
"""In what the system counts the memory of a process."""


@dataclass(frozen=True)
class Run:
    """What one run of a command took: wall time in seconds, and its peak memory in bytes."""

    seconds: float
    memory: int


def run(
    words: Sequence[str], environ: Mapping[str, str], complaints: IO[bytes], folder: Path
) -> Run:
    """Run a command to its end; raises RuntimeError with its complaints where it fails.

    What it prints is thrown away, as if it went into a file.
    """
    complaints.seek(0)
    complaints.truncate()
    begun = time.perf_counter()
    process = subprocess.Popen(
        words,
        env=environ,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=complaints,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        complaints.seek(0)
        said = complaints.read().decode(errors="replace")
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}: {said}")
    return Run(seconds, usage.ru_maxrss * KIBIBYTE)


def interleaved(
    commands: Sequence[Command],
    rounds: int,
    run_one: Callable[[Command], Run],
    *,
    warm_up: bool,
) -> dict[Command, list[Run]]:
    """Run all commands once per round, so that a change of the machine meets all of them alike.

    Each second round goes backwards, so that none always has the same one before it. With
    `warm_up` a round that is not counted fills the caches first.
    """
    found: dict[Command, list[Run]] = {command: [] for command in commands}
    for command in commands if warm_up else ():
        run_one(command)
    for number in range(rounds):
        for command in commands if number % 2 else reversed(commands):
            found[command].append(run_one(command))
    return found
