"""The command line: the app, the clock, and the one place that turns errors into exit codes."""

import codecs
import os
import re
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn, cast

import typer
from typer.core import TyperCommand, TyperGroup

from rectrack import __version__, memory
from rectrack.errors import NotWrittenError, PlanError, RectrackError, UsageError, suggest
from rectrack.render.page import escape_what_is_lacking, visible
from rectrack.terminal.command_index import COMMANDS, function_of
from rectrack.terminal.console import line_of, out, paste, tell
from rectrack.terminal.global_options import global_options
from rectrack.terminal.help import write_help
from rectrack.terminal.session import Session
from rectrack.terminal.single_values import check_single_values

ASKING = "_RECTRACK_COMPLETE"
"""The variable in which a shell says that it asks how a line may go on."""
OWN_HELP: dict[str, Any] = {"help_option_names": []}  # it is one of the global options
MINUS = "\N{MINUS SIGN}"
NEGATIVE = re.compile(r"\A-(?=[.,]?[0-9]\S*\Z)")
PROTECTED = re.compile(rf"\A{MINUS}(?=[.,]?[0-9]\S*\Z)")
SHELLS = ("bash", "zsh", "fish")
TERMINATED = 128 + signal.SIGTERM


class Command(TyperCommand):
    """A command whose arguments may be negative numbers."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Spell `-5` with a true minus sign, which no parser takes for an option, and then back."""
        protected = [NEGATIVE.sub(MINUS, arg) for arg in args]
        try:
            check_single_values(ctx, protected, _as_typed)
            rest = super().parse_args(ctx, protected)
        except typer.TyperException as error:
            error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
            raise
        ctx.params = {name: _as_typed(value) for name, value in ctx.params.items()}
        return rest


def _as_typed(value: Any) -> Any:
    """Give what only looks like a number its plain hyphen back."""
    if isinstance(value, str):
        return PROTECTED.sub("-", value)
    return [_as_typed(each) for each in value] if isinstance(value, list | tuple) else value


class LazyGroup(TyperGroup):
    """The commands by name, each module loaded only when its command is asked for."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Let the options that set up completion mean the user's shell where they name none."""
        if args and args[-1] in {"--install-completion", "--show-completion"}:
            args = [*args, Path(os.environ.get("SHELL", "")).name]
        check_single_values(ctx, args)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            hint = suggest(cmd_name, COMMANDS) or f"; there are {', '.join(COMMANDS)}"
            raise UsageError(f"there is no command {cmd_name!r}{hint}")
        alone = typer.Typer(add_completion=False)
        alone.command(cmd_name, cls=Command, context_settings=OWN_HELP)(function_of(cmd_name))
        command = typer.main.get_command(alone)
        command.params += global_options()
        return command


app = typer.Typer(
    cls=LazyGroup, context_settings=OWN_HELP, pretty_exceptions_enable=False, add_completion=False
)


def _version(value: bool) -> None:
    if value:
        out(f"rectrack {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def rectrack(
    ctx: typer.Context,
    version: bool = typer.Option(
        False, "--version", help="Show the version.", callback=_version, is_eager=True
    ),
    install_completion: str | None = typer.Option(
        None,
        metavar="[SHELL]",
        help="Install tab completion (bash, zsh or fish).",
        autocompletion=lambda: list(SHELLS),
    ),
    show_completion: str | None = typer.Option(
        None,
        metavar="[SHELL]",
        help="Print the completion script.",
        autocompletion=lambda: list(SHELLS),
    ),
) -> None:
    """Track a rectification plan: what was promised, what was done, what is outstanding.

    Examples:
    rectrack log bulletins "Bulletin 3: road repairs" --by clerk
    rectrack status --outstanding
    rectrack log --help
    """
    if install_completion is not None or show_completion is not None:
        from rectrack.terminal import shell_setup  # noqa: PLC0415  needed once

        if install_completion is not None:
            out(shell_setup.install(install_completion, os.environ))
        if show_completion is not None:
            out(shell_setup.script(show_completion))
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        write_help(ctx)
        raise typer.Exit(2)


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the program and exit with its code."""
    # A request to end unwinds as an interrupt does, so that nothing half written is left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    codecs.register_error("rectrack", escape_what_is_lacking)
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: PTH123, SIM115  closed by the caller
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: PTH123, SIM115  the same
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="rectrack")  # type: ignore[union-attr]
    session = Session(clock=lambda: datetime.now(UTC))
    if ASKING in os.environ:
        from rectrack.terminal.shells import answer  # noqa: PLC0415  only a shell asks for it

        code = answer(cast(TyperGroup, program()), session, os.environ[ASKING], os.environ)
    else:
        code = run(args, session)
    # All is written and flushed: to clear up what ends anyway would take a fifth of the time.
    os._exit(code)


def program() -> Any:
    """Return the whole command line, with the options that may stand before a command."""
    command = typer.main.get_command(app)
    command.params += global_options()
    return command


def run(args: Sequence[str] | None, session: Session | None = None) -> int:
    """Run a command and return its exit code; whatever went wrong becomes a sentence."""
    session = session or Session(clock=lambda: datetime.now(UTC))
    try:
        code = program().main(args=args, prog_name="rectrack", standalone_mode=False, obj=session)
    except PlanError as error:
        for finding in error.findings:
            tell(line_of(finding, session.path()))
        return error.exit_code
    except NotWrittenError as error:
        what = "it by hand, put this line" if len(error.lines) == 1 else "them by hand, put these"
        tell(f"rectrack: {error}", f"to add {what} at the end of the plan:")
        paste(*(f"  - {visible(line)}" for line in error.lines))
        return error.exit_code
    except RectrackError as error:
        tell(f"rectrack: {error}")
        return error.exit_code
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command_path = context.command_path if context is not None else "rectrack"
        tell(f"rectrack: {error.format_message()}", f"Try '{command_path} --help'.")
        return error.exit_code
    except UnicodeEncodeError:  # of all that is read, only words of a command line may hold such
        tell("rectrack: the input is not valid UTF-8: set the terminal to UTF-8")
        return UsageError.exit_code
    except Exception as error:
        if memory.is_lacking(error) or os.environ.get("RECTRACK_DEBUG"):
            raise
        tell(f"rectrack: internal error (not your fault): {type(error).__name__}: {error}")
        tell("RECTRACK_DEBUG=1 shows where it happened.")
        return 1
    return code if isinstance(code, int) else 0
