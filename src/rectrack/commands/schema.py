"""`rectrack schema`: what a plan may hold, as editors understand it."""

from rectrack.render.json_schema import plan_schema
from rectrack.terminal.console import out


def run() -> int:
    """Print the JSON Schema by which an editor completes and checks a plan.

    Write it to a file beside the plan, with > rectification.schema.json, and let the plan begin
    with the line # yaml-language-server: $schema=rectification.schema.json

    Examples:
    rectrack schema
    """
    out(plan_schema())
    return 0
