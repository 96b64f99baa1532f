"""`rectrack schema`: what a plan may hold, as editors understand it, and what an export holds."""

from typing import Annotated, Literal

import typer

from rectrack.terminal.console import out


def run(
    what: Annotated[
        Literal["plan", "export"],
        typer.Argument(metavar="[export]", help="The rows of an export, rather than a plan."),
    ] = "plan",
) -> int:
    """Print the JSON Schema, for completion and checking in editors.

    Save it beside the plan as rectification.schema.json, and begin the plan with this line:

    # yaml-language-server: $schema=rectification.schema.json

    With export it is that of the rows that `rectrack export` writes, each table under $defs.

    Examples:
    rectrack schema
    rectrack schema export
    """
    if what == "export":
        from rectrack.render.export_schema import export_schema  # noqa: PLC0415  only this form

        out(export_schema())
        return 0
    from rectrack.render.json_schema import plan_schema  # noqa: PLC0415  the same

    out(plan_schema())
    return 0
