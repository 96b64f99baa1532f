"""How Rich draws a page."""

from io import StringIO
from textwrap import indent
from typing import Protocol, runtime_checkable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from rectrack.render.page import Page

UNBOUNDED = 10_000
"""The width of a page without one: nothing is cut or wrapped there."""


@runtime_checkable
class Writable(Protocol):
    """What can be written without Rich where there is neither colour nor a width."""

    def written(self) -> str | None: ...


def written(content: RenderableType) -> str | None:
    """Return content as plain lines, each with its end; None where only Rich can draw it.

    Of thousands of lines Rich takes many times as long, and of sixty some milliseconds more.
    """
    if isinstance(content, Text):
        return f"{content.plain}\n"
    if isinstance(content, Group):
        parts = [written(each) for each in content.renderables]
        return None if None in parts else "".join(filter(None, parts))
    if isinstance(content, Padding) and (content.top, content.right, content.bottom) == (0, 0, 0):
        return indented(content.renderable, content.left)
    return content.written() if isinstance(content, Writable) else None


def indented(content: RenderableType, blanks: int) -> str | None:
    """Return content as plain lines that are set in by so many blanks; None as `written` does."""
    text = written(content)
    return None if text is None else indent(text, " " * blanks, lambda line: True)


def draw(content: RenderableType, page: Page) -> str:
    """Return what Rich draws, as text ready to be written, without spaces at line ends."""
    if page.width is None and not page.color and (text := written(content)) is not None:
        return page.signs("\n".join(line.rstrip() for line in text.split("\n")))
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
