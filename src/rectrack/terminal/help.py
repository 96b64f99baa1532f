"""The help of a command: what Typer knows of it, drawn as every other page is."""

import inspect
from typing import Any, cast

import typer
from typer.core import TyperGroup

from rectrack.terminal.command_index import PANELS
from rectrack.terminal.session import Session

EXAMPLES = "Examples:\n"
"""The last paragraph of a command's docstring: below it, each line is a command line."""
ENVIRONMENT = {
    "RECTRACK_FILE": "The plan, where --file names none.",
    "RECTRACK_BY": "Who makes an entry, where --by names nobody.",
    "RECTRACK_PAGER": "The pager, before PAGER; empty for none.",
    "RECTRACK_CONFIG": "Another config file than the usual one; empty for none.",
    "RECTRACK_TODAY": "The day to take for today, in tests and reruns.",
    "RECTRACK_DEBUG": "Show where an internal error happened.",
    "COLUMNS": "The width of text, where --width gives none.",
    "NO_COLOR": "No colour; FORCE_COLOR=1 for colour in a pipe too.",
}
NOTES = (
    "rectrack help config shows which settings are in force, and where your config file is.",
    "Please report faults to the maintainers, with what you typed, saw, and rectrack --version.",
)


def show_help(ctx: typer.Context, param: Any, asked_for: bool) -> None:
    """Show the help of the command at hand and end: the callback of `--help`."""
    if asked_for:
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
        panels.append(Panel("Environment variables", tuple(ENVIRONMENT.items())))
    content = Help(
        usage=" ".join([ctx.command_path, *arguments, "[OPTIONS]"]),
        purpose=tuple(" ".join(part.split()) for part in said.split("\n\n") if part.strip()),
        panels=tuple(panels),
        notes=NOTES if isinstance(command, TyperGroup) else (),
        examples=tuple(inspect.cleandoc(examples).splitlines()),
    )
    session = cast(Session, ctx.obj)
    session.show(help_page(content, session.page()))
