"""How Rich draws a page."""

from io import StringIO

from rich.console import Console, RenderableType

from rectrack.render.page import Page

UNBOUNDED = 10_000
"""The width of a page without one: nothing is cut or wrapped there."""


def draw(content: RenderableType, page: Page) -> str:
    """Return what Rich draws, as text ready to be written, without blanks at line ends."""
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
