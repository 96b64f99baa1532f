"""`rectrack schema`: what a plan may hold, as editors understand it."""

from rectrack.render.json_schema import plan_schema
from rectrack.terminal.console import out


def run() -> int:
    """Print the JSON Schema, for completion and checking in editors.

    Save it beside the plan as rectification.schema.json, and begin the plan with this line:

    # yaml-language-server: $schema=rectification.schema.json

    Examples:
    rectrack schema
    """
    out(plan_schema())
    return 0
