"""An option that takes one value is given one; which of two is meant nobody can tell."""

from collections.abc import Callable, Sequence

import typer
from typer.core import TyperOption

from rectrack.wording import quoted

GIVEN = "rectrack.given"
"""Where a context keeps what options were given; it shares this with the command behind it."""


def check_single_values(
    ctx: typer.Context, args: Sequence[str], as_typed: Callable[[str], str] = str
) -> None:
    """Refuse an option that takes one value and is given two that differ.

    What stands before the name of a command counts together with what stands behind it.
    `as_typed` turns a word of `args` into what was typed. Raises typer's usage error.
    """
    given: dict[str, str] = ctx.meta.setdefault(GIVEN, {})
    for option, values in _all_values(ctx, args):
        name = max(option.opts, key=len)
        first = given.setdefault(name, values[0])
        for other in values:
            if other != first:
                said = f"{quoted(as_typed(first))} and as {quoted(as_typed(other))}"
                ctx.fail(f"{name} is given as {said}: leave one out")


def _all_values(
    ctx: typer.Context, args: Sequence[str]
) -> list[tuple[TyperOption, tuple[str, ...]]]:
    """Return the options that take one value, each with all the values that it is given."""
    options = [
        param
        for param in ctx.command.get_params(ctx)
        if isinstance(param, TyperOption) and not (param.multiple or param.is_flag or param.count)
    ]
    for option in options:  # only of what may be given several times a parser keeps them all
        option.multiple = True
    try:
        found, _, _ = ctx.command.make_parser(ctx).parse_args(args=list(args))
    finally:
        for option in options:
            option.multiple = False
    return [(each, tuple(found[each.name or ""])) for each in options if found.get(each.name or "")]
