"""The options that stand before or after the name of any command."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperOption

from rectrack.terminal.console import NARROWEST, WIDEST
from rectrack.terminal.help import show_help

WHEN = ("auto", "always", "never")


def global_options() -> list[Any]:
    """Return the options that every command has; each is kept in the session."""
    # What help looks like depends on the others, so they are heard before it wherever they stand.
    return [
        _option(
            *("-f", "--file"),
            metavar="FILE",
            is_eager=True,
            help="Plan file (default: $RECTRACK_FILE, the nearest, or file in the config file).",
            autocompletion=_files,
        ),
        _option(
            "--color",
            metavar="WHEN",
            is_eager=True,
            help="When to use colour: auto, always or never.",
            autocompletion=lambda *_: list(WHEN),
        ),
        _option(
            "--width",
            metavar="N",
            is_eager=True,
            help="Columns of text (default: those of the terminal).",
        ),
        _option(
            "--no-pager",
            is_flag=True,
            is_eager=True,
            help="Print long output at once.",
        ),
        _option("--no-input", is_flag=True, help="Never ask; anything missing is an error."),
        _option("-h", "--help", is_flag=True, callback=show_help, help="Show this help."),
    ]


def _keep(ctx: typer.Context, param: Any, value: str | bool | None) -> None:
    if value is None or value is False:  # left out here, but perhaps said before the command
        return
    read = READ.get(param.name)
    setattr(ctx.obj, param.name, value if read is None else read(str(value)))


def _when(value: str) -> str:
    if value not in WHEN:
        raise typer.BadParameter(f"{value!r} is not one of {', '.join(WHEN)}")
    return value


def _width(value: str) -> int:
    if not value.isdecimal() or not NARROWEST <= int(value[:9]) <= WIDEST:
        raise typer.BadParameter(
            f"{value!r} is not a number of columns from {NARROWEST} to {WIDEST}"
        )
    return int(value)


READ: dict[str, Callable[[str], str | int]] = {"color": _when, "width": _width}


def _option(*names: str, callback: Any = _keep, **settings: Any) -> TyperOption:
    return TyperOption(
        param_decls=list(names),
        expose_value=False,
        callback=callback,
        rich_help_panel="With every command",
        **settings,
    )


def _files(ctx: Any, args: list[str], incomplete: str) -> list[str]:
    from rectrack.terminal.completion import file_names  # noqa: PLC0415  only a shell asks for it

    return file_names(incomplete)
