"""A report as blocks: a title and a table each, to be drawn on a page or written as Markdown."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from rectrack.render.markdown import escaped, table


class Block(Struct, frozen=True):
    """A titled table of plain text; without rows it says beside its title that there are none.

    The last `long` of its columns hold sentences, the others words and figures.
    """

    title: str
    columns: tuple[str, ...] = ()
    rows: Sequence[tuple[str, ...]] = ()
    long: int = 0
    details: str = ""


def markdown(title: str, lines: Iterable[str], blocks: Iterable[Block]) -> str:
    """Return a page: its title, some lines below it, and a heading and a table for each block."""
    parts = [f"# {escaped(title)}\n", *(f"{escaped(line)}\n" for line in lines)]
    for block in blocks:
        if not block.rows:
            parts.append(f"**{escaped(block.title)}:** none\n")
            continue
        details = f" ({escaped(block.details)})" if block.details else ""
        cells = ([escaped(cell) for cell in row] for row in block.rows)
        parts.append(f"## {escaped(block.title)}{details}\n\n{table(block.columns, cells)}")
    return "\n".join(parts)
