"""The least that rectrack can be: a lazy Typer app that loads YAML and msgspec, no more."""

from typing import Any

import msgspec  # noqa: F401  for what it takes to load
import typer
import yaml  # noqa: F401  the same
from typer.core import TyperGroup


class LazyGroup(TyperGroup):
    """Commands by name, each made only when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return ["first", "second"]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        alone = typer.Typer(add_completion=False)
        alone.command(cmd_name)(first)
        return typer.main.get_command(alone)


app = typer.Typer(cls=LazyGroup, add_completion=False)


@app.callback()
def program() -> None:
    """Do nothing."""


def first() -> None:
    """Do nothing."""


if __name__ == "__main__":
    app()
