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
        str | None,
        argument("[COMMAND|config]", "The command to explain, or `config`.", completion.topics),
    ] = None,
) -> int:
    """Show how a command is used; with `config`, which settings are in force, and why.

    Your config file is TOML, and may set by, file and pager: by = "clerk" is who makes an entry,
    file = "~/plans/office.yaml" the plan where none is near, pager = "" shows all without a pager.

    Examples:
    rectrack help log
    rectrack help config
    """
    if topic == CONFIG:
        from rectrack.render.settings_page import settings_page  # noqa: PLC0415  loads Rich
        from rectrack.terminal.in_force import in_force  # noqa: PLC0415  only wanted here

        session = cast(Session, ctx.obj)
        session.show(settings_page(in_force(session), session.page()))
        return 0
    whole = cast(typer.Context, ctx.find_root())
    if topic is None:
        write_help(whole)
        return 0
    command = cast(TyperGroup, whole.command).get_command(whole, topic)
    write_help(typer.Context(cast(TyperCommand, command), info_name=topic, parent=whole))
    return 0
