"""Every option of every command is exercised by a test that calls this command with it.

The tests are read for it: a test, with the helpers and tables of `tests` that it refers to, holds
the words of its command lines, the names of commands and options among them.
"""

import ast
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rectrack.cli import program
from rectrack.terminal.command_index import COMMANDS
from tests.commands.commands import command
from tests.conftest import ROOT

TESTS = ROOT / "tests"
Place = tuple[str, str]
"""A module of the tests and a name at its top level."""


def options_of(of: Any) -> dict[str, set[str]]:
    """Return the options of a command, each by its longest name with all of its names."""
    return {
        max(each.opts, key=len): {*each.opts, *each.secondary_opts}
        for each in of.params
        if each.param_type_name == "option" and not each.hidden
    }


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@cache
def definitions() -> tuple[dict[Place, list[ast.stmt]], dict[Place, Place]]:
    """Return what the tests define at top level, and what they import from one another."""
    defined: dict[Place, list[ast.stmt]] = {}
    imported: dict[Place, Place] = {}
    for path in TESTS.rglob("*.py"):
        module = module_of(path)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            match node:
                case ast.FunctionDef(name=name):
                    defined.setdefault((module, name), []).append(node)
                case (
                    ast.Assign(targets=[ast.Name(id=name)])
                    | ast.AnnAssign(target=ast.Name(id=name))
                ):
                    defined.setdefault((module, name), []).append(node)
                case ast.ImportFrom(module=str(source), names=names) if source.startswith("tests"):
                    for each in names:
                        imported[module, each.asname or each.name] = (source, each.name)
    return defined, imported


@cache
def told(here: Place) -> tuple[set[str], set[str]]:
    """Return the words of command lines in a definition alone, and the names it refers to."""
    found: set[str] = set()
    names: set[str] = set()
    for node in (each for tree in definitions()[0].get(here, []) for each in ast.walk(tree)):
        match node:
            case ast.Constant(value=str(text)):
                first, *rest = text.split() or [""]
                options = [word for word in (first, *rest) if word.startswith("-")]
                found |= {first, *(option.partition("=")[0] for option in options)}
            case ast.Name(id=name) | ast.arg(arg=name):  # a fixture is asked for by its name
                names.add(name)
    return found, names


def words(place: Place) -> set[str]:
    """Return the words of the command lines of a test and of all that it refers to."""
    _, imported = definitions()
    found: set[str] = set()
    seen: set[Place] = set()
    waiting = [place]
    while waiting:
        here = waiting.pop()
        here = imported.get(here, here)
        if here not in seen:
            seen.add(here)
            own, names = told(here)
            found |= own
            waiting += [(here[0], name) for name in names]
    return found


@cache
def command_lines() -> list[set[str]]:
    """Return the words of each test."""
    defined, _ = definitions()
    return [words(place) for place in defined if place[1].startswith("test_")]


SHARED = options_of(program()).keys()
"""What is the same behind every command need not be tried behind each."""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_exercised(name: str) -> None:
    used = set().union(*(each for each in command_lines() if name in each))
    options = options_of(command(name)).items()
    assert [each for each, names in options if each not in SHARED and not names & used] == []


def test_every_option_of_all_commands_is_exercised() -> None:
    used = set().union(*command_lines())
    assert [option for option, names in options_of(program()).items() if not names & used] == []
