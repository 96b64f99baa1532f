"""The arguments and options that several commands share."""

from typing import Annotated

import typer

from rectrack.terminal import completion

STEPS_AND_CASES = "Steps and cases"

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
    str | None,
    typer.Option(
        "--by",
        metavar="PERSON",
        help="Whose decision it is; RECTRACK_BY if left out.",
        autocompletion=completion.people,
    ),
]
Writer = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="PERSON",
        help="Who writes it down; RECTRACK_BY if left out.",
        autocompletion=completion.people,
    ),
]
Date = Annotated[
    str | None,
    typer.Option(
        "--date",
        "-d",
        metavar="DAY",
        help="When it was decided: 2026-03-04, yesterday, wed.",
        autocompletion=completion.past_days,
    ),
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
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="The day to look at, at its end; by default today.",
        autocompletion=completion.past_days,
    ),
]
DoneOn = Annotated[
    str | None,
    typer.Option(
        "--date",
        "-d",
        metavar="DAY",
        help="When it was done: 2026-03-04, yesterday, wed.",
        autocompletion=completion.past_days,
    ),
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
