"""The arguments and options that several commands share."""

from typing import Annotated, Any

import typer

from rectrack.terminal import completion

STEPS_AND_CASES = "Steps and cases"


def day_option(*names: str, help_: str) -> Any:
    """Return what Typer is told of an option that names a day."""
    return typer.Option(*names, metavar="DAY", help=help_, autocompletion=completion.past_days)


def person_option(*names: str, help_: str) -> Any:
    """Return what Typer is told of an option that names a person."""
    return typer.Option(*names, metavar="PERSON", help=help_, autocompletion=completion.people)


Measure = Annotated[
    str | None,
    typer.Argument(
        metavar="MEASURE",
        help="The id of a measure.",
        show_default=False,
        autocompletion=completion.measures,
    ),
]
Target = Annotated[
    str | None,
    typer.Argument(
        metavar="TARGET",
        help="The id of a target.",
        show_default=False,
        autocompletion=completion.targets,
    ),
]
Note = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NOTE]...", help="What there is to say to it.", show_default=False),
]
Reason = Annotated[
    list[str] | None, typer.Argument(metavar="REASON...", help="Why.", show_default=False)
]
By = Annotated[
    str | None, person_option("--by", help_="Whose decision it is; RECTRACK_BY if left out.")
]
Writer = Annotated[
    str | None, person_option("--by", help_="Who writes it down; RECTRACK_BY if left out.")
]
Date = Annotated[
    str | None, day_option("--date", "-d", help_="When it was decided: 2026-03-04, yesterday, wed.")
]
Evidence = Annotated[
    list[str] | None,
    typer.Option(
        "--evidence",
        "-e",
        metavar="REF",
        help="A path or address that proves it.",
        autocompletion=completion.file_names,
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", "-n", help="Show what would be added, and add nothing.")
]
AsOf = Annotated[
    str | None, day_option("--as-of", help_="The day to look at, at its end; by default today.")
]
DoneOn = Annotated[
    str | None, day_option("--date", "-d", help_="When it was done: 2026-03-04, yesterday, wed.")
]
Step = Annotated[
    str | None,
    typer.Option(
        "--step",
        metavar="STEP",
        help="Which step is done.",
        autocompletion=completion.steps,
        rich_help_panel=STEPS_AND_CASES,
    ),
]
Case = Annotated[
    str | None,
    typer.Option(
        "--case",
        metavar="REF",
        help="Which case it is about.",
        autocompletion=completion.cases,
        rich_help_panel=STEPS_AND_CASES,
    ),
]
Event = Annotated[
    str | None,
    typer.Option(
        "--event",
        metavar="EVENT",
        help="opened, handed, or a stage of the case.",
        autocompletion=completion.events,
        rich_help_panel=STEPS_AND_CASES,
    ),
]
