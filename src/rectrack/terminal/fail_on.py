"""The options that name states of targets: those to be shown, and those to stop a script on."""

from typing import Annotated

import typer

from rectrack.errors import UsageError, suggest
from rectrack.targets.state import OLD_NAMES, State
from rectrack.terminal import completion
from rectrack.terminal.console import tell
from rectrack.terminal.options import FOR_SCRIPTS

FailOn = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on",
        metavar="STATES",
        help="Exit with 3 if a target shown is in one of these states,"
        f" e.g. {State.FAILED.option},{State.OVERDUE.option}",
        autocompletion=completion.states,
        rich_help_panel=FOR_SCRIPTS,
    ),
]
InStates = Annotated[
    list[str] | None,
    typer.Option(
        "--state",
        metavar="STATES",
        help=f"Only targets in these states: {State.BEHIND.option},{State.NO_DATA.option}",
        autocompletion=completion.states,
    ),
]


def states(words: list[str] | None, option: str = "--fail-on") -> frozenset[State]:
    """Return the states that an option names, with commas or repeated, in any spelling.

    Warns of one that has another name now. Raises UsageError for one that does not exist.
    """
    found: set[State] = set()
    if words and not any(word.strip(", ") for word in words):
        raise UsageError(f"{option} names no state: name at least one of {', '.join(State)}")
    for word in ",".join(words or ()).split(","):
        name = word.strip().lower().replace("_", " ").replace("-", " ")
        if name in OLD_NAMES:
            if OLD_NAMES[name] not in found:
                tell(f"warning: {option}: {name} is now called {OLD_NAMES[name]}")
            found.add(OLD_NAMES[name])
        elif name in list(State):
            found.add(State(name))
        elif name:
            raise UsageError(
                f"{option}: there is no state {word!r}{suggest(name, State)};"
                f" the states are {', '.join(State)}"
            )
    return frozenset(found)
