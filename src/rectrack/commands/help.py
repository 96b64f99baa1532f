"""`rectrack help`: how a command is used, and what is in force."""

from typing import Annotated, cast

import typer
from typer.core import TyperCommand, TyperGroup

from rectrack.terminal import completion
from rectrack.terminal.help import write_help
from rectrack.terminal.options import argument
from rectrack.terminal.session import Session

CONFIG = "config"


def run(
    ctx: typer.Context,
    topic: Annotated[
        list[str] | None,
        argument("[COMMAND|config]", "The command to explain, or config.", completion.topics),
    ] = None,
) -> int:
    """Explain a command, or show the settings in force (rectrack help config).

    Your config file may have these lines, in TOML:

    by = "clerk" # who makes your entries

    file = "~/plans/office.yaml" # the plan to use where none is near

    pager = "less -S" # what shows long output; "" for nothing

    cache = "off" # keeps nothing of long logs that would save time; or a folder to keep it in

    Examples:
    rectrack help log
    rectrack help config
    """
    name = " ".join(topic or ())
    if name == CONFIG:
        from rectrack.render.settings_page import settings_page  # noqa: PLC0415  loads Rich
        from rectrack.terminal.in_force import in_force  # noqa: PLC0415  only needed here

        session = cast(Session, ctx.obj)
        session.show(settings_page(in_force(session), session.page()))
        return 0
    whole = cast(typer.Context, ctx.find_root())
    if not name:
        write_help(whole)
        return 0
    command = cast(TyperGroup, whole.command).get_command(whole, name)
    write_help(typer.Context(cast(TyperCommand, command), info_name=name, parent=whole))
    return 0
