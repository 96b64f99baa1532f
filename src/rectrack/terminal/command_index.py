"""The commands there are, in panels by who uses them.

`rectrack --help` shows this table without loading any command; each line is the first of its
module's `run`.
"""

from collections.abc import Callable
from importlib import import_module

PANELS: dict[str, dict[str, str]] = {
    "Every day": {
        "log": "Write down one thing that was done: one line, at the end of the plan.",
        "undo": "Take an entry back. Nothing is deleted: undoing the undo restores it.",
        "amend": "Put an entry right, by a new one that replaces it.",
    },
    "Looking": {
        "status": "Show which targets are met and which are outstanding, why, and what to do next.",
        "show": "Show all about one thing: what was promised, where it stands, how it came there.",
        "summary": "Sum up a week: what was logged, what changed, what slipped, what comes next.",
        "entries": "List the entries that count, oldest first.",
    },
    "The plan": {
        "check": "Look for errors and weak points in the plan; silent when all is well.",
        "init": "Write a plan to begin from, which explains itself; nothing is ever overwritten.",
        "schema": "Print the JSON Schema by which an editor completes and checks a plan.",
    },
    "Closing": {
        "claim": "Say that a measure is carried out and may be signed off.",
        "sign-off": "Close a measure whose every target is met or waived and has evidence.",
        "reject": "Turn down the claim that a measure is carried out, or its sign-off.",
        "recheck": "Say whether a measure that was signed off still is as it was then.",
        "withdraw": "Give a measure up, with the reason; it never counts as done.",
        "extend": "Move the last day of a target, with the reason; the first one stays beside it.",
        "waive": "Accept until a day, with the reason, that a target is not met.",
    },
    "Assessment": {
        "assess": "Assess everyone: the score of each quarter, the central part, the final score.",
        "reward": "Reward a person: points for the score of the quarter in which it is dated.",
        "penalty": "Penalise a person: points off the score of the quarter in which it is dated.",
    },
}

COMMANDS = tuple(name for commands in PANELS.values() for name in commands)

IN_ONE_FILE = {
    **dict.fromkeys(PANELS["Closing"], "decisions"),
    **dict.fromkeys(("reward", "penalty"), "awards"),
}
"""The modules that hold several commands; each other one is the `run` of its own module."""


def function_of(name: str) -> Callable[..., int]:
    """Return the function of a command; its module is loaded only now."""
    module = IN_ONE_FILE.get(name, name)
    found = import_module(f"rectrack.commands.{module}")
    function: Callable[..., int] = found.RUN[name] if name in IN_ONE_FILE else found.run
    return function
