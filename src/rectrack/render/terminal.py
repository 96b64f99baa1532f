"""How Rich draws a page."""

from io import StringIO
from typing import Protocol, runtime_checkable

from rich.console import Console, RenderableType

from rectrack.render.page import Page

UNBOUNDED = 10_000
"""The width of a page without one: nothing is cut or wrapped there."""


@runtime_checkable
class Writable(Protocol):
    """What can be written without Rich where there is neither colour nor a width."""

    def written(self) -> str: ...


def draw(content: RenderableType, page: Page) -> str:
    """Return what Rich draws, as text ready to be written, without spaces at line ends."""
    if isinstance(content, Writable) and page.width is None and not page.color:
        return page.signs(content.written())
    console = Console(
        file=StringIO(),
        width=page.width or UNBOUNDED,
        force_terminal=page.color,
        color_system="standard" if page.color else None,
        no_color=not page.color,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    with console.capture() as capture:
        console.print(content, soft_wrap=False, crop=page.height is not None)
    return page.signs("\n".join(line.rstrip() for line in capture.get().split("\n")))
