"""The commands as the program knows them, and the examples of their help."""

import inspect
from typing import Any

from rectrack.cli import program
from rectrack.terminal.command_index import COMMANDS
from rectrack.terminal.help import EXAMPLES

ALL = ("", *COMMANDS)
"""Every command, and the program itself as the command without a name."""


def command(name: str) -> Any:
    return program().get_command(None, name) if name else program()


def examples(name: str) -> list[str]:
    _, _, lines = inspect.cleandoc(command(name).help).partition(EXAMPLES)
    return lines.splitlines()


EVERY_EXAMPLE = [(name, line) for name in ALL for line in examples(name)]
