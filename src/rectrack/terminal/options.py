"""The arguments and options that several commands share, and how any is defined."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from rectrack.terminal import completion

STEPS_AND_CASES = "Steps and cases"
FOR_SCRIPTS = "For scripts"

Words = Callable[..., completion.Words]
"""What completes a word of a command line, as `completion` says."""


def argument(metavar: str, text: str, words: Words | None = None) -> Any:
    """Return what Typer is to know of an argument."""
    return typer.Argument(metavar=metavar, help=text, show_default=False, autocompletion=words)


def option(
    *names: str, metavar: str, text: str, words: Words | None = None, panel: str | None = None
) -> Any:
    """Return what Typer is to know of an option that takes a value."""
    return typer.Option(
        *names, metavar=metavar, help=text, autocompletion=words, rich_help_panel=panel
    )


Measure = Annotated[str | None, argument("MEASURE", "The id of a measure.", completion.measures)]
Target = Annotated[str | None, argument("TARGET", "The id of a target.", completion.targets)]
Note = Annotated[list[str] | None, argument("[NOTE]...", "Comment.")]
Reason = Annotated[list[str] | None, argument("REASON...", "The reason.")]


def ids_argument(text: str) -> Any:
    """Return what Typer is to know of an argument that names any things of a plan."""
    return argument("[ID]...", text, completion.everything)


def format_option() -> Any:
    """Return what Typer is to know of the option that chooses a form of output."""
    return typer.Option("--format", help="The form of the output.", rich_help_panel=FOR_SCRIPTS)


def day_option(*names: str, text: str) -> Any:
    """Return what Typer is to know of an option that names a day."""
    return option(*names, metavar="DAY", text=text, words=completion.past_days)


def person_option(*names: str, text: str) -> Any:
    """Return what Typer is to know of an option that names a person."""
    return option(*names, metavar="PERSON", text=text, words=completion.people)


def _person(text: str) -> Any:
    return person_option("--by", text=f"{text} (default: $RECTRACK_BY, or by in the config file).")


def _day(text: str) -> Any:
    return day_option("--date", "-d", text=f"{text}: 2026-03-04, yesterday, wed (default: today).")


By = Annotated[str | None, _person("Whose decision it is")]
Writer = Annotated[str | None, _person("Who makes the entry")]
Date = Annotated[str | None, _day("When it was decided")]
DoneOn = Annotated[str | None, _day("When it was done")]
Evidence = Annotated[
    list[str] | None,
    option(
        *("--evidence", "-e"),
        metavar="REF",
        text="A path or address that proves it, repeatable.",
        words=completion.file_names,
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", "-n", help="Show what would be added, without adding it.")
]
AllowFuture = Annotated[bool, typer.Option("--allow-future", help="Accept a day in the future.")]
AsOf = Annotated[
    str | None,
    day_option("--as-of", text="Show the state at the end of this day (default: today)."),
]


def _particular(name: str, metavar: str, text: str, words: Words | None = None) -> Any:
    return option(name, metavar=metavar, text=text, words=words, panel=STEPS_AND_CASES)


Step = Annotated[
    str | None, _particular("--step", "STEP", "The step that was completed.", completion.steps)
]
Case = Annotated[
    str | None, _particular("--case", "REF", "The case it is about.", completion.cases)
]
Event = Annotated[
    str | None,
    _particular(
        "--event",
        "EVENT",
        "What happened to it: opened, handed, dropped or a stage.",
        completion.events,
    ),
]

Title = Annotated[
    str | None, _particular("--title", "TITLE", "What a case that is opened is about.")
]
CaseDue = Annotated[
    str | None, _particular("--due", "DAY", "A deadline of its own for a case that is opened.")
]
AskedBy = Annotated[
    str | None,
    _particular("--asked-by", "WHO", "Who gave the instruction or petition that opens a case."),
]
