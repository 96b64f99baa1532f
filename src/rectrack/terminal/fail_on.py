"""The option --fail-on: the states of targets on which a script is to stop."""

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


def states(words: list[str] | None) -> set[State]:
    """Return the states that --fail-on names, with commas or repeated, in any spelling.

    Warns of one that is called otherwise by now. Raises UsageError for one that there is not.
    """
    found: set[State] = set()
    if words and not any(word.strip(", ") for word in words):
        raise UsageError("--fail-on names no state: give one, such as overdue")
    for word in ",".join(words or ()).split(","):
        name = word.strip().lower().replace("_", " ").replace("-", " ")
        if name in OLD_NAMES:
            if OLD_NAMES[name] not in found:
                tell(f"warning: --fail-on: {name} is called {OLD_NAMES[name]} now")
            found.add(OLD_NAMES[name])
        elif name in list(State):
            found.add(State(name))
        elif name:
            raise UsageError(
                f"--fail-on: there is no state {word!r}{suggest(name, State)};"
                f" there are {', '.join(State)}"
            )
    return found
