"""A command line as far as it is typed, and the words with which it may go on.

It is read leniently: what is missing, unknown or doubled in it stops nothing.
"""

import os
from collections.abc import Iterable
from typing import Any

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption

from rectrack.terminal.choice import Choice
from rectrack.terminal.command_index import PANELS
from rectrack.terminal.completion import FileName
from rectrack.terminal.session import Session


def completions(
    group: TyperGroup, session: Session, words: Iterable[str], half: str
) -> list[Choice] | None:
    """Return the words that `half`, the last of a line, may become; None where it names a file.

    `words` are those before it, the name of the program left out.
    """
    return _HalfLine(group, session, words).completions(half)


class _HalfLine:
    """What the whole words of a line say, and to what the next one belongs."""

    def __init__(self, group: TyperGroup, session: Session, words: Iterable[str]) -> None:
        self.session = session
        self.command: Any = group
        self.values: dict[str, list[str]] = {}
        self.arguments: list[str] = []
        self.awaiting: TyperOption | None = None
        self.options_ended = False
        for word in words:
            self.read(word)

    @property
    def context(self) -> typer.Context:
        """What the functions of `completing` are given."""
        context = typer.Context(self.command, obj=self.session, resilient_parsing=True)
        context.params = {name: given[-1] for name, given in self.values.items()}
        names = (each.name or "" for each in self.command.params if isinstance(each, TyperArgument))
        context.params.update(zip(names, self.arguments, strict=False))
        return context

    def read(self, word: str) -> None:
        if self.awaiting is not None:
            self.give(self.awaiting, word)
            self.awaiting = None
        elif self.begins_option(word):
            self.read_option(word)
        elif isinstance(self.command, TyperGroup):
            self.command = self.command.get_command(self.context, word)
        else:
            self.arguments.append(word)

    def begins_option(self, word: str) -> bool:
        """Whether a word begins an option, as a negative number does not."""
        return word.startswith("-") and not self.options_ended and not word[1:2].isdigit()

    def read_option(self, word: str) -> None:
        if word == "--":
            self.options_ended = True
            return
        name, beside, value = word.partition("=")
        if not word.startswith("--"):
            name, beside, value = word[:2], word[2:], word[2:]
        option = self.option(name)
        if option is None:
            return
        if beside or option.is_flag:
            self.give(option, value)
        else:
            self.awaiting = option

    def give(self, option: TyperOption, value: str) -> None:
        self.values.setdefault(option.name or "", []).append(value)
        if option.name == "file":
            # As the shell will expand it; unlike Path's own, no error where no home is known.
            self.session.file = os.path.expandvars(os.path.expanduser(value))  # noqa: PTH111  as above

    def option(self, name: str) -> TyperOption | None:
        return next((each for each in self.options() if name in each.opts), None)

    def options(self) -> list[TyperOption]:
        found = self.command.get_params(self.context)
        return [each for each in found if isinstance(each, TyperOption) and not each.hidden]

    def completions(self, half: str) -> list[Choice] | None:
        if self.awaiting is not None:
            return self.values_of(self.awaiting, half)
        if self.begins_option(half):
            name, equals, value = half.partition("=")
            option = self.option(name) if equals else None
            if option is not None:
                return self.values_of(option, value, before=f"{name}=")
            return self.names_of_options(half)
        if isinstance(self.command, TyperGroup):
            return [
                Choice(name, said)
                for panel in PANELS.values()
                for name, said in panel.items()
                if name.startswith(half)
            ]
        argument = self.next_argument()
        return [] if argument is None else self.values_of(argument, half)

    def values_of(
        self, param: TyperOption | TyperArgument, half: str, *, before: str = ""
    ) -> list[Choice] | None:
        items: list[Any] = param.shell_complete(self.context, half)
        if any(isinstance(item.value, FileName) for item in items):
            return None
        return [Choice(before + item.value, item.help or "") for item in items]

    def names_of_options(self, half: str) -> list[Choice]:
        """Return the options that begin like this and may still be given, by their long names."""
        free = (
            each for each in self.options() if each.multiple or (each.name or "") not in self.values
        )
        found = []
        for option in free:
            names = [name for name in option.opts if name.startswith(half)]
            if names:
                found.append(Choice(max(names, key=len), option.help or ""))
        return found

    def next_argument(self) -> TyperArgument | None:
        """Return the argument to which the next bare word belongs; the last may take many."""
        there = [each for each in self.command.params if isinstance(each, TyperArgument)]
        if there and there[-1].nargs == -1:
            return there[min(len(self.arguments), len(there) - 1)]
        return there[len(self.arguments)] if len(self.arguments) < len(there) else None
