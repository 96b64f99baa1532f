"""The commands there are, in panels by who uses them.

`rectrack --help` shows this table without loading any command; each line is the first of its
module's `run`.
"""

from collections.abc import Callable
from importlib import import_module

PANELS: dict[str, dict[str, str]] = {
    "Daily work": {
        "log": "Record one thing that was done (one line at the end of the plan).",
        "note": "Record a remark on a target or measure; it changes no figure.",
        "undo": "Undo an entry. Nothing is deleted; undoing the undo restores it.",
        "amend": "Correct an entry by adding one that replaces it.",
    },
    "Reports": {
        "status": "Show which targets are met and which are outstanding, why, and what to do next.",
        "due": "List what falls due in the next days, by whom; what is late comes first.",
        "show": "Show everything about one item: promise, current state, history.",
        "summary": "Sum up a week: what is in trouble, what changed, what comes next.",
        "cases": "List the cases: what each is about, how far it has come, who has it, until when.",
        "entries": "List the entries that count, oldest first.",
        "report": "Write the whole plan as a page for a browser, or a ledger for a spreadsheet.",
    },
    "Many plans": {
        "rollup": "Show many plans at a glance: a line for each, and sums for each folder.",
        "export": "Write plans as tables that a database reads.",
    },
    "Plan file": {
        "check": "Find errors and weak points in the plan; prints nothing if all is well.",
        "init": "Create a commented starter plan; never overwrites a file.",
        "schema": "Print the JSON Schema, for completion and checking in editors.",
    },
    "Decisions": {
        "claim": "Report a measure as complete and ready for sign-off.",
        "sign-off": "Close a measure whose targets are all met or waived, with evidence.",
        "reject": "Reject a claim or a sign-off.",
        "recheck": "Record a recheck: does the signed-off measure still hold?",
        "withdraw": "Withdraw a measure, with the reason; it never counts as done.",
        "conclude": "Conclude a measure whose outstanding targets have failed and are explained.",
        "extend": "Extend a deadline, with the reason; the original day stays visible.",
        "waive": "Temporarily accept that a target is not met, until a given day.",
        "explain": "Explain what has failed or is late, and what will be done about it.",
    },
    "Scores": {
        "assess": "Show everyone's scores: each quarter, the central part, the final score.",
        "reward": "Reward a person: points added to the score of that quarter.",
        "penalty": "Penalise a person: points taken off the score of that quarter.",
    },
    "Help": {
        "help": "Explain a command, or show the settings in force (rectrack help config).",
    },
}

COMMANDS = tuple(name for commands in PANELS.values() for name in commands)

IN_ONE_FILE = {
    **dict.fromkeys(PANELS["Decisions"].keys() - {"explain"}, "decisions"),
    **dict.fromkeys(("reward", "penalty"), "awards"),
}
"""The modules that hold several commands; each other one is the `run` of its own module."""


def function_of(name: str) -> Callable[..., int]:
    """Return the function of a command; its module is loaded only now."""
    module = IN_ONE_FILE.get(name, name)
    found = import_module(f"rectrack.commands.{module}")
    function: Callable[..., int] = found.RUN[name] if name in IN_ONE_FILE else found.run
    return function
