"""The help of a command: what Typer knows of it, drawn as every other page is."""

import inspect
from typing import Any, cast

import typer
from typer.core import TyperGroup

from rectrack.terminal.command_index import PANELS
from rectrack.terminal.session import Session

EXAMPLES = "Examples:\n"
"""The last paragraph of a command's docstring: below it, each line is a command line."""


def show_help(ctx: typer.Context, param: Any, wanted: bool) -> None:
    """Show the help of the command at hand and end: the callback of `--help`."""
    if wanted:
        write_help(ctx)
        raise typer.Exit


def write_help(ctx: typer.Context) -> None:
    """Write the help of the command at hand to standard output."""
    from rectrack.render.help_page import Help, Panel, help_page  # noqa: PLC0415  loads Rich

    command = ctx.command
    said, _, examples = inspect.cleandoc(command.help or "").partition(EXAMPLES)
    rows: dict[str, list[tuple[str, str]]] = {}
    arguments = []
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is None:  # hidden
            continue
        is_argument = param.param_type_name == "argument"
        if is_argument:
            arguments.append(record[0])
        panel = getattr(param, "rich_help_panel", None)
        rows.setdefault(panel or ("Arguments" if is_argument else "Options"), []).append(record)
    panels = [Panel(title, tuple(each)) for title, each in rows.items()]
    if isinstance(command, TyperGroup):
        arguments = ["COMMAND", "..."]
        panels = [Panel(title, tuple(each.items())) for title, each in PANELS.items()] + panels
    content = Help(
        usage=" ".join([ctx.command_path, *arguments, "[OPTIONS]"]),
        purpose=tuple(" ".join(part.split()) for part in said.split("\n\n") if part.strip()),
        panels=tuple(panels),
        examples=tuple(inspect.cleandoc(examples).splitlines()),
    )
    session = cast(Session, ctx.obj)
    session.show(help_page(content, session.page()))
