"""The command line: the app, the clock, and the one place that turns errors into exit codes."""

import gc
import os
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from rectrack import __version__
from rectrack.commands.session import Session, line_of, tell
from rectrack.errors import NotWrittenError, PlanError, RectrackError, UsageError, suggest

COMMANDS = (
    "log",
    "undo",
    "amend",
    "status",
    "show",
    "summary",
    "entries",
    "check",
    "claim",
    "sign-off",
    "reject",
    "recheck",
    "withdraw",
    "extend",
    "waive",
    "assess",
    "reward",
    "penalty",
    "init",
    "schema",
)
"""Each is the function `run` of a module of `commands`, loaded only when it is called."""

HELP = {"help_option_names": ["-h", "--help"]}
NEGATIVE = re.compile(r"-[0-9.,]+")
WHEN = ("auto", "always", "never")


class Command(TyperCommand):
    """A command whose arguments may be negative numbers."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Spell `-5` with a true minus sign, which no parser takes for an option."""
        protected = [f"\N{MINUS SIGN}{arg[1:]}" if NEGATIVE.fullmatch(arg) else arg for arg in args]
        return super().parse_args(ctx, protected)


class LazyGroup(TyperGroup):
    """The commands by name, each module loaded only when its command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            hint = suggest(cmd_name, COMMANDS) or f"; there are {', '.join(COMMANDS)}"
            raise UsageError(f"there is no command {cmd_name!r}{hint}")
        module = import_module(f"rectrack.commands.{cmd_name.replace('-', '_')}")
        alone = typer.Typer(add_completion=False)
        alone.command(cmd_name, cls=Command, context_settings=HELP)(module.run)
        command = typer.main.get_command(alone)
        command.params += _shared()
        return command


def _shared() -> list[Any]:
    """Return the options that stand before or behind the name of any command."""

    def keep(ctx: typer.Context, param: Any, value: str | bool | None) -> None:
        if value is None or value is False:  # left out here, but perhaps said before the command
            return
        if param.name == "color" and value not in WHEN:
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(WHEN)}")
        setattr(ctx.obj, param.name, value)

    def option(names: list[str], **settings: Any) -> TyperOption:
        return TyperOption(param_decls=names, expose_value=False, callback=keep, **settings)

    return [
        option(["-f", "--file"], metavar="FILE", help="The plan; RECTRACK_FILE if left out."),
        option(["--color"], metavar="WHEN", help="auto, always or never."),
        option(["--no-input"], is_flag=True, help="Ask for nothing; what is missing is an error."),
    ]


app = typer.Typer(
    cls=LazyGroup, context_settings=HELP, pretty_exceptions_enable=False, add_completion=False
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"rectrack {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def rectrack(
    ctx: typer.Context,
    version: bool = typer.Option(
        False, "--version", help="Show the version.", callback=_version, is_eager=True
    ),
) -> None:
    """Track a rectification plan: what was promised, what was done, what is outstanding."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(2)


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the program and exit with its code."""
    gc.disable()  # one short command: collecting cycles makes large loads quadratic
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115  closed by the caller
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115  the same
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(_run(args))


def _run(args: Sequence[str] | None) -> int:
    """Run a command and return its exit code; whatever went wrong becomes a sentence."""
    command = typer.main.get_command(app)
    command.params += _shared()
    session = Session(clock=lambda: datetime.now(UTC))
    try:
        code = command.main(args=args, prog_name="rectrack", standalone_mode=False, obj=session)
    except PlanError as error:
        for finding in error.findings:
            tell(line_of(finding, session.path()))
        return error.exit_code
    except NotWrittenError as error:
        what = "it by hand, put this line" if len(error.lines) == 1 else "them by hand, put these"
        tell(f"rectrack: {error}", f"to add {what} at the end of the plan:")
        tell(*(f"  - {line}" for line in error.lines))
        return error.exit_code
    except RectrackError as error:
        tell(f"rectrack: {error}")
        return error.exit_code
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command_path = context.command_path if context is not None else "rectrack"
        tell(f"rectrack: {error.format_message()}", f"Try '{command_path} --help'.")
        return error.exit_code
    except Exception as error:
        if os.environ.get("RECTRACK_DEBUG"):
            raise
        tell(f"rectrack: a fault of the program, not yours: {type(error).__name__}: {error}")
        tell("RECTRACK_DEBUG=1 shows where it happened.")
        return 1
    return code if isinstance(code, int) else 0
