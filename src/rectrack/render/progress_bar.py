"""How far a long piece of work has come, on a terminal where somebody waits for it."""

from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

Piece = TypeVar("Piece")


def with_progress(
    pieces: Iterable[Piece], total: int, what: str, stream: TextIO, *, color: bool
) -> Iterator[Piece]:
    """Yield pieces as they come, with a bar that tells how many of them are there."""
    console = Console(file=stream, no_color=not color, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=total)
        for piece in pieces:
            yield piece
            progress.advance(task)
